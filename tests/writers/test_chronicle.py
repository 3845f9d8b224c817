"""Events in order of time, with what is doubtful of their dates."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tied import event_of, said

from builders import pack_of, source_of
from coursepack.language.dates.bounds import EARLIEST, LATEST
from coursepack.model.anchors import Text
from coursepack.writers._chronicle import chronicle, day_of, doubts_of


def dated(*lines):
    """A pack of one event a line: its date in words, its EDTF, and what happened."""
    text = "\n".join(f"In {when} {what}." for when, _, what in lines)
    pack = pack_of(text)
    events = [
        event_of(pack, f"In {when} {what}.", edtf, when, key=f"v{at}") for at, (when, edtf, what) in enumerate(lines)
    ]
    return replace(pack, events=tuple(events))


def ids(pack):
    return [moment.event.id for moment in chronicle(pack)]


def test_events_are_in_order_of_time():
    """A year stands before its months, and what has no date last."""
    pack = dated(("May 1911", "1911-05", "a"), ("1912", "1912", "b"), ("those days", None, "c"), ("1911", "1911", "d"))
    assert ids(pack) == ["v3", "v0", "v1", "v2"]


def test_an_open_beginning_stands_at_its_end():
    """What happened by the end of 1912 does not stand before all history; what began then stands where it began."""
    pack = dated(("late 1912", "../1912-12~", "a"), ("1911", "1911/..", "b"), ("1912", "1912", "c"))
    assert ids(pack) == ["v1", "v2", "v0"]
    first, _, last = chronicle(pack)
    assert (first.last, last.first, day_of(last)) == (LATEST, EARLIEST, (1912, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "doubts"),
    [
        ("1911", ()),
        ("{1911,1912}", ()),
        ("1911~", ("date.approximate",)),
        ("1911?", ("date.uncertain",)),
        ("1911%", ("date.approximate", "date.uncertain")),
        ("191X", ("date.unspecified",)),
        ("[1911,1912]", ("date.one_of",)),
        ("../1911-12~", ("date.approximate", "date.by_then")),
        ("1911/..", ("date.from_then",)),
        (None, ("date.unknown",)),
    ],
)
def test_doubts_are_what_the_date_says_of_itself(edtf, doubts):
    """Each sign of EDTF has its word."""
    assert doubts_of(edtf) == doubts


def test_two_sources_of_one_event_stand_side_by_side():
    """What shares half its longer words, on a date within the other's, follows it."""
    pack = dated(("1911", "1911", "the harbour of Lisbon burned"), ("1911", "1911", "a treaty was signed"))
    other = Text("S2", "Harbour of Lisbon burned in June 1911")
    pack = replace(pack, texts={**pack.texts, "S2": other}, sources=(*pack.sources, source_of("S2")))
    twin = event_of(pack, other.text, "1911-06", "June 1911", key="w", source="S2")
    assert ids(replace(pack, events=(*pack.events, twin))) == ["v0", "w", "v1"]


def test_an_event_has_the_stance_of_the_statement_whose_words_it_has():
    """A date does not make a fact of what somebody says."""
    pack = pack_of("In 1911 Ada said that she would win.\nIn 1912 she lost.")
    pack = said(pack, "In 1911 Ada said that she would win.", stance="promised")
    event = event_of(pack, "Ada said that she would win.", "1911", "1911")
    [moment] = chronicle(replace(pack, events=(event,)))
    assert (moment.statement.id, moment.mark.key, moment.is_uncertain) == ("t1", "stance.promised", False)


def test_what_the_notes_leave_out_is_no_event():
    """A date for homework is no history."""
    pack = said(pack_of("Read the letter of 1911."), "Read the letter of 1911.", salience=0.1)
    assert chronicle(replace(pack, events=(event_of(pack, "Read the letter of 1911.", "1911", "1911"),))) == ()
