"""Which mentions name one thing."""

from __future__ import annotations

import pytest

from coursepack.language.clusters import Mention, by_name, merged
from coursepack.model.anchors import Text

TEXT = Text("S1", "x" * 400)


def gathered(*named: tuple[str, str], short=None) -> list[tuple[str, ...]]:
    """Gather mentions that stand in this order; give each cluster's names, in order of letters."""
    mentions = [
        Mention(spans=(TEXT.span(at * 20, at * 20 + 5),), kind=kind, name=name) for at, (name, kind) in enumerate(named)
    ]
    return [tuple(sorted(cluster.names)) for cluster in merged(by_name(mentions, short))]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Bank of Hull", "Bank"),
        ("Rowe Research Centre", "Rowe Research"),
        ("Danish Senate", "Senate"),
        ("Federal Radio Commission", "Commission"),
    ],
)
def test_a_body_is_named_by_a_part_of_its_name(full, short):
    """By what stands before "of", by all but its last word, or by its last words where they came later."""
    assert gathered((full, "organisation"), (short, "organisation")) == [tuple(sorted((full, short)))]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("White House", "House"),
        ("Leeds University Press", "Leeds University"),
        ("White House Office of Letters", "White House"),
        ("Strasbourg Labour Party", "Labour Party"),
    ],
)
def test_another_body_is_not_named_so(full, short):
    """A house is not every house, a university not its press, and a party not that of one town."""
    assert len(gathered((full, "organisation"), (short, "organisation"))) == 2


def test_a_body_that_was_told_before_is_not_a_later_ones():
    """Congress stands there first: "Public Congress" is something else."""
    assert len(gathered(("Congress", "organisation"), ("Public Congress", "organisation"))) == 2


def test_a_short_name_without_a_kind_of_its_own_is_a_persons():
    """What was found by its letters alone is as the full name says."""
    found = gathered(("Lind", "concept"), ("Karl Lind", "person"), ("Lind", "person"), ("Lind", "concept"))
    assert found == [("Karl Lind", "Lind")]


def test_a_surname_is_of_the_fuller_of_two_forms_of_a_name():
    """An honorific makes no name fuller."""
    names = (("Karl D. Lind", "person"), ("Lind", "person"), ("Chairman Karl Lind", "person"))
    assert len(gathered(*names)) == 1


def test_an_abbreviation_in_brackets_is_the_name_before_it():
    """Whatever kind the model gives it."""
    found = gathered(("Rivers Act", "work"), ("RA", "place"), short={"RA": "Rivers Act"})
    assert found == [("RA", "Rivers Act")]


def test_a_people_is_one_as_noun_and_adjective():
    """Where their state is not named."""
    mentions = [
        Mention(spans=(TEXT.span(0, 5),), kind="group", name="British", is_adjective=True),
        Mention(spans=(TEXT.span(10, 15),), kind="group", name="British"),
    ]
    assert len(merged(by_name(mentions))) == 1


def test_junior_is_no_surname():
    """A full name without it is the same person's, and what stands before it is the surname."""
    assert len(gathered(("Karl Lind Jr.", "person"), ("Karl Lind", "person"), ("Lind", "person"))) == 1


def test_a_states_abbreviation_is_the_states():
    """Whatever kind the model gives it; one that is known needs no brackets."""
    full = "Kingdom of Denmark"
    assert len(gathered(("Denmark", "polity"), ("KDX", "organisation"), short={"KDX": "Denmark"})) == 1
    assert len(gathered((full, "polity"), ("USSR", "polity"), short={"USSR": full})) == 2
