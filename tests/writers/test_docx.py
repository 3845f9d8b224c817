"""handout.docx as python-docx and LibreOffice read it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from msgspec.structs import replace

from coursepack.writers.docx import write
from lights import lights


@pytest.fixture(scope="module")
def data():
    """The hand-out of the small pack."""
    return write(lights()).files["handout.docx"]


@pytest.fixture(scope="module")
def document(data):
    """As python-docx opens it."""
    return Document(io.BytesIO(data))


def test_lines_have_real_styles(document):
    """What a program lists as title, headings and lists is that."""
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["The Eddystone lights"] == "Title"
    assert styles["Notes"] == "Heading 1"
    assert styles["Winstanley's tower"] == "Heading 2"
    assert styles["Smeaton denied that granite alone would hold. (denied, Smeaton) [L9]"] == "List Bullet"
    assert styles["What is meant by Dovetail?"] == "List Number"


def test_places_and_marks_have_styles_of_their_own(document):
    """So that whoever wants them gone changes one style."""
    [line] = [each for each in document.paragraphs if each.text.startswith("Smeaton denied")]
    assert [(run.text, run.style.name) for run in line.runs[1:]] == [
        (" (denied, Smeaton)", "Emphasis"),
        (" [L9]", "Subtle Reference"),
    ]


def test_the_timeline_is_a_table_whose_head_is_repeated(document):
    """Date, event and place; a row never breaks over two pages."""
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Date", "Event", "Place"]
    assert [cell.text for cell in table.rows[2].cells] == ["1697", "A French privateer seized Winstanley.", "[L5]"]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "cantSplit" in table.rows[2]._tr.xml


def test_pages_are_a4_and_numbered(document):
    """Numbers are fields, so that whoever adds a page has them right."""
    [section] = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml
    assert "NUMPAGES" in section.footer._element.xml


def test_answers_follow_questions_in_their_order(document):
    """Each list is counted from 1."""
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "List Number"]
    asked, answered = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    assert asked[-1] == "What is meant by Dovetail?"
    assert answered[-1] == "A joint that no pull can open [S2 L6]"


def test_properties_have_the_title_alone(document):
    """No author, no clock, no words of a library's template."""
    core = document.core_properties
    assert core.title == "The Eddystone lights"
    assert (core.author, core.comments, core.last_modified_by, core.created) == ("", "", "", None)


def test_the_same_pack_gives_the_same_bytes(data):
    """Whenever it is written."""
    assert write(lights()).files["handout.docx"] == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_xml_can_not_write_is_a_blank():
    """A form feed in a title breaks no file."""
    pack = lights()
    source = replace(pack.sources[0], title="The \x0cEddystone & its <lights>")
    data = write(replace(pack, sources=(source, *pack.sources[1:]))).files["handout.docx"]
    assert Document(io.BytesIO(data)).paragraphs[0].text == "The  Eddystone & its <lights>"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(data, tmp_path):
    """And prints every line of it."""
    (tmp_path / "handout.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "handout.docx"], check=True, capture_output=True)
    text = (tmp_path / "handout.txt").read_text(encoding="utf-8")
    assert (
        "Winstanley promised that the tower would stand the worst storm of the century. (promised, Winstanley)" in text
    )
    assert "Hydraulic lime: a mortar that sets under water [S2 L5]" in text
