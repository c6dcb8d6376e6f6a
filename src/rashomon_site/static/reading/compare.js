// Your own numbers: messages under their fields, which items differ, and a button that copies the link.
// Without this script the form works all the same; htmx fetches the answer.
"use strict";
(() => {
  const form = document.querySelector(".cmp-form");
  if (!form) return;

  const say = (input, message) => {
    const place = document.getElementById(`${input.id}-e`);
    if (!place) return;
    place.textContent = message;
    place.hidden = !message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", message ? `${input.id}-h ${place.id}` : `${input.id}-h`);
  };

  const showMessages = () => {
    const wrong = new Map();
    document.querySelectorAll("#your-answer [data-for]").forEach((line) => wrong.set(line.dataset.for, line.dataset.say));
    form.querySelectorAll("input[id^='in-']").forEach((input) => {
      if (wrong.has(input.id) || input.hasAttribute("aria-invalid")) say(input, wrong.get(input.id) || "");
    });
    if (!wrong.size) document.getElementById("errors")?.remove();
  };

  const addCopyButton = () => {
    const link = document.getElementById("this-link");
    if (!link || !navigator.clipboard || link.nextElementSibling) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn alt";
    button.textContent = "Copy the link";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.value);
      button.textContent = "Copied";
    });
    link.after(button);
  };

  form.addEventListener("input", (event) => {
    const item = event.target.closest(".rate");
    if (item) item.querySelector(".role").hidden = ![...item.querySelectorAll("input")].some((input) => input.value.trim());
  });
  document.addEventListener("htmx:afterSwap", () => {
    showMessages();
    addCopyButton();
  });
  addCopyButton();
  document.getElementById("errors")?.focus();
})();
