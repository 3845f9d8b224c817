"""Tagged PDFs: whom to believe, trees that no author writes, and what programs really write."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from sheets import pdf_of

from coursepack.notices import Log
from coursepack.readers.pdf import read

CHROMIUM = shutil.which("chromium")


def pieces(data: bytes) -> list[tuple[str, int, str]]:
    reading = read(data, source="a.pdf", log=Log())
    return [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces]


def test_a_page_whose_words_have_few_tags_is_read_by_its_look():
    """Tags that leave out words of a page say nothing of the order of all of them."""
    outline = "page 595 842\n72 100 11 | Nobody has counted the sacks.\n72 140 11 <H1.1> | Then they came.\n"
    assert pieces(pdf_of(outline)) == [
        ("paragraph", 0, "Nobody has counted the sacks."),
        ("paragraph", 0, "Then they came."),
    ]


def test_tags_of_slides_are_not_followed():
    """They go by when a box was made, and call a title a paragraph."""
    outline = "page 720 540\n40 300 20 <P.1> | a mill\n40 60 36 <P.2> | The Abbey\n"
    assert pieces(pdf_of(outline))[0] == ("heading", 1, "The Abbey")


@pytest.mark.parametrize("deep", [5, 35, 3000])
def test_a_tree_nested_too_deep_hides_no_words(deep):
    """What PDFium or the reader does not follow is read as if it had no tags."""
    path = "/".join(f"Sect.{each}" for each in range(deep))
    assert pieces(pdf_of(f"page 595 842\n72 100 11 <{path}/P.1> | Then they came.\n")) == [
        ("paragraph", 0, "Then they came.")
    ]


def test_a_tree_that_holds_itself_ends():
    """An element that is its own grandchild is a fault of the file, not a reason to go round in it."""
    data = pdf_of("page 595 842\n72 100 11 <Sect.1/Sect.2/P.1> | Then they came.\n")
    inner = data.index(b"/S/P/")
    kids = data.index(b"/K[", inner)
    parent = data[data.index(b"/P ", inner) : data.index(b"/K[", inner)].removeprefix(b"/P ")
    looped = data[: kids + 3] + parent + b" " + data[kids + 3 :]
    assert pieces(looped) == [("paragraph", 0, "Then they came.")]


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_lists_and_columns_from_a_browser(tmp_path):
    """What Chromium prints keeps the levels of its lists, its headings, and the order of columns beside each other."""
    body = "<div><h2>Rents</h2><ul><li>Rye<ul><li>Sown late<li>Cut in July</ul><li>Oats</ul><p>He paid them.</div>"
    style = "@page{size:A4} body{display:flex} div{flex:1} li{font-size:14px}"
    (tmp_path / "a.html").write_text(f"<!doctype html><style>{style}</style>{body}{body.replace('Rents', 'Tithes')}")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/home"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={tmp_path}/a.pdf", f"file://{tmp_path}/a.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "a.pdf").read_bytes()
    column = [("bullet", 1, "Rye"), ("bullet", 2, "Sown late"), ("bullet", 2, "Cut in July"), ("bullet", 1, "Oats")]
    column.append(("paragraph", 0, "He paid them."))
    expected = [("heading", 2, "Rents"), *column, ("heading", 2, "Tithes"), *column]
    assert pieces(data) == expected
    # Without its tags, the signs that it has drawn say the same, and the headings' size alone their level.
    bare = pieces(data.replace(b"/StructTreeRoot", b"/StructTreeNone"))
    assert [each[::2] for each in bare] == [each[::2] for each in expected]
