"""Timed Text: its forms of time, what could harm, and that what is said is what is read."""

from __future__ import annotations

import html
from xml.sax.saxutils import escape, quoteattr

import pytest
from drawn import reading_of, scraps
from hypothesis import given
from hypothesis import strategies as st

from coursepack.errors import BadFile, BadSource, EmptySource
from coursepack.notices import Log
from coursepack.plugins import reader_for
from coursepack.readers import _decode
from coursepack.readers._time_expressions import rates_of, seconds_of

SCRAPS = [
    "<p begin='1s'>", "<p>", "</p>", "<span begin='2s' end='3s'>", "<span>", "</span>", "<br/>", "<div begin='1s'>",
    "</div>", "a b", "&amp;", "&#233;", "&nbsp;", "<!-- c -->", "<![CDATA[x & y]]>", "<metadata>", "</metadata>",
    "<p begin='x'>", "<p begin='9s' end='1s'>", "\n", "<",
]  # fmt: skip
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)
SAID = st.lists(
    st.tuples(st.integers(0, 10**7), st.integers(0, 10**4), NAMES.map("so {}".format)), min_size=1, max_size=5
)


def document(body: str, head: str = "") -> bytes:
    return f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="urn:m">{head}<body>{body}</body></tt>'.encode()


@given(said=SAID, name=NAMES)
def test_what_is_said_is_read_with_time_and_voice(said, name):
    """Words, times and the agent's name come through, whatever signs they hold."""
    head = f'<head><metadata><ttm:agent xml:id="a"><ttm:name>{escape(name)}</ttm:name></ttm:agent></metadata></head>'
    said = [(begin + order * 10**8, length, words) for order, (begin, length, words) in enumerate(said)]
    body = "".join(
        f'<p begin="{b}ms" end={quoteattr(f"{b + n}ms")} ttm:agent="a">{escape(words)}</p>' for b, n, words in said
    )
    reading = reading_of(document(f"<div>{body}</div>", head), "a.ttml")
    found = [
        (*p.place.time, p.voice, html.unescape(reading.text[p.start : p.end]).split(">", 1)[1]) for p in reading.pieces
    ]
    assert found == [(b / 1000, (b + n) / 1000, name, words) for b, n, words in said]


@given(body=scraps(SCRAPS), cut=st.integers(0, 300))
def test_any_document_is_read_or_refused(body, cut):
    """No document crashes, whole or cut off; pieces are in order and inside the text."""
    for data in (document(body), document(body)[:cut], body.encode()):
        reading = reading_of(data, "a.ttml")
        if reading is not None:
            assert all(a.end <= b.start for a, b in zip(reading.pieces, reading.pieces[1:], strict=False))
            assert all(reading.text[piece.start : piece.end].strip() for piece in reading.pieces)


@pytest.mark.parametrize(
    ("expression", "time"),
    [
        ("01:02:03", 3723), ("01:02:03.25", 3723.25), ("01:02:03,25", 3723.25),
        ("00:00:01:12", 1.5), ("00:00:01:12.1", 1.5 + 1 / 48),
        ("1.5h", 5400), ("2m", 120), ("7.25s", 7.25), ("80ms", 0.08), ("36f", 1.5), ("15t", 1.5), (" 3s ", 3),
        ("00:61:00", None), ("1:2", None), ("3", None), ("-3s", None), ("99999h", None), ("1e9s", None), ("", None),
    ],
)  # fmt: skip
def test_time_expressions(expression, time):
    """Each form of section 12.3.1, with 24 frames of two parts, and ten ticks a second."""
    rates = rates_of({"frameRate": "24", "subFrameRate": "2", "tickRate": "10"})
    assert seconds_of(expression, rates) == (None if time is None else pytest.approx(time))


def test_rates_that_are_no_numbers_are_not_there():
    """Thirty frames, and as many ticks as the standard says: one a second, or one a frame where frames are told."""
    assert seconds_of("30f", rates_of({"frameRate": "x", "frameRateMultiplier": "1 0"})) == 1
    assert seconds_of("5t", rates_of({})) == 5
    assert seconds_of("50t", rates_of({"frameRate": "25"})) == 2


WHOLE = "want a whole Timed Text document"
BOMB = '<!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tt><body><p begin="1s">&b;</p></body></tt>'
OUTSIDE = '<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/hostname">]><tt><body><p begin="1s">&x;</p></body></tt>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "a.ttml:1: XML that declares entities; want XML without them"),
        (OUTSIDE, "a.ttml:1: XML that declares entities; want XML without them"),
        ("<tt>" + "<div>" * 10_000, "a.ttml:1: XML nested deeper than 100 elements; want a Timed Text document: <tt>"),
        ("<rss><channel/></rss>", "a.ttml:1: XML that begins with <rss>; want a Timed Text document: <tt>"),
        ("no mark-up", "a.ttml:1: no XML; want a Timed Text document: <tt>"),
        ("\n<tt>\n<body></tt>", f"a.ttml:3: broken XML (mismatched tag at column 9); {WHOLE}"),
        ("<tt><p begin='1s'>&nbsp;a</p></tt>", f"a.ttml:1: broken XML (undefined entity at column 19); {WHOLE}"),
        ("<tt>\n<p end='soon'>a b</p></tt>", "a.ttml:2: bad time expression end='soon'; want hh:mm:ss.mmm or 12.3s"),
    ],
    ids=["bomb", "outside", "deep", "rss", "text", "cut", "undefined", "untimed"],
)  # fmt: skip
def test_what_is_no_timed_text_is_refused(text, said):
    """The message names the file's line, what stands there, and what is wanted."""
    with pytest.raises(BadSource) as caught:
        reader_for("a.ttml").read(text.encode(), source="a.ttml", log=Log())
    assert str(caught.value) == said


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    """It is told before anything is parsed."""
    monkeypatch.setattr(_decode, "LARGEST", 1 << 20)
    with pytest.raises(BadFile) as caught:
        reader_for("a.ttml").read(b" " * (3 << 20), source="a.ttml", log=Log())
    assert str(caught.value) == "a.ttml: has more than 1 MiB; divide it into several files"


def test_timed_text_without_words_is_empty():
    """A frame without words is an empty source."""
    with pytest.raises(EmptySource):
        reader_for("a.ttml").read(document("<p begin='1s'> <br/> </p>"), source="a.ttml", log=Log())
