"""What a speaker says without meaning it."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse

SAID = {
    "It was- it was an old bridge.": "it was an old bridge.",
    "He lost the pieces, he lost most of them.": "he lost most of them.",
    "The clerk put the pieces, she put most of the pieces together.": "The clerk put most of the pieces together.",
    "The bridge kind of fell.": "The bridge fell.",
    "It was this kind of bridge.": "It was this kind of bridge.",
    "You know, the bridge fell.": "the bridge fell.",
    "Do you know the bridge?": "Do you know the bridge?",
    "So the bridge fell.": "the bridge fell.",
    "So far the bridge stands.": "So far the bridge stands.",
    "Because the bridge fell.": "the bridge fell.",
    "The bridge, however, fell.": "The bridge fell.",
    "It was a blow at all of us.": "It was a blow at all of us.",
    "He had had enough.": "He had had enough.",
    "The mills are not as well known in the north.": "The mills are not as well known in the north.",
    "They sold coal as well.": "They sold coal.",
}


@pytest.fixture(scope="module")
def told():
    """Give each sentence as its statements print it."""
    pack = analyse(pack_of("\n".join(SAID), role="paragraph"), Log())
    found = {}
    for statement in pack.statements:
        found.setdefault(list(SAID)[statement.evidence[0].line - 1], []).append(statement.text)
    return {sentence: " ".join(texts) for sentence, texts in found.items()}


@pytest.mark.parametrize("sentence", SAID)
def test_fillers_and_restarts_go(told, sentence):
    """A clause begun anew loses its first try; "this kind" and "had had" are grammar."""
    assert told[sentence] == SAID[sentence]
