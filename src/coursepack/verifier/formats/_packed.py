"""The parts of a zip archive as each check reads them, where nothing may be in it beside them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Container

from coursepack.verifier.report import Code

__all__ = ["Complain", "unpacked"]

Complain = Callable[[Code, str], None]
_LIMIT = 200_000_000
"""Bytes that an archive may unpack to."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def unpacked(data: bytes, complain: Complain, known: Container[str] | None = None) -> dict[str, bytes] | None:
    """Read the parts by name, in order; None where nothing can be read.

    Told are parts that are not `known`, where these are given, twice the same one, and what an archive can say beside
    its parts: comments, extra fields, bytes before the first part or between them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(each.file_size for each in entries) > _LIMIT:
                complain("unreadable", "unpacks to more than such a file can hold")
                return None
            found = {each.filename: archive.read(each) for each in entries}
            said = [archive.comment, *(each.comment for each in entries), *(each.extra for each in entries)]
    except _BROKEN as error:
        complain("unreadable", f"is no archive that can be opened ({error})")
        return None
    if any(said) or _size(entries, data) != len(data):
        complain("untraced", "holds bytes beside its parts, which a program may show")
    for name in found:
        if known is not None and name not in known:
            complain("untraced", f"holds the part '{name}', which no check knows")
    if len(found) != len(entries):
        complain("untraced", "holds a part twice")
    return found


def _size(entries: list[zipfile.ZipInfo], data: bytes) -> int:
    """Add up what the parts, their list and its end take (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16)."""
    names = [len(each.orig_filename.encode()) for each in entries]
    local, listed, end = 30, 46, 22
    starts = [each.header_offset for each in entries]
    held = sum(each.compress_size + 2 * name + local + listed for each, name in zip(entries, names, strict=True)) + end
    return held if starts and min(starts) == 0 and data[:2] == b"PK" else -1
