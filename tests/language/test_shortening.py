"""What goes from a sentence, and what would make it say something else."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse

SHORTENED = {
    "The winter was very cold.": "The winter was cold.",
    "The soldiers quickly left the town.": "The soldiers left the town.",
    "They bombed the town in the fog.": "They bombed the town.",
    "During the siege, the army built a bridge.": "the army built a bridge.",
    "The bridge (a steel one) was old.": "The bridge was old.",
    "They say that the bridge was old.": "They say the bridge was old.",
    "The farmers, as you know, left the valley.": "The farmers left the valley.",
    "They dug a huge ditch.": "They dug a ditch.",
}
KEPT = (
    "If the water is very cold, it freezes.",
    "No winter was very cold.",
    "The winter was not very cold.",
    "They asked whether it was very cold.",
    "In cold water, most fish die.",
    "Every very old man left the town.",
    "The river was so cold that nobody swam.",
    "They lost a great deal of grain.",
    "The rope was far too weak.",
    "Put simply, a tide is the pull of the moon.",
    "They left only in the fog.",
    "They took the news in stride.",
    "They bombed the town in May.",
    "They bombed the town in the north of Russia.",
    "She bought a very old house.",
    "In that case the army leaves the town.",
    "The soldiers left, or they hid in the town.",
    "The law was new, even among the towns of the coast.",
    "The plan was not only late but also dear.",
    "Geologists found naturally occurring iron in the hills.",
)


@pytest.fixture(scope="module")
def told():
    """Give each sentence as its statements print it."""
    sentences = (*SHORTENED, *KEPT)
    pack = analyse(pack_of("\n".join(sentences), role="paragraph"), Log())
    found = {}
    for statement in pack.statements:
        found.setdefault(sentences[statement.evidence[0].line - 1], []).append(statement.text)
    return {sentence: " ".join(texts) for sentence, texts in found.items()}


@pytest.mark.parametrize("sentence", SHORTENED)
def test_what_adds_nothing_goes(told, sentence):
    """A degree, a manner, a circumstance, brackets, and what speaks to the hearer alone."""
    assert told[sentence] == SHORTENED[sentence]


@pytest.mark.parametrize("sentence", KEPT)
def test_what_would_say_more_stays(told, sentence):
    """Under a condition, a negation or "every" less said is more claimed; a name, a date and an idiom stay as well."""
    assert told[sentence] == sentence
