"""YouTube's json3: events with a time and the pieces of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from coursepack.readers._spoken import Utterance, is_thousandth
from coursepack.readers._whisper import Faulty

__all__ = ["clipped", "utterances_of_events"]


def utterances_of_events(events: Sequence[Any]) -> list[Utterance | Faulty]:
    """Read the events that say something; windows, and the line ends between two lines of a window, say nothing."""
    found: list[Utterance | Faulty] = []
    is_rolling = False
    for event in events:
        if not isinstance(event, dict):
            found.append(Faulty(found="is no object"))
            continue
        is_rolling = is_rolling or bool(event.get("aAppend"))
        words = _words(event)
        if words.strip():
            found.append(_utterance(event, words))
    return clipped(found) if is_rolling else found


def _words(event: Mapping[str, Any]) -> str:
    pieces = event.get("segs")
    if not isinstance(pieces, list):
        return ""
    texts = [piece.get("utf8") for piece in pieces if isinstance(piece, dict)]
    return "".join(text for text in texts if isinstance(text, str))


def _utterance(event: Mapping[str, Any], words: str) -> Utterance | Faulty:
    begin, duration = event.get("tStartMs"), event.get("dDurationMs", 0)
    if not is_thousandth(begin):
        return Faulty(found="has no 'tStartMs'")
    if not is_thousandth(duration):
        return Faulty(found="has a 'dDurationMs' that is no time")
    return Utterance(begin_s=begin / 1000, end_s=(begin + duration) / 1000, words=words)


def clipped(found: Sequence[Utterance | Faulty]) -> list[Utterance | Faulty]:
    """End each line where the next begins: in a window that rolls it stays on screen, but it is said no longer."""
    out: list[Utterance | Faulty] = []
    following: float | None = None
    for each in reversed(found):
        clipped = each
        if isinstance(each, Utterance):
            if following is not None and each.begin_s <= following < each.end_s:
                clipped = replace(each, end_s=following)
            following = each.begin_s
        out.append(clipped)
    return out[::-1]
