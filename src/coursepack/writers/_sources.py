"""Which source gives a file its title, and the key that a bibliography names a source by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from coursepack.model.anchors import Source
from coursepack.model.pack import Pack

__all__ = ["by_title", "key_of"]

_DIGITS = 8


def key_of(source: Source) -> str:
    """Give a key that begins as references do ("S2") and is another in another pack: "S2-1f0c22aa"."""
    return f"{source.id}-{source.sha256[:_DIGITS]}"


def by_title(pack: Pack) -> Sequence[Source]:
    """Give the sources, those first that have a title of their own and not their file's name."""
    return sorted(pack.sources, key=lambda source: source.title == PurePath(source.path).stem)
