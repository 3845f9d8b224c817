"""glossary.md: people, names and terms by their letters, what is said of each, and where they stand."""

from __future__ import annotations

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.writers._markdown import Page, capital, escaped, marked, told
from coursepack.writers._people import MENTIONS, Entry, alphabet
from coursepack.writers._stance import mark_of

SUMMARY = "people, names and terms by their letters, with explanation and places"
FILES = ("glossary.md",)
PROGRAM = "markdown-it"
TAKES = ()


def write(pack: Pack) -> Output:
    """A term is explained on its own line; a name has its places there, and what is said of it below."""
    page = Page(pack, FILES[0])
    entities = {entity.id: entity for entity in pack.entities}
    found = alphabet(pack)
    if found:
        page.fixed(1, "people_and_terms")
    for entry in found:
        _head(page, entry)
        gloss = entry.gloss
        if entry.entity is not None and gloss is not None:
            page.bullet(
                capital(marked(gloss.term.wording)),
                (f"{gloss.term.id}/text",),
                cited=gloss.term.evidence,
                marks=(gloss.mark,),
                indent="  ",
            )
        for item in entry.items:
            page.bullet(
                told(item.statement.wording, has_lead=item.has_lead),
                (item.statement.id,),
                cited=item.statement.evidence,
                marks=(mark_of(item.statement, entities),),
                indent="  ",
            )
    if found and len(pack.sources) > 1:
        page.fixed(1, "sources")
        for source in pack.sources:
            page.put(f"- {escaped(source.title)} ({source.id})", (source.id,))
    return page.output()


def _head(page: Page, entry: Entry) -> None:
    entity, gloss = entry.entity, entry.gloss
    if entity is not None:
        others = f" ({escaped(', '.join(entity.aliases))})" if entity.aliases else ""
        cited = entity.mentions[:MENTIONS]
        page.bullet(f"**{escaped(entity.name)}**{others}", (f"{entity.id}/mentions/{len(cited)}",), cited=cited)
    elif gloss is not None:
        term = gloss.term
        body = f"**{escaped(capital(term.name))}**: {marked(term.wording)}"
        page.bullet(body, (term.id,), cited=term.evidence, marks=(gloss.mark,))
