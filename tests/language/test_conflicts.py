"""Of what a statement speaks, before a difference is told of it."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.conflicts import is_named
from coursepack.language.sayings import sayings
from coursepack.notices import Log
from coursepack.pipeline import analyse


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The gas stays in the air for 100 years.", True),
        ("It does not stay in the air for long.", False),
        ("You need to turn the plant off after 100 years.", False),
    ],
)
def test_a_bare_pronoun_names_nothing(text, named):
    """What "it" or "you" is may be anything, where no insertion says it."""
    (saying,) = sayings(analyse(pack_of(text, role="paragraph"), Log()))
    assert is_named(saying) is named
