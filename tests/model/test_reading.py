"""What a reader makes of a file, before it has ids."""

from __future__ import annotations

from coursepack.model.reading import Piece, Reading, bared


def reading_of(text: str, *marks: tuple[int, int]) -> Reading:
    return Reading(text=text, pieces=(Piece(start=0, end=len(text), role="speech"),), kind="transcript", marks=marks)


def test_mark_up_at_the_ends_is_no_part_of_a_passage():
    """A voice tag before a word, and a bold mark behind one, are left outside; those between words stay."""
    (piece,) = bared(reading_of("<v Ann> **1958** was *hot*", (0, 7), (8, 10), (14, 16), (21, 22), (25, 26)))
    assert (piece.start, piece.end) == (10, 25)


def test_a_piece_of_mark_up_alone_is_dropped():
    """There is nothing to read in it."""
    assert bared(reading_of("<v Ann>", (0, 7))) == ()
