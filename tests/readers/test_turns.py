"""Transcripts without a format: whatever the shape of their heads, they tell the same times and speakers."""

from __future__ import annotations

import pytest
from drawn import reading_of
from hypothesis import given
from hypothesis import strategies as st

SPEAKERS = st.sampled_from(["Anna Berg", "Tom Lee", "Dr. Mira Holt", "SPEAKER 1"])
WORDS = st.lists(st.sampled_from(["wells", "mills", "1712", "dug", "by", "hand", "north"]), min_size=6, max_size=9)
TURNS = st.lists(st.tuples(SPEAKERS, st.integers(1, 4000), WORDS.map(" ".join)), min_size=4, max_size=8)
SHAPES = [
    "[{time}] {name}: So {words}.\n",
    "{time} - {name}: So {words}.\n\n",
    "({time}) {name}: So {words}.\n",
    "{name}: [{time}] So {words}.\n",
    "{name} ({time}): So {words}.\n",
    "{name} ({time}):\nSo {words}.\n\n",
    "{name}  {time}  \nSo {words}. \n\n",
    "{time}\t{name}\tSo {words}.\n",
]


def clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@pytest.mark.parametrize("shape", SHAPES)
@given(turns=TURNS)
def test_time_and_speaker_are_read_in_every_shape(shape, turns):
    """A turn has its time, lasts until the next, and is its speaker's; its words are without the head."""
    at, want, text = 0, [], "On wells\n\n"
    for name, gap, words in turns:
        at += gap
        want.append((at, name, f"So {words}."))
        text += shape.format(time=clock(at), name=name, words=words)
    reading = reading_of(text.encode(), "a.txt")
    speech = [piece for piece in reading.pieces if piece.role == "speech"]
    assert [(p.place.time[0], p.voice, reading.text[p.start : p.end]) for p in speech] == want
    assert [p.place.time[1] for p in speech] == [*(time for time, _, _ in want[1:]), at]
    assert reading.title == "On wells"


def test_where_some_times_have_an_arrow_the_others_are_words():
    """The verifier holds a place against the last arrow above it."""
    text = (
        "[00:00.000 --> 00:09.000] So the wells were dug by hand.\n"
        "[00:00:30] So were the mills there.\n"
        "[01:00.000 --> 01:09.000] By hand, all of them."
    )
    reading = reading_of(text.encode(), "a.txt")
    assert [piece.place.time for piece in reading.pieces] == [(0, 9), (0, 9), (60, 69)]


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Doors\n9:30 The dean speaks\n10:15 Wells of the north\n",
        "The score was\n3:2\nand then\n4:2\nand at last\n5:3 for the guests, who had come by train.",
        "See page (12:30)\nand (12:40)\nand (12:50).",
        "Pros: it is cheap and it is quick to build.\n\nCons: it is deep, and it falls dry.\n",
    ],
)
def test_other_texts_are_no_transcripts(text):
    """Timetables, scores, references and headed paragraphs have times or labels as well."""
    reading = reading_of(text.encode(), "a.txt")
    assert all(piece.voice == "" and piece.place is None for piece in reading.pieces)
