"""Whether a sentence that has a term says what it is."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.explaining import says_what
from coursepack.language.grammar import Grown
from coursepack.language.term_ranking import Place
from coursepack.notices import Log
from coursepack.passes import sentences


@pytest.mark.parametrize(
    ("text", "last", "tells"),
    [
        ("Soughs are ditches that drain a mine.", 0, True),
        ("Historians argue that soughs were dug by hand.", 0, False),
        ("Soughs would flood the lower villages in winter.", 0, False),
        ("Soughs are also a problem for farmers.", 0, False),
        ("Another sough was dug by the miners of the valley.", 1, False),
    ],
)
def test_a_sentence_that_begins_with_a_term_may_only_go_on_about_it(text, last, tells):
    """What people say, and what a thing would or also does, is not what it is."""
    pack = sentences.run(pack_of(text, role="paragraph"), Log())
    assert says_what(Grown(pack.trees[0]), Place(tree=0, first=last, last=last), None) is tells
