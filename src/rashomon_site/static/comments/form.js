// Without this script the form works all the same: it shows the preview in place, and moves to what is wrong.
(() => {
  const problems = document.getElementById("problems");
  const preview = document.getElementById("preview");
  (problems || preview)?.focus();

  const form = document.querySelector("form.comment-form");
  if (!form || !window.fetch) return;

  const put = (part) => {
    form.parentNode.querySelectorAll("#problems, #preview").forEach((old) => old.remove());
    form.before(part);
    part.focus();
    part.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button || button.value !== "preview") return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("do", "preview");
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const part = page.getElementById("preview") || page.getElementById("problems");
      if (!part) throw new Error("no preview");
      put(document.adoptNode(part));
    } catch {
      const typed = document.createElement("input");  // the plain way, as without this script
      typed.type = "hidden";
      typed.name = "do";
      typed.value = "preview";
      form.append(typed);
      form.submit();
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
})();
