// The case page reads without this. It marks the part that is being read in the section bar, and opens the papers of
// an evidence item when a link leads to it.
"use strict";
(() => {
  const links = new Map();
  document.querySelectorAll(".toc a[href^='#']").forEach((link) => links.set(link.hash.slice(1), link));
  const bar = document.querySelector(".toc ul");
  let current = null;

  const mark = (link) => {
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    // Only the bar scrolls, and only as far as it must; the page stays where the reader put it.
    const start = link.offsetLeft - bar.offsetLeft;
    if (start < bar.scrollLeft) bar.scrollLeft = start;
    else if (start + link.offsetWidth > bar.scrollLeft + bar.clientWidth) {
      bar.scrollLeft = start + link.offsetWidth - bar.clientWidth;
    }
  };

  const shown = new Set();
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? shown.add(entry.target.id) : shown.delete(entry.target.id);
      mark([...links.keys()].filter((id) => shown.has(id)).map((id) => links.get(id))[0] || null);
    },
    { rootMargin: "-15% 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const part = document.getElementById(id);
    if (part) watch.observe(part);
  }

  const open = () => {
    const row = location.hash.startsWith("#e-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const papers = row && row.nextElementSibling && row.nextElementSibling.querySelector("details");
    if (papers) papers.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
