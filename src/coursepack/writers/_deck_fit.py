"""How much room text takes on a slide, and how many lines one slide holds.

The same text is set in other fonts where the wanted one is missing, so widths are those of a wide face: what fits here
fits in Arial, Liberation Sans and DejaVu Sans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from coursepack.writers._deck import Layout, Line, text_of

__all__ = [
    "BODY",
    "CALLOUT",
    "CELL",
    "GAP",
    "HEIGHT",
    "SIZES",
    "TITLE",
    "WIDTH",
    "Box",
    "chunked",
    "fits_with_callout",
    "heights_of",
    "lines_of",
    "paired",
    "parted",
    "rows_of",
    "title_size",
]

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: 16:9."""


class Box(Struct, frozen=True):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


TITLE = Box(0.75, 0.45, 11.83, 1.05)
BODY = Box(0.75, 1.85, 11.83, 4.75)
CALLOUT = Box(0.75, 5.55, 11.83, 1.05)
"""Under bullets that end above it."""
CELL = 5.765
"""Width of one of two cells side by side; between them is the rest of the body."""
SIZES = {"bullets": (20.0, 18.0), "timeline": (18.0, 18.0), "pairs": (18.0, 18.0), "questions": (22.0, 20.0)}
"""Points, by layout and level."""
GAP = 9.0
"""Points before each line."""
INDENT = 0.35
"""Inches by which a level stands in."""
_PADDING = 0.2
"""Inches within a cell, on each side."""
_DATES = 2.9
"""Inches that dates take beside their events."""
_POINTS = 72.0
_Held = TypeVar("_Held")
# Letters by their width in DejaVu Sans, the widest of those that programs fall back on.
_NARROW, _THIN, _WIDE = "iljI.,:;'|!’ ", 'frtJ()[]-–"“”/ ', "mwMW%@—…"
_LEADING = 1.2
"""Of a line, by the size of its letters."""


def _width(text: str) -> float:
    """In sizes of the letters."""
    total = 0.0
    for letter in text:
        if letter in _WIDE or ord(letter) > 0x2E7F:
            total += 1.0
        elif letter in _NARROW:
            total += 0.35
        elif letter in _THIN:
            total += 0.45
        elif letter.isupper():
            total += 0.74
        else:
            total += 0.62
    return total


def lines_of(text: str, size: float, width: float) -> int:
    """Count the lines that words take, broken at blanks, in letters of `size` points on `width` inches."""
    room = width * _POINTS / size
    count, used = 1, 0.0
    for word in text.split():
        need = _width(word)
        gap = _width(" ") if used else 0.0
        if used + gap + need > room and used:
            count, used, gap = count + 1, 0.0, 0.0
        # A word that no line holds is broken.
        while need > room:
            count, need = count + 1, need - room
        used += gap + need
    return count


def heights_of(lines: Sequence[Line], layout: Layout) -> list[float]:
    """Give the inches that each line takes, with the gap before it."""
    sizes = SIZES[layout]
    out = []
    for line in lines:
        size = sizes[min(line.level, len(sizes) - 1)]
        room = BODY.width - 0.2 - (_DATES if layout == "timeline" else INDENT * (line.level + 1))
        out.append((GAP + lines_of(text_of(line), size, room) * size * _LEADING) / _POINTS)
    return out


def parted(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """Part lines into slides, at most six on each and no more than fit."""
    return chunked(lines, 6, BODY.height, heights_of(lines, layout))


def fits_with_callout(lines: Sequence[Line]) -> bool:
    return sum(heights_of(lines, "bullets")) <= CALLOUT.top - BODY.top - 0.15


def rows_of(cells: Sequence[tuple[Line, Line]]) -> list[float]:
    """Give the inches that each pair takes, with the room after it."""
    size = SIZES["pairs"][0]
    room = CELL - 2 * _PADDING - 0.1
    tallest = [max(lines_of(text_of(line), size, room) for line in pair) for pair in cells]
    return [count * size * _LEADING / _POINTS + 2 * _PADDING + 0.2 for count in tallest]


def paired(cells: Sequence[tuple[Line, Line]]) -> list[list[tuple[Line, Line]]]:
    """Part pairs into slides, evenly, at most three on each and no more than fit."""
    heights = rows_of(cells)
    most = _packed([([at], height) for at, height in enumerate(heights)], 3, BODY.height)
    even = max(1, -(-len(cells) // max(1, len(most))))
    found = _packed([([at], height) for at, height in enumerate(heights)], even, BODY.height)
    return [[cells[at] for at in part] for part in (found if len(found) == len(most) else most)]


def title_size(text: str) -> float:
    """Give the points in which a title takes its place."""
    return next(
        (
            size
            for size in (30.0, 24.0)
            if lines_of(text, size, TITLE.width - 0.2) * size * _LEADING <= TITLE.height * _POINTS
        ),
        20.0,
    )


def chunked(lines: Sequence[Line], most: int, holds: float, heights: Sequence[float]) -> list[list[Line]]:
    """Part lines evenly into slides of at most `most` and `holds` inches; no line leaves what it stands under."""
    clusters: list[tuple[list[Line], float]] = []
    for line, height in zip(lines, heights, strict=True):
        if line.level and clusters and len(clusters[-1][0]) < most and clusters[-1][1] + height <= holds:
            clusters[-1] = ([*clusters[-1][0], line], clusters[-1][1] + height)
        else:
            clusters.append(([line], height))
    fewest = _packed(clusters, most, holds)
    count = len(fewest)
    if count < 2:
        return fewest
    # The same number of slides, each with as few as will do.
    for evener in range(max(1, -(-len(lines) // count)), most):
        found = _packed(clusters, evener, holds)
        if len(found) == count:
            return found
    return fewest


def _packed(clusters: Sequence[tuple[list[_Held], float]], most: int, holds: float) -> list[list[_Held]]:
    out: list[list[_Held]] = []
    used = 0.0
    for lines, height in clusters:
        if out and len(out[-1]) + len(lines) <= most and used + height <= holds:
            out[-1] += lines
            used += height
        else:
            out.append([*lines])
            used = height
    return out
