"""Bullets' signs that are drawn and not written, as browsers do: small dots, rings and squares before a line."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from coursepack.readers._sheet import Run

__all__ = ["signs_of"]

_MOST_DRAWN = 20_000
"""Of a page; what has more is a drawing or a map."""
_MOST_SIGNS = 500
_SMALLEST, _LARGEST = 0.15, 0.6
"""Of the size of the words: browsers draw dots of a third, others up to the height of small letters."""
_NARROWEST = 0.97
"""Of its longer side; letters that are drawn as outlines are narrower."""
_LOW, _HIGH = 0.15, 0.6
"""Of the size: how far above the line a sign's middle is."""
_NEAREST, _FARTHEST = 0.1, 2.2
"""Of the size: how far the words stand from their sign."""
_FREE = 2.0
"""Of the size: what stands so near to its left shows that it is none."""
_POINTS = 15.0
"""A sign before the largest words that anybody reads from the last row."""
_BIN = 16

_Box = tuple[float, float, float, float]


def signs_of(page: Any, place: Callable[[float, float], tuple[float, float]], runs: Sequence[Run]) -> list[Run]:
    """Give a run for each sign that is drawn before one of `runs`."""
    by_height: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.text.strip():
            by_height[int(run.base // _BIN)].append(run)
    signs: list[Run] = []
    for box in _boxes(page, place):
        middle = (box[1] + box[3]) / 2
        first = int(middle // _BIN)
        near = [run for height in range(first - 1, first + 4) for run in by_height.get(height, ())]
        words = _words_behind(box, [run for run in near if _LOW * run.size <= run.base - middle <= _HIGH * run.size])
        if words is not None:
            left, right = round(box[0], 2), round(box[2], 2)
            signs.append(
                Run(
                    text="•",
                    left=left,
                    right=right,
                    base=words.base,
                    size=words.size,
                    is_bold=False,
                    is_symbol=True,
                    order=words.order,
                    tag=words.tag,
                )
            )
    return signs


def _words_behind(box: _Box, line: Sequence[Run]) -> Run | None:
    """Find the words that a mark is the sign of, among those on its line."""
    words = min((run for run in line if run.left >= box[2]), key=lambda run: run.left, default=None)
    if words is None:
        return None
    side = max(box[2] - box[0], box[3] - box[1])
    is_sized = _SMALLEST * words.size <= side <= _LARGEST * words.size
    is_near = _NEAREST * words.size <= words.left - box[2] <= _FARTHEST * words.size
    is_first = all(run.right < box[0] - _FREE * words.size or run.left >= words.left for run in line)
    return words if is_sized and is_near and is_first else None


def _boxes(page: Any, place: Callable[[float, float], tuple[float, float]]) -> list[_Box]:
    """Give where something small is drawn that is as high as it is wide."""
    count = pdfium.FPDFPage_CountObjects(page)
    found: list[_Box] = []
    small = 0
    edges = [ctypes.c_float() for _ in range(4)]
    for at in range(count if count <= _MOST_DRAWN else 0):
        drawn = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = (each.value for each in edges)
        first, last = place(left, bottom), place(right, top)
        box = min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1])
        wide, high = box[2] - box[0], box[3] - box[1]
        if 0 < max(wide, high) <= _POINTS:
            small += 1
            if min(wide, high) >= _NARROWEST * max(wide, high):
                found.append(box)
    # Dots by the hundred, or among other small shapes, are a drawing's, or of letters drawn as outlines.
    return found if len(found) <= _MOST_SIGNS and len(found) * 2 > small else []
