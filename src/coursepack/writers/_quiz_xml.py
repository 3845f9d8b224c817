"""What the quiz formats in XML share: text that is safe in XML and HTML, and archives with the same bytes each time."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping

__all__ = ["HEAD", "attribute", "inner_html", "packed", "paragraphs", "xml"]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0, section 2.2, allows no others.
_FORBIDDEN = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP archive can give: a file's own would differ from build to build."""


def xml(text: str) -> str:
    """Escape a text for XML; characters that it can't hold become blanks."""
    return html.escape(_FORBIDDEN.sub(" ", text), quote=False)


def attribute(text: str) -> str:
    return xml(text).replace('"', "&quot;")


def paragraphs(lines: Iterable[str]) -> str:
    """Give XHTML, a paragraph a line."""
    return "".join(f"<p>{xml(line)}</p>" for line in lines)


def inner_html(lines: Iterable[str]) -> str:
    """Give HTML as text of an XML element: escaped once more."""
    return xml(paragraphs(lines))


def packed(files: Mapping[str, str]) -> bytes:
    """Give a ZIP archive of texts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return out.getvalue()
