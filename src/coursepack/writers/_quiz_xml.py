"""What the quiz formats in XML share: text that is safe in XML and HTML, and archives of texts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from coursepack.writers import _archive
from coursepack.writers._archive import writable

__all__ = ["HEAD", "attribute", "inner_html", "packed", "paragraphs", "xml"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xml(text: str) -> str:
    """Escape a text for XML; characters that it can't hold become blanks."""
    return html.escape(writable(text), quote=False)


def attribute(text: str) -> str:
    return xml(text).replace('"', "&quot;")


def paragraphs(lines: Iterable[str]) -> str:
    """Give XHTML, a paragraph a line."""
    return "".join(f"<p>{xml(line)}</p>" for line in lines)


def inner_html(lines: Iterable[str]) -> str:
    """Give HTML as text of an XML element: escaped once more."""
    return xml(paragraphs(lines))


def packed(files: Mapping[str, str]) -> bytes:
    return _archive.packed((name, text.encode()) for name, text in files.items())
