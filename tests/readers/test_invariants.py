"""What holds for every reader and any input."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import BLOCK_SCRAPS, CAPTION_SCRAPS, NAMES, reading_of, scraps
from hypothesis import given
from hypothesis import strategies as st

from coursepack.notices import Log
from coursepack.plugins import reader_for
from growth import grows_evenly

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").glob("*/*") if path.suffix != ".md")
ANY = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    scraps(CAPTION_SCRAPS).map(str.encode),
    scraps(BLOCK_SCRAPS).map(str.encode),
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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_text_is_the_file(path):
    """A UTF-8 file with LF is its own text, so that lines and offsets are those of the user's file."""
    data = path.read_bytes()
    assert reader_for(path.name).read(data, source=path.name, log=Log()).text == data.decode()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "scrap",
    [
        "word ",
        "<v ",
        "[a ",
        "*a ",
        "`",
        "&amp",
        "<!--",
        "♪ ",
        "{\\",
        "- ",
        "x\u00a0",
        "A: ",
        "[00:12] ",
        "0:12 ",
        "Al B: x. ",
    ],
)
def test_one_long_line_takes_linear_time(name, scrap):
    """Four times the length takes at most seven times as long, whatever the line is made of."""
    head = {
        "a.srt": "1\n00:01,000 --> 00:02,000\n",
        "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "a.sbv": "0:00:01.000,0:00:02.000\n",
    }.get(name, "")
    sizes = (100_000, 400_000) if scrap != "word " else (500_000, 2_000_000)
    short, long = ((head + scrap * (size // len(scrap))).encode() for size in sizes)
    assert grows_evenly(lambda: reading_of(short, name), lambda: reading_of(long, name), 0.5)


def test_a_long_line_is_told():
    """A line of more than 100,000 characters is read, with a notice that names it."""
    log = Log()
    reading = reader_for("a.txt").read(b"Short.\n\n" + b"word " * 25_000, source="a.txt", log=log)
    assert len(reading.pieces) == 2
    assert [(each.kind, each.text, each.place.line) for each in log.notices] == [
        ("long_line", "a line of 125,000 characters", 3)
    ]
