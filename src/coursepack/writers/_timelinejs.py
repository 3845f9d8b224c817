"""The timeline in the form of TimelineJS 3: dates are numbers, texts are HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from coursepack.language.dates.bounds import bounds
from coursepack.model.pack import Pack
from coursepack.model.trace import TraceLine
from coursepack.writers._sources import by_title
from coursepack.writers._timeline_rows import Row, timeline_rows, titles

__all__ = ["timelinejs"]

_FURTHEST = 200_000
"""Years beyond which TimelineJS wants its "cosmological" scale, of years alone: JavaScript's dates end there."""
_ONE = re.compile(r"(?P<year>Y?-?\d+)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?[~?%]?")
"""A year, month or day, which TimelineJS draws as one; anything else has a beginning and an end."""

_Date = dict[str, int]


def timelinejs(pack: Pack, file: str) -> tuple[Mapping[str, object], tuple[TraceLine, ...]]:
    """Give what has a date, as TimelineJS can place nothing else, and its trace in the file."""
    rows = [(row, *_dates(row.moment.event.when.edtf)) for row in timeline_rows(pack) if row.moment.first is not None]
    is_long = any(abs(date["year"]) > _FURTHEST for _, *dates in rows for date in dates if date)
    sources = by_title(pack)
    names = [source.title for source in sources]
    is_grouped = len(names) > 1
    timeline = {
        **({"scale": "cosmological"} if is_long else {}),
        "title": {"text": {"headline": _escaped(names[0]), "text": _paragraphs(names[1:])}},
        "events": [
            _event(row, first, last, is_long=is_long) | (_group(row) if is_grouped else {}) for row, first, last in rows
        ],
    }
    trace = [TraceLine(file=file, at="title", claims=tuple(source.id for source in sources))]
    for row, *_ in rows:
        grouped = tuple(source.id for source in row.sources) if is_grouped else ()
        at = f"event {row.moment.event.id}"
        trace.append(TraceLine(file=file, at=at, claims=(*row.claims, *grouped), fixed=row.fixed))
    return timeline, tuple(trace)


def _event(row: Row, first: _Date, last: _Date, *, is_long: bool) -> dict[str, object]:
    dates = {"start_date": first, **({"end_date": last} if last else {})}
    if is_long:
        dates = {key: {"year": date["year"]} for key, date in dates.items()}
    return {
        "unique_id": row.moment.event.id,
        **dates,
        "display_date": _escaped(row.dated),
        "text": {
            "headline": _escaped(row.headline),
            "text": _paragraphs((row.place, titles(row.sources))),
        },
    }


def _group(row: Row) -> dict[str, object]:
    return {"group": _escaped(titles(row.sources))}


def _dates(edtf: str | None) -> tuple[_Date, _Date]:
    """Give beginning and end, the end empty where it is one year, month or day; of an open date, the end it tells."""
    told = (edtf or "").removeprefix("../").removesuffix("/..")
    one = _ONE.fullmatch(told)
    if one is None:
        first, last = bounds(told)
        return _date(*first), _date(*last)
    year = int(one["year"].removeprefix("Y"))
    return _date(year, *(int(each) for each in (one["month"], one["day"]) if each)), {}


def _date(*parts: int) -> _Date:
    """Name the parts; before the common era TimelineJS counts as people do, without a year 0."""
    year = parts[0] if parts[0] > 0 else parts[0] - 1
    return dict(zip(("year", "month", "day"), (year, *parts[1:]), strict=False))


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_escaped(text)}</p>" for text in texts)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
