"""Beside the first note of several that were said to one slide: a link to that slide."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from coursepack.model.claims import Statement
from coursepack.model.pack import Pack

__all__ = ["SlideLink", "SlideLinks"]


class SlideLink(Struct, frozen=True, kw_only=True):
    href: str
    """The passage that stands for the slide."""
    label: str
    """ "slide 4" or "page 4"."""
    evidence: str


class SlideLinks:
    """Finds the slide of a statement by the sentence in which it begins; made once for a page, asked in page order."""

    def __init__(self, pack: Pack) -> None:
        slides = {each.sentence: each.passage for each in pack.alignments}
        self._passages = {each.id: each for each in pack.passages}
        self._slides = sorted(
            (each.source, each.start, each.end, slides.get(each.id)) for each in pack.sentences if slides
        )
        self._starts = [each[:2] for each in self._slides]
        self._last = ""

    def next_of(self, statement: Statement) -> SlideLink | None:
        """Give the link where the slide has a number and is another than the last one given."""
        span = statement.evidence[0]
        at = bisect_right(self._starts, (span.source, span.start)) - 1
        source, _, end, slide = self._slides[at] if at >= 0 else ("", 0, 0, None)
        if slide is None or slide == self._last or source != span.source or span.start >= end:
            return None
        passage = self._passages[slide]
        place = passage.place
        if place is None or place.time is not None:
            return None
        self._last = slide
        return SlideLink(
            href=slide,
            label=f"slide {place.slide}" if place.slide is not None else f"page {place.page}",
            evidence=f"{passage.source}:{passage.start}-{passage.end}",
        )
