"""Who did what: the told statements of each person, state, group and organisation, the weightiest in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.language.dates.bounds import EARLIEST
from coursepack.language.dates.calendar import Day
from coursepack.language.lexicons import rows
from coursepack.model.claims import Entity, EntityKind, Statement
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.wording import Inserted, words
from coursepack.writers._chronicle import Moment, chronicle, day_of
from coursepack.writers._stance import Mark, mark_of

__all__ = ["DOERS", "MOST", "Deed", "Doer", "deeds"]

DOERS: tuple[EntityKind, ...] = ("person", "polity", "group", "organisation")
"""The kinds of entity that do something."""
MOST = 8
"""Statements shown of one entity."""
_FEWEST = 2
_CENTRAL = 5
"""Mentions of whom even one deed is told."""
_DOERS_SHOWN = 8
_ALONE = frozenset(row["word"] for row in rows("alone"))


class Deed(Struct, frozen=True, kw_only=True):
    statement: Statement
    has_lead: bool
    moment: Moment | None
    """The event that is this statement, where it is dated."""
    mark: Mark | None

    @property
    def is_dated_above(self) -> bool:
        """Tell whether the date stands in a heading, so that the statement's own words do not say it."""
        return self.moment is not None and self.statement.when is None


class Doer(Struct, frozen=True, kw_only=True):
    entity: Entity
    deeds: tuple[Deed, ...]


def deeds(pack: Pack, moments: Sequence[Moment] | None = None) -> tuple[Doer, ...]:
    """List the most mentioned first; `moments` are those of `chronicle(pack)`, where they are at hand.

    What is dated comes first, in order of time, then the rest in text order. A statement about an unnamed "this" or
    "it" is left out: nobody understands it away from its neighbours.
    """
    entities = {entity.id: entity for entity in pack.entities}
    dated: dict[str, Moment] = {}
    for moment in chronicle(pack) if moments is None else moments:
        statement = moment.statement
        # A date inside a statement ("since the war of 1911") dates what it names, and not the statement.
        if statement is not None and (statement.when is not None or statement.wording == moment.event.wording):
            dated.setdefault(statement.id, moment)
    told = [item for volume in outline(pack) for chapter in volume.chapters for item in chapter.items]
    actors = _actors(pack)
    own: dict[str, list[Item]] = {}
    for item in told:
        statement = item.statement
        doer = statement.subject if statement.subject in entities else actors.get(statement.id)
        is_deed = statement.stance != "question" and statement.verb not in ("be", "not be")
        if doer is not None and is_deed and _stands_alone(statement):
            own.setdefault(doer, []).append(item)
    out = [
        Doer(entity=entity, deeds=_chosen(own[entity.id], dated, entities))
        for entity in pack.entities
        if entity.kind in DOERS and len(own.get(entity.id, ())) >= (1 if len(entity.mentions) >= _CENTRAL else _FEWEST)
    ]
    out.sort(key=lambda each: -len(each.entity.mentions))
    return tuple(out[:_DOERS_SHOWN])


def _actors(pack: Pack) -> dict[str, str]:
    """Give, for statements with a relation, who acts in its first one; positions that clash are no deeds."""
    clashing = {link.from_ for link in pack.links if link.kind == "contrast" and link.from_ == link.to}
    known = {entity.id for entity in pack.entities}
    actors: dict[str, str] = {}
    for relation in pack.relations:
        if relation.statement is not None and relation.statement not in clashing and relation.actor in known:
            actors.setdefault(relation.statement, relation.actor)
    return actors


def _stands_alone(statement: Statement) -> bool:
    """Tell whether subject and object are more than a pronoun, but for one that an insertion explains."""
    if statement.subject is not None and words(statement.subject) and words(statement.subject)[0] in _ALONE:
        return any(isinstance(part, Inserted) for part in statement.wording)
    return statement.object is None or any(word not in _ALONE for word in words(statement.object))


def _chosen(items: Sequence[Item], dated: Mapping[str, Moment], entities: Mapping[str, Entity]) -> tuple[Deed, ...]:
    weightiest = sorted(items, key=lambda item: -item.statement.salience)[:MOST]
    kept = {item.statement.id for item in weightiest}
    found = [
        Deed(
            statement=item.statement,
            has_lead=item.has_lead,
            moment=dated.get(item.statement.id),
            mark=mark_of(item.statement, entities),
        )
        for item in items
        if item.statement.id in kept
    ]
    return tuple(sorted(found, key=_order))


def _order(deed: Deed) -> tuple[bool, Day]:
    day = day_of(deed.moment) if deed.moment is not None else None
    return day is None, day or EARLIEST
