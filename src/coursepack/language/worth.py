"""How much each sentence of a text is worth telling: a linear model, trained to do as textbooks' own summaries do.

Its weights are data (`en_worth/`), with the rarity of words in the textbooks; `training/worth.py` makes both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from coursepack.errors import ModelMissing
from coursepack.language.worth_features import FEATURES, Array, Candidate, Rarity, features, stem
from coursepack.model.pack import Pack

__all__ = ["FOLDER", "candidates", "rarity", "worths"]

FOLDER = Path(__file__).parent / "en_worth"
SHORTEST = 4
"""Letters of a heading's word that is no mere grammar."""


def worths(found: Sequence[Candidate]) -> list[float]:
    """Weigh the sentences of one text against each other; only their order and distances mean something."""
    if not found:
        return []
    means, scales, weights = _weights()
    return [float(each) for each in ((features(found, rarity()) - means) / scales) @ weights]


def candidates(pack: Pack, source: str) -> list[Candidate]:
    """Take a source's sentences but its headings, in order.

    Speech has no paragraphs: its lines and captions end where there was room, and not where a thought does.
    """
    kind = next(each.kind for each in pack.sources if each.id == source)
    title = next(each.title for each in pack.sources if each.id == source)
    passages = {each.id: (at, each) for at, each in enumerate(pack.passages)}
    named = _counted(pack, source)
    is_text = kind == "document"
    has_headings = any(each.role == "heading" and each.source == source for each in pack.passages)
    out: list[Candidate] = []
    heading: tuple[str, ...] = ()
    section = 0 if has_headings and is_text else -1
    for tree in pack.trees:
        if tree.source != source:
            continue
        at, passage = passages[tree.passages[0]]
        if passage.role == "heading":
            words = _headed(token.text for token in tree.tokens)
            heading = words if out else (*heading, *words)
            section += bool(out and is_text)
            continue
        out.append(
            Candidate(
                tree=tree,
                names=sum(named.get(token.start, 0) for token in tree.tokens),
                paragraph=at if is_text else -1,
                section=section,
                heading=heading if is_text else (),
                title=_headed(title.split()) if is_text else (),
            )
        )
    return out


@cache
def rarity() -> Rarity:
    """Read in how many sections of the textbooks each stem stands."""
    lines = _read("rarity.tsv")
    counts = {word: int(count) for word, count in lines[1:]}
    return Rarity(counts, int(lines[0][1]))


@cache
def _weights() -> tuple[Array, Array, Array]:
    rows = {name: tuple(map(float, numbers)) for name, *numbers in _read("weights.tsv")[1:]}
    table = np.array([rows[name] for name in FEATURES])
    return table[:, 0], table[:, 1], table[:, 2]


def _read(name: str) -> list[list[str]]:
    if not (FOLDER / name).is_file():
        raise ModelMissing(str(FOLDER))
    return [line.split("\t") for line in (FOLDER / name).read_text("utf-8").split("\n") if line]


def _headed(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({stem(word) for word in words if len(word) >= SHORTEST}))


def _counted(pack: Pack, source: str) -> Mapping[int, int]:
    """Count the mentions of entities that begin at each position."""
    counts: dict[int, int] = {}
    for entity in pack.entities:
        for span in entity.mentions:
            if span.source == source:
                counts[span.start] = counts.get(span.start, 0) + 1
    return counts
