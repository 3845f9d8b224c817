"""How sure it is that a phrase is a term worth looking up, and that a sentence of it says what it is.

Both are logistic fits, made by `training/terms_train.py`; here are their features and their sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.background import rarity
from coursepack.language.definitions import SHAPES, Definition, definitions
from coursepack.language.grammar import Grown
from coursepack.language.lexicons import values
from coursepack.language.term_phrases import key_of, phrases

__all__ = [
    "Concept",
    "Field",
    "Found",
    "Place",
    "candidates",
    "concepts",
    "explains",
    "explanation_traits",
    "field_of",
    "term_traits",
    "termhood",
]

Traits = dict[str, float]
_FILE = Path(__file__).parent / "en_terms" / "weights.tsv"
_PLAIN = values("function_words", "plain")
_VAGUE = values("term_vague", "noun")
_VAGUE_ADJECTIVES = values("term_vague", "adjective")
_ENDINGS = (5, 4, 3)
_MOST_PLACES = 12
"""Sentences of a term that are weighed for its explanation: the first, and those that explain it by their shape."""


class Place(Struct, frozen=True, kw_only=True):
    """Where a phrase stands: the order of its sentence among all, and its tokens."""

    tree: int
    first: int
    last: int


class Found(Struct, frozen=True, kw_only=True):
    """A definition in a sentence."""

    tree: int
    definition: Definition


class Concept(Struct, kw_only=True):
    """All that is said of one phrase: its places, whether they are whole phrases, and what defines it."""

    key: str
    places: list[Place]
    whole: int = 0
    """Places where it is no part of a longer phrase."""
    inside: int = 0
    """Longer phrases that hold it."""
    defined: list[Found]
    kind: str = ""
    """Of the entity that it names."""
    titled: int = 0
    """Places in headings."""
    capital: int = 0
    """Places where it is written with a capital that no sentence's beginning gives it."""
    marked: int = 0
    """Places where the source sets it off, in bold or italics."""


class Field(Struct, frozen=True, kw_only=True):
    """All that the terms of a text are weighed against."""

    groves: Sequence[Grown]
    concepts: Mapping[str, Concept]
    longer: Mapping[str, int]
    """How often the most frequent of the phrases stands that hold a key."""
    headings: frozenset[int]
    """The order of the sentences that are headings."""
    kinds: Mapping[tuple[str, int], str]
    """Of the entity that begins at a source's character."""


def field_of(
    groves: Sequence[Grown],
    found: Mapping[str, Concept],
    *,
    kinds: Mapping[tuple[str, int], str],
    headings: frozenset[int] = frozenset(),
) -> Field:
    longer: dict[str, int] = {}
    for concept in found.values():
        for part in _parts(concept.key.split()):
            longer[part] = max(longer.get(part, 0), len(concept.places))
    return Field(groves=groves, concepts=found, longer=longer, headings=headings, kinds=kinds)


def concepts(
    groves: Sequence[Grown],
    *,
    kinds: Mapping[tuple[str, int], str],
    headings: frozenset[int] = frozenset(),
    marked: frozenset[tuple[str, int]] = frozenset(),
) -> dict[str, Concept]:
    """Collect the phrases of all sentences by their keys, in the order in which they first stand.

    `kinds` gives the kind of the entity that begins at a source's character; `headings` the order of sentences that
    are headings; `marked` where something in bold or italics begins.
    """
    found: dict[str, Concept] = {}
    for order, grown in enumerate(groves):
        taken: set[tuple[int, int]] = set()
        for definition in definitions(grown):
            run = (definition.first, definition.last)
            concept = _of(found, grown, run)
            if concept is None:
                continue
            concept.defined.append(Found(tree=order, definition=definition))
            if run not in taken:
                taken.add(run)
                concept.whole += 1
                _place(concept, grown, (order, *run), (kinds, headings, marked))
        for first, last, is_whole in phrases(grown):
            concept = _of(found, grown, (first, last))
            if concept is None:
                continue
            concept.inside += not is_whole
            if (first, last) not in taken:
                taken.add((first, last))
                concept.whole += is_whole
                _place(concept, grown, (order, first, last), (kinds, headings, marked))
    return found


def _of(found: dict[str, Concept], grown: Grown, run: tuple[int, int]) -> Concept | None:
    tokens = grown.tokens[run[0] : run[1] + 1]
    if any(token.name.endswith("-DATE") for token in tokens) and not any(
        token.pos in ("NOUN", "PROPN") and not token.name for token in tokens
    ):
        return None
    key = key_of(grown.words(range(run[0], run[1] + 1)))
    if len(key) < 3 or all(word in _PLAIN for word in key.split()) or not any(each.isalpha() for each in key):
        return None
    if key in _VAGUE or (tokens[0].text in _VAGUE_ADJECTIVES or tokens[0].tag in ("JJR", "JJS")):
        return None
    return found.setdefault(key, Concept(key=key, places=[], defined=[]))


def _place(
    concept: Concept,
    grown: Grown,
    at: tuple[int, int, int],
    known: tuple[Mapping[tuple[str, int], str], frozenset[int], frozenset[tuple[str, int]]],
) -> None:
    order, first, last = at
    kinds, headings, marked = known
    token, source = grown.tokens[first], grown.tree.source
    concept.places.append(Place(tree=order, first=first, last=last))
    concept.titled += order in headings
    concept.capital += (
        first > 0
        and order not in headings
        and all(
            each.text[:1].isupper() for each in grown.tokens[first : last + 1] if each.pos in ("NOUN", "PROPN", "ADJ")
        )
    )
    concept.marked += (source, token.start) in marked
    concept.kind = concept.kind or kinds.get((source, token.start), "")


def term_traits(concept: Concept, field: Field, best: float) -> Traits:
    """Give what speaks for a term; `best` is how sure its best sentence explains it."""
    words = concept.key.split()
    head = words[-1] if not (len(words) > 2 and "of" in words) else words[words.index("of") - 1]
    count = len(concept.places)
    total = max(len(field.groves), 1)
    rare = [rarity(word) for word in words if word not in _PLAIN] or [3.0]
    first = concept.places[0]
    token = field.groves[first.tree].tokens[first.last]
    spread = len({place.tree for place in concept.places})
    shapes = Counter(found.definition.shape for found in concept.defined)
    per_thousand = 1000 * count / max(total * 20, 200)
    traits: Traits = {
        "base": 1.0,
        "log count": log(count),
        "log count squared": log(count) ** 2,
        "per thousand": log(1 + per_thousand),
        "spread": log(spread),
        "whole share": concept.whole / count,
        "never whole": float(concept.whole == 0),
        "once": float(count == 1),
        "rarest": max(rare),
        "commonest": min(rare),
        "mean rarity": sum(rare) / len(rare),
        "unknown word": float(max(rare) >= 7.0),
        "rare and often": max(rare) * log(count),
        f"size {min(len(words), 4)}": 1.0,
        "early": 1 - first.tree / total,
        "titled": float(concept.titled > 0),
        "marked": float(concept.marked > 0),
        "capital share": concept.capital / count,
        f"kind {concept.kind or 'none'}": 1.0,
        f"tag {token.tag}": 1.0,
        "explained": best,
        "explained squared": best * best,
        "defined more than once": float(len({found.tree for found in concept.defined}) > 1),
        f"head {head}": 1.0,
        f"phrase {concept.key}": 1.0,
        f"name {_named(field.groves[first.tree], first)}": 1.0,
    }
    for shape in SHAPES:
        if shapes[shape]:
            traits[f"shape {shape}"] = 1.0
            traits[f"shape {shape} {min(len(words), 2)}"] = 1.0
    for size in _ENDINGS:
        if len(head) > size + 1:
            traits[f"ending {head[-size:]}"] = 1.0
    for word in words[:-1]:
        traits[f"with {word}"] = 1.0
    # A longer phrase that stands nearly as often tells more: "nervous system" beside "system" (Frantzi 2000, C-value).
    traits["nested share"] = field.longer.get(concept.key, 0) / count
    shorter = [len(field.concepts[part].places) for part in _parts(words) if part in field.concepts]
    traits["part share"] = count / max(shorter) if shorter else 1.0
    return traits


def _named(grown: Grown, at: Place) -> str:
    """Tell whether the model sees a name in the phrase, of which kind, and whether it is the whole phrase."""
    labels = [token.name[2:] for token in grown.tokens[at.first : at.last + 1]]
    label = next((each for each in labels if each), "")
    return f"{label} {'whole' if all(labels) else 'part'}" if label else "none"


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Yield every phrase inside a phrase."""
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            if last - first < len(words):
                yield " ".join(words[first:last])


def candidates(concept: Concept) -> list[tuple[Place, Definition | None]]:
    """List what may explain a term: each part that a definition has, and the sentences of its first places."""
    out: list[tuple[Place, Definition | None]] = []
    shapes: dict[int, Definition] = {}
    for found in concept.defined[:_MOST_PLACES]:
        told = found.definition
        place = Place(tree=found.tree, first=told.first, last=told.last)
        if told.words:
            out.append((place, told))
        shapes.setdefault(found.tree, replace(told, words=()))
    seen: set[int] = set()
    for place in concept.places:
        if place.tree in seen or (len(seen) >= _MOST_PLACES and place.tree not in shapes):
            continue
        seen.add(place.tree)
        out.append((place, shapes.get(place.tree)))
    return out


def explanation_traits(concept: Concept, field: Field, at: Place, definition: Definition | None) -> Traits:
    """Give what speaks for a sentence, or the part of it that the definition has, as the explanation of a term."""
    grown = field.groves[at.tree]
    tokens = grown.tokens
    words = definition.words if definition is not None and definition.words else range(len(tokens))
    told = [tokens[index] for index in words if not at.first <= index <= at.last]
    content = sum(token.pos in ("NOUN", "PROPN", "VERB", "ADJ") for token in told)
    shape = definition.shape if definition is not None else "none"
    is_clip = definition is not None and bool(definition.words)
    opens = tokens[words[0]].text.casefold() if len(words) else ""
    lemmas = {token.lemma.casefold() for token in told}
    position = at.first / max(len(tokens), 1)
    traits: Traits = {
        "base": 1.0,
        f"shape {shape} {'part' if is_clip else 'whole'}": 1.0,
        f"content {min(content, 24) // 3}": 1.0,
        "log content": log(1 + content),
        "first": float(at.tree == concept.places[0].tree),
        "later": float(at.tree > concept.places[0].tree),
        "begins": float(at.first <= 1),
        "position": position,
        f"role {tokens[at.last].dep}": 1.0,
        f"opens {opens if opens in _OPENERS else 'other'} {'part' if is_clip else 'whole'}": 1.0,
        "pronoun": float(any(token.text.casefold() in _PERSONAL for token in told)),
        "you": float(any(token.text.casefold() in ("you", "your", "i", "we", "our", "us") for token in told)),
        "example": float(not lemmas.isdisjoint({"example", "instance", "imagine", "suppose", "consider", "e.g."})),
        "number": float(any(token.pos == "NUM" for token in told)),
        "name": float(any(token.name.endswith(("PERSON", "ORG")) for token in told)),
        "present": float(any(token.tag in ("VBZ", "VBP") for token in told)),
        "past": float(any(token.tag == "VBD" for token in told)),
        "modal": float(any(token.tag == "MD" for token in told)),
        "relative": float(any(token.dep == "acl:relcl" for token in told)),
        "again": float(sum(key_of(token.text) in concept.key.split() for token in told) > 0),
        f"size {min(len(concept.key.split()), 3)}": 1.0,
    }
    return traits


_OPENERS = frozenset(
    {
        "a",
        "an",
        "the",
        "any",
        "this",
        "these",
        "in",
        "when",
        "it",
        "they",
        "one",
        "those",
        "he",
        "she",
        "for",
        "but",
        "and",
        "that",
    }
)
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "they", "them", "it", "its", "their", "this"})


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """Give the weights of terms and of explanations."""
    terms: dict[str, float] = {}
    explanations: dict[str, float] = {}
    for line in _FILE.read_text("utf-8").split("\n"):
        if line:
            which, trait, weight = line.split("\t")
            (terms if which == "term" else explanations)[trait] = float(weight)
    return terms, explanations


def _sure(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = sum(value * weights.get(trait, 0.0) for trait, value in traits.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def termhood(traits: Mapping[str, float]) -> float:
    return _sure(traits, _weights()[0])


def explains(traits: Mapping[str, float]) -> float:
    return _sure(traits, _weights()[1])
