"""Spans and the lines that they stand on."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.model.anchors import Place, Span, Text, is_within, place_of
from strategies import texts


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 0)])
def test_an_empty_or_reversed_span_is_refused(start, end):
    """A span has at least one character and begins inside the text."""
    with pytest.raises(ValueError, match=rf"span S1\[{start}:{end}\] is empty or reversed; want start < end"):
        Text("S1", "a long enough text").span(start, end)


def test_a_span_past_the_end_is_refused():
    """A quote is never cut silently, as slices are."""
    with pytest.raises(ValueError, match=r"^span S1\[2:5\] ends after the text's 4 characters$"):
        Text("S1", "four").span(2, 5)


def test_a_loaded_span_is_checked_as_well():
    """Data from outside is held to the same rule."""
    data = b'{"source":"S1","start":3,"end":3,"line":1,"quote":""}'
    with pytest.raises(msgspec.ValidationError, match="is empty or reversed"):
        msgspec.json.decode(data, type=Span)


@given(texts, st.data())
def test_a_span_quotes_its_source(text, data):
    """Every span's quote is the text between its ends, and its line is that of its first character."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Text("S1", text).span(start, end)
    assert span.quote == text[start:end]
    assert span.line == text.count("\n", 0, start) + 1


@given(texts)
def test_lines_end_at_newlines_alone(text):
    """Each character's line is one more than the newlines before it, whatever else Unicode takes for a line's end."""
    whole = Text("S1", text)
    assert [whole.line(at) for at in range(len(text))] == [text[:at].count("\n") + 1 for at in range(len(text))]


def test_a_newline_belongs_to_the_line_that_it_ends():
    """The next line begins with the character after it."""
    assert [Text("S1", "a\n\nb").line(at) for at in range(4)] == [1, 1, 2, 3]


@given(texts, st.data())
def test_a_trimmed_span_has_words_at_both_ends(text, data):
    """White space at the ends is left out; where there is nothing else, there is no span."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Text("S1", text).trimmed(start, end)
    assert (span.quote if span else "") == text[start:end].strip()
    assert span is None or (start <= span.start and span.end <= end)


def test_equal_texts_are_equal():
    """Two loads of one source compare as one value, so packs can be compared."""
    assert Text("S1", "a") == Text("S1", "a")
    assert len({Text("S1", "a"), Text("S1", "a"), Text("S2", "a"), Text("S1", "b")}) == 3


def test_a_place_prints_only_what_it_has():
    """A page is no time: what is not set is left out of the data."""
    assert msgspec.json.encode(Place(page=3)) == b'{"page":3}'


def test_a_span_is_within_spans_where_one_covers_it_whole():
    """Two spans that only together cover it do not, nor does one of another source."""
    text, other = Text("S1", "a long enough text"), Text("S2", "a long enough text")
    assert is_within(text.span(2, 6), [text.span(0, 6)])
    assert not is_within(text.span(2, 6), [text.span(0, 4), text.span(4, 8), other.span(0, 8)])


def test_spans_are_in_the_order_of_their_sources():
    """S2 comes before S10, and position decides within a source."""
    spans = [Text("S10", "text").span(0, 1), Text("S2", "text").span(2, 3), Text("S2", "text").span(0, 3)]
    assert [(span.source, span.start) for span in sorted(spans, key=place_of)] == [("S2", 0), ("S2", 2), ("S10", 0)]
