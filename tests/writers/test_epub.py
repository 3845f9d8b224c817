"""handout.epub: its structure (EPUB 3.3, OCF), its contents, its bytes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from coursepack.notices import Log
from coursepack.readers import epub as reader
from coursepack.writers._handout import Line, Run
from coursepack.writers.epub import _bullets, write
from lights import lights


@pytest.fixture(scope="module")
def data():
    """The e-book of the small pack."""
    return write(lights()).files["handout.epub"]


@pytest.fixture(scope="module")
def parts(data):
    """Its parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def test_its_type_comes_first_and_uncompressed(data):
    """OCF, section 4.3: a program knows it by its first bytes."""
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_package_lists_what_is_there(parts):
    """Each part but the container's own is in the manifest, each chapter in the spine."""
    book = etree.fromstring(parts["book/content.opf"])
    listed = {each.get("id"): each.get("href") for each in book.iter("{*}item")}
    own = {name.removeprefix("book/") for name in parts if name.startswith("book/")} - {"content.opf"}
    assert set(listed.values()) == own
    spine = [listed[each.get("idref")] for each in book.iter("{*}itemref")]
    assert spine == sorted(name for name in own if name.startswith("chapter"))


def test_the_contents_lead_to_headings_that_are_there(parts):
    """Each entry says what stands where it leads."""
    found = 0
    for link in etree.fromstring(parts["book/nav.xhtml"]).iter("{*}a"):
        file, _, ident = link.get("href").partition("#")
        chapter = etree.fromstring(parts[f"book/{file}"])
        [heading] = chapter.xpath(f"//*[@id='{ident or 'n1'}']")
        assert "".join(heading.itertext()) == link.text
        found += 1
    assert found > 8


def test_what_stands_under_a_bullet_is_a_list_in_it():
    """XHTML lets no list stand in a list but in an item of it."""
    told = ((1, "a"), (0, "b"), (1, "c"))
    lines = [Line(kind="bullet", level=level, cells=((Run(text=text),),)) for level, text in told]
    assert _bullets(lines).replace("\n", "") == "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"


def test_the_same_pack_gives_the_same_bytes(data):
    """Whenever it is written; the same sources are the same book."""
    assert write(lights()).files["handout.epub"] == data


def test_our_own_reader_reads_it(data):
    """Its headings and bullets come back."""
    pieces = reader.read(data, source="handout.epub", log=Log())
    texts = [pieces.text[piece.start : piece.end] for piece in pieces.pieces]
    assert "Winstanley's tower" in texts
    assert any(text.startswith("Historians argue that Smeaton copied the shape of an oak.") for text in texts)


@pytest.mark.skipif(
    not (shutil.which("java") and shutil.which("epubcheck")), reason="epubcheck (Debian has it) is not installed"
)
def test_epubcheck_finds_nothing(data, tmp_path):
    """The validator of the format's makers."""
    (tmp_path / "handout.epub").write_bytes(data)
    command = ["java", "-jar", "/usr/bin/epubcheck", tmp_path / "handout.epub"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "No errors or warnings detected" in run.stdout + run.stderr
