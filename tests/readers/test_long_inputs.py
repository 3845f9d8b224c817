"""Long input is read in the time that its length asks for; `make bench` measures how the time grows."""

from __future__ import annotations

import pytest
from drawn import reading_of
from long_inputs import LONG


@pytest.mark.timeout(120)
@pytest.mark.parametrize("long", LONG, ids=str)
def test_a_long_input_is_no_trap(long):
    """A second's work is done in two minutes on any machine; one that goes with the square of the length is not."""
    assert reading_of(long.made(long.count), long.name) is not None
