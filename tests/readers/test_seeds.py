"""The two documents that coursepack starts from; they are not a part of the project."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from coursepack.notices import Log
from coursepack.plugins import reader_for

SHARED = Path(os.environ.get("COURSEPACK_SHARED", Path(__file__).parents[3] / "shared"))


def read(name: str):
    path = SHARED / "seeds" / name
    if not path.exists():
        pytest.skip(f"{path} is not there; COURSEPACK_SHARED names its folder")
    log = Log()
    return reader_for(name).read(path.read_bytes(), source=name, log=log), log


def test_the_seed_lecture_is_a_transcript():
    """Each of its 38 lines is a piece of speech."""
    reading, log = read("lecture.txt")
    assert (reading.kind, reading.title, log.notices) == ("transcript", "", [])
    assert [piece.role for piece in reading.pieces] == ["speech"] * 38


def test_the_seed_slides_are_slides():
    """Each of its 31 lines has its role and level."""
    reading, log = read("slides.txt")
    counts = Counter((piece.role, piece.level) for piece in reading.pieces)
    assert (reading.kind, log.notices) == ("slides", [])
    assert counts == {
        ("heading", 1): 1,
        ("heading", 2): 6,
        ("bullet", 1): 14,
        ("bullet", 2): 4,
        ("callout", 0): 5,
        ("question", 0): 1,
    }
    assert reading.text[reading.pieces[0].start :].startswith(reading.title)
