"""Archives that formats are packed in: their parts as bytes, within limits, however they were made.

What an archive says of its sizes is not believed: parts are inflated piece by piece, and counted.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from coursepack.errors import BadFile, EmptySource

__all__ = ["LARGEST_PART", "LARGEST_WHOLE", "MOST_PARTS", "Archive"]

LARGEST_PART = 32 * 2**20
"""Bytes of one part, inflated."""
LARGEST_WHOLE = 256 * 2**20
"""Bytes of all parts that are read; pictures and films are not."""
MOST_PARTS = 20_000
_STEP = 65_536
_ENTRY = b"PK\x01\x02"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream that holds a locked document, as directories of [MS-CFB] write it ([MS-OFFCRYPTO], 2.3.4.4).
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
_BROKEN = "save it again, or copy it anew"
_UNLOCK = "save it without a password"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    ValueError,
)
"""What zipfile and zlib raise for bytes that are no archive, or half of one."""


class Archive:
    """The parts of a zip archive, by name; `source` is named in errors."""

    __slots__ = ("_file", "_parts", "_spent", "elements", "source")

    def __init__(self, data: bytes, *, source: str) -> None:
        """Raise EmptySource for no bytes, BadFile where they are no archive, or one that is locked."""
        self.source = source
        self._spent = 0
        self.elements = 0
        """What was parsed of it so far, as readers/_xml.py counts."""
        if not data:
            raise EmptySource(source)
        if data.startswith(_OLD):
            if _LOCKED in data:
                raise BadFile(source, "is locked with a password", _UNLOCK)
            raise BadFile(source, "is an Office file of the kind before 2007", "save it in the present format")
        # Before zipfile makes a value of each.
        parts = data.count(_ENTRY)
        if parts > MOST_PARTS:
            raise BadFile(source, f"has {parts:,} parts", f"{MOST_PARTS:,} are the most that is safe to open")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {each.filename: each for each in self._file.infolist()}
        except _FAULTS as error:
            found = "is cut short" if data.startswith(b"PK\x03\x04") else "is no file of its format"
            raise BadFile(source, found, _BROKEN) from error

    @property
    def names(self) -> tuple[str, ...]:
        """In the archive's order."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Give a part, b"" where there is none; BadFile where it is broken, locked or too large."""
        part = self._parts.get(name)
        if part is None:
            return b""
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise BadFile(self.source, "is locked with a password", _UNLOCK)
        # The others inflate without a bound, and no office program writes them.
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadFile(self.source, f"has '{name}' in an unknown compression", _BROKEN)
        limit = min(LARGEST_PART, LARGEST_WHOLE - self._spent)
        out = bytearray()
        try:
            with self._file.open(part) as stream:
                while piece := stream.read(_STEP):
                    out += piece
                    if len(out) > limit:
                        break
        except _FAULTS as error:
            raise BadFile(self.source, f"is broken at '{name}'", _BROKEN) from error
        self._spent += len(out)
        if len(out) > limit:
            found = f"unpacks to more than {limit // 2**20:,} MB at '{name}'"
            raise BadFile(self.source, found, "no deck or document is that large; find out who made it")
        return bytes(out)
