"""How a printed line cites its places: `[L12 · 03:41]`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from coursepack.model.anchors import Passage, Span
from coursepack.model.pack import Pack

__all__ = ["Places", "clock"]


def clock(seconds: float) -> str:
    """Print a time as "mm:ss", from an hour on as "h:mm:ss"; fractions are dropped."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


class Places:
    """Finds passages by position; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._first = pack.sources[0].id if pack.sources else ""
        self._passages: dict[str, list[Passage]] = {source.id: [] for source in pack.sources}
        for passage in pack.passages:
            self._passages[passage.source].append(passage)
        self._starts = {source: [passage.start for passage in each] for source, each in self._passages.items()}

    def passage_at(self, span: Span) -> Passage | None:
        """Find the passage in which the span begins; None where it begins in none."""
        passages = self._passages[span.source]
        at = bisect_right(self._starts[span.source], span.start) - 1
        return passages[at] if at >= 0 and span.start < passages[at].end else None

    def cite(self, spans: Sequence[Span]) -> str:
        """Print the lines and the first time, page or slide of the spans: "[L12–13 · 03:41]".

        A source that is not the pack's first is named by its id, and so is each that follows after ";": "[S2 L4]",
        "[L12 · 03:41; S2 L4]".
        """
        groups: dict[str, list[Span]] = {}
        for span in spans:
            groups.setdefault(span.source, []).append(span)
        pieces = []
        for order, (source, group) in enumerate(groups.items()):
            piece = _lines(
                {line for span in group for line in range(span.line, span.line + span.quote.count("\n") + 1)}
            )
            passage = self.passage_at(group[0])
            if passage is not None and passage.place is not None:
                place = passage.place
                if place.time is not None:
                    piece += f" · {clock(place.time[0])}"
                elif place.slide is not None:
                    piece += f" · slide {place.slide}"
                elif place.page is not None:
                    piece += f" · page {place.page}"
            pieces.append(piece if order == 0 and source == self._first else f"{source} {piece}")
        return f"[{'; '.join(pieces)}]"


def _lines(lines: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"L{first}" if first == last else f"L{first}–{last}" for first, last in runs)
