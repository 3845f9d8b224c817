"""What a bibliography can say of a source without inventing: its title, kind, file, language, and the file's hash."""

from __future__ import annotations

from coursepack.model.anchors import Source

__all__ = ["key_of"]

_DIGITS = 8


def key_of(source: Source) -> str:
    """Give a key that begins as references do ("S2") and is another in another pack: "S2-1f0c22aa"."""
    return f"{source.id}-{source.sha256[:_DIGITS]}"
