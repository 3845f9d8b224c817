"""Temporal expressions of running text: each row of the tables is a case, and what is no date is left alone."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.language.dates import bounds, find
from coursepack.language.lexicons import rows

RULES = rows("dates")


def told(text: str) -> list[tuple[str, str | None]]:
    return [(hit.text, hit.edtf) for hit in find(text)]


def values(text: str) -> list[str]:
    return [hit.edtf for hit in find(text) if hit.edtf]


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["rule"].replace(" ", "_"))
def test_each_rule_finds_its_example(row):
    """The last expression of a rule's example has the value of the row, and the rule had a part in it."""
    hits = find(row["example"])
    assert (hits[-1].edtf or "-") == row["expected"]
    assert row["rule"] in {name for hit in hits for name in hit.rules}


@pytest.mark.parametrize("row", rows("dates_words"), ids=lambda row: row["class"])
def test_each_class_of_words_shows_in_its_example(row):
    """A word of a class makes its example a temporal expression, or keeps a number from being a year."""
    hits = find(row["example"])
    assert bool(hits) == (row["is_date"] == "yes")


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["rule"].replace(" ", "_"))
def test_every_value_is_edtf(row):
    """Every value that an example yields is read by the `edtf` package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its grammar library
        edtf = pytest.importorskip("edtf")
    for value in values(row["example"]):
        edtf.parse_edtf(value)


def test_rules_have_names_of_their_own():
    """No two rows of the table share a name."""
    assert len({row["rule"] for row in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "text",
    [
        "He had 1,500 men.",
        "In 300 cases it failed.",
        "See page 1956 and no. 1957.",
        "It cost $1956.",
        "Some 1200 villages burned, with 1960 people.",
        "Theresa May spoke, and you may go.",
        "They march on Rome. The Long March began.",
        "After the fall of Berlin they spring up a second time.",
        "UN Resolution 1441 passed in room 1914.",
        "https://example.org/2019/05/report_1994.pdf",
        "He was in his late thirties.",
    ],
)
def test_what_is_no_date_has_no_value(text):
    """Counts, pages, prices, persons and verbs are not taken for dates."""
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("June 28, 1919", "1919-06-28"),
        ("28 June 1919", "1919-06-28"),
        ("June 28th, 1919", "1919-06-28"),
        ("the 28th of June 1919", "1919-06-28"),
        ("28.6.1919", "1919-06-28"),
        ("1919-06-28", "1919-06-28"),
        ("Saturday, 28 June 1919", "1919-06-28"),
        ("28 JUNE 1919", "1919-06-28"),
        ("28 june 1919", "1919-06-28"),
    ],
)
def test_days_in_every_usual_order(text, edtf):
    """A day may be written in any of the usual orders."""
    assert told(text) == [(text, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 14", "0014"),
        ("476 CE", "0476"),
        ("the 5th century BC", "-04XX"),
        ("the first century BC", "-0099/0000"),
        ("the 470s BC", "-0478/-0469"),
        ("428–348 BC", "-0427/-0347"),
        ("c. 1450 BC", "-1449~"),
        ("10,000 B.C.", "-9999"),
    ],
)
def test_years_before_christ_are_astronomical(text, edtf):
    """1 BC is the year 0, as ISO 8601-2 counts."""
    assert values(text) == [edtf]


def test_unpunctuated_captions():
    """Spelled years and lower case are read as well."""
    text = "in nineteen fifty six he spoke and by nineteen fifty eight it was clear and in the late nineteen sixties"
    assert values(text) == ["1956", "../1958", "1965~/1969~"]


def test_relative_dates_follow_the_last_date_told():
    """Each is counted from the date told before it, whose place is its anchor."""
    text = "He died on 5 March 1953. Two weeks later they met. Three years later he spoke. In June he left."
    hits = find(text)
    assert [hit.edtf for hit in hits] == ["1953-03-05", "1953-03-19", "1956", "1956-06"]
    assert [hit.anchor and text[slice(*hit.anchor)] for hit in hits[1:]] == [
        "5 March 1953",
        "Two weeks later",
        "Three years later",
    ]


def test_a_story_goes_on_past_a_year_told_in_passing():
    """A month belongs to the year of the story, not to a year that was only mentioned."""
    text = "On 10 March 1975 the town fell, though the offensive was planned for 1976. On 25 March the next one fell."
    assert values(text)[-1] == "1975-03-25"


def test_january_follows_december():
    """A story does not go back from the end of a year to its beginning."""
    assert values("In December 1941 it began. In January they retreated.") == ["1941-12", "1942-01"]


def test_nothing_is_guessed_without_an_anchor():
    """A relative date at the beginning of a text has no value."""
    assert told("The following year they met. In June it ended.") == [("The following year", None), ("June", None)]


def test_a_shift_finer_than_its_anchor_has_no_value():
    """Two weeks after a year are no date."""
    assert values("In 1956 it began. Two weeks later it ended.") == ["1956"]


def test_after_an_event_is_not_told():
    """Better no value than a wrong one: the battle's date may not be the last one told."""
    assert values("It began in 1956. They met two years after the battle.") == ["1956"]


def test_an_empty_line_ends_an_expression():
    """No expression runs from a heading into the text below it, but its date anchors that text."""
    assert values("The war of 1914\n\n1918 was bitter. The following year was no better.") == ["1914", "1918", "1919"]


def test_a_heading_dates_what_follows():
    """A year in a heading completes the months below it."""
    assert values("Second Crisis (1958)\n\nIn August the shelling began.") == ["1958", "1958-08"]


def test_a_range_has_its_dates_as_parts():
    """The plain dates inside an expression are told with their own places."""
    (hit,) = find("It ran from 1959 to 1961.")
    assert (hit.text, hit.kind) == ("from 1959 to 1961", "range")
    assert [(part.start, part.edtf) for part in hit.parts] == [(12, "1959"), (20, "1961")]


def test_kinds_tell_durations_and_vague_words_apart():
    """What has no place on the calendar is found and marked."""
    hits = find("For three years the former minister now slept.")
    assert [(hit.text, hit.kind, hit.edtf) for hit in hits] == [
        ("three years", "duration", None),
        ("former", "vague", None),
        ("now", "vague", None),
    ]


@given(st.lists(st.sampled_from([row["example"] for row in RULES]) | st.text(max_size=12), max_size=6))
def test_any_text_is_read(pieces):
    """Whatever the text: hits are in order, do not overlap, quote it, and their values have bounds."""
    text = " ".join(pieces)
    end = 0
    for hit in find(text):
        assert end <= hit.start < hit.end
        assert hit.text == text[hit.start : hit.end]
        assert hit.edtf is None or bounds(hit.edtf)[0] <= bounds(hit.edtf)[1]
        end = hit.end


@pytest.mark.timeout(120)
def test_a_long_run_that_might_begin_a_date_is_no_trap():
    """It costs no more than its length, or it would not end here."""
    assert find("in the early of 5 and the 3 to " * 20_000) == ()
