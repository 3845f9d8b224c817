"""How boundaries are measured, beside TextTiling."""

from __future__ import annotations

from segments import errors
from texttiling import texttiling


def test_the_right_division_has_no_errors():
    assert errors([5, 5], [5]) == {"pk": 0.0, "windowdiff": 0.0}


def test_no_boundary_errs_where_one_is_missed():
    """With k = 2, of eight pairs the two that the boundary parts are wrong."""
    assert errors([5, 5], []) == {"pk": 0.25, "windowdiff": 0.25}


def test_a_boundary_too_many_is_one_error_for_windowdiff_alone():
    """Pk asks only whether two utterances are together."""
    found = errors([6, 6], [5, 6])
    assert found["windowdiff"] > found["pk"]


def test_texttiling_finds_two_topics():
    """The peer works on what it was made for."""
    topics = ("steel furnaces smelt iron ore daily", "farmers harvest grain crops each autumn")
    assert [at for at in texttiling([topics[at // 40] for at in range(80)]) if 36 <= at <= 44]
