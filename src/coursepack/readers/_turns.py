"""Transcripts without a format, told by the heads of their turns: each turn has a time, a speaker, or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Place, Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._lines import Line, has_words
from coursepack.readers._payload import captions
from coursepack.readers._prose import looks_like_heading
from coursepack.readers._speakers import is_credit, voices_among
from coursepack.readers._turn_heads import Head, head_of, inner_times
from coursepack.readers._wrapping import ends_sentence

__all__ = ["read_turns"]

_FEWEST_TIMES = 3
_FEWEST_TURNS = 3
_WORDS = 5
"""Of a turn, in the mean: what has fewer is a timetable, a list of chapters, or a form."""
_WORDS_UNMARKED = 7
_FIRST_S = 600
"""Where times stand bare before words, a recording begins with one of its first minutes; a timetable begins at 8:30."""
_RISING = 0.9
_LABELLED = 0.5


class _Row(Struct, frozen=True, kw_only=True):
    line: Line
    head: Head | None


class _Stretch(Struct, frozen=True, kw_only=True):
    """Words of one line that one speaker says from one time on."""

    start: int
    end: int
    begin_s: float | None
    end_s: float | None
    voice: str


def read_turns(text: str, filled: Sequence[Line], *, source: str, log: Log) -> Reading | None:
    """Read a text whose lines tell times or speakers; None where they do not."""
    rows = list(_rows(text, filled))
    has_times = _is_timed(text, rows)
    voices = _voices(text, rows, has_times=has_times)
    if not has_times and not voices:
        return None
    rows = [_Row(line=row.line, head=_counting(row.head, voices, has_times=has_times)) for row in rows]
    if _has_arrows(text, rows):
        rows = [_Row(line=row.line, head=_arrowed(text, row)) for row in rows]
    clocks = [row for row in rows if row.head is not None and row.head.is_clock]
    if clocks:
        told = "the times are those of a day, not of a recording, and are left out"
        log.tell("left_out", told, source=source, line=clocks[0].line.number)
    first = next((at for at, row in enumerate(rows) if row.head is not None or (has_times and _times(text, row))), 0)
    pieces = [_front(row.line, is_first=at == 0) for at, row in enumerate(rows[:first]) if has_words(row.line.text)]
    marks: list[tuple[int, int]] = []
    for stretch, place in _placed(list(_stretches(text, rows[first:])), has_times=has_times and not clocks):
        for caption in captions(text, stretch.start, stretch.end):
            is_note = caption.is_note or is_credit(caption.words)
            role: Role = "note" if is_note else "speech"
            voice = "" if is_note else caption.voice or stretch.voice
            pieces.append(Piece(start=caption.start, end=caption.end, role=role, place=place, voice=voice))
            marks.extend(caption.marks)
    title = next((text[piece.start : piece.end] for piece in pieces if piece.role == "heading"), "")
    return Reading(text=text, pieces=tuple(pieces), kind="transcript", title=title, marks=tuple(marks))


def _rows(text: str, filled: Sequence[Line]) -> Iterator[_Row]:
    last: Line | None = None
    is_under_time = False
    for line in filled:
        is_opening = last is None or line.number > last.number + 1 or ends_sentence(last.text)
        head = head_of(text, line, is_opening=is_opening, is_under_time=is_under_time)
        yield _Row(line=line, head=head)
        is_under_time = head is not None and head.begin_s is not None and head.label is None and head.words >= line.end
        last = line


def _counting(head: Head | None, voices: frozenset[str], *, has_times: bool) -> Head | None:
    """Give the head as it counts in this text: without a label that names nobody; None where nothing is left."""
    if head is None or (head.label is not None and head.label.name in voices):
        return head
    if not has_times or head.begin_s is None or head.bare is None:
        return None
    return replace(head, label=None, words=head.bare)


def _has_arrows(text: str, rows: Sequence[_Row]) -> bool:
    return any(row.head is not None and _is_arrowed(text, row.line, row.head) for row in rows)


def _is_arrowed(text: str, line: Line, head: Head) -> bool:
    return "-->" in text[line.start : head.words]


def _arrowed(text: str, row: _Row) -> Head | None:
    """Give the head without a time that has no arrow: where some have one, the verifier takes these for the times."""
    head = row.head
    return head if head is None or _is_arrowed(text, row.line, head) else replace(head, begin_s=None, end_s=None)


def _times(text: str, row: _Row) -> list[float]:
    """List the times that a line tells: at its head, and in brackets behind it."""
    head = row.head
    own = [head.begin_s] if head is not None and head.begin_s is not None else []
    start = head.words if head is not None else row.line.start
    return [*own, *(time for _, _, time in inner_times(text, start, row.line.end))]


def _is_timed(text: str, rows: Sequence[_Row]) -> bool:
    heads = [row.head for row in rows if row.head is not None and row.head.begin_s is not None]
    told = [_times(text, row) for row in rows]
    times = [time for every in told for time in every]
    if len(times) < _FEWEST_TIMES:
        return False
    rising = sum(a <= b for a, b in pairwise(times))
    after = rows[next(at for at, every in enumerate(told) if every) :]
    words = sum(len(text[row.head.words if row.head else row.line.start : row.line.end].split()) for row in after)
    is_marked = sum(head.is_marked for head in heads) * 2 >= len(heads)
    if not is_marked and times[0] > _FIRST_S:
        return False
    wanted = _WORDS if is_marked else _WORDS_UNMARKED
    return rising >= _RISING * (len(times) - 1) and words >= wanted * len(times)


def _voices(text: str, rows: Sequence[_Row], *, has_times: bool) -> frozenset[str]:
    """Choose the speakers; without times they have to be more than one, or numbered, and have most of the text."""
    heads = [row.head for row in rows if row.head is not None and (has_times or row.head.begin_s is None)]
    labels = [head.label for head in heads if head.label is not None]
    turns = len(heads) if has_times else _paragraphs(rows)
    voices = voices_among(labels, turns, text)
    named = [label for label in labels if label.name in voices]
    if has_times or not named:
        return voices
    is_sure = any(label.grade == "sure" for label in named)
    if len(named) < _FEWEST_TURNS - is_sure or (len({label.name for label in named}) < 2 and not is_sure):
        return frozenset()
    first = next(at for at, row in enumerate(rows) if row.head and row.head.label in named)
    spoken_words = sum(len(row.line.text.split()) for row in rows[first:]) - len(named)
    is_most = len(named) >= _LABELLED * turns or (is_sure and first * 2 < len(rows))
    return voices if is_most and spoken_words >= _WORDS * len(named) else frozenset()


def _paragraphs(rows: Sequence[_Row]) -> int:
    return sum(1 for a, b in pairwise(rows) if b.line.number > a.line.number + 1) + 1


def _front(line: Line, *, is_first: bool) -> Piece:
    """Make the piece of a line above the first turn: the title, what is said in a sentence, or something of a form."""
    if is_first and looks_like_heading(line.text):
        return Piece(start=line.start, end=line.end, role="heading", level=1)
    return Piece(start=line.start, end=line.end, role="paragraph" if ends_sentence(line.text) else "note")


def _stretches(text: str, rows: Sequence[_Row]) -> Iterator[_Stretch]:
    """Divide the words at heads, and at times in brackets inside a line."""
    has_arrows = _has_arrows(text, rows)
    begin_s: float | None = None
    end_s: float | None = None
    voice = ""
    for row in rows:
        start = row.line.start
        if row.head is not None:
            start = row.head.words
            voice = row.head.label.name if row.head.label else voice
            if row.head.begin_s is not None:
                begin_s, end_s = row.head.begin_s, row.head.end_s
        for stop, following, inner_s in () if has_arrows else inner_times(text, start, row.line.end):
            yield _Stretch(start=start, end=stop, begin_s=begin_s, end_s=end_s, voice=voice)
            start, begin_s, end_s = following, inner_s, None
        yield _Stretch(start=start, end=row.line.end, begin_s=begin_s, end_s=end_s, voice=voice)


def _placed(stretches: Sequence[_Stretch], *, has_times: bool) -> list[tuple[_Stretch, Place | None]]:
    """Give each stretch its time; one without an end lasts until the next that begins later."""
    out: list[tuple[_Stretch, Place | None]] = []
    following: float | None = None
    last: float | None = None
    for stretch in reversed(stretches):
        begin = stretch.begin_s
        if begin != last:
            following, last = last, begin
        place = None
        if has_times and begin is not None:
            until = stretch.end_s if stretch.end_s is not None else following
            place = Place(time=(begin, begin if until is None or until < begin else until))
        out.append((stretch, place))
    return out[::-1]
