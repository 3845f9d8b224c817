"""Checks timeline.ics: each entry prints its event, lies on its days, and has the id that its words give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from coursepack.model.claims import Event
from coursepack.model.trace import TraceLine
from coursepack.model.wording import Quoted, words
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._alone import begins_with_date, lacks_stance, titles_of
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("timeline.ics",)
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//coursepack//timeline//EN",
    "CALSCALE:GREGORIAN",
)
_ENTRY = ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP")
_ALWAYS = {"DTSTAMP": "19700101T000000Z", "TRANSP": "TRANSPARENT"}
_ESCAPED = re.compile(r"\\(.)")


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        lines = list(_unfolded(data.decode()))
    except UnicodeDecodeError as error:
        case.found.add(file, None, "unreadable", f"is no UTF-8 text ({error})")
        return
    if tuple(text for _, text in lines[: len(_HEAD)]) != _HEAD or lines[-1][1] != "END:VCALENDAR":
        case.found.add(file, 1, "untraced", "is no calendar with the head that every pack's has")
    traces = {trace.at: trace for trace in traced}
    orders = _orders(case.look)
    units = []
    for number, entry in _entries(case, file, lines[len(_HEAD) : -1]):
        uid = entry["UID"]
        named = (case.look.claims.get(each) for each in (traces[uid].claims if uid in traces else ()))
        event = next((each for each in named if isinstance(each, Event)), None)
        if event is not None:
            for code, text in _faults(entry, event, case, orders):
                case.found.add(file, number, code, text)
            if stance := lacks_stance(_text(entry["SUMMARY"]), traces[uid]):
                case.found.add(file, number, "mark", f"has a summary that does not say '{stance}'")
        said = [_text(entry["DESCRIPTION"]).split("\n"), [_text(entry["SUMMARY"])]]
        # As a program shows it: the date before what happened, the rest behind it.
        units.append(Unit(at=uid, text=" ".join((said[0][0], *said[1], *said[0][1:])), line=number))
    check_units(case, file, units, traced, lambda trace: bool(trace.claims))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Join folded lines (RFC 5545, section 3.1), each with the number of the line that it begins on."""
    line, begun = "", 0
    for number, piece in enumerate(text.split("\r\n"), start=1):
        if piece[:1] in (" ", "\t") and begun:
            line += piece[1:]
            continue
        if begun and line:
            yield begun, line
        line, begun = piece, number
    if line:
        yield begun, line


def _entries(case: Case, file: str, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each entry; one that has other fields than those known is a finding."""
    fields: list[tuple[str, str]] = []
    begun = 0
    for number, line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT" and not begun:
            fields, begun = [], number
        elif line == "END:VEVENT" and begun:
            if tuple(each for each, _ in fields) == _ENTRY:
                yield begun, dict(fields)
            else:
                wrong = f"has the fields {', '.join(each for each, _ in fields)}, wants {', '.join(_ENTRY)}"
                case.found.add(file, begun, "untraced", wrong)
            begun = 0
        elif begun:
            fields.append((name, value))
        else:
            case.found.add(file, number, "untraced", f"has '{excerpt(line)}' outside an entry")
    if begun:
        case.found.add(file, begun, "untraced", "begins an entry that does not end")


def _faults(
    entry: Mapping[str, str], event: Event, case: Case, orders: Mapping[tuple[str, int], int]
) -> Iterator[tuple[Code, str]]:
    for name, always in _ALWAYS.items():
        if entry[name] != always:
            yield "date", f"has {name} '{entry[name]}', wants '{always}'"
    days = _days(event.when.edtf)
    found = (entry["DTSTART;VALUE=DATE"], entry["DTEND;VALUE=DATE"])
    if days is None or found != days:
        told = " to ".join(days) if days else "no days"
        yield "date", f"runs from {found[0]} to {found[1]}, its date '{event.when.edtf}' from {told}"
    has_text = event.evidence[0].source in case.look.texts  # else that is a finding of its own
    if has_text and entry["UID"] != (wanted := _name(event, case, orders)):
        yield "trace", f"has the id '{entry['UID']}', its words give '{wanted}'"
    when, *_, titles = _text(entry["DESCRIPTION"]).split("\n")
    if titles != (wanted := titles_of(event.evidence, case.look)):
        yield "reference", f"names '{titles}' as source, its event is from '{wanted}'"
    if not begins_with_date(when, event.when.text):
        yield "date", f"tells '{when}' as its date, which its source calls '{event.when.text}'"


def _days(edtf: str | None) -> tuple[str, str] | None:
    """Give the first day, and the one after the last."""
    try:
        ends = [date.fromisoformat(each) for each in (edtf or "").split("/")]
    except ValueError:
        return None
    return f"{ends[0]:%Y%m%d}".zfill(8), f"{ends[-1] + timedelta(days=1):%Y%m%d}".zfill(8)


def _orders(look: Lookup) -> Mapping[tuple[str, int], int]:
    """Count, for each sentence by source and start, how many up to it have its words."""
    said = [
        (each.source, each.start, " ".join(words(look.texts[each.source].text[each.start : each.end])))
        for each in look.pack.sentences
        if each.source in look.texts
    ]
    seen: Counter[str] = Counter()
    found = {}
    for source, start, text in said:
        seen[text] += 1
        found[source, start] = seen[text]
    return found


def _name(event: Event, case: Case, orders: Mapping[tuple[str, int], int]) -> str:
    """Work out the id from the sentence's words, which of those sentences it is, the date and where the event lies."""
    span = event.evidence[0]
    text = case.look.texts[span.source].text
    quoted = [part.span for part in event.wording if isinstance(part, Quoted)]
    own = [each for each in quoted if each.source == span.source and each.start >= span.start]
    edges = [len(words(text[span.start : at])) for at in (own[0].start, own[-1].end)] if own else []
    order = orders.get((span.source, span.start), 1)
    told = ["event", *words(span.quote), str(order), *words(event.when.text), *map(str, edges)]
    return f"{sha256(' '.join(told).encode()).hexdigest()[:32]}@coursepack"


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
