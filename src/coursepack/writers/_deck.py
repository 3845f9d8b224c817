"""A slide deck as values: slides with their lines, and the notes of who shows them; all formats of slides print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from coursepack.model.trace import TraceLine

__all__ = ["Deck", "Layout", "Line", "Run", "Slide", "placed", "text_of"]

Layout = Literal["title", "overview", "bullets", "timeline", "pairs", "questions"]
"""A title alone; the topics; bullets; dates in order of time; cells, left and right by turns; questions."""


class Run(Struct, frozen=True):
    text: str
    """With the blanks that stand around it."""
    kind: Literal["plain", "lead", "mark"] = "plain"
    """What the line is about, in bold; or how it is to be taken, in a lighter colour."""


class Line(Struct, frozen=True, kw_only=True):
    runs: tuple[Run, ...]
    claims: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    level: int = 0
    """0, or 1 under the line before it."""


class Slide(Struct, frozen=True, kw_only=True):
    layout: Layout
    title: Line
    lines: tuple[Line, ...] = ()
    callout: Line | None = None
    """The sentence that sums it up."""
    notes: tuple[Line, ...] = ()
    """What the source says, with its places."""


class Deck(Struct, frozen=True, kw_only=True):
    title: Line
    slides: tuple[Slide, ...]


def text_of(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def placed(slides: Sequence[Slide], file: str) -> Iterator[TraceLine]:
    """Yield the trace of each line: "slide 3, line 2", counted from the title; the call-out comes last."""
    for number, slide in enumerate(slides, start=1):
        lines = [slide.title, *slide.lines, *([slide.callout] if slide.callout is not None else [])]
        for kind, group in (("line", lines), ("notes", slide.notes)):
            for order, line in enumerate(group, start=1):
                yield TraceLine(file=file, at=f"slide {number}, {kind} {order}", claims=line.claims, fixed=line.fixed)
