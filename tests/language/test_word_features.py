"""What the model of sentence ends reads of a word."""

from __future__ import annotations

import pytest

from coursepack.language.word_features import END_ROWS, FLAGS, bare_word, features


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Moscow,", "moscow"), ("“Well", "well"), ("U.S.", "us"), ("1,950", "0000"), ("don’t", "don't"), ("—", "")],
)
def test_bare_word(word, bare):
    """Case, punctuation and the value of digits make no difference; apostrophes inside do."""
    assert bare_word(word) == bare


def test_a_word_is_looked_up_by_its_parts():
    """A clitic and the first part of a compound are let go where the whole is not known."""
    rows = {"stalin": 4, "awareness": 5}
    found = [features(word, {"stalin's": 7}, lambda each: rows.get(each, 0)) for word in ("stalin's", "self-awareness")]
    assert [each[:2] for each in found] == [(4, 7), (5, 0)]


@pytest.mark.parametrize("word", ["", "a", "1950", "zxqj", "-"])
def test_every_word_has_features(word):
    """Unknown and empty words have row 0, and all rows lie in their tables."""
    vector, known, first, last, flags = features(bare_word(word), {}, lambda _: 0)
    assert (vector, known) == (0, 0)
    assert 0 <= first < END_ROWS > last >= 0
    assert len(flags) == FLAGS
