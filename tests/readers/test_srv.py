"""YouTube's own captions in XML: three forms say the same, and what is none is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.errors import BadSource, EmptySource, ReadingError
from coursepack.notices import Log
from coursepack.plugins import reader_for

FORMS = {
    "a.srv1": '<?xml version="1.0"?><transcript><text start="1.5" dur="2">It&amp;#39;s the wells.</text>'
    '<text start="4" dur="2.5">&lt;i&gt;Dug&lt;/i&gt; &amp;amp; lined.</text></transcript>',
    "a.srv2": '<timedtext><window t="0" id="1"/><text t="1500" d="2000">It&#39;s the wells.</text>'
    '<text t="4000" d="2500" >Dug &amp; lined.</text></timedtext>',
    "a.srv3": '<timedtext format="3"><head><pen id="1"/></head><body><w id="1"/><p t="1500" d="2000"><s>It&#39;s</s>'
    '<s t="90"> the wells.</s></p><p t="4000" d="2500" w="1">Dug &amp; lined.</p></body></timedtext>',
}
SCRAPS = (
    "<timedtext>",
    "</timedtext>",
    '<p t="1">',
    '<p t="x">',
    "</p>",
    "<s>",
    "</s>",
    "words",
    "&amp;",
    "<br/>",
    "&",
)


def read(text: str, name: str = "a.srv3"):
    return reader_for(name).read(text.encode(), source=name, log=Log())


@pytest.mark.parametrize("name", FORMS)
def test_each_form_says_the_same(name):
    """Seconds or thousandths, whole lines or words; the text is kept as WebVTT."""
    reading = read(FORMS[name], name)
    found = [(each.place.time, reading.text[each.start : each.end]) for each in reading.pieces]
    assert found == [((1.5, 3.5), "It's the wells."), ((4, 6.5), "Dug &amp; lined.")]


def test_lines_of_a_window_that_rolls_end_where_the_next_begins():
    """The empty ones between them say nothing."""
    lines = '<p t="0" d="9000">So the wells</p><p t="3000" d="6000" a="1">\n</p><p t="4000" d="9000">were dug.</p>'
    reading = read(f"<timedtext><body>{lines}</body></timedtext>")
    assert [each.place.time for each in reading.pieces] == [(0, 4), (4, 13)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<tt/>", "a.srv3:1: XML that begins with <tt>; want YouTube's captions: <transcript> or <timedtext>"),
        ("<timedtext>", "a.srv3:1: broken XML (no element found at column 12); want YouTube's captions: "),
        ('<!DOCTYPE a [<!ENTITY b "c">]><timedtext/>', "a.srv3:1: XML that declares entities; want XML without them"),
        ("<timedtext>" + "<w>" * 30, "a.srv3:1: XML nested deeper than 20 elements; want YouTube's captions: "),
        ("<timedtext><p>Wells.</p></timedtext>", "a.srv3:1: entry 1 of 1 has no time; want a time in each"),
    ],
)
def test_what_is_none_of_them_is_refused(text, said):
    """The message names the place, what stands there, and what is wanted."""
    with pytest.raises(BadSource) as caught:
        read(text)
    assert str(caught.value).startswith(said)


def test_a_line_without_a_time_is_told():
    """The others are read; a frame without words is an empty source."""
    log = Log()
    text = '<timedtext><p t="1">Salt.</p><p t="2">Rye.</p><p t="-1">Wells.</p></timedtext>'
    reading = reader_for("a.srv3").read(text.encode(), source="a.srv3", log=log)
    assert (len(reading.pieces), [each.text for each in log.notices]) == (
        2,
        ["entry 3 of 3 has no time; it is skipped"],
    )
    with pytest.raises(EmptySource):
        read("<timedtext/>")


@given(st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join))
def test_no_text_crashes_the_reader(text):
    """It is read, or refused in one line."""
    with suppress(ReadingError):
        assert read(f"<timedtext>{text}</timedtext>").pieces
