"""Which pages a folder for Obsidian has, what their files are called on every system, and links to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.model.claims import Entity, Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import FIXED, Quoted, plain
from coursepack.writers._markdown import escaped
from coursepack.writers._people import Entry

__all__ = ["NAMES", "SECTIONS", "Linker", "Names", "block_of"]

SECTIONS, NAMES = FIXED["sections"], FIXED["people_and_terms"]
"""Folders, which the program lists by their names."""
_LONGEST = 80
# What Windows, macOS, Android or Obsidian's own links have no room for in a name.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|#^\[\]%]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


class Names:
    """Gives each page a name of its own; two that differ in the case of letters alone are one on many systems."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def path(self, folder: str, title: str, source: str = "") -> str:
        """Give the path below the folder, without its ending; "" where the title has nothing that can stand in one.

        A title that is taken has its source's id behind it, where one is given, and else a number.
        """
        name = " ".join(_UNSAFE.sub(" ", title).split())[:_LONGEST].strip(" .")
        if _RESERVED.match(name):
            name = f"{name} -"
        if not any(map(str.isalnum, name)):
            return ""
        whole, number = f"{folder}/{name}" if folder else name, 1
        path = whole
        if source and path.casefold() in self._taken:
            path = f"{whole} {source}"
        while path.casefold() in self._taken:
            number += 1
            path = f"{whole} {number}"
        self._taken.add(path.casefold())
        return path


def block_of(ident: str) -> str:
    """Give the id by which Obsidian finds a line: letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9-]", "-", ident)


class _Named(Struct, frozen=True, kw_only=True):
    entity: Entity
    path: str


class Linker:
    """Links the names in a statement to their pages, each once a line."""

    def __init__(self, pack: Pack, entries: Sequence[Entry], paths: Mapping[str, str]) -> None:
        self._mentions: dict[str, list[tuple[int, int, str, _Named]]] = {each.id: [] for each in pack.sources}
        for entry in entries:
            path = paths.get(entry.ident, "")
            if entry.entity is None or not path:
                continue
            named = _Named(entity=entry.entity, path=path)
            for span in entry.entity.mentions:
                self._mentions[span.source].append((span.start, span.end, plain(span.quote), named))

    def linked(self, text: str, statement: Statement, here: str) -> str:
        """Replace, in a printed line, the first words of each name that the statement quotes; none to `here`."""
        spans = [part.span for part in statement.wording if isinstance(part, Quoted)]
        found: dict[str, str] = {}
        for span in spans:
            for start, end, name, named in self._mentions[span.source]:
                known = name in (named.entity.name, *named.entity.aliases)
                if known and span.start <= start and end <= span.end:
                    found.setdefault(escaped(name), named.path)
        done = {here}

        def link(match: re.Match[str]) -> str:
            path = found[match[0]]
            if path in done:
                return match[0]
            done.add(path)
            return f"[[{path}|{match[0]}]]"

        if not found:
            return text
        # The longest first; what stands in brackets already is an insertion, and no place for a link.
        names = "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True))
        pattern = re.compile(rf"\[[^\]]*\]|(?<!\w)(?:{names})(?!\w)")
        return pattern.sub(lambda match: match[0] if match[0].startswith("[") else link(match), text)

    def about(self, entity: Entity, statement: Statement) -> bool:
        """Tell whether a statement quotes a name of the entity, or has it as its subject."""
        spans = [part.span for part in statement.wording if isinstance(part, Quoted)]
        return statement.subject == entity.id or any(
            span.source == mention.source and span.start <= mention.start < span.end
            for span in spans
            for mention in entity.mentions
        )
