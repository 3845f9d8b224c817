"""How much room text takes on a slide, and how many lines one slide holds.

The same text is set in other fonts where the wanted one is missing, so widths are those of a wide face: what fits here
fits in Arial, Liberation Sans and DejaVu Sans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from coursepack.writers._deck import Layout, Line, Slide, text_of

__all__ = [
    "ABOVE",
    "BODY",
    "CALLOUT",
    "CELL",
    "COLUMN",
    "DATES",
    "HEIGHT",
    "LARGE",
    "SCALES",
    "SIZES",
    "TITLE",
    "WIDTH",
    "Box",
    "callout_size",
    "chunked",
    "columns_of",
    "dates_of",
    "fits_with_callout",
    "heights_of",
    "lines_of",
    "paired",
    "parted",
    "rows_of",
    "scale_of",
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
CALLOUT = Box(0.75, 5.5, 11.83, 1.15)
"""Under bullets that end above it."""
ABOVE = CALLOUT.top - BODY.top - 0.15
"""Inches for bullets above a call-out."""
CELL = 5.765
"""Width of one of two cells side by side; between them is the rest of the body."""
SIZES = {
    "overview": (20.0, 18.0),
    "bullets": (20.0, 18.0),
    "timeline": (18.0, 18.0),
    "pairs": (18.0, 18.0),
    "questions": (20.0, 18.0),
}
"""Points, by layout and level."""
SCALES = {1.0: 9.0, 1.1: 11.0, 1.2: 13.0, 1.4: 18.0}
"""By how much larger letters are on a slide that says little, with the points before each line."""
INDENT = 0.35
"""Inches by which a level stands in."""
_PADDING = 0.2
"""Inches within a cell, on each side."""
DATES, _BOLD = 3.6, 1.12
"""Inches that dates take at most beside their events, and how much wider bold letters are."""
_POINTS = 72.0
LARGE, _SPARSE = 1.2, 0.9
"""By how much the letters of pairs grow where they say little, and what share of a slide larger letters fill."""
COLUMN, _ONE = 0.4, 8
"""Inches between two columns of topics, and how many stand in one."""
_PAIR = 2
"""Lines of the last of several slides, at least."""
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


def heights_of(lines: Sequence[Line], layout: Layout, scale: float = 1.0) -> list[float]:
    """Give the inches that each line takes, with the gap before it."""
    sizes = SIZES[layout]
    out = []
    for line in lines:
        size = sizes[min(line.level, len(sizes) - 1)] * scale
        room = BODY.width - 0.2 - (DATES if layout == "timeline" else INDENT * (line.level + 1))
        # A date stands beside its event.
        text = text_of(line) if layout != "timeline" else "".join(run.text for run in line.runs[1:])
        gap = SCALES[scale] * (2 if layout == "questions" else 1)
        # One that is too long for its column has a line of its own.
        count = lines_of(text, size, room) + (layout == "timeline" and _breadth(line, size) > DATES)
        out.append((gap + count * size * _LEADING) / _POINTS)
    return out


def _breadth(line: Line, size: float) -> float:
    """Give the inches that the date of an event takes in a column."""
    return _width(line.runs[0].text) * _BOLD * size / _POINTS + 0.3


def parted(lines: Sequence[Line], layout: Layout, holds: float = BODY.height) -> list[list[Line]]:
    """Part lines into slides, at most six on each and no more than fit."""
    return chunked(lines, 6, holds, heights_of(lines, layout))


def dates_of(lines: Sequence[Line], size: float) -> tuple[float, tuple[bool, ...]]:
    """Give the inches for the dates of a timeline, and whether each stands in them; a longer one stands above."""
    widths = [_breadth(line, size) for line in lines]
    column = max([1.5, *(width for width in widths if width <= DATES)])
    return column, tuple(width <= column for width in widths)


def scale_of(slide: Slide) -> float:
    """Give by how much larger than usual a slide's letters may be, where it says little."""
    if slide.layout == "title":
        return 1.0
    if slide.layout == "pairs":
        pairs = list(zip(slide.lines[::2], slide.lines[1::2], strict=True))
        return LARGE if sum(rows_of(pairs, LARGE)) <= BODY.height * _SPARSE else 1.0
    room = ABOVE if slide.callout is not None else BODY.height * _SPARSE
    if slide.layout == "overview":
        return LARGE if not columns_of(slide.lines) and sum(heights_of(slide.lines, "overview", LARGE)) <= room else 1.0
    sizes = sorted(SCALES, reverse=True)
    return next((size for size in sizes if sum(heights_of(slide.lines, slide.layout, size)) <= room), 1.0)


def columns_of(lines: Sequence[Line]) -> float:
    """Give the inches that topics take in two columns; 0 where one will do."""
    heights = heights_of(lines, "overview")
    if sum(heights) <= BODY.height and len(lines) <= _ONE:
        return 0.0
    size, room = SIZES["overview"][0], (BODY.width - COLUMN) / 2 - 0.2 - INDENT
    tall = [(SCALES[1.0] + lines_of(text_of(line), size, room) * size * _LEADING) / _POINTS for line in lines]
    half = -(-len(lines) // 2)
    return max(sum(tall[:half]), sum(tall[half:])) + 0.15


def listed(lines: Sequence[Line]) -> bool:
    """Tell whether one slide holds a list of topics."""
    return columns_of(lines) <= BODY.height


def fits_with_callout(lines: Sequence[Line]) -> bool:
    return sum(heights_of(lines, "bullets")) <= ABOVE


def rows_of(cells: Sequence[tuple[Line, Line]], scale: float = 1.0) -> list[float]:
    """Give the inches that each pair takes, with the room after it."""
    size = SIZES["pairs"][0] * scale
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


def callout_size(text: str) -> float:
    """Give the points in which a call-out takes its place."""
    room, height = CALLOUT.width - 0.5, CALLOUT.height - 0.2
    sizes = (20.0, 18.0, 16.0)
    return next((size for size in sizes if lines_of(text, size, room) * size * _LEADING <= height * _POINTS), 14.0)


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
    last, before = fewest[-1], fewest[-2]
    # No slide for a single line that the one before can share.
    while len(last) < _PAIR and len(before) - 1 > len(last) and not before[-1].level:
        last.insert(0, before.pop())
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
