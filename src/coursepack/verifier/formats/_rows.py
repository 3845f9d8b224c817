"""Rows of data: every cell of a claim's row as the pack has it, so that each can be held against what is printed."""

from __future__ import annotations

from collections.abc import Mapping

from coursepack.model.claims import Entity, Event, Relation, Term
from coursepack.model.pack import Claim
from coursepack.verifier.formats._alone import titles_of
from coursepack.verifier.lookup import Lookup

__all__ = ["party_of", "row_of"]


def party_of(value: str | None, look: Lookup) -> tuple[str, str]:
    """Give id and name, or no id and the words."""
    if value in look.entities:
        return str(value), look.entities[str(value)].name
    return "", value or ""


def row_of(claim: Claim, look: Lookup) -> Mapping[str, str]:
    """Give the data of a claim by the column's key; cells of its own words are checked as words, and are not here."""
    row = {
        "id": claim.id,
        "confidence": str(claim.confidence),
        "place": look.cite(claim.evidence),
        "source": titles_of(claim.evidence, look),
    }
    if isinstance(claim, Event | Relation):
        said = look.statements.get(claim.statement or "")
        row["date"] = claim.when.text if claim.when is not None else ""
        row["edtf"] = (claim.when.edtf or "") if claim.when is not None else ""
        row["stance"] = said.stance if said is not None else ""
        row["speaker"] = party_of(said.speaker, look)[1] if said is not None else ""
        row["statement"] = said.id if said is not None else ""
        row["salience"] = str(said.salience) if said is not None else ""
    if isinstance(claim, Event):
        row["event"] = claim.text
        row["who"] = "; ".join(party_of(each.entity, look)[1] for each in claim.participants)
        row["where"] = party_of(claim.place, look)[1]
    elif isinstance(claim, Relation):
        row["actor_id"], row["actor"] = party_of(claim.actor, look)
        row["target_id"], row["target"] = party_of(claim.target, look)
        row["verb"], row["category"], row["polarity"] = claim.verb, claim.category or "", str(claim.polarity)
    elif isinstance(claim, Term):
        row["term"], row["text"], row["explains"] = claim.name, claim.text, str(int(claim.is_explained))
    elif isinstance(claim, Entity):
        row["name"], row["aliases"], row["kind"] = claim.name, "; ".join(claim.aliases), claim.kind
        row["state_id"], row["state"] = party_of(claim.of, look)
        row["mentions"] = str(len(claim.mentions))
    return row
