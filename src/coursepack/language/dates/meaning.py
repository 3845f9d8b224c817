"""What the rules' right sides mean: a maker for each word that may stand first in a rule's `meaning`.

A maker gets the arguments by name and gives a form (or, for the words of numbers, a number); None where the parts do
not fit together, which leaves the text to other rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates.calendar import month_length
from coursepack.language.dates.forms import Choice, Form, Interval, Opaque, Point, Shift
from coursepack.language.dates.words import Item

__all__ = ["made"]

Made = tuple[Form | int | None, tuple[Item, ...]]
_NOTHING: Made = (None, ())


class Arguments(Struct, frozen=True, kw_only=True):
    values: Mapping[str, Any]
    items: Mapping[str, Item]
    """The item that each value came from; absent for constants."""

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)

    def dates(self, *names: str) -> tuple[Item, ...]:
        """Give the plain dates inside the named arguments, for the parts of what is made of them."""
        found: list[Item] = []
        for name in names:
            if name in self.items:
                found += self.items[name].parts or (self.items[name],)
        return tuple(found)


def made(
    meaning: Sequence[str], captures: Mapping[str, tuple[str, ...]], captured: Mapping[str, Sequence[Item]]
) -> Made:
    values: dict[str, Any] = {}
    items: dict[str, Item] = {}
    for pair in meaning[1:]:
        name, _, given = pair.partition("=")
        if given not in captures:
            values[name] = int(given) if given.lstrip("-").isdigit() else given
            continue
        for item in captured.get(given, ()):
            known = [each for each in captures[given] if each in item.values]
            if known:
                values[name], items[name] = item.values[known[0]], item
                if name == "era":
                    values[name] = "BC" if "BC" in item.values else "AD"
                break
    return _MAKERS[meaning[0]](Arguments(values=values, items=items))


def _number(given: Arguments) -> Made:
    if given.get("hundred"):
        return 100 * given.get("times", 1), ()
    return given.get("tens", 0) + given.get("ones", 0) or None, ()


def _vaguely(given: Arguments) -> Made:  # noqa: ARG001  (each maker has this signature)
    """Stand for a number that is not told: "five or six"."""
    return 0, ()


def _year(given: Arguments) -> Made:
    hundreds = given.get("thousands", 0) * 10 + given.get("hundreds", 0)
    if not 10 <= hundreds <= 20:
        return _NOTHING
    return hundreds * 100 + given.get("tens", 0) + given.get("ones", 0), ()


def _point(given: Arguments) -> Made:
    if "full" in given.values:
        year, month, day = given.get("full")
        return _valid(Point(unit="day", year=year, month=month, day=day)), ()
    return _valid(
        Point(
            unit=given.get("unit"),
            year=given.get("year"),
            is_bc=_is_bc(given),
            is_small=bool(given.get("small")),
            month=given.get("month"),
            day=given.get("day"),
            sub=given.get("sub"),
            ref=given.get("ref"),
        )
    ), ()


def _is_bc(given: Arguments) -> bool | None:
    era = given.get("era")
    return None if era is None else era == "BC"


def _valid(point: Point) -> Point | None:
    if point.month is not None and not 1 <= point.month <= 12:
        return None
    # 2000 stands for any year: whether 29 February existed is not judged where no year is written.
    if point.day is not None and point.month is not None:
        year = 2000 if point.year is None else point.year
        if not 1 <= point.day <= month_length(year, point.month):
            return None
    return point


def _short_decade(given: Arguments) -> Made:
    return Point(unit="decade", year=1900 + given.get("year")), ()


def _short_year(given: Arguments) -> Made:
    return Point(unit="year", year=1900 + given.get("year")), ()


def _century(given: Arguments) -> Made:
    number = given.get("number")
    if not 1 <= number <= 40:
        return _NOTHING
    return Point(unit="century", year=(number - 1) * 100, is_bc=_is_bc(given)), ()


def _pair(given: Arguments, points: tuple[Point, Point], *, is_set: bool) -> Made:
    first, last = given.items["first"], given.items["last"]
    parts = tuple(
        Item(code=item.code, start=item.start, end=item.end, values={"DATE": point})
        for item, point in zip((first, last), points, strict=True)
    )
    if is_set:
        return Choice(members=points, is_every=True), parts
    return Interval(first=points[0], last=points[1]), parts


def _days(given: Arguments, *, is_set: bool = False) -> Made:
    points = [
        _valid(Point(unit="day", year=given.get("year"), month=given.get("month"), day=given.get(name)))
        for name in ("first", "last")
    ]
    if points[0] is None or points[1] is None or given.get("first") >= given.get("last"):
        return _NOTHING
    return _pair(given, (points[0], points[1]), is_set=is_set)


def _day_pair(given: Arguments) -> Made:
    return _days(given, is_set=True)


def _years(given: Arguments) -> Made:
    first, last, is_bc = given.get("first"), given.get("last"), _is_bc(given)
    if last < 100 <= first and not is_bc and not given.get("small"):
        if last <= first % 100 and 1 <= last <= 12 and "SHORT" in given.items["last"].values:
            return Point(unit="month", year=first, month=last), ()
        last += first // 100 * 100
        if last < first:
            last += 100
        if last - first > 60:
            return _NOTHING
    if not given.get("small") and (first <= last if is_bc else first >= last):
        return _NOTHING
    small = bool(given.get("small"))
    points = (
        Point(unit="year", year=first, is_bc=is_bc, is_small=small),
        Point(unit="year", year=last, is_bc=is_bc, is_small=small),
    )
    return _pair(given, points, is_set=False)


def _decades(given: Arguments) -> Made:
    first, last = given.get("first"), given.get("last")
    last = last if last >= 100 else first // 100 * 100 + last
    if first >= last:
        return _NOTHING
    points = (Point(unit="decade", year=first), Point(unit="decade", year=last))
    return _pair(given, points, is_set=last - first == 10)


def _centuries(given: Arguments) -> Made:
    first, last, is_bc = given.get("first"), given.get("last"), _is_bc(given)
    if min(first, last) < 1 or max(first, last) > 40 or (first <= last if is_bc else first >= last):
        return _NOTHING
    points = (
        Point(unit="century", year=(first - 1) * 100, is_bc=is_bc, part=given.get("part", "")),
        Point(unit="century", year=(last - 1) * 100, is_bc=is_bc, part=given.get("other", "")),
    )
    return _pair(given, points, is_set=abs(last - first) == 1 and not given.get("part"))


def _on(given: Arguments) -> Made:
    """Say more of a date that stands inside: its part, its mark, or which of its kind it is."""
    base = given.get("from")
    if isinstance(base, Shift):
        return (base, ()) if not given.get("part") and not given.get("mark") else _NOTHING
    if not isinstance(base, Point):
        return _NOTHING
    part = given.get("part")
    if isinstance(part, int):
        part = {1: "first", 2: "second"}[part]
    if part == "mid" and base.unit == "day":
        return _NOTHING
    return replace(
        base,
        part=part or base.part,
        mark=given.get("mark") or base.mark,
        ref=base.ref if given.get("ref") is None else _sign(given.get("ref")),
    ), ()


def _sign(word: Any) -> int:
    return word if isinstance(word, int) else {"following": 1}.get(word, 0)


def _ref(given: Arguments) -> Made:
    return Point(unit=given.get("unit"), ref=_sign(given.get("ref")), part=given.get("part", "")), ()


def _of_ref(given: Arguments) -> Made:
    year = given.get("year")
    if not isinstance(year, Point) or year.unit not in ("year", "month") or year.ref is None:
        return _NOTHING
    base = given.get("from") or Point(unit="season", sub=given.get("sub"))
    if year.unit == "month":
        return _NOTHING
    return replace(base, year_ref=year.ref), ()


def _shift(given: Arguments) -> Made:
    count = given.get("count")
    hedge = given.get("hedge")
    if count is None:
        times, sign = given.get("times", 1), given.get("sign")
        if not isinstance(times, int) or not times:
            return Opaque(kind="relative"), ()
        sign = {"before": -1, "after": 1}.get(sign, sign)
        count = times * sign
    if hedge is not None and hedge not in ("just", "only", "exactly"):
        return Opaque(kind="relative"), ()
    return Shift(unit=given.get("unit"), count=count, base=given.get("base")), ()


def _half(given: Arguments) -> Made:
    base, number = given.get("from"), given.get("number")
    if not isinstance(base, Point) or number not in (1, 2) or base.part:
        return _NOTHING
    if base.unit == "year" and base.ref is None:
        return replace(base, unit="half", sub=39 + number), ()
    return replace(base, part={1: "first", 2: "second"}[number]), ()


def _quarter(given: Arguments) -> Made:
    base, number = given.get("from"), given.get("number")
    number = 4 if number == "last" else number
    if not isinstance(base, Point) or number not in (1, 2, 3, 4) or base.part:
        return _NOTHING
    if base.unit == "year":
        return replace(base, unit="quarter", sub=32 + number), ()
    return replace(base, part=f"quarter{number}"), ()


def _between(given: Arguments) -> Made:
    first, last = given.get("first"), given.get("last")
    if not isinstance(first, Point | Shift) or not isinstance(last, Point | Shift):
        return _NOTHING
    return Interval(first=first, last=last), given.dates("first", "last")


def _all(given: Arguments) -> Made:
    names = [name for name in ("first", "second", "third") if name in given.values]
    members = [given.get(name) for name in names]
    points = [member for member in members if isinstance(member, Point)]
    if len(points) < len(members) or len({point.unit for point in points}) > 1 or any(point.ref for point in points):
        return _NOTHING
    return Choice(members=tuple(points), is_every=given.get("sign") != "or"), given.dates(*names)


def _since(given: Arguments) -> Made:
    first = given.get("first")
    if isinstance(first, Interval):
        first = first.first
    if not isinstance(first, Point | Shift):
        return _NOTHING
    return Interval(first=first, last=None), given.dates("first")


def _until(given: Arguments) -> Made:
    last = given.get("last")
    if isinstance(last, Interval):
        last = last.last
    if not isinstance(last, Point | Shift):
        return _NOTHING
    return Interval(first=None, last=last), given.dates("last")


def _inside(given: Arguments) -> Made:
    return given.get("date"), given.dates("date")


def _opaque(given: Arguments) -> Made:
    return Opaque(kind=given.get("kind")), ()


_MAKERS: Mapping[str, Callable[[Arguments], Made]] = {
    "all": _all,
    "between": _between,
    "centuries": _centuries,
    "century": _century,
    "daypair": _day_pair,
    "days": _days,
    "decades": _decades,
    "half": _half,
    "inside": _inside,
    "number": _number,
    "ofref": _of_ref,
    "on": _on,
    "opaque": _opaque,
    "point": _point,
    "quarter": _quarter,
    "ref": _ref,
    "shift": _shift,
    "shortdecade": _short_decade,
    "shortyear": _short_year,
    "since": _since,
    "until": _until,
    "vaguely": _vaguely,
    "year": _year,
    "years": _years,
}
