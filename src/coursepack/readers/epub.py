"""EPUB books: their chapters, in the order in which they are read (EPUB 3.3, sections 4 and 5)."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec.structs import replace

from coursepack.errors import BadFile
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._decode import decode
from coursepack.readers._html import Page, lines_of, parse_html
from coursepack.readers._html_styles import Look, Looks, with_styled_headings
from coursepack.readers._office import Said, composed, tell_left_out
from coursepack.readers._xml import Element, parse_part
from coursepack.readers._zip import Archive

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("epub",)
SUMMARY = "EPUB books: their chapters in reading order; locked books are refused"

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_BROKEN = "save it again, or copy it anew"
_ENTITY = re.compile(r"<!DOCTYPE[^>\[]*\[[^\]]*<!ENTITY", re.IGNORECASE)
_DEEPEST_HEADING = 6
_LARGEST_SHEET = 1 << 20
# XML closes any element with "/>"; of HTML's, only those without content.
_CLOSED = re.compile(r"<(?!(?:br|hr|img|col|input|meta|link|area|base|wbr)\b)([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>")


def read(data: bytes, *, source: str, log: Log) -> Reading:
    archive = Archive(data, source=source)
    package = _package(archive)
    root = parse_part(archive, package)
    if root is None:
        raise BadFile(source, f"lacks its part '{package}'", _BROKEN)
    locked = _locked(archive)
    title = next((" ".join((each.text or "").split()) for each in _all(root, "title") if each.text), "")
    said: list[Said | None] = []
    looks: list[Look | None] = []
    sheets = Looks(_sheets(archive))
    left_out: Counter[str] = Counter()
    for part in _chapters(root, posixpath.dirname(package), left_out):
        if part in locked:
            raise BadFile(source, "is locked by its seller (DRM)", "coursepack reads books without a lock")
        page = _page(archive, part, sheets, log)
        if page is None:
            left_out["missing chapter"] += 1
            continue
        left_out.update(dict(page.left_out))
        said += [None, *page.said]
        looks += [None, *page.looks]
    tell_left_out(left_out, source=source, log=log)
    return composed(_titled(said, looks, title), kind="document", title=title, source=source)


def _titled(said: list[Said | None], looks: list[Look | None], title: str) -> list[Said | None]:
    """Put the chapters' headings below the book's title, which its first page may tell again."""
    again = next((order for order, each in enumerate(said) if each is not None), None)
    if again is not None and title and _same(said[again], title):
        del said[again], looks[again]
    if looks and not any(each is not None and each.role == "heading" for each in said):
        said = with_styled_headings(said, looks)
    if not title:
        return said
    return [Said(words=title, role="heading", level=1), *(each and _lower(each) for each in said)]


def _same(said: Said | None, title: str) -> bool:
    return said is not None and said.words.casefold() == title.casefold()


def _sheets(archive: Archive) -> Iterator[str]:
    """Yield the style sheets of a book; a style of a broken one is none."""
    for name in archive.names:
        if name.endswith(".css"):
            yield archive.read(name)[:_LARGEST_SHEET].decode("utf-8", "replace")


def _package(archive: Archive) -> str:
    container = parse_part(archive, _CONTAINER)
    paths = [] if container is None else [each.attrib.get("full-path", "") for each in _all(container, "rootfile")]
    if not paths or not paths[0]:
        raise BadFile(archive.source, "is an archive, but no EPUB book", "unpack it, and give what is inside")
    return posixpath.normpath(paths[0])


def _all(root: Element, name: str) -> Iterator[Element]:
    """Yield what is below an element by its local name, in any vocabulary."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag.rpartition("}")[2] == name:
            yield element
        waiting.extend(reversed(list(element)))


def _locked(archive: Archive) -> frozenset[str]:
    """List the parts that are encrypted; of fonts that is common, of chapters it is a lock."""
    root = parse_part(archive, _LOCKS)
    if root is None:
        return frozenset()
    return frozenset(unquote(each.attrib.get("URI", "")) for each in _all(root, "CipherReference"))


def _chapters(root: Element, folder: str, left_out: Counter[str]) -> Iterator[str]:
    """Yield the parts of the spine; the table of contents, and what stands outside the reading order, are left out."""
    manifest = {each.attrib.get("id", ""): each for each in _all(root, "item")}
    for each in _all(root, "itemref"):
        item = manifest.get(each.attrib.get("idref", ""))
        if item is None:
            left_out["missing chapter"] += 1
        elif "nav" in item.attrib.get("properties", "").split():
            left_out["table of contents"] += 1
        elif each.attrib.get("linear") == "no":
            left_out["part beside the text"] += 1
        elif "html" in item.attrib.get("media-type", "html"):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.attrib.get("href", ""))))


def _page(archive: Archive, part: str, styles: Looks, log: Log) -> Page | None:
    data = archive.read(part)
    if not data.strip():
        return None
    text = decode(data, source=archive.source, log=log)
    if _ENTITY.search(text):
        # EPUB 3.3, section 3.4: no entities from outside; those from inside are what bombs are made of.
        raise BadFile(archive.source, f"declares entities in '{part}'", "books need none; find out who made it")
    root = parse_html(_CLOSED.sub(r"<\1\2></\1>", text), source=archive.source)
    return lines_of(root, is_article=False, styles=styles or None)


def _lower(said: Said) -> Said:
    """Put a chapter's headings below the book's title."""
    return replace(said, level=min(said.level + 1, _DEEPEST_HEADING)) if said.role == "heading" else said
