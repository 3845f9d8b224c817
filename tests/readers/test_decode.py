"""Encodings, byte order marks, line ends, and what is no text."""

from __future__ import annotations

import pytest

from coursepack.errors import BadFile, EmptySource, NotText
from coursepack.notices import Log
from coursepack.readers._decode import decode

ENGLISH = "The “Leap” — Mao’s plan — began in 1958; the café on the Zürichberg was naïve about it.\nIt cost £5.\n"
ENCODED = [
    (ENGLISH, "cp1252"),
    (ENGLISH, "mac_roman"),
    ("A long page of plain English with a single apostrophe in it, Mao’s, and nothing else.\n" * 3, "cp1252"),
    ("A long page of plain English with a single apostrophe in it, Mao’s, and nothing else.\n" * 3, "mac_roman"),
    ("café", "cp1252"),
    ("café", "mac_roman"),
    ("Mao’s café – naïve.", "cp1252"),
    ("Die Größe überraschte die Führung; Äpfel und Öl waren knapp.\n", "cp1252"),
    ("L’été dernier, le général a démissionné à Genève où il était né.\n", "cp1252"),
    ("Раскол между Советским Союзом и Китаем стал очевиден к 1958 году.\n", "cp1251"),
    ("Раскол между Советским Союзом и Китаем стал очевиден к 1958 году.\n", "koi8_r"),
    ("中ソ対立は一九五八年に明らかになりました。これは重要です。\n", "shift_jis"),
    ("中ソ対立は一九五八年に明らかになりました。これは重要です。\n", "euc_jp"),
    ("中苏分裂在一九五八年越来越明显,边境冲突发生在六十年代末。\n", "gb18030"),
    ("中蘇分裂在一九五八年越來越明顯,邊境衝突發生在六十年代末。\n", "big5"),
]
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
NO_TEXT = [
    (b"%PDF-1.7\n%\xe2\xe3", "byte 0 is the start of a PDF document"),
    (b"PK\x03\x04\x14\x00", "byte 0 is the start of a ZIP archive (a .docx or .pptx?)"),
    (b"\x89PNG\r\n\x1a\n\x00", "byte 0 is the start of a PNG image"),
    (b"\x7fELF\x02\x01", "byte 0 is the start of a program (ELF)"),
    (b"words\x00and more words", "byte 5 is a NUL byte"),
    (b"\xff\xfea\x00b", "byte 4 is no character of UTF-16, which the byte order mark promises"),
    (b"ab\x03\x04", "byte 2 is a control character (0x03)"),
    (bytes(range(128, 160)), "byte 0 is no character of a known encoding (0x80)"),
]


def read(data: bytes) -> tuple[str, list[str]]:
    log = Log()
    return decode(data, source="a.txt", log=log), [each.text for each in log.notices]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_an_encoding_is_recognised_and_told(text, encoding):
    """The text comes back from each common encoding, with one notice."""
    assert read(text.encode(encoding))[0] == text
    assert len(read(text.encode(encoding))[1]) == 1


@pytest.mark.parametrize("encoding", WIDE)
def test_wide_text_needs_no_mark(encoding):
    """UTF-16 and UTF-32 are read in either byte order, with their mark or by where their NUL bytes stand."""
    told = "read as UTF-16; UTF-8 is safer" if "16" in encoding else "read as UTF-32; UTF-8 is safer"
    assert read(ENGLISH.encode(encoding)) == (ENGLISH, [told])


def test_utf8_is_not_told():
    """UTF-8 is what is wanted; its byte order mark is dropped without a word, other marks stay."""
    assert read("\ufeffa\ufeffé".encode()) == ("a\ufeffé", [])


def test_line_ends_become_line_feeds():
    """CRLF, a lone CR and LF end a line; other separators are characters of it."""
    assert read("a\r\nb\rc\n\rd\u2028e\x0bf\x85".encode()) == ("a\nb\nc\n\nd\u2028e\x0bf\x85", [])


def test_a_few_broken_bytes_are_shown():
    """A file that is UTF-8 but for a few bytes stays UTF-8; what is broken is shown as U+FFFD and counted."""
    text, told = read("é è à ê ï".encode() + b" \xff.")
    assert text == "é è à ê ï \ufffd."
    assert told == ["UTF-8 with 1 byte that is no part of it, first at byte 15; shown as \ufffd"]


@pytest.mark.parametrize(("data", "said"), NO_TEXT)
def test_binary_input_is_refused(data, said):
    """What is no text is refused with the byte that shows it."""
    with pytest.raises(NotText) as caught:
        read(data)
    assert str(caught.value) == f"a.txt: {said}, so this is no text; save it as UTF-8 text"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", "\u00a0\u3000".encode(), b"\xff\xfe \x00"])
def test_nothing_but_white_space_is_refused(data):
    """An empty file is said to be empty."""
    with pytest.raises(EmptySource) as caught:
        read(data)
    assert str(caught.value) == "a.txt: holds no words; give a file with text"


def test_too_large_a_file_is_refused(monkeypatch):
    """A file is bounded before anything is made of it."""
    monkeypatch.setattr("coursepack.readers._decode.LARGEST", 2**20)
    with pytest.raises(BadFile) as caught:
        read(b"a" * (2**20 + 1))
    assert str(caught.value) == "a.txt: has more than 1 MiB; divide it into several files"
