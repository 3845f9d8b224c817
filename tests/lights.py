"""A pack of two small sources, written in other formats, and lies planted in what was written."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from coursepack.model.native import from_native
from coursepack.model.pack import Pack
from coursepack.pipeline import Wanted, written
from coursepack.verifier import verify
from golden import cases

__all__ = ["export", "lie", "lights"]


def lights(said: str = "", instead: str = "") -> Pack:
    """Give the pack of the golden case `writers/summary/lights.md`: a lecture and its slides; a word may be another."""
    [case] = [case for case in cases("writers/summary") if case.path.stem == "lights"]
    assert len(said) == len(instead)
    pack = from_native(case.input.replace(said, instead) if said else case.input, case.path.name)
    hashes = {key: sha256(text.text.encode()).hexdigest() for key, text in pack.texts.items()}
    return replace(pack, sources=tuple(replace(each, sha256=hashes[each.id]) for each in pack.sources))


def export(pack: Pack, folder: Path, *to: str) -> Path:
    """Write the formats, and see that the folder is proven before anybody lies in it."""
    for name, data in written(pack, Wanted(to=to)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert verify(folder).findings == ()
    return folder


def lie(folder: Path, name: str, change: Callable[[bytes], bytes]) -> list[tuple[str, str]]:
    """Change a file, and give code and text of what is found in it; a hash that does not fit tells no lie."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(changed := change(before))
    assert changed != before
    found = [(each.code, each.text) for each in verify(folder).findings if each.file == name and each.code != "bytes"]
    path.write_bytes(before)
    return found
