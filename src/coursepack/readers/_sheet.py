"""Values of a page as it is drawn: runs of glyphs with their places, before anybody knows what belongs together."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct

__all__ = ["ARTIFACT", "UNTAGGED", "Book", "Run", "Sheet", "Tag", "raised"]

UNTAGGED, ARTIFACT = -1, -2
"""In place of a tag: where the file says nothing of some words, and where it says that they are a page's frame."""


_RAISED = MappingProxyType(str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"))


def raised(numeral: str) -> str:
    return numeral.translate(_RAISED)


class Run(Struct, frozen=True, kw_only=True, array_like=True):
    """Glyphs of one style that were drawn one after the other on one line; lengths in points, from the top left."""

    text: str
    """Its spaces are those drawn, and those that a gap stands for."""
    left: float
    right: float
    base: float
    """Where the letters stand, counted from the page's top edge."""
    size: float
    is_bold: bool
    is_symbol: bool
    """Whether its font draws signs where others draw letters (Symbol, Wingdings)."""
    order: int
    """When it was drawn."""
    tag: int = UNTAGGED
    """Which of the page's tags it has."""


class Tag(Struct, frozen=True, kw_only=True, array_like=True):
    """What a tagged file says of words that were drawn together."""

    block: int
    """Which words make one paragraph, counted in reading order; -1 for what is not read."""
    kind: str
    """Empty for text; "loose" in no paragraph, "heading", "item", "label", "note", "footnote", "quote", "contents"."""
    level: int = 0
    """Of a heading or an item; 0 where the file does not tell."""
    row: int = -1
    """Which row of a table it stands in, counted on the page; -1 for none."""
    cell: int = -1
    is_head: bool = False
    is_mark: bool = False
    """Whether it is a label, such as a footnote's number."""


class Sheet(Struct, frozen=True, kw_only=True, array_like=True):
    """One page."""

    number: int
    """From 1."""
    width: float
    height: float
    runs: tuple[Run, ...]
    tags: tuple[Tag, ...] = ()
    """In reading order; empty where the file has none."""
    sideways: int = 0
    """Glyphs that stand on their side, which are not read."""
    unknown: int = 0
    """Glyphs of which the file does not tell what letter they are."""


class Book(Struct, frozen=True, kw_only=True, array_like=True):
    """All pages, or why there are none."""

    sheets: tuple[Sheet, ...] = ()
    fault: str = ""
    """Empty, or one of "password", "damaged", "much"."""
