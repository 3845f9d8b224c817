"""What is an event, and what only has a date beside it."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Sigmund Freud (1856–1939) believed that dreams tell of wishes.", []),
        ("Sigmund Freud (1856–1939) founded a society in 1902.", ["1902"]),
        ("The war (1914–1918) ruined the mills.", ["1914–1918"]),
        ("The mills grew in each town (Miller 1922).", []),
    ],
)
def test_what_dates_an_event(text, dates):
    """Neither when somebody lived nor when a work appeared."""
    assert [event.when.text for event in analyse(pack_of(text, "paragraph"), Log()).events] == dates
