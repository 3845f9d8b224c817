"""Pack ⇄ pack.json, and its JSON Schema. Unknown fields and other schema numbers are refused, with the path."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from coursepack.errors import BadPack
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.claims import (
    Alignment,
    Comparison,
    Entity,
    Event,
    Link,
    Question,
    Relation,
    Repair,
    Section,
    Statement,
    Term,
    Time,
)
from coursepack.model.pack import SCHEMA, Pack, Sentence, checked
from coursepack.model.trees import Reference
from coursepack.notices import Notice

__all__ = ["from_json", "json_schema", "to_json"]


class PackFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of pack.json, schema 1."""

    schema: int
    generator: str
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    links: tuple[Link, ...]
    terms: tuple[Term, ...]
    comparisons: tuple[Comparison, ...]
    alignments: tuple[Alignment, ...]
    questions: tuple[Question, ...]
    notices: tuple[Notice, ...]
    references: tuple[Reference, ...] = ()
    repairs: tuple[Repair, ...] = ()
    """May be missing: earlier packs have none."""


_FIELDS = tuple(name for name in PackFile.__struct_fields__ if name != "schema")


class _Head(Struct):
    schema: Any = None


def to_json(pack: Pack) -> bytes:
    """Encode as UTF-8 with two blanks of indent and a last line feed; working values are left out."""
    document = PackFile(schema=SCHEMA, **{name: getattr(pack, name) for name in _FIELDS})
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def from_json(data: bytes, where: str, texts: dict[str, Text] | None = None) -> Pack:
    """Raise BadPack, with `where` and the JSON path, on anything but a sound pack.json of this schema."""
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
        # True equals 1 in Python, and 1.0 does: neither is this number in JSON.
        if type(schema) is not int or schema != SCHEMA:
            raise BadPack(where, f"schema {schema!r}", f"this coursepack reads schema {SCHEMA}; build the pack again")
        document = msgspec.json.decode(data, type=PackFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPack(where, str(error) or type(error).__name__, "build the pack again") from error
    pack = Pack(texts=texts or {}, **{name: getattr(document, name) for name in _FIELDS})
    return checked(pack, where)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of pack.json, as published in docs/pack.schema.json."""
    schema = msgspec.json.schema(PackFile)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "coursepack pack.json"
    schema["$defs"]["PackFile"]["properties"]["schema"] = {"const": SCHEMA}
    return schema
