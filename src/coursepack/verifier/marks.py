"""Whether the marks beside a claim are its own: stance, speaker, kind, category, the doubts of its date, its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursepack.model.claims import Comparison, Event, Link, Relation, Statement, Term, When
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED
from coursepack.verifier.comparisons import is_disputed
from coursepack.verifier.lookup import Lookup

__all__ = ["faults", "misplaced", "missing"]

_SIDES = {-1: "relations.conflict", 0: "relations.other", 1: "relations.cooperation"}
_WANTED = "relations.wanted"
_GROUPS = ("category.", "comparison.", "date.", "entity.", "left.", "stance.")
"""Beginnings of the keys that say something of the claim beside them."""


def faults(trace: TraceLine, within: Sequence[str], look: Lookup) -> Iterator[str]:
    """Yield what is wrong with each mark; `within` are the claims of the element around the line."""
    claims = [look.claims[each] for each in (*within, *trace.claims) if each in look.claims]
    if not claims and not trace.fixed:
        return  # A passage of a source, as most lines of a page are.
    told = [claim for claim in claims if isinstance(claim, Statement | Event | Relation | Link | Term)]
    statements = _statements(told, look)
    entities = [look.entities[each] for each in trace.claims if each in look.entities]
    own = {
        "category.": [f"category.{each.category.casefold()}" for each in _relations(told) if each.category],
        "date.": [key for each in told for key in _doubts(each)],
        "entity.": [f"entity.{entity.kind}" for entity in entities],
        "left.": [f"left.{left}" for each in told if isinstance(each, Statement) and (left := look.left_out(each))],
        "stance.": list(dict.fromkeys(f"stance.{each.stance}" for each in statements)),
    }
    if _relations(told):
        own["relations."] = [key for each in _relations(told) for key in _of_relation(each)]
    sources = [f"{how}.{look.sources[each.evidence[0].source].kind}" for each in told for how in ("because", "told")]
    own |= {"because.": sources, "told.": sources}
    compared = [claim for claim in claims if isinstance(claim, Comparison)]
    if compared:
        own["comparison."] = [f"comparison.{each.field}" for each in compared if each.field is not None]
    elif any(isinstance(each, Event) and is_disputed(each.evidence, look) for each in told):
        own["comparison."] = ["comparison.differ_here"]
    for key in trace.fixed:
        known = next((keys for start, keys in own.items() if key.startswith(start)), None)
        if known is not None and key not in known and (known or (told and key.startswith(_GROUPS))):
            said = ", ".join(dict.fromkeys(f"'{each.partition('.')[2]}'" for each in known)) or "not marked so"
            yield f"is marked '{FIXED[key]}', but its claim is {said}"
    evidence = [span for claim in (*told, *statements) for span in claim.evidence]
    homes = {span.source for span in evidence}
    for source in (look.sources[each] for each in trace.claims if each in look.sources):
        if told and source.id not in homes:
            yield f"names '{source.path}', where its claim's evidence does not stand"
    for entity in entities if told else ():
        if not any(entity.id == each.speaker for each in statements) and not look.is_mentioned(entity.id, evidence):
            yield f"names '{entity.name}', whom its claim's evidence does not mention"


def missing(trace: TraceLine, look: Lookup, said: str = "") -> Iterator[str]:
    """Yield each mark that a line of its own must carry and does not: whoever reads it alone would be misled.

    What is `said` with a question mark at its end, everybody takes for a question.
    """
    claims = [look.claims[each] for each in trace.claims if each in look.claims]
    told = [claim for claim in claims if isinstance(claim, Statement | Event | Relation | Link | Term)]
    plain = {"asserted", "question"} if said.rstrip().endswith("?") else {"asserted"}
    stances = list(dict.fromkeys(each.stance for each in _statements(told, look) if each.stance not in plain))
    if stances and not any(key.startswith("stance.") for key in trace.fixed):
        yield f"is not marked '{FIXED[f'stance.{stances[0]}']}', as its claim is"
    counted = [each for each in trace.claims if each in look.left]
    for each in look.left if counted else ():
        if each.partition(".")[0] == counted[0].partition(".")[0] and each not in trace.claims:
            key = each.partition(".")[2]
            yield f"does not tell that {look.left[each]} sentences are left out as '{FIXED[key]}'"
    for claim in told:
        needed = [*_doubts(claim)] if isinstance(claim, Event) else []
        if isinstance(claim, Relation) and _WANTED in _of_relation(claim):
            needed.append(_WANTED)
        for key in needed:
            if key not in trace.fixed:
                yield f"is not marked '{FIXED[key]}', as its claim is"


def misplaced(trace: TraceLine, heading: str, look: Lookup) -> Iterator[str]:
    """Yield each relation that stands under a heading of another sign, each comparison under one of another verdict."""
    for ident in trace.claims:
        claim = look.claims.get(ident)
        if isinstance(claim, Relation) and heading in _SIDES.values() and heading != _SIDES[claim.polarity]:
            yield f"stands under '{FIXED[heading]}', but its claim is '{FIXED[_SIDES[claim.polarity]]}'"
        if isinstance(claim, Comparison) and heading != f"comparison.{claim.verdict}":
            yield f"stands under '{FIXED.get(heading, '')}', but its claim is '{FIXED[f'comparison.{claim.verdict}']}'"


def _relations(told: Sequence[object]) -> list[Relation]:
    return [claim for claim in told if isinstance(claim, Relation)]


def _of_relation(relation: Relation) -> tuple[str, ...]:
    is_wanted = relation.verb.removeprefix("not ").startswith("to ")
    return (_SIDES[relation.polarity], *((_WANTED,) if is_wanted else ()))


def _statements(told: Sequence[Statement | Event | Relation | Link | Term], look: Lookup) -> list[Statement]:
    """List the statements that these tell, each once."""
    found: dict[str, Statement] = {}
    for claim in told:
        if isinstance(claim, Statement):
            own = [claim]
        elif isinstance(claim, Event):
            named = look.statements.get(claim.statement or "")
            own = [*look.tellers(claim), *((named,) if named is not None else ())]
        elif isinstance(claim, Term):
            own = look.tellers(claim)
        elif isinstance(claim, Relation):
            own = [look.statements[claim.statement]] if claim.statement in look.statements else []
        else:
            own = [look.statements[each] for each in (claim.from_, claim.to) if each in look.statements]
        found.update((each.id, each) for each in own)
    return list(found.values())


def _doubts(claim: Statement | Event | Relation | Link | Term) -> Iterator[str]:
    """Yield what EDTF (ISO 8601-2:2019) says of how far a date is known."""
    if isinstance(claim, Link | Term) or claim.when is None:
        return
    yield from _of_date(claim.when)


def _of_date(when: When) -> Iterator[str]:
    edtf = when.edtf
    if edtf is None:
        yield "date.unknown"
        return
    if "~" in edtf or "%" in edtf:
        yield "date.approximate"
    if "?" in edtf or "%" in edtf:
        yield "date.uncertain"
    if "X" in edtf:
        yield "date.unspecified"
    if edtf[:1] == "[":
        yield "date.one_of"
    if edtf[:3] == "../":
        yield "date.by_then"
    if edtf[-3:] == "/..":
        yield "date.from_then"
