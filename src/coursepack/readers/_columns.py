"""The order in which a page's strips are read: columns one after the other, a table's rows across."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from coursepack.readers._strips import Strip
from coursepack.readers._wrapping import ends_sentence

__all__ = ["Block", "blocks_of"]

Block = list[Strip]
"""Strips of one column, from the top down."""

_Found = tuple[int, list[list[Strip]]]
"""Where a band of rows ends, and its sides."""

_TWO = 2
_SAME = 0.3
"""Points by which the sizes of one paragraph's lines may differ."""
_PITCH = 1.7
_HEAD = 1.12
_TEXT_LINES = 4
_TEXT_WORDS = 3.5
"""Of a line in a column of text, on the whole."""
_GUTTER = 0.8
"""Of the size: the narrowest white between two columns."""
_MOST_ROWS = 400
"""A page with more lines than that is a listing, which has no columns that are worth the time."""
_CELL_WORDS = 3.0
"""Of a table's cells, on the whole."""
_LONGEST_CELL = 6
_FEWEST_PAIRS = 2
_PAIRED = 0.5
"""Share of a table's rows that have more than one cell."""
_LINES_FOR_ONE = 12
"""Lines of which one may be overfull."""
_STICKS_OUT = 3.0
"""Of the size: how far it may go over the next column's edge."""
_EDGE_LINES = 4
_SAME_LINE = 0.35
_BESIDE = 0.4
"""Share of the shorter column's height that must lie beside the other."""


def blocks_of(strips: Sequence[Strip]) -> list[Block]:
    """Divide a page into blocks in reading order; `strips` go from the top down."""
    return _ordered(list(strips), 0)


def _ordered(strips: list[Strip], depth: int) -> list[Block]:
    if not strips:
        return []
    rows = _rows(strips)
    if depth > 4 or len(rows) > _MOST_ROWS or all(len(row) == 1 for row in rows):
        # Without two strips side by side there can still be columns that share no line, as steps of a stair.
        return [strips]
    blocks: list[Block] = []
    loose: list[Strip] = []
    at = 0
    while at < len(rows):
        if loose and _ends_paragraph(loose[-1], rows[at]):
            loose.extend(rows[at])
            at += 1
            continue
        end, sides = _found(rows, at)
        if end == at:
            loose.extend(rows[at])
            at += 1
            continue
        flow = _flow(sides, rows[end]) if end < len(rows) else None
        if flow is not None:
            # Text goes on below what stands beside it: that is read before the paragraph, which it would part.
            head, loose = _before_paragraph(loose, sides[flow])
            blocks.extend([head] if head else [])
            blocks.extend(_ordered(sides[1 - flow], depth + 1))
            loose.extend(sides[flow])
            at = end
            continue
        if loose:
            blocks.append(loose)
            loose = []
        if len(sides) == 1:
            blocks.append(sides[0])
        else:
            for part in _grid(sides) or sides:
                blocks.extend(_ordered(part, depth + 1))
        at = end
    if loose:
        blocks.append(loose)
    return blocks


def _found(rows: Sequence[list[Strip]], at: int) -> _Found:
    """Find the columns, or the table, that begin at a row."""
    first, below = rows[at][0], rows[min(at + 1, len(rows) - 1)][0]
    if len(rows[at]) == 1 and first.size >= _HEAD * below.size and below.base - first.base > _PITCH * first.size:
        # White parts a title from the columns under it, even where it is no wider than one of them.
        return at, []
    end, sides = _band(rows, at)
    if end > at and (all(map(_is_list, sides)) or all(map(_is_text, sides))):
        return end, sides
    # What looks like columns may be a table's; a table in a column of text is found when that is divided.
    return _first(_table(rows, at), _band(rows, at, before_tables=True), at)


def _flow(sides: Sequence[list[Strip]], below: Sequence[Strip]) -> int | None:
    """Tell which of two columns goes on in the row below, as text beside a box does."""
    if len(sides) != _TWO or len(below) != 1:
        return None
    first = below[0]
    found = []
    for at, side in enumerate(sides):
        lines = sorted(side, key=lambda strip: strip.base)
        last = lines[-1]
        steps = sorted(strip.base - above.base for above, strip in pairwise(lines))
        step = steps[len(steps) // 3] if steps else 0.0
        goes_on = not ends_sentence(last.words) or first.words[:1].islower()
        is_next = abs(first.base - last.base - step) <= 0.25 * last.size and abs(first.size - last.size) <= _SAME
        is_single = all(above.base < strip.base - 0.5 * strip.size for above, strip in pairwise(lines))
        if goes_on and is_next and is_single and not first.sign and step <= _PITCH * last.size:
            found.append(at)
    return found[0] if len(found) == 1 else None


def _before_paragraph(loose: list[Strip], side: Sequence[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Part what stands above a column where the paragraph begins that goes on in it."""
    if not loose or ends_sentence(loose[-1].words) or side[0].base - loose[-1].base > _PITCH * side[0].size:
        return loose, []
    at = len(loose) - 1
    while at and loose[at].base - loose[at - 1].base <= _PITCH * loose[at].size and not _is_new(loose, at):
        at -= 1
    return loose[:at], loose[at:]


def _is_new(strips: Sequence[Strip], at: int) -> bool:
    """Tell a line that begins a paragraph, by its indent or by the size of what is above it."""
    last, strip = strips[at - 1], strips[at]
    return abs(last.size - strip.size) > _SAME or (
        ends_sentence(last.words) and (strip.left > last.left + strip.size or last.right < strip.right - 2 * strip.size)
    )


def _grid(sides: Sequence[list[Strip]]) -> list[list[Strip]]:
    """Part columns into rows where each has its headings at the same heights, as cards beside each other have."""
    size = median(strip.size for side in sides for strip in side)
    heads = [_heads(side, size) for side in sides]
    if len(heads[0]) < _TWO or any(heads[0] != each for each in heads):
        return []
    if any(max(strip.base for strip in side) < heads[0][-1] + size for side in sides):
        return []
    bold = sum(strip.is_bold for side in sides for strip in side)
    if bold * 2 > sum(map(len, sides)):
        return []
    rows: list[list[Strip]] = [[] for _ in range(len(heads[0]) + 1)]
    for strip in (strip for side in sides for strip in side):
        rows[bisect_right(heads[0], round(strip.base))].append(strip)
    parts = []
    for row in filter(None, rows):
        rest = row
        while (cells := _divided(rest)) is not None:
            parts.append(cells[0])
            rest = cells[1]
        parts.append(rest)
    return parts


def _heads(side: Sequence[Strip], size: float) -> list[int]:
    """Give the heights of the first lines of a column's headings."""
    heights: list[int] = []
    lowest = float("-inf")
    for strip in sorted(side, key=lambda each: each.base):
        if strip.size >= _HEAD * size or strip.is_bold:
            if strip.base > lowest + _PITCH * strip.size:
                heights.append(round(strip.base))
            lowest = strip.base
    return heights


def _first(table: _Found, band: _Found, at: int) -> _Found:
    return table if table[0] > at else band


def _is_list(side: Sequence[Strip]) -> bool:
    """Tell a list, with or without a heading above it, whose items may go over two lines."""
    return bool(side[0].sign or (side[1:2] and side[1].sign)) and sum(bool(strip.sign) for strip in side) * 3 >= len(
        side
    )


def _is_text(side: Sequence[Strip]) -> bool:
    return len(side) >= _TEXT_LINES and sum(len(strip.words.split()) for strip in side) >= _TEXT_WORDS * len(side)


def _rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Group strips whose letters stand at the same height, in part at least."""
    rows: list[list[Strip]] = []
    bottom = float("-inf")
    for strip in sorted(strips, key=lambda each: (each.base, each.begin)):
        if rows and strip.base - 0.4 * strip.size < bottom:
            rows[-1].append(strip)
            bottom = max(bottom, strip.base)
        else:
            rows.append([strip])
            bottom = strip.base
    return rows


def _band(rows: Sequence[list[Strip]], at: int, *, before_tables: bool = False) -> _Found:
    """Find the longest band of rows from `at` on that divides into columns, and its columns."""
    limit = next((order for order in range(at, len(rows)) if _spans(rows[order], rows)), len(rows))
    if before_tables:
        limit = next((order for order in range(at + 1, limit) if _table(rows, order)[0] > order), limit)
    for end in range(limit, at, -1):
        band = [strip for row in rows[at:end] for strip in row]
        sides = _divided(band)
        if sides is None:
            continue
        if _are_columns(sides):
            return end, list(sides)
    return at, []


def _ends_paragraph(last: Strip, row: Sequence[Strip]) -> bool:
    """Tell the short last line of a paragraph above the columns, which alone would fit into the first of them."""
    strip = row[0]
    is_alike = abs(strip.size - last.size) <= 0.1 * last.size and abs(strip.begin - last.begin) <= last.size
    return len(row) == 1 and not strip.sign and is_alike and 0 < strip.base - last.base <= 1.4 * last.size


def _spans(row: Sequence[Strip], rows: Sequence[Sequence[Strip]]) -> bool:
    """Tell a row whose one strip goes over the middle of what stands in two columns elsewhere on the page."""
    if len(row) != 1:
        return False
    # What goes over a table's columns says nothing of columns of text.
    doubles = [each for each in rows if len(each) > 1 and not _are_cells(each)]
    return bool(doubles) and sum(_bridges(row[0], each) for each in doubles) * 2 > len(doubles)


def _are_cells(row: Sequence[Strip]) -> bool:
    return sum(len(strip.words.split()) for strip in row) <= _CELL_WORDS * len(row)


def _bridges(strip: Strip, row: Sequence[Strip]) -> bool:
    order = sorted(row, key=lambda each: each.begin)
    return any(strip.begin < left.right and strip.right > right.begin for left, right in pairwise(order))


def _divided(strips: Sequence[Strip]) -> tuple[list[Strip], list[Strip]] | None:
    """Divide strips at the widest white that goes from top to bottom; None where there is none.

    Where many lines begin at one place, a few on its left may stick out into the white, as overfull lines do.
    """
    order = sorted(strips, key=lambda each: each.begin)
    size = median(each.size for each in strips)
    most = len(order) // _LINES_FOR_ONE
    rights: list[float] = [order[0].right]
    best: tuple[float, float] | None = None
    for at in range(1, len(order)):
        insort(rights, order[at - 1].right)
        del rights[: max(0, len(rights) - most - 1)]
        begin = order[at].begin
        gap = begin - rights[-1]
        if gap < _GUTTER * size and most and _is_edge(order, at, size) and rights[-1] <= begin + _STICKS_OUT * size:
            gap = begin - rights[0]
        if gap >= _GUTTER * size and (best is None or gap > best[0]):
            best = gap, begin
    if best is None:
        return None
    cut = best[1]
    return [each for each in strips if each.begin < cut], [each for each in strips if each.begin >= cut]


def _is_edge(order: Sequence[Strip], at: int, size: float) -> bool:
    """Tell whether many lines begin where one does, and none a little before."""
    end = at
    while end < len(order) and order[end].begin <= order[at].begin + 0.2 * size:
        end += 1
    return end - at >= _EDGE_LINES and order[at].begin - order[at - 1].begin > _GUTTER * size


def _are_columns(sides: tuple[list[Strip], list[Strip]]) -> bool:
    """Tell columns: both have height, and stand beside each other, not above."""
    (top, bottom), (other_top, other_bottom) = (
        (min(each.top for each in side), max(each.bottom for each in side)) for side in sides
    )
    beside = min(bottom, other_bottom) - max(top, other_top)
    return beside >= _BESIDE * min(bottom - top, other_bottom - other_top)


def _table(rows: Sequence[list[Strip]], at: int) -> _Found:
    """Find the rows of a table that begins at `at`: short cells, those of a column below each other."""
    end = at
    columns = [strip.begin for strip in rows[at]]
    while end < len(rows) and _is_row(rows[end], columns):
        columns.extend(strip.begin for strip in rows[end])
        end += 1
    while end > at and len(rows[end - 1]) == 1:
        end -= 1
    pairs = [row for row in rows[at:end] if len(row) > 1]
    cells = [len(strip.words.split()) for row in pairs for strip in row]
    is_table = len(pairs) >= _FEWEST_PAIRS and sum(cells) <= _CELL_WORDS * len(cells)
    if not is_table or len(rows[at]) == 1 or len(pairs) < _PAIRED * (end - at):
        return at, []
    return end, [_across(rows[at:end])]


def _is_row(row: Sequence[Strip], columns: Sequence[float]) -> bool:
    if any(strip.sign or len(strip.words.split()) > _LONGEST_CELL for strip in row):
        return False
    base = row[0].base
    if any(abs(strip.base - base) > _SAME_LINE * strip.size for strip in row):
        return False
    return any(abs(strip.begin - column) <= strip.size for strip in row for column in columns)


def _across(rows: Sequence[Sequence[Strip]]) -> Block:
    """Make one strip of each row, a "|" between its cells."""
    block: Block = []
    for row in rows:
        cells = sorted(row, key=lambda each: each.begin)
        first = cells[0]
        words = " | ".join(each.words for each in cells)
        block.append(replace(first, words=words, right=cells[-1].right))
    return block
