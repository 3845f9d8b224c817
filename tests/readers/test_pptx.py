"""What python-pptx does not write: diagrams, formulas, macros, remarks, and decks that are not as they should be."""

from __future__ import annotations

import io

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outlined import saved
from packed import pieces_of, pptx_of
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from coursepack.errors import BadFile, EmptySource
from coursepack.notices import Log
from coursepack.plugins import reader_for

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8).map("so {}".format)
LINES = st.lists(st.tuples(st.integers(0, 4), WORDS), min_size=1, max_size=5)


def read(data: bytes):
    log = Log()
    reading = reader_for("a.pptx").read(data, source="a.pptx", log=log)
    return reading, [each.text for each in log.notices]


def box(*paragraphs: str, at: str = "", kind: str = "") -> str:
    """Write a shape with paragraphs."""
    own = f"<p:ph {kind}/>" if kind else ""
    body = "".join(
        each if each.startswith("<a:p>") else f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs
    )
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{own}</p:nvPr></p:nvSpPr><p:spPr>{at}</p:spPr>"
        f"<p:txBody><a:bodyPr/>{body}</p:txBody></p:sp>"
    )


@given(st.lists(st.tuples(WORDS, LINES), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_slides_are_read_as_python_pptx_reads_them(slides):
    """Titles, levels and words are those that python-pptx finds in the same file."""
    show = pptx.Presentation()
    for title, lines in slides:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        for order, (level, words) in enumerate(lines):
            paragraph = frame.add_paragraph() if order else frame.paragraphs[0]
            paragraph.text, paragraph.level = words, level
    data = saved(show)
    wanted = []
    for slide in pptx.Presentation(io.BytesIO(data)).slides:
        wanted.append((0, slide.shapes.title.text))
        wanted += [(each.level + 1, each.text) for each in slide.placeholders[1].text_frame.paragraphs]
    reading, told = read(data)
    assert [(0 if role == "heading" else level, words) for role, level, words in pieces_of(reading)] == [
        (level, " ".join(words.split())) for level, words in wanted if any(map(str.isalnum, words))
    ]
    assert told == []


def test_a_diagram_is_read_with_its_levels():
    """SmartArt keeps points and connections apart; what it draws from them is not read again."""
    points = "".join(
        f'<dgm:pt modelId="{key}" type="{kind}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for key, kind, words in (
            ("1", "doc", ""),
            ("2", "node", "Origins"),
            ("3", "node", "War"),
            ("4", "pres", "Origins"),
            ("5", "node", "Repeal"),
        )
    )
    joins = "".join(
        f'<dgm:cxn type="parOf" srcId="{above}" destId="{below}" srcOrd="{order}"/>'
        for above, below, order in ((1, 5, 1), (1, 2, 0), (2, 3, 0))
    )
    data = f"<dgm:dataModel><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{joins}</dgm:cxnLst></dgm:dataModel>"
    frame = (
        "<p:graphicFrame><a:graphic><a:graphicData>"
        '<dgm:relIds r:dm="rId1"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    reading, _ = read(pptx_of(frame, ("diagramData", "data1.xml", data)))
    assert pieces_of(reading) == [("bullet", 1, "Origins"), ("bullet", 2, "War"), ("bullet", 1, "Repeal")]


def test_groups_are_read_by_their_own_places():
    """A group stands where it stands; what is inside is in order among itself, however deep."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    for shapes, x, y, words in ((group, 4, 3, "third"), (group.shapes.add_group_shape(), 1, 3, "second")):
        shapes.shapes.add_textbox(Inches(x), Inches(y), Inches(2), Inches(1)).text_frame.text = words
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1)).text_frame.text = "first"
    assert [words for _, _, words in pieces_of(read(saved(show))[0])] == ["first", "second", "third"]


def test_columns_of_lists_are_read_one_after_the_other():
    """Where each column holds a list, nobody reads across."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[4])
    for index, words in enumerate(["Regions", "Grande", "dear\nforced", "Rédimés", "cheap\nbought free"]):
        slide.placeholders[index].text = words
    assert pieces_of(read(saved(show))[0]) == [
        ("heading", 2, "Regions"),
        ("heading", 3, "Grande"),
        ("bullet", 1, "dear"),
        ("bullet", 1, "forced"),
        ("heading", 3, "Rédimés"),
        ("bullet", 1, "cheap"),
        ("bullet", 1, "bought free"),
    ]


def test_a_chart_gives_its_title():
    """Its numbers are told as left out."""
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["1700", "1750"]
    data.add_series("Revenue", (1, 2))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Revenue doubled"
    reading, told = read(saved(show))
    assert pieces_of(reading) == [("callout", 0, "Revenue doubled")]
    assert told == ["1 chart (but for its title) is not read"]


def test_what_a_program_fills_in_is_not_read():
    """Slide numbers, dates and footers are of the deck and not of the lecture."""
    number = '<a:p><a:r><a:t>Page </a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p>'
    shapes = box("Slide 7", kind='type="sldNum"') + box("History 202", kind='type="ftr"') + box(number) + box("Salt")
    assert [words for _, _, words in pieces_of(read(pptx_of(shapes))[0])] == ["Page", "Salt"]


def test_formulas_are_read_on_one_line():
    """A fraction, a power and a root keep their sense."""
    run = "<m:r><m:t>{}</m:t></m:r>".format
    power = f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"
    half = f"<m:f><m:num>{run('a+b')}</m:num><m:den>{run('c')}</m:den></m:f>"
    root = f"<m:rad><m:deg/><m:e>{run('y')}</m:e></m:rad>"
    math = f"<a14:m><m:oMathPara><m:oMath>{power}{run('=')}{half}{root}</m:oMath></m:oMathPara></a14:m>"
    shape = box(f"<a:p><a:r><a:t>so </a:t></a:r>{math}</a:p>")
    other = f"<mc:Fallback>{box('no')}</mc:Fallback>"
    shapes = f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice>{other}</mc:AlternateContent>"
    assert [words for _, _, words in pieces_of(read(pptx_of(shapes))[0])] == ["so x^2=(a+b)/c√y"]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("The Great Leap\nForward", ["The Great Leap Forward"]),
        ("It began in 1958.\nIt ended in 1962.", ["It began in 1958.", "It ended in 1962."]),
        ("Alliance\nRivalry\nWar", ["Alliance", "Rivalry", "War"]),
        ("one,\ntwo,\nthree", ["one, two, three"]),
    ],
)
def test_line_breaks_part_what_is_apart(words, lines):
    """Sentences and lists are divided; a name on two lines stays one."""
    broken = "<a:br/>".join(f"<a:r><a:t>{each}</a:t></a:r>" for each in words.split("\n"))
    assert [each for _, _, each in pieces_of(read(pptx_of(box(f"<a:p>{broken}</a:p>")))[0])] == lines


def test_what_is_left_out_is_told():
    """Pictures, films, objects and remarks are counted; what is outside the file is not asked for."""
    film = "<p:pic><p:nvPicPr><p:nvPr><a:videoFile r:link='rId2'/></p:nvPr></p:nvPicPr></p:pic>"
    table = "<p:graphicFrame><a:graphic><a:graphicData><p:oleObj/></a:graphicData></a:graphic></p:graphicFrame>"
    remarks = ("comments", "comment1.xml", "<p:cmLst><p:cm/><p:cm/></p:cmLst>")
    data = pptx_of(box("Salt") + "<p:pic/><p:pic/>" + film + table, remarks, ("video!", "http://127.0.0.1:9/film", ""))
    assert read(data)[1] == [
        "2 pictures are not read",
        "1 film or recording is not read",
        "1 object of another program is not read",
        "2 comments are not read",
    ]


def test_a_deck_without_words_is_refused():
    """Pictures alone say nothing to a reader of text."""
    with pytest.raises(EmptySource):
        read(pptx_of("<p:pic/>"))


def test_a_missing_part_is_told():
    """A deck that names what it does not hold is no whole deck."""
    with pytest.raises(BadFile) as caught:
        read(pptx_of(box("Salt"), ("notesSlide", "notes1.xml", "")))
    assert str(caught.value) == "a.pptx: lacks its part 'ppt/slides/notes1.xml'; save it again, or copy it anew"
