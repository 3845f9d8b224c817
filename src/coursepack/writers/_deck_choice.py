"""What a deck tells: topics in reading order, each with as many bullets as its share of the slides holds, by weight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coursepack.model.anchors import Passage
from coursepack.model.claims import Section, Statement
from coursepack.model.outline import Chapter, Item, Volume, outline
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import Quoted, words
from coursepack.writers._deck_lines import Lines
from coursepack.writers._ends import opening

__all__ = ["PER_SLIDE", "Chooser", "Topic", "budget", "chosen", "shares", "spine_of", "topics"]

PER_SLIDE = 5
"""Bullets that a slide is planned for; six is the most."""
_LEAST, _MOST = 6, 34
"""Slides with bullets, of the shortest and the longest lecture."""
_GROWTH = 1.4
"""Slides for the square root of the statements told: twice the lecture is not twice the deck."""
_LONG, _LONGEST = 90, {"transcript": 150, "slides": 210, "document": 170}
"""Characters of a bullet: from the first on it weighs less, beyond the second it is left out."""
_SAME = 0.6
"""The share of the shorter one's words from which two bullets are taken to say the same."""
_WEIGHTY, _SUMMING = 0.8, 8
"""Salience and words from which a sentence of speech may sum its topic up."""
_LETTERS = 4
"""Shorter words are mostly grammar."""


@dataclass(slots=True)
class Topic:
    section: Section
    own: list[Item] = field(default_factory=list)
    """Of slides or a document, as they stand."""
    said: list[Item] = field(default_factory=list)
    """Of speech, of which the best are chosen."""

    @property
    def items(self) -> list[Item]:
        return [*self.own, *self.said]


def spine_of(volumes: Sequence[Volume]) -> Volume | None:
    """Give the source whose sections order the deck: the first slides, else the first that tells anything."""
    told = [volume for volume in volumes if any(chapter.items for chapter in volume.chapters)]
    return next((volume for volume in told if volume.source.kind == "slides"), told[0] if told else None)


def topics(pack: Pack) -> list[Topic]:
    """Join sections of one title; a section that the first source has not follows the one before it."""
    volumes = outline(pack)
    spine = spine_of(volumes)
    if spine is None:
        return []
    found: list[Topic] = []
    for chapter in spine.chapters:
        if found and _key(found[-1].section) == _key(chapter.section):
            _add(found[-1], spine, chapter)
        else:
            found.append(Topic(section=chapter.section))
            _add(found[-1], spine, chapter)
    for volume in volumes:
        if volume is spine:
            continue
        at = 0
        for chapter in volume.chapters:
            same = next(
                (order for order, each in enumerate(found) if _key(each.section) == _key(chapter.section)), None
            )
            if same is None:
                found.insert(at, Topic(section=chapter.section))
                same = at
            _add(found[same], volume, chapter)
            at = same + 1
    return [topic for topic in found if topic.items]


def _key(section: Section) -> tuple[str, ...]:
    return tuple(words(section.title))


def _add(topic: Topic, volume: Volume, chapter: Chapter) -> None:
    (topic.said if volume.source.kind == "transcript" else topic.own).extend(chapter.items)


def budget(told: int) -> int:
    """Give the slides with bullets of a lecture of so many told statements."""
    return max(_LEAST, min(_MOST, round(_GROWTH * math.sqrt(told))))


class Chooser:
    """Chooses bullets over the whole deck, so that nothing is said twice."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._places = Places(lines.pack)
        self._agreed: dict[str, set[str]] = {}
        for each in lines.pack.comparisons:
            if each.verdict == "agree":
                for ident in each.statements:
                    self._agreed.setdefault(ident, set()).update(each.statements)
        self._said: list[frozenset[str]] = []
        self._told: set[str] = set()

    def value(self, item: Item) -> float:
        """Weigh a bullet: salience, with a name or date to begin with, short, told as fact, clear by itself."""
        statement = item.statement
        value = statement.salience - max(0, len(statement.text) - _LONG) / 200
        value += 0.15 if self._lines.is_named(statement) else 0.0
        value -= 0.1 if statement.stance != "asserted" else 0.0
        return value - (0.35 if not item.has_lead and opening(statement.wording, statement) else 0.0)

    def fits(self, item: Item) -> bool:
        statement = item.statement
        kind = self._lines.kind_of(statement)
        return len(statement.text) <= _LONGEST[kind] and statement.stance != "question"

    def is_new(self, item: Item) -> bool:
        own = _content(item.statement)
        if self._agreed.get(item.statement.id, set()) & self._told:
            return False
        return not any(_overlap(own, other) >= _SAME for other in self._said)

    def take(self, items: Iterable[Item]) -> None:
        for item in items:
            self._told.add(item.statement.id)
            self._said.append(_content(item.statement))

    def callout(self, topic: Topic) -> list[Item]:
        """Find what sums a topic up: a call-out of the slides, whole, else the best sentence that stands alone."""
        marked = [(passage, item) for item in topic.own if (passage := self._callout_of(item)) is not None]
        if marked:
            best, _ = max(marked, key=lambda each: each[1].statement.salience)
            whole = [item for passage, item in marked if passage is best]
            if sum(len(item.statement.text) for item in whole) <= _LONGEST["slides"]:
                return whole
        said = [item for item in topic.said if self.fits(item) and self._sums_up(item) and self.is_new(item)]
        return [max(said, key=self.value)] if said else []

    def _callout_of(self, item: Item) -> Passage | None:
        passage = self._places.passage_at(item.statement.evidence[0])
        return passage if passage is not None and passage.role == "callout" and self.fits(item) else None

    def _sums_up(self, item: Item) -> bool:
        statement = item.statement
        is_plain = statement.stance == "asserted" and all(isinstance(part, Quoted) for part in statement.wording)
        is_clear = not opening(statement.wording, statement) and len(words(statement.text)) >= _SUMMING
        return is_plain and is_clear and statement.salience >= _WEIGHTY


def chosen(topic: Topic, slides: int, chooser: Chooser, callout: Sequence[Item]) -> list[Item]:
    """Give the bullets of a topic for so many slides: what its own slides say, then speech, each in text order."""
    room = slides * PER_SLIDE
    taken: list[Item] = []
    clusters = _clusters([item for item in topic.own if item not in callout])
    for cluster in sorted(clusters, key=lambda each: -max(chooser.value(item) for item in each)):
        kept = [item for item in cluster if chooser.fits(item)]
        if kept and kept[0] is cluster[0] and len(taken) + len(kept) <= room + 1 and any(map(chooser.is_new, kept)):
            taken += kept
            chooser.take(kept)
    for item in sorted(topic.said, key=lambda each: -chooser.value(each)):
        if len(taken) >= room:
            break
        if item not in callout and chooser.fits(item) and chooser.is_new(item):
            taken.append(item)
            chooser.take([item])
    order = {item.statement.id: at for at, item in enumerate(topic.items)}
    return sorted(taken, key=lambda item: order[item.statement.id])


def _clusters(items: Sequence[Item]) -> list[list[Item]]:
    out: list[list[Item]] = []
    for item in items:
        if item.level and out:
            out[-1].append(item)
        else:
            out.append([item])
    return out


def shares(found: Sequence[Topic], slides: int, chooser: Chooser) -> list[int]:
    """Share slides out: the weightiest topics have one each, then more where there is more to say."""
    weights = [sum(max(0.0, chooser.value(item)) for item in topic.items if chooser.fits(item)) for topic in found]
    needs = [math.ceil(sum(map(chooser.fits, topic.items)) / PER_SLIDE) for topic in found]
    order = sorted(range(len(found)), key=lambda at: (-weights[at], at))
    given = [0] * len(found)
    for at in order[:slides]:
        given[at] = min(1, needs[at])
    left = slides - sum(given)
    while left > 0:
        open_ = [at for at in range(len(found)) if 0 < given[at] < needs[at]]
        if not open_:
            break
        at = max(open_, key=lambda each: (weights[each] / (given[each] + 1), -each))
        given[at] += 1
        left -= 1
    return given


def _content(statement: Statement) -> frozenset[str]:
    return frozenset(word for word in words(statement.text) if len(word) >= _LETTERS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if min(len(one), len(other)) > 1 else 0.0
