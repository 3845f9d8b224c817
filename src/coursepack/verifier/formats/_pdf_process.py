"""The process that reads a PDF for its check: the file on standard input, what it says on standard output.

PDFium is C++, and a folder that is verified may come from anybody: what breaks here breaks alone.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from ctypes import c_ushort
from typing import Any

import msgspec
import pypdfium2
from pypdfium2 import raw

from coursepack.verifier.formats._pdf_said import MOST_BYTES, MOST_SECONDS, Said

try:
    import resource
except ImportError:  # Windows has no such limits; there the one of time holds, which the parent sets
    resource = None  # type: ignore[assignment]

__all__ = ["said_by"]

_DEEPEST = 20
"""Forms within forms in which a picture is looked for."""
_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")


def said_by(data: bytes) -> Said:
    document: Any = pypdfium2.PdfDocument(data)
    pages, hidden = [], []
    for page in document:
        pages.append(page.get_textpage().get_text_range().replace("\r", ""))
        hidden += _alternatives(page.raw)
        if pictures := list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)):
            hidden.append(f"pictures, {len(pictures)} on a page")
        if count := raw.FPDFPage_GetAnnotCount(page.raw):
            hidden.append(f"{count} annotations")
    for name, count in (
        ("attachments", raw.FPDFDoc_GetAttachmentCount(document.raw)),
        ("scripts", raw.FPDFDoc_GetJavaScriptActionCount(document.raw)),
        ("forms", max(0, raw.FPDF_GetFormType(document.raw))),
        ("signatures", raw.FPDF_GetSignatureCount(document.raw)),
    ):
        if count > 0:
            hidden.append(f"{count} {name}")
    return Said(
        pages=tuple(pages),
        properties={name: value for name in _PROPERTIES if (value := document.get_metadata_value(name))},
        bookmarks=tuple(each.get_title() for each in document.get_toc()),
        hidden=tuple(hidden),
    )


def _alternatives(page: Any) -> list[str]:
    """List what the page's tags say in place of what is drawn: a reader for the blind speaks it."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    found: list[str] = []
    todo = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while todo:
        element = todo.pop()
        if not element:
            continue
        spoken = (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText)
        found += [f"the spoken text '{text}'" for read in spoken if (text := _string(read, element))]
        if text := _string(raw.FPDF_StructElement_GetTitle, element):
            found.append(f"title {text}")
        count = raw.FPDF_StructElement_CountChildren(element)
        todo += [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
    raw.FPDF_StructTree_Close(tree)
    return found


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    if size <= 2:
        return ""
    held = (c_ushort * (size // 2))()
    read(element, held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


def main() -> None:
    if resource is not None:
        for what, most in ((resource.RLIMIT_AS, MOST_BYTES), (resource.RLIMIT_CPU, MOST_SECONDS)):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
    sys.stdout.buffer.write(msgspec.msgpack.encode(said_by(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
