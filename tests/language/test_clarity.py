"""Whether spoken words are understood in notes."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.clarity import clarity
from coursepack.language.grammar import Grove
from coursepack.model.wording import Inserted
from coursepack.notices import Log
from coursepack.pipeline import analyse

SAID = {
    "The Rhone glacier made its valley over thousands of years.": "clear",
    "It is hard to know how fast the glacier moved.": "clear",
    "If ice is thick enough, it flows under its own weight.": "clear",
    "The ice on one side of the ridge is older than the ice on the other side.": "clear",
    "They carve valleys over thousands of years.": "leaning",
    "This makes the valley deeper over thousands of years.": "leaning",
    "These valleys are deeper than the rivers.": "leaning",
    "Another reason is the weight of the ice.": "leaning",
    "The glaciers of the next valley have the same weight of ice.": "clear",
    "This slow river of ice made other valleys deeper.": "clear",
    "Valleys are, you can see one from the ridge.": "broken",
    "If you take a stone and say, how would you weigh it without a scale.": "broken",
    "Sometimes people near the glacier feel like.": "broken",
    "So if the glacier is moving fast, she's like, I'm leaving the valley.": "broken",
    "That's the very old ice.": "broken",
    "Blue is the old ice in this valley.": "broken",
    "If you don't, if you try to melt the ice, the river rises.": "broken",
    "The Rhone is a relatively, relative to the Aare it is a long river.": "broken",
    "Some people go, I think your rivers of ice are slow.": "broken",
    "The glacier has a, the reason is that ice flows.": "broken",
    "The valley is deeper than the": "broken",
    "Whenever the ice melts in the valley below the ridge.": "broken",
    "The way the ice moves in the valley.": "broken",
}


def judged(sentence):
    pack = analyse(pack_of(sentence), Log())
    found = []
    for statement in pack.statements:
        is_named = isinstance(statement.wording[0], Inserted)
        found.append(clarity(*Grove(pack).find(statement.wording), is_named=is_named, is_marked=True))
    return found


@pytest.mark.parametrize("sentence", SAID)
def test_what_leans_or_breaks_off_is_known(sentence):
    """Pointing words and pronouns without a noun lean; what stops in the middle, or is no clause, is broken."""
    first = judged(sentence)[0]
    assert ("broken" if first.is_broken else "leaning" if first.is_leaning else "clear") == SAID[sentence]


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("I think of glaciers as slow rivers of old ice.", "Glaciers move as slow rivers of old ice."),
        ("Here is a picture of a slow river of old ice.", "A glacier is a slow river of old ice."),
        ("People say, who cares about slow rivers of ice.", "Kent said, glaciers are slow rivers of ice."),
        ("There is a thing.", "Glaciers grind rocks to dust."),
        ("Then we'll look at how glaciers move over rocks.", "Then we saw how glaciers move over rocks."),
    ],
)
def test_talk_costs(worse, better):
    """What speaks of the speaker, only presents or announces, puts words into mouths or says little is worth less."""
    assert judged(worse)[0].loss > judged(better)[0].loss
