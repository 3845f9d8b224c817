"""summary.md: one page of the weightiest statements, in order under their sections' titles, each with its place."""

from __future__ import annotations

import re

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.writers._markdown import Page, capital, escaped, told
from coursepack.writers._stance import mark_of
from coursepack.writers._summary import digest

SUMMARY = "one page: the weightiest statements, in order, each with its place"
FILES = ("summary.md",)
PROGRAM = "markdown-it"
TAKES = ()

# What begins a block where a line is no bullet (CommonMark 0.31, sections 4.3, 5.2): "1958." and "-" or "+".
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")


def write(pack: Pack) -> Output:
    """A section is a paragraph, a statement a line of it, which Markdown joins."""
    page = Page(pack, FILES[0])
    entities = {entity.id: entity for entity in pack.entities}
    source = ""
    for each in digest(pack):
        if each.source.id != source:
            source = each.source.id
            key = f" ({source})" if source != pack.sources[0].id else ""
            page.heading(f"# {escaped(each.source.title)}{key}", (source,))
        page.heading(f"## {escaped(capital(each.section.title))}", (each.section.id,))
        for item in each.items:
            statement = item.statement
            page.line(
                _BEGINNING.sub(r"\1\\", told(statement.wording, has_lead=item.has_lead)),
                (statement.id,),
                cited=statement.evidence,
                marks=(mark_of(statement, entities),),
            )
    return page.output()
