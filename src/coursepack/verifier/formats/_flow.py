"""Parts a running text into the units of its trace: where a format keeps the order of words and no borders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Fitting, Unit

__all__ = ["parted"]

_REFERENCE = re.compile(r"\[(?:S\d+ )?L\d[^\[\]]*\]")
_LAST = re.compile(_REFERENCE.pattern + "$")
_FAR = 150
"""Pieces of text that may be put in at one place, beyond which all that follows is told as changed."""
_SLACK = 24
"""Words of a reference that is not read to its end."""
_MISSED = 6
"""Lines of the trace that may be gone at one place."""


def parted(case: Case, file: str, text: str, traced: Sequence[TraceLine]) -> Iterator[Unit]:
    """Yield each unit with its text; what stands between two that fit is the changed one's, or nobody's."""
    flow = _Flow(case, file, text.split())
    at, order = 0, 0
    while order < len(traced):
        end = flow.end(at, traced[order])
        if end is not None:
            yield Unit(at=traced[order].at, text=flow.text(at, end))
            at, order = end, order + 1
            continue
        start, later = flow.next(at, traced[order:])
        if start > at:
            # What stands here is the line's own words, changed, or was put in before it.
            yield Unit(at=traced[order].at if later else f"after {_before(traced, order)}", text=flow.text(at, start))
        at, order = start, order + later
    if at < flow.size:
        yield Unit(at=f"after {_before(traced, order)}", text=flow.text(at, flow.size))


def _before(traced: Sequence[TraceLine], order: int) -> str:
    return traced[order - 1].at if order else "the beginning"


class _Flow:
    def __init__(self, case: Case, file: str, pieces: Sequence[str]) -> None:
        self._fitting = Fitting(case, file)
        self._pieces = pieces
        self.size = len(pieces)

    def text(self, start: int, end: int) -> str:
        return " ".join(self._pieces[start:end])

    def end(self, start: int, trace: TraceLine) -> int | None:
        """Give where the line ends that begins here, with its reference; None where it is not printed here.

        Of several ways to print a claim the longest that fits: a date alone is the beginning of its event.
        """
        least, most = self._fitting.bounds(trace)
        found = None
        for end in range(start + 1, self.size + 1):
            text = self.text(start, end)
            count = len(tokens(_REFERENCE.sub(" ", text)))
            if count > most + _SLACK:
                break
            if count and least <= count and self._fitting.fits(text, trace):
                found = end
                if _LAST.search(text):
                    # Its reference ends a line: the next one's date is not the end of this event.
                    break
        return found

    def next(self, start: int, traced: Sequence[TraceLine]) -> tuple[int, int]:
        """Give where a line of the trace begins that fits, and how many lines before it do not; else the end of all."""
        for far in range(min(_FAR, self.size - start)):
            for later in range(min(_MISSED, len(traced))):
                if far + later and self.end(start + far, traced[later]) is not None:
                    return start + far, later
        return self.size, len(traced)
