"""EPUB books, made here part by part: order, locks, bombs, and half a file."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import EmptySource, ReadingError
from coursepack.notices import Log
from coursepack.readers._zip import LARGEST_PART
from coursepack.readers.epub import read

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
BOOK = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Two Mills</dc:title></metadata><manifest>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/a%20one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x" linear="no"/></spine>'
    "</package>"
)
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
)
FIRST = (
    f'{HEAD}<head><title/></head><body><h1>The riot<a id="p1"/></h1><p>In April the price doubled.</p></body></html>'
)
SECOND = (
    f"{HEAD}<head><title>b</title></head><body><section><h1>The sale</h1><p>Anna Brandt bought the mill.</p>"
    '<aside epub:type="footnote"><p>For a song.</p></aside></section></body></html>'
)
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": BOOK,
    "OEBPS/nav.xhtml": f"{HEAD}<body><nav><ol><li>The riot</li></ol></nav></body></html>",
    "OEBPS/text/a one.xhtml": FIRST,
    "OEBPS/text/b.xhtml": SECOND,
    "OEBPS/x.xhtml": f"{HEAD}<body><p>An advertisement.</p></body></html>",
}


def book(**others: str | bytes) -> bytes:
    parts = {**PARTS, **{name.replace("__", "/"): body for name, body in others.items()}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        read(data, source="a.epub", log=Log())
    return str(caught.value)


def test_chapters_are_read_in_the_order_of_the_spine():
    """The book's title stands first, chapters below it; contents and advertisements are left out and told."""
    log = Log()
    reading = read(book(), source="a.epub", log=log)
    assert [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces] == [
        ("heading", 1, "Two Mills"),
        ("heading", 2, "The riot"),
        ("paragraph", 0, "In April the price doubled."),
        ("heading", 2, "The sale"),
        ("paragraph", 0, "Anna Brandt bought the mill."),
        ("note", 0, "For a song."),
    ]
    assert (reading.kind, reading.title) == ("document", "Two Mills")
    assert [each.text for each in log.notices] == [
        "1 table of contents is not read",
        "1 part beside the text is not read",
    ]


def test_a_missing_chapter_is_told():
    """The others are read."""
    log = Log()
    read(book(**{"OEBPS__book.opf": BOOK.replace("text/b", "text/c")}), source="a.epub", log=log)
    assert "1 missing chapter is not read" in [each.text for each in log.notices]


def test_a_locked_book_is_told():
    """Encrypted fonts are common; an encrypted chapter is a lock."""
    lock = (
        "<encryption><EncryptedData><CipherData><CipherReference URI='{}'/></CipherData></EncryptedData></encryption>"
    )
    read(book(**{"META-INF__encryption.xml": lock.format("OEBPS/font.otf")}), source="a.epub", log=Log())
    assert refused(book(**{"META-INF__encryption.xml": lock.format("OEBPS/text/b.xhtml")})) == (
        "a.epub: is locked by its seller (DRM); coursepack reads books without a lock"
    )


def test_a_bomb_is_told():
    """A part that unpacks to more than is safe, and entities that grow, are one line each."""
    assert "unpacks to more than" in refused(book(**{"OEBPS__text__b.xhtml": b" " * (LARGEST_PART + 1)}))
    entities = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    opf = BOOK.replace("?>", f"?>{entities}", 1).replace("Two Mills", "&b;")
    assert "declares a document type in 'OEBPS/book.opf'" in refused(book(**{"OEBPS__book.opf": opf}))
    chapter = SECOND.replace("?>", f"?>{entities}", 1).replace("For a song.", "&b;")
    assert "declares entities in 'OEBPS/text/b.xhtml'" in refused(book(**{"OEBPS__text__b.xhtml": chapter}))
    typed = SECOND.replace("?>", "?><!DOCTYPE html>", 1)
    assert read(book(**{"OEBPS__text__b.xhtml": typed}), source="a.epub", log=Log()) == read(
        book(), source="a.epub", log=Log()
    )


def test_half_a_book_and_other_archives_are_told():
    """A file cut short, an archive that is no book, and bytes that are no archive."""
    assert refused(book()[:400]) == "a.epub: is cut short; save it again, or copy it anew"
    assert "is an archive, but no EPUB book" in refused(book(**{"META-INF__container.xml": "<container/>"}))
    assert "is no file of its format" in refused(b"words")
    with pytest.raises(EmptySource):
        read(book(**{"OEBPS__book.opf": "<package/>"}), source="a.epub", log=Log())


def test_headings_are_told_by_style_sheets_where_no_tag_tells_them():
    """LibreOffice writes each paragraph as "p", its size and weight as classes; the title is read once."""
    sheet = ".s0 {font-size: 18.0pt; font-weight: bold;}\n.s2 { font-size: 14pt }\n.s1 { }\n.b { font-weight: bold }"
    first = (
        f"{HEAD}<body><p><span class='s0'>Two Mills</span></p><p><span class='s0'>The riot</span></p>"
        "<p><span class='s1'>In April the price doubled in every market.</span></p>"
        "<p><span class='s2'>What rose</span></p><p>Rye rose <span class='b'>first</span> of all.</p></body></html>"
    )
    second = f"{HEAD}<body><p class='s2'>And last</p></body></html>"
    parts = {"OEBPS/s.css": sheet, "OEBPS/text/a one.xhtml": first, "OEBPS/text/b.xhtml": second}
    reading = read(book(**parts), source="a.epub", log=Log())
    assert [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces] == [
        ("heading", 1, "Two Mills"),
        ("heading", 2, "The riot"),
        ("paragraph", 0, "In April the price doubled in every market."),
        ("heading", 3, "What rose"),
        ("paragraph", 0, "Rye rose first of all."),
        ("paragraph", 0, "And last"),
    ]


@settings(max_examples=150)
@given(st.data())
def test_no_bytes_crash_the_reader(data):
    """A book with bytes changed, cut out or put in gives a reading or one clear line."""
    good = book()
    at = data.draw(st.integers(0, len(good)))
    broken = good[:at] + data.draw(st.binary(max_size=8)) + good[at + data.draw(st.integers(0, 40)) :]
    with suppress(ReadingError):
        assert read(broken, source="a.epub", log=Log()).pieces
