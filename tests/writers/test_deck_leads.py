"""What a bullet may begin with in bold."""

from __future__ import annotations

import pytest

from coursepack.writers._deck_leads import is_lead


@pytest.mark.parametrize(
    ("lead", "rest", "verb", "is_name"),
    [
        ("Mao", " then attacked.", "attack", True),
        ("Mao", "'s verdict was harsh.", "be", True),
        ("Harry Hess", " of Princeton put the pieces together.", "put", True),
        ("Baumeister", ", 2003: no evidence", None, True),
        ("[Titchener]", " worked with Wundt.", "work", True),
        ("Old age", " is associated with dissatisfaction", "associate", False),
        ("University of Leipzig", "", None, True),
    ],
)
def test_a_lead_is_all_of_what_the_bullet_is_about(lead, rest, verb, is_name):
    """Its verb or a mark follows."""
    assert is_lead(lead, rest, verb, is_name=is_name)


@pytest.mark.parametrize(
    ("lead", "rest", "verb", "is_name"),
    [
        ("Nordic", " countries are considered generous.", "consider", True),
        ("Metric", " tons from fossil fuels", None, True),
        ("Afghanistan", " and Zimbabwe are states.", "be", True),
        ("Figuring out", " how farms emit gas is harder.", "be", False),
        ("Both parties", " need to watch", "need", False),
        ("Your business", " can encourage you.", "encourage", False),
        ("150", " were invited", "invite", False),
    ],
)
def test_a_part_of_it_or_a_number_is_none(lead, rest, verb, is_name):
    """Nor what only counts or points."""
    assert not is_lead(lead, rest, verb, is_name=is_name)
