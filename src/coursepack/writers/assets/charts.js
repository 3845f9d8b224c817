// A drawing whose marks are links: one stop for the tab key, arrows within, and the line of the mark under the pointer.
const drawing = (chart) => {
  const marks = [...chart.querySelectorAll("a[data-claim]")];
  const across = (mark) => mark.getBoundingClientRect().left;
  const peek = document.createElement("p");
  peek.className = "peek";
  peek.setAttribute("aria-hidden", "true");

  // The browser's own hint would cover ours.
  for (const mark of marks) {
    const title = mark.querySelector("title");
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  const show = (mark) => {
    const svg = (mark ?? marks[0]).closest("svg");
    if (svg.nextElementSibling !== peek) svg.after(peek);
    peek.textContent = mark?.getAttribute("aria-label") ?? "";
  };
  const stop = (mark) => {
    for (const each of marks) each.setAttribute("tabindex", each === mark ? "0" : "-1");
  };
  for (const mark of marks) {
    mark.addEventListener("focus", () => {
      stop(mark);
      show(mark);
    });
    mark.addEventListener("pointerenter", () => show(mark));
  }
  chart.addEventListener("pointerleave", () => show(marks.find((mark) => mark === document.activeElement)));
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const here = document.activeElement;
    if (!step || !marks.includes(here)) return;
    event.preventDefault();
    const seen = marks.filter((mark) => mark.getClientRects().length).sort((one, other) => across(one) - across(other));
    seen[(seen.indexOf(here) + step + seen.length) % seen.length]?.focus();
  });
  stop(marks[0]);
};
