"""Bullets without mark-up: a sign or a number, a blank, and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from coursepack.readers._lines import Line

__all__ = ["Bullet", "bullet_of", "labels_of"]

_SIGN = re.compile(
    r"(?P<dash>[-–—‐‑])|(?P<star>\*)|(?P<plus>\+)|(?P<dot>[•●▪■◆‣⁃·∙])|(?P<ring>[◦○▫□o])|(?P<arrow>[►▶➢→➤✓✔»]|->|=>)"
)
_NUMBER = re.compile(r"(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})(?=\s)|\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]")
_LETTER = re.compile(r"\(?(?:(?P<roman>[IVX]{1,5})|(?P<small>[ivx]{1,5})|(?P<upper>[A-H])|(?P<lower>[a-h]))[.)]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SERIES = (_ROMAN, tuple(map(str.lower, _ROMAN)), tuple("ABCDEFGH"), tuple("abcdefgh"))
_LABEL = re.compile(r"\(?([A-Za-z]{1,5})[.)](?=\s|$)")


class Bullet(Struct, frozen=True, kw_only=True):
    start: int
    """Where its words begin."""
    sign: str
    """The class of its sign, which tells levels apart where indentation does not."""
    depth: int
    """Of a dotted number ("2.1" is 2), else 0."""


def bullet_of(line: Line, labels: frozenset[str] = frozenset()) -> Bullet | None:
    """Read a line's bullet. Letters and Roman numbers count only where `labels` has them: "E. Smith" is a name."""
    words = line.text
    found = _SIGN.match(words) or _NUMBER.match(words) or (_LETTER.match(words) if labels else None)
    if found is None or found.end() == len(words) or not words[found.end()].isspace():
        return None
    sign = found.lastgroup or ""
    depth = 0
    if sign in ("number", "dotted"):
        depth = found[sign].count(".") + 1
        sign = "number"
    elif found.re is _LETTER and found[sign] not in labels:
        return None
    rest = words[found.end() :]
    return Bullet(start=line.start + found.end() + len(rest) - len(rest.lstrip()), sign=sign, depth=depth)


def labels_of(filled: Sequence[Line]) -> frozenset[str]:
    """List the letters and Roman numbers that count in this text: those that go on from the first, as "A", "B", "C"."""
    found = [_LABEL.match(line.text[:8]) for line in filled]
    heads = {each.group(1) for each in found if each is not None}
    runs = [list(takewhile(heads.__contains__, series)) for series in _SERIES]
    return frozenset(label for run in runs if len(run) > 1 for label in run)
