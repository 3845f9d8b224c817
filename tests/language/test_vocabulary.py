"""How rare a word is in English at large."""

from __future__ import annotations

import lzma

import pytest

from coursepack.language import vocabulary
from coursepack.language.vocabulary import UNKNOWN, is_known, rare


def test_names_are_known_far_down():
    """Frequent words, rare ones and names have each their place; what is no word has none."""
    assert rare("family") < rare("oblivion") < rare("bateson") < UNKNOWN
    assert not is_known("riskorla")


@pytest.mark.parametrize(("word", "rarest"), [("o'brien", "obrien"), ("niño", "nino"), ("alsace-lorraine", "alsace")])
def test_a_word_of_parts_is_as_rare_as_its_rarest(word, rarest):
    """Marks inside a word part it or are none of it."""
    assert rare(word) == rare(rarest)


def test_a_joined_word_is_never_frequent():
    """What a hyphen joins may have been heard as two words."""
    assert rare("even-key") > max(rare("even"), rare("key"))


def test_each_word_stands_once_and_the_rarest_last():
    """A line has the tenths of the rarity, then the words that have it."""
    lines = lzma.decompress(vocabulary._FILE.read_bytes()).decode().rstrip("\n").split("\n")
    tenths = [int(line.split(" ")[0]) for line in lines]
    words = [word for line in lines for word in line.split(" ")[1:]]
    assert tenths == sorted(set(tenths))
    assert len(words) == len(set(words)) == 288_997
    assert tenths[-1] / 10 < UNKNOWN
