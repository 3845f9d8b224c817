"""What the pack says became of a sentence is held against its statements and its words."""

from __future__ import annotations

import pytest


def texts(found):
    return [text for _, _, code, text in found if code == "coverage"]


def test_a_told_sentence_said_to_be_left_out(claim_lie):
    """A reason to leave out is a lie where a statement is told."""
    found = texts(claim_lie("sentences", 0, because="low_weight"))
    assert found == ["S1.s1: is said to be left out (low_weight), but S1.c1 tells it"]


def test_a_sentence_said_to_be_told_that_is_not(claim_lie):
    """What no told statement stands for has a reason."""
    found = texts(claim_lie("statements", 1, salience=0.1))
    assert found == ["S1.s2: is said to be told, but no statement of the notes tells it"]


def test_a_question_that_asks_nothing(claim_lie):
    """A question has its mark, or a statement that asks."""
    found = texts(claim_lie("sentences", 0, because="question"))
    assert "S1.s1: is said to be a question, but asks nothing" in found


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"because": "repeated"}, "S1.s1: is left out as 'repeated', and names 'None' as saying the same"),
        ({"because": "aside", "like": "S1.s2"}, "S1.s1: is left out as 'aside', and names 'S1.s2' as saying the same"),
        ({"because": "repeated", "like": "S1.s3"}, "S1.s1: is said to repeat S1.s3, which has other words"),
        ({"because": "repeated", "like": "S1.s1"}, "S1.s1: is said to repeat S1.s1, which has other words"),
    ],
)
def test_a_repetition_names_what_it_repeats(claim_lie, fields, text):
    """Another sentence, which has its words."""
    assert text in texts(claim_lie("sentences", 0, **fields))


def test_what_the_pack_says_holds(claim_lie):
    """The pack as it was made has no such finding."""
    assert texts(claim_lie("sentences", 0)) == []
