"""The words of a relation's verb where its evidence says them: "grow to despise" is "grew to despise" there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.model.anchors import Span, Text
from coursepack.model.claims import Relation
from coursepack.model.wording import Quoted, Wording, words

__all__ = ["likeness", "verb_words", "words_said"]

_WORD = re.compile(r"[^\W_]+(?:['’\-–][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]")
_DENIALS = values("function_words", "negation")
_MODALS = frozenset({"would", "could", "will", "might", "may", "should", "must"})
"""Kept before a verb: without them a plan would read as a deed."""
_HELPERS = frozenset({"did", "do", "does", "had", "has", "have", "is", "was", "were"})
_GAP = 4
"""Words that may stand between two words of a verb ("halted its nuclear assistance")."""
_BEFORE = 3
"""Words before a verb among which its denial stands."""
# By lemma: pasts that share too little with it to be known by their letters.
_PASTS = {
    "be": ("am", "are", "been", "is", "was", "were"),
    "buy": ("bought",),
    "catch": ("caught",),
    "do": ("did", "done", "does"),
    "go": ("gone", "went"),
    "have": ("had", "has"),
    "seek": ("sought",),
    "teach": ("taught",),
}


class _Word(Struct, frozen=True):
    source: str
    start: int
    end: int
    spelt: str
    order: int
    """Of the evidence span that it stands in."""

    @property
    def text(self) -> str:
        return self.spelt.casefold()


def verb_words(relation: Relation, texts: Mapping[str, Text]) -> Wording:
    """Quote the words from the verb's first to its last, a denial or modal before it included.

    Nothing where the evidence does not show them all, or where a denial stands before them that the verb has not: a
    quote would then say the opposite.
    """
    said = _said(relation.evidence)
    wanted = words(relation.verb)
    is_denied = "not" in wanted
    wanted = [word for word in wanted if word != "not"]
    best: tuple[float, int, int] | None = None
    for at in range(len(said)):
        found = _window(said, at, wanted)
        if found is not None and (best is None or found[0] > best[0]):
            best = (found[0], at, found[1])
    if best is None:
        return ()
    _, first, last = best
    before = range(max(0, first - _BEFORE), first)
    denials = [at for at in before if _is_denial(said[at].text)]
    if bool(denials) != is_denied:
        return ()
    begin = denials[0] if denials else first
    while begin > 0 and said[begin - 1].text in (_MODALS | _HELPERS if is_denied else _MODALS):
        begin -= 1
    return _quoted(said[begin : last + 1], relation.evidence, texts)


def _is_denial(word: str) -> bool:
    return word in _DENIALS or word.endswith(("n't", "n’t"))


def words_said(value: str, evidence: Sequence[Span], texts: Mapping[str, Text]) -> Wording:
    """Quote the first place in the evidence that says just these words in a row; nothing where none does.

    Capitals count: "the fleet" behind "the Baltic Fleet" is no part of its name.
    """
    wanted = [found.group() for found in _WORD.finditer(value)]
    said = _said(evidence)
    for at in range(len(said) - len(wanted) + 1):
        if wanted and [word.spelt for word in said[at : at + len(wanted)]] == wanted:
            return _quoted(said[at : at + len(wanted)], evidence, texts)
    return ()


def _said(evidence: Sequence[Span]) -> list[_Word]:
    return [
        _Word(span.source, span.start + found.start(), span.start + found.end(), found.group(), order)
        for order, span in enumerate(evidence)
        for found in _WORD.finditer(span.quote)
    ]


def _window(said: Sequence[_Word], at: int, wanted: Sequence[str]) -> tuple[float, int] | None:
    """Tell how well the verb is said from this word on, and where it ends; shorter is better."""
    if not wanted:
        return None
    score, last = likeness(wanted[0], said[at].text), at
    if not score:
        return None
    for lemma in wanted[1:]:
        near = range(last + 1, min(len(said), last + 2 + _GAP))
        found = max(near, key=lambda each: (likeness(lemma, said[each].text), -each), default=None)
        if found is None or not likeness(lemma, said[found].text):
            return None
        score += likeness(lemma, said[found].text)
        last = found
    return score - (last - at) / 100, last


def likeness(lemma: str, word: str) -> float:
    """Weigh whether a word is a form of the lemma: 3 itself, 2 by an ending, 1 by its consonants, 0 none."""
    if word == lemma:
        return 3
    if word in _PASTS.get(lemma, ()):
        return 2
    stem = lemma[: max(2, len(lemma) - 1)]
    if word.startswith(stem) and len(word) <= len(lemma) + 4:
        return 2
    one, two = _VOWELS.sub("", lemma), _VOWELS.sub("", word)
    return 1 if lemma[:1] == word[:1] and len(one) > 1 and one[:2] == two[:2] and abs(len(one) - len(two)) < 3 else 0


def _quoted(said: Sequence[_Word], evidence: Sequence[Span], texts: Mapping[str, Text]) -> Wording:
    """Quote from the first word to the last, one part for each span of the evidence."""
    parts: list[Quoted] = []
    for order in dict.fromkeys(word.order for word in said):
        own = [word for word in said if word.order == order]
        parts.append(Quoted(span=texts[evidence[order].source].span(own[0].start, own[-1].end)))
    return tuple(parts)
