"""Heads of turns in transcripts without a format: a time, a speaker, or both, before words or on a line of their own.

After what programs export as text: Otter, "Export conversations" ("Anna Berg  0:03"); Rev, "Transcript File Formats"
("Anna Berg (00:12):"); Zoom's saved captions ("[Anna Berg] 14:05:22") and tables ("00:12:03<tab>Anna Berg<tab>words");
Premiere ("00:00:05:12 - 00:00:09:03"); whisper's output on a terminal ("[00:00.000 --> 00:04.000]"); YouTube's
transcript panel ("0:04").
"""

from __future__ import annotations

import re

from msgspec import Struct

from coursepack.model.wording import plain
from coursepack.readers._lines import Line
from coursepack.readers._speakers import Label, grade_of, label_at

__all__ = ["Head", "head_of", "inner_times"]

_STAMP = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3}|[:;]\d{2})?"
_TO = r"[ \t]*(?:-{0,2}>|→|[-–—]|to)[ \t]*"
_TIMES = (
    rf"(?P<open>[\[(<{{]?)(?P<begin>{_STAMP})(?:{_TO}(?P<end>{_STAMP}))?"
    r"(?P<clock>[ ]?[AaPp]\.?[Mm]\.?)?(?P<close>[\])>}]?)"
)
_TIME_FIRST = re.compile(rf"{_TIMES}(?:[ \t]*(?:[-–—|:][ \t]+|:?$)|[ \t]+|$)")
_NAME = r"(?P<name>[^\W_][^:\[\](){}<>\t\n]{0,58}?)"
_NAME_FIRST = re.compile(rf"{_NAME}:?(?:[ ]+|\t+|[ \t]*(?=[\[(])){_TIMES}:?[ \t]*$")
_NAME_AND_WORDS = re.compile(rf"{_NAME}:?[ \t]*(?=[\[(]){_TIMES}:?[ \t]+(?=\S)")
_NAME_IN_BRACKETS = re.compile(rf"\[(?P<name>[^\[\]\n]{{1,60}})\][ \t]+{_TIMES}[ \t]*$")
_CELL = re.compile(r"(?P<name>[^\t\n:]{1,60}?)[ ]*\t[ \t]*(?=\S)")
_INNER = re.compile(rf"[\[(](?P<begin>{_STAMP})[\])][ \t]*")
_SIGN = re.compile(r"(?:>|&gt;){2,3}[ \t]*")
_WIDE = re.compile(r"[ \t]{2}|\t")
_FIELDS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?(?:[:;]\d{2})?")
_CLOSES = {"": "", "[": "]", "(": ")", "<": ">", "{": "}"}


class Head(Struct, frozen=True, kw_only=True):
    """What a line says before its words."""

    begin_s: float | None = None
    end_s: float | None = None
    is_clock: bool = False
    """Whether the time is one of the day, and not of the recording."""
    is_marked: bool = False
    """Whether the time stands in brackets, tells hours and seconds, or fills a line: it is no row of a timetable."""
    label: Label | None = None
    words: int
    """Where the words begin; the line's end where it has none."""
    bare: int | None = None
    """Where they begin if the label names nobody; None where the line is no head then."""


def head_of(text: str, line: Line, *, is_opening: bool, is_under_time: bool) -> Head | None:
    """Read the head of a line. Under a line that is but a time, a name alone is a head too, as Premiere writes it."""
    head = _name_first(text, line) or _time_first(text, line)
    if head is not None:
        return head
    sign = _SIGN.match(text, line.start, line.end)
    start = sign.end() if sign else line.start
    label = label_at(text, start, line.end, is_opening=is_opening, is_signed=sign is not None)
    if label is not None:
        inner = _INNER.match(text, label.end, line.end)
        begin = _seconds(inner["begin"]) if inner else None
        is_timed = inner is not None and begin is not None
        return Head(
            begin_s=begin, is_marked=is_timed, label=label, words=inner.end() if inner and is_timed else label.end
        )
    if is_under_time and grade_of(line.text) in ("sure", "role"):
        alone = Label(name=line.text, grade="sure", end=line.end, is_opening=True)
        return Head(label=alone, words=line.end)
    return None


def _name_first(text: str, line: Line) -> Head | None:
    for shape in (_NAME_IN_BRACKETS, _NAME_FIRST, _NAME_AND_WORDS):
        found = shape.match(text, line.start, line.end)
        times = _times(found) if found else None
        if found is None or times is None:
            continue
        name = plain(found["name"])
        grade = grade_of(name)
        # Otter puts two blanks before the time, which nobody does in a sentence.
        if grade is None or (grade == "odd" and not _WIDE.match(text, found.end("name"), line.end)):
            continue
        begin, end, is_clock = times
        return Head(
            begin_s=begin,
            end_s=end,
            is_clock=is_clock or shape is _NAME_IN_BRACKETS,
            is_marked=True,
            label=Label(name=name, grade="sure", end=found.end(), is_opening=True),
            words=found.end(),
        )
    return None


def _time_first(text: str, line: Line) -> Head | None:
    found = _TIME_FIRST.match(text, line.start, line.end)
    times = _times(found) if found else None
    if found is None or times is None:
        return None
    begin, end, is_clock = times
    label = _label_behind(text, found.end(), line.end)
    is_marked = bool(found["open"] or found["end"]) or found["begin"].count(":") > 1 or found.end() >= line.end
    words = label.end if label else found.end()
    return Head(
        begin_s=begin, end_s=end, is_clock=is_clock, is_marked=is_marked, label=label, words=words, bare=found.end()
    )


def _label_behind(text: str, at: int, end: int) -> Label | None:
    """Read the label behind a time: with its colon, or as a cell of a table."""
    label = label_at(text, at, end, is_opening=True)
    if label is None and (cell := _CELL.match(text, at, end)):
        name = plain(cell["name"])
        grade = grade_of(name) if name else None
        label = Label(name=name, grade=grade, end=cell.end(), is_opening=True) if grade else None
    return label


def inner_times(text: str, start: int, end: int) -> list[tuple[int, int, float]]:
    """List the times in brackets inside words: where each begins and ends, and its seconds."""
    found = [(each.start(), each.end(), _seconds(each["begin"])) for each in _INNER.finditer(text, start, end)]
    return [(begin, stop, time) for begin, stop, time in found if time is not None]


def _times(found: re.Match[str]) -> tuple[float, float | None, bool] | None:
    if _CLOSES[found["open"]] != found["close"]:
        return None
    begin = _seconds(found["begin"])
    end = _seconds(found["end"]) if found["end"] else None
    if begin is None or (found["end"] and end is None):
        return None
    return begin, end, found["clock"] is not None


def _seconds(stamp: str) -> float | None:
    found = _FIELDS.fullmatch(stamp)
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    # Counted in milliseconds first, so that the same time is always the same number; frames are not counted.
    thousandths = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
    return (thousandths + int((fraction or "0").ljust(3, "0"))) / 1000
