"""Plain text to a reading: captions without times, an outline without mark-up, or prose, told by how its lines look.

The name of a file says nothing here; the shares below were set on texts of many habits.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coursepack.errors import EmptySource
from coursepack.model.anchors import Kind, Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._lines import Line, has_words, lines
from coursepack.readers._outline import is_outline, outline_pieces
from coursepack.readers._payload import captions
from coursepack.readers._prose import prose_pieces
from coursepack.readers._turns import read_turns
from coursepack.readers._wrapping import continues, is_wrapped

__all__ = ["read_plain"]

_BROKEN = 0.1
"""Of the line ends in a transcript, at least as many fall inside a sentence; in prose by paragraphs hardly one does."""
_FEWEST_LINES = 4
_FEWEST_WORDS = 40
_LONGEST_CAPTION = 240


def read_plain(text: str, *, source: str, log: Log) -> Reading:
    """Read a text without mark-up; its title is a heading that stands first."""
    every = lines(text)
    filled = [line for line in every if not line.is_blank]
    turns = read_turns(text, filled, source=source, log=log)
    if turns is not None:
        if not any(has_words(text[piece.start : piece.end]) for piece in turns.pieces):
            raise EmptySource(source)
        return turns
    marks: list[tuple[int, int]] = []
    kind: Kind
    if is_outline(filled):
        kind, pieces = "slides", outline_pieces(every)
    elif _is_transcript(filled):
        kind, pieces = "transcript", _speech(text, filled, marks)
    else:
        kind, pieces = "document", prose_pieces(every)
    if not any(has_words(text[piece.start : piece.end]) for piece in pieces):
        raise EmptySource(source)
    heading = next((piece for piece in pieces if piece.role == "heading" and piece.level == 1), None)
    title = text[heading.start : heading.end] if heading else ""
    return Reading(text=text, pieces=tuple(pieces), kind=kind, title=title, marks=tuple(marks))


def _is_transcript(filled: Sequence[Line]) -> bool:
    """Tell captions: lines of a caption's length that break sentences, and not because they are full."""
    if _is_unpunctuated(filled):
        return True
    if len(filled) < _FEWEST_LINES or is_wrapped(filled):
        return False
    lengths = sorted(len(line.text) for line in filled)
    if lengths[len(lengths) // 2] > _LONGEST_CAPTION:
        return False
    broken = sum(continues(line, following) for line, following in pairwise(filled))
    return broken >= 2 and broken >= _BROKEN * (len(filled) - 1)


def _is_unpunctuated(filled: Sequence[Line]) -> bool:
    """Tell what a machine has heard: many words, and hardly one end of a sentence."""
    words = sum(len(line.text.split()) for line in filled)
    ends = sum(line.text.count(sign) for line in filled for sign in ".?!")
    return words >= _FEWEST_WORDS and ends * 100 < words


def _speech(text: str, filled: Sequence[Line], marks: list[tuple[int, int]]) -> list[Piece]:
    pieces = []
    for line in filled:
        for caption in captions(text, line.start, line.end):
            role: Role = "note" if caption.is_note else "speech"
            pieces.append(Piece(start=caption.start, end=caption.end, role=role, voice=caption.voice))
            marks.extend(caption.marks)
    return pieces
