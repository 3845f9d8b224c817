"""Archives as the checks read them: every part, and nothing beside the parts."""

from __future__ import annotations

import io
import zipfile
import zlib

__all__ = ["unpacked"]

_LARGEST = 64_000_000
"""Bytes of all parts; a quiz has a thousandth of that."""


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the parts by name, in order; ValueError where it is no archive, or has more in it than its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _LARGEST:
                raise ValueError("its parts are larger than is safe to read")
            if len({entry.filename for entry in entries}) < len(entries):
                raise ValueError("it has two parts of one name")
            if archive.comment or any(entry.comment or entry.extra for entry in entries):
                raise ValueError("it has comments")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from error
