"""What speech recognisers write as JSON: utterances of Whisper and its kin, from segments or from words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from coursepack.readers._spoken import Utterance, is_second, is_thousandth
from coursepack.readers._wrapping import ends_sentence

__all__ = ["Faulty", "chunk", "cpp_segment", "listed", "segment", "segments_of_words"]

_PAUSE_S = 0.8
_MOST_WORDS = 14
_STAMP = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})[,.](\d{3})")


class Faulty(Struct, frozen=True, kw_only=True):
    """Why an entry is none."""

    found: str


def segment(entry: Mapping[str, Any]) -> Utterance | Faulty:
    """Read a segment of openai-whisper, the OpenAI API's "verbose_json" or WhisperX, which adds the speaker."""
    return _utterance(entry, entry.get("start"), entry.get("end"))


def listed(entry: Mapping[str, Any]) -> Utterance | Faulty:
    """Read an entry of youtube-transcript-api's list, which tells a duration, or a segment that stands in a list."""
    begin, duration = entry.get("start"), entry.get("duration")
    if is_second(begin) and is_second(duration):
        return _utterance(entry, begin, begin + duration)
    return segment(entry)


def cpp_segment(entry: Mapping[str, Any]) -> Utterance | Faulty:
    """Read a segment of whisper.cpp: thousandths of a second in "offsets", or time codes in "timestamps"."""
    offsets, stamps = entry.get("offsets"), entry.get("timestamps")
    if isinstance(offsets, dict):
        begin, end = (_thousandths(offsets.get(key)) for key in ("from", "to"))
    elif isinstance(stamps, dict):
        begin, end = (_stamped(stamps.get(key)) for key in ("from", "to"))
    else:
        begin = end = None
    return _utterance(entry, begin, end)


def chunk(entry: Mapping[str, Any]) -> Utterance | Faulty:
    """Read a chunk of Transformers' pipeline: "timestamp" holds begin and end, and the last one's end may be null."""
    times = entry.get("timestamp")
    begin, end = times if isinstance(times, list) and len(times) == 2 else (None, None)
    return _utterance(entry, begin, begin if end is None else end)


def _utterance(entry: Mapping[str, Any], begin: object, end: object) -> Utterance | Faulty:
    words, voice = entry.get("text"), entry.get("speaker")
    if not isinstance(words, str):
        return Faulty(found="has no 'text'")
    if not is_second(begin):
        return Faulty(found="has no time to begin at")
    if not is_second(end):
        return Faulty(found="has no time to end at")
    return Utterance(begin_s=begin, end_s=end, words=words, voice=voice if isinstance(voice, str) else "")


def _thousandths(value: object) -> float | None:
    return value / 1000 if is_thousandth(value) else None


def _stamped(value: object) -> float | None:
    found = _STAMP.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    hours, minutes, seconds, rest = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds + rest / 1000


def segments_of_words(words: Sequence[Any], text: str) -> list[Utterance | Faulty]:
    """Make lines of single words, as the OpenAI API gives them: without punctuation, which its text has.

    A line ends with a sentence, before a pause, where another speaks, and after fourteen words.
    """
    timed: list[Utterance] = []
    faulty: list[Utterance | Faulty] = []
    at = 0
    for entry in words:
        if not isinstance(entry, dict):
            faulty.append(Faulty(found="is no object"))
            continue
        found = segment({"text": entry.get("word", entry.get("text")), **{key: entry.get(key) for key in _TIMES}})
        if isinstance(found, Faulty):
            faulty.append(found)
            continue
        spelled, at = _spelled(found.words.strip(), text, at)
        timed.append(Utterance(begin_s=found.begin_s, end_s=found.end_s, words=spelled, voice=found.voice))
    return [*_lines(timed), *faulty]


_TIMES = ("start", "end", "speaker")


def _spelled(word: str, text: str, at: int) -> tuple[str, int]:
    """Give a word as the text has it, with the signs around it, and where to look for the next one."""
    found = text.find(word, at, at + 200) if word else -1
    if found < 0:
        return word, at
    end = found + len(word)
    while end < len(text) and not text[end].isspace():
        end += 1
    begin = found
    while begin > at and not text[begin - 1].isspace():
        begin -= 1
    return text[begin:end], end


def _lines(timed: Sequence[Utterance]) -> Iterator[Utterance]:
    line: list[Utterance] = []
    for here, following in pairwise([*timed, None]):
        assert here is not None
        line.append(here)
        is_over = following is None or (
            len(line) == _MOST_WORDS
            or ends_sentence(here.words)
            or following.begin_s - here.end_s > _PAUSE_S
            or following.voice != here.voice
        )
        if is_over:
            words = " ".join(each.words for each in line)
            yield Utterance(begin_s=line[0].begin_s, end_s=here.end_s, words=words, voice=line[0].voice)
            line = []
