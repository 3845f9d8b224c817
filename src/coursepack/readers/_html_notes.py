"""What in a page leads to its notes and back, what holds them, and who wrote it when: told by roles, types and classes.

The classes are those that pandoc, LibreOffice, calibre and WordPress write, the ids and addresses those of Google Docs.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["is_back", "is_byline", "is_comment", "is_note", "is_reference", "is_title", "list_depth"]

_NOTE_KINDS = frozenset(
    ("doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "endnote", "rearnote", "footnotes", "endnotes")
)
_NOTE_NAMES = re.compile(r"(?:sd)?(?:foot|end)notes?\d{0,4}", re.IGNORECASE)
_GOOGLE_NOTE, _GOOGLE_COMMENT = re.compile(r"ftnt\d{1,4}"), re.compile(r"cmnt\d{1,4}")
_GOOGLE_BACK = ("#ftnt_ref", "#cmnt_ref")
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)")
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
    if element.tag == "p" and _is_first(element, _GOOGLE_NOTE):
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


def is_comment(element: Any) -> bool:
    """Tell a remark of somebody who reads a draft."""
    return element.tag == "p" and _is_first(element, _GOOGLE_COMMENT)


def _is_first(element: Any, name: re.Pattern[str]) -> bool:
    return len(element) > 0 and element[0].tag == "a" and name.fullmatch(element[0].get("id", "")) is not None


def is_title(element: Any) -> bool:
    """Tell a document's title that is no heading."""
    return element.tag == "p" and "title" in _names(element) and element.get("id", "").startswith("h.")


def list_depth(element: Any) -> int:
    """Tell how deep a list stands in others that it is not written in: Google Docs writes each level apart."""
    found = _GOOGLE_LIST.search(element.get("class", ""))
    return int(found[1]) if found else 0


def is_back(element: Any) -> bool:
    """Tell a link from a note back to the text."""
    if element.get("href", "").startswith(_GOOGLE_BACK):
        return True
    if not (_BACK_KINDS.isdisjoint(_kinds(element)) and _BACK_NAMES.isdisjoint(_names(element))):
        return True
    words = "".join(element.itertext()).strip() if len(element) < 3 else ""
    return _BACK.fullmatch(words) is not None


def is_byline(element: Any) -> bool:
    """Tell who wrote it, when, and what stands below the title."""
    return not _BYLINES.isdisjoint(_names(element))
