"""What a reader makes of one file."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Kind, Place, Role

__all__ = ["Piece", "Reading", "bared"]


class Piece(Struct, frozen=True, kw_only=True):
    """A passage before it has an id: characters `[start, end)` of the reading's text, no white space at the ends."""

    start: int
    end: int
    role: Role
    level: int = 0
    place: Place | None = None
    voice: str = ""


class Reading(Struct, frozen=True, kw_only=True):
    text: str
    """The decoded file for text formats: byte order mark removed, line ends as "\\n", otherwise unaltered."""
    pieces: tuple[Piece, ...]
    """In text order, never overlapping, never empty."""
    kind: Kind
    title: str = ""
    """Words of the source; empty where it has no title."""
    marks: tuple[tuple[int, int], ...] = ()
    """Sorted ranges inside pieces that are mark-up and not words: `**`, `<i>`, a link's address."""


def bared(reading: Reading) -> tuple[Piece, ...]:
    """Give the pieces without the mark-up at their ends ("<v Ann>", "**"); what is nothing but mark-up is dropped."""
    begins = dict(reading.marks)
    ends = {end: begin for begin, end in reading.marks}
    pieces = []
    for piece in reading.pieces:
        start, end = piece.start, piece.end
        while start < end and (start in begins or reading.text[start].isspace()):
            start = begins.get(start, start + 1)
        while start < end and (end in ends or reading.text[end - 1].isspace()):
            end = ends.get(end, end - 1)
        if start < end:
            pieces.append(replace(piece, start=start, end=end))
    return tuple(pieces)
