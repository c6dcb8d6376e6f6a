// Single-key shortcuts of a desk: off until they are turned on, listed on request, and never while somebody types.
// A desk calls Shortcuts(its name) once, and listen(keys, acts) when it knows what each key does.
window.Shortcuts = (name) => {
  "use strict";
  const find = (what) => document.querySelector(what);
  const kept = (store, key) => { try { return store.getItem(`${name}-${key}`); } catch { return null; } };
  const keep = (store, key, value) => { try { store.setItem(`${name}-${key}`, value); } catch { /* for this page only, then */ } };

  const said = document.createElement("p");
  said.className = "status said";
  said.setAttribute("role", "status");
  find("main").append(said);
  const say = (words) => { said.textContent = words; };

  let on = kept(localStorage, "shortcuts") === "on";
  const button = find("[data-shortcuts]");
  const show = () => {
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Turn shortcuts off" : "Turn shortcuts on";
  };
  if (button) {
    show();
    button.addEventListener("click", () => {
      on = !on;
      keep(localStorage, "shortcuts", on ? "on" : "off");
      show();
      say(on ? "Shortcuts are on. Press ? for the list." : "Shortcuts are off.");
    });
  }

  // What one page tells the next: that a key led there, so that the focus may go on where it was.
  const note = (key) => keep(sessionStorage, key, "yes");
  const noted = (key) => {
    const was = kept(sessionStorage, key) === "yes";
    keep(sessionStorage, key, "");
    return was;
  };

  const made = (tag, values = {}, inner = []) => {
    const element = Object.assign(document.createElement(tag), values);
    element.append(...inner);
    return element;
  };
  const listOf = (keys) => {
    const rows = keys.flatMap(([key, words]) => [
      made("dt", {}, [made("kbd", { textContent: key })]), made("dd", { textContent: words }),
    ]);
    const title = made("h2", { id: "keys-h", className: "chart-t", textContent: "Shortcuts" });
    const close = made("form", { method: "dialog" }, [made("button", { className: "btn alt small", textContent: "Close" })]);
    const box = made("dialog", { id: "keys", className: "keys-box" }, [title, made("dl", { className: "keys" }, rows), close]);
    box.setAttribute("aria-labelledby", "keys-h");
    document.body.append(box);
    return box;
  };

  const WRITTEN_IN = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  const listen = (keys, acts) => {
    const help = () => (find("#keys") || listOf([...keys, ["?", "this list"]])).showModal();
    document.addEventListener("keydown", (event) => {
      if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (find("dialog[open]") || event.target.closest(WRITTEN_IN)) return;
      const act = { ...acts, "?": help }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    });
  };

  return { isOn: () => on, say, note, noted, listen };
};
