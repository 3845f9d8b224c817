"""The words that a line may print for a relation or a link: those who take part, and the evidence's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from coursepack.model.anchors import Span
from coursepack.model.claims import Entity, Link, Relation, Statement
from coursepack.model.wording import Inserted, Quoted, plain
from coursepack.verifier.forms import is_denial, is_form, is_helper
from coursepack.verifier.lookup import Lookup, within
from coursepack.verifier.told import MARK, Telling, joined, tokens

__all__ = ["link_tellings", "relation_tellings"]

_LONGEST = 12
"""Words from a verb's first to its last."""
_JOINTS = frozenset({"and", "but", "so", "then"})
_PRONOUNS = frozenset({"he", "it", "she", "they"})
_OWNING = ("'s", "’s", "'", "’")


def relation_tellings(relation: Relation, look: Lookup) -> tuple[Telling, ...]:
    """Print who, whom, then the verb in the evidence's own words, then the date or not: "A → B: struck, 1911"."""
    actors = list(_parties(relation.actor, relation.evidence, look))
    targets = list(_parties(relation.target, relation.evidence, look)) if relation.target is not None else [Telling(())]
    verbs = [Telling(words) for words in dict.fromkeys(_verbs(relation))]
    whens = [Telling(())]
    if relation.when is not None:
        whens.insert(0, Telling(tokens(relation.when.text)))
    return tuple(joined(*parts, needs="arrow") for parts in product(actors, targets, verbs, whens))


def _parties(value: str, evidence: Sequence[Span], look: Lookup) -> Iterator[Telling]:
    """Name an entity by a mention in the evidence, or in brackets by its name; other words stand in the evidence."""
    entity = look.entities.get(value)
    if entity is None:
        yield Telling(tokens(value))
        return
    quotes = [plain(span.quote) for span in entity.mentions if within(span, evidence)]
    yield from (Telling(words) for words in dict.fromkeys(tokens(quote) for quote in quotes))
    if entity.cased and entity.name in quotes:
        yield Telling((MARK,), (_shown(entity),))
    yield from _bracketed(entity, evidence)


def _shown(entity: Entity) -> str:
    return f"[{entity.cased or entity.name}]"


def _bracketed(entity: Entity, evidence: Sequence[Span]) -> Iterator[Telling]:
    spans = (span for span in (*entity.evidence, *entity.mentions) if plain(span.quote) == entity.name)
    source = next(spans, None)
    if source is not None:
        yield Telling((MARK,), (_shown(entity),), () if within(source, evidence) else (source,))


def _verbs(relation: Relation) -> Iterator[tuple[str, ...]]:
    """Yield the runs of the evidence's words from a form of the verb's first word to one of its last."""
    said = [word for span in relation.evidence for word in tokens(plain(span.quote))]
    wanted = [word.casefold() for word in tokens(relation.verb)]
    needs_denial = "not" in wanted
    wanted = [word for word in wanted if word != "not"]
    if not wanted:
        return
    for at, word in enumerate(said):
        if not is_form(wanted[0], word.casefold()):
            continue
        for end in range(at, min(len(said), at + _LONGEST)):
            if not _has_forms(said[at : end + 1], wanted):
                continue
            yield from _begun(said, at, end + 1, needs_denial=needs_denial)


def _begun(said: Sequence[str], at: int, end: int, *, needs_denial: bool) -> Iterator[tuple[str, ...]]:
    """Yield the run from the verb, from each of its helpers, and from a denial up to three words before it."""
    denials = [near for near in range(max(0, at - 3), at) if is_denial(said[near])]
    starts = []
    for near in (at, *denials):
        starts.append(near)
        while starts[-1] > 0 and is_helper(said[starts[-1] - 1]):
            starts.append(starts[-1] - 1)
    for start in dict.fromkeys(starts):
        if not needs_denial or any(is_denial(word) for word in said[start:end]):
            yield tuple(said[start:end])


def _has_forms(run: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether the run has the verb's words in order, the last as its last."""
    rest = iter(run)
    is_said = all(any(is_form(lemma, word.casefold()) for word in rest) for lemma in wanted)
    return is_said and is_form(wanted[-1], run[-1].casefold())


def link_tellings(link: Link, look: Lookup) -> tuple[Telling, ...]:
    """Print both ends, in the direction of the arrow between them, and the evidence where no statement is beside it."""
    first = list(_ends(link.from_, _around_cue(link, link.cause), look))
    ahead = [span for span in link.cause if span.end <= link.cue.start]
    if link.kind == "purpose" and ahead and len(ahead) < len(link.cause):
        # What a sentence says after the purpose is no part of the act.
        first += _ends(link.from_, ahead, look)
    second = list(_ends(link.to, _around_cue(link, link.effect), look))
    whole = Telling(tuple(word for span in link.evidence for word in tokens(plain(span.quote))))
    if link.kind == "contrast":
        sides = product(_held(link, 0, first, look), _held(link, 1, second, look))
        return tuple(joined(*parts, needs="versus") for parts in sides)
    if link.kind == "purpose":
        return tuple(joined(*parts, needs="arrow") for parts in product(first, _with_cue(link, second)))
    onward = [joined(*parts, needs="arrow") for parts in product(first, second)]
    back = [joined(*parts, needs="arrow.back") for parts in product(second, first)]
    return tuple(chosen for each in (*onward, *back) for chosen in (each, joined(each, whole, needs=each.needs)))


def _around_cue(link: Link, spans: Sequence[Span]) -> Sequence[Span]:
    """Count a cue that stands between two pieces of a cause or an effect as a part of it."""
    if link.kind != "cause":
        return spans
    near = [span for span in spans if span.source == link.cue.source]
    if not near or link.cue.start < near[0].end or near[-1].start < link.cue.end:
        return spans
    at = next(order for order, span in enumerate(spans) if span.start >= link.cue.end)
    return (*spans[:at], link.cue, *spans[at:])


def _ends(claim: str, spans: Sequence[Span], look: Lookup) -> Iterator[Telling]:
    """Tell an end by its own words, then with the names that its statement puts in a pronoun's place."""
    statement = look.claims.get(claim)
    if not isinstance(statement, Statement):
        return
    if spans:
        said = list(_said(statement, spans, look))
        said += [_rest(end) for end in said if end.words and end.words[0].casefold() in _JOINTS]
        said += [_rest(end) for end in said if end.words[:1] == ("that",)]
        for end in said:
            yield end
            if end.words and end.words[0].casefold() in _PRONOUNS:
                for name, span in look.named_before(spans[0]):
                    yield joined(Telling((MARK,), (f"[{name}]",), (span,)), _rest(end))
        return
    whole = _whole(statement)
    yield whole
    if whole.words and whole.words[0].casefold() in _JOINTS:
        yield Telling(whole.words[1:], whole.insertions)


def _said(statement: Statement, spans: Sequence[Span], look: Lookup) -> Iterator[Telling]:
    """Tell the words of the spans, then with the names that their statement puts in a pronoun's place."""
    yield Telling(tuple(word for span in spans for word in tokens(plain(span.quote))))
    named = _named(statement, spans, look)
    if named.insertions:
        yield named


def _rest(end: Telling) -> Telling:
    return Telling(end.words[1:], end.insertions, end.cited)


def _whole(statement: Statement) -> Telling:
    words: list[str] = []
    inserted = []
    for part in statement.wording:
        if isinstance(part, Quoted):
            words += tokens(plain(part.span.quote))
        elif isinstance(part, Inserted):
            words.append(MARK)
            inserted.append(f"[{part.text}]")
    return Telling(tuple(words), tuple(inserted))


def _named(statement: Statement, spans: Sequence[Span], look: Lookup) -> Telling:
    """Go through the end's words, and put each insertion where the statement has it instead of what stands there."""
    words: list[str] = []
    inserted: list[Inserted] = []
    for span in spans:
        at, text = span.start, look.texts[span.source].text
        for begin, end, part in _replaced(statement, span.source):
            if begin >= span.end or end <= at:
                continue
            words += tokens(plain(text[at : max(at, begin)]))
            words.append(MARK)
            inserted.append(part)
            at = max(at, min(end, span.end))
        words += tokens(plain(text[at : span.end]))
    cited = (part.span for part in inserted)
    return Telling(tuple(words), tuple(f"[{part.text}]" for part in inserted), tuple(cited))


def _replaced(statement: Statement, source: str) -> Iterator[tuple[int, int, Inserted]]:
    """Yield for each insertion the characters between the quotes around it, or its own where they lie there."""
    at = statement.evidence[0].start
    for order, part in enumerate(statement.wording):
        if isinstance(part, Quoted) and part.span.source == source:
            at = part.span.end
        elif isinstance(part, Inserted):
            rest = statement.wording[order + 1 :]
            ends = [each.span.start for each in rest if isinstance(each, Quoted) and each.span.source == source][:1]
            if part.span.source == source and at <= part.span.start and all(part.span.end <= end for end in ends):
                yield part.span.start, part.span.end, part
                at = part.span.end
            elif ends and at < ends[0]:
                yield at, ends[0], part


def _with_cue(link: Link, ends: Iterable[Telling]) -> Iterator[Telling]:
    """Tell a purpose with the cue before it, or where it stands in it ("partly to pay its debts")."""
    yield from ends
    spans = sorted({link.cue, *link.effect}, key=lambda span: (span.source, span.start))
    whole = Telling(tuple(word for span in spans for word in tokens(plain(span.quote))))
    yield whole
    if whole.words[0].casefold() in _JOINTS:
        yield _rest(whole)


def _held(link: Link, order: int, ends: Iterable[Telling], look: Lookup) -> Iterator[Telling]:
    """Tell a position after its holder's name, which may then be cut from its beginning; or without a holder."""
    holder = look.entities.get(link.holders[order] or "") if len(link.holders) == 2 else None
    quotes = [tokens(plain(span.quote)) for span in holder.mentions if within(span, link.evidence)] if holder else []
    for end in ends:
        yield end
        if holder is not None and holder.cased:
            yield joined(Telling((MARK,), (_shown(holder),)), end)
        for name in dict.fromkeys(quotes):
            yield joined(Telling(name), end)
            rest = _after(name, end.words)
            if rest is not None:
                yield Telling(name + rest, end.insertions, end.cited)


def _after(name: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Cut a name, with or without "the" and its "'s", from the beginning."""
    if words and words[0].casefold() == "the" and name[0].casefold() != "the":
        words = words[1:]
    head, last = words[: len(name) - 1], words[len(name) - 1 : len(name)]
    if head != name[:-1] or not last:
        return None
    is_owner = any(last[0] == name[-1] + sign for sign in _OWNING)
    return words[len(name) :] if last[0] == name[-1] or is_owner else None
