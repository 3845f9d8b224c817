"""Checks a timeline in the form of TimelineJS: each event prints its claim, and begins and ends when its date does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from coursepack.model.claims import Event
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._alone import begins_with_date, lacks_stance, titles_of
from coursepack.verifier.formats._days import ends_of, is_single, told
from coursepack.verifier.formats._json import lines_by, read_json
from coursepack.verifier.report import Code
from coursepack.verifier.units import Unit, check_units

__all__ = ["Around", "check_timeline"]

_TAG = re.compile(r"<[^<>]*>?")
_KEYS = frozenset({"unique_id", "start_date", "end_date", "display_date", "text", "group"})
_NEEDED = frozenset({"unique_id", "display_date", "text"})
_FURTHEST = 200_000


class Around(Struct, frozen=True, kw_only=True):
    units: tuple[Unit, ...] = ()
    lines: int = 0
    """Lines before the JSON."""


def check_timeline(
    case: Case, file: str, data: bytes, traced: Sequence[TraceLine], around: Around | None = None
) -> None:
    """Check the JSON `data` of a file; `around` is what the file has beside it."""
    around = around or Around()
    timeline = read_json(case, file, data)
    if timeline is None:
        return
    if not _has_form(timeline):
        case.found.add(file, None, "untraced", "is no timeline of title and events, or holds more than they say")
        return
    traces = {trace.at: trace for trace in traced}
    is_long = timeline.get("scale") == "cosmological"
    _check_scale(case, file, timeline)
    units = [*around.units, Unit(at="title", text=_shown(case, file, *timeline["title"]["text"].values()))]
    lines = lines_by(data, "unique_id")
    for each in timeline["events"]:
        ident = each["unique_id"]
        line = lines.get(ident, 0) + around.lines
        for code, text in _faults(each, case, is_long=is_long):
            case.found.add(file, line, code, f"{ident} {text}")
        trace = traces.get(f"event {ident}")
        if trace is not None and (stance := lacks_stance(each["text"]["headline"], trace)):
            case.found.add(file, line, "mark", f"{ident} has a headline that does not say '{stance}'")
        words = (each["display_date"], *each["text"].values(), each.get("group", ""))
        units.append(Unit(at=f"event {ident}", text=_shown(case, file, *words), line=line))
    check_units(case, file, units, traced, lambda trace: trace.at.startswith("event "))


def _has_form(timeline: Any) -> bool:
    """Tell whether it has what can be read here, and no field that a program might show beside it."""
    if not isinstance(timeline, dict) or not {"title", "events"} <= set(timeline) <= {"title", "events", "scale"}:
        return False
    title, events = timeline["title"], timeline["events"]
    is_titled = isinstance(title, dict) and set(title) == {"text"} and _is_text(title["text"])
    return is_titled and isinstance(events, list) and all(map(_is_event, events))


def _is_event(event: Any) -> bool:
    if not isinstance(event, dict) or not _NEEDED <= set(event) <= _KEYS or not _is_text(event["text"]):
        return False
    return all(isinstance(event.get(key, ""), str) for key in ("unique_id", "display_date", "group"))


def _is_text(text: Any) -> bool:
    return (
        isinstance(text, dict) and set(text) == {"headline", "text"} and all(isinstance(e, str) for e in text.values())
    )


def _check_scale(case: Case, file: str, timeline: Mapping[str, Any]) -> None:
    """Only years that no calendar of a program reaches need, and have, a scale of years."""
    dates = [each[key] for each in timeline["events"] for key in ("start_date", "end_date") if key in each]
    years = [each["year"] for each in dates if isinstance(each, dict) and isinstance(each.get("year"), int)]
    wanted = "cosmological" if any(abs(year) > _FURTHEST for year in years) else None
    if timeline.get("scale") != wanted:
        case.found.add(file, None, "date", f"has the scale '{timeline.get('scale')}', its years want '{wanted}'")


def _faults(event: Mapping[str, Any], case: Case, *, is_long: bool) -> Iterator[tuple[Code, str]]:
    claim = case.look.claims.get(event["unique_id"])
    if not isinstance(claim, Event):
        yield "trace", "is no event of the pack"
        return
    begin, end = _wanted(claim.when.edtf)
    for key, date in (("start_date", begin), ("end_date", end)):
        want = {"year": date["year"]} if date and is_long else date
        if event.get(key) != want:
            yield "date", f"has the {key} {event.get(key)}, its date '{claim.when.edtf}' says {want}"
    titles = titles_of(claim.evidence, case.look)
    wanted = titles if len(case.look.sources) > 1 else ""
    if (group := html.unescape(event.get("group", ""))) != wanted:
        yield "reference", f"stands in the group '{group}', its evidence in '{wanted}'"
    if not event["text"]["text"].endswith(f"<p>{html.escape(titles, quote=False)}</p>"):
        yield "reference", f"does not end with its source, '{titles}'"
    if not begins_with_date(html.unescape(event["display_date"]), claim.when.text):
        yield "date", f"shows '{event['display_date']}' as its date, which its source calls '{claim.when.text}'"


def _wanted(edtf: str | None) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    """Give the dates that the event must have; neither where its date can't be told."""
    if edtf is None:
        return None, None
    date = told(edtf)
    if one := is_single(date):
        return _numbers(one), None
    first, last = ends_of(date)
    return _numbers(first), _numbers(last)


def _numbers(date: Sequence[int]) -> dict[str, int]:
    year = date[0] if date[0] > 0 else date[0] - 1
    return dict(zip(("year", "month", "day"), (year, *date[1:]), strict=False))


def _shown(case: Case, file: str, *texts: str) -> str:
    """Give the words of HTML whose only tags are paragraphs, which part words."""
    for tag in (tag for text in texts for tag in _TAG.findall(text)):
        if tag not in ("<p>", "</p>"):
            case.found.add(file, None, "untraced", f"has '{tag}' in a text, where only paragraphs are known")
    return html.unescape(_TAG.sub(" ", " ".join(texts)))
