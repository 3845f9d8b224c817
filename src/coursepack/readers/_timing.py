"""Time codes and timing lines of SubRip, WebVTT and SubViewer (WebVTT, section 4.3; the others have only their habits).

The two are read alike, since files in the wild mix "," with "." and leave out hours in both.
"""

from __future__ import annotations

import re

__all__ = ["Timing", "bad_timecode", "is_pair", "is_time_like", "is_timing", "pair_of", "timing_of"]

Timing = tuple[float, float]

_CODE = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3})\d*)?"
_ARROW = r"[ \t]*(?:-{1,2}[ ]?>|[–—]>|→)[ \t]*"
_LINE = re.compile(rf"[ \t]*{_CODE}{_ARROW}{_CODE}(?=[ \t]|$)")
_PAIR = re.compile(rf"[ \t]*{_CODE},[ \t]*{_CODE}[ \t]*")
_MEANT_AS_PAIR = re.compile(r"[ \t]*\d{1,4}:[^\s,]+,[ \t]*\d[^\s,]*[ \t]*")
_BEGINS_WITH_TIME = re.compile(r"[ \t]*\d{1,4}:\S")
_LONGEST = 60
"""Characters of a broken time code that a message shows."""


def timing_of(line: str) -> Timing | None:
    """Give begin and end in seconds; None where the line is no timing line or has a broken time code."""
    found = _LINE.match(line)
    if found is None:
        return None
    begin, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    return None if begin is None or end is None else (begin, end)


def pair_of(line: str) -> Timing | None:
    """Give begin and end of SubViewer's timing line, "0:00:00.599,0:00:04.160", as `timing_of` does."""
    found = _PAIR.fullmatch(line)
    if found is None:
        return None
    begin, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    return None if begin is None or end is None else (begin, end)


def is_pair(line: str) -> bool:
    """Tell whether the line is meant as SubViewer's timing line."""
    return pair_of(line) is not None or _MEANT_AS_PAIR.fullmatch(line) is not None


def is_timing(line: str, *, is_strict: bool = False) -> bool:
    """Tell whether the line is meant as a timing line; with `is_strict`, whether it is a whole one."""
    if timing_of(line) is not None:
        return not is_strict or "-->" in line
    return not is_strict and "-->" in line and _BEGINS_WITH_TIME.match(line) is not None


def is_time_like(line: str) -> bool:
    """Tell whether a line that follows a cue's number is meant as its times."""
    return _BEGINS_WITH_TIME.match(line) is not None


def bad_timecode(line: str, between: str = "-->") -> str:
    """Say what is wrong with a timing line that `timing_of` or `pair_of` refuses."""
    sides = line.split(between, 1)
    if len(sides) == 1:
        return f"no '{between}' in '{_short(line.strip())}'"
    for side in sides:
        code = (side.split() or [""])[0]
        found = re.fullmatch(_CODE, code)
        if found is None or _seconds(found.groups()) is None:
            return f"bad timecode '{_short(code)}'"
    return f"bad timing line '{_short(line.strip())}'"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _seconds(fields: tuple[str | None, ...]) -> float | None:
    hours, minutes, seconds, fraction = fields
    if int(minutes or 0) > 59 or int(seconds or 0) > 59:
        return None
    # Counted in milliseconds first, so that the same time is always the same number.
    thousandths = (int(hours or 0) * 60 + int(minutes or 0)) * 60_000 + int(seconds or 0) * 1000
    return (thousandths + int((fraction or "0").ljust(3, "0"))) / 1000
