// On a local site that follows files: load the page anew when a file was saved, and show what is wrong with a file.
(() => {
  "use strict";
  const EVERY_MS = 1000;
  let stamp = null;

  function show(problems) {
    const texts = Object.values(problems).flat();
    let box = document.getElementById("live-problems");
    if (!texts.length) {
      if (box) box.remove();
      return;
    }
    if (!box) {
      box = document.createElement("pre");
      box.id = "live-problems";
      box.className = "live-problems";
      box.setAttribute("role", "status");
      document.body.prepend(box);
    }
    const text = texts.join("\n\n") + "\n\nThe site keeps showing the last good version of each file.";
    if (box.textContent !== text) box.textContent = text;
  }

  async function look() {
    try {
      const answer = await (await fetch("/live.json", { cache: "no-store" })).json();
      if (stamp !== null && answer.stamp !== stamp) {
        location.reload();
        return;
      }
      stamp = answer.stamp;
      show(answer.problems);
    } catch {
      // The server is being restarted: ask again.
    }
    setTimeout(look, EVERY_MS);
  }

  look();
})();
