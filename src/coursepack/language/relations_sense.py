"""What a verb or noun amounts to where it stands: alone, through what it governs, denied, or announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.language.relations_cast import Cast
from coursepack.language.relations_rows import Meaning, Row, noun_row, phrases, verb_row

__all__ = ["EMPTY", "SAYING", "Sense", "auxiliaries", "clauses", "is_denied", "is_said", "sense_of"]

SAYING = values("stances", "reported") | values("stances", "promised") | {"say", "announce", "tell", "declare"}
_WILL = frozenset({"will", "'ll", "’ll", "shall"})
_GAP = 3
"""Words that may stand between a verb and its particle."""
_CASES = frozenset({"at", "by", "for", "in", "into", "of", "on", "to", "with"})
"""Particles that are prepositions of the next phrase where they don't follow the verb at once."""
EMPTY = SAYING | {
    *("be", "become", "call", "consider", "describe", "do", "get", "have", "include", "involve", "know", "label"),
    *("associate", "characterise", "characterize", "remember", "represent"),
    *("make", "mean", "name", "number", "regard", "see", "term", "treat", "view"),
    *("author", "coin", "compose", "draw", "invent", "paint", "print", "publish"),
}
"""Verbs that say what somebody is, or what work was made, and not what was done to somebody."""


class Sense(Struct, frozen=True, kw_only=True):
    """What a verb or noun amounts to here, and where its target may stand."""

    head: int
    verb: str
    tokens: tuple[int, ...]
    meaning: Meaning
    places: tuple[tuple[int, tuple[str, ...]], ...]


def sense_of(cast: Cast, index: int, depth: int = 0) -> Sense | None:
    token = cast.tokens[index]
    row, more = _row_at(cast, index)
    if row is None and depth == 0 and token.pos == "VERB" and token.lemma.casefold() not in EMPTY:
        return _plain(cast, index)
    if row is None or depth > 3:
        return None
    words = row.lemma
    tokens: tuple[int, ...] = (index, *more)
    meaning: Meaning | None = row.meaning
    places = [(index, row.slots), *((each, row.slots) for each in more)]
    inner = _inner(cast, index, row, depth)
    if inner is not None:
        mark = "" if cast.tokens[inner.head].pos == "NOUN" else "to " if cast.is_purpose(inner.head) else None
        if mark is not None:
            words += f" {mark}{inner.verb}"
            tokens += inner.tokens
        if row.taken:
            meaning = _taken(row, inner.meaning)
            places = [*inner.places, *places]
    is_empty = row.taken in ("=", "~") and inner is None and "obj+self" not in row.slots
    if meaning is None or (is_empty and meaning.category is None):
        return None
    if is_denied(cast, index):
        words = f"not {words}"
        meaning = _denied(meaning)
    elif _is_future(cast, index):
        meaning = _ahead(meaning)
    return Sense(head=index, verb=words, tokens=tokens, meaning=meaning, places=tuple(places))


def _row_at(cast: Cast, index: int) -> tuple[Row | None, tuple[int, ...]]:
    """Find a verb's row, the longest whose words follow it, and those words: "turned the offer down"."""
    lemma = cast.tokens[index].lemma
    found = [(row, more) for row in phrases(lemma) if (more := _following(cast, index, row.lemma.split()[1:]))]
    # Of two that are as long, the one whose words stand nearer: "gave up Java in 1949" is no "give in".
    row, more = min(found, key=lambda each: (-len(each[1]), each[1][-1])) if found else (None, ())
    return row or verb_row(lemma) or verb_row(cast.tokens[index].text), more


def _following(cast: Cast, index: int, words: Sequence[str]) -> tuple[int, ...]:
    """Find words behind a verb, in order, with little between them and no other verb or comma."""
    found: list[int] = []
    at = index
    for word in words:
        for step in range(1, _GAP + 2):
            following = at + step
            if following >= len(cast.tokens) or cast.tokens[following].pos in ("VERB", "AUX", "PUNCT"):
                return ()
            token = cast.tokens[following]
            if step > 1 and word in _CASES and word == words[-1] and token.dep == "case":
                return ()
            if word in (token.text.casefold(), token.lemma.casefold()):
                found.append(following)
                at = following
                break
        else:
            return ()
    return tuple(found)


def _plain(cast: Cast, index: int) -> Sense | None:
    """Take a verb without a row for one of no category, where what it acts on is a party itself."""
    grown = cast.grown
    particle = grown.child(index, "compound:prt")
    thing = grown.child(index, "nsubj:pass" if cast.is_passive(index) else "obj")
    if thing is None or not cast.is_party(thing) or cast.is_own(thing):
        return None
    if grown.child(index, "xcomp", "ccomp") is not None:
        return None
    tokens = (index,) if particle is None else (index, particle)
    verb = " ".join(cast.tokens[each].lemma for each in tokens)
    return Sense(
        head=index,
        verb=f"not {verb}" if is_denied(cast, index) else verb,
        tokens=tokens,
        meaning=Meaning(category=None, polarity=0),
        places=((index, ("obj", "only")),),
    )


def _inner(cast: Cast, index: int, row: Row, depth: int) -> Sense | None:
    """Find what a verb governs that has a meaning of its own: "launched an attack", "refused to support"."""
    if row.taken:
        for thing in _things(cast, index):
            # "a mediation effort", "an aid program": the noun before it tells.
            child, noun = next(
                (
                    (each, found)
                    for each in (thing, cast.grown.child(thing, "compound"), *cast.after(thing, "of"))
                    if each is not None
                    and each not in cast.named
                    and (found := noun_row(cast.tokens[each].lemma)) is not None
                ),
                (thing, None),
            )
            if noun is not None:
                tokens = (child,)
                # Who has the support of France is supported by it.
                places = ((thing, tuple(each for each in noun.slots if row.lemma != "have" or each != "of")),)
                return Sense(head=child, verb=noun.lemma, tokens=tokens, meaning=noun.meaning, places=places)
    if row.taken or "inf" in row.slots:
        for child in clauses(cast, index):
            subject = cast.grown.child(child, "nsubj", "nsubj:pass")
            controlled = cast.grown.child(index, "obj")
            if subject is None and (controlled is None or not cast.is_party(controlled)):
                sense = sense_of(cast, child, depth + 1)
                if sense is not None:
                    return sense
    return None


def _things(cast: Cast, index: int) -> Iterator[int]:
    for child in cast.grown.children[index]:
        token = cast.tokens[child]
        if token.dep in ("obj", "nsubj:pass") or (token.dep == "obl" and token.lemma == "war"):
            yield child


def clauses(cast: Cast, index: int) -> Iterator[int]:
    for child in cast.grown.children[index]:
        dep = cast.tokens[child].dep
        if dep in ("xcomp", "ccomp", "acl") or (dep in ("advcl", "csubj") and cast.is_purpose(child)):
            yield child


def _taken(row: Row, inner: Meaning) -> Meaning | None:
    """Settle the category of a verb that takes it from what it governs."""
    if row.taken == "!":
        if inner.polarity < 0:
            return Meaning(category="CONCEDE", polarity=1)
        return Meaning(category="SANCTION", polarity=-1) if inner.polarity > 0 else row.meaning
    if row.taken == "~":
        return _ahead(inner)
    if row.meaning.category == "AGREE":
        return row.meaning if inner.polarity >= 0 else Meaning(category="THREATEN", polarity=-1)
    return inner if inner.category else row.meaning


def is_denied(cast: Cast, index: int) -> bool:
    """Tell whether a verb is denied; "not only" denies nothing."""
    tokens = cast.tokens
    is_only = any(
        tokens[child].text.casefold() == "not" and child + 1 < len(tokens) and tokens[child + 1].text == "only"
        for child in cast.grown.children[index]
    )
    return not is_only and cast.grown.is_negated(index)


def _denied(meaning: Meaning) -> Meaning:
    """Say what not doing something amounts to: no help is a refusal, no attack is nothing."""
    if meaning.polarity > 0:
        return Meaning(category="REJECT", polarity=-1)
    return Meaning(category=None, polarity=0)


def _ahead(meaning: Meaning) -> Meaning:
    """Say what announcing something amounts to: help that will come is agreed to, an attack is a threat."""
    if meaning.polarity == 0:
        return meaning
    positive = meaning.polarity > 0
    return Meaning(category="AGREE" if positive else "THREATEN", polarity=1 if positive else -1)


def auxiliaries(cast: Cast, index: int) -> set[str]:
    """List auxiliaries, in lower case; a conjunct without any shares the first verb's."""
    own = {
        cast.tokens[child].text.casefold()
        for child in cast.grown.children[index]
        if cast.tokens[child].dep in ("aux", "aux:pass")
    }
    token = cast.tokens[index]
    if not own and token.dep == "conj" and token.head != index and token.tag == "VB":
        return auxiliaries(cast, token.head)
    return own


def is_said(cast: Cast, index: int) -> bool:
    token = cast.tokens[index]
    while token.dep in ("conj", "xcomp") and cast.tokens[token.head] is not token:
        token = cast.tokens[token.head]
    head = cast.tokens[token.head]
    if any(
        cast.tokens[child].dep == "parataxis" and cast.tokens[child].lemma.casefold() in SAYING
        for child in cast.grown.children[index]
    ):
        return True
    return token.dep == "ccomp" and head.lemma.casefold() in SAYING


def _is_future(cast: Cast, index: int) -> bool:
    found = auxiliaries(cast, index)
    return bool(found & _WILL) or ("would" in found and is_said(cast, index))
