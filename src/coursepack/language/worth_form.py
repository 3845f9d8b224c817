"""What a sentence's own form tells of its worth: length, marks, who or what it is about, tense, and cue phrases."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from coursepack.language.grammar import CLAUSES
from coursepack.language.lexicons import values
from coursepack.model.trees import Token, Tree

__all__ = ["FORMS", "Words", "cue_pattern", "form"]

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "you", "i", "one"})
_POINTERS = frozenset({"this", "that", "these", "those", "such", "here", "there"})
_SPEAKERS = frozenset({"i", "we", "you", "us", "our", "your", "my", "me"})
_DENIALS = frozenset({"not", "n't", "never", "no"})
_KINDS = ("example", "contrast", "cause", "weight", "meaning")


class Words(Struct, frozen=True, kw_only=True):
    """A sentence's words: all, without case, and the stems of those that carry meaning."""

    all: tuple[str, ...]
    stems: tuple[str, ...]


class _Clause(Struct, frozen=True, kw_only=True):
    """The main clause of a sentence."""

    tokens: tuple[Token, ...]
    root: int
    under: tuple[Token, ...]
    """What hangs on the root."""

    @property
    def finite(self) -> tuple[Token, ...]:
        return (self.tokens[self.root], *(each for each in self.under if each.dep in ("aux", "cop", "aux:pass")))

    @property
    def subject(self) -> str:
        return next((each.pos for each in self.under if each.dep.startswith("nsubj")), "")


def form(tree: Tree, words: Words, names: int) -> list[float]:
    """Give the numbers named in `FORMS`; `names` are the mentions of entities in the sentence."""
    root = next((at for at, token in enumerate(tree.tokens) if token.head == at), 0)
    under = tuple(token for token in tree.tokens if token.head == root)
    clause = _Clause(tokens=tree.tokens, root=root, under=under)
    found = [float(rule(tree.tokens, words)) for rule in _OF_WORDS.values()]
    found += [float(rule(clause)) for rule in _OF_CLAUSE.values()]
    text = " ".join(words.all)
    found += [float(cue_pattern(kind).search(text) is not None) for kind in _KINDS]
    return [*found, float(cue_pattern("going on").match(text) is not None), float(names)]


@cache
def cue_pattern(kind: str) -> re.Pattern[str]:
    """Match any of a kind's phrases as words, the longest first."""
    phrases = sorted(values("worth_cues", kind), key=lambda each: (-len(each), each))
    return re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in phrases)})\b")


def _share(tokens: Sequence[Token], words: Words, test: Callable[[Token], bool]) -> float:
    return sum(test(token) for token in tokens) / max(len(words.all), 1)


_OF_WORDS: Mapping[str, Callable[[tuple[Token, ...], Words], float]] = {
    "words": lambda _, words: len(words.all),
    "log words": lambda _, words: math.log(max(len(words.all), 1)),
    "telling": lambda _, words: len(words.stems) / max(len(words.all), 1),
    "capitals": lambda tokens, words: _share(tokens[1:], words, lambda each: each.text[:1].isupper()),
    "numbers": lambda tokens, _: sum(each.text[:1].isdigit() or each.pos == "NUM" for each in tokens),
    "years": lambda tokens, _: sum(len(each.text) == 4 and each.text.isdigit() for each in tokens),
    "quotes": lambda tokens, _: sum(each.text in '"“”‘’' for each in tokens),
    "brackets": lambda tokens, _: any(each.text in "([" for each in tokens),
    "colon": lambda tokens, _: any(each.text in ":;" for each in tokens),
    "question": lambda tokens, _: tokens[-1].text == "?",
    "commas": lambda tokens, words: _share(tokens, words, lambda each: each.text == ","),
    "pronoun first": lambda _, words: bool(words.all) and words.all[0] in _PRONOUNS,
    "pointer first": lambda _, words: bool(words.all) and words.all[0] in _POINTERS,
    "speaks": lambda _, words: any(each in _SPEAKERS for each in words.all),
    "pronouns": lambda _, words: sum(each in _PRONOUNS for each in words.all) / max(len(words.all), 1),
    "denied": lambda _, words: any(each in _DENIALS for each in words.all),
    "small first": lambda tokens, _: tokens[0].text[:1].islower(),
    "clauses": lambda tokens, _: sum(each.dep in CLAUSES for each in tokens),
    "adjectives": lambda tokens, words: _share(tokens, words, lambda each: each.pos == "ADJ"),
    "verbs": lambda tokens, words: _share(tokens, words, lambda each: each.pos == "VERB"),
    "superlatives": lambda tokens, _: sum(each.tag in ("JJS", "RBS") for each in tokens),
}
_OF_CLAUSE: Mapping[str, Callable[[_Clause], float]] = {
    "past": lambda clause: any("Tense=Past" in each.morph for each in clause.finite),
    "present": lambda clause: any("Tense=Pres" in each.morph for each in clause.finite),
    "modal": lambda clause: any(each.tag == "MD" for each in clause.finite),
    "copula": lambda clause: any(each.dep == "cop" for each in clause.under),
    "passive": lambda clause: any(each.dep == "aux:pass" for each in clause.under),
    "pronoun subject": lambda clause: clause.subject == "PRON",
    "name subject": lambda clause: clause.subject == "PROPN",
    "verb's place": lambda clause: clause.root / len(clause.tokens),
}
FORMS = (*_OF_WORDS, *_OF_CLAUSE, *_KINDS, "going on", "names")
