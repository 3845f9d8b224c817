"""The date before an event, and the event without it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tied import event_of, time_of

from builders import pack_of, span_of
from coursepack.model.wording import Fixed, Inserted, Quoted, printed
from coursepack.writers._dating import Dating, undated


@pytest.mark.parametrize(
    ("text", "when", "want"),
    [
        ("In 1911, the harbour burned.", "1911", "the harbour burned."),
        ("But on 5 May 1911 the harbour burned.", "5 May 1911", "the harbour burned."),
        ("The harbour burned in 1911.", "1911", "The harbour burned."),
        ("Second Fire (1911):", "1911", "Second Fire"),
        ("Rebuilding:", "1911", "Rebuilding"),
        ("the Great Fire from 1911 to 1912", "from 1911 to 1912", "the Great Fire"),
    ],
)
def test_a_date_is_cut_where_it_begins_or_ends(text, when, want):
    """The date stands before the line, so the words need not say it again."""
    pack = pack_of(f"{text}\n{when}")
    assert printed(undated(event_of(pack, text, "1911", when), pack.texts)) == want


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The fire lasted from 1911 to 1912.", "from 1911 to 1912"),
        ("Nobody had seen it since 1911.", "1911"),
        ("In 1911 and again in 1912 it burned.", "1911"),
        ("A letter of 1911 tells of it.", "1911"),
        ("In 1911.", "1911"),
    ],
)
def test_a_date_stays_where_the_rest_would_hang(text, when):
    """Words that need their date, and dates in the middle, keep it."""
    pack = pack_of(f"{text}\n{when}")
    assert printed(undated(event_of(pack, text, "1911", when), pack.texts)) == text


def test_a_lead_that_is_the_date_goes_with_its_colon():
    """The line "Summer 1911: the harbour burned" is dated before its words already."""
    pack = pack_of("Summer 1911: the harbour burned.")
    wording = tuple(Quoted(span=span_of(pack, each)) for each in ("Summer 1911", ":", "the harbour burned."))
    event = event_of(pack, "Summer 1911: the harbour burned.", "1911-22", "Summer 1911", wording=wording)
    assert printed(undated(event, pack.texts)) == "the harbour burned."


def test_a_name_inserted_among_the_words_of_a_date_keeps_them():
    """Only quotes are cut: an insertion belongs to what stands around it."""
    pack = pack_of("On his May 5 trip he spoke at length. Ada")
    parts = (span_of(pack, "On"), span_of(pack, "May 5 trip he spoke at length."))
    wording = (Quoted(span=parts[0]), Inserted(text="Ada", span=span_of(pack, "Ada")), Quoted(span=parts[1]))
    event = event_of(pack, "On his May 5 trip", "1911-05-05", "May 5", wording=wording)
    assert undated(event, pack.texts) == wording


def test_a_relative_date_names_what_it_counts_from():
    """A reader understands "the following year" with the year before it, in brackets, with its source."""
    pack = pack_of("In March 1911 it burned. The following year it was rebuilt.")
    time = time_of(pack, "The following year", "1912", "March 1911")
    event = event_of(pack, "it was rebuilt.", "1912", "The following year")
    event = replace(event, evidence=(*event.evidence, span_of(pack, "March 1911")))
    assert printed(Dating(replace(pack, times=(time,))).words_of(event)) == "The following year [March 1911]"


def test_a_full_stop_stays():
    """A sentence that loses its last words still ends."""
    pack = pack_of("The harbour burned in 1911.\n1911")
    assert undated(event_of(pack, "The harbour burned in 1911.", "1911", "1911"), pack.texts)[-1] == Fixed(
        key="full_stop"
    )
