"""Shortening: a statement's wording is its sentence with what can go left out, and names in brackets for pronouns.

What must stay is never dropped, whatever rule would: numbers, names, dates, negations and hedges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground, Grove, Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.names import untitled
from coursepack.model.anchors import is_within
from coursepack.model.claims import Entity, Statement
from coursepack.model.pack import Pack
from coursepack.model.trees import Reference, Token
from coursepack.model.wording import Inserted, Part, Quoted, plain, printed
from coursepack.notices import Log

SUMMARY = "wordings without asides and fillers, with [the name] for a pronoun"
NEEDS = ("references", "statements", "trees")
MAKES = ("wordings",)

SURE = 0.6
"""References below this confidence are not printed."""
SURE_OF_THINGS = 0.7
_SOUNDS = frozenset({"uh", "um", "er", "erm", "uhm"})
"""No words at all, whatever the tagger takes them for."""
_HEDGES = values("function_words", "hedge")
_NEGATIONS = values("function_words", "negation")
_MARKERS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _row in rows("markers"):
    _words = tuple(_row["marker"].replace("'", " '").split())
    _MARKERS.setdefault(_words[0], []).append((_words, _row["kind"]))
for _found in _MARKERS.values():
    _found.sort(key=lambda each: -len(each[0]))


class _Names(Struct, frozen=True, kw_only=True):
    """Where to find the name to put in a pronoun's place."""

    entities: Mapping[str, Entity]
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
    grove = Grove(pack)
    statements = []
    for statement in pack.statements:
        told = _Told(statement=statement, grown=grove.grown[grove.place(statement.wording)])
        statements.append(_compressed(pack, ground, names, told, references.get(told.grown.tree.source, [])))
    return replace(pack, statements=tuple(statements))


class _Told(Struct, frozen=True, kw_only=True):
    statement: Statement
    grown: Grown


def _compressed(pack: Pack, ground: Ground, names: _Names, told: _Told, references: Sequence[Reference]) -> Statement:
    statement, grown = told.statement, told.grown
    tokens = grown.tokens
    quoted = [(part.span.start, part.span.end) for part in statement.wording if isinstance(part, Quoted)]
    indexes = [index for index, token in enumerate(tokens) if any(start <= token.start < end for start, end in quoted)]
    body = [isinstance(part, Quoted) and part.span.start >= tokens[0].start for part in statement.wording]
    lead = statement.wording[: body.index(True)]
    tail = statement.wording[len(body) - body[::-1].index(True) :]
    dropped = _dropped(grown, indexes)
    kept = _tidied(tokens, [index for index in indexes if index not in dropped])
    if not kept:
        kept, dropped = indexes, set()
    swaps = _swaps(pack, names, told, kept, references)
    statement = _placed(names, told, kept, swaps, references)
    if not dropped and not swaps and kept == indexes:
        return statement
    wording: list[Part] = list(lead)
    run: list[int] = []
    for index in kept:
        if index in swaps:
            if run:
                wording.extend(ground.quotes(grown.tree, run))
                run = []
            wording.append(swaps[index])
        else:
            run.append(index)
    if run:
        wording.extend(ground.quotes(grown.tree, run))
    wording.extend(tail)
    evidence = list(statement.evidence)
    evidence += [swap.span for _, swap in sorted(swaps.items()) if not is_within(swap.span, evidence)]
    return replace(
        statement,
        text=printed(tuple(wording)),
        wording=tuple(wording),
        evidence=tuple(dict.fromkeys(evidence)),
        made_by="statements, compress",
    )


def _placed(
    names: _Names, told: _Told, kept: Sequence[int], swaps: Mapping[int, Inserted], references: Sequence[Reference]
) -> Statement:
    """Take back a subject or object that only an unprinted pronoun names: the pronoun itself stands there again."""
    statement, tokens = told.statement, told.grown.tokens
    printed_spans = [*statement.evidence, *(swap.span for swap in swaps.values())]
    pronouns = {
        reference.entity: tokens[index].text
        for index in kept
        if (reference := _reference_at(references, tokens[index].start)) is not None
    }
    changes: dict[str, str | None] = {}
    said = " ".join(tokens[index].text for index in kept).casefold()
    for role in ("subject", "object"):
        value = getattr(statement, role) or ""
        entity = names.entities.get(value)
        if entity is None and not all(word in said for word in value.casefold().split()):
            changes[role] = None  # words that the speaker took back
        if entity is not None and not any(is_within(span, printed_spans) for span in entity.mentions):
            changes[role] = pronouns.get(entity.id)
    return replace(statement, **changes) if changes else statement


def _reference_at(references: Sequence[Reference], start: int) -> Reference | None:
    at = bisect_left(references, start, key=lambda each: each.start)
    return references[at] if at < len(references) and references[at].start == start else None


def _dropped(grown: Grown, indexes: Sequence[int]) -> set[int]:
    """List the tokens that can go: markers, fillers, restarts and interjections; never what must stay."""
    tokens = grown.tokens
    low = [tokens[index].text.casefold() for index in indexes]
    dropped: set[int] = set()
    at, is_start = 0, True
    while at < len(indexes):
        repaired = _repair(tokens, indexes, low, at)
        if repaired:
            dropped.update(indexes[repaired[0] : repaired[1]])
            at = repaired[1]
            continue
        length = _marker(tokens, indexes, low, at, is_start=is_start) or _restart(tokens, indexes, low, at)
        if length and (
            low[at] in _SOUNDS or not any(_must_stay(tokens[indexes[each]]) for each in range(at, at + length))
        ):
            dropped.update(indexes[at : at + length])
            # A parenthesis takes both its commas with it, but for the one before "not" or "but".
            follows = low[at + length] if at + length < len(low) else ""
            is_turn = follows in _NEGATIONS or follows in ("but", "and", "or")
            if at and low[at + length - 1] == "," and low[at - 1] == "," and not is_turn:
                dropped.add(indexes[at - 1])
            at += length
            continue
        is_start = is_start and (tokens[indexes[at]].pos == "PUNCT")
        at += 1
    dropped.update(
        index
        for index in indexes
        if tokens[index].dep in ("discourse", "reparandum")
        and tokens[index].pos == "INTJ"
        and not _must_stay(tokens[index])
    )
    return dropped if len(dropped) < len(indexes) else set()


def _marker(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int, *, is_start: bool) -> int:
    """Give the length in tokens of a discourse marker here, else 0."""
    for marker, kind in _MARKERS.get(low[at], ()):
        if tuple(low[at : at + len(marker)]) != marker:
            continue
        end = at + len(marker)
        after = low[end] if end < len(low) else ""
        if kind == "start":
            # "So" and "now" with a comma are markers; without one only conjunctions are.
            is_conjunction = tokens[indexes[at]].dep in ("cc", "discourse")
            # "So the plan failed", but not "So far" or "So many".
            is_so = (
                low[at] == "so"
                and end < len(low)
                and tokens[indexes[end]].pos in ("DET", "PRON", "PROPN", "NOUN", "ADP")
            )
            if is_start and (after == "," or is_conjunction or is_so) and end < len(low) - 1:
                return len(marker) + (after == ",")
            continue
        before = low[at - 1] if at else ","
        fillers = (
            before in (",", "-", "–", "—")
            or after in (",", "-", "–", "—")
            or marker[0] in _SOUNDS
            or marker == ("sort", "of")
        )
        if fillers and (after != "that"):
            return len(marker) + (after == ",")
    return 0


_REPAIRS = (("no",), ("sorry",), ("or", "rather"), ("i", "mean"), ("excuse", "me"))


def _repair(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> tuple[int, int] | None:
    """Find what a speaker takes back ("a car, no, a truck factory"): give the run that goes, else None."""
    for words in _REPAIRS:
        end = at + len(words)
        if tuple(low[at:end]) != words or not at >= 2 or end + 1 >= len(low) or low[at - 1] != "," or low[end] != ",":
            continue
        after = tokens[indexes[end + 1]].pos
        # What is taken back begins like what replaces it, at the nearest such word, and is a phrase, not a clause.
        for begin in range(at - 2, max(at - 6, -1), -1):
            token = tokens[indexes[begin]]
            if token.pos in ("VERB", "AUX", "PUNCT") or _must_stay(token):
                break
            if token.pos == after:
                return begin, end + 1
    return None


def _restart(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> int:
    """Give the length of words that the speaker says again at once ("the, the plan"), else 0."""
    for length in (3, 2, 1):
        first = low[at : at + length]
        gap = 1 if at + length < len(low) and low[at + length] in (",", "-", "–", "—") else 0
        second = low[at + length + gap : at + 2 * length + gap]
        if first != second or len(second) < length or not all(word[:1].isalpha() for word in first):
            continue
        # "had had" and "that that" are grammar, and a repeated adjective is emphasis ("very, very").
        if length == 1 and (
            tokens[indexes[at]].pos in ("ADV", "ADJ", "AUX", "NOUN", "PROPN", "VERB") or first[0] == "that"
        ):
            continue
        return length + gap
    return 0


def _must_stay(token: Token) -> bool:
    word = token.text.casefold()
    return (
        token.pos in ("NUM", "PROPN")
        or bool(token.name)
        or word in _NEGATIONS
        or word in _HEDGES
        or any(character.isdigit() for character in word)
    )


def _tidied(tokens: Sequence[Token], kept: list[int]) -> list[int]:
    """Take off punctuation that the droppings left at the beginning, or doubled."""
    out: list[int] = []
    for index in kept:
        text = tokens[index].text
        if text in (",", ";", ":", "-", "–", "—", ".") and (
            not out or tokens[out[-1]].text in (",", ";", "-", "–", "—")
        ):
            if out and text == ".":
                out[-1] = index
            continue
        out.append(index)
    return out


def _names(pack: Pack) -> _Names:
    owners: dict[str, list[tuple[str, int, int, str]]] = {}
    for entity in pack.entities:
        for span in entity.mentions:
            owners.setdefault(span.source, []).append((span.source, span.start, span.end, entity.id))
    for found in owners.values():
        found.sort(key=lambda each: each[1])
    return _Names(entities={entity.id: entity for entity in pack.entities}, owners=owners)


def _swaps(
    pack: Pack, names: _Names, told: _Told, kept: Sequence[int], references: Sequence[Reference]
) -> dict[int, Inserted]:
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
    done: set[str] = set()
    for index in kept:
        token = tokens[index]
        if token.pos not in ("PRON", "DET"):
            continue
        reference = _reference_at(references, token.start)
        if reference is None or reference.end != token.end or reference.confidence < SURE or reference.entity in done:
            continue
        done.add(reference.entity)
        if said.get(reference.entity, token.start) < token.start:
            continue
        is_possessive = "Poss=Yes" in token.morph or token.dep == "nmod:poss"
        if token.text.casefold().endswith(("self", "selves")):
            continue
        # Things and groups are often meant by "it" and "them" without a name; as subjects they rarely mislead.
        is_person = token.text.casefold() in ("he", "him", "she", "her", "his")
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
        span for span in entity.mentions if span.source == reference.source and untitled(plain(span.quote)) in described
    ]
    # The nearest before, then the others: a name said later is still the name.
    spans.sort(key=lambda span: (span.start > reference.start, abs(span.start - reference.start)))
    for span in spans:
        owned = text.text[span.end : span.end + 2] in ("'s", "’s")
        if "\n" in span.quote:
            continue
        if is_possessive and owned:
            whole = text.span(span.start, span.end + 2)
            return Inserted(text=plain(whole.quote), span=whole)
        if not is_possessive:
            return Inserted(text=plain(span.quote), span=span)
    return None
