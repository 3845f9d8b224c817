"""What a temporal expression dates: the noun that it hangs from ("the crisis of 1958"), or the clause."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursepack.language.grammar import CLAUSES, SUBJECTS, Grown
from coursepack.language.lexicons import rows, values

__all__ = ["Host", "host_of", "is_apart"]

_EVENTS = frozenset(row["word"] for row in rows("name_heads") if row["kind"] == "campaign")
"""Nouns of what happens at a time: "war", "treaty", "famine"."""
_HAPPENINGS = _EVENTS | values("happenings", "noun")
"""Of these a date can be told alone where the sentence only counts from it."""
_BOUNDS = values("happenings", "bound")
_PHRASE = frozenset({"nmod", "nmod:unmarked", "nummod", "appos", "dep", "parataxis", "compound", "nmod:desc", "amod"})
"""How a date hangs from the noun that it dates."""
_ASIDE = CLAUSES | {"appos", "conj", "cc", "punct", "parataxis"}
_LONGEST = 14
"""Tokens of a phrase that stands alone on a line."""


class Host(Struct, frozen=True, kw_only=True):
    head: int
    is_noun: bool
    indexes: tuple[int, ...]
    """Of a noun, the phrase with its date; of a clause, none."""


def host_of(grown: Grown, date: tuple[int, int], campaigns: Mapping[int, tuple[int, int]]) -> Host:
    """Find what a date's tokens, first and last, date.

    `campaigns` are the names of what happens at a time: by last token, the first and the head.
    """
    tokens = grown.tokens
    first, last = date
    beside = _named_beside(grown, first, campaigns)
    if beside is not None:
        return Host(head=beside[1], is_noun=True, indexes=_closed(grown, beside[0], last))
    at = first
    while tokens[at].head != at and first <= tokens[at].head <= last:
        at = tokens[at].head
    above = tokens[at].head
    # A date of two ends can hang by either: "in the war from 1959 to 1961".
    while tokens[at].dep in _PHRASE and above != at and _is_date(grown, above):
        at, above = above, tokens[above].head
    noun = tokens[at].dep in _PHRASE or _is_beside(grown, first, above)
    is_counted = is_apart(grown, at)
    is_event = _is_event(grown, above, campaigns) or (is_counted and tokens[above].lemma.casefold() in _HAPPENINGS)
    if is_counted and not is_event:
        return Host(head=above, is_noun=False, indexes=())
    if noun and is_event and above != at:
        phrase = _phrase(grown, above, date)
        if phrase:
            return Host(head=above, is_noun=True, indexes=phrase)
    while tokens[at].head != at and tokens[at].dep not in (*CLAUSES, "conj", "root"):
        if tokens[at].dep in SUBJECTS:
            break
        at = tokens[at].head
    return Host(head=at, is_noun=False, indexes=())


def is_apart(grown: Grown, index: int) -> bool:
    """Tell whether a date hangs from what its clause is only counted from: "after his death in 1924, they fled"."""
    tokens = grown.tokens
    at = index
    while tokens[at].dep == "case" or (tokens[at].dep in _PHRASE and tokens[at].name.endswith("DATE")):
        at = tokens[at].head
    if at == index or tokens[at].pos not in ("NOUN", "PROPN") or _is_date(grown, at):
        return False
    return any(tokens[child].text.casefold() in _BOUNDS for child in grown.children[at] if tokens[child].dep == "case")


def _is_date(grown: Grown, index: int) -> bool:
    return grown.tokens[index].name.endswith("DATE")


def _is_beside(grown: Grown, first: int, noun: int) -> bool:
    """Tell whether a bracket, or nothing, stands between a noun and its date: "the Second Crisis (1958)"."""
    between = [token.text for token in grown.tokens[noun + 1 : first]]
    return noun < first and all(text in ("(", "[", "of", "in", "from", ",") for text in between)


def _named_beside(grown: Grown, first: int, campaigns: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """Find the name that a date stands right behind, whatever the tree hangs it from: "the Long March (1934)"."""
    texts = [token.text.casefold() for token in grown.tokens[max(first - 1, 0) : first + 1]]
    if texts[-1] in ("from", "between"):
        return campaigns.get(first - 1)
    return campaigns.get(first - 2) if texts[0] in ("(", "[", "of") else None


def _closed(grown: Grown, first: int, last: int) -> tuple[int, ...]:
    tokens = grown.tokens
    is_open = last + 1 < len(tokens) and tokens[last + 1].text in (")", "]")
    return tuple(range(_opened(grown, first), last + 2 if is_open else last + 1))


def _opened(grown: Grown, first: int) -> int:
    """Take in the article and the owner that stand before a name: "Mao's Great Leap Forward"."""
    tokens = grown.tokens
    head = tokens[first].head
    while first and (tokens[first - 1].pos == "DET" or tokens[first - 1].tag == "POS" or _owns(grown, first - 1, head)):
        first -= 1
    return first


def _owns(grown: Grown, index: int, head: int) -> bool:
    return grown.tokens[index].dep in ("nmod:poss", "det") and grown.tokens[index].head >= head


def _is_event(grown: Grown, index: int, campaigns: Mapping[int, tuple[int, int]]) -> bool:
    token = grown.tokens[index]
    is_named = any(index == head for _, head in campaigns.values())
    return is_named or (token.pos in ("NOUN", "PROPN") and token.lemma.casefold() in _EVENTS)


def _phrase(grown: Grown, noun: int, date: tuple[int, int]) -> tuple[int, ...]:
    """Give the noun with what stands before it, and all to the date's end; () where other matter stands between."""
    tokens = grown.tokens
    before = [
        each
        for child in grown.children[noun]
        if child < noun and tokens[child].dep not in _ASIDE and not _is_case(grown, child)
        for each in grown.below(child)
    ]
    first = min((*before, noun, date[0]))
    # "Especially after the death": what stands before the preposition is no part of the noun.
    first = max((first, *(child + 1 for child in grown.children[noun] if child < noun and _is_case(grown, child))))
    last = max(noun, date[1])
    while first < noun and (_is_case(grown, first) or tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ")):
        first += 1
    inner = _closed(grown, first, last)
    has_verb = any(tokens[index].pos in ("VERB", "AUX") and tokens[index].dep in CLAUSES for index in inner)
    return inner if len(inner) <= _LONGEST and not has_verb else ()


def _is_case(grown: Grown, index: int) -> bool:
    return grown.tokens[index].dep == "case" and grown.tokens[index].tag != "POS"
