"""Each lie in handout.epub is found: in its lines, its contents, and wherever else a program could show words."""

from __future__ import annotations

import zipfile

import pytest

from exported import packed, swapped
from lights import export, lie, lights

NOTES, BOOK, NAV, STYLE = "book/chapter-2.xhtml", "book/content.opf", "book/nav.xhtml", "book/style.css"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An e-book, proven."""
    return export(lights(), tmp_path_factory.mktemp("epub"), "epub")


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (NOTES, ">In 1696 Henry", ">In 1697 Henry", "words"),
        (NOTES, "(promised, Winstanley)", "(reported, Winstanley)", "words"),
        (NOTES, " [L9]", " [L5]", "reference"),
        (NOTES, '<span class="reference"> [L9]</span>', "", "reference"),
        (NOTES, "<title>Notes", "<title>Lies", "words"),
        (NOTES, "<ul><li>", "<ul><li>And more.</li><li>", "words"),
        (NOTES, "<h1 ", '<h1 title="Winstanley lied" ', "untraced"),
        (NOTES, "<li>", '<li style="display:none">', "untraced"),
        (NOTES, "<ul>", "<p>And more.</p><ul>", "untraced"),
        (NOTES, "<ul>", '<img src="a.png" alt="Winstanley lied"/><ul>', "untraced"),
        (NOTES, "<ul>", "<!-- Winstanley lied --><ul>", "untraced"),
        (NOTES, "</body>", "And more.</body>", "untraced"),
        (NOTES, "</head>", "<script>document.write('lies')</script></head>", "untraced"),
        (NOTES, "</head>", '<meta name="description" content="lies"/></head>', "untraced"),
        ("book/chapter-4.xhtml", "<b>1697</b>", "<b>1698</b>", "words"),
        (NAV, ">Timeline<", ">Questions<", "words"),
        (NAV, "</nav>", "</nav><p>And more.</p>", "untraced"),
        (NAV, 'href="chapter-2.xhtml"', 'href="https://a.example/"', "untraced"),
        (BOOK, "The Eddystone lights", "The Eddystone lies", "words"),
        (BOOK, "</metadata>", "<dc:creator>Winstanley</dc:creator></metadata>", "untraced"),
        (BOOK, "</metadata>", "<dc:description>Lies</dc:description></metadata>", "untraced"),
        (BOOK, "urn:uuid:", "urn:uuid:0", "trace"),
        (BOOK, ">none<", ">flashing<", "untraced"),
        (STYLE, "body {", 'h1::after { content: "lies" } body {', "untraced"),
        ("META-INF/container.xml", "book/content.opf", "book/other.opf", "untraced"),
        ("mimetype", "epub", "zip", "unreadable"),
    ],
)
def test_a_lie_in_a_part_is_found(folder, part, old, new, code):
    """Words, marks, places, titles, hidden text, alternative text, comments, scripts, properties, styles, links."""
    found = lie(folder, "handout.epub", lambda data: packed(data, swapped(part, old, new), zipfile.ZIP_STORED))
    assert code in [each for each, _ in found]


@pytest.mark.parametrize("name", ["book/chapter-99.xhtml", "META-INF/metadata.xml", "book/lies.txt"])
def test_a_part_too_many_is_found(folder, name):
    """A chapter that nobody lists, or a file that a program may show."""
    page = b"<html><head><title>Lies</title></head></html>"
    assert lie(
        folder, "handout.epub", lambda data: packed(data, lambda parts: parts.update({name: page}), zipfile.ZIP_STORED)
    )


def test_a_chapter_that_is_gone_is_found(folder):
    """What the trace has must be printed."""
    found = lie(folder, "handout.epub", lambda data: packed(data, lambda parts: parts.pop(NOTES), zipfile.ZIP_STORED))
    assert "gone" in [code for code, _ in found]
