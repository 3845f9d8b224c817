"""Ranges of mark-up: joining them, and what is left to read without them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

__all__ = ["Range", "joined", "visible", "without"]

Range = tuple[int, int]


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Sort ranges, join those that touch, and drop the empty ones."""
    out: list[Range] = []
    for begin, end in sorted(ranges):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif begin < end:
            out.append((begin, end))
    return out


def visible(text: str, start: int, end: int, marks: Sequence[Range]) -> str:
    """Give the words of a range as they are printed: without marks, references resolved, white space single."""
    parts, at = [], start
    for begin, stop in marks:
        parts.append(text[at:begin])
        at = stop
    parts.append(text[at:end])
    return " ".join(html.unescape("".join(parts)).split())


def without(ranges: Sequence[Range], cuts: Sequence[Range]) -> list[Range]:
    """Take the cuts out of the ranges; both are sorted and joined."""
    kept: list[Range] = []
    order = 0
    for begin, end in ranges:
        at = begin
        while order < len(cuts) and cuts[order][1] <= begin:
            order += 1
        while order < len(cuts) and cuts[order][0] < end:
            if cuts[order][0] > at:
                kept.append((at, cuts[order][0]))
            at = cuts[order][1]
            if at >= end:
                break
            order += 1
        if at < end:
            kept.append((at, end))
    return kept
