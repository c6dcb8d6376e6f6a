// The moderators' desk: ticking all, and single-key shortcuts, which are off until they are turned on.
// Everything here can also be done with the page's own links and buttons.
(() => {
  "use strict";
  document.documentElement.classList.add("has-script");
  const KEY = "moderation-shortcuts";
  const CAME = "moderation-came-by-key";
  const find = (what) => document.querySelector(what);

  const all = find("[data-tick-all]");
  if (all) {
    all.addEventListener("click", () => {
      const boxes = [...document.querySelectorAll("[name=ticked]")];
      const tick = boxes.some((box) => !box.checked);
      boxes.forEach((box) => { box.checked = tick; });
    });
  }

  const kept = (store, name) => { try { return store.getItem(name); } catch { return null; } };
  const keep = (store, name, value) => { try { store.setItem(name, value); } catch { /* for this page only, then */ } };
  let on = kept(localStorage, KEY) === "on";
  const button = find("[data-shortcuts]");
  const said = document.createElement("p");
  said.className = "status said";
  said.setAttribute("role", "status");
  find("main").append(said);
  const say = (words) => { said.textContent = words; };

  const show = () => {
    if (!button) return;
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Turn shortcuts off" : "Turn shortcuts on";
  };
  show();
  if (button) {
    button.addEventListener("click", () => {
      on = !on;
      keep(localStorage, KEY, on ? "on" : "off");
      show();
      say(on ? "Shortcuts are on. Press ? for the list." : "Shortcuts are off.");
    });
  }

  const links = () => [...document.querySelectorAll("[data-queue] a")];
  const current = () => find("[data-queue] a[aria-current]");
  if (on && kept(sessionStorage, CAME) === "yes" && current()) current().focus();
  keep(sessionStorage, CAME, "");

  const move = (step) => {
    const list = links();
    const at = list.indexOf(current());
    const to = list[at < 0 ? 0 : at + step];
    if (!to) return say(step > 0 ? "This is the last one here." : "This is the first one here.");
    keep(sessionStorage, CAME, "yes");
    location.assign(to.href.split("#")[0]);
  };

  // A key decides only while something of the queue or of the letter has the focus, so that it can be seen where it acts.
  const hasFocus = () => Boolean(document.activeElement && document.activeElement.closest("[data-queue] a[aria-current], #letter"));
  const focusLetter = () => {
    (current() || find("#letter")).focus();
    say("Press the key again to decide on this letter.");
  };
  const decide = (what) => {
    const form = find("[data-decide]");
    if (!form) return;
    if (!hasFocus()) return focusLetter();
    form.querySelector(`#d-${what}`).checked = true;
    if (what === "remove" && !form.elements.breach.value) {
      form.elements.breach.focus();
      return say("Choose the reason, then record the decision.");
    }
    keep(sessionStorage, CAME, "yes");
    form.requestSubmit(form.querySelector("[name=next]") || form.querySelector("[type=submit]"));
  };

  const undo = () => {
    const form = find("[data-undo]");
    if (!form) return say("There is nothing to undo on this page. See “My decisions”.");
    keep(sessionStorage, CAME, "yes");
    form.requestSubmit();
  };

  const KEYS = [
    ["J", "next letter"], ["K", "letter before"], ["P", "publish"], ["S", "spam"],
    ["R", "remove: choose the reason"], ["U", "undo the last decision"], ["/", "search"], ["?", "this list"],
  ];
  const help = () => {
    let box = find("#keys");
    if (!box) {
      box = document.createElement("dialog");
      box.id = "keys";
      box.className = "keys-box";
      box.setAttribute("aria-labelledby", "keys-h");
      const title = document.createElement("h2");
      title.id = "keys-h";
      title.className = "chart-t";
      title.textContent = "Shortcuts";
      const list = document.createElement("dl");
      list.className = "keys";
      for (const [key, words] of KEYS) {
        const term = document.createElement("dt");
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap);
        const meaning = document.createElement("dd");
        meaning.textContent = words;
        list.append(term, meaning);
      }
      const form = document.createElement("form");
      form.method = "dialog";
      const close = document.createElement("button");
      close.className = "btn alt small";
      close.textContent = "Close";
      form.append(close);
      box.append(title, list, form);
      document.body.append(box);
    }
    box.showModal();
  };

  const ACTS = {
    j: () => move(1), k: () => move(-1), p: () => decide("publish"), s: () => decide("spam"), r: () => decide("remove"),
    u: undo, "/": () => { const field = find("#sift-q"); if (field) field.focus(); }, "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (find("dialog[open]") || event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
    const act = ACTS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
