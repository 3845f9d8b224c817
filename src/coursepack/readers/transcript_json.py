"""Transcripts as JSON, told apart by their keys.

After: openai-whisper's README, "Python usage", and its writer of JSON; the OpenAI API reference, "The transcription
object (Verbose JSON)"; WhisperX's README, "Python usage"; whisper.cpp, `--output-json` of examples/cli; Transformers'
documentation, "AutomaticSpeechRecognitionPipeline", `return_timestamps`; youtube-transcript-api's README,
`to_raw_data()`. YouTube's json3 has no specification; yt-dlp names it in its README ("Subtitle Options"), and the keys
are those that programs read from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from coursepack.errors import BadSource, EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._json3 import utterances_of_events
from coursepack.readers._spoken import Utterance, decode_frame, read_utterances
from coursepack.readers._whisper import Faulty, chunk, cpp_segment, listed, segment, segments_of_words

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("json", "json3")
SUMMARY = "JSON: a transcript of Whisper or its kin, or YouTube's json3"

Found = list[Utterance | Faulty]

# Asked in this order: WhisperX writes "segments" and "word_segments", the API "segments" and "words".
_KEYS: Mapping[str, Callable[[Mapping[str, Any]], Utterance | Faulty]] = MappingProxyType(
    {"segments": segment, "transcription": cpp_segment, "chunks": chunk}
)
_WANT = "Whisper's 'segments', 'transcription', 'chunks' or 'words', or YouTube's 'events'"
_YOUTUBES = frozenset(("segs", "tStartMs"))
_SHOWN = 4


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Raise BadSource where this is no JSON, or none of these, or where half of the entries or more have no time."""
    found = _utterances(_parsed(decode_frame(data, source=source, log=log), source), source)
    utterances = [each for each in found if isinstance(each, Utterance)]
    faults = [(number, each.found) for number, each in enumerate(found, 1) if isinstance(each, Faulty)]
    if not found:
        raise EmptySource(source)
    if len(faults) * 2 >= len(found):
        number, what = faults[0]
        raise BadSource(source, 1, f"entry {number} of {len(found):,} {what}", "a text and its times in each entry")
    for number, what in faults:
        log.tell("skipped_cue", f"entry {number} of {len(found):,} {what}; it is skipped", source=source)
    return read_utterances(utterances, source=source, log=log)


def _parsed(text: str, source: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        found = f"broken JSON ({error.msg.lower()} at column {error.colno})"
        raise BadSource(source, error.lineno, found, "one whole JSON value") from error
    except RecursionError as error:
        raise BadSource(source, 1, "JSON nested too deeply", _WANT) from error
    except ValueError as error:
        raise BadSource(source, 1, "a number that is too long", _WANT) from error


def _utterances(value: object, source: str) -> Found:
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and {"text", "start"} <= value[0].keys():
            return _each(value, listed)
        kinds = f" of {_KINDS.get(type(value[0]), 'numbers')}" if value else " without entries"
        raise BadSource(source, 1, f"a JSON list{kinds}", _WANT)
    if not isinstance(value, dict):
        raise BadSource(source, 1, "a JSON value that is no object and no list", _WANT)
    events = value.get("events")
    if isinstance(events, list) and (
        not events or any(isinstance(each, dict) and _YOUTUBES & each.keys() for each in events)
    ):
        return utterances_of_events(events)
    for key, reading in _KEYS.items():
        if isinstance(value.get(key), list) and value[key]:
            return _each(value[key], reading)
    if isinstance(value.get("words"), list):
        text = value.get("text")
        return segments_of_words(value["words"], text if isinstance(text, str) else "")
    if any(isinstance(value.get(key), list) for key in _KEYS):
        return []
    raise BadSource(source, 1, _described(value), _WANT)


def _is_youtubes(event: object) -> bool:
    return isinstance(event, dict) and not _YOUTUBES.isdisjoint(event)


_KINDS: Mapping[type, str] = MappingProxyType({dict: "other objects", list: "lists", str: "strings"})


def _each(entries: Sequence[Any], reading: Callable[[Mapping[str, Any]], Utterance | Faulty]) -> Found:
    return [reading(entry) if isinstance(entry, dict) else Faulty(found="is no object") for entry in entries]


def _described(value: Mapping[str, Any]) -> str:
    if not value:
        return "a JSON object without keys"
    keys = [f"'{key if len(key) <= 20 else key[:19] + '…'}'" for key in list(value)[:_SHOWN]]
    more = f" and {len(value) - _SHOWN} more" if len(value) > _SHOWN else ""
    return f"a JSON object with {'the keys ' if len(value) > 1 else 'the key '}{', '.join(keys)}{more}"
