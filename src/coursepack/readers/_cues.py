"""Cues with their places: the block grammar of WebVTT (section 6.1), the conventions of SubRip and SubViewer.

No library gives file offsets, so the scan is ours; the tests compare it with `webvtt-py` and `srt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.readers._lines import rows
from coursepack.readers._timing import Timing, bad_timecode, is_pair, is_time_like, is_timing, pair_of, timing_of

__all__ = ["Cue", "Scan", "scan_sbv", "scan_srt", "scan_vtt"]

_INDEX = re.compile(r"\s*-?\d{1,9}\.?\d{0,9}\s*")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_TITLE = re.compile(r"WEBVTT[ \t]+[-–—:|]*[ \t]*")


class Cue(Struct, frozen=True, kw_only=True):
    """One cue. `start` and `end` bound its payload, blank lines around it left out; equal where it has none."""

    timing: Timing | None
    """None where a time code is broken."""
    fault: str = ""
    """What is wrong with the time code."""
    line: int
    start: int
    end: int
    is_note: bool = False
    """Whether the format itself says that nothing is spoken here."""


class Scan(Struct, frozen=True, kw_only=True):
    cues: tuple[Cue, ...]
    title: str = ""
    strays: tuple[int, ...] = ()
    """Numbers of lines with words outside any cue."""


Rows = Sequence[tuple[int, int]]


def scan_vtt(text: str) -> Scan:
    """Find the cues of WebVTT; comments, styles, regions, ids and settings are passed over."""
    every = list(rows(text))
    at = next(number for number, (start, end) in enumerate(every) if text[start:end].strip())
    header = text[every[at][0] : every[at][1]].strip()
    named = _TITLE.match(header)
    title = header[named.end() :] if named else ""
    at += 1
    while at < len(every) and _is_filled(every[at]) and not _is_timing(text, every[at]):
        at += 1
    cues: list[Cue] = []
    strays: list[int] = []
    while at < len(every):
        if not _is_filled(every[at]):
            at += 1
            continue
        timing = _timing_at(text, every, at)
        if timing is None:
            at = _pass_over(text, every, at, strays)
            continue
        at = _payload_end(text, every, timing + 1)
        cues.append(_cue(text, every, timing, at))
    return Scan(cues=tuple(cues), title=title, strays=tuple(strays))


def _is_filled(row: tuple[int, int]) -> bool:
    return row[0] < row[1]


def _is_timing(text: str, row: tuple[int, int]) -> bool:
    return is_timing(text[row[0] : row[1]])


def _timing_at(text: str, every: Rows, at: int) -> int | None:
    """Find the timing line of a block: its first line, or its second after an id."""
    if _is_timing(text, every[at]):
        return at
    if at + 1 == len(every) or not _is_timing(text, every[at + 1]):
        return None
    # A comment may speak of "-->" though the grammar forbids it; a broken time in it is no broken cue.
    if _NO_CUE.match(text, *every[at]) and timing_of(text[slice(*every[at + 1])]) is None:
        return None
    return at + 1


def _pass_over(text: str, every: Rows, at: int, strays: list[int]) -> int:
    """Give the row after a block without a cue; words that are no comment, style, region or number are told."""
    is_known = _NO_CUE.match(text, *every[at]) is not None
    while at < len(every) and _is_filled(every[at]):
        row = text[slice(*every[at])]
        if timing_of(row) is not None or (not is_known and is_timing(row)):
            break
        if not is_known and row.strip() and not _INDEX.fullmatch(row):
            strays.append(at + 1)
        at += 1
    return at


def _payload_end(text: str, every: Rows, at: int) -> int:
    """Give the row after a payload, which ends at an empty line or, by the standard, at the next timing line."""
    first = at
    while at < len(every) and _is_filled(every[at]):
        if _is_timing(text, every[at]):
            # A number after a line of blanks is the next cue's: its writer took the blanks for an empty line.
            last_two = [text[slice(*row)] for row in every[max(first, at - 2) : at]]
            if len(last_two) == 2 and not last_two[0].strip() and _INDEX.fullmatch(last_two[1]):
                return at - 1
            return at
        at += 1
    return at


def scan_srt(text: str) -> Scan:
    """Find the cues of SubRip: numbers may be missing, payloads hold blank lines, positions follow the times."""
    every = list(rows(text))
    is_index = [_INDEX.fullmatch(text, *row) is not None for row in every]
    timings = [at for at in range(len(every)) if _is_srt_timing(text, every, at, is_index)]
    heads = [_head(text, every, timings, order, is_index) for order in range(len(timings))]
    cues = [
        _cue(text, every, timing, heads[order + 1] if order + 1 < len(heads) else len(every))
        for order, timing in enumerate(timings)
    ]
    first = heads[0] if heads else 0
    strays = [at + 1 for at in range(first) if text[slice(*every[at])].strip()]
    return Scan(cues=tuple(cues), strays=tuple(strays))


def _is_srt_timing(text: str, every: Rows, at: int, is_index: Sequence[bool]) -> bool:
    row = text[slice(*every[at])]
    if is_timing(row):
        return True
    # Without its arrow a line still is a timing line where one is due: after a number that opens a block.
    opens = at >= 1 and is_index[at - 1] and (at == 1 or not text[slice(*every[at - 2])].strip())
    return opens and is_time_like(row)


def _head(text: str, every: Rows, timings: Sequence[int], order: int, is_index: Sequence[bool]) -> int:
    """Give the row where a cue begins: its number's, where it has one.

    A number right under another cue's words is this cue's only if it goes on counting.
    """
    timing = timings[order]
    floor = timings[order - 1] + 1 if order else 0
    if timing == floor or not is_index[timing - 1]:
        return timing
    if timing - 1 == floor or not text[slice(*every[timing - 2])].strip():
        return timing - 1
    number = text[slice(*every[timing - 1])].strip()
    last = text[slice(*every[floor - 2])].strip() if floor >= 2 else ""
    return timing - 1 if last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1 else timing


def scan_sbv(text: str) -> Scan:
    """Find the cues of SubViewer: a timing line, then the words up to an empty line or the next timing line."""
    every = list(rows(text))
    cues: list[Cue] = []
    strays: list[int] = []
    at = 0
    while at < len(every):
        row = text[slice(*every[at])]
        if not is_pair(row):
            # The head of SubViewer 2 says in brackets what the words look like.
            if row.strip() and not row.lstrip().startswith("["):
                strays.append(at + 1)
            at += 1
            continue
        stop = at + 1
        while stop < len(every) and text[slice(*every[stop])].strip() and not is_pair(text[slice(*every[stop])]):
            stop += 1
        timing = pair_of(row)
        cue = _cue(text, every, at, stop)
        cues.append(replace(cue, timing=timing, fault="" if timing else bad_timecode(row, ",")))
        at = stop
    return Scan(cues=tuple(cues), strays=tuple(strays))


def _cue(text: str, every: Rows, timing: int, stop: int) -> Cue:
    first = timing + 1
    while first < stop and not text[slice(*every[first])].strip():
        first += 1
    while stop > first and not text[slice(*every[stop - 1])].strip():
        stop -= 1
    start, end = (every[first][0], every[stop - 1][1]) if first < stop else (every[timing][1], every[timing][1])
    row = text[slice(*every[timing])]
    found = timing_of(row)
    return Cue(timing=found, fault="" if found else bad_timecode(row), line=timing + 1, start=start, end=end)
