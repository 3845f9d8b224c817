"""The earliest and the latest day that an EDTF value allows, for sorting and drawing."""

from __future__ import annotations

import re

from coursepack.language.dates.calendar import Day, add_months, month_length

__all__ = ["EARLIEST", "LATEST", "bounds"]

EARLIEST: Day = (-(10**9), 1, 1)
"""Stands for an open beginning (`../1958`)."""
LATEST: Day = (10**9, 12, 31)
"""Stands for an open end (`1949/..`)."""

_VALUE = re.compile(r"(Y?-?[\dX]+)(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
# ISO 8601-2:2019, 4.8: seasons 21 to 24, quarters 33 to 36, halves 40 and 41: first month and count of months.
_SUB_YEARS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def bounds(edtf: str) -> tuple[Day, Day]:
    """Give the first and the last day of the value as sortable (year, month, day), astronomical years.

    Qualifiers (`~`, `?`) do not widen it; a winter begins in December of its year; an open end is `EARLIEST` or
    `LATEST`. ValueError where the value is none that coursepack writes.
    """
    if edtf[:1] in ("{", "["):
        each = [bounds(member) for member in edtf[1:-1].split(",")]
        return min(first for first, _ in each), max(last for _, last in each)
    first, slash, last = edtf.partition("/")
    if slash:
        return (
            EARLIEST if first == ".." else _single(first)[0],
            LATEST if last == ".." else _single(last)[1],
        )
    return _single(first)


def _single(value: str) -> tuple[Day, Day]:
    found = _VALUE.fullmatch(value)
    if found is None:
        raise ValueError(f"'{value}' is no EDTF value known here; want one such as 1956, 195X, 1956-21 or 1956-06~")
    digits = found[1].removeprefix("Y")
    low, high = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
    if found[2] is None:
        return (low, 1, 1), (high, 12, 31)
    part = int(found[2])
    if part in _SUB_YEARS:
        month, count = _SUB_YEARS[part]
        year, end = add_months(low, month, count - 1)
        return (low, month, 1), (year, end, month_length(year, end))
    if not 1 <= part <= 12:
        raise ValueError(f"'{value}' has no month {part}; want 01 to 12, or a season")
    if found[3] is None:
        return (low, part, 1), (low, part, month_length(low, part))
    return (low, part, int(found[3])), (low, part, int(found[3]))
