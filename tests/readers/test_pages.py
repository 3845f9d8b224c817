"""Pages of any runs of glyphs, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import BadFile, ReadingError
from coursepack.notices import Log
from coursepack.readers._pages import FAULTS, read_book
from coursepack.readers._sheet import Book, Run, Sheet

WORDS = st.sampled_from(
    ["the mill", "•", "– rye", "1. wheat", "12", "Grain-", "½ \u00ad", "Who?", "paid.", "ﬁ", " ", "\ue000", "| a | b"]
)
NUMBERS = st.integers(-20, 700).map(float)


@st.composite
def runs(draw):
    left, base = draw(NUMBERS), draw(NUMBERS)
    return Run(
        text=draw(WORDS),
        left=left,
        right=left + draw(st.integers(0, 300)),
        base=base,
        size=draw(st.sampled_from([0.0, 6.0, 10.0, 11.0, 24.0, 60.0])),
        is_bold=draw(st.booleans()),
        is_symbol=draw(st.booleans()),
        order=draw(st.integers(0, 40)),
    )


@st.composite
def books(draw):
    width = draw(st.sampled_from([0.0, 500.0, 720.0]))
    pages = draw(st.lists(st.lists(runs(), max_size=12), min_size=1, max_size=5))
    return Book(
        sheets=tuple(Sheet(number=at, width=width, height=600.0, runs=tuple(each)) for at, each in enumerate(pages, 1))
    )


@settings(max_examples=300)
@given(books())
def test_any_pages_give_pieces_in_order(book):
    """Pieces are in order, on one line, trimmed, never empty, and each says its page."""
    try:
        reading = read_book(book, source="a.pdf", log=Log())
    except ReadingError:
        return
    last = page = 0
    for piece in reading.pieces:
        quote = reading.text[piece.start : piece.end]
        here = piece.place.page or piece.place.slide
        assert last <= piece.start < piece.end
        assert quote == quote.strip()
        assert "\n" not in quote
        assert page <= here <= len(book.sheets)
        last, page = piece.end, here


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line(fault):
    """What the process could not do is told with what to do about it."""
    with pytest.raises(BadFile) as caught:
        read_book(Book(fault=fault), source="a.pdf", log=Log())
    assert str(caught.value) == f"a.pdf: {FAULTS[fault][0]}; {FAULTS[fault][1]}"


@pytest.mark.timeout(120)
def test_a_crowded_page_is_no_trap():
    """Thousands of scraps on one page, as a drawing has them, are read in seconds."""
    scraps = tuple(
        Run(
            text="x1",
            left=at % 97 * 7.0,
            right=at % 97 * 7.0 + 4,
            base=at // 97 * 9.0,
            size=5,
            is_bold=False,
            is_symbol=False,
            order=at,
        )
        for at in range(5000)
    )
    sheet = Sheet(number=1, width=700, height=600, runs=scraps)
    assert read_book(Book(sheets=(sheet,)), source="a.pdf", log=Log()).text.count("x1") == len(scraps)
