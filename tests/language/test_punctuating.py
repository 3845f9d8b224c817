"""The network that finds sentence ends, as it ships."""

from __future__ import annotations

import numpy as np
import pytest

from coursepack.errors import ModelMissing
from coursepack.language import english, punctuating
from coursepack.language.punctuating import Network

WORDS = [
    *("the", "war", "ended", "in", "may", "the", "troops", "went", "home", "in", "june"),
    *("but", "nobody", "in", "london", "knew", "what", "to", "do", "with", "them"),
]


@pytest.fixture(scope="module")
def network():
    return english.network()


def test_each_word_has_its_shares(network):
    """Four for the mark and three for the case, which add up to one."""
    guesses = network.guess(WORDS)
    assert guesses.marks.shape == (len(WORDS), 4)
    assert guesses.cases.shape == (len(WORDS), 3)
    assert np.allclose(guesses.marks.sum(axis=1), 1, atol=1e-5)


def test_case_and_marks_are_not_read(network):
    """What is written in capitals or with commas is guessed as if it were not."""
    written = [word.upper() + "," for word in WORDS]
    assert np.array_equal(network.guess(WORDS).marks, network.guess(written).marks)


def test_a_second_reading_is_the_same(network):
    """The same words give the same bits."""
    assert network.guess(WORDS).marks.tobytes() == network.guess(WORDS).marks.tobytes()


def test_where_a_long_text_is_cut_makes_little_odds(network, monkeypatch):
    """Rows run side by side are warm where they begin, so that they guess nearly as one long row does."""
    text = WORDS * 20
    cut = network.guess(text).marks
    monkeypatch.setattr(punctuating, "STRETCH", len(text))
    whole = network.guess(text).marks
    assert np.abs(whole - cut).max() < 0.1
    assert (whole.argmax(axis=1) == cut.argmax(axis=1)).mean() > 0.98


def test_missing_weights_are_told(tmp_path):
    """Weights that are gone are a missing model."""
    with pytest.raises(ModelMissing, match="the English model is not there"):
        Network(english.load().vocab.vectors, tmp_path)


def test_the_model_is_small_and_licensed():
    """Six megabytes at most, with the licence of its data beside it."""
    files = {path.name: path.stat().st_size for path in punctuating.WEIGHTS.iterdir()}
    assert sum(files.values()) < 6_000_000
    assert "LICENSE-model" in files
