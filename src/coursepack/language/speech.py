"""Speech that runs over sentences: what opens it, what goes on with it, and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coursepack.language.frames import LONGEST_PARENTHESIS, OURS, Framing, is_ahead, kind_of
from coursepack.language.grammar import Grown, head_of, lemmas
from coursepack.language.lexicons import values
from coursepack.model.trees import Tree

__all__ = ["Quotes", "goes_on_after_plan", "is_before", "is_inside", "parenthesis", "plan_of"]

_PLANNING = values("plans", "verb")
_PLANS = values("plans", "noun")
_OPENING, _CLOSING = frozenset({"“", "‘‘", "``", "«"}), frozenset({"”", "''", "»"})
_STOPS = frozenset({",", "”", '"', "!", "?"})
LONGEST_QUOTATION = 8
"""Sentences; a mark that nothing closes by then was no quotation's."""


def plan_of(grown: Grown, indexes: Sequence[int]) -> Framing | None:
    """Tell whose plan a statement tells of without its content: "the three agreed on a timetable"."""
    tokens = grown.tokens
    head = head_of(grown, indexes)
    subject = grown.subject(head)
    if subject is None or grown.is_negated(head) or tokens[head].pos != "VERB" or subject not in indexes:
        return None
    verbs = [head, *(child for child in grown.children[head] if tokens[child].dep == "conj" and child in indexes)]
    below = [child for verb in verbs for child in grown.children[verb] if tokens[child].dep in ("obj", "obl", "xcomp")]
    has_plan = any(tokens[child].pos == "NOUN" and tokens[child].lemma.casefold() in _PLANS for child in below)
    if not has_plan and all(_PLANNING.isdisjoint(lemmas(tokens[verb])) for verb in verbs):
        return None
    is_passive = grown.child(head, "aux:pass", "nsubj:pass") is not None
    return Framing(stance="promised", speaker=grown.child(head, "obl:agent") if is_passive else subject)


def parenthesis(grown: Grown, indexes: Sequence[int]) -> int | None:
    """Find the verb of "…, they underlined, …" or "…, the old man cries, …": a short clause between commas."""
    tokens = grown.tokens
    kept = set(indexes)
    for index in indexes:
        if index < 2 or index + 1 >= len(tokens) or kind_of(tokens[index]) not in ("reported", "promised"):
            continue
        if tokens[index + 1].text not in (",", ".", "!", "?") or not _has_third_person(grown, index):
            continue
        first = index - 1
        while (
            first > index - LONGEST_PARENTHESIS
            and first > 0
            and tokens[first - 1].text not in (",", "”", '"', "!", "?")
        ):
            first -= 1
        if first > 0 and tokens[first - 1].text in (",", "”", '"', "!", "?") and index + 1 in kept:
            return index
    return None


def _has_third_person(grown: Grown, verb: int) -> bool:
    """Tell whether who says it stands right before the verb, and is not the speaker himself."""
    subject = grown.subject(verb)
    before = grown.tokens[verb - 1]
    if before.pos not in ("PRON", "PROPN", "NOUN") or before.text.casefold() in OURS:
        return False
    return subject is None or verb - LONGEST_PARENTHESIS < subject < verb


def goes_on_after_plan(grown: Grown, indexes: Sequence[int]) -> bool:
    """Tell whether a sentence says what a plan just told of would do, or what must have been by a report.

    The narrator's own "he would die in 1603" has a pronoun or a date.
    """
    tokens = grown.tokens
    texts = [tokens[index].text.casefold() for index in indexes]
    if "would" not in texts and ("must", "have") not in pairwise(texts):
        return False
    subject = grown.subject(head_of(grown, indexes))
    is_person = subject is not None and tokens[subject].text.casefold() in ("he", "she")
    dates = [tokens[index].text for index in indexes if tokens[index].name.endswith("DATE")]
    return is_ahead(grown, indexes) and not is_person and not any(map(str.isdigit, "".join(dates)))


def is_before(grown: Grown, indexes: Sequence[int]) -> bool:
    """Tell whether a main verb stands in the past perfect: in a run of speech it looks back and ends nothing."""
    head = head_of(grown, indexes)
    return any(
        grown.tokens[child].dep in ("aux", "aux:pass") and grown.tokens[child].text.casefold() == "had"
        for child in grown.children[head]
    )


class Quotes:
    """Follows quotation marks from sentence to sentence of one piece of text."""

    def __init__(self) -> None:
        self._is_open = False
        self._sentences = 0

    def read(self, tree: Tree, *, is_new: bool) -> frozenset[int]:
        """Give the tokens of the next sentence that stand in quotation marks; a new piece of text closes all."""
        if is_new or self._sentences >= LONGEST_QUOTATION:
            self._is_open = False
        inside: set[int] = set()
        for index, token in enumerate(tree.tokens):
            if token.text in _OPENING or token.text in _CLOSING or token.text == '"':
                self._is_open = token.text in _OPENING or (token.text == '"' and not self._is_open)
            elif self._is_open:
                inside.add(index)
        self._sentences = self._sentences + 1 if self._is_open else 0
        return frozenset(inside)


def is_inside(grown: Grown, indexes: Sequence[int], quoted: frozenset[int]) -> bool:
    """Tell whether all words of a statement are quoted."""
    said = [index for index in indexes if grown.tokens[index].pos != "PUNCT"]
    return len(said) > 1 and quoted.issuperset(said)
