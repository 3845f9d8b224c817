"""The disk: reads sources, and writes a pack's folder whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path

from coursepack.errors import BadFile, BadPack, CannotWrite, MissingFile, NotAFile, OutputExists, UnreadableFile
from coursepack.model.anchors import Text
from coursepack.model.codec import from_json
from coursepack.model.pack import Pack
from coursepack.model.trace import TRACE

__all__ = [
    "LARGEST",
    "PACK",
    "add",
    "add_bytes",
    "check_place",
    "files_of",
    "hash_of",
    "keep",
    "read_pack",
    "read_source",
    "replace_file",
    "source_file",
    "writing",
]

PACK = "pack.json"
LARGEST = 1 << 30
"""Bytes of a file that is read whole: decks with films have hundreds of millions."""
_NEW, _OLD = "new", "old"


def source_file(source: str) -> str:
    """Name the file in a pack's folder that keeps the source's text."""
    return f"sources/{source}.txt"


def read_source(path: Path) -> bytes:
    """Read a file whole; BadFile where that would take more memory than any reader does."""
    with _named(path):
        if path.stat().st_size > LARGEST:
            raise BadFile(str(path), f"has more than {LARGEST >> 20:,} MiB", "save it without films, or divide it")
        return path.read_bytes()


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file of any size, hexadecimal."""
    with _named(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise MissingFile(str(path)) from error
    except IsADirectoryError as error:
        raise NotAFile(str(path)) from error
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error


def read_pack(folder: Path) -> Pack:
    """Load pack.json with the texts of its sources; working values (trees, marks) are not kept in a folder."""
    path = folder / PACK
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadPack(
            str(path), error.strerror or str(error), "give the folder that 'coursepack build' wrote"
        ) from error
    pack = from_json(data, str(path))
    texts = {}
    for source in pack.sources:
        kept = folder / source_file(source.id)
        try:
            texts[source.id] = Text(source.id, kept.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise BadPack(str(kept), reason or str(error), "build the pack again") from error
    return from_json(data, str(path), texts)


def files_of(folder: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    """Read those files of a pack's folder whose paths in it fit one of the patterns; BadPack where one cannot be."""
    found = {}
    try:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(folder).as_posix()
            if any(fnmatchcase(name, pattern) for pattern in patterns):
                found[name] = path.read_bytes()
    except OSError as error:
        raise BadPack(str(folder), error.strerror or str(error), "build the pack again") from error
    return found


def check_place(folder: Path) -> None:
    """Raise OutputExists where something stands that is neither a pack nor an empty folder."""
    with _told(folder):
        if folder.exists() and not _may_replace(folder):
            raise OutputExists(str(folder))


@contextmanager
def writing(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write the files beside `folder`, yield where, and move them in whole when the caller is content.

    A folder that is there is replaced only where it is a pack, or empty (OutputExists). Whatever goes wrong, the
    caller's own exception and Ctrl-C included, what was there stays and nothing half written is left. CannotWrite
    tells the system's reason.
    """
    with ExitStack() as stack:
        check_place(folder)
        with _told(folder):
            beside = Path(os.path.realpath(folder))
            stack.enter_context(_above(beside.parent))
            work = stack.enter_context(_workplace(beside))
            fresh = work / _NEW
            fresh.mkdir()
        add(fresh, files, folder)
        yield fresh
        with _told(folder):
            if beside.exists():
                beside.rename(work / _OLD)
            fresh.rename(beside)


def add(fresh: Path, files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into what `writing` yielded for the folder."""
    with _told(folder):
        for name, data in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def keep(earlier: Path, fresh: Path, folder: Path) -> None:
    """Copy a part of an earlier pack, byte for byte, into what `writing` yielded for the folder."""
    with _told(folder):
        shutil.copytree(earlier, fresh)


def add_bytes(path: Path, data: bytes) -> None:
    """Write behind what the file holds, and see that it reaches the disk."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place whole or not at all."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(data)
        fresh.replace(path)


@contextmanager
def _above(folder: Path) -> Iterator[None]:
    """Make the folder and those above it; in the end, take away again what stayed empty of them."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    try:
        for each in reversed(missing):
            each.mkdir()
        yield
    finally:
        with suppress(OSError):
            for each in missing:
                each.rmdir()


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """Make a folder of a free name on the pack's own disk, so that moving in is one step; take it away in the end.

    An earlier pack that was moved out and not replaced goes back first.
    """
    names = (beside.with_name(f".coursepack.{os.getpid()}.{number}") for number in count())
    work = next(each for each in names if not os.path.lexists(each))
    work.mkdir()
    try:
        yield work
    finally:
        old = work / _OLD
        with suppress(OSError):
            if old.exists() and not beside.exists():
                old.rename(beside)
            shutil.rmtree(work)


def _may_replace(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return not any(folder.iterdir()) or ((folder / PACK).is_file() and (folder / TRACE).is_file())


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = "no space left" if error.errno == errno.ENOSPC else (error.strerror or str(error))
        raise CannotWrite(str(folder), reason) from error
