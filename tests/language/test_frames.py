"""Whose words a statement is, where a thing or a lecturer says it."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("Kent's idea is that warm water rises in the pipe.", "reported"),
        ("The scale is old, but it tells you which pipe is warm.", "asserted"),
        ("The theorem says that the mass stays the same.", "asserted"),
        ("The report says that the mass stays the same.", "reported"),
    ],
)
def test_how_a_thing_works_is_nobodys_report(said, stance):
    """What a thing tells and what a theorem says are the lecturer's own; a person's idea is not."""
    assert analyse(pack_of(said), Log()).statements[-1].stance == stance
