// Makes the plain text field an editor with live problems and answer. Without it the page works as a form.

import {
  EditorState, EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, drawSelection,
  dropCursor, hoverTooltip, defaultKeymap, history, historyKeymap, indentMore, indentLess, autocompletion, completionKeymap,
  bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, lintGutter, lintKeymap, setDiagnostics, search, searchKeymap,
  highlightSelectionMatches, yaml,
} from "../vendor/codemirror/codemirror.min.js";
import { caseLook } from "./editor-look.js";
import { CaseWords } from "./case-words.js";

const PAUSE = 350; // milliseconds without a key before the text is checked

class Desk {
  constructor(form) {
    this.form = form;
    this.area = form.querySelector("#text");
    this.live = form.querySelector("#live");
    this.status = form.querySelector("#live-status");
    this.words = new CaseWords(form.dataset.schema);
    this.saved = form.dataset.changed ? null : this.area.value;
    this.view = this.mount();
    this.listen();
    this.check();
  }

  // In a shadow root the editor's styles are constructed sheets, which a strict content policy allows.
  mount() {
    const host = document.createElement("div");
    host.className = "editor-host";
    this.area.before(host);
    const root = host.attachShadow({ mode: "open" });
    const hint = document.createElement("p");
    hint.id = "hint";
    hint.hidden = true;
    hint.textContent = document.querySelector("#text-hint").textContent;
    const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: this.area.value, extensions: this.extensions() }) });
    root.append(hint);
    this.area.hidden = true;
    const label = this.form.querySelector('label[for="text"]');
    label.addEventListener("click", (event) => { event.preventDefault(); view.focus(); });
    this.form.classList.add("has-editor");
    return view;
  }

  extensions() {
    return [
      lineNumbers(), foldGutter(), lintGutter(), highlightSpecialChars(), history(), drawSelection(), dropCursor(),
      highlightActiveLine(), highlightActiveLineGutter(), bracketMatching(), indentOnInput(), highlightSelectionMatches(),
      search({ top: true }), indentUnit.of("  "), EditorState.tabSize.of(2), yaml(), caseLook,
      autocompletion({ override: [this.words.complete] }),
      hoverTooltip((view, position) => this.hover(view, position)),
      EditorView.contentAttributes.of({ "aria-label": "The case as text", "aria-describedby": "hint", "aria-multiline": "true", tabindex: "0" }),
      // Tab indents; the editor itself lets Tab through after Escape, so that nobody is caught in it.
      keymap.of([{ key: "Tab", run: indentMore, shift: indentLess }, ...completionKeymap, ...defaultKeymap, ...searchKeymap,
        ...historyKeymap, ...foldKeymap, ...lintKeymap]),
      EditorView.domEventHandlers({ beforeinput: typeOverSelection }),
      EditorView.updateListener.of((update) => { if (update.docChanged) this.changed(); }),
    ];
  }

  async hover(view, position) {
    const found = await this.words.explain(view.state.doc, position);
    if (!found) return null;
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "cm-words";
      dom.textContent = found.text;
      return { dom };
    };
    return { pos: found.from, end: found.to, above: true, create };
  }

  text() { return this.view.state.doc.toString(); }

  changed() {
    this.area.value = this.text();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      this.area.value = this.text();
      const action = event.submitter?.value;
      if (action === "check" || action === "weigh") {
        event.preventDefault();
        this.check(action === "weigh");
      }
      this.leaving = action === "save" || action === "upload";
    });
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.text() !== this.saved) event.preventDefault();
    });
    this.live.addEventListener("click", (event) => {
      const place = event.target.closest("[data-line]");
      if (place) { event.preventDefault(); this.show(place.dataset); }
    });
  }

  show({ line, column }) {
    const anchor = this.offset(Number(line), Number(column));
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  // Columns count characters; the editor counts UTF-16 units.
  offset(line, column) {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return at.from + [...at.text].slice(0, Math.max(column - 1, 0)).join("").length;
  }

  async check(ranges = false) {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const text = this.text();
    const body = new URLSearchParams({ text, ranges: ranges ? "yes" : "" });
    const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(this.form.dataset.check, { method: "POST", body, headers, signal: this.asked.signal });
      const found = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (text !== this.text()) return;
      if (answer.ok) this.take(found);
      else this.trouble(found.error ?? "The text could not be checked just now. It is still here; save it, or try again.");
    } catch (error) {
      if (error.name !== "AbortError") this.trouble("The site does not answer, so the text is not checked. It is still here.");
    }
  }

  take({ problems, panel, vocabulary }) {
    this.words.learn(vocabulary);
    this.live.innerHTML = panel; // made by the site's own template, every text escaped
    const { doc } = this.view.state;
    const diagnostics = problems.filter((found) => found.line > 0).map((found) => {
      const from = this.offset(found.line, found.column);
      const rest = doc.sliceString(from, doc.lineAt(from).to);
      const length = (/^[\w.-]+/.exec(rest) ?? [rest.slice(0, 1)])[0].length;
      return { from, to: from + length, severity: found.severity === "problem" ? "error" : "warning",
        message: found.fix ? `${found.message}\nTo mend it: ${found.fix}` : found.message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
    this.say(this.live.querySelector("#findings-h")?.textContent ?? "");
  }

  trouble(words) {
    const note = document.createElement("p");
    note.className = "status trouble";
    note.textContent = words;
    this.live.querySelector(":scope > .trouble")?.remove();
    this.live.prepend(note);
    this.say(words);
  }

  say(words) { if (this.status.textContent !== words) this.status.textContent = words; }
}

// Left to itself, Chromium keeps the look of what is typed over by style attributes, which the content policy refuses aloud.
function typeOverSelection(event, view) {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { scrollIntoView: true, userEvent: "input.type" });
  return true;
}

const form = document.querySelector(".editor-form");
if (form) new Desk(form);
