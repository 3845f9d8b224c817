"""Slides that are a web page, as reveal.js shows them (in mark-up that pandoc and Quarto write too)."""

from __future__ import annotations

from typing import Any

__all__ = ["deck_of", "is_spoken"]


def deck_of(body: Any) -> tuple[Any, dict[Any, int]]:
    """Give the element that holds the slides, and the number of each that is shown; None where there are none."""
    for deck in body.iter("div"):
        if _has(deck, "slides") and any(_has(above, "reveal") for above in deck.iterancestors("div")):
            sections = (each for each in deck.iter("section") if each.find(".//section") is None)
            shown = (each for each in sections if each.get("data-visibility") != "hidden")
            slides = {section: number for number, section in enumerate(shown, 1)}
            if slides:
                return deck, slides
    return None, {}


def is_spoken(element: Any, tag: str) -> bool:
    """Tell the speaker's notes."""
    return tag == "aside" and _has(element, "notes")


def _has(element: Any, name: str) -> bool:
    names: list[str] = element.get("class", "").split()
    return name in names
