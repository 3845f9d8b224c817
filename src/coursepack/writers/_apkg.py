"""Anki's package: a zip archive with an SQLite collection of schema 11, which every Anki since 2.0 imports.

Written here, not by a library, so that the same cards give the same bytes.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from hashlib import sha1
from typing import Any

from msgspec import Struct

__all__ = ["Kept", "Note", "Type", "kept", "package"]

_COLLECTION = "collection.anki2"
_SEPARATOR = "\x1f"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can tell."""
FIRST = 1_577_836_800
"""The second at which each note of a first build was "changed": 2020-01-01. A later build adds one for each change, so
Anki takes the newer text; what a student has edited there is newer still, and stays."""
_FIELD = {"sticky": False, "rtl": False, "font": "Arial", "size": 20}
"""How the editor shows a field."""
_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
 ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
 models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
 usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
 flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
 mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
 ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,
 odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
 ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""


class Type(Struct, frozen=True, kw_only=True):
    """A type of notes. Its id never changes: by it Anki knows the type again."""

    id: int
    name: str
    fields: tuple[str, ...]
    front: str
    back: str
    css: str
    is_cloze: bool


class Note(Struct, frozen=True, kw_only=True):
    guid: str
    key: str
    """Kept beside the note where no program shows it: what its id was made from, for the next build."""
    type: int
    fields: tuple[str, ...]
    """HTML."""
    sort: str
    """The first field without its mark-up."""
    tags: tuple[str, ...] = ()


class Kept(Struct, frozen=True, kw_only=True):
    """What an earlier package says of a note."""

    guid: str
    changed: int
    fields: str


def package(deck: str, types: Sequence[Type], notes: Sequence[Note], earlier: Mapping[str, Kept]) -> bytes:
    """Write the deck; `earlier` has the notes of the package that it replaces, by id."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_SCHEMA)
        ident = _deck_id(deck)
        kinds = {str(each.id): _type(each, ident) for each in types}
        values = (1, FIRST, FIRST * 1000, FIRST * 1000, 11, 0, 0, 0, "{}", _json(kinds), _json(_decks(deck, ident)))
        _insert(base, "col", (*values, "{}", "{}"))
        for order, note in enumerate(notes, start=1):
            number = FIRST * 1000 + order
            fields = _SEPARATOR.join(note.fields)
            tags = f" {' '.join(note.tags)} " if note.tags else ""
            changed = _changed(earlier.get(note.guid), fields)
            row = (number, note.guid, note.type, changed, -1, tags, fields, note.sort, _sum(note.sort), 0, note.key)
            _insert(base, "notes", row)
            card = (number, number, ident, 0, FIRST, -1, 0, 0, order, 0, 0, 0, 0, 0, 0, 0, 0, "")
            _insert(base, "cards", card)
        base.commit()
        base.execute("VACUUM")
        return _zipped({_COLLECTION: base.serialize(), "media": b"{}"})


def _insert(base: sqlite3.Connection, table: str, row: Sequence[int | str]) -> None:
    base.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  (names of our own)


def _changed(before: Kept | None, fields: str) -> int:
    if before is None:
        return FIRST
    return before.changed + (before.fields != fields)


def _deck_id(name: str) -> int:
    """Number a deck by its name; 1 is Anki's own."""
    return FIRST * 1000 + _sum(name)


def _sum(text: str) -> int:
    """Give Anki's check sum of a first field: the first 32 bits of its SHA-1."""
    return int(sha1(text.encode(), usedforsecurity=False).hexdigest()[:8], 16)


def _decks(name: str, ident: int) -> dict[str, Any]:
    deck = {"id": ident, "name": name, "mod": FIRST, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "collapsed": False}
    today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {str(ident): {**deck, **today, "extendNew": 0, "extendRev": 0}}


def _type(each: Type, deck: int) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "type": int(each.is_cloze),
        "mod": FIRST,
        "usn": -1,
        "sortf": 0,
        "did": deck,
        "tmpls": [{"name": each.fields[0], "ord": 0, "qfmt": each.front, "afmt": each.back, "bqfmt": "", "bafmt": ""}],
        "flds": [{"name": name, "ord": order, **_FIELD} for order, name in enumerate(each.fields)],
        "css": each.css,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def kept(data: bytes) -> dict[str, Kept]:
    """Read an earlier package's notes by their keys; nothing where it can't be read, for then it is none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(archive.read(_COLLECTION))
            rows = base.execute("SELECT guid, data, mod, flds FROM notes ORDER BY id").fetchall()
    except (zipfile.BadZipFile, sqlite3.Error, KeyError, OSError, EOFError, RuntimeError, NotImplementedError):
        return {}
    return {
        str(key): Kept(guid=str(guid), changed=int(changed), fields=str(fields)) for guid, key, changed, fields in rows
    }
