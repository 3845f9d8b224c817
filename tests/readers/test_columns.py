"""The order in which a page is read."""

from __future__ import annotations

from coursepack.readers._columns import blocks_of
from coursepack.readers._strips import Strip


def strip(words, left, base, width=150.0, *, sign=""):
    right = left + width
    return Strip(words=words, left=left, right=right, base=base, size=10.0, is_bold=False, sign=sign, sign_left=left)


def order(*strips):
    return [
        each.words for block in blocks_of(sorted(strips, key=lambda each: (each.base, each.left))) for each in block
    ]


def column(name, left, first=100):
    return [strip(f"{name} line {row} of text", left, first + 12 * row) for row in range(4)]


def names(found):
    return [each.split()[0] for each in found]


def test_a_column_is_read_to_its_end():
    """The left one comes first, whatever stands on the same lines."""
    assert names(order(*column("left", 50), *column("right", 250))) == ["left"] * 4 + ["right"] * 4


def test_what_goes_over_both_columns_parts_them():
    """A heading in the middle of the page is read between the columns above it and those below."""
    parts = [
        *column("a", 50),
        *column("b", 250),
        strip("across", 50, 200, 350),
        *column("c", 50, 240),
        *column("d", 250, 240),
    ]
    assert names(order(*parts)) == ["a"] * 4 + ["b"] * 4 + ["across"] + ["c"] * 4 + ["d"] * 4


def test_a_page_of_one_column_is_one_block():
    """Nothing stands side by side there."""
    assert len(blocks_of(column("only", 50))) == 1


def test_cells_are_read_across():
    """Short cells below each other are a table's."""
    rows = [
        strip(f"{each} {row}", left, 100 + 14 * row, 40)
        for row in range(3)
        for each, left in (("rye", 50), ("wheat", 150))
    ]
    assert order(*rows) == ["rye 0 | wheat 0", "rye 1 | wheat 1", "rye 2 | wheat 2"]


def test_bullets_are_no_cells():
    """Two lists beside each other are columns, however short their lines."""
    rows = [
        strip(each, left, 100 + 14 * row, 40, sign="•")
        for row in range(3)
        for each, left in (("rye", 50), ("oats", 150))
    ]
    assert order(*rows) == ["rye"] * 3 + ["oats"] * 3
