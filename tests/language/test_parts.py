"""How a sentence splits into statements."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse


def told(text):
    return [statement.text for statement in analyse(pack_of(text), Log()).statements]


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("So you can see that the glacier is moving.", "the glacier is moving."),
        ("Remember that the ice flows under its own weight.", "the ice flows under its own weight."),
        ("If you dig here you see that the ice is blue.", "If you dig here you see that the ice is blue."),
        ("You cannot see that the glacier is moving.", "You cannot see that the glacier is moving."),
        ("Agassiz saw that the glacier was moving.", "Agassiz saw that the glacier was moving."),
    ],
)
def test_what_only_points_the_hearers_to_a_fact_is_left_out(said, stated):
    """The fact is told without "you can see that"; a condition, a denial and another's seeing stay."""
    assert told(said) == [stated]


def test_what_goes_on_without_a_comma_belongs_to_the_clause_it_goes_on_from():
    """Wherever the tree hangs its verb: no statement is put together from both sides of another clause."""
    first = (
        "Holm agreed that trade is an essential part of a harbour, but he built on Lind’s notes by writing a theory, "
    )
    second = "which notes that access to widely available goods plays a part in deciding whether a town grows."
    one, other = told(first + second)
    assert one.endswith("an essential part of a harbour.")
    assert other.endswith("goods plays a part in deciding whether a town grows.")
