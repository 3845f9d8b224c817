"""Rich Text: what programs write, and what is broken or meant to harm."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import BadFile, CoursepackError, EmptySource
from coursepack.notices import Log
from coursepack.readers import rtf

WRITER = rb"""{\rtf1\ansi\deff3\adeflang1025
{\fonttbl{\f0\froman\fprq2\fcharset0 Times New Roman;}{\f5\fnil\fprq0\fcharset2 OpenSymbol{\*\falt Arial Unicode MS};}}
{\stylesheet{\s0\snext0\cf0\f3\fs24 Normal;}{\s1\sbasedon17\snext18\ab \b\dbch\af6 Heading 1;}
{\s2\b Heading 2;}{\*\cs15\snext15\rtlch\af5 \ltrch\f5 Bullets;}}
{\*\generator LibreOffice}{\info{\title The Alliance}{\creatim\yr0}}{\*\userprops}\deftab709
\hyphauto1\viewscale100\sectd\pard\plain \s1\b\ql{\loch
The Alliance}
\par \pard\plain \s18\ql\ltrpar{\loch
It was }{\loch\b\loch
kept}{\loch
 for ten years.{\super\chftn{\footnote \pard\plain\s20 \chftn The text is in Moscow.}} Then trade stopped.}
\par \pard\plain \s2 {\loch
What broke}
\par \pard\plain \s18{\listtext\pard\plain \f5 \u8226\'95\tab}\ilvl0\ls2 \li0\ri0\fi-283{\loch
Border clashes}
\par \pard\plain \s18{\listtext\pard\plain \u8226\'95\tab}\ilvl1\ls2 {\loch
Experts were called home}
\par \pard\plain \s18 {\loch
Caf\u233\'e9 \u8212\'97 \u8220\'93quoted\u8221\'94 \u8364\'805 }{\dbch
\u20013\'3f\u22269\'3f \u-10179\'3f\u-8704\'3f}
\par \trowd\trql\cellx721\cellx1667\pard\plain \intbl {\loch
Year}\cell\pard\plain \intbl{\loch
Event}\cell\row\pard
\trowd\cellx721\cellx1667\pard\intbl{\loch
1950}\cell\pard\intbl Treaty,\par signed\cell\row\pard\pard\plain }"""
"""As LibreOffice writes it, shortened."""
WORD = rb"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset204 Times;}}{\*\themedata 504b}
\pard\plain\outlinelevel0 Background\par\pard\plain He said \'93no\'94 {\field{\*\fldinst HYPERLINK "http://a"}{\fldrslt
in 1956}}.{\f1 \'cc\'e8\'f0}{\pict\pngblip 89504e47}{\v gone}{\*\annotation late}\line {\*\atnid AB}End.\par}"""


def _rows(data: bytes) -> list[tuple[str, int, str]]:
    reading = rtf.read(data, source="a.rtf", log=Log())
    return [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces]


def test_what_a_writer_exports_is_read_with_its_roles():
    """Headings, lists with levels, rows and footnotes are what the document shows them as."""
    assert _rows(WRITER) == [
        ("heading", 1, "The Alliance"),
        ("paragraph", 0, "It was kept for ten years. Then trade stopped."),
        ("note", 0, "The text is in Moscow."),
        ("heading", 2, "What broke"),
        ("bullet", 1, "Border clashes"),
        ("bullet", 2, "Experts were called home"),
        ("paragraph", 0, "Café — “quoted” €5 中国 😀"),
        ("bullet", 1, "Year | Event"),
        ("bullet", 1, "1950 | Treaty, signed"),
    ]


def test_fields_give_their_result_and_fonts_their_encoding():
    """Addresses, pictures, hidden text and comments are not read."""
    assert _rows(WORD) == [("heading", 1, "Background"), ("paragraph", 0, "He said “no” in 1956.Мир End.")]


def test_what_is_left_out_is_told():
    """Each kind has one notice with its number."""
    log = Log()
    rtf.read(WORD, source="a.rtf", log=log)
    assert [each.text for each in log.notices] == [
        "1 picture is not read",
        "1 stretch of hidden text is not read",
        "1 comment is not read",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "a.rtf: is no file of its format; save it again, or copy it anew"),
        (WRITER[:900], "a.rtf: is cut short; save it again, or copy it anew"),
        (WORD[:-1], "a.rtf: is cut short; save it again, or copy it anew"),
        (
            b"{\\rtf1" + b"{" * 10_001,
            "a.rtf: is nested too deep; no office program does that; find out who made it",
        ),
    ],
)
def test_what_is_broken_is_one_line(data, said):
    """Truncation, depth and other formats are told, and nothing is guessed."""
    with pytest.raises(BadFile) as caught:
        _rows(data)
    assert str(caught.value) == said


def test_too_large_a_file_is_refused(monkeypatch):
    """A file is bounded before it is taken apart."""
    monkeypatch.setattr("coursepack.readers._rtf.LARGEST", 2**20)
    with pytest.raises(BadFile, match=r"a\.rtf: has more than 1 MiB"):
        _rows(b"{\\rtf1 " + b"a" * 2**20 + b"}")


@pytest.mark.parametrize("data", [b"", b" \n", b"{\\rtf1\\ansi \\par }"])
def test_no_words_are_an_empty_source(data):
    """A frame without words holds nothing to read."""
    with pytest.raises(EmptySource):
        _rows(data)


SCRAPS = (
    *(b"{", b"}", b"\\u-3913", b"\\'e9", b"\\bin9 ", b"\\par", b"\\row", b"\\footnote", b"\\uc0", b"\\s3", b"\\*"),
    *(b"\\listtext", b"a b", b"\\", b"\\\n", b"\\f1", b"\\ud ", b"\\stylesheet", b"\xff"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40))
def test_no_bytes_crash_the_reader(parts):
    """Whatever stands in a file, it is read or refused."""
    with suppress(CoursepackError):
        rtf.read(b"{\\rtf1 " + b"".join(parts) + b"}", source="a.rtf", log=Log())


def test_signs_that_were_typed_make_bullets_and_styles_notes():
    """Pandoc writes the sign and a tab; who wrote a text is a style."""
    data = (
        rb"{\rtf1\ansi{\stylesheet{\s1 Author;}{\s2 Source Code;}}\pard\plain\s1 A. Brandt\par"
        rb"\pard\plain \bullet \tx360\tab Rye rose\par\pard\plain\s2 rye = 25\par}"
    )
    log = Log()
    reading = rtf.read(data, source="a.rtf", log=log)
    assert [(each.role, reading.text[each.start : each.end]) for each in reading.pieces] == [
        ("note", "A. Brandt"),
        ("bullet", "Rye rose"),
    ]
    assert [each.text for each in log.notices] == ["1 block of code is not read"]


PANDOC = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 \fswiss Helvetica;}{\f1 \fmodern Courier;}}
{\pard \qc \f0 \sa180 \li0 \fi0 \b \fs36 The Mills\par}
{\pard \qc \f0 \sa180 \li0 \fi0  Anna Brandt\par}
{\pard \ql \f0 \sa180 \li0 \fi0 \outlinelevel0 \b \fs36 Rents\par}
{\pard \ql \f0 \sa0 \li360 \fi-360 \bullet \tx360\tab Rye\par}
{\pard \ql \f0 \sa0 \li720 \fi-360 \endash \tx360\tab Sown late\par}
{\pard \ql \f0 \sa0 \li360 \fi-360 2.\tx360\tab Oats\sa180\par}
{\pard \ql \f0 \sa180 \li0 \fi0 Nobody counted 10{\super 6} sacks.\par}
{\pard \ql \f0 \sa180 \li0 \fi0 \f1 print("sacks")\par}
}"""
"""As pandoc writes it, shortened."""


def test_lists_that_only_hang_have_levels():
    """Pandoc knows no list tables: a sign and an indent are its lists, a bold line in the middle its title."""
    log = Log()
    reading = rtf.read(PANDOC, source="a.rtf", log=log)
    pieces = [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces]
    assert pieces == [
        ("heading", 1, "The Mills"),
        ("note", 0, "Anna Brandt"),
        ("heading", 2, "Rents"),
        ("bullet", 1, "Rye"),
        ("bullet", 2, "Sown late"),
        ("bullet", 1, "Oats"),
        ("paragraph", 0, "Nobody counted 10⁶ sacks."),
    ]
    assert [each.text for each in log.notices] == ["1 block of code is not read"]


def test_a_style_that_ends_before_its_paragraph_counts():
    """Calibre ends each paragraph at the beginning of the next, outside the group that has its style."""
    styles = rb"{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}}"
    body = rb"{\par\pard\hyphpar {\s1 \afs32\nRents}}{\par\pard\hyphpar {\tThe miller paid.}}"
    data = rb"{\rtf1\ansi" + styles + body.replace(rb"\n", b"\n").replace(rb"{\t", b"{\t\n") + b"}"
    reading = rtf.read(data, source="a.rtf", log=Log())
    assert [each.role for each in reading.pieces] == ["heading", "paragraph"]


def test_a_text_in_typewriter_letters_is_no_code():
    """Where most of it is set so, these are its letters."""
    data = rb"{\rtf1\ansi{\fonttbl{\f1 \fmodern Courier;}}\f1 The miller paid.\par Nobody knew.\par}"
    assert len(rtf.read(data, source="a.rtf", log=Log()).pieces) == 2
