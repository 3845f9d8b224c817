"""What was parsed of a lecture, as bytes: a course need not ask the model again about what has not changed."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Token, Tree

__all__ = ["Parsed", "parsed_file", "parsed_from_bytes", "parsed_to_bytes"]


_FIELDS = Token.__struct_fields__


class Parsed(Struct, frozen=True):
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]


class _Row(Struct, frozen=True, array_like=True):
    """A tree whose tokens are plain lists of their fields: names of fields would be most of the file."""

    sentence: str
    source: str
    passages: tuple[str, ...]
    lead: tuple[int, int] | None
    tokens: tuple[tuple[Any, ...], ...]
    asked: bool
    capitals: tuple[tuple[int, str], ...]


class _Kept(Struct, frozen=True, array_like=True):
    sentences: tuple[Sentence, ...]
    rows: tuple[_Row, ...]


def parsed_file(lecture: str) -> str:
    """Name the file in a course's folder."""
    return f"parsed/{lecture}.bin"


def parsed_to_bytes(pack: Pack) -> bytes:
    rows = tuple(
        _Row(
            sentence=tree.sentence,
            source=tree.source,
            passages=tree.passages,
            lead=tree.lead,
            tokens=tuple(map(astuple, tree.tokens)),
            asked=tree.asked,
            capitals=tree.capitals,
        )
        for tree in pack.trees
    )
    return zlib.compress(msgspec.msgpack.encode(_Kept(pack.sentences, rows)))


def parsed_from_bytes(data: bytes) -> Parsed | None:
    """Give None for what is not in this form."""
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(data), type=_Kept)
        trees = tuple(
            Tree(
                sentence=row.sentence,
                source=row.source,
                passages=row.passages,
                lead=row.lead,
                asked=row.asked,
                capitals=row.capitals,
                tokens=tuple(msgspec.convert(dict(zip(_FIELDS, each, strict=True)), Token) for each in row.tokens),
            )
            for row in kept.rows
        )
    except (zlib.error, ValueError):
        return None
    return Parsed(kept.sentences, trees)
