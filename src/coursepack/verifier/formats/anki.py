"""Checks cards.apkg as Anki reads it: every text of its collection is a card's, a deck's, a type's, or nothing.

Read with sqlite3 alone. What no program shows must be empty or a value that the pack gives.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from html.parser import HTMLParser
from typing import Any

from coursepack.model.claims import Event, Link, Question, Term
from coursepack.model.lasting import Lasting
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._cards import Shown, check_cards, id_faults
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.parts import base_of
from coursepack.verifier.report import excerpt
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("cards.apkg",)
_ENTRIES = {"collection.anki2", "media"}
_TABLES = {"cards", "col", "graves", "notes", "revlog"}
_SHOWN = {("notes", each) for each in ("data", "flds", "guid", "sfld", "tags")}
"""Columns with texts of their own checks; all others hold numbers."""
_EMPTY = {"conf": "{}", "dconf": "{}", "tags": "{}"}
_FONTS = frozenset({"Arial"})
_CLOZE = re.compile(r"\{\{c1::(.*?)\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(cloze:)?([^{}:#^/]+)\}\}")
_STYLED = re.compile(r"content|url\s*\(|@import|display|visibility|opacity|\\", re.IGNORECASE)
"""What a style may print, fetch or hide with."""
_SIDES = {False: 4, True: 3}
"""Fields of a type: question or sentence, answer where there is no gap, quote, place."""


class _Text(HTMLParser):
    """Collects every word of some HTML, those of comments and attributes too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = [value or "" for name, value in attrs if (tag, name) not in (("div", "class"), ("hr", "id"))]
        self.pieces += [" ", *(f" {value} " for value in values)]

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.pieces.append(f" {data} ")

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(f" {decl} ")

    def handle_pi(self, data: str) -> None:
        self.pieces.append(f" {data} ")

    def unknown_decl(self, data: str) -> None:
        self.pieces.append(f" {data} ")


def _text(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.pieces)


class _Package:
    """Reads one file, and adds what is wrong with it."""

    def __init__(self, case: Case, file: str) -> None:
        self._case, self._file = case, file
        self.units: list[Unit] = []
        self.cards: list[Shown] = []
        self._types: dict[int, bool] = {}
        self._decks: set[int] = set()

    def add(self, text: str) -> None:
        self._case.found.add(self._file, None, "untraced", text)

    def read(self, data: bytes, traced: Sequence[TraceLine]) -> None:
        parts = unpacked(data, partial(self._case.found.add, self._file, None), _ENTRIES)
        if parts is None:
            return
        if parts["media"] != b"{}":
            self.add("has a list of media; want none")
        collection = parts["collection.anki2"]
        with closing(sqlite3.connect(":memory:")) as base:
            base.row_factory = sqlite3.Row
            base.deserialize(collection)
            self._tables(base)
            [col] = base.execute("SELECT * FROM col").fetchall()
            self._collection(col)
            self._notes(base, traced)

    def _tables(self, base: sqlite3.Connection) -> None:
        made = base.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        strange = [
            row["name"] for row in made if row["type"] not in ("table", "index") or row["tbl_name"] not in _TABLES
        ]
        if strange:
            self.add(f"has '{strange[0]}', which no collection has")
        for table in sorted(_TABLES - {"col"}):
            for row in base.execute(f"SELECT * FROM {table}"):  # noqa: S608  (names of our own)
                for column in row.keys():  # noqa: SIM118  (a row iterates over its values)
                    value = row[column]
                    if (table, column) not in _SHOWN and not isinstance(value, int) and value != "":
                        self.add(f"has '{excerpt(str(value))}' in {table}.{column}, which no claim stands behind")

    def _collection(self, col: sqlite3.Row) -> None:
        for column in col.keys():  # noqa: SIM118  (a row iterates over its values)
            value = col[column]
            if not isinstance(value, int) and column not in ("decks", "models") and value != _EMPTY.get(column):
                self.add(f"has '{excerpt(str(value))}' in col.{column}, which no claim stands behind")
        for order, (key, deck) in enumerate(json.loads(col["decks"]).items(), start=1):
            at = "deck" if order == 1 else f"deck {order}"
            self.units.append(Unit(at=at, text=" ".join(text for _, text in _strings(deck))))
            self._decks.add(int(key))
        for order, (key, kind) in enumerate(json.loads(col["models"]).items(), start=1):
            self._types[int(key)] = kind.get("type") == 1
            self.units.append(Unit(at=f"type {order}", text=" ".join(self._type(f"type {order}", kind))))

    def _type(self, at: str, kind: Mapping[str, Any]) -> Iterator[str]:
        """Yield the words of a type, and see that its templates show its fields, each on its side."""
        fields = [str(each["name"]) for each in kind["flds"]]
        for name, text in _strings(kind):
            if name in ("qfmt", "afmt"):
                yield _text(_FIELD.sub("", text))
            elif name == "css":
                if _STYLED.search(text):
                    self.add(f"{at} has a style that may print or hide something")
            elif name != "font" or text not in _FONTS:
                yield text
        is_cloze = self._types[int(kind["id"])]
        shown = [_FIELD.findall(template[side]) for template in kind["tmpls"] for side in ("qfmt", "afmt")]
        first = ("cloze:" if is_cloze else "", fields[0])
        if len(fields) != _SIDES[is_cloze] or shown != [[first], [first, *(("", name) for name in fields[1:])]]:
            self.add(f"{at} does not show its first field in front, and all of them on the back")

    def _notes(self, base: sqlite3.Connection, traced: Sequence[TraceLine]) -> None:
        traces = {trace.at: trace for trace in traced}
        lasting = Lasting(self._case.look.pack)
        seen: set[str] = set()
        for number, row in enumerate(base.execute("SELECT * FROM notes ORDER BY id"), start=1):
            at = f"note {number}"
            own = base.execute("SELECT did, ord FROM cards WHERE nid = ?", (row["id"],)).fetchall()
            if [each["ord"] for each in own] != [0] or own[0]["did"] not in self._decks:
                self._case.found.add(self._file, None, "gone", f"{at} has no card in the deck")
            fields = str(row["flds"]).split("\x1f")
            is_cloze = self._types.get(row["mid"])
            if is_cloze is None or len(fields) != _SIDES[is_cloze]:
                self.add(f"{at} has {len(fields)} fields, its type has others")
                continue
            front, back = self._sides(at, fields, is_cloze=is_cloze)
            quote, place = (_text(each) for each in fields[-2:])
            self.cards.append(Shown(at=at, front=front, back=back, source=f"{quote} {place}"))
            wanted = f"{front} {back}" if is_cloze else front
            if sorted(tokens(_bare(str(row["sfld"])))) != sorted(tokens(wanted)):
                self.add(f"{at} is sorted by '{excerpt(str(row['sfld']))}', it asks '{excerpt(front)}'")
            tags = str(row["tags"]).split()
            for order, tag in enumerate(tags):
                self.units.append(
                    Unit(at=f"{at}, tag" + (f" {order + 1}" if order else ""), text=tag.replace("_", " "))
                )
            for text in id_faults(at, str(row["guid"]), seen):
                self._case.found.add(self._file, None, "form", text)
            trace = traces.get(f"{at}, front")
            claim = self._case.look.claims.get(base_of(trace.claims[0])) if trace is not None and trace.claims else None
            key = lasting.of(claim) if isinstance(claim, Event | Link | Question | Term) else ""
            if row["data"] != key:
                self._case.found.add(
                    self._file, None, "form", f"{at} is kept as '{excerpt(str(row['data']))}', want '{key}'"
                )

    def _sides(self, at: str, fields: Sequence[str], *, is_cloze: bool) -> tuple[str, str]:
        if not is_cloze:
            return _text(fields[0]), _text(fields[1])
        gaps = _CLOZE.findall(fields[0])
        if len(gaps) != 1 or "::" in gaps[0] or fields[0].count("{{") != 1:
            self.add(f"{at} has no gap, or more than one, or one with a hint")
            return _text(fields[0]), ""
        return _text(_CLOZE.sub("____", fields[0])), _text(gaps[0])


def _bare(text: str) -> str:
    return text.replace("{{c1::", " ").replace("}}", " ")


def _strings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string inside a JSON value with the name of what holds it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _strings(each, key)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _strings(each, name)


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    package = _Package(case, file)
    try:
        package.read(data, traced)
    except (sqlite3.Error, KeyError, ValueError, TypeError, AttributeError) as error:
        case.found.add(file, None, "unreadable", f"is no package of Anki's ({type(error).__name__}: {error})")
        return
    check_cards(case, file, package.cards, package.units, traced)
