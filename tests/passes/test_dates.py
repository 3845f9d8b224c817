"""The pass of dates: times that quote their sources, across cues and mark-up."""

from __future__ import annotations

import re

from msgspec.structs import replace

from builders import pack_of
from coursepack.model.trees import Token, Tree
from coursepack.notices import Log
from coursepack.passes.dates import run


def tree_of(pack, start, end, *, lead=None, key="S1.s1"):
    """Make a tree of the words of all passages between two characters."""
    text = pack.texts["S1"].text
    inside = [passage for passage in pack.passages if passage.start < end and passage.end > start]
    tokens = []
    for passage in inside:
        for found in re.finditer(r"\w+|[^\w\s]", text[: min(end, passage.end)]):
            if found.start() >= max(start, passage.start) and found.group() != "*":
                space = not text[found.end() :].lstrip("*")[:1].strip()
                tokens.append(_token(found, space=space))
    return Tree(sentence=key, source="S1", passages=tuple(each.id for each in inside), tokens=tuple(tokens), lead=lead)


def _token(found, *, space):
    words = {"lemma": found.group(), "pos": "X", "tag": "XX", "morph": "", "dep": "dep", "head": 0}
    return Token(start=found.start(), end=found.end(), text=found.group(), space=space, **words)


def times_of(pack, *trees):
    return run(replace(pack, trees=trees), Log()).times


def test_a_time_quotes_its_source():
    """The evidence of a date is its own characters."""
    pack = pack_of("By 1958 the split was clear.")
    (time,) = times_of(pack, tree_of(pack, 0, 28))
    assert (time.id, time.text, time.edtf, time.made_by) == ("t1", "By 1958", "../1958", "dates")
    assert [(span.quote, span.line) for span in time.evidence] == [("By 1958", 1)]


def test_an_expression_runs_over_captions():
    """A date that two captions share is one time with a span in each."""
    pack = pack_of("It fell in June\n1953 at last.")
    (time,) = times_of(pack, tree_of(pack, 0, 29))
    assert (time.text, time.edtf) == ("June 1953", "1953-06")
    assert [(span.quote, span.line) for span in time.evidence] == [("June", 1), ("1953", 2)]


def test_no_expression_crosses_a_sentence():
    """A month that ends a sentence is not joined to the year that begins the next."""
    pack = pack_of("It was June\n1953 was cold")
    times = times_of(pack, tree_of(pack, 0, 11), tree_of(pack, 12, 25, key="S1.s2"))
    assert [(time.text, time.edtf) for time in times] == [("June", None), ("1953", "1953")]


def test_a_relative_date_shows_its_anchor():
    """What a date was counted from is evidence as well, after its own span."""
    pack = pack_of("He spoke in 1956.\nThe following year he left.")
    times = times_of(pack, tree_of(pack, 0, 17), tree_of(pack, 18, 45, key="S1.s2"))
    assert times[1].edtf == "1957"
    assert [span.quote for span in times[1].evidence] == ["The following year", "1956"]
    assert times[1].confidence < times[0].confidence


def test_a_lead_is_read():
    """The term before a bullet's colon is no part of the tree, but its date counts."""
    pack = pack_of("First Crisis (1954-1955): In May he bombarded", role="bullet")
    times = times_of(pack, tree_of(pack, 26, 45, lead=(0, 24)))
    assert [(time.text, time.edtf) for time in times] == [("1954-1955", "1954/1955"), ("May", "1955-05")]
    assert times[0].evidence[0].quote == "1954-1955"


def test_mark_up_inside_a_date():
    """Marks that the words leave out stay inside the quote."""
    pack = pack_of("It fell in *June* 1953 at last.", role="paragraph")
    (time,) = times_of(pack, tree_of(pack, 0, 31))
    assert (time.text, time.edtf, time.evidence[0].quote) == ("June 1953", "1953-06", "June* 1953")


def test_a_pack_without_dates_has_no_times():
    """Nothing is made of nothing."""
    pack = pack_of("He spoke at length.")
    assert times_of(pack, tree_of(pack, 0, 19)) == ()
