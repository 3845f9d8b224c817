(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");

  // Before the body is there, so that the page never flashes in the other theme. A file that is opened from disk
  // may be refused its storage: then the theme lasts as long as the page.
  const KEPT = "coursepack-theme";
  const wantsDark = matchMedia("(prefers-color-scheme: dark)");
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {}

  const changeTheme = () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : wantsDark.matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      localStorage.setItem(KEPT, root.dataset.theme);
    } catch {}
  };

  const narrow = matchMedia("(max-width: 56rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (still.matches ? "instant" : "smooth");

  const start = () => {
    const at = (id) => document.getElementById(id);
    const notes = at("notes");
    const pane = at("pane");
    const search = at("search");
    const panels = new Map([...pane.querySelectorAll(".panel")].map((panel) => [panel.dataset.source, panel]));

    const { passagesOf, rangesIn, spansOf, mark, unmark } = sourcePane(pane, panels);

    // ---- lighting up -------------------------------------------------------------------------------------------

    const clear = () => {
      unmark("evidence");
      unmark("inserted");
      for (const element of document.querySelectorAll(".on, .hit, .cites")) element.classList.remove("on", "hit", "cites");
      for (const element of document.querySelectorAll("[aria-current='true']")) element.removeAttribute("aria-current");
    };

    const keepInHash = (id) => {
      try {
        history.replaceState(null, "", `#${encodeURIComponent(id)}`);
      } catch {}
    };

    const showPanel = (source) => {
      for (const [each, panel] of panels) {
        const isShown = each === source;
        panel.classList.toggle("off", !isShown);
        const tab = at(`tab-${each}`);
        tab.setAttribute("aria-selected", String(isShown));
        tab.tabIndex = isShown ? 0 : -1;
      }
    };

    // `missing` tells by how much a scroller has still to move. What is off the screen has only a supposed height until
    // it is drawn, so a long way is gone at once and looked at again until it is right.
    const scrollBy = (scroller, missing) => {
      if (Math.abs(missing()) < scroller.clientHeight) {
        scroller.scrollBy({ top: missing(), behavior: behavior() });
        return;
      }
      let tries = 12;
      const settle = () => {
        const by = missing();
        tries -= 1;
        if (Math.abs(by) < 2 || tries < 0) return;
        scroller.scrollBy({ top: by, behavior: "instant" });
        requestAnimationFrame(settle);
      };
      settle();
    };

    const scrollPane = (passage) => {
      scrollBy(pane, () => {
        const frame = pane.getBoundingClientRect();
        return passage.getBoundingClientRect().top - frame.top - frame.height * 0.3;
      });
    };

    const openSheet = (isOpen) => {
      root.classList.toggle("open", isOpen);
      at("open").setAttribute("aria-expanded", String(isOpen));
    };

    const bringIntoView = (line) => {
      const here = line.getBoundingClientRect();
      // The sheet may still be on its way up, so its height tells where it will stand, not its place.
      const floor = root.classList.contains("open") && narrow.matches ? innerHeight - at("source").offsetHeight : innerHeight;
      if (here.top >= 64 && here.bottom <= floor - 8) return;
      const wanted = Math.max(72, Math.min(120, floor * 0.3));
      scrollBy(document.scrollingElement, () => line.getBoundingClientRect().top - wanted);
    };

    // A reference of the notes was chosen: light up what it cites.
    const showEvidence = (link) => {
      clear();
      const line = link.closest(".line");
      for (let box = line.closest("details"); box; box = box.parentNode.closest("details")) box.open = true;
      line.classList.add("on");
      link.classList.add("on");
      for (const mark of notes.querySelectorAll(`.chart a[href="#${CSS.escape(line.id)}"]`)) mark.classList.add("on");
      link.setAttribute("aria-current", "true");
      const spans = spansOf(link);
      showPanel(spans[0].source);
      const passages = spans.flatMap(passagesOf);
      for (const passage of passages) {
        passage.classList.add("hit");
        passage.hidden = false;
      }
      const rangesOf = (wanted) =>
        spans.filter((span) => span.inserted === wanted).flatMap((span) => passagesOf(span).flatMap((passage) => rangesIn(passage, span)));
      mark("inserted", rangesOf(true));
      mark("evidence", rangesOf(false));
      openSheet(true);
      if (passages.length) scrollPane(passages[0]);
      bringIntoView(line);
      keepInHash(link.closest("[id]").id);
    };

    let citing = null;
    const linksTo = (passage) => {
      if (!citing) {
        citing = new Map();
        for (const link of notes.querySelectorAll("li.line a.ref")) {
          for (const each of new Set(spansOf(link).flatMap(passagesOf))) {
            if (!citing.has(each)) citing.set(each, []);
            citing.get(each).push(link);
          }
        }
      }
      return citing.get(passage) ?? [];
    };

    // A line of a source was chosen: light up the notes that cite it.
    const showNotes = (passage) => {
      clear();
      showPanel(passage.closest(".panel").dataset.source);
      passage.classList.add("hit");
      passage.setAttribute("aria-current", "true");
      const lines = linksTo(passage).map((link) => link.closest(".line"));
      for (const line of lines) {
        line.classList.add("cites");
        line.hidden = false;
        line.closest(".chapter, .back").hidden = false;
      }
      if (lines.length) {
        if (narrow.matches) openSheet(false);
        bringIntoView(lines[0]);
      }
      keepInHash(passage.id);
    };

    notes.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
      const link = event.target.closest("a.ref, a.slide") ?? event.target.closest("li.line")?.querySelector("a.ref");
      if (!link) return;
      event.preventDefault();
      showEvidence(link);
    });

    pane.addEventListener("click", (event) => {
      const passage = event.target.closest(".passage");
      if (passage && getSelection().isCollapsed) showNotes(passage);
    });

    const followHash = () => {
      let target = null;
      try {
        target = at(decodeURIComponent(location.hash.slice(1)));
      } catch {}
      if (!target) return;
      const link = target.matches("li.line, .mentions") ? target.querySelector("a.ref") : null;
      if (link) {
        link.focus({ preventScroll: true });
        showEvidence(link);
      } else if (target.matches(".passage")) {
        showNotes(target);
        openSheet(true);
        scrollPane(target);
      }
    };
    addEventListener("hashchange", followHash);

    // ---- sources: one tab each -----------------------------------------------------------------------------------

    const tabs = [...at("tabs").querySelectorAll("a")];
    at("tabs").setAttribute("role", "tablist");
    for (const tab of tabs) {
      const panel = at(tab.hash.slice(1));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        showPanel(panel.dataset.source);
        pane.scrollTop = 0;
      });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
        next.click();
        next.focus();
      });
    }
    showPanel(panels.keys().next().value);

    at("open").addEventListener("click", () => openSheet(!root.classList.contains("open")));
    at("close").addEventListener("click", () => {
      openSheet(false);
      (notes.querySelector("a.ref.on") ?? at("open")).focus({ preventScroll: true });
    });
    at("theme").addEventListener("click", changeTheme);
    if (matchMedia("(max-width: 76rem)").matches) document.querySelector(".toc details").open = false;

    // ---- search --------------------------------------------------------------------------------------------------

    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
    let searched = null;
    let wait = 0;
    let [left, read] = [0, 0]; // where the reader was before the search, in the notes and in the source

    const filter = () => {
      searched ??= [...document.querySelectorAll(".line, .passage")].map((element) => ({ element, text: plain(element.textContent) }));
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      const wasFiltered = root.classList.contains("filtered");
      if (!wasFiltered) [left, read] = [scrollY, pane.scrollTop];
      let isFound = false;
      for (const { element, text } of searched) {
        element.hidden = !wanted.every((word) => text.includes(word));
        isFound ||= !element.hidden;
      }
      for (const box of notes.querySelectorAll(".chapter, .kin, .back")) {
        box.hidden = wanted.length > 0 && !box.querySelector(".line:not([hidden])");
      }
      for (const box of notes.querySelectorAll("details.more")) box.open = wanted.length > 0;
      root.classList.toggle("filtered", wanted.length > 0);
      at("w-nothing").hidden = isFound || wanted.length === 0;
      if (!wanted.length && !wasFiltered) return;
      scrollTo({ top: wanted.length ? 0 : left, behavior: "instant" });
      pane.scrollTo({ top: wanted.length ? 0 : read, behavior: "instant" });
    };

    search.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(filter, 120);
    });

    const leaveSearch = () => {
      search.value = "";
      if (searched) filter();
      const line = notes.querySelector("a.ref.on")?.closest(".line");
      if (line) bringIntoView(line);
    };

    // ---- keys ----------------------------------------------------------------------------------------------------

    // The first that is not above the window; rectangles are asked for few, for each that is off the screen is laid out.
    const firstVisible = (elements, top) => {
      let low = 0;
      let high = elements.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (elements[middle].getBoundingClientRect().top < top) low = middle + 1;
        else high = middle;
      }
      return low;
    };

    const step = (by) => {
      const isInPane = pane.contains(document.activeElement) || document.activeElement === pane;
      const elements = isInPane
        ? [...pane.querySelectorAll(".panel:not(.off) .passage:not([hidden])")]
        : [...notes.querySelectorAll(".line:not([hidden])")].filter((line) => !line.parentNode.closest("[hidden], details:not([open])"));
      const current = isInPane
        ? document.activeElement.closest(".passage") ?? pane.querySelector(".hit")
        : document.activeElement.closest(".line") ?? notes.querySelector(".line.on, .line.cites");
      const here = elements.indexOf(current);
      const top = isInPane ? pane.getBoundingClientRect().top : 64;
      const next = elements[here < 0 ? firstVisible(elements, top) : here + by];
      if (!next) return;
      const target = isInPane ? next : next.querySelector("summary, a.ref");
      if (isInPane) target.tabIndex = -1;
      target.focus({ preventScroll: true });
      if (isInPane) next.scrollIntoView({ block: "nearest", behavior: "instant" });
      else bringIntoView(next);
    };

    const keys = {
      j: () => step(1),
      k: () => step(-1),
      t: changeTheme,
      "/": () => search.focus(),
      Escape: () => {
        if (document.activeElement === search && search.value) leaveSearch();
        else if (document.activeElement === search) search.blur();
        else if (narrow.matches && root.classList.contains("open")) at("close").click();
        else {
          clear();
          keepInHash("");
        }
      },
      Enter: () => document.activeElement.matches(".passage") && showNotes(document.activeElement),
    };

    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const isTyping = document.activeElement === search;
      if (!Object.hasOwn(keys, event.key) || (isTyping && event.key !== "Escape")) return;
      if (event.key !== "Enter") event.preventDefault();
      keys[event.key]();
    });

    // ---- where the reader is, in the table of contents ---------------------------------------------------------------

    const entries = new Map([...document.querySelectorAll(".toc li a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const observer = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) {
          const link = entries.get(target.id || target.firstElementChild.id);
          link?.removeAttribute("aria-current");
          if (!link || !isIntersecting) continue;
          link.setAttribute("aria-current", "location");
          if (!narrow.matches) link.scrollIntoView({ block: "nearest", behavior: "instant" });
        }
      },
      { rootMargin: "-15% 0px -80% 0px" },
    );
    for (const part of notes.querySelectorAll(".chapter, .back")) observer.observe(part);

    for (const chart of notes.querySelectorAll(".chart")) drawing(chart);
    followHash();
  };

  document.addEventListener("DOMContentLoaded", start);
})();
