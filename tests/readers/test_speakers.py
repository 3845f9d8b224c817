"""Labels before speech: which name a speaker. Each row of the table is run with its example."""

from __future__ import annotations

import pytest

from coursepack.language.lexicons import rows
from coursepack.readers._speakers import Label, grade_of, is_credit, label_at, voices_among

VOICES = rows("voices")


def labels(*texts: str) -> list[Label]:
    found = [label_at(text, 0, len(text), is_opening=True) for text in texts]
    return [label for label in found if label is not None]


@pytest.mark.parametrize("row", [row for row in VOICES if row["kind"] == "speaker"], ids=lambda row: row["word"])
def test_a_noun_for_who_speaks_is_a_speaker(row):
    """It counts though it stands there once."""
    (label,) = labels(row["example"])
    assert voices_among([label], 50, row["example"]) == {label.name}


@pytest.mark.parametrize("row", [row for row in VOICES if row["kind"] == "topic"], ids=lambda row: row["word"])
def test_a_noun_for_what_follows_is_no_speaker(row):
    """It does not count however often it recurs."""
    assert labels(row["example"], row["example"].upper(), f"[{row['word']}]: x") == []


@pytest.mark.parametrize("row", [row for row in VOICES if row["kind"] == "credit"], ids=lambda row: row["word"])
def test_a_line_that_names_the_maker_is_a_credit(row):
    """The words stand at its head."""
    assert is_credit(row["example"])
    assert not is_credit(f"It was {row['example'].lower()}")


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("SPEAKER_00", "sure"), ("Speaker B", "sure"), ("spk 1", "sure"), ("STUDENT 2", "sure"),
        ("Dr. Berg", "sure"), ("Prof. Anna Berg", "sure"), ("Student", "role"), ("Unknown Speaker", "role"),
        ("Anna Berg", "name"), ("ANNA BERG", "name"), ("Berg, Anna", "name"),
        ("Anna M. van den Berg", "name"), ("Élise", "name"),
        ("anna", "odd"), ("room 214", "odd"), ("so the answer is", "odd"),
        ("Step Two", None), ("Note", None), ("Chapter 3", None), ("A", None), ("We said. Then", None),
        ("One two three four five six", None),
    ],
)  # fmt: skip
def test_how_much_a_label_looks_like_a_speaker(name, grade):
    """Numbers and titles make sure, capitals make a name, small letters something odd."""
    assert grade_of(name) == grade


@pytest.mark.parametrize(
    ("texts", "turns", "voices"),
    [
        (["Anna Berg: x"], 9, set()),
        (["Anna Berg: x", "Anna Berg: y"], 9, set()),
        (["Anna Berg: x", "Tom Lee: y", "Anna Berg: z"], 9, {"Anna Berg", "Tom Lee"}),
        (["Causes: x", "Effects: y", "Causes: z", "Effects: w"], 9, set()),
        (["Glaucon: x", "Glaucon: y", "Glaucon: z"], 9, {"Glaucon"}),
        (["Well: x", "Well: y", "Well: a well"], 9, set()),
        (["anna: x", "anna: y", "anna: z", "Tom Lee: a", "Tom Lee: b", "Tom Lee: c"], 6, {"anna", "Tom Lee"}),
        (["Dr. Berg: x"], 9, {"Dr. Berg"}),
    ],
)  # fmt: skip
def test_which_labels_are_speakers(texts, turns, voices):
    """One that is surely one, or that recurs as speakers do; a word that the text also writes small is none."""
    assert voices_among(labels(*texts), turns, "\n".join(texts)) == voices
