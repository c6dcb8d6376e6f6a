// The editor's look, from the site's own colours: custom properties reach into the shadow root, so dark mode follows.

import { EditorView, HighlightStyle, syntaxHighlighting, tags } from "../vendor/codemirror/codemirror.min.js";

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--rule-2)", borderRadius: "3px", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace', lineHeight: "1.55", minHeight: "24rem", maxHeight: "min(75vh, 60rem)", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--ink-3)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--wash-2)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--link) 28%, var(--paper))" },
  ".cm-selectionMatch": { backgroundColor: "var(--wash-2)" },
  ".cm-searchMatch": { backgroundColor: "var(--note)", color: "var(--note-ink)", outline: "1px solid var(--rule-2)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--wash-2)", outline: "1px solid var(--rule-2)" },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)", borderColor: "var(--rule)", fontFamily: "var(--sans)" },
  ".cm-panels input, .cm-panels button": { fontFamily: "var(--sans)", fontSize: "0.9375rem", color: "var(--ink)", backgroundColor: "var(--paper)", backgroundImage: "none", border: "1px solid var(--rule-2)", borderRadius: "3px", minHeight: "28px" },
  ".cm-panels label": { fontSize: "0.9375rem" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--rule-2)", borderRadius: "3px", fontFamily: "var(--sans)", fontSize: "0.9375rem", maxWidth: "min(30rem, 90vw)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--ink)", color: "var(--paper)" },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: "1", marginLeft: "0.75em" },
  ".cm-completionInfo": { padding: "6px 10px" },
  ".cm-words": { padding: "6px 10px" },
  ".cm-diagnostic": { padding: "6px 10px", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--against)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--for)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--against) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline dotted var(--for) 2px", textUnderlineOffset: "3px" },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--ink-3)", fontStyle: "italic" },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--link)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--for)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--against)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-2)" },
]);

export const caseLook = [look, syntaxHighlighting(colours)];
