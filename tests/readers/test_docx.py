"""What python-docx does not write: notes, changes, fields, text boxes, and documents that are not as they should be."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st
from outlined import saved
from packed import docx_of, pieces_of, unzipped, zipped

from coursepack.errors import BadFile
from coursepack.notices import Log
from coursepack.plugins import reader_for

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).map(
    "so {}.".format
)
STYLES = st.sampled_from(["Heading 1", "Heading 3", "List Bullet", "List Number 2", "Normal", "Body Text"])


def read(data: bytes):
    log = Log()
    reading = reader_for("a.docx").read(data, source="a.docx", log=log)
    return reading, [each.text for each in log.notices]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def words_of(*paragraphs: str, others=()) -> list[str]:
    return [words for _, _, words in pieces_of(read(docx_of("".join(paragraphs), *others))[0])]


@given(st.lists(st.tuples(STYLES, WORDS), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_paragraphs_are_read_as_python_docx_reads_them(paragraphs):
    """Words are those that python-docx finds, and so are styles; each has the line of its number."""
    out = docx.Document()
    for style, words in paragraphs:
        out.add_paragraph(words, style=style)
    data = saved(out)
    reading, _ = read(data)
    found = docx.Document(io.BytesIO(data)).paragraphs
    assert reading.text == "".join(" ".join(each.text.split()) + "\n" for each in found)
    roles = {"H": "heading", "L": "bullet", "N": "paragraph", "B": "paragraph"}
    levels = {"Heading 1": 1, "Heading 3": 3, "List Bullet": 1, "List Number 2": 2}
    assert [(role, level) for role, level, _ in pieces_of(reading)] == [
        (roles[each.style.name[0]], levels.get(each.style.name, 0)) for each in found
    ]


def test_footnotes_follow_their_paragraph_and_endnotes_the_text():
    """A note is a note, at the place where the text refers to it."""
    notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'/><w:footnote w:id='2'>{}</w:footnote></w:footnotes>"
    ends = f"<w:endnotes><w:endnote w:id='2'>{paragraph(run('See Braudel.'))}</w:endnote></w:endnotes>"
    others = (
        ("footnotes", "footnotes.xml", notes.format(paragraph(run("Four sous a pound.")))),
        ("endnotes", "endnotes.xml", ends),
    )
    first = "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='2'/></w:r>"
    body = paragraph(run("Salt was dear") + first + run(".")) + paragraph(run("It was sold by force."))
    assert pieces_of(read(docx_of(body, *others))[0]) == [
        ("paragraph", 0, "Salt was dear."),
        ("note", 0, "Four sous a pound."),
        ("paragraph", 0, "It was sold by force."),
        ("note", 0, "See Braudel."),
    ]


def test_changes_are_read_as_accepted():
    """Insertions are read, deletions and what was moved away are not, and a deleted paragraph's end joins two."""
    body = (
        paragraph(
            run("The tax ")
            + f"<w:ins>{run('on salt ')}</w:ins><w:del><w:r><w:delText>on wine </w:delText></w:r></w:del>"
            + f"<w:moveFrom>{run('rose ')}</w:moveFrom>{run('was hated')}",
            "<w:rPr><w:del/></w:rPr>",
        ),
        paragraph(run("by all.") + f"<w:moveTo>{run(' It rose.')}</w:moveTo>"),
    )
    assert words_of(*body) == ["The tax on salt was hated by all. It rose."]
    assert read(docx_of("".join(body)))[1] == ["1 deletion is not read"]


def test_fields_give_their_result_and_running_ones_nothing():
    """A reference has words; a page number and a date are of the printing, and a table of contents says all twice."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    asked = "<w:r><w:instrText>{}</w:instrText></w:r>".format

    def field(instruction: str, result: str) -> str:
        return mark("begin") + asked(instruction) + mark("separate") + run(result) + mark("end")

    contents = (
        paragraph(mark("begin") + asked(" TOC \\o") + mark("separate") + run("Origins 3")),
        paragraph(run("Repeal 9")),
        paragraph(mark("end")),
    )
    body = paragraph(run("See ") + field(" REF _1 ", "table 2") + run(", page ") + field("PAGE", "7") + run(" below."))
    simple = paragraph(f"<w:fldSimple w:instr=' DATE '>{run('1 May')}</w:fldSimple>" + run("Good."))
    assert words_of(*contents, body, simple) == ["See table 2, page below.", "Good."]
    assert read(docx_of("".join((*contents, body))))[1] == ["1 table of contents is not read"]


def test_a_field_that_never_ends_takes_nothing_with_it():
    """A broken field ends with its paragraph, and a table of contents at the next heading."""
    open_ = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    contents = open_ + "<w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    heading = paragraph(run("Origins"), "<w:pStyle w:val='H'/>")
    styles = "<w:styles><w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>"
    found = words_of(
        paragraph(open_ + run("lost")),
        paragraph(run("kept")),
        paragraph(contents),
        heading,
        paragraph(run("kept too")),
        others=(("styles", "styles.xml", styles),),
    )
    assert found == ["kept", "Origins", "kept too"]


def test_a_text_box_is_read_once():
    """Word keeps it twice, for programs of two ages."""
    box = f"<w:txbxContent>{paragraph(run('In the margin.'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert words_of(paragraph(run("Beside it.") + f"<w:r>{both}</w:r>")) == ["Beside it.", "In the margin."]


def test_hidden_text_is_told():
    """What the author hid is not read."""
    reading, told = read(
        docx_of(paragraph(run("Shown") + run(" secret", "<w:vanish/>") + run(".", "<w:vanish w:val='0'/>")))
    )
    assert [words for _, _, words in pieces_of(reading)] == ["Shown."]
    assert told == ["1 stretch of hidden text is not read"]


def test_bold_lines_are_headings_where_there_are_no_others():
    """Many people know no styles; a short bold line above others is what they mean by a heading."""
    bold = "<w:b/>"
    body = (
        paragraph(run("The salt tax", bold)),
        paragraph(run("Origins", bold)),
        paragraph(run("It began in 1341.")),
        paragraph(run("It was hated.", bold)),
        paragraph(run("It ended in 1790.")),
        paragraph(run("The end", bold)),
    )
    assert pieces_of(read(docx_of("".join(body)))[0]) == [
        ("heading", 1, "The salt tax"),
        ("heading", 2, "Origins"),
        ("paragraph", 0, "It began in 1341."),
        ("paragraph", 0, "It was hated."),
        ("paragraph", 0, "It ended in 1790."),
        ("paragraph", 0, "The end"),
    ]


def test_a_table_that_only_puts_text_side_by_side_is_text():
    """A cell of many paragraphs is a column of the page, and no cell."""
    column = "".join(paragraph(run(words)) for words in ("One.", "Two.", "Three.", "Four."))
    table = f"<w:tbl><w:tr><w:tc>{column}</w:tc><w:tc>{paragraph(run('Beside.'))}</w:tc></w:tr></w:tbl>"
    assert words_of(table) == ["One.", "Two.", "Three.", "Four.", "Beside."]


def test_the_row_above_numbers_is_their_head():
    """Plain grids mark no head; numbers say nothing without it, and neither is told as a statement."""
    cell = "<w:tc>{}</w:tc>".format
    rows = "".join(
        f"<w:tr>{''.join(cell(paragraph(run(words))) for words in row)}</w:tr>"
        for row in (("Year", "Ships"), ("1870", "486"), ("1955", "14,666"))
    )
    assert [role for role, _, _ in pieces_of(read(docx_of(f"<w:tbl>{rows}</w:tbl>"))[0])] == ["note"] * 3


def test_outline_levels_make_headings_without_a_style():
    """The level may stand in the paragraph itself; the tenth is running text."""
    body = paragraph(run("Origins"), "<w:outlineLvl w:val='1'/>") + paragraph(run("Text."), "<w:outlineLvl w:val='9'/>")
    assert pieces_of(read(docx_of(body))[0]) == [("heading", 2, "Origins"), ("paragraph", 0, "Text.")]


def test_the_strict_kind_is_read_alike():
    """ISO's strict names of the same vocabulary make no difference."""
    names = (b"http://schemas.openxmlformats.org/wordprocessingml/2006", b"http://purl.oclc.org/ooxml/wordprocessingml")
    data = docx_of(paragraph(run("Salt was dear.")))
    strict = zipped({name: part.replace(*names) for name, part in unzipped(data).items()})
    assert read(strict)[0] == read(data)[0]


def test_a_file_of_another_name_is_told():
    """A document that is named as a deck says what it is."""
    with pytest.raises(BadFile) as caught:
        reader_for("a.pptx").read(docx_of(paragraph(run("x"))), source="a.pptx", log=Log())
    assert str(caught.value) == "a.pptx: holds a Word document; name it .docx"


def test_styles_tell_who_wrote_a_text_what_is_quoted_and_what_is_code():
    """Pandoc's names are read beside Word's; a style counts as what it inherits from."""
    out = docx.Document()
    for name, above in (("Author", None), ("Block Text", None), ("Source Code", None), ("Image Caption", "Caption")):
        style = out.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = out.styles[above] if above else None
    for style, words in (
        ("Title", "Two mills"),
        ("Author", "A. Brandt"),
        ("Block Text", "A misunderstanding."),
        ("Image Caption", "The lower mill"),
        ("Source Code", "rye = 25"),
    ):
        out.add_paragraph(words, style=style)
    reading, notices = read(saved(out))
    assert [role for role, _, _ in pieces_of(reading)] == ["heading", "note", "callout", "note"]
    assert notices == ["1 block of code is not read"]


def test_a_transcript_is_read_with_its_times_and_speakers():
    """Teams exports one as a Word document: name and time, and below them what was said."""
    out = docx.Document()
    out.add_heading("Lecture 3", 0)
    for name, time, words in (
        ("Anna Berg", "0:03", "So the wells were dug by hand."),
        ("Tom Reed", "0:09", "By whom were they dug there?"),
        ("Anna Berg", "1:00:05", "By the men of the north."),
    ):
        one = out.add_paragraph(f"{name}   {time}")
        one.add_run().add_break()
        one.add_run(words)
    reading, _ = read(saved(out))
    assert (reading.kind, reading.title) == ("transcript", "Lecture 3")
    assert [(each.place.time, each.voice) for each in reading.pieces if each.role == "speech"] == [
        ((3, 9), "Anna Berg"),
        ((9, 3605), "Tom Reed"),
        ((3605, 3605), "Anna Berg"),
    ]


def test_captions_in_a_document_are_read_with_their_times_and_speakers():
    """Older exports of Teams have a time with an arrow, a name and the words."""
    out = docx.Document()
    for at in range(3):
        out.add_paragraph(f"0:0:{at}.0 --> 0:0:{at}.930\nAnna Berg\nThe wells were dug by hand.")
    reading, _ = read(saved(out))
    assert reading.kind == "transcript"
    assert [(each.place.time, each.voice) for each in reading.pieces] == [
        ((0, 0.93), "Anna Berg"),
        ((1, 1.93), "Anna Berg"),
        ((2, 2.93), "Anna Berg"),
    ]


def test_a_document_with_a_timetable_is_no_transcript():
    """Most of its words stand under no time."""
    out = docx.Document()
    for words in ("Doors open early that day.", "The dean will then speak about the wells of the north.") * 4:
        out.add_paragraph(words)
    for time in ("0:10", "0:20", "0:30"):
        out.add_paragraph(f"[{time}] We meet at the well.")
    assert read(saved(out))[0].kind == "document"
