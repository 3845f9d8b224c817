"""The days that a date allows (ISO 8601-2:2019, EDTF), worked out apart from the writers' arithmetic."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence

__all__ = ["Day", "ends_of", "is_single", "told"]

Day = tuple[int, int, int]
"""Year, month, day; the year 0 is 1 BC."""

_SINGLE = re.compile(r"(Y?-?\d+)(?:-(\d\d))?(?:-(\d\d))?")
_THIRTY = (4, 6, 9, 11)
# ISO 8601-2:2019, 4.8: the month that a season, quarter or half begins with, and the one that it ends with.
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_HALVES = {40: (1, 6), 41: (7, 12)}


def told(edtf: str) -> str:
    """Give the end that an open date tells, and any other date as it is."""
    return edtf[3:] if edtf[:3] == "../" else edtf[:-3] if edtf[-3:] == "/.." else edtf


def is_single(edtf: str) -> tuple[int, ...]:
    """Give year, month and day, as many as are told, of a date that is one of them; () of any other."""
    found = _SINGLE.fullmatch(edtf.rstrip("~?%"))
    if found is None or int(found[2] or 1) > 12:
        return ()
    return tuple(int(part.lstrip("Y")) for part in found.groups() if part)


def ends_of(edtf: str) -> tuple[Day, Day]:
    """Give the first and last day; an open end must be cut off before (`told`)."""
    members = [each for each in re.split(r"[/,]", edtf.strip("[]{}")) if each]
    firsts, lasts = [_first(each) for each in members], [_last(each) for each in members]
    return min(firsts), max(lasts)


def _parts(value: str) -> Sequence[str]:
    value = value.rstrip("~?%").lstrip("Y")
    sign, value = ("-", value[1:]) if value[:1] == "-" else ("", value)
    year, *rest = value.split("-")
    return (sign + year, *rest)


def _year(year: str, *, is_last: bool) -> int:
    # Before the common era the larger figure is the earlier year.
    digit = "9" if is_last != year.startswith("-") else "0"
    return int(year.replace("X", digit))


def _first(value: str) -> Day:
    year, *rest = _parts(value)
    month = int(rest[0]) if rest else 1
    if month > 12:
        month = {**_PARTS, **_HALVES}[month][0]
    return _year(year, is_last=False), month, int(rest[1]) if len(rest) > 1 else 1


def _last(value: str) -> Day:
    year, *rest = _parts(value)
    whole = _year(year, is_last=True)
    month = int(rest[0]) if rest else 12
    if month > 12:
        # A winter ends in the next year.
        whole, month = whole + (month == 24), {**_PARTS, **_HALVES}[month][1]
    if len(rest) > 1:
        return whole, month, int(rest[1])
    return whole, month, 30 if month in _THIRTY else 31 if month != 2 else 28 + isleap(whole)
