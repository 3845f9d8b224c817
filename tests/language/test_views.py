"""Words of a position."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.views import is_view
from coursepack.notices import Log
from coursepack.passes import sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor thought that the mill was old.", ["thought"]),
        ("The mayor criticised the plan.", ["criticised", "plan"]),
        ("The army moved to the east.", []),
    ],
)
def test_a_view_is_thought_wanted_or_said_of_others(text, words):
    """What was only done is none."""
    tree = sentences.run(pack_of(text, "paragraph"), Log()).trees[0]
    assert [token.text for token in tree.tokens if is_view(token)] == words
