// One explanation lights up wherever it is shown, on hover and on focus: parts that carry its letter in data-h, and
// marks of a drawing by their colour class. Marks with data-tip show that text; it also stands in a table or a name.
"use strict";
(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  const page = document.documentElement;

  const letterOf = (target) => {
    const part = target.closest("[data-h]");
    if (part) return part.dataset.h;
    for (let mark = target; mark instanceof SVGElement; mark = mark.parentElement) {
      for (const name of mark.classList) if (/^[lf][A-HNX]$/.test(name)) return name[1];
    }
    return "";
  };

  const light = (letter) => {
    if (letter === (page.dataset.lit || "")) return;
    if (letter) page.dataset.lit = letter;
    else delete page.dataset.lit;
    document.querySelectorAll("[data-h]").forEach((part) => part.classList.toggle("lit", part.dataset.h === letter));
  };

  // The policy forbids style attributes in the page, not positions set through the object model.
  const show = (mark) => {
    const box = mark.getBoundingClientRect();
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const left = Math.min(Math.max(box.left + box.width / 2 - tip.offsetWidth / 2, 4), innerWidth - tip.offsetWidth - 4);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : box.top + 8) + scrollY}px`;
  };

  const on = (event) => {
    if (!(event.target instanceof Element)) return;
    light(letterOf(event.target));
    const mark = event.target.closest("[data-tip]");
    if (mark) show(mark);
    else tip.hidden = true;
  };
  const off = () => {
    light("");
    tip.hidden = true;
  };

  document.body.append(tip);
  document.addEventListener("pointerover", on);
  document.addEventListener("focusin", on);
  document.addEventListener("focusout", off);
  page.addEventListener("pointerleave", off);
  document.addEventListener("keydown", (event) => event.key === "Escape" && off());
})();
