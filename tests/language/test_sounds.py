"""Spelling to sounds, and how far two spellings are apart by ear."""

from __future__ import annotations

import pytest

from coursepack.language.lexicons import rows
from coursepack.language.sounds import _fits, _read, apart, keys, rough, sounds, without_marks

FAR = 99.0


@pytest.mark.parametrize("row", rows("spelled_sounds"), ids=lambda row: f"{row['letters']} {row['kind']}")
def test_a_row_is_used_to_read_its_example(row):
    """Each spelling is read so at some place of its example."""
    word, wanted = without_marks(row["example"]), tuple(tuple(each.split("/")) for each in row["sounds"].split())
    at, read = 0, []
    while at < len(word):
        size, found = _read(word, at)
        read.append((word[at : at + size], found))
        at += size
    assert (row["letters"], wanted) in read


@pytest.mark.parametrize("row", rows("sounds"), ids=lambda row: row["sound"])
def test_a_sound_is_heard_in_its_example(row):
    """Each sound is among the readings of its example."""
    assert any(row["sound"] in place for place in sounds(row["example"]))


@pytest.mark.parametrize(
    ("one", "other", "cost"),
    [
        ("Marx", "marks", 0.0),
        ("Keynes", "canes", 0.1),  # "ey" is one vowel, read either way
        ("Khrushchev", "kruschev", 0.1),
        ("Khrushchev", "crew chef", 0.4),
        ("Mao Zedong", "mouse a dung", 0.3),
        ("Paris", "parish", 0.15),
        ("Carter", "charter", 0.1),
        ("leap", "leaf", 0.5),
        ("Ford", "afford", 0.4),
    ],
)
def test_what_sounds_alike_costs_little(one, other, cost):
    """Voice, place and manner of consonants cost by their distance, vowels less, and a word's end nothing."""
    assert apart(sounds(one.casefold()), sounds(other), FAR) == pytest.approx(cost)


def test_the_distance_is_the_same_both_ways():
    """To hear one as the other costs what it costs to hear the other as the one."""
    one, other = sounds("themistoclea"), sounds("team is tocklier")
    assert apart(one, other, FAR) == pytest.approx(apart(other, one, FAR))


def test_what_costs_too_much_is_not_measured():
    """Above the limit the cost only is above the limit."""
    assert apart(sounds("khrushchev"), sounds("cotton"), 0.5) > 0.5


def test_a_name_is_found_by_its_rough_sounds_with_one_gone():
    """What differs by one consonant more, less or other has a key in common."""
    name, heard = rough(sounds("durkheim")), rough(sounds("dirk time"))
    assert (name, heard) == ("tlkn", "tlktn")
    assert set(keys(name, 2)) & set(keys(heard, 1))


def test_marks_on_letters_are_not_read():
    """A letter sounds as it does without its mark."""
    assert sounds("niña") == sounds("nina")


def test_a_spelling_for_the_end_of_a_word_is_not_read_at_its_start():
    """A row's kind says where it holds."""
    assert not _fits("end", "que", 0, 3)
    assert _fits("end", "basque", 3, 6)
