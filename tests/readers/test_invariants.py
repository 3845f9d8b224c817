"""What holds for every reader and any input."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import BLOCK_SCRAPS, CAPTION_SCRAPS, NAMES, NOTE_SCRAPS, reading_of, scraps
from hypothesis import given
from hypothesis import strategies as st
from long_inputs import HEADS

from coursepack.notices import Log
from coursepack.plugins import reader_for

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").glob("*/*") if path.suffix != ".md")
BLANKS = " \u00a0\u3000\u2009\u200b\u2028\x0b\x0c\x85\ufeff"
ANY = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    scraps(CAPTION_SCRAPS).map(str.encode),
    scraps(BLOCK_SCRAPS, NOTE_SCRAPS).map(str.encode),
    scraps(CAPTION_SCRAPS, BLOCK_SCRAPS).map(str.encode),
)


@pytest.mark.parametrize("name", NAMES)
@given(data=ANY)
def test_pieces_and_marks_are_sorted_and_apart(name, data):
    """Pieces are in order, trimmed, never empty; marks are in order and lie inside pieces; no input crashes."""
    reading = reading_of(data, name)
    if reading is None:
        return
    last = 0
    for piece in reading.pieces:
        quote = reading.text[piece.start : piece.end]
        assert last <= piece.start < piece.end <= len(reading.text)
        assert quote == quote.strip()
        last = piece.end
    for (_, before), (begin, _) in zip(((0, 0), *reading.marks), reading.marks, strict=False):
        assert before <= begin
    assert all(any(p.start <= begin < end <= p.end for p in reading.pieces) for begin, end in reading.marks)


@pytest.mark.parametrize("name", NAMES)
@given(data=scraps(CAPTION_SCRAPS, BLOCK_SCRAPS))
def test_line_ends_and_marks_of_encodings_change_nothing(name, data):
    """LF, CRLF and CR, with and without byte order mark, give the same text, pieces and marks."""
    data = data.replace("\r", "")
    plain = reading_of(data.encode(), name)
    for line_end in ("\n", "\r\n", "\r"):
        other = data.replace("\n", line_end)
        assert reading_of(other.encode(), name) == plain
        assert reading_of(other.encode("utf-8-sig"), name) == plain


@pytest.mark.parametrize("name", NAMES)
@given(gaps=st.lists(st.text(BLANKS, min_size=1, max_size=3), min_size=4, max_size=4))
def test_no_word_is_lost_to_a_blank(name, gaps):
    """Whatever white space stands between words, before them and after them, each word is in a piece."""
    reading = reading_of((HEADS.get(name, "") + "Rome".join(gaps)).encode(), name)
    assert reading is not None
    assert sum(reading.text[piece.start : piece.end].count("Rome") for piece in reading.pieces) == len(gaps) - 1


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_text_is_the_file(path):
    """A UTF-8 file with LF is its own text, so that lines and offsets are those of the user's file."""
    data = path.read_bytes()
    assert reader_for(path.name).read(data, source=path.name, log=Log()).text == data.decode()


def test_a_long_line_is_told():
    """A line of more than 100,000 characters is read, with a notice that names it."""
    log = Log()
    reading = reader_for("a.txt").read(b"Short.\n\n" + b"word " * 25_000, source="a.txt", log=log)
    assert len(reading.pieces) == 2
    assert [(each.kind, each.text, each.place.line) for each in log.notices] == [
        ("long_line", "a line of 125,000 characters", 3)
    ]
