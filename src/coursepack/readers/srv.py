"""YouTube's own captions in XML, which yt-dlp names srv1, srv2 and srv3 (its README, "Subtitle Options").

They have no specification: the elements are those that programs read from them. Times of srv1 are seconds, of the
others thousandths; the XML is parsed by expat alone, as Timed Text is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from xml.parsers import expat

from coursepack.errors import BadSource, EmptySource
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._json3 import clipped
from coursepack.readers._spoken import LATEST_S, Utterance, decode_frame, read_utterances
from coursepack.readers._whisper import Faulty

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("srv1", "srv2", "srv3")
SUMMARY = "YouTube's captions in XML (srv1, srv2, srv3): lines with times"

_WANT = "YouTube's captions: <transcript> or <timedtext>"
_ROOTS = ("transcript", "timedtext")
_STYLE = re.compile(r"</?(?:i|b|u|font)(?=[\s>/])[^<>]*>", re.IGNORECASE)
_DEEPEST = 20
_LONGEST = 40


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Raise BadSource where this is no XML of YouTube's, or where half of the lines or more have no time."""
    text = decode_frame(data, source=source, log=log).lstrip("\ufeff \t\n")
    walk = _Walk(source)
    try:
        walk.parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003  (expat takes it by position alone)
    except expat.ExpatError as error:
        found = f"broken XML ({expat.ErrorString(error.code)} at column {error.offset + 1})"
        raise BadSource(source, error.lineno, found, _WANT) from error
    faults = [(at, each.found) for at, each in enumerate(walk.found, 1) if isinstance(each, Faulty)]
    if not walk.found:
        raise EmptySource(source)
    if len(faults) * 2 >= len(walk.found):
        at, what = faults[0]
        raise BadSource(source, 1, f"entry {at} of {len(walk.found):,} {what}", "a time in each")
    for at, what in faults:
        log.tell("skipped_cue", f"entry {at} of {len(walk.found):,} {what}; it is skipped", source=source)
    lines = clipped(walk.found) if walk.is_rolling else walk.found
    return read_utterances([each for each in lines if isinstance(each, Utterance)], source=source, log=log)


class _Walk:
    """The state of one parse; expat calls its methods."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[Utterance | Faulty] = []
        self.is_rolling = False
        self._depth = 0
        self._line: Mapping[str, str] | None = None
        self._words: list[str] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise BadSource(self.source, self.parser.CurrentLineNumber, "XML that declares entities", "XML without them")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentLineNumber
        if not self._depth and name not in _ROOTS:
            raise BadSource(self.source, at, f"XML that begins with <{name[:_LONGEST]}>", _WANT)
        if self._depth == _DEEPEST:
            raise BadSource(self.source, at, f"XML nested deeper than {_DEEPEST} elements", _WANT)
        self._depth += 1
        if name in ("text", "p"):
            self._line, self._words = attributes, []
        elif name == "br":
            self._words.append("\n")

    def _say(self, words: str) -> None:
        if self._line is not None:
            self._words.append(words)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name not in ("text", "p") or self._line is None:
            return
        line, self._line = self._line, None
        self.is_rolling = self.is_rolling or "1" in (line.get("a"), line.get("append"))
        # What XML resolves was escaped twice: "&amp;#39;".
        words = _STYLE.sub("", html.unescape("".join(self._words)))
        if words.strip():
            self.found.append(_utterance(line, words))


def _utterance(line: Mapping[str, str], words: str) -> Utterance | Faulty:
    begin, duration, scale = line.get("t", ""), line.get("d", "0"), 1000
    if "start" in line:
        begin, duration, scale = line["start"], line.get("dur", "0"), 1
    times = [_seconds(each, scale) for each in (begin, duration)]
    if times[0] is None or times[1] is None:
        return Faulty(found="has no time")
    return Utterance(begin_s=times[0], end_s=times[0] + times[1], words=words)


def _seconds(digits: str, scale: int) -> float | None:
    is_number = len(digits) < 16 and digits.isascii() and digits.replace(".", "", 1).isdecimal()
    seconds = float(digits) / scale if is_number else -1.0
    return seconds if 0 <= seconds <= LATEST_S else None
