"""Zip archives whose bytes follow from what is in them, and text as their XML may hold it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from html import escape

__all__ = ["packed", "writable", "xml_text"]

# What XML 1.0 (section 2.2) has no way to write; it has no letters, and words never go over it.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can say."""


def packed(parts: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """Pack in the order given; `stored` parts are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.create_system = 0
            entry.external_attr = 0
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def xml_text(text: str) -> str:
    """Escape a text for an element or an attribute in double quotes."""
    return escape(writable(text))


def writable(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)
