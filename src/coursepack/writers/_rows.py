"""Claims as rows of data: by column what pack.json has, words as they are printed, everything else as its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Event, Relation, Statement, Term
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import plain
from coursepack.writers._timeline_rows import sources_of, titles

__all__ = ["Row", "Rows"]


class Row(Struct, frozen=True, kw_only=True):
    """`cells` by the column's key; `claims` are behind its words: dates, texts, quotes, names, then the source."""

    cells: Mapping[str, str]
    claims: tuple[str, ...]


class Rows:
    """Makes rows; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._places = Places(pack)
        self._entities = {entity.id: entity for entity in pack.entities}
        self._statements = {statement.id: statement for statement in pack.statements}

    def event(self, event: Event) -> Row:
        cells = {
            "date": event.when.text,
            "edtf": event.when.edtf or "",
            "event": event.text,
            "who": "; ".join(self.party(each.entity)[1] for each in event.participants),
            "where": self.party(event.place)[1],
            **self._said(event.statement),
        }
        return self._row(event, cells, (f"{event.id}/when", f"{event.id}/text"))

    def relation(self, relation: Relation) -> Row:
        (actor_id, actor), (target_id, target) = self.party(relation.actor), self.party(relation.target)
        when = relation.when
        cells = {
            "actor_id": actor_id,
            "actor": actor,
            "verb": relation.verb,
            "target_id": target_id,
            "target": target,
            "category": relation.category or "",
            "polarity": str(relation.polarity),
            "date": when.text if when is not None else "",
            "edtf": (when.edtf or "") if when is not None else "",
            "quote": " ".join(plain(span.quote) for span in _run(relation.evidence)),
            **self._said(relation.statement),
        }
        dated = (f"{relation.id}/when",) if when is not None else ()
        return self._row(relation, cells, (*dated, f"{relation.id}/quote"))

    def term(self, term: Term) -> Row:
        cells = {"term": term.name, "text": term.text, "explains": "1" if term.is_explained else "0"}
        return self._row(term, cells, (f"{term.id}/name", f"{term.id}/text"))

    def entity(self, entity: Entity) -> Row:
        state_id, state = self.party(entity.of)
        cells = {
            "name": entity.name,
            "aliases": "; ".join(entity.aliases),
            "kind": entity.kind,
            "state_id": state_id,
            "state": state,
            "mentions": str(len(entity.mentions)),
        }
        return self._row(entity, cells, (entity.id,))

    def party(self, value: str | None) -> tuple[str, str]:
        """Give id and name of an entity; words that name none have no id."""
        entity = self._entities.get(value or "")
        return (entity.id, entity.name) if entity is not None else ("", value or "")

    def _said(self, statement: str | None) -> Mapping[str, str]:
        """Give stance, speaker, id and salience of a statement; nothing where there is none."""
        found: Statement | None = self._statements.get(statement or "")
        if found is None:
            return dict.fromkeys(("stance", "speaker", "statement", "salience"), "")
        return {
            "stance": found.stance,
            "speaker": self.party(found.speaker)[1],
            "statement": found.id,
            "salience": str(found.salience),
        }

    def _row(self, claim: Event | Relation | Term | Entity, cells: Mapping[str, str], claims: tuple[str, ...]) -> Row:
        cited = sources_of(self._pack, claim.evidence)
        ends = {
            "id": claim.id,
            "confidence": str(claim.confidence),
            "place": self._places.cite(claim.evidence),
            "source": titles(cited),
        }
        return Row(cells={**cells, **ends}, claims=(*claims, *(source.id for source in cited)))


def _run(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of the sentence, without those that follow for a name which another place gives."""
    last: Span | None = None
    for span in spans:
        if last is not None and (span.source != last.source or span.start < last.end):
            return
        yield span
        last = span
