"""The phrase that says what a run of sentences is about: candidates, what speaks for each, and which is the best.

A candidate is a noun phrase, with a phrase that hangs on it where one does ("causes of the First World War"). What
speaks for it is a set of features, whose weights were learned from the headings of open textbooks (`headings.tsv`).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from coursepack.language.grammar import Ground
from coursepack.language.lexicons import rows, values
from coursepack.language.segments import tells_topic
from coursepack.language.topics import Unit, lemma_of, tells
from coursepack.model.anchors import Span
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, printed

__all__ = ["Candidate", "Kinds", "candidates", "named", "ranked"]

LONGEST = 7
"""Tokens of a title."""
_LINKS = {"of": "of", "and": "and", "or": "and", "in": "in", "for": "for", "to": "for", "on": "for", "between": "for"}
"""Words that join two noun phrases to one title, by what they do."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_ABOUT = frozenset({"about", "called", "named", "termed", "discuss", "define", "as", "introduce", "consider", "to"})
"""Words that a lecturer names a topic after: "talk about", "known as", "turn to"."""
_MEANS = frozenset({"mean", "refer", "define", "describe", "involve", "call"})
_VAGUE = values("function_words", "vague")
"""Nouns that head no title: "great question", "tonnes of grain"."""
_DULL = values("function_words", "dull")
"""Adjectives that begin no title."""
_EMPTY = values("function_words", "plain") | values("function_words", "hedge") | _DULL
SHOWN = 1.0
"""What a phrase of several words gains that stand on the slides that are shown with it."""
ONCE = 1.2
"""What a phrase loses for a word that is said once: speech tells its topics again and again."""
SINGLE = 0.8
"""What a single word loses beside a phrase that says more."""
BARE_NAME = 1.0
"""What a state, a place or a body alone loses, and a person by one name: it tells of whom, and not what."""
LEAST_TOLD = 0.3
"""What an adjective must tell to stand in a title: not "next", "great" or "large"."""
TOPIC_NAME = 0.8
"""What a movement, a war, a treaty or a work gains: textbooks have few of them, and each is a topic."""
_TOPICS = frozenset({"campaign", "work"})
_WHERE = frozenset({"polity", "group", "organisation", "place"})
Kinds = Mapping[tuple[str, int], str]
"""The kind of the entity that is named at a source's position."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A phrase that might be the title, at the place where its words are quoted from."""

    tree: Tree
    first: int
    last: int
    words: tuple[str, ...]
    """Lemmas of those of its words that carry meaning."""
    kind: str
    """Of the entity that it names, or nothing."""
    features: tuple[str, ...]


class _Spot(Struct, frozen=True, kw_only=True):
    at: int
    """Of the sentence, in the run."""
    tree: Tree
    first: int
    last: int
    head: int
    link: str


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows("headings")}


def ranked(
    units: Sequence[Unit], others: Counter[str], kinds: Kinds, *, shown: frozenset[str] = frozenset()
) -> list[tuple[float, Candidate]]:
    """List the candidates with their scores, best first; of equals, the earlier in the text.

    `shown` are the words on the slides that go with the run, in small letters.
    """
    table = _weights()
    counts = Counter(lemma for unit in units for lemma in unit.lemmas)
    found = [
        (sum(table.get(each, 0.0) for each in one.features) - _loss(one, counts) + SHOWN * _is_shown(one, shown), one)
        for one in candidates(units, others, kinds)
    ]
    return sorted(found, key=lambda each: (-round(each[0], 6), each[1].tree.tokens[each[1].first].start))


def _is_shown(one: Candidate, shown: frozenset[str]) -> bool:
    telling = [token.text.casefold() for token in one.tree.tokens[one.first : one.last + 1] if tells(token)]
    return len(telling) > 1 and all(word in shown for word in telling)


def _loss(one: Candidate, counts: Counter[str]) -> float:
    single = len(one.words) == 1
    is_name = all(token.name or token.pos == "PROPN" for token in one.tree.tokens[one.first : one.last + 1])
    if is_name and one.kind in _TOPICS:
        return -TOPIC_NAME
    loss = ONCE * math.sqrt(sum(counts[lemma] == 1 for lemma in one.words))
    if is_name and (one.kind in _WHERE or (single and one.kind == "person")):
        loss += BARE_NAME
    return loss + SINGLE * single


def named(
    ground: Ground,
    units: Sequence[Unit],
    others: Counter[str],
    kinds: Kinds,
    taken: frozenset[str],
    *,
    shown: frozenset[str] = frozenset(),
) -> tuple[str, tuple[Span, ...]]:
    """Give the best title that is not `taken` (in small letters), and where its words stand.

    A name that was misheard is told as it is repaired, and no part of one is a title. A run without a phrase is named
    by its longest word that carries meaning.
    """
    for _, one in ranked(units, others, kinds, shown=shown):
        wording = ground.worded(one.tree, range(one.first, one.last + 1))
        if printed(wording).casefold() not in taken and not _has_part(ground, one, wording):
            return printed(wording), tuple(part.span for part in wording if not isinstance(part, Fixed))
    tree = units[0].tree
    longest = max(
        range(len(tree.tokens)), key=lambda index: (tells(tree.tokens[index]), len(tree.tokens[index].text), -index)
    )
    spans = tuple(part.span for part in ground.quotes(tree, (longest,)))
    return printed(tuple(Quoted(span=span) for span in spans)), spans


def _has_part(ground: Ground, one: Candidate, wording: Wording) -> bool:
    """Tell whether a phrase has a piece of a misheard name, which would stand there as it was heard."""
    misheard = sum(ground.is_misheard(one.tree, index) for index in range(one.first, one.last + 1))
    return misheard > 0 and not any(isinstance(part, Inserted) for part in wording)


def candidates(units: Sequence[Unit], others: Counter[str], kinds: Kinds) -> list[Candidate]:
    """Find the phrases of a run, each once; `others` counts the lemmas of the other runs that it is told from."""
    spots: dict[tuple[str, ...], list[_Spot]] = {}
    for at, unit in enumerate(units):
        for first, last, head, link in _phrases(unit.tree):
            key = tuple(
                lemma_of(token) for token in unit.tree.tokens[first : last + 1] if tells(token) or token.pos == "ADP"
            )
            spots.setdefault(key, []).append(_Spot(at=at, tree=unit.tree, first=first, last=last, head=head, link=link))
    run = _Run(units, others)
    return [run.candidate(found, kinds) for found in spots.values()]


class _Run:
    """One run of sentences: what is asked of it once, for all its phrases."""

    def __init__(self, units: Sequence[Unit], others: Counter[str]) -> None:
        self.size = len(units)
        self.counts = Counter(lemma for unit in units for lemma in unit.lemmas)
        self.others = others
        self.here = sum(self.counts.values()) + 1
        self.there = sum(others.values()) + 1
        self.places: dict[str, list[int]] = {}
        for at, unit in enumerate(units):
            for lemma in unit.lemmas:
                self.places.setdefault(lemma, []).append(at)
        self.mass = {lemma: count * tells_topic(lemma) for lemma, count in self.counts.items()}
        self.most = max(self.mass.values(), default=1.0)

    def candidate(self, spots: Sequence[_Spot], kinds: Kinds) -> Candidate:
        spot = _fairest(spots)
        tokens = spot.tree.tokens[spot.first : spot.last + 1]
        told = tuple(dict.fromkeys(lemma_of(token) for token in tokens if tells(token)))
        head = lemma_of(spot.tree.tokens[spot.head])
        kind = next(
            (kinds[spot.tree.source, token.start] for token in tokens if (spot.tree.source, token.start) in kinds), ""
        )
        found = [*self._counted(spots, told, head), *self._placed(spots, told), *_shaped(spot, told, kind)]
        found.append(f"kind={kind or 'none'}:{_bin(len(spots), (2, 4))}")
        return Candidate(
            tree=spot.tree,
            first=spot.first,
            last=spot.last,
            words=told,
            kind=kind,
            features=tuple(dict.fromkeys(found)),
        )

    def _counted(self, spots: Sequence[_Spot], told: Sequence[str], head: str) -> Iterator[str]:
        counts = [self.counts[lemma] for lemma in told]
        masses = [self.mass.get(lemma, 0.0) / self.most for lemma in told]
        tell = [tells_topic(lemma) for lemma in told]
        contrast = [self._contrast(lemma) for lemma in told]
        yield f"times={_bin(len(spots), (2, 3, 4, 6, 9, 14))}"
        yield f"head_times={_bin(self.counts[head], (2, 3, 5, 8, 13))}"
        yield f"least_times={_bin(min(counts), (2, 3, 4, 6, 9, 14))}"
        yield f"mass={_bin(sum(masses) / len(masses), (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9))}"
        yield f"least_mass={_bin(min(masses), (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8))}"
        yield f"all_mass={_bin(sum(masses), (0.2, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0))}"
        yield f"tells={_bin(sum(tell) / len(tell), (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8))}"
        yield f"head_tells={_bin(tells_topic(head), (0.15, 0.25, 0.35, 0.45, 0.6, 0.75))}"
        yield f"least_tells={_bin(min(tell), (0.15, 0.25, 0.35, 0.45, 0.6, 0.75))}"
        yield f"contrast={_bin(sum(contrast) / len(contrast), (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0))}"
        yield f"head_contrast={_bin(self._contrast(head), (-0.5, 0.0, 0.5, 1.0, 2.0, 3.0))}"

    def _contrast(self, lemma: str) -> float:
        here = (self.counts[lemma] + 0.5) / self.here
        return math.log(here * self.there / (self.others[lemma] + 0.5))

    def _placed(self, spots: Sequence[_Spot], told: Sequence[str]) -> Iterator[str]:
        fifths = [len({at * 5 // self.size for at in self.places.get(lemma, ())}) for lemma in told]
        yield f"spread={_bin(sum(fifths) / len(fifths), (1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5))}"
        first = spots[0].at
        yield f"first={_bin(first, (1, 2, 4, 8, 16))}"
        early = min((self.places[lemma][0] for lemma in told if lemma in self.places), default=first)
        yield f"early={_bin(max(early, 0), (1, 2, 4, 8))}"
        subjects = sum(spot.tree.tokens[spot.head].dep in _SUBJECTS for spot in spots) / len(spots)
        yield f"subject={_bin(subjects, (0.01, 0.34, 0.67))}"
        yield f"cued={min(2, sum(_is_cued(spot) for spot in spots))}"
        yield f"defined={min(2, sum(_is_defined(spot) for spot in spots))}"


def _bin(value: float, edges: Sequence[float]) -> int:
    return bisect_right(edges, value)


def _fairest(spots: Sequence[_Spot]) -> _Spot:
    """Choose the place to quote: the way it is mostly written, where it is first written so."""
    forms = Counter(_form(spot) for spot in spots)
    most = max(forms.values())
    return next(spot for spot in spots if forms[_form(spot)] == most)


def _form(spot: _Spot) -> str:
    return " ".join(token.text for token in spot.tree.tokens[spot.first : spot.last + 1])


def _shaped(spot: _Spot, told: Sequence[str], kind: str) -> Iterator[str]:
    tokens = spot.tree.tokens
    run = tokens[spot.first : spot.last + 1]
    head = tokens[spot.head]
    proper = sum(token.pos == "PROPN" for token in run)
    yield f"words={min(len(told), 5)}"
    yield f"tokens={len(run)}"
    yield f"link={spot.link or 'none'}"
    yield f"link={spot.link or 'none'},words={min(len(told), 5)}"
    yield f"kind={kind or 'none'}"
    yield f"kind={kind or 'none'},words={min(len(told), 3)}"
    yield f"proper={'all' if proper >= len(told) else 'some' if proper else 'none'}"
    yield f"begins={run[0].pos}"
    yield f"number={'plural' if 'Number=Plur' in head.morph else 'one'}"
    before = tokens[spot.first - 1] if spot.first else None
    article = "none"
    if before is not None and before.pos in ("DET", "PRON"):
        article = before.text.casefold() if before.text.casefold() in ("the", "a", "an") else "other"
    yield f"article={article},{'plural' if 'Number=Plur' in head.morph else 'one'}"
    yield f"dep={head.dep.partition(':')[0]}"


def _is_cued(spot: _Spot) -> bool:
    before = [token.text.casefold() for token in spot.tree.tokens[max(0, spot.first - 3) : spot.first]]
    while before and before[-1] in ("the", "a", "an", "this", "some"):
        before.pop()
    if not before:
        return False
    return before[-1] in _ABOUT or before[-2:] in (["what", "is"], ["what", "are"], ["story", "of"])


def _is_defined(spot: _Spot) -> bool:
    """Tell whether the phrase is the subject of "… is a …" or "… refers to …"."""
    tokens = spot.tree.tokens
    head = tokens[spot.head]
    if head.dep not in _SUBJECTS:
        return False
    verb = tokens[head.head]
    if lemma_of(verb) in _MEANS:
        return True
    return verb.pos == "NOUN" and any(token.dep == "cop" and token.head == head.head for token in tokens)


def _phrases(tree: Tree) -> Iterator[tuple[int, int, int, str]]:
    """Yield first and last token, head, and what joins the parts of each noun phrase that could stand alone."""
    runs = list(_runs(tree))
    for at, (first, last, head) in enumerate(runs):
        if not _has_told(tree, first, last) or lemma_of(tree.tokens[head]) in _VAGUE:
            continue
        yield first, last, head, ""
        end, joined, links = last, at, ""
        while joined + 1 < len(runs):
            link = _link(tree, (first, end), runs[joined + 1])
            if link is None or runs[joined + 1][1] - first >= LONGEST:
                break
            joined += 1
            end = runs[joined][1]
            links = link if not links else "two"
            if _has_told(tree, runs[joined][0], end):
                yield first, end, head, links
            if links == "two":
                break


def _has_told(tree: Tree, first: int, last: int) -> bool:
    tokens = tree.tokens[first : last + 1]
    if any(token.name.endswith("DATE") for token in tokens):
        return False
    if not any(tells(token) and token.pos != "ADJ" for token in tokens):
        return False
    # No part of a name, and nothing that is counted.
    after = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    return not (tokens[0].name.startswith("I-") or (after is not None and after.name.startswith("I-")))


def _link(tree: Tree, run: tuple[int, int], follows: tuple[int, int, int]) -> str | None:
    """Tell how the next noun phrase hangs on this one; None where it hangs on something else."""
    between = tree.tokens[run[1] + 1 : follows[0]]
    if not between or between[0].text.casefold() not in _LINKS:
        return None
    if any(token.pos != "DET" or token.text.casefold() not in ("the", "a", "an") for token in between[1:]):
        return None
    head = tree.tokens[follows[2]]
    link = _LINKS[between[0].text.casefold()]
    if not run[0] <= head.head <= run[1] or head.dep.partition(":")[0] != ("conj" if link == "and" else "nmod"):
        return None
    return link


def _runs(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Yield the noun phrases without determiners: first and last token, and the noun that the others hang on."""
    start: int | None = None
    for index, token in enumerate((*tree.tokens, None)):
        if token is not None and _is_inside(tree, index, start):
            start = index if start is None else start
            continue
        if start is not None:
            yield from _trimmed(tree, start, index - 1)
        start = None


def _is_inside(tree: Tree, index: int, start: int | None) -> bool:
    token = tree.tokens[index]
    if token.pos in ("NOUN", "PROPN"):
        return True
    if token.pos in ("ADJ", "VERB") and token.dep == "amod":
        return token.head > index
    if token.pos == "NUM" and token.name and not token.name.endswith("DATE"):
        return True
    return start is not None and token.text in ("-", "–", "'s", "’s", "'", "’")


def _trimmed(tree: Tree, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    tokens = tree.tokens
    while last > first and tokens[last].pos not in ("NOUN", "PROPN", "NUM"):
        last -= 1
    while first < last and (
        tokens[first].pos not in ("NOUN", "PROPN", "ADJ", "VERB")
        or (tokens[first].pos in ("ADJ", "VERB") and not _means(tokens[first]))
        or (lemma_of(tokens[first]) in _VAGUE and tokens[first + 1].pos == "PROPN")  # "in fact Mao"
    ):
        first += 1
    if tokens[last].pos in ("NOUN", "PROPN", "NUM") and last - first < LONGEST and len(tokens[last].text) > 1:
        heads = [index for index in range(first, last + 1) if not first <= tokens[index].head <= last]
        nouns = [index for index in heads if tokens[index].pos in ("NOUN", "PROPN")]
        yield first, last, (nouns or heads or [last])[-1]


def _means(token: Token) -> bool:
    """Tell whether an adjective says more than "other", "several" or "same"."""
    if token.name:
        return True  # "First World War"
    if token.tag in ("JJR", "JJS", "RBR", "RBS") or lemma_of(token) in _EMPTY:
        return False
    return tells(token) and tells_topic(lemma_of(token)) >= LEAST_TOLD
