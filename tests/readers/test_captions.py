"""Cues against the libraries that read captions without positions, and the errors of broken ones."""

from __future__ import annotations

import html
import io
import re

import pytest
import srt as srt_library
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from coursepack.errors import BadFile, BadSource, EmptySource
from coursepack.notices import Log
from coursepack.plugins import reader_for

WORD = st.sampled_from(["the", "king", "<i>wrote</i>", "R&amp;D", "1789", "a–b", "(x)", "3<4", "<b>bold</b>", "é"])
# A line that is nothing but "(x)" is a sound, and one of digits a number.
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join).map("so {}".format)
CUE = st.tuples(
    st.integers(0, 10**7),
    st.integers(1, 10**5),
    st.sampled_from(["", "A", "Dr. B"]),
    st.lists(LINE, min_size=1, max_size=3),
)
CUES = st.lists(CUE, min_size=1, max_size=8)


def stamp(thousandths: int, sign: str) -> str:
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{sign}{rest:03}"


def read(text: str, name: str) -> list[tuple[float, float, str, str]]:
    """Give time, voice and words of each cue as the reader sees it, its lines joined."""
    reading = reader_for(name).read(text.encode(), source=name, log=Log())
    found: dict[tuple[int, int], list[str]] = {}
    for piece in reading.pieces:
        marked = [each for each in reading.marks if piece.start <= each[0] < piece.end]
        kept, at = "", piece.start
        for begin, end in marked:
            kept, at = kept + reading.text[at:begin], end
        kept += reading.text[at : piece.end]
        found.setdefault((*piece.place.time, piece.voice), []).append(html.unescape(kept).strip())
    return [(*key, "\n".join(lines)) for key, lines in found.items()]


def separated(cues):
    """Give each cue times of its own, so that none rolls and each can be told by its time."""
    at, out = 0, []
    for gap, length, voice, lines in cues:
        begin = at + 1000 + gap
        at = begin + length
        out.append((begin, at, voice, lines))
    return out


@given(CUES.map(separated))
def test_webvtt_is_read_as_webvtt_py_reads_it(cues):
    """Times, voices and words are those that webvtt-py finds in the same file."""
    text = "WEBVTT\n"
    for begin, end, voice, lines in cues:
        payload = "\n".join(lines)
        text += f"\n{stamp(begin, '.')} --> {stamp(end, '.')} align:start\n{f'<v {voice}>' * bool(voice)}{payload}\n"
    captions = webvtt.from_buffer(io.StringIO(text))
    wanted = [(c.start_in_seconds, c.end_in_seconds, c.voice or "", c.raw_text) for c in captions]
    got = [(int(begin), int(end), voice, words) for begin, end, voice, words in read(text, "a.vtt")]
    assert got == [(int(b), int(e), v, html.unescape(re.sub(r"</?[ibv][^<>]*>", "", raw))) for b, e, v, raw in wanted]


@given(CUES.map(separated), st.booleans())
def test_subrip_is_read_as_srt_reads_it(cues, is_numbered):
    """Times and words are those that srt finds in the same file, with numbers or without."""
    text = ""
    for number, (begin, end, _, lines) in enumerate(cues, 1):
        payload = "\n".join(lines)
        text += f"{number}\n" * is_numbered + f"{stamp(begin, ',')} --> {stamp(end, ',')}\n{payload}\n\n"
    wanted = [
        (cue.start.total_seconds(), cue.end.total_seconds(), "", html.unescape(re.sub(r"</?[ib]>", "", cue.content)))
        for cue in srt_library.parse(text)
    ]
    assert read(text, "a.srt") == wanted


@given(CUES.map(separated))
def test_subviewer_is_read_as_subrip_is(cues):
    """The two differ in their timing lines alone."""
    subrip = subviewer = ""
    for begin, end, _, lines in cues:
        payload = "\n".join(lines)
        subrip += f"{stamp(begin, ',')} --> {stamp(end, ',')}\n{payload}\n\n"
        subviewer += f"{stamp(begin, '.')},{stamp(end, '.')}\n{payload}\n\n"
    assert read(subviewer, "a.sbv") == read(subrip, "a.srt")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.srt", "1\n00:xx --> 00:00:02,000\nNo.\n", "a.srt:2: bad timecode '00:xx'; want hh:mm:ss,mmm"),
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 0:99:00.000\nNo.\n",
            "a.vtt:3: bad timecode '0:99:00.000'; want hh:mm:ss.mmm",
        ),
        ("a.srt", "1\n00:00:01,000 --> \nNo.\n", "a.srt:2: bad timecode ''; want hh:mm:ss,mmm"),
        ("a.srt", "1\n00:01 --> 00:02x\nNo.\n", "a.srt:2: bad timecode '00:02x'; want hh:mm:ss,mmm"),
        ("a.sbv", "0:00:01.0,0:61:00\nNo.\n", "a.sbv:1: bad timecode '0:61:00'; want h:mm:ss.mmm,h:mm:ss.mmm"),
    ],
)
def test_broken_captions_are_refused(name, text, said):
    """Where half of the cues or more are broken, the first one is named."""
    with pytest.raises(BadSource) as caught:
        reader_for(name).read(text.encode(), source=name, log=Log())
    assert str(caught.value) == said


@pytest.mark.parametrize("text", ["WEBVTT\n", "WEBVTT\n\nNOTE a remark\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n...\n"])
def test_captions_without_words_are_refused(text):
    """A frame without words is an empty source."""
    with pytest.raises(EmptySource) as caught:
        reader_for("a.vtt").read(text.encode(), source="a.vtt", log=Log())
    assert str(caught.value) == "a.vtt: holds no words; give a file with text"


@pytest.mark.parametrize(
    ("text", "what", "suffix"),
    [
        ("<!DOCTYPE html><html><body><p>Not found</p>", "a web page", "html"),
        ('<?xml version="1.0"?>\n<tt xmlns="x"><body/></tt>', "Timed Text", "ttml"),
        ('{"segments": [{"start": 0}]}', "JSON", "json"),
        ('{"cells": [], "nbformat": 4}', "a Jupyter notebook", "ipynb"),
    ],
)
def test_another_format_under_a_name_of_text_is_told(text, what, suffix):
    """Tags and keys are no words: a server may send a page where captions were asked for."""
    for name, kind in (("a.vtt", "WebVTT"), ("a.txt", "plain text")):
        with pytest.raises(BadFile) as caught:
            reader_for(name).read(text.encode(), source=name, log=Log())
        assert str(caught.value) == f"{name}: holds {what}, and no {kind}; name it .{suffix} if it is what you want"
    with pytest.raises(BadFile, match="is no web page, whatever its name says"):
        reader_for("a.html").read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nWells.\n", source="a.html", log=Log())
