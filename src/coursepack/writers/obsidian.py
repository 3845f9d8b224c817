"""obsidian/: a folder for Obsidian, a page for each section, person and term, with links between them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from coursepack.model.claims import Entity
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._markdown import Page, capital, escaped, marked, told
from coursepack.writers._people import Entry, alphabet
from coursepack.writers._stance import mark_of, shown_marks
from coursepack.writers._vault import NAMES, SECTIONS, Linker, Names, block_of

FILES = ("obsidian/*.md",)
SUMMARY = "a folder for Obsidian: a page for each section, person and term, with links and block references"
PROGRAM = "Obsidian's Markdown, as text"
TAKES = ()

_MOST = 20
"""Statements on the page of one name."""


def write(pack: Pack) -> Output:
    """Write the index, named by the first source, and all pages; a name that no system takes has no page."""
    vault = _Vault(pack)
    pages = [vault.index(), *vault.sections(), *vault.names()]
    files: dict[str, bytes] = {}
    trace: list[TraceLine] = []
    for page in pages:
        output = page.output()
        files.update(output.files)
        trace += output.trace
    return Output(files=files, trace=tuple(trace))


class _Vault:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._volumes = outline(pack)
        self._entries = alphabet(pack)
        self._entities = {entity.id: entity for entity in pack.entities}
        names = Names()
        self._paths = {"": names.path("", pack.sources[0].title) or pack.sources[0].id}
        for volume in self._volumes:
            for chapter in volume.chapters:
                if chapter.items:
                    self._paths[chapter.section.id] = names.path(SECTIONS, chapter.section.title, volume.source.id)
        self._paths |= {entry.ident: names.path(NAMES, entry.name) for entry in self._entries}
        self._homes = {
            item.statement.id: chapter.section.id
            for volume in self._volumes
            for chapter in volume.chapters
            for item in chapter.items
        }
        self._linker = Linker(pack, self._entries, self._paths)

    def _page(self, ident: str) -> Page | None:
        path = self._paths.get(ident)
        return Page(self._pack, f"obsidian/{path}.md") if path else None

    def index(self) -> Page:
        """List the sections of each source, then people and terms."""
        page = Page(self._pack, f"obsidian/{self._paths['']}.md")
        for order, volume in enumerate(self._volumes):
            key = f" ({volume.source.id})" if order else ""
            page.heading(f"# {escaped(volume.source.title)}{key}", (volume.source.id,))
            for chapter in volume.chapters:
                if path := self._paths.get(chapter.section.id):
                    title = escaped(capital(chapter.section.title))
                    page.put(f"- [[{path}|{title}]]", (chapter.section.id,))
        if self._entries:
            page.fixed(1, "people_and_terms")
        for entry in self._entries:
            if path := self._paths[entry.ident]:
                page.put(f"- [[{path}|{escaped(capital(entry.name))}]]", (f"{entry.ident}/name",))
        return page

    def sections(self) -> Sequence[Page]:
        pages = []
        for volume in self._volumes:
            for chapter in volume.chapters:
                page = self._page(chapter.section.id)
                if page is None:
                    continue
                page.heading(f"# {escaped(capital(chapter.section.title))}", (chapter.section.id,))
                for item in chapter.items:
                    self._told(page, item, "  " * item.level)
                pages.append(page)
        return pages

    def _told(self, page: Page, item: Item, indent: str) -> None:
        """Print a statement with the id that a link finds it by at the end."""
        statement = item.statement
        body, claims, fixed = self._body(item)
        place = page.places.cite(statement.evidence)
        page.put(f"{indent}- {body} {place} ^{block_of(statement.id)}", claims, fixed)

    def _body(self, item: Item, here: str = "") -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        statement = item.statement
        text = told(statement.wording, has_lead=item.has_lead)
        shown, keys, speakers = shown_marks((mark_of(statement, self._entities),))
        mark = f" *({escaped(shown)})*" if shown else ""
        return f"{self._linker.linked(text, statement, here)}{mark}", (statement.id, *speakers), keys

    def names(self) -> Sequence[Page]:
        pages = []
        items = [item for volume in self._volumes for chapter in volume.chapters for item in chapter.items]
        for entry in self._entries:
            page = self._page(entry.ident)
            if page is not None:
                self._named(page, entry, items)
                pages.append(page)
        return pages

    def _named(self, page: Page, entry: Entry, items: Sequence[Item]) -> None:
        entity = entry.entity
        if entity is not None and entity.aliases:
            page.lines += ["---", "aliases:"]
            for alias in entity.aliases:
                page.put(f"  - {json.dumps(alias, ensure_ascii=False)}", (entity.id,))
            page.lines += ["---", ""]
        page.heading(f"# {escaped(capital(entry.name))}", (f"{entry.ident}/name",))
        if entry.gloss is not None:
            term = entry.gloss.term
            page.line(
                capital(marked(term.wording)), (f"{term.id}/text",), cited=term.evidence, marks=(entry.gloss.mark,)
            )
            page.lines.append("")
        if entity is not None:
            self._about(page, entity, items)

    def _about(self, page: Page, entity: Entity, items: Sequence[Item]) -> None:
        """Print what is said of a name; each place leads to the line in its section."""
        found = [item for item in items if self._linker.about(entity, item.statement)]
        best = {item.statement.id for item in sorted(found, key=lambda each: -each.statement.salience)[:_MOST]}
        for item in found:
            statement = item.statement
            if statement.id not in best:
                continue
            body, claims, fixed = self._body(item, self._paths[entity.id])
            place = page.places.cite(statement.evidence)
            home = self._paths.get(self._homes[statement.id])
            goal = f"[[{home}#^{block_of(statement.id)}|{place[1:-1]}]]" if home else place
            page.put(f"- {body} {goal}", claims, fixed)
