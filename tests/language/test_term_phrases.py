"""Phrases that may be terms, and the key of their forms."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.background import RAREST, rarity
from coursepack.language.grammar import Grown
from coursepack.language.term_phrases import key_of, phrases
from coursepack.notices import Log
from coursepack.passes import sentences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trade Unions", "trade union"),
        ("the water-table", "Water table"),
        ("boundaries", "boundary"),
        ("European Union (EU)", "European Unions"),
        ("the King’s peace", "king's peace"),
    ],
)
def test_forms_of_one_term_have_one_key(one, other):
    """Number, case, hyphens, articles and an abbreviation in brackets do not make another term."""
    assert key_of(one) == key_of(other)


def test_what_ends_like_a_plural_stays():
    """A class is no plural, and neither are a basis or a campus."""
    assert [key_of(each) for each in ("class", "basis", "campus")] == ["class", "basis", "campus"]


def test_phrases_and_their_parts_are_told_apart():
    """A phrase is whole, the parts of it that end with a noun are not; "of" may join two."""
    (tree,) = sentences.run(pack_of("The old water table sank with the balance of power.", "paragraph"), Log()).trees
    grown = Grown(tree)
    found = {grown.words(range(first, last + 1)): is_whole for first, last, is_whole in phrases(grown)}
    assert found["old water table"]
    assert not found["water table"]
    assert found["balance of power"]


def test_rare_words_are_told_from_common_ones():
    """A word that the list lacks is the rarest."""
    assert rarity("the") < rarity("table") < rarity("estuary") < rarity("usufructuary") <= RAREST
    assert rarity("Sonderism") == RAREST
