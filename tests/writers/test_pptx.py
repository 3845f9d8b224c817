"""deck.pptx in other programs: python-pptx opens it again, LibreOffice shows each slide, and templates are kept to."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pypdfium2
import pytest
from pptx import Presentation
from tied import told_of

from coursepack.errors import UsageError
from coursepack.writers import pptx
from quarrel import quarrel

SOFFICE = shutil.which("soffice")


def written(**more):
    return pptx.write(quarrel(), **more).files["deck.pptx"]


def read(data):
    return Presentation(io.BytesIO(data))


def texts(slide):
    return [each.text for shape in slide.placeholders for each in shape.text_frame.paragraphs]


def theirs(change=None):
    """A user's presentation: the library's own, with a slide, a word on a layout, and its author's name."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Budget 2031"
    slide.notes_slide.notes_text_frame.text = "Do not show"
    presentation.core_properties.author = "Ada Lovelace"
    if change is not None:
        change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_a_deck_opens_again_with_text_in_placeholders():
    """Titles are titles, bullets have levels, quotes are notes."""
    slides = read(written()).slides
    assert [slide.shapes.title.text for slide in slides] == ["S1", "Galle", "Positions set against each other"]
    assert texts(slides[1])[1] == "1846: Galle thanked Le Verrier."
    assert slides[1].notes_slide.notes_text_frame.text.split("\n")[0] == "“In 1846 Galle thanked Le Verrier.” S1 [L1]"
    assert slides[2].placeholders[21].text == "Airy's caution"


def test_a_deck_is_wide_and_small():
    """16:9, in some tens of kilobytes."""
    presentation = read(written())
    assert round(presentation.slide_width / presentation.slide_height, 2) == 1.78
    assert len(written()) < 60_000


def test_the_same_pack_gives_the_same_bytes():
    """No clock, no random ids; a zip's dates are the earliest."""
    assert written() == written()
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(written())).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_say_the_title_alone():
    """Nobody is named as the author."""
    properties = read(written()).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("S1", "", "")


def test_every_part_of_our_look_is_found():
    """Each relation leads to a part, and each part has a type."""
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
    assert [name for name in names if not name.endswith((".rels", "]")) and f'"/{name.lstrip("/")}"' not in types] == [
        name for name in names if name == "[Content_Types].xml"
    ] or all(name.endswith((".rels", ".xml")) for name in names)


def test_a_template_gives_its_look_and_not_its_slides():
    """Its layouts are used, its words and names are gone."""
    data = written(template=theirs())
    slides = read(data).slides
    assert [slide.shapes.title.text for slide in slides] == ["S1", "Galle", "Positions set against each other"]
    assert [slide.slide_layout.name for slide in slides] == ["Title Slide", "Title and Content", "Two Content"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert not any(word in whole for word in (b"Budget", b"Do not show", b"Lovelace"))


def test_words_on_a_template_s_layouts_are_left_out():
    """No source says them; its shapes stay."""

    def stamp(presentation):
        presentation.slide_layouts[1].shapes._spTree.append(
            presentation.slides[0].shapes.add_textbox(0, 0, 99, 99)._element
        )
        presentation.slide_layouts[1].shapes[-1].text_frame.text = "Faculty of Letters"

    layout = read(written(template=theirs(stamp))).slides[1].slide_layout
    assert layout.shapes[-1].text_frame.text == ""


def test_links_of_a_template_are_left_out():
    """Nothing leads out of the file."""

    def link(presentation):
        shape = presentation.slides[0].shapes.add_textbox(0, 0, 99, 99)
        presentation.slide_masters[0].shapes._spTree.append(shape._element)
        master = presentation.slide_masters[0]
        ident = master.part.relate_to("https://example.org/", "x/hyperlink", is_external=True)
        run = master.shapes[-1].text_frame.paragraphs[0].add_run()
        run.text = "Look"
        run._r.get_or_add_rPr().add_hlinkClick(ident)

    with zipfile.ZipFile(io.BytesIO(written(template=theirs(link)))) as archive:
        assert not any(b"example.org" in archive.read(name) for name in archive.namelist())


def test_places_that_share_an_index_keep_apart():
    """As LibreOffice writes layouts: each text stands where its layout has it."""

    def same(presentation):
        for held in presentation.slide_layouts.get_by_name("Two Content").placeholders:
            held._element.ph.set("idx", "0")

    sides = [each for each in read(written(template=theirs(same))).slides[2].placeholders if each.text != ""][1:]
    assert [each.text for each in sides] == ["Airy's caution", "Galle's haste"]
    assert sides[0].left + sides[0].width <= sides[1].left


def test_text_is_as_large_as_a_template_s_places_allow():
    """Between 12 and 24 points."""
    slide = read(written(template=theirs())).slides[1]
    sizes = {run.font.size.pt for each in slide.placeholders[1].text_frame.paragraphs for run in each.runs}
    assert len(sizes) == 1
    assert 12 <= sizes.pop() <= 24


def test_a_potx_is_a_template_too():
    """It differs from a presentation by one word of its list of types."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(theirs())) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(b"presentation.main+xml", b"template.main+xml"))
    assert len(read(written(template=out.getvalue())).slides) == 3


@pytest.mark.parametrize("data", [b"", b"PK\3\4 broken", theirs()[:4000]])
def test_a_broken_template_is_one_line(data):
    """What is wrong, and what to give instead."""
    with pytest.raises(UsageError, match=r"^the template can't be opened as a presentation \(.+\); give a \.pptx "):
        written(template=data)


def test_a_template_without_a_layout_for_text_is_one_line():
    """Nothing is printed beside the place for it."""

    def bare(presentation):
        layouts = presentation.slide_layouts
        presentation.slides._sldIdLst.clear()
        for layout in [each for each in layouts if each.name not in ("Title Only", "Blank")]:
            layouts._sldLayoutIdLst.remove(layouts._sldLayoutIdLst[list(layouts).index(layout)])

    with pytest.raises(UsageError, match=r"^the template has no layout with a title and one text; add one"):
        written(template=theirs(bare))


def shown(folder, data):
    """Give LibreOffice's pages of a deck."""
    (folder / "deck.pptx").write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pypdfium2.PdfDocument(folder / "deck.pdf")


def sizes(page):
    """Give the sizes of a page's letters, in points."""
    text = page.get_textpage()
    letters = range(text.count_chars())
    found = {
        round(pypdfium2.raw.FPDFText_GetFontSize(text, at), 1) for at in letters if text.get_text_range(at, 1) > " "
    }
    return sorted(found)


@pytest.mark.skipif(SOFFICE is None, reason="no soffice on the path, so the deck is not shown")
def test_libreoffice_shows_each_slide(tmp_path):
    """A page a slide, its letters as large as they were set: a text that ran over would be shown smaller."""
    pages = shown(tmp_path, written())
    assert [sizes(page) for page in pages] == [[44.0], [12.0, 24.0, 30.0], [12.0, 21.6, 30.0]]


@pytest.mark.skipif(SOFFICE is None, reason="no soffice on the path, so the deck is not shown")
def test_long_bullets_do_not_run_over(tmp_path):
    """What is measured to fit fits, in the widest face that a program falls back on."""
    quotes = [" ".join([f"Word{at}", *("measuring" for _ in range(12)), f"end{at}."]) for at in range(12)]
    pages = shown(tmp_path, pptx.write(told_of("Titles", quotes)).files["deck.pptx"])
    assert len(pages) > 2
    assert {tuple(sizes(page)) for page in list(pages)[1:]} <= {(12.0, 20.0, 30.0), (12.0, 24.0, 30.0)}
