"""Bounds of EDTF values, by which timelines are sorted."""

from __future__ import annotations

import pytest

from coursepack.language.dates.bounds import EARLIEST, LATEST, bounds
from coursepack.language.dates.calendar import add_days, from_ordinal, month_length, to_ordinal


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1956", (1956, 1, 1), (1956, 12, 31)),
        ("1956-02", (1956, 2, 1), (1956, 2, 29)),
        ("1919-06-28?", (1919, 6, 28), (1919, 6, 28)),
        ("195X", (1950, 1, 1), (1959, 12, 31)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("-04XX", (-499, 1, 1), (-400, 12, 31)),
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("1956-21", (1956, 3, 1), (1956, 5, 31)),
        ("1956-24", (1956, 12, 1), (1957, 2, 28)),
        ("1956-41", (1956, 7, 1), (1956, 12, 31)),
        ("1965~/1969~", (1965, 1, 1), (1969, 12, 31)),
        ("../1958", EARLIEST, (1958, 12, 31)),
        ("1949/..", (1949, 1, 1), LATEST),
        ("{1956,1957}", (1956, 1, 1), (1957, 12, 31)),
        ("[1956-06,1956-07]", (1956, 6, 1), (1956, 7, 31)),
        ("Y-11999", (-11999, 1, 1), (-11999, 12, 31)),
    ],
)
def test_bounds(edtf, first, last):
    """The first and last day that a value allows."""
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "1956-13", "1956-06-28-01"])
def test_what_is_no_value_is_refused(value):
    """A value that coursepack does not write has no bounds."""
    with pytest.raises(ValueError, match=r"no EDTF value|no month"):
        bounds(value)


def test_years_before_christ_sort_before():
    """BC sorts before AD, and 500 BC before 44 BC."""
    values = ["0014", "-0043", "-04XX", "1956"]
    assert sorted(values, key=bounds) == ["-04XX", "-0043", "0014", "1956"]


@pytest.mark.parametrize("day", [(1956, 2, 29), (0, 3, 1), (-43, 3, 15), (1900, 2, 28), (2000, 12, 31)])
def test_days_are_counted_both_ways(day):
    """A day's number gives the day back, in any era."""
    assert from_ordinal(to_ordinal(day)) == day


def test_days_cross_months_and_leap_years():
    """1900 has no 29 February, 2000 and the year 0 have one."""
    assert add_days((1900, 2, 28), 1) == (1900, 3, 1)
    assert add_days((2000, 2, 28), 1) == (2000, 2, 29)
    assert add_days((1957, 1, 3), -14) == (1956, 12, 20)
    assert month_length(0, 2) == 29
