"""Stance over the model's own trees: whose words run on, and as what."""

from __future__ import annotations

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse


def test_what_is_said_between_promises_is_reported_and_ends_nothing():
    """To have stressed something promises nothing; the plan before it goes on behind it."""
    text = (
        "Others argued that the workers would soon live in palaces. What was needed, they stressed, was hard work. "
        "Workers were to sleep at their looms."
    )
    pack = analyse(pack_of(text, role="paragraph"), Log())
    assert [(each.stance, each.speaker) for each in pack.statements] == [
        ("promised", "Others"),
        ("reported", "Others"),
        ("promised", "Others"),
    ]
