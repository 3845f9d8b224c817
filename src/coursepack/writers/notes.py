"""notes.md: the sections of each source, each statement a bullet with its place; then the views over all sources.

The sections tell the story; timeline, deeds, relations, causes, positions, terms and the sources compared answer
questions about it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity
from coursepack.model.outline import outline
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED, Inserted, Quoted, Wording, printed
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._comparison import compared, contested
from coursepack.writers._comparison_notes import comparison
from coursepack.writers._coverage import Gap, gaps
from coursepack.writers._deeds import deeds
from coursepack.writers._stance import Mark, mark_of
from coursepack.writers._terms import Gloss, glossary
from coursepack.writers._ties import Against, Dealing, Reason, dealings, positions, reasons

SUMMARY = "notes in Markdown, a reference on each line: sections, timeline, deeds, relations, causes, terms"
FILES = ("notes.md",)
PROGRAM = "markdown-it"
TAKES = ()

# What Markdown (CommonMark 0.31, section 2.4) would read as mark-up inside a line, and brackets, which mean insertions.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_SIDES = ("relations.conflict", "relations.cooperation", "relations.other")


class _Page:
    """Collects lines, and for each that prints a word its trace: so notes and trace cannot differ."""

    def __init__(self, pack: Pack) -> None:
        self.lines: list[str] = []
        self.trace: list[TraceLine] = []
        self._places = Places(pack)

    def put(self, line: str, claims: Sequence[str] = (), fixed: Iterable[str] = ()) -> None:
        self.lines.append(line)
        at = str(len(self.lines))
        self.trace.append(TraceLine(file="notes.md", at=at, claims=tuple(claims), fixed=tuple(fixed)))

    def heading(self, text: str, claims: Sequence[str] = (), fixed: Iterable[str] = ()) -> None:
        """Print a heading with a blank line around it."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.put(text, claims, fixed)
        self.lines.append("")

    def fixed(self, level: int, key: str) -> None:
        self.heading(f"{'#' * level} {FIXED[key]}", fixed=(key,))

    def bullet(
        self,
        body: str,
        claims: Sequence[str],
        *,
        cited: Sequence[Span],
        marks: Sequence[str | Mark | None] = (),
        fixed: Sequence[str] = (),
        indent: str = "",
    ) -> None:
        """Print a line with its marks behind it, "*(promised, Mao)*", and its place at the end."""
        words, keys, speakers = [], [*fixed], []
        for mark in marks:
            key = mark.key if isinstance(mark, Mark) else mark
            if not key:
                continue
            keys.append(key)
            words.append(FIXED[key])
            if isinstance(mark, Mark) and mark.speaker:
                words.append(_escaped(mark.name))
                speakers.append(mark.speaker)
        shown = f" *({', '.join(words)})*" if words else ""
        self.put(f"{indent}- {body}{shown} {self._places.cite(cited)}", (*claims, *speakers), keys)


def write(pack: Pack) -> Output:
    """Statements below the outline's threshold are left out; a capital may begin a line."""
    page = _Page(pack)
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
    _left_out(page, gaps(pack))
    text = "\n".join(page.lines).rstrip("\n") + "\n"
    return Output(files={"notes.md": text.encode()}, trace=tuple(page.trace))


def _sections(page: _Page, pack: Pack, entities: Mapping[str, Entity]) -> None:
    for order, volume in enumerate(outline(pack)):
        # References to another source than the first name it so.
        key = f" ({volume.source.id})" if order else ""
        page.heading(f"# {_escaped(volume.source.title)}{key}", (volume.source.id,))
        for chapter in volume.chapters:
            if not chapter.items:
                continue
            page.heading(f"## {_escaped(_capital(chapter.section.title))}", (chapter.section.id,))
            for item in chapter.items:
                statement = item.statement
                page.bullet(
                    _body(statement.wording, has_lead=item.has_lead),
                    (statement.id,),
                    cited=statement.evidence,
                    marks=(mark_of(statement, entities),),
                    indent="  " * item.level,
                )


def _timeline(page: _Page, moments: Sequence[Moment], disputed: Collection[str]) -> None:
    if moments:
        page.fixed(1, "timeline")
    for moment in moments:
        _dated(page, moment, "comparison.differ_here" if moment.event.id in disputed else None)


def _dated(page: _Page, moment: Moment, mark: str | None = None) -> None:
    event = moment.event
    page.bullet(
        f"**{_capital(_marked(moment.when) or _escaped(event.when.text))}** – {_marked(moment.wording)}",
        (event.id,),
        cited=event.evidence,
        marks=(*moment.doubts, mark, moment.mark),
    )


def _deeds(page: _Page, pack: Pack, moments: Sequence[Moment]) -> None:
    """What a dated heading dates is told with its date; other statements say their own."""
    doers = deeds(pack, moments)
    if doers:
        page.fixed(1, "who_did_what")
    for doer in doers:
        page.heading(f"## {_escaped(doer.entity.name)}", (doer.entity.id,))
        for deed in doer.deeds:
            statement = deed.statement
            if deed.is_dated_above and deed.moment is not None:
                _dated(page, deed.moment)
            else:
                body = _body(statement.wording, has_lead=deed.has_lead)
                page.bullet(body, (statement.id,), cited=statement.evidence, marks=(deed.mark,))


def _relations(page: _Page, rows: Sequence[Dealing]) -> None:
    if rows:
        page.fixed(1, "relations")
    for side in _SIDES:
        own = [row for row in rows if row.side == side]
        if own:
            page.fixed(2, side)
        for row in own:
            when = f", {_escaped(row.relation.when.text)}" if row.relation.when is not None else ""
            wanted = "relations.wanted" if row.is_wanted else None
            page.bullet(
                f"**{_capital(_marked(row.actor))} {FIXED['arrow']} {_marked(row.target)}**: {_marked(row.verb)}{when}",
                (row.relation.id,),
                cited=row.cited,
                marks=(row.category, wanted, *row.doubts, row.mark),
                fixed=("arrow",),
            )


def _causes(page: _Page, rows: Sequence[Reason]) -> None:
    if rows:
        page.fixed(1, "causes")
    for row in rows:
        arrow = "arrow.back" if row.is_turned else "arrow"
        ends = f"{_body(row.first, has_lead=False)} {FIXED[arrow]} {_marked(row.second)}"
        page.bullet(
            f"{ends}, {FIXED[row.says]}: {FIXED['quote.open']}{_marked(row.sentence)}{FIXED['quote.close']}",
            (row.link.id, *row.statements),
            cited=row.cited,
            marks=(row.mark,),
            fixed=(arrow, row.says, "quote.open", "quote.close"),
        )


def _purposes(page: _Page, rows: Sequence[Reason]) -> None:
    """A purpose is told in its sentence's own order, so the sentence need not follow."""
    if rows:
        page.fixed(1, "purposes")
    for row in rows:
        page.bullet(
            f"{_body(row.first, has_lead=False)} {FIXED['arrow']} {_marked(row.second)}",
            (row.link.id,),
            cited=row.cited,
            marks=(row.mark,),
            fixed=("arrow",),
        )


def _positions(page: _Page, rows: Sequence[Against]) -> None:
    if rows:
        page.fixed(1, "positions")
    for row in rows:
        sides = [
            f"**{_marked(holder)}**: {_marked(position)}"
            for holder, position in zip(row.holders, row.positions, strict=True)
        ]
        page.bullet(
            f" {FIXED['versus']} ".join(sides),
            (row.link.id,),
            cited=row.cited,
            marks=(row.mark,),
            fixed=("versus",),
        )


def _terms(page: _Page, rows: Sequence[Gloss]) -> None:
    if rows:
        page.fixed(1, "terms")
    for row in rows:
        term = row.term
        page.bullet(
            f"**{_escaped(_capital(term.name))}**{FIXED['colon']} {_marked(term.wording)}",
            (term.id,),
            cited=term.evidence,
            marks=(row.mark,),
        )


def _left_out(page: _Page, found: Sequence[Gap]) -> None:
    """How much is not told, and why; the page has the sentences themselves."""
    if found:
        page.fixed(1, "left_out")
    for gap in found:
        told = ", ".join(count.text for count in gap.counts)
        title = _escaped(gap.source.title)
        page.put(f"- **{title}**: {told}", (gap.source.id, *(count.claim for count in gap.counts)))


def _body(wording: Wording, *, has_lead: bool) -> str:
    if not has_lead:
        return _capital(_marked(wording))
    lead = next(at for at, part in enumerate(wording) if _is_colon(part))
    return f"**{_marked(wording[:lead])}**{_marked(wording[lead:])}"


def _is_colon(part: object) -> bool:
    return not isinstance(part, Quoted) or part.span.quote == ":"


def _marked(wording: Wording) -> str:
    """Print as `printed` does, with the sources' own special characters escaped and the insertions' brackets bare."""
    text = printed(wording)
    inserted = [f"[{part.text}]" for part in wording if isinstance(part, Inserted)]
    out, at = "", 0
    for piece in inserted:
        found = text.index(piece, at)
        out += _escaped(text[at:found]) + "[" + _escaped(piece[1:-1]) + "]"
        at = found + len(piece)
    return out + _escaped(text[at:])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
