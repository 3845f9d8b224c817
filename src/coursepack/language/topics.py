"""What a run of sentences is about: its words weighed against the other runs, and the phrase that names it best."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursepack.language.grammar import Ground
from coursepack.language.lexicons import values
from coursepack.model.anchors import Span
from coursepack.model.pack import Sentence
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import plain

__all__ = ["Unit", "cosine", "lemma_of", "named", "tells", "unit_of", "weights"]

_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_PLAIN = values("function_words", "plain")
_KIND_WEIGHT = {
    "campaign": 2.0,
    "work": 1.5,
    "person": 1.2,
    "place": 0.9,
    "organisation": 0.9,
    "polity": 0.5,
    "group": 0.4,
}
"""How well a name of a kind tells a topic: a campaign is one, a state is in all of them."""
LONGEST_TITLE = 6
"""Words."""
SECOND = 0.7
"""What a second phrase must be worth beside the first to stand in the title."""


class Unit(Struct, frozen=True, kw_only=True):
    """A sentence with the lemmas of its words that carry meaning."""

    sentence: Sentence
    tree: Tree
    lemmas: tuple[str, ...]


def unit_of(sentence: Sentence, tree: Tree) -> Unit:
    return Unit(sentence=sentence, tree=tree, lemmas=tuple(lemma_of(token) for token in tree.tokens if tells(token)))


def tells(token: Token) -> bool:
    """Tell whether a word says what a text is about: a noun, name, verb or adjective, and none of every text."""
    return token.pos in _MEANING and len(token.text) > 2 and lemma_of(token) not in _PLAIN


def lemma_of(token: Token) -> str:
    return token.lemma.casefold()


def weights(runs: Sequence[Sequence[Unit]]) -> dict[str, float]:
    """Give each lemma's inverse frequency over the runs: 0 where every run has it."""
    frequency = Counter(lemma for units in runs for lemma in {each for unit in units for each in unit.lemmas})
    return {lemma: math.log((1 + len(runs)) / count) for lemma, count in sorted(frequency.items())}


def cosine(one: Counter[str], two: Counter[str], weight: Mapping[str, float]) -> float:
    """Compare two bags of lemmas, counts damped by their logarithm; 0 to 1."""
    shared = sum(
        math.log1p(one[lemma]) * math.log1p(two[lemma]) * weight.get(lemma, 0.0) ** 2
        for lemma in sorted(one.keys() & two.keys())
    )
    norms = math.prod(
        math.sqrt(sum((math.log1p(count) * weight.get(lemma, 0.3)) ** 2 for lemma, count in sorted(bag.items())))
        for bag in (one, two)
    )
    return shared / norms if norms else 0.0


def named(
    ground: Ground,
    units: Sequence[Unit],
    weight: Mapping[str, float],
    kinds: Mapping[tuple[str, int], str],
    taken: frozenset[str],
) -> tuple[str, tuple[Span, ...]]:
    """Choose the one or two phrases whose words the run uses most and the others least; none that is `taken`.

    `kinds` gives the kind of the entity that is named at a source's position. A run without such a phrase is named by
    its longest word that carries meaning.
    """
    counts = Counter(lemma for each in units for lemma in each.lemmas)
    scored: list[tuple[float, int, Tree, tuple[int, int], frozenset[str]]] = []
    for each in units:
        if each.sentence.salience < 0.2:
            continue
        for first, last in _phrases(each.tree):
            tokens = each.tree.tokens[first : last + 1]
            if any(token.name.endswith("DATE") for token in tokens):
                continue
            told = frozenset(lemma_of(token) for token in tokens if tells(token))
            kind = next(
                (kinds[each.tree.source, token.start] for token in tokens if (each.tree.source, token.start) in kinds),
                None,
            )
            # What is said once and has no name is no topic.
            nouns = {lemma_of(token) for token in tokens if tells(token) and token.pos != "ADJ"}
            if any(token.pos == "ADJ" and not tells(token) for token in tokens):
                continue  # "primitive enough scale", "several reasons"
            if not nouns or (kind is None and max(counts[lemma] for lemma in nouns) < 2):
                continue
            # An adjective can recur without its noun: "ordinary items" is no topic because of "ordinary people".
            worth = {lemma: counts[lemma] if lemma in nouns else 1 for lemma in told}
            score = sum(worth[lemma] * weight.get(lemma, 0.0) for lemma in sorted(told)) / math.sqrt(len(told))
            score *= _KIND_WEIGHT.get(kind or "", 1.0)
            scored.append((score, -tokens[0].start, each.tree, (first, last), told))
    scored.sort(key=lambda found: found[:2], reverse=True)
    chosen: list[tuple[Tree, tuple[int, int], frozenset[str]]] = []
    for score, _, tree, run, told in scored:
        spans = tuple(part.span for part in ground.quotes(tree, range(run[0], run[1] + 1)))
        if _title(spans).casefold() in taken or any(told & other[2] for other in chosen):
            continue
        if chosen and score < SECOND * scored[0][0]:
            break
        chosen.append((tree, run, told))
        if len(chosen) == 2:
            break
    if not chosen:
        tree = units[0].tree
        longest = max(
            range(len(tree.tokens)),
            key=lambda index: (tells(tree.tokens[index]), len(tree.tokens[index].text), -index),
        )
        chosen = [(tree, (longest, longest), frozenset())]
    chosen.sort(key=lambda each: each[0].tokens[each[1][0]].start)
    phrases = [tuple(part.span for part in ground.quotes(tree, range(run[0], run[1] + 1))) for tree, run, _ in chosen]
    return ", ".join(_title(spans) for spans in phrases), tuple(span for spans in phrases for span in spans)


def _title(spans: Sequence[Span]) -> str:
    return " ".join(plain(span.quote) for span in spans)


def _phrases(tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield noun phrases without determiners, with one "of" phrase where it fits: "recall of the experts"."""
    runs = list(_runs(tree))
    for at, (first, last) in enumerate(runs):
        yield first, last
        follows = runs[at + 1] if at + 1 < len(runs) else None
        if follows is None or tree.tokens[min(last + 1, len(tree.tokens) - 1)].text.casefold() != "of":
            continue
        between = tree.tokens[last + 2 : follows[0]]
        if all(token.pos == "DET" for token in between) and follows[1] - first < LONGEST_TITLE:
            yield first, follows[1]


def _runs(tree: Tree) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for index, token in enumerate((*tree.tokens, None)):
        inside = token is not None and (
            token.pos in ("NOUN", "PROPN")
            or (token.pos == "ADJ" and token.dep == "amod")
            or (start is not None and token.text in ("-", "–", "'s", "’s"))
        )
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            last = index - 1
            while last > start and tree.tokens[last].pos not in ("NOUN", "PROPN"):
                last -= 1
            if tree.tokens[last].pos in ("NOUN", "PROPN") and last - start < LONGEST_TITLE:
                yield start, last
            start = None
