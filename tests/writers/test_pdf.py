"""handout.pdf: cues beside notes, summaries below sections, on paper, with fonts of its own."""

from __future__ import annotations

import re
import sys

import pypdfium2
import pytest
from msgspec.structs import replace

from coursepack.errors import SettingMissing
from coursepack.model.wording import FIXED
from coursepack.writers import pdf
from coursepack.writers._cornell import parts
from coursepack.writers.pdf import write
from lights import lights


@pytest.fixture(scope="module")
def data():
    """The hand-out of the small pack, where what sets it is installed."""
    pytest.importorskip("typst")
    return write(lights()).files["handout.pdf"]


def test_a_question_stands_beside_the_note_that_answers_it():
    """Where it fits beside it; else a term, else whom the note is about or names first, each once."""
    found = {each.note.claims[0]: each.cue.text for part in parts(lights()) for each in part.notes if each.cue}
    assert found["st1"] == "Henry Winstanley"
    assert found["st2"] == "A French privateer seized ____ in 1697."
    assert found["st11"] == "Hydraulic lime"
    assert found["st7"] == "John Smeaton"
    assert found["st5"] == "Great Storm"
    assert "st10" not in found


def test_a_section_is_summed_up_by_what_stands_alone():
    """Two statements under a label, in text order; a short section needs none."""
    first, *_, last = parts(lights())
    assert [line.claims for line in first.summary] == [(), ("st1",), ("st4", "e2")]
    assert last.summary == ()


def test_pages_are_a4_with_a_title_and_bookmarks(data):
    """What a program lists beside the pages."""
    document = pypdfium2.PdfDocument(data)
    assert [round(each) for each in document[0].get_size()] == [595, 842]
    assert document.get_metadata_value("Title") == "The Eddystone lights"
    assert [each.get_title() for each in document.get_toc()][:3] == ["Notes", "Winstanley's tower", "Smeaton's tower"]


def test_it_is_tagged_for_readers_for_the_blind(data):
    """PDF/UA-1 (ISO 14289-1), and its fonts are inside."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/StructTreeRoot" in data
    assert len(re.findall(rb"/FontFile", data)) >= 3


def test_the_same_pack_gives_the_same_bytes(data):
    """Whenever it is written: it holds no date."""
    assert write(lights()).files["handout.pdf"] == data
    assert b"CreationDate" not in data


def test_a_source_can_not_write_typst():
    """What means something to Typst is printed as it stands."""
    pytest.importorskip("typst")
    pack = lights()
    title = 'A "title" \\ #pagebreak() $x$ @name \x0c*strong*'
    source = replace(pack.sources[0], title=title)
    made = write(replace(pack, sources=(source, *pack.sources[1:]))).files["handout.pdf"]
    assert pypdfium2.PdfDocument(made).get_metadata_value("Title") == title.replace("\x0c", " ")


def test_a_letter_without_a_shape_is_a_box(monkeypatch):
    """One for each, and the last line says what it is; letters that the fonts have stay."""
    pytest.importorskip("typst")
    monkeypatch.setattr(pdf, "_ALONE", (True,))
    pack = lights()
    source = replace(pack.sources[0], title="大躍進 (Ζεύς, Хрущёв → x²) lights")
    made = pypdfium2.PdfDocument(write(replace(pack, sources=(source, *pack.sources[1:]))).files["handout.pdf"])
    said = "\n".join(page.get_textpage().get_text_range() for page in made).split("\r\n")
    assert said[0].split() == ["□□□", "(Ζεύς,", "Хрущёв", "→", "x²)", "lights"]
    assert FIXED["handout.shapeless"] in said


def test_a_common_letter_without_a_shape_is_told(monkeypatch):
    """A box there could hide any word."""
    pytest.importorskip("typst")
    monkeypatch.setattr(pdf, "_ALONE", (True,))
    monkeypatch.setattr(pdf, "_SHAPED", frozenset({"CJK"}))
    pack = lights()
    source = replace(pack.sources[0], title="大躍進 lights")
    with pytest.raises(SettingMissing, match="have no '大'; write docx or epub"):
        write(replace(pack, sources=(source, *pack.sources[1:])))


def test_a_sign_without_a_shape_is_left_out():
    """A deck's own bullet is no word, and no reason to print nothing."""
    pytest.importorskip("typst")
    pack = lights()
    source = replace(pack.sources[0], title="\uf0a7 The \U0001fae0 lights")
    made = write(replace(pack, sources=(source, *pack.sources[1:]))).files["handout.pdf"]
    assert pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().split("\r\n")[0].split() == ["The", "lights"]


def test_without_typst_one_line_says_what_to_install(monkeypatch):
    """It is an extra, as it is large."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(SettingMissing, match="coursepack\\[pdf\\]"):
        write(lights())
