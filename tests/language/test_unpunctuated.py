"""Which sources are read as a machine's captions."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.running import blocks
from coursepack.language.unpunctuated import is_unpunctuated

SPOKEN = (
    "Good morning. The canal was begun in 1882. It failed, and the company lost its money. What did the directors do? "
    "They asked the public for another loan."
)
BARE = SPOKEN.replace(".", "").replace(",", "").replace("?", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SPOKEN, False),
        (BARE.lower(), True),
        (SPOKEN.lower(), False),
        (BARE, False),
        (BARE.lower().replace("canal", "Panama Canal").replace("directors", "French directors"), True),
        (BARE.upper(), False),
        ("good morning", False),
    ],
)
def test_neither_full_stops_nor_capitals_at_beginnings(text, expected):
    """Full stops or capitals where sentences begin mark them; capitals of names do not, nor do a few words."""
    assert is_unpunctuated([text]) is expected


def test_a_source_is_bare_as_a_whole():
    """One line without marks in a punctuated source is as it was; every block of a bare source is bare."""
    mixed = pack_of(SPOKEN + "\n" + BARE.lower() + "\n" + SPOKEN.replace("canal", "road"))
    assert not any(block.is_bare for block in blocks(mixed))
    apart = pack_of(BARE.lower() + "\n" + BARE.lower(), times=[(0.0, 9.0), (99.0, 110.0)])
    assert [block.is_bare for block in blocks(apart)] == [True, True]


def test_only_speech_is_bare():
    """A slide or a paragraph without a full stop is one sentence, as ever."""
    assert not any(block.is_bare for block in blocks(pack_of(BARE.lower(), "bullet")))


def test_mark_up_is_no_word():
    """Tags hold capitals and dots that nobody says."""
    tagged = BARE.lower().replace(" ", " <00:00:01.5><c.The> ")
    assert all(block.is_bare for block in blocks(pack_of(tagged)))
