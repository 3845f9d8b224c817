"""Web pages: encodings, frames whose names lie, and what is too deep or too much."""

from __future__ import annotations

import pytest
from drawn import letters
from hypothesis import given, settings
from hypothesis import strategies as st

from coursepack.errors import BadFile, EmptySource, ReadingError
from coursepack.notices import Log
from coursepack.readers.html import read

TAGS = (
    "p",
    "div",
    "ul",
    "li",
    "h2",
    "table",
    "tr",
    "td",
    "b",
    "sup",
    "pre",
    "nav",
    "main",
    "article",
    "script",
    "header",
)
SCRAPS = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *("<br>", "<a href=x>", "</a>", "<!-- c -->", "<td", "<![CDATA[x]]>", "<?x ?>", "&amp;", "&#0;", "\x00", "\ud800"),
    *("words ", "Who? ", "12", "é", "<", ">", "&", "\n", "\r", "\u200b"),
]


def pieces(page: str | bytes) -> list[tuple[str, str]]:
    data = page if isinstance(page, bytes) else page.encode()
    reading = read(data, source="a.html", log=Log())
    return [(piece.role, reading.text[piece.start : piece.end]) for piece in reading.pieces]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_declares(declared, encoding):
    """A declaration counts where the bytes are no UTF-8; browsers read Latin-1 as Windows-1252."""
    said = "Раскол" if encoding == "koi8-r" else "The “café” – open"
    page = f"<html><head>{declared}</head><body><p>{said}</p></body></html>"
    assert pieces(page.encode(encoding)) == [("paragraph", said)]


def test_an_article_in_a_frame_with_a_lying_name_is_read():
    """A class named "sidebar" around all of the text is no frame."""
    said = "The abbey sold the mill in the following year."
    assert pieces(f"<body><div class='sidebar'><p>{said}</p></div><p>1776</p></body>") == [
        ("paragraph", said),
        ("paragraph", "1776"),
    ]


def test_nothing_is_fetched_or_expanded():
    """A document type's entities stay what they are, and nothing outside is opened."""
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert "ha" not in "".join(words for _, words in pieces(f"{bomb}<p>x &b; &f; y</p>"))


def test_what_is_nested_too_deep_is_told():
    """No words are lost without a line that says so."""
    with pytest.raises(BadFile) as caught:
        pieces("<div>" * 3000 + "deep")
    assert str(caught.value) == "a.html: is nested too deep; no author writes that; find out what made it"


def test_too_many_elements_are_told():
    """A tree takes many times the memory of its file."""
    with pytest.raises(BadFile) as caught:
        pieces("<b>" * 2_000_001)
    assert str(caught.value) == "a.html: has more elements than is safe to read; divide it into several files"


@pytest.mark.parametrize("page", ["<html></html>", "<p>…</p>", "<nav></nav>", "<script>x</script>", "<!-- c -->"])
def test_a_page_without_words_is_empty(page):
    """A frame without words is an empty source."""
    with pytest.raises(EmptySource):
        pieces(page)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_no_page_crashes_the_reader(page):
    """Pieces are in order, on one line each, trimmed and never empty, whatever the mark-up."""
    try:
        reading = read(page.encode("utf-8", "surrogatepass"), source="a.html", log=Log())
    except ReadingError:
        return
    last = 0
    for piece in reading.pieces:
        quote = reading.text[piece.start : piece.end]
        assert last <= piece.start < piece.end
        assert quote == quote.strip()
        assert "\n" not in quote
        last = piece.end


@given(
    st.lists(
        st.sampled_from(["<p>", "<b>", "</b>", "<ul><li>", "</ul>", "<h2>", "</h2>", "foo ", "bar ", "12 "]),
        max_size=30,
    )
)
def test_no_word_of_a_plain_page_is_lost(scraps):
    """Without a frame, all pieces together have all letters of the page, in order."""
    page = "".join(scraps)
    try:
        said = "".join(words for _, words in pieces(f"<body>{page}</body>"))
    except EmptySource:
        said = ""
    for tag in ("<p>", "<b>", "</b>", "<ul><li>", "</ul>", "<h2>", "</h2>"):
        page = page.replace(tag, " ")
    assert letters(said) == letters(page)


def test_what_is_no_word_of_a_page_is_not_read():
    """Soft hyphens, links to notes and back, and the second setting of a formula."""
    page = (
        "<p>An effort\u00adless suc\u00adcess.<a class='footnote-ref' href='#n'><sup>1</sup></a> "
        "It grew by <span class='katex'><span class='katex-mathml'><math><mfrac><mn>1</mn><mi>b</mi></mfrac>"
        "<annotation>\\frac1b</annotation></math></span><span class='katex-html'>1b</span></span>.</p>"
        "<div class='footnotes'><ol><li>For a song.<a class='footnote-back' href='#r'>↩︎</a></li></ol></div>"
    )
    assert pieces(page) == [("paragraph", "An effortless success. It grew by 1/b."), ("note", "For a song.")]


def test_who_wrote_a_page_and_when_is_a_note():
    """Programs put both into headings, and below the title."""
    page = "<h1>Two mills</h1><h2 class='author'>A. Brandt</h2><h3 class='date'>4 May</h3><p>They stood.</p>"
    assert pieces(page)[1:3] == [("note", "A. Brandt"), ("note", "4 May")]


def test_a_table_of_numbers_has_a_head_where_nobody_marked_it():
    """A row of mere numbers says nothing by itself, as in office documents."""
    rows = "".join(f"<tr><td>Rye {n}</td><td>{n}</td><td>1{n}</td></tr>" for n in range(3))
    page = f"<p>Prices.</p><table><tr><td>Grain</td><td>Pence</td><td>Sacks</td></tr>{rows}</table>"
    assert {role for role, _ in pieces(page)[1:]} == {"note"}


def test_signs_that_were_typed_make_bullets():
    """Calibre writes lists of Word documents so; a dash counts below a bullet alone."""
    page = "<p>– So he said.</p><p>• Rye rose</p><p>– by half</p><p>o no sign</p>"
    assert [role for role, _ in pieces(page)] == ["paragraph", "bullet", "bullet", "paragraph"]


def test_an_explanation_stands_below_its_term():
    """Lists of terms have two levels."""
    reading = read(b"<dl><dt>Lock</dt><dd>A chamber</dd></dl>", source="a.html", log=Log())
    assert [(piece.role, piece.level) for piece in reading.pieces] == [("bullet", 1), ("bullet", 2)]


def test_formulas_are_read_on_one_line():
    """What is above, below and beside is set apart by signs."""
    page = (
        "<p>Here <math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msubsup><mi>a</mi><mi>i</mi><mn>3</mn></msubsup>"
        "<msqrt><mi>b</mi><mo>+</mo><mn>1</mn></msqrt><mroot><mi>c</mi><mn>3</mn></mroot></math> grows.</p>"
    )
    assert pieces(page) == [("paragraph", "Here x^2+a_i^3√(b+1)3√c grows.")]
