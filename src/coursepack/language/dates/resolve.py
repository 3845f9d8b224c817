"""What a date means where it stands: years and months that are left unsaid come from the last date told."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates.calendar import add_days, add_months, month_length
from coursepack.language.dates.forms import UNITS, Choice, Form, Interval, Opaque, Point, Shift
from coursepack.language.dates.values import choice, interval, single, years_of

__all__ = ["Context", "Resolved", "resolved"]

_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_YEARS_OF_SHIFT = {"year": 1, "decade": 10, "century": 100}
FARTHEST_SMALL = 150
"""A number of three digits is a year only this near to the last one told."""


class Context(Struct, frozen=True, kw_only=True):
    """A date that was told, with astronomical years, and where it stands."""

    point: Point | None = None
    span: tuple[int, int] | None = None


class Resolved(Struct, frozen=True, kw_only=True):
    edtf: str | None
    points: tuple[Point, ...]
    """The dates in it, in order."""
    is_anchored: bool
    """Whether the last date told was needed."""


_UNKNOWN = Resolved(edtf=None, points=(), is_anchored=False)


def resolved(form: Form, context: Context) -> Resolved | None:
    """Give the value of a form; None where the text shows that it is no date at all."""
    last = context.point
    if isinstance(form, Opaque):
        return _UNKNOWN
    if isinstance(form, Choice):
        return _choice(form, last)
    if isinstance(form, Interval):
        return _interval(form, last)
    if isinstance(form, Point) and form.is_small and _date(form, last) is None:
        return None
    point = _date(form, last)
    if point is None:
        return _UNKNOWN
    return Resolved(edtf=single(point), points=(point,), is_anchored=_is_anchored(form))


def _is_anchored(form: Point | Shift | None) -> bool:
    if form is None:
        return False
    return form.base is None if isinstance(form, Shift) else form.year is None or form.is_small


def _interval(form: Interval, last: Point | None) -> Resolved | None:
    first, final = form.first, form.last
    is_anchored = _is_anchored(first) or _is_anchored(final)
    if isinstance(first, Point) and isinstance(final, Point):
        if first.year is None and final.year is not None and first.year_ref is None and first.ref is None:
            # "From June to August 1942": one year for both, unless the first month comes later in the year.
            begin = _date(final, last)
            if begin is None or begin.year is None:
                return _UNKNOWN
            # Resolved years are astronomical, written ones need not be: the year before 479 BC is 480 BC.
            year = begin.year - ((first.month or 0) > (final.month or 12))
            first = replace(first, year=1 - year if year <= 0 else year, is_bc=year <= 0 or None)
            is_anchored = False
        elif first.is_small and final.is_small:
            begin, end = _date(first, last), _date(final, last)
            if begin is None or end is None:
                return None
    low = _date(first, last) if first else None
    high = _date(final, low or last) if final else None
    if low and high and isinstance(final, Point) and final.year is None and _order(low) > _order(high):
        low, high = _over_new_year(low, high, last)
    if (first and low is None) or (final and high is None):
        return None if any(isinstance(each, Point) and each.is_small for each in (first, final)) else _UNKNOWN
    points = tuple(point for point in (low, high) if point is not None)
    if low and high and _order(low) > _order(high):
        return _UNKNOWN
    return Resolved(edtf=interval(low, high), points=points, is_anchored=is_anchored)


def _over_new_year(low: Point, high: Point, last: Point | None) -> tuple[Point, Point]:
    """Put "from October to March" before the last date told if it can have ended by then, else on from there."""
    if last is not None and last.month is not None and (high.month or 0) <= last.month:
        return replace(low, year=(low.year or 0) - 1), high
    return low, replace(high, year=(high.year or 0) + 1)


def _order(point: Point) -> tuple[int, int, int]:
    year = years_of(point)[0] if point.unit in ("decade", "century") else point.year or 0
    return year, point.month or 0, point.day or 0


def _choice(form: Choice, last: Point | None) -> Resolved:
    points: list[Point] = []
    dated = [each for each in form.members if isinstance(each, Point) and each.year is not None]
    is_anchored = not dated
    for member in form.members:
        told = member
        if isinstance(member, Point) and member.year is None and dated and member.year_ref is None:
            told = replace(member, year=dated[-1].year, is_bc=dated[-1].is_bc)
        point = _date(told, points[-1] if points else last)
        if point is None:
            return _UNKNOWN
        points.append(point)
    return Resolved(edtf=choice(tuple(points), is_every=form.is_every), points=tuple(points), is_anchored=is_anchored)


def _date(form: Point | Shift, last: Point | None) -> Point | None:
    """Fill what the form leaves open from the last date told; None where that cannot be told."""
    if isinstance(form, Shift):
        base = _date(form.base, last) if form.base else last
        return _shifted(base, form) if base else None
    if form.unit in ("decade", "century") and form.year is not None:
        return form
    if form.year is not None:
        return _with_year(form, last)
    if last is None:
        return None
    if form.month is None and form.sub is None:
        return _of_unit(form, last)
    if last.unit in ("decade", "century") or last.year is None:
        return None
    return _checked(replace(form, year=last.year + _years_on(form, last), ref=None, year_ref=None))


def _checked(point: Point) -> Point | None:
    if point.day and point.month and point.day > month_length(point.year or 0, point.month):
        return None
    return point


def _with_year(form: Point, last: Point | None) -> Point | None:
    year = form.year or 0
    if form.is_small:
        if last is None or last.year is None or last.unit in ("decade", "century"):
            return None
        is_bc = last.year <= 0
        told = 1 - year if is_bc else year
        if abs(told - last.year) > (FARTHEST_SMALL if year >= 100 else FARTHEST_SMALL // 3):
            return None
        return replace(form, year=told, is_small=False)
    return _checked(replace(form, year=1 - year if form.is_bc else year, is_bc=None))


def _years_on(form: Point, last: Point) -> int:
    """Count the years from the last date told to this month or season."""
    if form.year_ref is not None:
        return form.year_ref
    month = form.month or _SEASON_MONTH.get(form.sub or 0, 1)
    here = last.month or _SEASON_MONTH.get(last.sub or 0)
    if form.ref == 1:
        return 0 if here is not None and month > here else 1
    if form.ref == -1:
        return 0 if here is not None and month < here else -1
    if here is None:
        return 0
    if form.sub == 24 and here <= 2:
        return -1
    if form.ref == 0:
        return 0
    # A story goes on: after autumn, "in February" is the next one.
    return 1 if here - month >= BACKWARDS else 0


BACKWARDS = 8
"""Months that a story may go back within its year; what lies further back is taken to be of the next year."""


def _of_unit(form: Point, last: Point) -> Point | None:
    """Resolve "that year", "the next day", "the previous decade" as far as the last date is precise enough."""
    unit, step = form.unit, form.ref or 0
    if form.ref is None or last.year is None or UNITS.index(last.unit) < UNITS.index(unit) or unit == "week":
        return None
    told = replace(form, ref=None)
    if unit == "year":
        return replace(told, year=last.year + step)
    if unit in ("decade", "century"):
        return _of_years(told, last, step)
    if unit == "month" and last.month:
        year, month = add_months(last.year, last.month, step)
        return replace(told, year=year, month=month)
    if unit == "day" and last.month and last.day:
        year, month, day = add_days((last.year, last.month, last.day), step)
        return replace(told, year=year, month=month, day=day)
    return None


def _of_years(told: Point, last: Point, step: int) -> Point | None:
    length = 10 if told.unit == "decade" else 100
    year, is_bc = last.year or 0, bool(last.is_bc)
    if last.unit not in ("decade", "century") and year <= 0:
        # 401 to 500 BC are one century, 470 to 479 BC one decade.
        is_bc, year = True, 1 - year - (length == 100)
    begin = year // length * length + (-step if is_bc else step) * length
    return replace(told, year=begin, is_bc=is_bc or None) if begin >= 0 else None


def _shifted(base: Point, form: Shift) -> Point | None:
    year, unit = base.year, form.unit
    if year is None:
        return None
    if base.unit in ("decade", "century"):
        if unit == base.unit and not base.is_bc:
            return Point(unit=unit, year=year + form.count * (10 if unit == "decade" else 100))
        return None
    if unit in _YEARS_OF_SHIFT:
        return Point(unit="year", year=year + form.count * _YEARS_OF_SHIFT[unit])
    if unit == "month" and base.month:
        year, month = add_months(year, base.month, form.count)
        return Point(unit="month", year=year, month=month)
    if unit in ("week", "day") and base.month and base.day:
        year, month, day = add_days((year, base.month, base.day), form.count * (7 if unit == "week" else 1))
        return Point(unit="day", year=year, month=month, day=day)
    return None
