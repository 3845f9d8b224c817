"""The topics of a deck: the sections of its slides, with what was said to each; else the sections of what was said."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coursepack.model.claims import Section
from coursepack.model.outline import Chapter, Item, Volume
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import words

__all__ = ["Topic", "spine_of", "topics"]

_SHOWN = 0.5
"""The share of a section's statements whose slide is known, from which on all go by their slides."""
_FEW = 3
"""Bullets of a slide; with fewer it takes what was said to it from a section that has a title of its own."""


@dataclass(slots=True)
class Topic:
    section: Section
    own: list[Item] = field(default_factory=list)
    """Of slides, or bullets of a document, as they stand."""
    said: list[Item] = field(default_factory=list)
    """Of speech or running text, of which the best are chosen."""

    @property
    def items(self) -> list[Item]:
        return [*self.own, *self.said]


def spine_of(volumes: Sequence[Volume]) -> Volume | None:
    """Give the source whose sections order the deck: the first slides, else the first that tells anything."""
    told = [volume for volume in volumes if any(chapter.items for chapter in volume.chapters)]
    return next((volume for volume in told if volume.source.kind == "slides"), told[0] if told else None)


def topics(volumes: Sequence[Volume], pack: Pack) -> list[Topic]:
    """Join sections of one title, and what was said to a slide with that slide.

    A section that the first source has not follows the slide that was shown, else the section before it.
    """
    spine = spine_of(volumes)
    if spine is None:
        return []
    places = Places(pack)
    found: list[Topic] = []
    for chapter in spine.chapters:
        if not found or _key(found[-1].section) != _key(chapter.section):
            found.append(Topic(section=chapter.section))
        _add(found[-1], spine, chapter.items, places)
    slides = _Slides(pack, spine, found)
    for volume in volumes:
        at = 0
        for chapter in volume.chapters if volume is not spine else ():
            at = _join(found, volume, chapter, slides, places, at)
    return found


def _join(found: list[Topic], volume: Volume, chapter: Chapter, slides: _Slides, places: Places, at: int) -> int:
    """Put a section of a further source where it belongs; give the place after it."""
    shown = slides.of(chapter.items)
    same = next((each for each in found if _key(each.section) == _key(chapter.section)), None)
    is_shown = sum(topic is not None for topic in shown) >= _SHOWN * len(shown)
    if same is None:
        usual = Counter(id(topic) for topic in shown if topic is not None).most_common(1)
        at = next((order + 1 for order, each in enumerate(found) if usual and id(each) == usual[0][0]), at)
        same = Topic(section=chapter.section)
        found.insert(at, same)
        # A slide that says little has what was said to it; the rest keeps its own title.
        shown = [topic if topic is not None and len(topic.own) < _FEW else None for topic in shown]
    else:
        shown = _carried(shown) if is_shown else [None for _ in shown]
    for item, topic in zip(chapter.items, shown, strict=True):
        _add(topic or same, volume, (item,), places)
    return next(order for order, each in enumerate(found) if each is same) + 1


def _carried(shown: Sequence[Topic | None]) -> list[Topic | None]:
    """Give what has no slide the one before it, else the one after it."""
    first = next(topic for topic in shown if topic is not None) if any(shown) else None
    out: list[Topic | None] = []
    for topic in shown:
        out.append(topic or (out[-1] if out else first))
    return out


class _Slides:
    """Finds the topic of the slide that was shown while something was said."""

    def __init__(self, pack: Pack, spine: Volume, found: Sequence[Topic]) -> None:
        passages = {each.id: each for each in pack.passages}
        sentences = {each.id: each for each in pack.sentences}
        begins: list[tuple[int, Topic]] = []
        topic_of = {_key(each.section): each for each in reversed(found)}
        for chapter in spine.chapters:
            starts = [sentences[each].start for each in chapter.section.sentences]
            starts += [span.start for span in chapter.section.evidence if span.source == spine.source.id]
            if starts:
                begins.append((min(starts), topic_of[_key(chapter.section)]))
        begins.sort(key=lambda each: each[0])
        heads = [begin for begin, _ in begins]
        self._topics: dict[str, Topic] = {}
        for each in pack.alignments:
            passage = passages[each.passage]
            at = bisect_right(heads, passage.start) - 1
            if passage.source == spine.source.id and at >= 0:
                self._topics[each.sentence] = begins[at][1]
        self._sentences = sorted((each.source, each.start, each.end, each.id) for each in pack.sentences)

    def of(self, items: Iterable[Item]) -> list[Topic | None]:
        return [self._topics.get(self._sentence(item)) for item in items]

    def _sentence(self, item: Item) -> str:
        first = item.statement.evidence[0]
        at = bisect_right(self._sentences, (first.source, first.start), key=lambda each: each[:2]) - 1
        return self._sentences[at][3] if at >= 0 and self._sentences[at][0] == first.source else ""


def _key(section: Section) -> tuple[str, ...]:
    return tuple(words(section.title))


def _add(topic: Topic, volume: Volume, items: Iterable[Item], places: Places) -> None:
    for item in items:
        passage = places.passage_at(item.statement.evidence[0])
        is_listed = passage is not None and passage.role in ("bullet", "callout")
        is_own = volume.source.kind == "slides" or (volume.source.kind == "document" and is_listed)
        (topic.own if is_own else topic.said).append(item)
