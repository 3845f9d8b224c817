"""Values of a page as it is drawn: runs of glyphs with their places, before anybody knows what belongs together."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Book", "Run", "Sheet"]


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


class Sheet(Struct, frozen=True, kw_only=True, array_like=True):
    """One page."""

    number: int
    """From 1."""
    width: float
    height: float
    runs: tuple[Run, ...]
    sideways: int = 0
    """Glyphs that stand on their side, which are not read."""
    unknown: int = 0
    """Glyphs of which the file does not tell what letter they are."""


class Book(Struct, frozen=True, kw_only=True, array_like=True):
    """All pages, or why there are none."""

    sheets: tuple[Sheet, ...] = ()
    fault: str = ""
    """Empty, or one of "password", "damaged", "much"."""
