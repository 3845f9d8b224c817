"""Salience: how much a sentence matters, 0 to 1. Greetings, organisation, asides and repetitions sink.

Words that recur over the whole source carry weight (the cluster method of Luhn 1958, with logarithmic counts); names,
dates and numbers add to it. What a lecturer says about the lecture, and not about its subject, is set low outright.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from coursepack.language.grammar import Ground, Grove, Grown, head_of
from coursepack.language.lexicons import rows
from coursepack.language.topics import lemma_of, tells
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Token, Tree
from coursepack.notices import Log

SUMMARY = "how much each sentence matters; asides, organisation and repetitions sink"
NEEDS = ("entities", "references", "sentences", "statements", "stances", "trees", "wordings")
MAKES = ("salience",)

ASIDE = 0.1
"""The salience of what is not about the subject."""
LEAST_TOLD = 0.2
"""Below this a sentence is not told in notes."""
SHORT_POINTER = 9
"""Tokens of a sentence like "That's the point", whose longer relatives say something."""
SHARE = 12.0
"""Of n spoken sentences about SHARE / √n are told: all of a short talk, a third of a long one."""
_PHRASES = tuple(row["phrase"] for row in rows("organisation"))
_DOING = frozenset({"read", "bring", "skim", "look", "write", "turn", "open", "see", "note", "come", "ask", "remember"})
"""What students are told to do."""
_POINTERS = frozenset({"this", "that", "these", "those", "it", "which", "what", "here"})
_SPEAKERS = frozenset({"i", "we", "you", "me", "us", "let"})
_INVITING = frozenset({"think", "consider", "imagine", "suppose", "compare", "picture"})
"""Imperatives that open an argument or an analogy, and are not about the lecture."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A statement has its sentence's salience, and less where its own words stand for nothing known."""
    ground = Ground(pack)
    named = {(span.source, span.start) for entity in pack.entities for span in entity.mentions}
    named |= {(reference.source, reference.start) for reference in pack.references}
    told: list[Sentence] = []
    for source in pack.sources:
        pairs = [
            (sentence, tree)
            for sentence, tree in zip(pack.sentences, pack.trees, strict=True)
            if tree.source == source.id
        ]
        weights = _weights([tree for _, tree in pairs])
        ranks = _ranks([_mass(tree, weights) for _, tree in pairs])
        seen: list[frozenset[str]] = []
        values: list[float] = []
        for (_, tree), rank in zip(pairs, ranks, strict=True):
            role = ground.passage(tree.source, tree.tokens[0].start).role
            lemmas = frozenset(lemma_of(token) for token in tree.tokens if _has_meaning(token))
            if role == "speech" or (role == "paragraph" and source.kind == "transcript"):
                value = _spoken(tree, rank, named, lemmas, seen)
            else:
                value = 0.5 + 0.4 * rank if role != "heading" else 0.5
                if role == "question":
                    value = 0.4
            seen.append(lemmas)
            values.append(value)
        if source.kind == "transcript":
            values = _thinned(values)
        told += [
            replace(sentence, salience=round(value, 3)) for (sentence, _), value in zip(pairs, values, strict=True)
        ]
    grove = Grove(pack)
    statements = []
    for statement in pack.statements:
        at = grove.place(statement.wording)
        value = told[at].salience
        grown, indexes = grove.find(statement.wording)
        if ground.passage(grown.tree.source, grown.tokens[0].start).role == "speech":
            # A lecturer's question is told by its answer, and a clause about the lecture by nothing.
            has_name = any((grown.tree.source, grown.tokens[index].start) in named for index in indexes)
            if statement.stance == "question" or (_addresses(grown, head_of(grown, indexes)) and not has_name):
                value = min(value, ASIDE)
        statements.append(replace(statement, salience=value))
    return replace(pack, sentences=tuple(told), statements=tuple(statements))


def _thinned(values: Sequence[float]) -> list[float]:
    """Press the least salient of a long talk below what is told, in their order."""
    kept = sorted((value for value in values if value >= LEAST_TOLD), reverse=True)
    room = math.ceil(len(values) * min(1.0, SHARE / math.sqrt(max(len(values), 1))))
    if len(kept) <= room:
        return list(values)
    floor = kept[room - 1]
    return [
        value if value >= floor or value < LEAST_TOLD else ASIDE + (LEAST_TOLD - ASIDE) * 0.99 * value / floor
        for value in values
    ]


def _addresses(grown: Grown, head: int) -> bool:
    """Tell whether a clause speaks to the class or of the speaker: "we don't know", "read the first ten pages"."""
    subject = grown.subject(head)
    if subject is not None and grown.tokens[subject].text.casefold() in _SPEAKERS:
        return True
    if _tells_to(grown, head):
        return True
    if subject is not None:
        return False
    verbs = (head, *(child for child in grown.children[head] if grown.tokens[child].dep in ("conj", "parataxis")))
    return any(
        "Mood=Imp" in grown.tokens[verb].morph and grown.tokens[verb].lemma.casefold() not in _INVITING
        for verb in verbs
    )


def _tells_to(grown: Grown, head: int) -> bool:
    """Tell whether a clause beside the main one tells the class to do something: "…, so read the first ten pages"."""
    has_auxiliary = any(grown.tokens[child].dep.startswith("aux") for child in grown.children[head])
    return any(
        grown.tokens[child].dep in ("conj", "parataxis")
        and grown.tokens[child].tag in ("VB", "VBP")
        and grown.tokens[child].lemma.casefold() in _DOING
        and grown.subject(child) is None
        and not has_auxiliary
        for child in grown.children[head]
    )


def _has_meaning(token: Token) -> bool:
    return tells(token) or (token.pos == "NUM" and lemma_of(token) != "one")


def _weights(trees: Sequence[Tree]) -> dict[str, float]:
    counts = Counter(lemma_of(token) for tree in trees for token in tree.tokens if _has_meaning(token))
    return {lemma: math.log1p(count) if count > 1 else 0.25 for lemma, count in counts.items()}


def _mass(tree: Tree, weights: dict[str, float]) -> float:
    found = [weights[lemma_of(token)] for token in tree.tokens if _has_meaning(token)]
    return sum(found) / math.sqrt(len(found) + 3) if found else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    """Give each value's place among all, from 0 to 1; equal values share a place."""
    ordered = sorted(values)
    last = max(len(values) - 1, 1)
    return [(bisect_right(ordered, value) - 1) / last if value > 0 else 0.0 for value in values]


def _spoken(
    tree: Tree, rank: float, named: set[tuple[str, int]], lemmas: frozenset[str], seen: Sequence[frozenset[str]]
) -> float:
    tokens = tree.tokens
    text = " ".join(token.text.casefold() for token in tokens)
    has_name = any((tree.source, token.start) in named for token in tokens)
    # "One" is hardly ever a count in speech.
    has_number = any(
        (token.pos == "NUM" and token.lemma.casefold() != "one") or token.text[:1].isdigit() for token in tokens
    )
    verbs = [token for token in tokens if token.pos in ("VERB", "AUX")]
    if not lemmas or not verbs or len(tokens) < 4 or (tokens[-1].text == "?"):
        return ASIDE
    if any(phrase in text for phrase in _PHRASES) and not (has_number and has_name):
        return ASIDE
    grown = Grown(tree)
    root = grown.roots()[0]
    if _tells_to(grown, root):
        return ASIDE
    if _addresses(grown, root) and not (has_name and has_number and grown.subject(root) is not None):
        return ASIDE
    subject = grown.subject(root)
    points = (
        subject is not None and tokens[subject].text.casefold() in _POINTERS and grown.child(root, "cop") is not None
    )
    if points and not has_name and not has_number and len(tokens) <= SHORT_POINTER:
        return ASIDE  # "That's the point": what it points at is told by the sentence before
    if seen and lemmas <= seen[-1] and len(lemmas) <= 2 and not has_number:
        return ASIDE  # said again at once, with nothing added
    # Said before in the same words: the words of this sentence are nearly all in one earlier sentence.
    if any(len(lemmas) > 2 and len(lemmas & other) >= 0.85 * len(lemmas) for other in seen[-40:]):
        return ASIDE
    value = 0.25 + 0.4 * rank + 0.12 * has_name + 0.12 * has_number
    return min(max(value, 0.0), 1.0)
