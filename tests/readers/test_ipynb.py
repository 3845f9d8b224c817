"""Jupyter notebooks: old and broken ones."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.errors import BadFile, EmptySource, ReadingError
from coursepack.notices import Log
from coursepack.readers.ipynb import read


def pieces(data: bytes) -> list[tuple[str, int, str]]:
    reading = read(data, source="a.ipynb", log=Log())
    return [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces]


def test_a_notebook_of_the_third_format_is_read():
    """It has worksheets, and headings as cells of their own."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["The sale"]},
        {"cell_type": "markdown", "source": "It went for a song."},
    ]
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()
    assert pieces(data) == [("heading", 2, "The sale"), ("paragraph", 0, "It went for a song.")]


@pytest.mark.parametrize(
    "data", [b"words", b'{"cells": 5}', b'{"cells": [{"source": {}}]}', b'{"cells": [', b"[" * 100_000]
)
def test_what_is_no_notebook_is_told(data):
    """Other text, other JSON, half a file and brackets without end are one line each."""
    with pytest.raises(BadFile) as caught:
        pieces(data)
    assert str(caught.value) == "a.ipynb: is no Jupyter notebook, or half of one; save it again in Jupyter"


@pytest.mark.parametrize(
    "cells", [[], [{"cell_type": "code", "source": "x = 1"}], [{"cell_type": "markdown", "source": " "}]]
)
def test_a_notebook_without_words_is_empty(cells):
    """Code alone is no text."""
    with pytest.raises(EmptySource):
        pieces(json.dumps({"cells": cells}).encode())


@given(st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw", "heading"]), st.text(max_size=30)), max_size=5))
def test_no_cells_crash_the_reader(cells):
    """Whatever cells hold, there is a reading whose pieces are in order, or one clear line."""
    data = json.dumps({"cells": [{"cell_type": kind, "source": text} for kind, text in cells]}).encode()
    try:
        reading = read(data, source="a.ipynb", log=Log())
    except ReadingError:
        return
    ends = [0, *(piece.end for piece in reading.pieces)]
    assert all(last <= piece.start < piece.end for last, piece in zip(ends, reading.pieces, strict=False))
