"""What a format without lines of its own says (JSON, XML), kept as WebVTT: a person can read it, and times stand in it.

The stored text is then what the reader made; lines are counted in it, and the verifier holds each time against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeGuard

from msgspec import Struct

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._captions import read_scan
from coursepack.readers._cues import Cue, Scan
from coursepack.readers._decode import decode
from coursepack.readers._timing import is_timing

__all__ = ["LATEST_S", "Utterance", "decode_frame", "is_second", "is_thousandth", "read_utterances"]

LATEST_S = 3_600_000
"""A thousand hours; a later time is none."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_LONE = re.compile(r"[\ud800-\udfff]")


class Utterance(Struct, frozen=True, kw_only=True):
    """What is said from one time to another, as the format gives it; line feeds part its lines."""

    begin_s: float
    end_s: float
    words: str
    voice: str = ""
    is_sound: bool = False
    """Whether the format says that this is heard and not said."""


def decode_frame(data: bytes, *, source: str, log: Log) -> str:
    """Decode a text that is a frame around words; how long its lines are is nobody's concern."""
    inner = Log()
    text = decode(data, source=source, log=inner)
    log.notices.extend(notice for notice in inner.notices if notice.kind != "long_line")
    return text


def is_second(value: object) -> TypeGuard[float]:
    """Tell a number that can be a time in seconds; JSON has true, NaN and 1e999."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LATEST_S


def is_thousandth(value: object) -> TypeGuard[float]:
    """Tell a number that can be a time in thousandths of a second."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LATEST_S * 1000


def read_utterances(utterances: Sequence[Utterance], *, title: str = "", source: str, log: Log) -> Reading:
    """Write the utterances as WebVTT, and read that: rolling lines, sounds and speakers are as in any captions."""
    title = " ".join(_clean(title).replace("-->", "→").split())
    out = [f"WEBVTT - {title}\n" if title else "WEBVTT\n"]
    at, line = len(out[0]), 2
    cues = []
    for each in utterances:
        begin, end = round(each.begin_s * 1000), round(each.end_s * 1000)
        frame = f"\n{_stamp(begin)} --> {_stamp(end)}\n"
        rows = [_escaped(row) for row in _clean(each.words).split("\n") if row.strip()]
        if each.voice.strip() and rows:
            name = _escaped(_clean(each.voice).replace("\n", " ")).replace(">", "&gt;")
            rows[0] = f"<v {name}>{rows[0]}"
        payload = "\n".join(rows)
        start = at + len(frame)
        timing = (begin / 1000, end / 1000)
        cues.append(Cue(timing=timing, line=line + 1, start=start, end=start + len(payload), is_note=each.is_sound))
        out.append(f"{frame}{payload}\n")
        at, line = start + len(payload) + 1, line + 2 + max(1, len(rows))
    scan = Scan(cues=tuple(cues), title=title)
    return read_scan("".join(out), scan, want="a time", source=source, log=log)


def _clean(words: str) -> str:
    """Take away what no text file holds: control characters, and halves of characters that JSON can spell."""
    if _LONE.search(words):
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))


def _escaped(row: str) -> str:
    """Write a line as WebVTT does (section 4.2.2); nothing in it may look like a timing line."""
    row = " ".join(row.split()).replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
    return row.replace(">", "&gt;").replace("→", "&rarr;") if is_timing(row) else row


def _stamp(thousandths: int) -> str:
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
