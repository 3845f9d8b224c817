(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");

  // As on a lecture's page, whose theme it shares.
  const KEPT = "coursepack-theme";
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {}

  const changeTheme = () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem(KEPT, root.dataset.theme);
    } catch {}
  };

  const start = () => {
    const search = document.getElementById("search");
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
    const parts = [...document.querySelectorAll(".lecture, .kin, .back")];
    let searched = null;

    const filter = () => {
      searched ??= [...document.querySelectorAll(".line, .lecture h3")].map((element) => ({ element, text: plain(element.textContent) }));
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      let isFound = false;
      for (const { element, text } of searched) {
        const fits = wanted.every((word) => text.includes(word));
        // A lecture's title stays above those of its sections that were found.
        if (element.matches(".line")) element.hidden = !fits;
        else element.dataset.fits = String(fits);
        isFound ||= fits;
      }
      for (const part of parts) {
        part.hidden = wanted.length > 0 && !part.querySelector('.line:not([hidden]), [data-fits="true"]');
      }
      document.getElementById("w-nothing").hidden = isFound || wanted.length === 0;
    };

    search.addEventListener("input", filter);
    document.getElementById("theme").addEventListener("click", changeTheme);
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const isTyping = document.activeElement === search;
      if (event.key === "/" && !isTyping) {
        event.preventDefault();
        search.focus();
      } else if (event.key === "t" && !isTyping) changeTheme();
      else if (event.key === "Escape" && isTyping) {
        search.value = "";
        filter();
        search.blur();
      }
    });
  };

  document.addEventListener("DOMContentLoaded", start);
})();
