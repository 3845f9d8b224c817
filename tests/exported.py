"""Packs as they lie in a folder in one format, and what the verifier says where something in it is changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from coursepack.model.pack import Pack
from coursepack.pipeline import Wanted, written
from coursepack.verifier import verify

__all__ = ["Lie", "found_in", "lie_of", "packed", "swapped"]

Lie = Callable[[str, str], list[tuple[int | None, str]]]
"""Changes the first occurrence of some words; gives line and code of each finding in that file but "bytes"."""


def found_in(folder: Path, name: str) -> list[tuple[int | None, str]]:
    return [(each.line, each.code) for each in verify(folder).findings if each.file == name and each.code != "bytes"]


def lie_of(pack: Pack, to: str, folder: Path, name: str = "") -> Lie:
    """Write the pack in the format `to`, and plant lies in its file `name`, or its only one; it is sound before."""
    files = written(pack, Wanted(to=(to,)))
    for each, data in files.items():
        path = folder / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert [str(each) for each in verify(folder).findings] == []
    own = [each for each in files if not each.startswith("sources/") and each not in ("pack.json", "trace.json")]
    if not name:
        [name] = own
    text = files[name].decode()

    def lie(old: str, new: str) -> list[tuple[int | None, str]]:
        assert old in text, f"'{old}' is not in {name}"
        (folder / name).write_bytes(text.replace(old, new, 1).encode())
        return found_in(folder, name)

    return lie


def packed(data: bytes, change: Callable[[dict[str, bytes]], object], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Unpack, let `change` alter the parts by name, and pack again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def swapped(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change
