"""Where words stand: sources, the places in them, and the spans that everything else cites."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

__all__ = ["Kind", "Passage", "Place", "Role", "Source", "Span", "Text", "is_within", "place_of"]

Kind = Literal["transcript", "slides", "document"]
Role = Literal["speech", "paragraph", "heading", "bullet", "callout", "question", "note"]


class Place(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where in the source a reader stands; at most one of the three is set."""

    time: tuple[float, float] | None = None
    """Begin and end in seconds from the start of the recording."""
    page: int | None = None
    slide: int | None = None
    """Pages and slides count from 1."""


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input file. Its text is kept beside the pack as `sources/<id>.txt`, never altered after decoding."""

    id: str
    path: str
    """The name that the user gave, as given; for display, never opened again."""
    kind: Kind
    title: str
    """Words of the source itself, or its file name where it gives none."""
    sha256: str
    """Of the input's bytes, before decoding."""
    language: str
    """BCP 47."""


class Span(Struct, frozen=True, kw_only=True, order=True, forbid_unknown_fields=True):
    """Characters `[start, end)` of one source's text; make one with `Text.span`, which derives line and quote."""

    source: str
    start: int
    end: int
    line: int
    """Of `start`, from 1; lines end at "\\n" alone."""
    quote: str

    def __post_init__(self) -> None:
        if self.end <= self.start or self.start < 0:
            raise ValueError(f"span {self.source}[{self.start}:{self.end}] is empty or reversed; want start < end")


class Passage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of a source with a role; passages of a source are in order and do not overlap."""

    id: str
    source: str
    start: int
    end: int
    line: int
    role: Role
    level: int
    """Headings: 1 is the highest. Bullets: 1 is the outermost. Otherwise 0."""
    place: Place | None
    voice: str = ""
    """The speaker's name as the format gives it (a WebVTT voice tag), else empty."""


class Text:
    """A source's text with its line starts; the only maker of spans."""

    __slots__ = ("_starts", "source", "text")

    def __init__(self, source: str, text: str) -> None:
        self.source, self.text = source, text
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._starts = starts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.source, self.text) == (other.source, other.text)

    def __hash__(self) -> int:
        return hash((self.source, self.text))

    def line(self, position: int) -> int:
        """Count lines from 1; a line feed belongs to the line that it ends."""
        return bisect_right(self._starts, position)

    def span(self, start: int, end: int) -> Span:
        """Raise ValueError where `[start, end)` is empty or leaves the text."""
        if end > len(self.text):
            raise ValueError(f"span {self.source}[{start}:{end}] ends after the text's {len(self.text)} characters")
        return Span(source=self.source, start=start, end=end, line=self.line(start), quote=self.text[start:end])

    def trimmed(self, start: int, end: int) -> Span | None:
        """Like `span`, without white space at either end; None where nothing else is there."""
        quote = self.text[start:end]
        left = len(quote) - len(quote.lstrip())
        stripped = quote.strip()
        return self.span(start + left, start + left + len(stripped)) if stripped else None


def is_within(span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether one of the spans covers the whole span."""
    return any(each.source == span.source and each.start <= span.start and span.end <= each.end for each in spans)


def place_of(span: Span) -> tuple[int, int, int]:
    """Give what spans are sorted by in reading order: S2 comes before S10."""
    return int(span.source.removeprefix("S") or 0), span.start, span.end
