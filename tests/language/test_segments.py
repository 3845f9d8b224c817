"""Where speech turns to another topic."""

from __future__ import annotations

import pytest

from coursepack.language.segments import NEAR, SHORTEST, cuts, settled, tells_topic, turns
from coursepack.model.trees import Token


def bags_of(*topics, each=20):
    return [[f"{topic}{at * step % 7}" for step in (1, 2, 3, 5)] for topic in topics for at in range(each)]


def tokens_of(text):
    return [
        Token(start=0, end=1, text=word, lemma=word, pos="X", tag="X", morph="", dep="dep", head=0)
        for word in text.split()
    ]


def test_a_boundary_stands_where_the_words_change():
    """Each topic has words of its own; nobody says how many topics there are."""
    assert cuts(bags_of("steel", "grain", "water")) == [20, 40]


def test_one_topic_is_one_section():
    """Words that go on recurring are not divided for their length."""
    assert cuts(bags_of("steel", each=60)) == []


def test_a_short_text_is_one_section():
    """Two sections need room for two."""
    assert cuts(bags_of("steel", "grain", each=SHORTEST - 1)) == []


@pytest.mark.timeout(120)
def test_a_day_of_talk_is_no_trap():
    """Time that went with the square of the length would not be had."""
    bags = bags_of(*(f"topic{at}x" for at in range(100)), each=100)
    assert len(cuts(bags)) > 30


def test_a_boundary_moves_to_the_turn_near_it():
    """And stays where nobody turns; a turn farther off is another matter."""
    speaks = [0.0] * 60
    speaks[22] = 1.0
    speaks[30 + NEAR + 1] = 1.0
    assert settled([20, 30], speaks) == [22, 30]


def test_boundaries_stay_apart_when_they_move():
    """No section gets shorter than the shortest."""
    speaks = [0.0] * 30
    speaks[14] = 1.0
    assert settled([10, 17], speaks) == [10, 17]


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("Let 's turn to steel", 1.0),
        ("Okay , so let’s turn to steel", 1.5),
        ("Now the mines closed", 0.5),
        ("So the mines closed", 0.0),
        ("They turn to steel", 0.0),
    ],
)
def test_a_speaker_tells_of_a_turn(said, score):
    """By the phrase with which a sentence begins, after "okay", "now", "so"."""
    assert turns(tokens_of(said)) == score


def test_a_word_of_all_talk_tells_no_topic():
    """A word of every section tells least; one that nobody knows may be what it is all about."""
    assert tells_topic("thing") < tells_topic("government") < tells_topic("xylograph")
