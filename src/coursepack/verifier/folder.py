"""What lies in a pack's folder, held against the list of files in its trace."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from coursepack.errors import BadPack, MissingFile
from coursepack.model.trace import TRACE, TraceFile
from coursepack.verifier.report import Findings

__all__ = ["PACK", "Contents", "altered", "compare", "read", "source_file"]

PACK = "pack.json"


class Contents(Struct, frozen=True, kw_only=True):
    files: dict[str, bytes]
    """By path in the folder, "/" between its parts; in the order of the paths."""
    refused: frozenset[str]
    """Paths that are there, but could not be read or were not followed; each has its finding."""


def source_file(source: str) -> str:
    return f"sources/{source}.txt"


def read(folder: Path, found: Findings, *, without: str = "") -> Contents:
    """Read every file of the folder; raise MissingFile or BadPack where there is no folder to read.

    A sub-folder may be left out, whose files are checked otherwise.
    """
    if not folder.exists():
        raise MissingFile(str(folder))
    if not folder.is_dir():
        raise BadPack(str(folder), "is a file", "name the folder that it lies in")
    files: dict[str, bytes] = {}
    refused: set[str] = set()
    try:
        _walk(folder, "", (files, refused), found, without)
    except OSError as error:
        raise BadPack(str(folder), f"cannot be read ({error.strerror})", "check its permissions") from error
    return Contents(files=files, refused=frozenset(refused))


def _walk(
    folder: Path, prefix: str, into: tuple[dict[str, bytes], set[str]], found: Findings, without: str = ""
) -> None:
    files, refused = into
    entries = sorted(entry for entry in folder.iterdir() if prefix or not without or entry.name != without)
    if prefix and not entries:
        found.add(prefix.rstrip("/"), None, "unlisted", "is an empty folder, which the trace does not account for")
    for entry in entries:
        name = prefix + entry.name
        if entry.is_symlink():
            refused.add(name)
            found.add(name, None, "link", "is a symbolic link; a pack holds its files itself")
        elif entry.is_dir():
            _walk_inner(entry, name, into, found)
        elif not entry.is_file():
            refused.add(name)
            found.add(name, None, "unlisted", "is neither a file nor a folder")
        else:
            try:
                files[name] = entry.read_bytes()
            except OSError as error:
                refused.add(name)
                found.add(name, None, "unreadable", f"cannot be read ({error.strerror})")


def _walk_inner(folder: Path, name: str, into: tuple[dict[str, bytes], set[str]], found: Findings) -> None:
    try:
        _walk(folder, f"{name}/", into, found)
    except OSError as error:
        found.add(name, None, "unreadable", f"cannot be read ({error.strerror})")


def altered(contents: Contents, trace: TraceFile) -> frozenset[str]:
    """Name the files whose bytes are not those of the trace."""
    return frozenset(
        name
        for name, data in contents.files.items()
        if name in trace.files and sha256(data).hexdigest() != trace.files[name]
    )


def compare(contents: Contents, trace: TraceFile, found: Findings) -> None:
    """Find what only one of folder and trace has."""
    for name in contents.files:
        if name != TRACE and name not in trace.files:
            found.add(name, None, "unlisted", "lies in the folder, and the trace does not list it")
    for name in trace.files:
        if name == TRACE:
            found.add(TRACE, None, "trace", "the trace lists itself, which no hash can prove")
        elif name not in contents.files and name not in contents.refused:
            found.add(name, None, "missing", "is listed in the trace, and is not in the folder")
