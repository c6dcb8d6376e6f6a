// What the desk's own scripts use of the editor; whatever is not named here is left out of the bundle.
export { EditorState, Compartment, StateEffect, StateField } from "@codemirror/state";
export {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  drawSelection, dropCursor, rectangularSelection, hoverTooltip,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentMore, indentLess } from "@codemirror/commands";
export { autocompletion, completionKeymap, startCompletion, acceptCompletion, completionStatus, snippet } from "@codemirror/autocomplete";
export { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting, HighlightStyle, syntaxTree } from "@codemirror/language";
export { lintGutter, lintKeymap, setDiagnostics, forEachDiagnostic, nextDiagnostic } from "@codemirror/lint";
export { search, searchKeymap, highlightSelectionMatches, openSearchPanel } from "@codemirror/search";
export { yaml } from "@codemirror/lang-yaml";
export { tags } from "@lezer/highlight";
