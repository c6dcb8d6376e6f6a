// The moderators' desk: ticking all, and single-key shortcuts, which are off until they are turned on.
// Everything here can also be done with the page's own links and buttons.
(() => {
  "use strict";
  document.documentElement.classList.add("has-script");
  const find = (what) => document.querySelector(what);
  const { isOn, say, note, noted, listen } = window.Shortcuts("moderation");

  const all = find("[data-tick-all]");
  if (all) {
    all.addEventListener("click", () => {
      const boxes = [...document.querySelectorAll("[name=ticked]")];
      const tick = boxes.some((box) => !box.checked);
      boxes.forEach((box) => { box.checked = tick; });
    });
  }

  const links = () => [...document.querySelectorAll("[data-queue] a")];
  const current = () => find("[data-queue] a[aria-current]");
  if (noted("came-by-key") && isOn() && current()) current().focus();

  const move = (step) => {
    const list = links();
    const at = list.indexOf(current());
    const to = list[at < 0 ? 0 : at + step];
    if (!to) return say(step > 0 ? "This is the last one here." : "This is the first one here.");
    note("came-by-key");
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
    note("came-by-key");
    form.requestSubmit(form.querySelector("[name=next]") || form.querySelector("[type=submit]"));
  };

  const undo = () => {
    const form = find("[data-undo]");
    if (!form) return say("There is nothing to undo on this page. See “My decisions”.");
    note("came-by-key");
    form.requestSubmit();
  };

  listen(
    [
      ["J", "next letter"], ["K", "letter before"], ["P", "publish"], ["S", "spam"],
      ["R", "remove: choose the reason"], ["U", "undo the last decision"], ["/", "search"],
    ],
    {
      j: () => move(1), k: () => move(-1), p: () => decide("publish"), s: () => decide("spam"), r: () => decide("remove"),
      u: undo, "/": () => { const field = find("#sift-q"); if (field) field.focus(); },
    },
  );
})();
