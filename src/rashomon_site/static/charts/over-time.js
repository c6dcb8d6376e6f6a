// The replay: a slider, a play button, the arrow keys and the chart itself choose the step that is shown.
// Without this script the same steps are links.
"use strict";
(() => {
  const player = document.querySelector(".player");
  if (!player) return;
  const last = Number(player.dataset.last);
  const frames = [...player.querySelectorAll(".frame")];
  const told = document.getElementById("told");
  const walk = player.querySelector(".walk");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let step = frames.findIndex((frame) => !frame.hidden);
  let timer = 0;

  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const slider = make("input", { type: "range", min: 0, max: last, step: 1, value: step, id: "step-slider" });
  const name = make("output", { htmlFor: "step-slider" });
  const label = make("label", { htmlFor: "step-slider" }, make("span", { textContent: "Step" }), name);
  const before = make("button", { type: "button", className: "btn alt", textContent: "Step before" });
  const after = make("button", { type: "button", className: "btn alt", textContent: "Next step" });
  const play = make("button", { type: "button", className: "btn", textContent: "Play" });

  const show = (to, tell) => {
    step = Math.min(Math.max(to, 0), last);
    const frame = frames[step];
    frames.forEach((each) => (each.hidden = each !== frame));
    slider.value = step;
    slider.setAttribute("aria-valuetext", frame.dataset.label);
    name.textContent = frame.dataset.label;
    before.disabled = step === 0;
    after.disabled = step === last;
    document.querySelectorAll(".now").forEach((marker) => {
      const x = Number(marker.dataset.left) + Number(marker.dataset.gap) * step;
      marker.setAttribute("x1", x);
      marker.setAttribute("x2", x);
    });
    document.querySelectorAll(".steps a").forEach((link) => {
      if (Number(link.dataset.step) === step) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    if (tell) {
      told.textContent = frame.dataset.told;
      history.replaceState(null, "", `?step=${step}`);
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  };
  const start = () => {
    if (step === last) show(0, false);
    play.textContent = "Pause";
    timer = setInterval(() => {
      show(step + 1, step + 1 === last);
      if (step === last) stop();
    }, 1400);
  };
  const go = (to) => {
    stop();
    show(to, true);
  };

  slider.addEventListener("input", () => go(Number(slider.value)));
  before.addEventListener("click", () => go(step - 1));
  after.addEventListener("click", () => go(step + 1));
  play.addEventListener("click", () => (timer ? go(step) : start()));
  document.addEventListener("click", (event) => {
    const place = event.target instanceof Element && event.target.closest("[data-step]");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(place.dataset.step));
  });
  walk.replaceChildren(before, after, ...(still.matches ? [] : [play]));
  walk.after(make("div", { className: "slide" }, label, slider));
  show(step, false);
})();
