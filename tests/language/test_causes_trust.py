"""Which ends of a stated cause or purpose are understood by themselves."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.causes import stated
from coursepack.language.causes_trust import is_understood
from coursepack.language.grammar import Grown
from coursepack.notices import Log
from coursepack.passes import sentences


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The frost caused a famine.", True),
        ("These two frosts caused a famine.", False),
        ("This early frost caused a famine.", True),
        ("The army marched to the coast in order to save the mills.", True),
        ("Working in the mills to save money, the girls fell ill.", False),
        ("Because they closed the mills to save coal, the town fell silent.", True),
        ("The ruler issued an edict to report every theft.", None),
        ("The frost nearly caused a famine.", None),
        ("The party sought to inspire loyalty.", None),
        ("Adaptation means that a trait has a use.", None),
        ("The frost ruined the grain, making bread dear.", True),
    ],
)
def test_an_end_says_something_by_itself(text, is_told):
    """None stands for what states no cause at all: what nearly happened, was only sought, or explains a word."""
    grown = Grown(sentences.run(pack_of(text, "paragraph"), Log()).trees[0])
    found = [is_understood(grown, each.kind, each.first, each.second) for each in stated(grown)]
    assert found == ([] if is_told is None else [is_told])
