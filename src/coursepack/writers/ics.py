"""timeline.ics: the events whose days are known, as all-day entries of a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from coursepack.language.dates.calendar import add_days
from coursepack.model.claims import Event
from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import words
from coursepack.writers._stance import quotes_of
from coursepack.writers._timeline_rows import Row, timeline_rows, titles

FILES = ("timeline.ics",)
SUMMARY = "a calendar of the events whose days are known, each with its words, marks, place and source"
PROGRAM = "icalendar"
TAKES = ()

_PRODUCT = "-//coursepack//timeline//EN"
_STAMP = "19700101T000000Z"
"""DTSTAMP must be there (RFC 5545, section 3.6.1), and a pack knows no time at which it is written."""
_WIDTH = 75
"""Octets of a line, its end not counted (RFC 5545, section 3.1)."""
_LAST_YEAR = 9998
_DAY = len("1958-08-23")


def write(pack: Pack) -> Output:
    """Leave out what is about, uncertain, open or longer than a day known by both its ends."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    trace = []
    names = _Names(pack)
    known: set[str] = set()
    for row in timeline_rows(pack):
        uid = names.of(row.moment.event)
        if _has_days(row.moment.event.when.edtf) and uid not in known:
            known.add(uid)
            lines += _entry(row, uid)
            trace.append(TraceLine(file=FILES[0], at=uid, claims=row.claims, fixed=row.fixed))
    lines.append("END:VCALENDAR")
    text = "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))
    return Output(files={FILES[0]: text.encode()}, trace=tuple(trace))


def _has_days(edtf: str | None) -> bool:
    """Tell whether each end is one day of a year that a calendar can hold, without doubt."""
    ends = (edtf or "").split("/")
    return all(len(end) == _DAY and end.replace("-", "").isdigit() and 0 < int(end[:4]) <= _LAST_YEAR for end in ends)


def _entry(row: Row, uid: str) -> Iterator[str]:
    first, last = row.moment.first, row.moment.last
    assert first is not None, "a date of days has both ends"
    assert last is not None, "a date of days has both ends"
    said = (row.dated, row.place, titles(row.sources))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_STAMP}"
    yield f"DTSTART;VALUE=DATE:{_date(first)}"
    # The end is the first day that is no part of it (RFC 5545, section 3.6.1).
    yield f"DTEND;VALUE=DATE:{_date(add_days(last, 1))}"
    yield f"SUMMARY:{_escaped(row.headline)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(said))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _date(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04}{day[1]:02}{day[2]:02}"


def _escaped(text: str) -> str:
    """Write TEXT (RFC 5545, section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Break a long line between characters, as no line may have more octets."""
    piece, room = "", _WIDTH
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", _WIDTH - 1
        piece += character
        room -= size
    yield piece


class _Names:
    """Names events so that another build names them too: by the words of their sentence, and which of those it is.

    Offsets in the source and the printed words are left out: text that is put in before changes nothing.
    """

    def __init__(self, pack: Pack) -> None:
        self._texts = pack.texts
        self._orders: dict[tuple[str, int], int] = {}
        seen: dict[tuple[str, ...], int] = {}
        for sentence in pack.sentences:
            said = tuple(words(pack.texts[sentence.source].text[sentence.start : sentence.end]))
            self._orders[sentence.source, sentence.start] = seen[said] = seen.get(said, 0) + 1

    def of(self, event: Event) -> str:
        span = event.evidence[0]
        order = self._orders.get((span.source, span.start), 1)
        text = self._texts[span.source].text
        own = [each for each in quotes_of(event.wording) if each.source == span.source and each.start >= span.start]
        # Several events of one sentence differ in where they begin or end in it.
        edges = [len(words(text[span.start : at])) for each in own[:1] for at in (each.start, own[-1].end)]
        key = (*words(span.quote), str(order), *words(event.when.text), *map(str, edges))
        return f"{sha256(' '.join(('event', *key)).encode()).hexdigest()[:32]}@coursepack"
