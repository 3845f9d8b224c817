"""Whether a sentence that has a term says what it is, or only goes on about it."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.definitions_words import Definition
from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows, values
from coursepack.language.term_ranking import Place

__all__ = ["says_what"]

_POINTING = frozenset({"this", "that", "these", "those", "another", "some", "many", "most", "few", "several"})
_GOES_ON = frozenset({"also", "another", "still", "again", "too", "therefore", "however", "thus"})
_SURE_TO = frozenset({"would", "must", "should", "might", "will", "shall"})
_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns"))
_SAYING = values("stances", "reported")
_NOT_FIRST = _GOES_ON | _POINTING | {"so", "and", "but", "well", "it", "he", "she", "they", "i", "you", "we"}
_ADDING = ("as", "well", "as")
_HAPPENS = frozenset({"occur", "happen"})
_WHEN = frozenset({"when", "where", "if", "whenever"})
_DOES = frozenset({"have", "contribute", "focus", "remain", "continue", "become", "come", "go", "need"})
"""Verbs of what a thing does now and then, which is not what it is."""


def says_what(grown: Grown, place: Place, definition: Definition | None) -> bool:
    """Tell that nothing speaks against it: the ranking has weighed what speaks for it."""
    words = definition.words if definition is not None else ()
    tokens = grown.tokens
    if words:
        term = tokens[place.last]
        is_said = tokens[words[0]].lemma.casefold() in _SAYING and (
            term.pos == "PROPN" or _is_people(term.lemma.casefold())
        )
        return not is_said and _is_part_whole(grown, words)
    if place.first > 1:
        return True
    if any(token.text.casefold() in _POINTING for token in tokens[: place.first]):
        return False
    head = next(
        at
        for at in range(place.last, place.first - 1, -1)
        if not place.first <= tokens[at].head <= place.last or at == place.first
    )
    top = tokens[head].head
    if tokens[head].dep not in ("nsubj", "nsubj:pass") or top == head:
        return True
    return not (_points_back(grown, place) and definition is None) and _is_general(grown, head, top)


def _is_part_whole(grown: Grown, words: Sequence[int]) -> bool:
    texts = tuple(grown.tokens[at].text.casefold() for at in words[:3])
    verb = grown.tokens[words[0]].lemma.casefold() if grown.tokens[words[0]].pos in ("VERB", "AUX") else ""
    # "Which is widespread" tells how a thing is.
    is_how = verb == "be" and len(words) > 1 and grown.tokens[words[1]].pos in ("ADJ", "ADV")
    is_deed = is_how or verb in _DOES or (verb in _HAPPENS and _WHEN.isdisjoint(texts[1:]))
    return texts != _ADDING and texts[0] not in _NOT_FIRST and not is_deed


def _points_back(grown: Grown, place: Place) -> bool:
    """Tell whether "the" stands before a term of one small word: it is the one that was spoken of."""
    tokens = grown.tokens
    is_short = place.first == place.last and tokens[place.first].text.islower()
    return is_short and place.first == 1 and tokens[0].text == "The"


def _is_general(grown: Grown, subject: int, top: int) -> bool:
    """Tell whether a clause can say what its subject is: not what people say, nor what it would or also does."""
    tokens = grown.tokens
    children = grown.children[top]
    if any(tokens[at].tag == "MD" and tokens[at].text.casefold() in _SURE_TO for at in children):
        return False
    if any(tokens[at].text.casefold() in _GOES_ON for at in children):
        return False
    if tokens[top].lemma.casefold() in _SAYING and _is_people(tokens[subject].lemma.casefold()):
        return False
    # "Consumption is on the left" says where, not what.
    return not (grown.child(top, "cop") is not None and grown.child(top, "case") is not None)


def _is_people(noun: str) -> bool:
    return noun in _PEOPLE or noun.endswith("ist")
