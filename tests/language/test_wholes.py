"""Speech that is a sentence, and speech that is a piece of one."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.model.outline import WHOLE
from coursepack.notices import Log
from coursepack.passes import sentences, statements

WHOLES = (
    "The treaty ended the war in the north.",
    "What makes a science is doubt.",
    "Because it rained, the harvest was lost.",
    "Because the harvest was lost again.",
    "What you see is that the metal is old.",
    "It's that the metal bends.",
    "Think about the metal in the bridge.",
)
PIECES = (
    "As opposed to things that you measure in space.",
    "That the metal bends under the load.",
    "If the metal bends under the load.",
    "Somebody who wants to argue about the bridge.",
    "How they built the bridge.",
    "Is that the metal bends.",
    "The treaty ended the war in the.",
    "Building a bridge of steel.",
)


def confidence(sentence):
    """Give the least confidence of what is made of a spoken sentence."""
    pack = sentences.run(pack_of(sentence, role="speech"), Log())
    return min(each.confidence for each in statements.run(pack, Log()).statements)


@pytest.mark.parametrize("sentence", WHOLES)
def test_a_whole_sentence_is_told(sentence):
    """It has a subject and a finite verb of its own, whatever clause is its subject."""
    assert confidence(sentence) >= WHOLE


@pytest.mark.parametrize("sentence", PIECES)
def test_a_piece_is_not(sentence):
    """It hangs on a sentence that is not there, has no verb, or is broken off."""
    assert confidence(sentence) < WHOLE


def test_what_is_written_may_be_a_piece():
    """A bullet is one by right."""
    pack = sentences.run(pack_of("Building a bridge of steel.", role="bullet"), Log())
    assert statements.run(pack, Log()).statements[0].confidence >= WHOLE
