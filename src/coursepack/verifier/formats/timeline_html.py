"""Checks timeline.html: a frame that is always the same, in it a language, a title and a timeline in JSON."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from hashlib import sha256

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._timelinejs import Around, check_timeline
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("timeline.html",)
_PAGE = re.compile(
    r'(.*?<html lang=")([^"<>]*)(">.*?<title>)([^<>]*)(</title>.*? id="data">)([^<]*)(</script>.*)', re.DOTALL
)
_FRAME = "fb34e7d867c7a3de96046ce4c6bcaa1157a3200cfd247fb0e3e93a190cfeee71"
"""SHA-256 of everything else: TimelineJS 3.9.11, styles, and a policy that lets nothing else run or be fetched."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        found = _PAGE.fullmatch(data.decode())
    except UnicodeDecodeError as error:
        case.found.add(file, None, "unreadable", f"is no UTF-8 text ({error})")
        return
    frame = sha256("".join(found.group(1, 3, 5, 7)).encode()).hexdigest() if found else ""
    if found is None or frame != _FRAME:
        case.found.add(file, None, "untraced", f"is not the page that is known here (its frame is {frame or 'none'})")
        return
    if found[2] not in {source.language for source in case.look.pack.sources}:
        case.found.add(file, None, "untraced", f"is in '{found[2]}', which no source is in")
    head = Unit(at="head", text=html.unescape(found[4]))
    lines = found.string.count("\n", 0, found.start(6))
    check_timeline(case, file, found[6].encode(), traced, Around(units=(head,), lines=lines))
