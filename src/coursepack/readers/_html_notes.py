"""What in a page leads to its notes and back, what holds them, and who wrote it when: told by roles, types and classes.

The classes are those that pandoc, LibreOffice, calibre and WordPress write.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["is_back", "is_byline", "is_note", "is_reference"]

_NOTE_KINDS = frozenset(
    ("doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "endnote", "rearnote", "footnotes", "endnotes")
)
_NOTE_NAMES = re.compile(r"(?:sd)?(?:foot|end)notes?\d{0,4}", re.IGNORECASE)
_WHOLE = frozenset(("body", "main", "article"))
_REFERENCE_KINDS = frozenset(("doc-noteref", "noteref"))
_REFERENCE_NAMES = frozenset(("footnote-ref", "footnote-reference", "sdfootnoteanc", "sdendnoteanc", "noteref"))
_REFERENCE = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡]|note \d+|citation needed)\]?", re.IGNORECASE)
_BACK_KINDS = frozenset(("doc-backlink", "backlink"))
_BACK_NAMES = frozenset(("footnote-back", "footnote-backref", "reversefootnote", "sdfootnotesym", "sdendnotesym"))
_BACK = re.compile(r"[\[(]?(?:[↩⤴↑⇑←^]\s?\ufe0e?\ufe0f?)+\s?\d{0,3}[\])]?")
_BYLINES = frozenset(("author", "byline", "date", "dateline", "subtitle", "pubdate", "post-meta", "entry-meta"))


def _kinds(element: Any) -> set[str]:
    """List what the page itself says that an element is (DPUB-ARIA 1.1, EPUB 3.3's structural semantics)."""
    types = element.get("{http://www.idpf.org/2007/ops}type", "") or element.get("epub:type", "")
    return {*element.get("role", "").split(), *types.split()}


def _names(element: Any) -> set[str]:
    return set(element.get("class", "").split())


def is_note(element: Any) -> bool:
    """Tell what holds notes."""
    if not _NOTE_KINDS.isdisjoint(_kinds(element)):
        return True
    names = (*_names(element), element.get("id", ""))
    return element.tag not in _WHOLE and any(_NOTE_NAMES.fullmatch(each) for each in names)


def is_reference(element: Any, tag: str) -> bool:
    """Tell a link to a note: "[3]", "a"; raised, or called one."""
    if tag == "sup":
        links = element.findall("a")
        words = "".join([element.text or "", *(f"{link.text or ''}{link.tail or ''}" for link in links)])
        return len(links) == 1 and _REFERENCE.fullmatch(words.strip()) is not None
    if not (_REFERENCE_KINDS.isdisjoint(_kinds(element)) and _REFERENCE_NAMES.isdisjoint(_names(element))):
        return True
    raised = element.findall("sup")
    if len(raised) != 1 or len(element) != 1 or (element.text or "").strip() or not element.get("href"):
        return False
    return _REFERENCE.fullmatch("".join(raised[0].itertext()).strip()) is not None


def is_back(element: Any) -> bool:
    """Tell a link from a note back to the text."""
    if not (_BACK_KINDS.isdisjoint(_kinds(element)) and _BACK_NAMES.isdisjoint(_names(element))):
        return True
    words = "".join(element.itertext()).strip() if len(element) < 3 else ""
    return _BACK.fullmatch(words) is not None


def is_byline(element: Any) -> bool:
    """Tell who wrote it, when, and what stands below the title."""
    return not _BYLINES.isdisjoint(_names(element))
