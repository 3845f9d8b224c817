"""The working copy that the parser reads in place of unpunctuated speech."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import pack_of
from coursepack.language import english, restoring
from coursepack.language.punctuating import Guesses
from coursepack.language.restoring import marks, restored
from coursepack.language.running import blocks

WORDS = (
    *("the", "treaty", "was", "signed", "in", "march", "nobody", "in", "bogota", "knew", "why", "the", "senate"),
    *("said", "no", "mr", "ußmann", "i'm", "1882", "Roosevelt's"),
)


class Told:
    """Stands for the network: says the same of every text."""

    def __init__(self, marks, cases=None):
        size = len(marks)
        self.guesses = Guesses(
            marks=np.array(marks, np.float32), cases=np.array(cases or [[1, 0, 0]] * size, np.float32)
        )

    def guess(self, _):
        return self.guesses


NONE, COMMA, STOP, QUESTION = np.eye(4).tolist()


def test_marks_and_capitals_are_put_in():
    """The copy begins sentences with capitals, and every other character has its place in the text."""
    copy = restored("mao came why", Told([NONE, STOP, QUESTION]))
    assert copy.text == "Mao came. Why?"
    assert list(copy.places) == [0, 1, 2, 3, 4, 5, 6, 7, -1, 8, 9, 10, 11, -1]
    assert copy.begins == {0, 10}
    assert copy.opened == {0, 10}


def test_a_word_keeps_its_capitals_and_its_length():
    """What the source writes is never lowered, and no capital that is two letters is set."""
    cases = [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    copy = restored("nato ßen McCarthy", Told([COMMA, NONE, NONE], cases))
    assert copy.text == "NATO, ßen McCarthy."


def test_a_written_mark_is_not_doubled():
    """A word that ends with a mark gets no second one."""
    assert restored("well, yes.", Told([COMMA, STOP])).text == "Well, yes."


def test_a_sentence_does_not_run_on_for_ever():
    """Where no end is likely, one too long is cut where an end is likeliest."""
    likely = [NONE] * 80
    likely[30] = [0.8, 0, 0.2, 0]
    found = marks(Told(likely).guesses)
    assert [at for at, mark in enumerate(found) if mark == "."] == [30, 79]


def test_nothing_is_copied_of_nothing():
    """A block may be mark-up alone."""
    assert restored("", None).text == ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "é", "…", "u.s.", "-", "[x]", "a.m."]), min_size=1, max_size=60))
def test_every_token_is_the_sources(words):
    """Trees of a bare block hold the source's words, all of them and in order, and governors of their own tree."""
    text = " ".join([*words, *WORDS])
    (block,) = blocks(pack_of(text.lower() + " and so it went on and on for all of them"))
    assert block.is_bare
    ((_, trees),) = english.parse([block])
    tokens = [token for tree in trees for token in tree.tokens]
    assert all(block.text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text + " " * token.space for token in tokens) == block.text
    assert all(0 <= token.head < len(tree.tokens) for tree in trees for token in tree.tokens)


def test_the_root_governs_itself_though_marks_are_gone():
    """Each tree has one word at least that hangs on itself."""
    (block,) = blocks(pack_of(" ".join(WORDS)))
    ((_, trees),) = english.parse([block])
    assert all(any(token.head == at for at, token in enumerate(tree.tokens)) for tree in trees)


@pytest.mark.parametrize("likely", [0.3, 0.6])
def test_an_end_is_told_from_a_threshold_on(likely):
    """A full stop and a question mark count together."""
    mark = [1 - likely, 0, likely / 2, likely / 2]
    assert (marks(Told([mark, NONE]).guesses)[0] != "") is (likely >= restoring.LIKELY_END)


def test_a_question_without_its_mark_is_told():
    """The mark is gone from the tree again, so the tree says it itself; capitals are told but for those that open."""
    talk = "we met roosevelt in berlin why did he leave so early that day nobody could tell us anything about it then"
    (block,) = blocks(pack_of(talk))
    ((_, trees),) = english.parse([block])
    (asked,) = (tree for tree in trees if tree.asked)
    assert asked.tokens[0].text == "why"
    assert [text for tree in trees for _, text in tree.capitals] == ["Roosevelt", "Berlin"]
