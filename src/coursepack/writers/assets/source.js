// Where spans stand in the source pane, and how their characters are lit; `panels` are its sources by id.
const sourcePane = (pane, panels) => {
  const hasHighlights = typeof Highlight === "function" && "highlights" in CSS;

  const places = new Map();
  const placesOf = (source) => {
    if (!places.has(source)) {
      const passages = [...panels.get(source).querySelectorAll(".passage")];
      places.set(source, { passages, starts: passages.map((passage) => Number(passage.dataset.start)) });
    }
    return places.get(source);
  };

  const spansOf = (link) =>
    link.dataset.evidence.split(" ").map((text) => {
      const [, source, begin, end, inserted] = /^(.*):(\d+)-(\d+)(\+?)$/.exec(text);
      return { source, begin: Number(begin), end: Number(end), inserted: inserted !== "" };
    });

  const passagesOf = (span) => {
    const { passages, starts } = placesOf(span.source);
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= span.begin) low = middle + 1;
      else high = middle;
    }
    const first = Math.max(low - 1, 0);
    let last = first;
    while (last < starts.length && starts[last] < span.end) last += 1;
    return passages.slice(first, last).filter((passage) => rangesIn(passage, span).length > 0);
  };

  // The pack counts code points, the DOM counts UTF-16 units.
  const isWide = /[\ud800-\udfff]/;
  const pointsIn = (text) => (isWide.test(text) ? [...text].length : text.length);
  const unitsOf = (text, points) =>
    isWide.test(text) ? [...text].slice(0, points).join("").length : Math.min(points, text.length);

  const rangesIn = (passage, span) => {
    const ranges = [];
    const inner = passage.querySelectorAll("[data-start]");
    for (const piece of inner.length ? inner : [passage]) {
      const node = piece.firstChild;
      const text = piece.textContent;
      const begin = Number(piece.dataset.start);
      const end = Number(piece.dataset.end ?? begin + pointsIn(text));
      if (!node || span.end <= begin || span.begin >= end) continue;
      const range = document.createRange();
      // What prints another number of characters than its source has is shown whole.
      const isWhole = piece.dataset.end !== undefined;
      range.setStart(node, isWhole ? 0 : unitsOf(text, Math.max(span.begin - begin, 0)));
      range.setEnd(node, isWhole ? text.length : unitsOf(text, Math.min(span.end, end) - begin));
      ranges.push(range);
    }
    return ranges;
  };

  const unmark = (name) => {
    if (hasHighlights) {
      CSS.highlights.delete(name);
      return;
    }
    for (const mark of pane.querySelectorAll(`mark.${name}`)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  };

  const mark = (name, ranges) => {
    if (hasHighlights) {
      CSS.highlights.set(name, new Highlight(...ranges));
      return;
    }
    // From the last to the first: a range that is wrapped splits the text after it.
    for (const range of ranges.reverse()) {
      const element = document.createElement("mark");
      element.className = name;
      range.surroundContents(element);
    }
  };

  return { passagesOf, rangesIn, spansOf, mark, unmark };
};
