"""Which spoken words may be a name that another source writes."""

from __future__ import annotations

import pytest

from coursepack.language.mishearing import Book, Written, chance, guesses

SHOWN = (1.0, 1.0, 1.0, 0.0)
"""The slide with the name is shown, another word of it is said; the words are taken for a name, without an article."""


def likely(said: str, *names: str, written: str = "") -> list[tuple[str, str]]:
    """Give the likely repairs of what is said: the words, and the name."""
    words = said.split()
    book = Book([Written(text=name, place=at) for at, name in enumerate(names)], written.split())
    found = [each for each in guesses(words, book) if chance((*each.weighed.traits, *SHOWN)) >= 0.9]
    return [(" ".join(words[each.first : each.last + 1]), each.name.text) for each in found]


@pytest.mark.parametrize(
    ("said", "name", "heard"),
    [
        ("when kruschev spoke", "Khrushchev", "kruschev"),
        ("it angered mouse a dung", "Mao Zedong", "mouse a dung"),
        ("the great leaf forward", "Great Leap Forward", "great leaf forward"),
        ("nikita kruschev spoke", "Nikita Khrushchev", "nikita kruschev"),
        ("the cravannels met", "Crabannels", "cravannels"),
        ("said dunning cruder", "Dunning-Kruger", "dunning cruder"),
    ],
)
def test_a_name_is_told_where_odd_words_sound_like_it(said, name, heard):
    """No word, odd words whose ends lie elsewhere, a name of which one word is another, lips for lips, and a hyphen."""
    assert (heard, name) in likely(said, name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("the marxists met", "Marxist"),
        ("the canadian side", "Canada"),
        ("soviets came", "Soviet"),
        ("khrushchev spoke", "Khrushchev"),
        ("la nina came", "La Niña"),
        ("then el niño came", "La Niña"),
        ("the french came", "France"),
        ("a charter was signed", "Carter"),
        ("good marks for all", "Marx"),
        ("they bite the bullet", "Biting the Bullet"),
        ("those indigenism needs", "Indigenists"),
        ("daily stand ups help", "Daily Standup"),
    ],
)
def test_a_form_of_a_name_or_a_common_word_is_no_mishearing(said, name):
    """What the language makes of a name is said as it is meant, and so is what anybody says."""
    assert likely(said, name) == []


def test_what_is_written_beside_the_name_is_not_misheard():
    """Two who sound alike are two."""
    assert likely("kruschev spoke", "Khrushchev", written="kruschev") == []


def test_a_word_of_english_at_large_is_meant_where_no_word_is_not():
    """Other people's names are known far down the list of words, so that "Bateson" is no "Batson" misheard."""
    assert likely("then bateson spoke", "Batson") == []
    assert likely("then batsonn spoke", "Batson") == [("batsonn", "Batson")]


def test_a_name_that_another_is_as_near_to_is_less_likely():
    """Of two names that sound alike none is sure."""
    words = ["then", "lebbarin", "spoke"]
    lone, both = (
        Book([Written(text=name, place=0) for name in names], []) for names in (["Lebarin"], ["Lebarin", "Lebaryn"])
    )
    alone, beside = (next(iter(guesses(words, book))) for book in (lone, both))
    assert chance((*alone.weighed.traits, *SHOWN)) > chance((*beside.weighed.traits, *SHOWN))


@pytest.mark.parametrize("said", ["the kruschev or khrushchev", "the khrushchev and kruschev"])
def test_what_is_joined_to_the_name_itself_is_another_word(said):
    """Who names both in a breath means two, and a recogniser that has the name there would have it here."""
    assert likely(said, "Khrushchev") == []
