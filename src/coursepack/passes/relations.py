"""Relations: who did what to whom, with a category of PLOVER and a sign, each tied to the statement that tells it.

What is promised, reported or only wanted is told no other way than its statement is: the statement has the stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import CLAUSES, Ground, Grove, Grown
from coursepack.language.relations import Found, find
from coursepack.language.relations_trust import trust
from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Relation, Statement, When
from coursepack.model.pack import Pack
from coursepack.model.wording import plain
from coursepack.notices import Log

SUMMARY = "who did what to whom, with category and sign"
NEEDS = ("entities", "references", "stances", "statements", "times", "trees")
MAKES = ("relations",)

A_SENTENCE = 3
"""The most relations told of one sentence."""
SURE = 0.5
"""The confidence from which a pronoun is read."""
FLOOR = 0.3
"""The score below which a relation is a guess."""

_BEFORE = frozenset({"amod", "compound", "nmod:poss", "nummod", "nmod:desc", "advmod", "flat", "case", "nmod"})
_AROUND = CLAUSES | {"conj", "cc", "appos", "punct", "det", "case", "nmod:unmarked", "obl:unmarked"}
_ADDRESS = re.compile(r"https?:|www\.")
_AT = ("least", "most")
"""What is left of "at least eight" where the tree takes it for an adjective."""
_LONGEST_PHRASE = 12
_CHARGES = frozenset({"accuse", "acquit", "convict", "cure", "deprive", "purge", "rob", "strip", "suspect", "warn"})
"""Verbs that say "of" what their object is charged with, or rid."""


_TO_ACT = frozenset(
    {
        *("allow", "ask", "beg", "command", "compel", "convince", "direct", "encourage", "forbid", "force", "instruct"),
        *("invite", "oblige", "order", "permit", "persuade", "pressure", "tell", "tempt", "urge", "warn"),
    }
)
"""Verbs that say little without what the other was to do: "forced to resign"."""
_NEAR = 4
"""Words that may stand between such a verb and the "to" behind it."""


class _Known(Struct, frozen=True, kw_only=True):
    """Entities by the characters that name them, and dates by where they begin."""

    entities: dict[tuple[str, int], Entity]
    mentions: dict[str, tuple[Span, ...]]
    times: dict[tuple[str, int], When]


class _Told(Struct, frozen=True, kw_only=True):
    actor: str
    target: str
    found: Found


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Relations are in the order of their statements; questions make none."""
    ground, grove, known = Ground(pack), Grove(pack), _known(pack)
    parts: dict[int, list[tuple[Statement, list[int]]]] = {}
    for statement in pack.statements:
        parts.setdefault(grove.place(statement.wording), []).append((statement, grove.find(statement.wording)[1]))
    out: list[Relation] = []
    for at, own in sorted(parts.items()):
        grown = grove.grown[at]
        for told in _told(grown, known):
            statement, indexes = next((each for each in own if told.found.head in each[1]), own[0])
            if statement.stance == "question":
                continue
            act = _act(grown, told.found)
            needed = {told.found.actor, told.found.target, *told.found.tokens, *((act,) if act is not None else ())}
            evidence = statement.evidence
            if not needed.issubset(indexes):
                evidence = ground.cover(grown.tree, sorted({*indexes, *needed}))
            out.append(
                Relation(
                    id=f"r{len(out) + 1}",
                    actor=told.actor,
                    target=told.target,
                    verb=told.found.verb
                    if act is None
                    else f"{told.found.verb} to {grown.tokens[act].text.casefold()}",
                    category=told.found.meaning.category,
                    polarity=told.found.meaning.polarity,
                    when=_when(known, grown, told.found.head, (statement, evidence)),
                    statement=statement.id,
                    evidence=_named(known, (told.actor, told.target), evidence),
                    made_by="relations",
                    confidence=trust(told.found.traits),
                )
            )
    return replace(pack, relations=tuple(out))


def _act(grown: Grown, found: Found) -> int | None:
    """Give the verb of what somebody was forced or asked to do, where it is said close behind."""
    tokens = grown.tokens
    if len(found.tokens) != 1 or found.verb.removeprefix("not ") not in _TO_ACT:
        return None
    act = next((each for each in grown.children[found.head] if each > found.head and tokens[each].dep == "xcomp"), None)
    to = grown.child(act, "mark") if act is not None else None
    if act is None or to is None or tokens[to].text.casefold() != "to" or act != to + 1 or to - found.head > _NEAR:
        return None
    return act if tokens[act].pos == "VERB" and tokens[act].tag == "VB" else None


def _known(pack: Pack) -> _Known:
    entities: dict[tuple[str, int], Entity] = {}
    by_id = {entity.id: entity for entity in pack.entities}
    for entity in pack.entities:
        for mention in entity.mentions:
            for position in range(mention.start, mention.end):
                entities.setdefault((mention.source, position), entity)
    for reference in pack.references:
        if reference.confidence >= SURE and reference.entity in by_id:
            entities.setdefault((reference.source, reference.start), by_id[reference.entity])
    times = {
        (time.evidence[0].source, time.evidence[0].start): When(edtf=time.edtf, text=time.text)
        for time in reversed(pack.times)
        if time.edtf is not None
    }
    return _Known(entities=entities, mentions={entity.id: entity.mentions for entity in pack.entities}, times=times)


def _told(grown: Grown, known: _Known) -> list[_Told]:
    """Choose what to tell of a sentence: the surest, in the order of the text."""
    source = grown.tree.source
    if any(_ADDRESS.match(token.text) for token in grown.tokens):
        return []  # a reference to a web page tells nothing of its own
    named = {
        index: known.entities[source, token.start]
        for index, token in enumerate(grown.tokens)
        if (source, token.start) in known.entities
    }
    out: list[_Told] = []
    seen: set[tuple[str, ...]] = set()
    for found in find(grown, {index: entity.kind for index, entity in named.items()}):
        if found.score < FLOOR or len(out) == A_SENTENCE:
            break
        actor = _party(grown, named, found.actor)
        target = _party(grown, named, found.target, is_charged=found.verb.removeprefix("not ") in _CHARGES)
        if actor is None or target is None or actor == target or (actor, target, found.verb) in seen:
            continue
        seen.add((actor, target, found.verb))
        out.append(_Told(actor=actor, target=target, found=found))
    return sorted(out, key=lambda each: (each.found.head, each.found.actor, each.found.target))


def _party(grown: Grown, named: dict[int, Entity], index: int, *, is_charged: bool = False) -> str | None:
    """Give the entity's id, else the words of the phrase; "of murder" is what it is charged with, and no part of it."""
    if index in named:
        return named[index].id
    for child in grown.children[index]:
        dep = grown.tokens[child].dep
        if dep in ("flat", "appos", "nmod:desc") and child in named and named[child].kind not in ("work", "campaign"):
            return named[child].id
    if grown.tokens[index].pos == "PRON":
        return None
    phrase = [each for each in _phrase(grown, index) if each <= index or not is_charged]
    glued = phrase[0] > 0 and not grown.tokens[phrase[0] - 1].space and grown.tokens[phrase[0] - 1].pos != "PUNCT"
    return None if glued or len(phrase) > _LONGEST_PHRASE else plain(grown.words(phrase)) or None


def _phrase(grown: Grown, index: int) -> Sequence[int]:
    """Give the noun with what stands before it, and an "of" behind it."""
    tokens = grown.tokens
    before = {
        each
        for child in grown.children[index]
        if child < index and tokens[child].dep in _BEFORE and tokens[child].dep not in _AROUND
        for each in grown.below(child)
    }
    first = index
    while first - 1 in before or (first - 2 in before and tokens[first - 1].text in ("-", "–")):
        first -= 1
    while first < index and (tokens[first].pos in ("ADP", "ADV", "DET", "PUNCT") or tokens[first].text in _AT):
        first += 1
    last = index
    for child in grown.children[index]:
        case = grown.child(child, "case")
        if tokens[child].dep == "nmod" and case == last + 1 and tokens[case].text in ("of", "in"):
            last = grown.below(child, frozenset(_clauses_of(grown, child)))[-1]
            break
    return range(first, last + 1)


def _clauses_of(grown: Grown, index: int) -> Iterator[int]:
    for each in grown.below(index):
        if each != index and grown.tokens[each].dep in _AROUND - {"case", "det"}:
            yield each


def _named(known: _Known, parties: Sequence[str], evidence: tuple[Span, ...]) -> tuple[Span, ...]:
    """Add, for who is only a pronoun there, the place that names them."""
    out = list(evidence)
    for party in parties:
        mentions = known.mentions.get(party)
        if mentions is None or any(_overlaps(span, own) for span in mentions for own in out):
            continue
        first = evidence[0]
        own = [span for span in mentions if span.source == first.source] or list(mentions)
        before = [span for span in own if span.start <= first.start]
        out.append(before[-1] if before else own[0])
    return tuple(out)


def _overlaps(one: Span, two: Span) -> bool:
    return one.source == two.source and one.start < two.end and two.start < one.end


def _when(known: _Known, grown: Grown, head: int, within: tuple[Statement, tuple[Span, ...]]) -> When | None:
    """Give the date that the relation's own clause says, else the statement's where the clause is its main one."""
    statement, evidence = within
    tokens = grown.tokens
    at = head
    while tokens[at].head != at and tokens[at].dep not in CLAUSES - {"xcomp"} and tokens[at].dep != "conj":
        at = tokens[at].head
    own = _first_time(known, grown, at, evidence)
    if own is not None or evidence != statement.evidence:
        return own
    governor = tokens[at].head
    if tokens[at].dep == "conj" and grown.subject(at) is None:
        # "In 1960 he came and left": what stands before both verbs dates both.
        return _first_time(known, grown, governor, evidence, governor)
    is_main = governor == at or (tokens[at].dep == "ccomp" and tokens[governor].head == governor)
    return statement.when if is_main else None


def _first_time(
    known: _Known, grown: Grown, verb: int, evidence: tuple[Span, ...], before: int | None = None
) -> When | None:
    """Find the date that a verb's clause says, of those in front of a token where one is given."""
    tokens, source = grown.tokens, grown.tree.source
    inner = frozenset(
        child
        for child in grown.below(verb)
        if child != verb and tokens[child].dep in (CLAUSES - {"xcomp"}) | {"conj"} and tokens[child].pos == "VERB"
    )
    for index in grown.below(verb, inner):
        when = known.times.get((source, tokens[index].start)) if before is None or index < before else None
        if when is not None and any(span.start <= tokens[index].start < span.end for span in evidence):
            return when
    return None
