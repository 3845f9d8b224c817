"""Resolved dates as EDTF (ISO 8601-2:2019, level 2), checked to be within what the `edtf` package reads."""

from __future__ import annotations

from coursepack.language.dates.calendar import add_months, month_length
from coursepack.language.dates.forms import Point

__all__ = ["choice", "ends", "interval", "single"]

# Parts of a period that a text leaves vague, as shares; the first and last halves and quarters are exact.
_OF_DECADE = {"start": (0, 1), "early": (0, 4), "mid": (4, 6), "late": (5, 9), "end": (8, 9)}
_OF_CENTURY = {"start": (0, 9), "early": (0, 33), "mid": (34, 66), "late": (67, 99), "end": (90, 99), "turn": (-5, 5)}
_OF_YEAR = {"start": (1, 1), "early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12)}
_OF_MONTH = {"start": (1, 5), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (27, 31)}
_OF_SEASON = {"start": 0, "early": 0, "mid": 1, "late": 2, "end": 2}
_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_SUB_MONTHS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_EXACT = {
    "first": (0, 2), "second": (1, 2), "quarter1": (0, 4), "quarter2": (1, 4), "quarter3": (2, 4), "quarter4": (3, 4),
}  # fmt: skip


def single(point: Point) -> str:
    """Write one resolved date: "1956-06", "195X", "1965~/1969~"."""
    if point.unit == "decade" and not point.is_bc and not point.part:
        return f"{(point.year or 0) // 10:03}X{point.mark}"
    if point.unit == "century" and not point.part and not (point.is_bc and not point.year):
        return f"{'-' if point.is_bc else ''}{(point.year or 0) // 100:02}XX{point.mark}"
    first, last = ends(point)
    return first if first == last else f"{first}/{last}"


def interval(first: Point | None, last: Point | None) -> str:
    """Write from the beginning of one date to the end of the other; None is an open end."""
    return f"{_end(first, 0) if first else '..'}/{_end(last, 1) if last else '..'}"


def _end(point: Point, which: int) -> str:
    """Write one end of an interval; quarters and halves become months, since not every reader of EDTF takes them."""
    if point.sub in _SUB_MONTHS:
        return f"{_year(point.year or 0)}-{_SUB_MONTHS[point.sub][which]:02}"
    return ends(point)[which]


def choice(points: tuple[Point, ...], *, is_every: bool) -> str | None:
    """Write a set. What a set cannot hold in EDTF (seasons, parts) becomes the interval if all are meant, else None."""
    written = [single(point) for point in points]
    if any("/" in each for each in written) or any(point.sub for point in points):
        return interval(points[0], points[-1]) if is_every else None
    joined = ",".join(written)
    return f"{{{joined}}}" if is_every else f"[{joined}]"


def ends(point: Point) -> tuple[str, str]:
    """Write the first and the last value of an interval that says the same; they are equal for a plain date."""
    year, mark = point.year or 0, point.mark
    if point.unit in ("decade", "century"):
        return _ends_of_years(point)
    if point.sub is not None:
        return _ends_of_season(point, point.sub)
    if point.unit == "day":
        written = f"{_year(year)}-{point.month or 0:02}-{point.day or 0:02}{mark}"
        return written, written
    if point.unit == "month":
        month = point.month or 1
        if point.part in _OF_MONTH:
            low, high = _OF_MONTH[point.part]
            stem, length = f"{_year(year)}-{month:02}", month_length(year, month)
            if point.part == "end":
                low = length - 4
            return f"{stem}-{low:02}~", f"{stem}-{min(high, length):02}~"
        written = f"{_year(year)}-{month:02}{mark}"
        return written, written
    if point.part in _OF_YEAR:
        low, high = _OF_YEAR[point.part]
        return f"{_year(year)}-{low:02}~", f"{_year(year)}-{high:02}~"
    # A year of more than four digits takes no qualifier in the readers that we know.
    written = _year(year) if abs(year) > 9999 else f"{_year(year)}{mark}"
    return written, written


def years_of(point: Point) -> tuple[int, int]:
    """Give the first and last astronomical year of a decade or century."""
    begin = point.year or 0
    if point.unit == "decade":
        return (1 - (begin + 9), 1 - begin) if point.is_bc else (begin, begin + 9)
    # The first century BC ran from 100 BC to 1 BC; AD we follow usage, "18XX", and not 1801 to 1900.
    return (-begin - 99, -begin) if point.is_bc else (begin, begin + 99)


def _ends_of_years(point: Point) -> tuple[str, str]:
    low, high = years_of(point)
    mark = point.mark
    table = _OF_DECADE if point.unit == "decade" else _OF_CENTURY
    if point.part in table:
        first, last = table[point.part]
        low, high, mark = low + first, low + last, "~"
    elif point.part in _EXACT:
        order, count = _EXACT[point.part]
        length = high - low + 1
        low, high = low + length * order // count, low + length * (order + 1) // count - 1
    return _year(low) + mark, _year(high) + mark


def _ends_of_season(point: Point, sub: int) -> tuple[str, str]:
    year = point.year or 0
    month = _SEASON_MONTH.get(sub)
    if month is not None and sub != 24 and point.part in _OF_SEASON:
        written = f"{_year(year)}-{month + _OF_SEASON[point.part]:02}~"
        return written, written
    if month is not None and point.mark:
        last_year, last = add_months(year, month, 2)
        return f"{_year(year)}-{month:02}{point.mark}", f"{_year(last_year)}-{last:02}{point.mark}"
    written = f"{_year(year)}-{sub}"
    return written, written


def _year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"
