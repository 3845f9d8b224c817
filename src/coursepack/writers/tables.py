"""tables/: events, relations, terms and names as CSV for programs: ids, codes and numbers as pack.json has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Event, Relation, Statement, Term
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED, plain
from coursepack.writers._timeline_rows import sources_of, titles

FILES = ("tables/events.csv", "tables/relations.csv", "tables/terms.csv", "tables/people.csv")
SUMMARY = "four tables for programs: events, relations, terms, people and other names, with ids, codes and confidence"
PROGRAM = "LibreOffice Calc"
TAKES = ()

_LAST = ("place", "source")
_HEADS = {
    FILES[0]: ("id", "date", "edtf", "event", "stance", "speaker", "who", "where", "statement", "salience"),
    FILES[1]: (
        *("id", "actor_id", "actor", "verb", "target_id", "target", "category", "polarity"),
        *("date", "edtf", "quote", "stance", "speaker", "statement", "salience"),
    ),
    FILES[2]: ("id", "term", "text", "explains"),
    FILES[3]: ("id", "name", "aliases", "kind", "state_id", "state", "mentions"),
}


class _Row(Struct, frozen=True, kw_only=True):
    """`cells` lack confidence, place and source, which every row ends with; `claims` are behind the cells of words."""

    claim: Event | Relation | Term | Entity
    cells: Sequence[str]
    claims: tuple[str, ...]


def write(pack: Pack) -> Output:
    """Write all that the pack has, what notes leave out as well: confidence and salience tell what that is."""
    known = _Known(pack)
    rows = {
        FILES[0]: [_event(each, known) for each in pack.events],
        FILES[1]: [_relation(each, known) for each in pack.relations],
        FILES[2]: [_term(each) for each in pack.terms],
        FILES[3]: [_entity(each, known) for each in pack.entities],
    }
    files: dict[str, bytes] = {}
    trace: list[TraceLine] = []
    places = Places(pack)
    for file, head in _HEADS.items():
        out = io.StringIO(newline="")
        table = csv.writer(out)
        keys = tuple(f"column.{key}" for key in (*head, "confidence", *_LAST))
        table.writerow([FIXED[key] for key in keys])
        trace.append(TraceLine(file=file, at="row 1", fixed=keys))
        for number, row in enumerate(rows[file], start=2):
            cited = sources_of(pack, row.claim.evidence)
            ends = (str(row.claim.confidence), places.cite(row.claim.evidence), titles(cited))
            table.writerow((*row.cells, *ends))
            claims = (*row.claims, *(source.id for source in cited))
            trace.append(TraceLine(file=file, at=f"row {number}", claims=claims))
        files[file] = out.getvalue().encode()
    return Output(files=files, trace=tuple(trace))


class _Known:
    def __init__(self, pack: Pack) -> None:
        self._entities = {entity.id: entity for entity in pack.entities}
        self._statements = {statement.id: statement for statement in pack.statements}

    def party(self, value: str | None) -> tuple[str, str]:
        """Give id and name of an entity; words that name none have no id."""
        entity = self._entities.get(value or "")
        return (entity.id, entity.name) if entity is not None else ("", value or "")

    def said(self, statement: str | None) -> tuple[str, str, str, str]:
        """Give stance, speaker, id and salience of a statement; nothing where there is none."""
        found: Statement | None = self._statements.get(statement or "")
        if found is None:
            return "", "", "", ""
        return found.stance, self.party(found.speaker)[1], found.id, str(found.salience)


def _event(event: Event, known: _Known) -> _Row:
    who = "; ".join(known.party(each.entity)[1] for each in event.participants)
    stance, speaker, statement, salience = known.said(event.statement)
    return _Row(
        claim=event,
        cells=(
            *(event.id, event.when.text, event.when.edtf or "", event.text, stance, speaker),
            *(who, known.party(event.place)[1], statement, salience),
        ),
        claims=(f"{event.id}/when", f"{event.id}/text"),
    )


def _relation(relation: Relation, known: _Known) -> _Row:
    stance, speaker, statement, salience = known.said(relation.statement)
    when = relation.when
    return _Row(
        claim=relation,
        cells=(
            *(relation.id, *known.party(relation.actor), relation.verb, *known.party(relation.target)),
            *(relation.category or "", str(relation.polarity)),
            *((when.text, when.edtf or "") if when is not None else ("", "")),
            *(" ".join(plain(span.quote) for span in _run(relation.evidence)), stance, speaker, statement, salience),
        ),
        claims=(*((f"{relation.id}/when",) if when is not None else ()), f"{relation.id}/quote"),
    )


def _term(term: Term) -> _Row:
    cells = (term.id, term.name, term.text, "1" if term.is_explained else "0")
    return _Row(claim=term, cells=cells, claims=(f"{term.id}/name", f"{term.id}/text"))


def _entity(entity: Entity, known: _Known) -> _Row:
    cells = (entity.id, entity.name, "; ".join(entity.aliases), entity.kind, *known.party(entity.of))
    return _Row(claim=entity, cells=(*cells, str(len(entity.mentions))), claims=(entity.id,))


def _run(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of the sentence, without those that follow for a name which another place gives."""
    last: Span | None = None
    for span in spans:
        if last is not None and (span.source != last.source or span.start < last.end):
            return
        yield span
        last = span
