"""What TimelineJS is given for each kind of date."""

import json

import pytest
from msgspec.structs import replace

from coursepack.model.claims import When
from coursepack.writers import timelinejs
from dated import dated


def events(pack):
    return json.loads(timelinejs.write(pack).files["timeline.json"])["events"]


def with_date(edtf):
    pack = dated()
    return replace(pack, events=(replace(pack.events[0], when=When(edtf=edtf, text="23 August 1858")),))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1858", {"year": 1858}, None),
        ("1858-08~", {"year": 1858, "month": 8}, None),
        ("1858-21", {"year": 1858, "month": 3, "day": 1}, {"year": 1858, "month": 5, "day": 31}),
        ("1858-24", {"year": 1858, "month": 12, "day": 1}, {"year": 1859, "month": 2, "day": 28}),
        ("1858/1860-02", {"year": 1858, "month": 1, "day": 1}, {"year": 1860, "month": 2, "day": 29}),
        ("[1858,1860]", {"year": 1858, "month": 1, "day": 1}, {"year": 1860, "month": 12, "day": 31}),
        ("../1858-08", {"year": 1858, "month": 8}, None),
        ("185X/..", {"year": 1850, "month": 1, "day": 1}, {"year": 1859, "month": 12, "day": 31}),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None),
        ("Y-250000", {"year": -250001}, None),
    ],
)
def test_a_date_begins_and_ends(edtf, first, last):
    """One year, month or day is drawn as one; of anything else both ends are told, of an open date the known one."""
    [event] = events(with_date(edtf))
    assert (event["start_date"], event.get("end_date")) == (first, last)


def test_years_beyond_any_calendar_get_a_scale_of_years():
    """JavaScript's dates end 270,000 years from now; TimelineJS has another scale for what is further."""
    timeline = json.loads(timelinejs.write(with_date("Y-65000000")).files["timeline.json"])
    assert (timeline["scale"], timeline["events"][0]["start_date"]) == ("cosmological", {"year": -65000001})


def test_without_a_date_there_is_no_event():
    """TimelineJS can place nothing else."""
    assert events(with_date(None)) == []


def test_mark_up_of_a_source_stays_words():
    """TimelineJS reads texts as HTML."""
    assert events(with_date("1858"))[0]["text"]["headline"] == "Galle thanked Le Verrier; R&amp;D &lt;was&gt; cut."


def test_one_source_makes_no_group():
    """A band that names the only source would take room and tell nothing."""
    pack = dated()
    own = [each for each in pack.passages if each.source == "S1"]
    alone = replace(pack, sources=pack.sources[:1], passages=tuple(own), events=pack.events[:1])
    assert "group" not in events(alone)[0]


def test_a_title_comes_before_the_name_of_a_file():
    """Captions have no title but their file's name, which tells nobody what the timeline is about."""
    title = json.loads(timelinejs.write(dated()).files["timeline.json"])["title"]["text"]
    assert title == {"headline": "Letters, and more", "text": "<p>S1</p>"}
