"""Transcripts as JSON: any value is read or refused, what is read is what was said, and refusals say what was found."""

from __future__ import annotations

import html
import json

import pytest
from drawn import reading_of
from hypothesis import given
from hypothesis import strategies as st

from coursepack.errors import BadSource, EmptySource
from coursepack.notices import Log
from coursepack.plugins import reader_for

KEYS = (
    *("segments", "transcription", "chunks", "words", "events", "text", "start", "end", "duration", "speaker"),
    *("offsets", "from", "to", "timestamp", "segs", "utf8", "tStartMs"),
)
WANT = "want Whisper's 'segments', 'transcription', 'chunks' or 'words', or YouTube's 'events'"
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.floats(),
    st.text(max_size=8),
    st.just("\ud83d <v x>&amp;-->\n\x00a"),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=20,
)
# White space alone is no word, and a label, a sound or a sign of a speaker is not what is meant here.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=":[]()-–—>♩♪♫♬{}\\\u200b"),
    min_size=1,
    max_size=12,
)
SAID = st.lists(
    st.tuples(st.integers(0, 5_000_000), st.integers(0, 9_000), WORDS.map("so {}".format)), min_size=1, max_size=6
)


def seen(reading):
    """Give time and words of each piece, as a reader sees them."""
    return [(*piece.place.time, html.unescape(reading.text[piece.start : piece.end])) for piece in reading.pieces]


def whisper(said):
    return {"segments": [{"start": b / 1000, "end": (b + n) / 1000, "text": f" {words}"} for b, n, words in said]}


def json3(said):
    return {"events": [{"tStartMs": b, "dDurationMs": n, "segs": [{"utf8": words}]} for b, n, words in said]}


@pytest.mark.parametrize("written", [whisper, json3])
@given(said=SAID)
def test_what_is_said_is_read_with_its_time(written, said):
    """Words and times come through, whatever signs the words hold."""
    # The same line twice without a gap is one line that stays on screen.
    said = [(begin + order * 20_000_000, length, words) for order, (begin, length, words) in enumerate(said)]
    reading = reading_of(json.dumps(written(said)).encode(), "a.json")
    assert seen(reading) == [(b / 1000, (b + n) / 1000, words) for b, n, words in said]


@given(said=SAID)
def test_the_kept_text_reads_as_the_same_captions(said):
    """The kept text is WebVTT: read as that, it gives the same pieces."""
    reading = reading_of(json.dumps(whisper(said)).encode(), "a.json")
    assert reading_of(reading.text.encode(), "a.vtt").pieces == reading.pieces


@given(
    value=st.one_of(
        VALUES,
        st.fixed_dictionaries({"segments": st.lists(VALUES, max_size=4)}),
        st.fixed_dictionaries({"events": st.lists(VALUES)}),
    )
)
def test_any_value_is_read_or_refused(value):
    """No value crashes; pieces lie in the text, in order, and the text can be written to a file."""
    reading = reading_of(json.dumps(value).encode(), "a.json")
    if reading is not None:
        assert reading.text.encode()
        assert all(a.end <= b.start for a, b in zip(reading.pieces, reading.pieces[1:], strict=False))


@given(data=st.binary(max_size=60), cut=st.integers(0, 200))
def test_any_bytes_are_read_or_refused(data, cut):
    """No bytes crash, nor does a file that ends anywhere."""
    whole = json.dumps(whisper([(0, 10, "so wells"), (10, 10, "so mills")])).encode()
    reading_of(whole[:cut] + data, "a.json")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"segments": [\n{"start": 1 ',
            "a.json:2: broken JSON (expecting ',' delimiter at column 13); want one whole JSON value",
        ),
        (
            '{"name": "a", "scripts": {}}',
            f"a.json:1: a JSON object with the keys 'name', 'scripts'; {WANT}",
        ),
        (
            "[1, 2]",
            f"a.json:1: a JSON list of numbers; {WANT}",
        ),
        (
            '{"segments": [{"text": "a b"}]}',
            "a.json:1: entry 1 of 1 has no time to begin at; want a text and its times in each entry",
        ),
        (
            "[" * 100_000,
            f"a.json:1: JSON nested too deeply; {WANT}",
        ),
        (
            f'{{"segments": {"9" * 5000}}}',
            f"a.json:1: a number that is too long; {WANT}",
        ),
    ],
    ids=["cut", "other", "numbers", "untimed", "deep", "long"],
)
def test_what_is_no_transcript_is_refused(text, said):
    """The message tells what stands there, and what would be read."""
    with pytest.raises(BadSource) as caught:
        reader_for("a.json").read(text.encode(), source="a.json", log=Log())
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "text", ['{"segments": []}', '{"events": [{"tStartMs": 0}]}', '{"segments": [{"start": 0, "end": 1, "text": " "}]}']
)
def test_a_transcript_without_words_is_empty(text):
    """A frame without words is an empty source."""
    with pytest.raises(EmptySource):
        reader_for("a.json").read(text.encode(), source="a.json", log=Log())


def test_events_of_another_program_are_refused():
    """Other programs keep styled captions under "events" too."""
    data = b'{"info": {}, "events": [{"start": 0, "end": 9, "text": "Wells."}]}'
    with pytest.raises(BadSource, match="a JSON object with the keys 'info', 'events'; want Whisper's"):
        reader_for("a.json").read(data, source="a.json", log=Log())
