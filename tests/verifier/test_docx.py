"""Each lie in handout.docx is found: in its lines, and wherever else a program could show words."""

from __future__ import annotations

import io
import zipfile

import pytest

from exported import packed, swapped
from lights import export, lie, lights

MAIN, CORE, STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A hand-out, proven."""
    return export(lights(), tmp_path_factory.mktemp("docx"), "docx")


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (MAIN, ">In 1696 Henry", ">In 1697 Henry", "words"),
        (MAIN, ">The Eddystone lights<", ">The Eddystone light<", "words"),
        (MAIN, "promised, Winstanley", "promised, Smeaton", "words"),
        (MAIN, " (denied, Smeaton)", "", "words"),
        (MAIN, ">Notes<", ">Timeline<", "words"),
        (MAIN, " [L9]", " [L5]", "reference"),
        (MAIN, " [L9]", "", "reference"),
        (MAIN, ">1697<", ">1698<", "words"),
        (MAIN, ">A mortar that sets under water<", ">A joint that no pull can open<", "words"),
        (MAIN, ">What is meant by Dovetail?<", ">What is meant by Smeaton?<", "words"),
        (MAIN, "(S2)", "(S1)", "words"),
        (MAIN, "<w:tbl>", "<w:p><w:r><w:t>And more.</w:t></w:r></w:p><w:tbl>", "untraced"),
        (MAIN, "</w:tr></w:tbl>", "</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>stray", "untraced"),
        (MAIN, "<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t", "untraced"),
        (MAIN, "<w:p>", '<w:p><w:bookmarkStart w:id="0" w:name="Winstanley_lied"/>', "untraced"),
        (MAIN, "<w:body>", "<w:body><!-- Winstanley lied -->", "untraced"),
        (STYLES, "<w:rPr><w:b/></w:rPr></w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>", "untraced"),
        (MAIN, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Lies"/>', "untraced"),
        (CORE, "The Eddystone lights", "The Eddystone lies", "words"),
        (CORE, "</dc:title>", "</dc:title><dc:creator>Winstanley</dc:creator>", "untraced"),
        (STYLES, 'w:val="List Bullet"', 'w:val="Lies of Winstanley"', "untraced"),
        ("word/numbering.xml", 'w:val="•"', 'w:val="Perhaps"', "untraced"),
        ("word/footer1.xml", "> / <", "> of 1696 <", "untraced"),
        ("word/footer1.xml", " NUMPAGES ", " QUOTE Lies ", "untraced"),
        (
            "word/_rels/document.xml.rels",
            'Target="footer1.xml"',
            'Target="http://a.example/f" TargetMode="External"',
            "untraced",
        ),
    ],
)
def test_a_lie_in_a_part_is_found(folder, part, old, new, code):
    """Words, marks, places, hidden text, bookmarks, comments, properties, names of styles, bullets, fields, links."""
    found = lie(folder, "handout.docx", lambda data: packed(data, swapped(part, old, new)))
    assert code in [each for each, _ in found]


def test_a_line_that_is_gone_is_found(folder):
    """What the trace has must be printed."""

    def cut(parts):
        start = parts[MAIN].index(b'<w:p><w:pPr><w:pStyle w:val="ListBullet"/>')
        end = parts[MAIN].index(b"</w:p>", start) + 6
        parts[MAIN] = parts[MAIN][:start] + parts[MAIN][end:]

    assert lie(folder, "handout.docx", lambda data: packed(data, cut))


@pytest.mark.parametrize("name", ["word/comments.xml", "docProps/app.xml", "docProps/thumbnail.jpeg", "lies.txt"])
def test_a_part_too_many_is_found(folder, name):
    """Comments, properties, a picture, whatever nobody checks."""
    found = lie(folder, "handout.docx", lambda data: packed(data, lambda parts: parts.update({name: b"<a/>"})))
    assert ("untraced", f"holds the part '{name}', which no check knows") in found


def test_words_beside_the_parts_are_found(folder):
    """An archive has room for comments, and files for bytes before and behind."""

    def commented(data):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as archive:
            archive.comment = b"Winstanley lied"
        return out.getvalue()

    for change in (commented, lambda data: data + b"Winstanley lied", lambda data: b"Winstanley lied" + data):
        assert "untraced" in [code for code, _ in lie(folder, "handout.docx", change)]


def test_what_is_no_archive_is_found(folder):
    """Or lacks its main part, or has one that is no XML."""
    assert [code for code, _ in lie(folder, "handout.docx", lambda _: b"PK")] == ["unreadable"]
    for change in (lambda parts: parts.pop(MAIN), lambda parts: parts.update({MAIN: b"<w:document"})):
        found = lie(folder, "handout.docx", lambda data, change=change: packed(data, change))
        assert "unreadable" in [code for code, _ in found]
