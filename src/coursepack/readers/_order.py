"""The order in which people read what stands on a slide: from the top left, columns of text one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from coursepack.readers._office import Said

__all__ = ["Box", "in_order"]

_SLACK = 0.15
"""The share of a box's height or width that may stand over its neighbour's edge without touching it."""


_DEEPEST = 20


class Box(Struct, frozen=True, kw_only=True):
    """What stands in one rectangle; its edges in any unit, all 0 where nobody tells."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    lines: tuple[Said, ...]


def in_order(boxes: Sequence[Box], deep: int = 0) -> list[Box]:
    """Sort boxes into rows, and rows into columns; columns of which each holds a list are read down first."""
    columns = _apart(boxes, lambda box: (box.left, box.right))
    rows = _apart(boxes, lambda box: (box.top, box.bottom))
    has_lists = all(any(len(box.lines) > 1 for box in column) for column in columns)
    parts = columns if len(columns) > 1 and (has_lists or len(rows) == 1) else rows
    if len(parts) < 2 or deep > _DEEPEST:
        return sorted(boxes, key=lambda box: (box.top, box.left))
    return [box for part in parts for box in in_order(part, deep + 1)]


def _apart(boxes: Sequence[Box], edges: Callable[[Box], tuple[int, int]]) -> list[list[Box]]:
    """Part boxes where a straight cut meets none of them."""
    groups: list[list[Box]] = []
    reach = 0.0
    for box in sorted(boxes, key=lambda each: edges(each)[0]):
        begin, end = edges(box)
        if groups and begin + _SLACK * (end - begin) < reach:
            groups[-1].append(box)
        else:
            groups.append([box])
            reach = begin
        reach = max(reach, end - _SLACK * (end - begin))
    return groups
