// The review of an article: single-key shortcuts, which are off until they are turned on, and items from a selection.
// Everything here can also be done with the page's own links, buttons and forms.
(() => {
  "use strict";
  document.documentElement.classList.add("has-script");
  const find = (what) => document.querySelector(what);
  const { isOn, say, note, noted, listen } = window.Shortcuts("review");

  // ---- the item that the keys act on
  const items = () => [...document.querySelectorAll("[data-item]")];
  const current = () => find("[data-item][aria-current]");
  const scrollIn = (box, inner) => {
    const place = inner.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (place < 0 || place > box.clientHeight - 60) box.scrollTop += place - box.clientHeight / 3;
  };
  const mark = (item) => {
    document.querySelectorAll(".piece.is-current").forEach((piece) => piece.classList.remove("is-current"));
    const pieces = document.querySelectorAll(`.piece[data-items~="${item.dataset.item}"]`);
    pieces.forEach((piece) => piece.classList.add("is-current"));
    if (pieces.length) scrollIn(find("[data-source]"), pieces[0]);
  };
  const choose = (item, focus = true) => {
    items().forEach((other) => other.removeAttribute("aria-current"));
    item.setAttribute("aria-current", "true");
    mark(item);
    if (focus) item.focus();
  };
  const fromHash = () => {
    const item = location.hash.startsWith("#item-") && document.getElementById(location.hash.slice(1));
    if (item) choose(item);
    return Boolean(item);
  };
  window.addEventListener("hashchange", fromHash);
  const cameByKey = noted("came-by-key");
  if (!fromHash() && current()) {
    mark(current());
    if (isOn() && cameByKey) current().focus();
  }
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-item]");
    if (item && !item.hasAttribute("aria-current")) choose(item, false);
  });

  const move = (step) => {
    const list = items();
    const at = list.indexOf(current());
    const to = list[at < 0 ? 0 : at + step];
    if (!to) return say(step > 0 ? "This is the last item here." : "This is the first item here.");
    choose(to);
  };
  // A key decides only while the item has the focus, so that it can be seen where it acts.
  const press = (what, words) => {
    const item = current();
    if (!item) return say("Choose an item first: J and K move through them.");
    if (!item.contains(document.activeElement)) {
      item.focus();
      return say("Press the key again to decide on this item.");
    }
    const button = item.querySelector(what);
    if (!button) return say(words);
    note("came-by-key");
    button.click();
  };
  const undo = () => {
    const button = find("[data-undo]");
    if (!button) return say("There is nothing to undo.");
    note("came-by-key");
    button.click();
  };
  const merge = () => {
    const into = find("[data-item][aria-current] [name=into]");
    if (into) return into.focus();
    const link = find("[data-item][aria-current] [data-change]");
    if (!link) return say("Nothing else is of its kind.");
    note("to-merge");
    link.click();
  };
  const toForm = () => {
    if (noted("to-merge")) {
      const into = find("[name=into]");
      if (into) into.focus(); else say("Nothing else is of its kind.");
    } else if (find("#change") && isOn()) {
      find("#c-label").focus();
    }
  };
  window.addEventListener("load", () => setTimeout(toForm)); // after the browser has gone to the item of the address

  // ---- an item from a selection: its words and where they begin, counted in code points as the draft counts
  const form = find("[data-new]");
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element && element.closest("[data-source] [data-start]");
    if (!piece || node.nodeType !== Node.TEXT_NODE) return null;
    return Number(piece.dataset.start) + [...node.data.slice(0, offset)].length;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const source = find("[data-source]");
    if (!source.contains(range.commonAncestorContainer)) return null;
    let near = placeOf(range.startContainer, range.startOffset);
    if (near === null) {
      const first = [...source.querySelectorAll("[data-start]")].find((piece) => range.intersectsNode(piece));
      if (!first) return null;
      near = Number(first.dataset.start);
    }
    const words = [...source.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece)).map((piece) => {
      const text = piece.firstChild;
      if (!text) return "";
      const from = text === range.startContainer ? range.startOffset : 0;
      const to = text === range.endContainer ? range.endOffset : text.data.length;
      const last = piece.parentElement.lastElementChild === piece;
      return text.data.slice(from, to) + (last ? "\n" : "");
    }).join("").trim();
    return words ? { near, words } : null;
  };
  const open = (found, focus) => {
    form.elements.near.value = String(found.near);
    form.elements.words.value = found.words;
    form.hidden = false;
    if (focus) form.elements.kind.focus();
  };
  if (form) {
    document.addEventListener("selectionchange", () => {
      const found = selected();
      if (found) open(found, false);
    });
    form.querySelector("[data-close]").addEventListener("click", (event) => {
      event.preventDefault();
      form.hidden = true;
    });
  }
  const make = () => {
    const found = selected();
    if (!found) return say("Select words in the source first.");
    open(found, true);
  };

  listen(
    [
      ["J", "next item"], ["K", "item before"], ["A", "accept"], ["R", "reject"], ["E", "change"], ["M", "merge"],
      ["U", "undo the last decision"], ["N", "make an item of the selected words"],
    ],
    {
      j: () => move(1), k: () => move(-1),
      a: () => press("[name=accept]", "It is accepted already."), r: () => press("[name=reject]", "It is rejected already."),
      e: () => press("[data-change]", "Its form is open."), m: merge, u: undo, n: make,
    },
  );
})();
