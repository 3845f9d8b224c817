"""Shortening: a statement's wording is its sentence with what can go left out, and names in brackets for pronouns.

What must stay is never dropped, whatever rule would: numbers, names, dates, negations and hedges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.fillers import fillers
from coursepack.language.grammar import Ground, Grove, Grown, Misheard, cited
from coursepack.language.names import untitled
from coursepack.language.shortening import spare
from coursepack.language.staying import has_capital_inside, must_stay
from coursepack.model.anchors import is_within
from coursepack.model.claims import Entity, Statement
from coursepack.model.pack import Pack
from coursepack.model.trees import Reference, Token
from coursepack.model.wording import Inserted, Part, Quoted, plain, printed
from coursepack.notices import Log

SUMMARY = "wordings without asides and fillers, with [the name] for a pronoun"
NEEDS = ("references", "repairs", "statements", "times", "trees")
MAKES = ("wordings",)

SURE = 0.6
"""References below this confidence are not printed."""
SURE_OF_THINGS = 0.7


class _Names(Struct, frozen=True, kw_only=True):
    """Where to find the name to put in a pronoun's place."""

    entities: Mapping[str, Entity]
    misheard: Misheard
    owners: Mapping[str, list[tuple[str, int, int, str]]]
    """By source: each mention's sort key, start, end and entity, sorted by start."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Evidence gains the spans that insertions quote; a statement with nothing to drop is unchanged."""
    ground = Ground(pack)
    names = _names(pack)
    references: dict[str, list[Reference]] = {}
    for reference in pack.references:
        references.setdefault(reference.source, []).append(reference)
    for found in references.values():
        found.sort(key=lambda each: each.start)
    dates: dict[str, list[tuple[int, int]]] = {}
    for time in pack.times:
        for span in time.evidence:
            dates.setdefault(span.source, []).append((span.start, span.end))
    for spans in dates.values():
        spans.sort()
    grove = Grove(pack)
    statements = []
    for statement in pack.statements:
        grown, indexes = grove.find(statement.wording)
        source = grown.tree.source
        told = _Told(
            statement=statement,
            grown=grown,
            indexes=indexes,
            references=references.get(source, ()),
            dates=dates.get(source, ()),
        )
        statements.append(_compressed(pack, ground, names, told))
    return replace(pack, statements=tuple(statements))


class _Told(Struct, frozen=True, kw_only=True):
    """A statement with its tree, and what its source says at which place: references and dates, by their starts."""

    statement: Statement
    grown: Grown
    indexes: Sequence[int]
    references: Sequence[Reference]
    dates: Sequence[tuple[int, int]]


def _compressed(pack: Pack, ground: Ground, names: _Names, told: _Told) -> Statement:
    statement, grown = told.statement, told.grown
    tokens = grown.tokens
    indexes = list(told.indexes)
    mended = names.misheard.within(grown.tree, indexes)
    names_said = {repair.evidence[-1] for repair in mended.values()}
    body = [
        part.span in names_said
        if isinstance(part, Inserted)
        else isinstance(part, Quoted) and part.span.start >= tokens[0].start
        for part in statement.wording
    ]
    lead = statement.wording[: body.index(True)]
    tail = statement.wording[len(body) - body[::-1].index(True) :]
    silent = fillers(grown, indexes)
    meant = [index for index in indexes if index not in silent]
    fixed = frozenset(
        index
        for index in meant
        if index in mended
        or must_stay(tokens[index])
        or has_capital_inside(grown, index)
        or _is_dated(told.dates, tokens[index])
    )
    dropped = silent | spare(grown, meant, fixed)
    kept = _tidied(tokens, [index for index in indexes if index not in dropped])
    if mended.keys() >= set(kept):
        kept, dropped = indexes, set()
    swaps = _swaps(pack, names, told, kept)
    statement = _placed(names, told, (kept, meant), swaps)
    if not dropped and not swaps and kept == indexes:
        return statement
    wording: list[Part] = list(lead)
    run: list[int] = []
    for index in kept:
        if index in swaps:
            if run:
                wording.extend(ground.worded(grown.tree, run))
                run = []
            wording.append(swaps[index])
        else:
            run.append(index)
    if run:
        wording.extend(ground.worded(grown.tree, run))
    wording.extend(tail)
    return replace(
        statement,
        text=printed(tuple(wording)),
        wording=tuple(wording),
        evidence=cited(statement.evidence, tuple(wording)),
        made_by="statements, compress",
    )


def _is_dated(dates: Sequence[tuple[int, int]], token: Token) -> bool:
    at = bisect_right(dates, token.start, key=lambda each: each[0]) - 1
    return at >= 0 and token.start < dates[at][1]


def _placed(
    names: _Names, told: _Told, words: tuple[Sequence[int], Sequence[int]], swaps: Mapping[int, Inserted]
) -> Statement:
    """Take back a subject or object that only an unprinted pronoun names: the pronoun itself stands there again.

    `words` are the tokens that are printed, and those with what was left out as spare: "cold winter" may stand for
    "very cold winter", but nothing that the speaker took back, or whose noun is not printed, stands for anything.
    """
    statement, tokens = told.statement, told.grown.tokens
    printed_spans = [*statement.evidence, *(swap.span for swap in swaps.values())]
    pronouns = {
        reference.entity: tokens[index].text
        for index in words[0]
        if (reference := _reference_at(told.references, tokens[index].start)) is not None
    }
    changes: dict[str, str | None] = {}
    said, meant = (" ".join(tokens[index].text for index in each).casefold() for each in words)
    for role in ("subject", "object"):
        value = getattr(statement, role) or ""
        entity = names.entities.get(value)
        own = value.casefold().split()
        if own and entity is None and not (all(word in meant for word in own) and own[-1] in said):
            changes[role] = None
        if entity is not None and not any(is_within(span, printed_spans) for span in entity.mentions):
            changes[role] = pronouns.get(entity.id)
    return replace(statement, **changes) if changes else statement


def _reference_at(references: Sequence[Reference], start: int) -> Reference | None:
    at = bisect_left(references, start, key=lambda each: each.start)
    return references[at] if at < len(references) and references[at].start == start else None


def _tidied(tokens: Sequence[Token], kept: list[int]) -> list[int]:
    """Take off punctuation that the droppings left at the beginning, doubled or behind an article, and words that they
    left doubled: "it's basically just, it's".
    """
    out: list[int] = []
    for index in kept:
        text = tokens[index].text
        if text in (",", ";", ":", "-", "–", "—", ".") and (
            not out or tokens[out[-1]].text in (",", ";", "-", "–", "—")
        ):
            if out and text == ".":
                out[-1] = index
            continue
        if text == "," and out[-1] != index - 1 and tokens[out[-1]].text.casefold() in ("a", "an", "the"):
            continue  # "a very, very good": both words went
        out.append(index)
    low = [tokens[index].text.casefold() for index in out]
    for at in range(2, len(out) - 2):
        is_again = low[at] == "," and low[at - 2 : at] == low[at + 1 : at + 3] and tokens[out[at - 2]].pos == "PRON"
        if is_again and out[at] != out[at - 1] + 1:
            return out[: at - 2] + out[at + 1 :]
    return out


def _names(pack: Pack) -> _Names:
    owners: dict[str, list[tuple[str, int, int, str]]] = {}
    for entity in pack.entities:
        for span in entity.mentions:
            owners.setdefault(span.source, []).append((span.source, span.start, span.end, entity.id))
    for found in owners.values():
        found.sort(key=lambda each: each[1])
    return _Names(entities={entity.id: entity for entity in pack.entities}, misheard=Misheard(pack), owners=owners)


def _swaps(pack: Pack, names: _Names, told: _Told, kept: Sequence[int]) -> dict[int, Inserted]:
    """Choose the names to print for pronouns: where the reference is sure and the statement has not named it yet."""
    grown = told.grown
    tokens = grown.tokens
    source = grown.tree.source
    begin = grown.tree.lead[0] if grown.tree.lead else tokens[kept[0]].start
    mine = names.owners.get(source, [])
    said = {
        entity: start
        for _, start, _, entity in reversed(
            mine[
                bisect_left(mine, begin, key=lambda each: each[1]) : bisect_right(
                    mine, tokens[kept[-1]].end, key=lambda each: each[1]
                )
            ]
        )
        if start < begin + 1 or any(tokens[index].start <= start < tokens[index].end for index in kept)
    }
    swaps: dict[int, Inserted] = {}
    # A part without a subject of its own has it before it in brackets already: "[Kent] denied that he had left".
    done = {told.statement.subject} if isinstance(told.statement.wording[0], Inserted) else set[str | None]()
    for index in kept:
        token = tokens[index]
        if token.pos not in ("PRON", "DET"):
            continue
        reference = _reference_at(told.references, token.start)
        if reference is None or reference.end != token.end or reference.confidence < SURE or reference.entity in done:
            continue
        done.add(reference.entity)
        if said.get(reference.entity, token.start) < token.start:
            continue
        is_possessive = "Poss=Yes" in token.morph or token.dep == "nmod:poss"
        is_person = token.text.casefold() in ("he", "him", "she", "her", "his")
        # "[Kent]'s ill" can be read, but "[Kent]'ll go" is no form of a name.
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_glued = not is_possessive and after[:1] in ("'", "’") and not (is_person and after[1:].casefold() == "s")
        if token.text.casefold().endswith(("self", "selves")) or (is_glued and not token.space):
            continue
        # Things and groups are often meant by "it" and "them" without a name; as subjects they rarely mislead.
        if not is_person and (not token.dep.startswith("nsubj") or reference.confidence < SURE_OF_THINGS):
            continue
        inserted = _inserted(pack, names, reference, is_possessive=is_possessive)
        if inserted is not None:
            swaps[index] = inserted
    return swaps


def _inserted(pack: Pack, names: _Names, reference: Reference, *, is_possessive: bool) -> Inserted | None:
    """Quote the nearest name before the pronoun; a possessive needs one that is said as a possessive ("Mao's")."""
    entity = names.entities[reference.entity]
    text = pack.texts[reference.source]
    described = {untitled(name) for name in (entity.name, *entity.aliases)}
    spans = [
        span
        for span in entity.mentions
        if span.source == reference.source
        and (untitled(plain(span.quote)) in described or names.misheard.at(span.source, span.start) is not None)
    ]
    # The nearest before, then the others: a name said later is still the name.
    spans.sort(key=lambda span: (span.start > reference.start, abs(span.start - reference.start)))
    for span in spans:
        repair = names.misheard.at(span.source, span.start)
        if repair is not None and not is_possessive:
            return Inserted(text=repair.name, span=repair.evidence[-1])
        owned = text.text[span.end : span.end + 2] in ("'s", "’s")
        if "\n" in span.quote:
            continue
        if is_possessive and owned:
            whole = text.span(span.start, span.end + 2)
            return Inserted(text=plain(whole.quote), span=whole)
        if not is_possessive:
            return Inserted(text=plain(span.quote), span=span)
    return None
