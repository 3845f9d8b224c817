"""The scale of a drawing: its order, its cuts and its labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.writers._site_axis import dated, scale_of, ticks


def dates_of(*values):
    return [dated(f"V{at}", value) for at, value in enumerate(values)]


def labels(*values):
    dates = dates_of(*values)
    return [
        " ".join(filter(None, (each.day, each.month, each.year, each.era))) for each in ticks(scale_of(dates), dates)
    ]


@given(st.lists(st.integers(1, 2999), min_size=2, max_size=30))
def test_later_never_stands_left_of_earlier(years):
    """Whatever is cut short, the order of time is kept, and all lies within the drawing."""
    dates = dates_of(*(f"{year:04}" for year in sorted(years)))
    scale = scale_of(dates)
    places = [scale.at(each.middle) for each in dates]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 100


@pytest.mark.parametrize(
    ("values", "count"),
    [
        (("1949", "1950", "1953", "1958"), 0),
        (("1900", "1930", "1960", "1990"), 0),
        (("1801", "1802", "1803", "1968", "1969"), 1),
        (("0100", "0102", "0101", "1066", "1067", "1945", "1946"), 2),
        (("1801/1969", "1801", "1802", "1968", "1969"), 1),
        (("1801", "1969"), 0),
    ],
)
def test_a_long_empty_stretch_is_cut_short(values, count):
    """What is much longer than the other gaps and a quarter of the whole is cut, even below a bar."""
    assert len(scale_of(dates_of(*values)).breaks) == count


@pytest.mark.parametrize(
    ("values", "want"),
    [
        (("1949-12", "1954/1955", "1969"), ["1949", "1955", "1969"]),
        (("195X", "196X"), ["1950", "1960"]),
        (("14XX", "15XX"), ["1400", "1500"]),
        (("1914-06", "1914-08", "1915-01"), ["month.06 1914", "month.08", "month.01 1915"]),
        (("1914-07-28", "1914-08-04"), ["28 month.07 1914", "4 month.08"]),
        (("1914-07-28", "1914-07-29", "1914-08-08", "1914-08-20"), ["28 month.07 1914", "8 month.08", "20"]),
        (("-0498/-0492", "-0043", "0012"), ["499 era.bc", "44 era.bc", "12"]),
        (("../1958", "1949"), ["1949", "1958"]),
    ],
)
def test_labels_are_dates_that_claims_name(values, want):
    """Years, months or days, as the span asks; a year is told where it begins, and what is too near is left out."""
    assert labels(*values) == want


def test_fewer_labels_are_shown_where_there_is_little_room():
    """The first, the last and round years stay on a phone."""
    dates = dates_of(*(str(year) for year in range(1949, 1970)))
    kept = [each.value for each in ticks(scale_of(dates), dates) if not each.is_spare]
    assert kept == ["1949", "1952", "1955", "1960", "1965", "1969"]


@pytest.mark.parametrize("value", [None, "", "soon", "..", "../.."])
def test_what_cannot_be_told_is_not_drawn(value):
    """A date without a value has no place."""
    assert dated("V1", value) is None
