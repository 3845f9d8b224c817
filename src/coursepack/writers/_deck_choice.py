"""What a deck tells: topics in reading order, each with as many bullets as its share of the slides holds, by weight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from coursepack.model.outline import Item
from coursepack.writers._deck_lines import Lines
from coursepack.writers._deck_topics import Topic
from coursepack.writers._deck_worth import Chooser, is_title

__all__ = ["PER_SLIDE", "Choice", "budget", "chosen"]

PER_SLIDE = 5
"""Bullets that a slide is planned for; six is the most."""
_LEAST, _MOST = 6, 44
"""Slides with bullets, of the shortest and the longest lecture."""
_GROWTH = 1.3
"""Slides for the square root of the statements told: twice the lecture is not twice the deck."""
_WORTH = 0.6
"""What a bullet of speech must be worth: those of less are mostly talk about the class or need what was said before."""
_MORE = 4
"""Of the slides that a lecture of this length has, one in so many is left for topics with more than a slide."""
_ENOUGH = 12
_FEWEST = 3
"""Bullets of speech that are worth a slide, and bullets of a word or two that make a list."""


@dataclass(slots=True)
class Choice:
    """What is told of a topic."""

    topic: Topic
    slides: int
    own: list[Item] = field(default_factory=list)
    said: list[Item] = field(default_factory=list)
    callout: list[Item] = field(default_factory=list)


def budget(told: int) -> int:
    """Give the slides with bullets of a lecture of so many told statements."""
    return max(_LEAST, min(_MOST, round(_GROWTH * math.sqrt(told))))


def chosen(found: Sequence[Topic], slides: int, lines: Lines) -> list[Choice]:
    """Choose what is told of each topic: first what slides say, then what speech or running text says more.

    Of that, what is worth little or needs what stood before it is left out, where enough is told without it.
    """
    choices = _chosen(found, slides, Chooser(lines, found, _WORTH))
    if sum(len(choice.own) + len(choice.said) for choice in choices) < _ENOUGH:
        return _chosen(found, slides, Chooser(lines, found, None))
    return [choice for choice in choices if _is_told(choice)]


def _chosen(found: Sequence[Topic], slides: int, chooser: Chooser) -> list[Choice]:
    given = _shares(found, slides, chooser)
    out = [Choice(topic=topic, slides=count) for topic, count in zip(found, given, strict=True) if count]
    for choice in out:
        choice.callout = chooser.marked(choice.topic.own)
        chooser.take(choice.callout)
        _choose_own(choice, chooser)
    for choice in out:
        _choose_said(choice, chooser)
    return [choice for choice in out if choice.own or choice.said or choice.callout]


def _is_told(choice: Choice) -> bool:
    """A caption alone is no slide, nor one sentence of speech."""
    told = [*choice.own, *choice.said, *choice.callout]
    if not choice.own and not any(item in choice.topic.own for item in choice.callout):
        return len(told) >= _FEWEST - 1
    return len(told) > 1 or any(item.statement.verb or item.has_lead for item in told)


def _choose_own(choice: Choice, chooser: Chooser) -> None:
    room = max(choice.slides * PER_SLIDE, PER_SLIDE + 1)
    clusters = _clusters([item for item in choice.topic.own if item not in choice.callout])
    # The title says it already; what stands under it stays.
    clusters = [[item for item in each if not chooser.repeats_title(item)] for each in clusters]
    for cluster in sorted(filter(None, clusters), key=lambda each: -max(chooser.value(item) for item in each)):
        heads = len(cluster) > 1 and is_title(cluster[0])
        kept = [item for item in cluster if chooser.fits(item) or (heads and item is cluster[0])]
        is_open = len(kept) == 1 and kept[0].statement.text.rstrip().endswith(":")
        is_whole = bool(kept) and kept[0] is cluster[0] and not is_open
        if is_whole and len(choice.own) + len(kept) <= room and any(map(chooser.is_new, kept)):
            choice.own += kept
            chooser.take(kept)
    choice.own.sort(key=choice.topic.own.index)


def _choose_said(choice: Choice, chooser: Chooser) -> None:
    room = choice.slides * PER_SLIDE - len(choice.own)
    callout = [] if choice.callout else chooser.summing(choice.topic.said)
    chooser.take(callout)
    taken = _taken([item for item in choice.topic.said if item not in callout], room, chooser, fills=False)
    if len(taken) + len(choice.own) < _FEWEST:
        few = _FEWEST - len(choice.own) - len(taken)
        left = [item for item in choice.topic.said if item not in callout and item not in taken]
        taken += _taken(left, min(few, room), chooser, fills=True)
    if len(taken) + len(choice.own) < _FEWEST:
        # So few are no ground for a sentence that sums them up.
        taken, callout = [*taken, *callout], []
    if choice.own and len(taken) < _FEWEST and len(choice.own) + len(taken) > PER_SLIDE + 1:
        taken = []
    choice.said = sorted(taken, key=choice.topic.said.index)
    choice.callout = choice.callout or callout


def _taken(items: Sequence[Item], room: int, chooser: Chooser, *, fills: bool) -> list[Item]:
    taken: list[Item] = []
    for item in sorted(items, key=lambda each: -chooser.value(each)):
        if len(taken) < room and chooser.fits(item, fills=fills) and chooser.is_new(item):
            taken.append(item)
            chooser.take([item])
    return taken


def _clusters(items: Sequence[Item]) -> list[list[Item]]:
    out: list[list[Item]] = []
    for item in items:
        if item.level and out:
            out[-1].append(item)
        else:
            out.append([item])
    return out


def _fitting(topic: Topic, chooser: Chooser) -> list[Item]:
    fit = [item for item in topic.items if chooser.fits(item)]
    if len(fit) >= _FEWEST:
        return fit
    filling = [item for item in topic.said if item not in fit and chooser.fits(item, fills=True)]
    return [*fit, *filling[: _FEWEST - len(fit)]]


def _shares(found: Sequence[Topic], slides: int, chooser: Chooser) -> list[int]:
    """Share slides out: topics of the slides have one each, then the weightiest, then those with more to say."""
    fit = [_fitting(topic, chooser) for topic in found]
    weights = [sum(max(0.0, chooser.value(item)) for item in items) for items in fit]
    needs = [math.ceil(len(items) / PER_SLIDE) for items in fit]
    own = [{item.statement.id for item in topic.own} for topic in found]
    is_own = [any(item.statement.id in ids for item in items) for ids, items in zip(own, fit, strict=True)]
    order = sorted(range(len(found)), key=lambda at: (not is_own[at], -weights[at], at))
    worth = sum(each or len(items) >= _FEWEST for each, items in zip(is_own, fit, strict=True))
    slides = min(_MOST, max(slides, worth + slides // _MORE))
    given = [0] * len(found)
    for at in order[:slides]:
        given[at] = min(1, needs[at])
    for _ in range(slides - sum(given)):
        growing = [at for at in range(len(found)) if 0 < given[at] < needs[at]]
        if not growing:
            break
        given[max(growing, key=lambda each: (weights[each] / (given[each] + 1), -each))] += 1
    return given
