"""How told comparisons are laid on the gold: which of them are right, which are trapped, and what is left out."""

from __future__ import annotations

import compare
import pairs
import pytest
from compare import Told, alike, covers, judged, scores
from msgspec.structs import replace
from pairs import Pair, Row

from coursepack.model.claims import Comparison

FIRST = "The mill was built in 1790. The guild paid for it. A flood came. Oats were ground there."
SECOND = "It was in 1791 that the mill was built. The guild did not pay for it. The flood was a great one."
QUOTES = {
    "built": ("The mill was built in 1790.", "It was in 1791 that the mill was built."),
    "paid": ("The guild paid for it.", "The guild did not pay for it."),
    "flood": ("A flood came.", "The flood was a great one."),
    "oats": ("Oats were ground there.", ""),
}


def sides_of(name):
    return tuple(
        (text.index(quote), text.index(quote) + len(quote)) if quote else None
        for text, quote in zip((FIRST, SECOND), QUOTES[name], strict=True)
    )


def row_of(name, verdict, field="", trap=""):
    return Row(place="gold.tsv:2", verdict=verdict, field=field, trap=trap, sides=sides_of(name), words=(None, None))


PAIR = Pair(
    name="01-mill",
    texts=(FIRST, SECOND),
    rows=(
        row_of("built", "differ", "time"),
        row_of("paid", "differ", "negation"),
        row_of("flood", "agree", trap="part"),
        row_of("oats", "only"),
    ),
)


def told(verdict, name, field=None, other=None):
    first, second = sides_of(name)[0], sides_of(other or name)[1]
    return Told(verdict=verdict, field=field, sides=((first,) if first else (), (second,) if second else ()))


def values(*given):
    return {key: value for key, (_, value) in scores([judged(PAIR, given)]).items()}


@pytest.fixture(scope="module")
def pack():
    return next(pack for _, pack in pairs.built([PAIR]))


def test_a_difference_is_right_in_its_field_and_on_both_sides():
    """Three are told: one right, one in another field, one of two places that have nothing to do with each other."""
    given = (told("differ", "built", "time"), told("differ", "paid", "name"), told("differ", "built", "time", "paid"))
    found = values(*given)
    assert (found["precision"], found["recall"]) == pytest.approx((1 / 3, 1 / 2))
    assert (found["time/precision"], found["time/recall"], found["negation/recall"]) == (0.5, 1.0, 0.0)
    assert (found["name/precision"], "name/recall" in found) == (0.0, False)


def test_a_share_of_nothing_is_left_out():
    """Where nothing is told, recall is none and there is no precision."""
    found = values()
    assert (found["recall"], found["aligned"], found["traps"], found["only_recall"]) == (0.0, 0.0, 1.0, 0.0)
    assert "precision" not in found
    assert "only" not in found


def test_places_are_aligned_whatever_is_said_of_them():
    """Agreement and difference alike: two of three told are right, and two of three rows are found."""
    found = values(told("agree", "built"), told("differ", "flood", "time"), told("agree", "flood", other="paid"))
    assert found["aligned"] == pytest.approx(2 / 3)


def test_a_trap_is_told_as_a_difference_or_spared():
    """An agreement on it is none."""
    assert values(told("differ", "flood", "number"))["traps"] == 0.0
    assert values(told("agree", "flood"))["traps"] == 1.0


def test_what_stands_alone_is_paired_with_nothing():
    """Right, wrong, and of a place that the gold does not know, which is left out."""
    unknown = Told(verdict="only", field=None, sides=((), ((39, 40),)))
    found = values(told("only", "oats"), Told(verdict="only", field=None, sides=(sides_of("paid")[:1], ())), unknown)
    assert (found["only"], found["only_recall"]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("ranges", "is_on"),
    [(((10, 20),), True), (((0, 14),), False), (((0, 15), (40, 45)), True), (((12, 13),), True), (((20, 30),), False)],
    ids=["the same", "four of ten", "in two parts", "inside", "beside"],
)
def test_half_of_the_shorter_range_is_shared(ranges, is_on):
    """So clauses of one sentence are told apart, and a sentence lies on a clause of it."""
    assert covers(ranges, (10, 20)) is is_on


def test_what_a_build_tells_is_read_from_its_statements(pack):
    """By the source that each stands in."""
    names = [each.id for each in pack.statements if "built" in each.text]
    made = Comparison(
        id="c1",
        verdict="differ",
        about="",
        field="time",
        statements=tuple(names),
        evidence=pack.statements[0].evidence,
        made_by="compare",
        confidence=1.0,
    )
    found = judged(PAIR, compare.compared(replace(pack, comparisons=(made,))))
    assert (found.lies, found.is_right(0)) == (((0,),), True)


def test_the_peer_aligns_by_words_and_differs_in_figures(pack):
    """A year is a time; without figures there is agreement, and what shares no word stands alone."""
    found = judged(PAIR, alike(pack))
    assert [(each.verdict, each.field, found.lies[at]) for at, each in enumerate(found.told)] == [
        ("differ", "time", (0,)),
        ("agree", None, (1,)),
        ("agree", None, (2,)),
        ("only", None, (3,)),
    ]


def test_all_and_each_half_are_measured_and_errors_of_odd_pairs_alone(monkeypatch):
    """Fields are told of all pairs only."""
    even = replace(PAIR, name="02-mill")
    monkeypatch.setattr(pairs, "read", lambda: [PAIR, even])
    monkeypatch.setattr(compare, "compared", lambda _: [told("differ", "flood", "time"), told("agree", "built")])
    found = {each.name: each for each in compare.measure()}
    assert found["compare/pairs/plain/odd/precision"].files == ("eval/texts/pairs/01-mill",)
    assert found["compare/pairs/bare/all/time/precision"].value == 0.0
    assert "compare/pairs/plain/even/time/precision" not in found
    assert found["compare/pairs/plain/even/traps"].peer == {"tf-idf": 100.0}
    assert [line.split("\t")[:2] for line in compare.errors()] == [
        ["01-mill", "wrong differ time"],
        ["gold.tsv:2", "missed differ time"],
        ["gold.tsv:2", "missed differ negation"],
        ["gold.tsv:2", "missed agree"],
        ["gold.tsv:2", "missed only"],
        ["gold.tsv:2", "trapped part"],
    ]
