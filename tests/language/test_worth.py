"""What a sentence is worth beside the others of its text."""

from __future__ import annotations

import pytest

from coursepack.language.worth import candidates, rarity, worths
from coursepack.language.worth_features import FEATURES, alike, features, stem, vector_of
from coursepack.language.worth_form import cue_pattern
from coursepack.notices import Log
from coursepack.pipeline import analyse, read

TEXT = """# Coral reefs

Coral reefs are built by colonies of tiny animals, and they shelter a quarter of all species in the sea.

For example, one diver told us that she had once seen a blue fish there.

Reefs are dying because the sea grows warmer: the animals lose the algae that feed them.
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("worth") / "reefs.md"
    path.write_text(TEXT, "utf-8")
    pack = analyse(read([path], Log()), Log())
    return candidates(pack, "S1")


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("Reefs", "reef"),
        ("colonies", "colony"),
        ("species", "specy"),
        ("glass", "glass"),
        ("Mao’s", "mao"),
        ("us", "us"),
    ],
)
def test_a_stem_is_without_a_plural(word, want):
    """Crude, and the same for a word wherever it stands."""
    assert stem(word) == want


def test_headings_are_no_candidates(found):
    """They are what the others are compared with."""
    assert len(found) == 3
    assert found[0].heading == ("coral", "reef")


def test_an_anecdote_is_worth_less_than_what_the_text_is_about(found):
    """That is all a summary is."""
    first, anecdote, last = worths(found)
    assert min(first, last) > anecdote


def test_every_feature_has_a_number(found):
    """A table of sentences by features, in both orders as given."""
    assert features(found, rarity()).shape == (3, len(FEATURES))


def test_no_sentence_is_no_fault():
    """A source can have headings alone."""
    assert worths([]) == []


def test_words_in_common_make_alike():
    """Vectors have the length 1, so a sentence is wholly like itself."""
    one, other = vector_of(["reef", "coral"], rarity()), vector_of(["treaty"], rarity())
    assert alike(one, one) == pytest.approx(1.0)
    assert alike(one, other) == 0.0


def test_a_rare_word_weighs_more():
    """By the sections of the textbooks that have it."""
    assert rarity().weight("zooxanthellae") > rarity().weight("government")


def test_a_cue_is_whole_words():
    """A cue inside a longer word is none: "due" of "duel"."""
    assert cue_pattern("cause").search("it was due to rain")
    assert not cue_pattern("cause").search("it was a duel")


def test_no_feature_has_two_numbers():
    """The weights are found by name."""
    assert len(set(FEATURES)) == len(FEATURES)
