"""notes.md: the sections of each source, each statement a bullet with its place; then the views over all sources.

The sections tell the story; timeline, deeds, relations, causes, positions, terms and the sources compared answer
questions about it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from coursepack.model.claims import Entity, Repair
from coursepack.model.outline import outline
from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.model.wording import FIXED
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._comparison import compared, contested
from coursepack.writers._comparison_notes import comparison
from coursepack.writers._coverage import Gap, gaps
from coursepack.writers._deeds import deeds
from coursepack.writers._markdown import Page, capital, escaped, marked, told
from coursepack.writers._stance import mark_of
from coursepack.writers._terms import Gloss, glossary
from coursepack.writers._ties import Against, Dealing, Reason, dealings, positions, reasons

SUMMARY = "notes in Markdown, a reference on each line: sections, timeline, deeds, relations, causes, terms"
FILES = ("notes.md",)
PROGRAM = "markdown-it"
TAKES = ()

_SIDES = ("relations.conflict", "relations.cooperation", "relations.other")


def write(pack: Pack) -> Output:
    """Statements below the outline's threshold are left out; a capital may begin a line."""
    page = Page(pack, FILES[0])
    entities = {entity.id: entity for entity in pack.entities}
    _sections(page, pack, entities)
    moments = chronicle(pack)
    _timeline(page, moments, contested(pack))
    _deeds(page, pack, moments)
    _relations(page, dealings(pack))
    _causes(page, reasons(pack, "cause"))
    _purposes(page, reasons(pack, "purpose"))
    _positions(page, positions(pack))
    comparison(page, compared(pack, moments), pack.texts)
    _terms(page, glossary(pack))
    _repairs(page, pack.repairs)
    _left_out(page, gaps(pack))
    return page.output()


def _sections(page: Page, pack: Pack, entities: Mapping[str, Entity]) -> None:
    for order, volume in enumerate(outline(pack)):
        # References to another source than the first name it so.
        key = f" ({volume.source.id})" if order else ""
        page.heading(f"# {escaped(volume.source.title)}{key}", (volume.source.id,))
        for chapter in volume.chapters:
            if not chapter.items:
                continue
            page.heading(f"## {escaped(capital(chapter.section.title))}", (chapter.section.id,))
            for item in chapter.items:
                statement = item.statement
                page.bullet(
                    told(statement.wording, has_lead=item.has_lead),
                    (statement.id,),
                    cited=statement.evidence,
                    marks=(mark_of(statement, entities),),
                    indent="  " * item.level,
                )


def _timeline(page: Page, moments: Sequence[Moment], disputed: Collection[str]) -> None:
    if moments:
        page.fixed(1, "timeline")
    for moment in moments:
        _dated(page, moment, "comparison.differ_here" if moment.event.id in disputed else None)


def _dated(page: Page, moment: Moment, mark: str | None = None) -> None:
    event = moment.event
    page.bullet(
        f"**{capital(marked(moment.when) or escaped(event.when.text))}** – {marked(moment.wording)}",
        (event.id,),
        cited=event.evidence,
        marks=(*moment.doubts, mark, moment.mark),
    )


def _deeds(page: Page, pack: Pack, moments: Sequence[Moment]) -> None:
    """What a dated heading dates is told with its date; other statements say their own."""
    doers = deeds(pack, moments)
    if doers:
        page.fixed(1, "who_did_what")
    for doer in doers:
        cased = doer.entity.cased
        page.heading(f"## [{escaped(cased)}]" if cased else f"## {escaped(doer.entity.name)}", (doer.entity.id,))
        for deed in doer.deeds:
            statement = deed.statement
            if deed.is_dated_above and deed.moment is not None:
                _dated(page, deed.moment)
            else:
                body = told(statement.wording, has_lead=deed.has_lead)
                page.bullet(body, (statement.id,), cited=statement.evidence, marks=(deed.mark,))


def _relations(page: Page, rows: Sequence[Dealing]) -> None:
    if rows:
        page.fixed(1, "relations")
    for side in _SIDES:
        own = [row for row in rows if row.side == side]
        if own:
            page.fixed(2, side)
        for row in own:
            when = f", {escaped(row.relation.when.text)}" if row.relation.when is not None else ""
            wanted = "relations.wanted" if row.is_wanted else None
            page.bullet(
                f"**{capital(marked(row.actor))} {FIXED['arrow']} {marked(row.target)}**: {marked(row.verb)}{when}",
                (row.relation.id,),
                cited=row.cited,
                marks=(row.category, wanted, *row.doubts, row.mark),
                fixed=("arrow",),
            )


def _causes(page: Page, rows: Sequence[Reason]) -> None:
    if rows:
        page.fixed(1, "causes")
    for row in rows:
        arrow = "arrow.back" if row.is_turned else "arrow"
        ends = f"{told(row.first, has_lead=False)} {FIXED[arrow]} {marked(row.second)}"
        page.bullet(
            f"{ends}, {FIXED[row.says]}: {FIXED['quote.open']}{marked(row.sentence)}{FIXED['quote.close']}",
            (row.link.id, *row.statements),
            cited=row.cited,
            marks=(row.mark,),
            fixed=(arrow, row.says, "quote.open", "quote.close"),
        )


def _purposes(page: Page, rows: Sequence[Reason]) -> None:
    """A purpose is told in its sentence's own order, so the sentence need not follow."""
    if rows:
        page.fixed(1, "purposes")
    for row in rows:
        page.bullet(
            f"{told(row.first, has_lead=False)} {FIXED['arrow']} {marked(row.second)}",
            (row.link.id,),
            cited=row.cited,
            marks=(row.mark,),
            fixed=("arrow",),
        )


def _positions(page: Page, rows: Sequence[Against]) -> None:
    if rows:
        page.fixed(1, "positions")
    for row in rows:
        sides = [
            f"**{marked(holder)}**: {marked(position)}"
            for holder, position in zip(row.holders, row.positions, strict=True)
        ]
        page.bullet(
            f" {FIXED['versus']} ".join(sides),
            (row.link.id,),
            cited=row.cited,
            marks=(row.mark,),
            fixed=("versus",),
        )


def _terms(page: Page, rows: Sequence[Gloss]) -> None:
    if rows:
        page.fixed(1, "terms")
    for row in rows:
        term = row.term
        page.bullet(
            f"**{escaped(capital(term.name))}**{FIXED['colon']} {marked(term.wording)}",
            (term.id,),
            cited=term.evidence,
            marks=(row.mark,),
        )


def _repairs(page: Page, found: Sequence[Repair]) -> None:
    """What was heard, what is written in its place, and where both stand."""
    if found:
        page.fixed(1, "repairs")
    for repair in found:
        heard = f"{FIXED['quote.open']}{escaped(repair.heard)}{FIXED['quote.close']}"
        page.bullet(
            f"{heard} {FIXED['arrow']} [{escaped(repair.name)}]",
            (repair.id,),
            cited=repair.evidence,
            fixed=("quote.open", "quote.close", "arrow"),
        )


def _left_out(page: Page, found: Sequence[Gap]) -> None:
    """How much is not told, and why; the page has the sentences themselves."""
    if found:
        page.fixed(1, "left_out")
    for gap in found:
        told = ", ".join(count.text for count in gap.counts)
        title = escaped(gap.source.title)
        page.put(f"- **{title}**: {told}", (gap.source.id, *(count.claim for count in gap.counts)))
