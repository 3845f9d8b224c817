"""What a reader makes of one file."""

from __future__ import annotations

from msgspec import Struct

from coursepack.model.anchors import Kind, Place, Role

__all__ = ["Piece", "Reading"]


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
