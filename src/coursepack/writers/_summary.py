"""The few statements that sum up a pack: the weightiest that stand alone, spread over the sections, none said twice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.language.stems import stems
from coursepack.model.anchors import Source
from coursepack.model.claims import Section
from coursepack.model.outline import Item, Volume, outline
from coursepack.model.pack import Pack
from coursepack.model.wording import words
from coursepack.writers._standing import stands_alone

__all__ = ["WORDS", "Digest", "digest"]

WORDS = 390
"""Words of a page, with its headings; marks and references come to it."""
_AGAIN = 0.8
"""What a further statement of a section is worth, against the one before: so that each has its share."""
_LONG = 34
"""Words from which a sentence is none of a summary."""
_SAME = 0.5
"""The share of the shorter one's stems from which two statements say the same."""
_BESIDE = 0.3
"""The share of the words that is left to sources after the first: they tell the same lecture again."""
_LEAST = 0.35
"""The lowest worth that is told, so that a section without anything that matters has no word in it."""
_SHORT = 7
_SHORT_WORTH = 0.8
"""What is said in fewer words tells little without its neighbours."""
_TALKED_WORTH = 0.6
"""Nor does a summary speak of the lecturer and the class."""
_DEFINITE_WORTH = 0.85
""""The policy was announced" rests on a policy that was spoken of."""
_TITLED_WORTH = 1.15
"""What says something of its section's title is what the section is about."""
_UNSURE_WORTH = 0.8
_UNSURE = frozenset({"maybe", "perhaps", "if", "suppose"})
"""A guess, or what depends on another thing, sums up nothing."""
_TALKING = values("alone", "talk") | values("leaning", "talk") | {"i"}


class Digest(Struct, frozen=True, kw_only=True):
    """What is told of one section."""

    source: Source
    section: Section
    items: tuple[Item, ...]


class _Candidate(Struct, frozen=True, kw_only=True):
    order: int
    section: str
    is_beside: bool
    item: Item
    stems: frozenset[str]
    worth: float
    length: int
    title: int
    """Words of the section's heading."""


def digest(pack: Pack, most: int = WORDS) -> tuple[Digest, ...]:
    """Give the sections that have something in it, in the order of the outline; the first source is the story."""
    volumes = outline(pack)
    found = _candidates(volumes)
    has_both = len({each.is_beside for each in found}) > 1
    chosen: list[_Candidate] = []
    room = {False: most * (1 - _BESIDE) if has_both else most, True: most * _BESIDE if has_both else most}
    for is_beside in (False, True):
        _choose([each for each in found if each.is_beside is is_beside], chosen, room[is_beside])
    kept = {each.item.statement.id for each in chosen}
    out = [
        Digest(source=volume.source, section=chapter.section, items=items)
        for volume in volumes
        for chapter in volume.chapters
        if (items := tuple(item for item in chapter.items if item.statement.id in kept))
    ]
    return tuple(out)


def _candidates(volumes: Sequence[Volume]) -> list[_Candidate]:
    first = next((volume.source.id for volume in volumes if any(chapter.items for chapter in volume.chapters)), None)
    out: list[_Candidate] = []
    for volume in volumes:
        for chapter in volume.chapters:
            for item in chapter.items:
                length = len(words(item.statement.text))
                if item.level == 0 and length <= _LONG and stands_alone(item.statement):
                    out.append(
                        _Candidate(
                            order=len(out),
                            section=chapter.section.id,
                            is_beside=volume.source.id != first,
                            item=item,
                            stems=frozenset(stems(item.statement.text)),
                            worth=_worth(item, chapter.section.title),
                            length=length,
                            title=len(words(chapter.section.title)),
                        )
                    )
    return out


def _choose(found: Sequence[_Candidate], chosen: list[_Candidate], room: float) -> None:
    """Take the best as long as there is room; what a section has already makes its next one worth less."""
    taken: dict[str, int] = {}
    left = list(found)
    while left:
        best = max(left, key=lambda each: (each.worth * _AGAIN ** taken.get(each.section, 0), -each.order))
        left.remove(best)
        cost = best.length + (0 if best.section in taken else best.title)
        if best.worth < _LEAST or cost > room or any(_is_same(best, each) for each in chosen):
            continue
        room -= cost
        taken[best.section] = taken.get(best.section, 0) + 1
        chosen.append(best)


def _worth(item: Item, title: str) -> float:
    said = words(item.statement.text)
    worth = float(item.statement.salience)
    if set(stems(title)) & set(stems(item.statement.text)):
        worth *= _TITLED_WORTH
    if item.statement.stance == "hedged" or said[0] in _UNSURE:
        worth *= _UNSURE_WORTH
    if len(said) < _SHORT:
        worth *= _SHORT_WORTH
    if any(word.partition("'")[0] in _TALKING for word in said):
        worth *= _TALKED_WORTH
    if said[0] == "the" and item.statement.text.split()[1][:1].islower():
        worth *= _DEFINITE_WORTH
    return worth


def _is_same(one: _Candidate, other: _Candidate) -> bool:
    few = min(len(one.stems), len(other.stems))
    return few > 0 and len(one.stems & other.stems) > _SAME * few
