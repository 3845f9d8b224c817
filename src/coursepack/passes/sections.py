"""Sections: by headings where a source has them, else by where the words of speech change.

Boundaries in speech are the deep valleys of lexical cohesion between neighbouring windows of sentences (TextTiling,
Hearst 1997), moved by what speakers do at a turn: a pause, a new voice, "Now" or "Let me turn to". A title is words of
the section itself: the name or phrase that tells it best from the other sections.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground
from coursepack.language.topics import Unit, cosine, named, unit_of, weights
from coursepack.model.anchors import Passage
from coursepack.model.claims import Section
from coursepack.model.pack import Pack
from coursepack.model.wording import printed, words
from coursepack.notices import Log

SUMMARY = "runs of sentences on one topic, with a title in the source's words"
NEEDS = ("entities", "salience", "sentences", "trees")
MAKES = ("sections",)

WINDOW = 7
"""Sentences on each side of a possible boundary."""
SHORTEST = 5
"""Sentences in a section of speech."""
ROOT = 0.9
"""A speech of n sentences has about this many times √n sections: ten in ten minutes, thirty in an hour and a half."""
_TURN = re.compile(
    r"^(?:(?:ok(?:ay)?|now|so|right|well|but|and),? )?"
    r"(?:let(?:'s| us| me)|turn(?:ing)? to|the (?:second|third|fourth|next|last|final)|what (?:about|then|was|is)|how"
    r"|why|at (?:home|the same time)|meanwhile|finally|next|back to)\b|^(?:now|okay|ok|right|good),? ",
    re.IGNORECASE,
)
LIKE = 0.14
"""A run of speech is titled by a heading of another source where their words are at least this much alike (cosine)."""


class _Run(Struct, frozen=True, kw_only=True):
    units: tuple[Unit, ...]
    heading: Passage | None = None
    """The heading that the run stands under, or is titled by."""
    has_heading: bool = False
    """Whether the heading is the run's own."""


def run(pack: Pack, log: Log) -> Pack:
    """Each sentence is in one section; sections are in text order and never cross a source."""
    ground = Ground(pack)
    runs: list[_Run] = []
    for source in pack.sources:
        units = [
            unit_of(sentence, tree)
            for sentence, tree in zip(pack.sentences, pack.trees, strict=True)
            if tree.source == source.id
        ]
        if any(passage.role == "heading" and passage.source == source.id for passage in pack.passages):
            runs.extend(_by_heading(ground, units))
            continue
        runs.extend(_Run(units=tuple(part)) for part in _by_words(pack, ground, units))
        if len(units) < 2 * SHORTEST:
            log.tell("no_sections", "too short to be divided into sections", source=source.path)
    return _titled(pack, ground, _matched([each for each in runs if each.units]))


def _matched(runs: Sequence[_Run]) -> list[_Run]:
    """Title runs of speech by the headings of other sources that are about the same; neighbours of one heading join."""
    weight = weights([each.units for each in runs])
    bags = [Counter(lemma for unit in each.units for lemma in unit.lemmas) for each in runs]
    out: list[_Run] = []
    used: set[tuple[str, int]] = set()
    for each, bag in zip(runs, bags, strict=True):
        heading = None
        if not each.has_heading:
            source = each.units[0].tree.source
            likeness = [
                (round(cosine(bag, other, weight), 6), -at)
                for at, other in enumerate(bags)
                if runs[at].has_heading and runs[at].units[0].tree.source != source
            ]
            best = max(likeness, default=(0.0, 0))
            heading = runs[-best[1]].heading if best[0] >= LIKE else None
        last = out[-1] if out else None
        if heading is not None and last is not None and not last.has_heading and last.heading == heading:
            out[-1] = _Run(units=(*last.units, *each.units), heading=heading)
            continue
        if heading is not None and (heading.source, heading.start) in used:
            heading = None
        if heading is not None:
            used.add((heading.source, heading.start))
        out.append(each if each.has_heading else _Run(units=each.units, heading=heading))
    return out


def _titled(pack: Pack, ground: Ground, runs: Sequence[_Run]) -> Pack:
    weight = weights([each.units for each in runs])
    kinds = {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}
    sections: list[Section] = []
    home: dict[str, str] = {}
    for each in runs:
        key = f"sec{len(sections) + 1}"
        heading = each.heading
        if heading is not None and words(pack.texts[heading.source].text[heading.start : heading.end]):
            title = printed(ground.quote(heading.source, heading.start, heading.end))
            evidence = ground.evidence(heading.source, heading.start, heading.end)
        else:
            taken = frozenset(section.title.casefold() for section in sections)
            title, evidence = named(ground, each.units, weight, kinds, taken)
        if not words(title):
            continue  # nothing but signs
        home.update((unit.sentence.id, key) for unit in each.units)
        sections.append(
            Section(
                id=key,
                title=title,
                sentences=tuple(unit.sentence.id for unit in each.units),
                evidence=evidence,
                made_by="sections",
                confidence=0.95 if each.has_heading else 0.7 if heading else 0.6,
            )
        )
    sentences = tuple(replace(sentence, section=home.get(sentence.id)) for sentence in pack.sentences)
    return replace(pack, sections=tuple(sections), sentences=sentences)


def _by_heading(ground: Ground, units: Sequence[Unit]) -> list[_Run]:
    """Begin a run at each heading; a heading with nothing under it (a title) joins the run of the next one."""
    runs: list[tuple[Passage | None, list[Unit]]] = [(None, [])]
    for each in units:
        passage = ground.passage(each.tree.source, each.tree.tokens[0].start)
        heading, under = runs[-1]
        if passage.role != "heading" or (heading is not None and heading.start == passage.start):
            under.append(each)
        elif heading is not None and all(_is_heading(ground, other) for other in under):
            runs[-1] = (passage, [*under, each])
        else:
            runs.append((passage, [each]))
    return [
        _Run(units=tuple(under), heading=heading, has_heading=heading is not None) for heading, under in runs if under
    ]


def _is_heading(ground: Ground, each: Unit) -> bool:
    return ground.passage(each.tree.source, each.tree.tokens[0].start).role == "heading"


def _by_words(pack: Pack, ground: Ground, units: Sequence[Unit]) -> list[list[Unit]]:
    if len(units) < 2 * SHORTEST:
        return [list(units)] if units else []
    frequency = Counter(lemma for unit in units for lemma in set(unit.lemmas))
    weight = {lemma: math.log(1 + len(units) / count) for lemma, count in frequency.items() if count > 1}
    scores = _depths([_cohesion(units, gap, weight) for gap in range(1, len(units))])
    scores = [score + _turn(pack, ground, units, gap) for gap, score in enumerate(scores, start=1)]
    chosen: list[int] = []
    wanted = max(1, round(ROOT * math.sqrt(len(units))) - 1)
    apart = max(SHORTEST, len(units) // (3 * (wanted + 1)))
    mean = sum(scores) / len(scores)
    for gap in sorted(range(1, len(units)), key=lambda gap: (-scores[gap - 1], gap)):
        if len(chosen) >= wanted or scores[gap - 1] < mean:
            break
        if all(abs(gap - other) >= apart for other in (0, len(units), *chosen)):
            chosen.append(gap)
    edges = [0, *sorted(chosen), len(units)]
    return [list(units[begin:end]) for begin, end in pairwise(edges)]


def _cohesion(units: Sequence[Unit], gap: int, weight: dict[str, float]) -> float:
    """Give the cosine of the weighted words of the windows before and after the gap."""
    before, after = Counter[str](), Counter[str]()
    for unit in units[max(0, gap - WINDOW) : gap]:
        before.update(unit.lemmas)
    for unit in units[gap : gap + WINDOW]:
        after.update(unit.lemmas)
    shared = sum(
        before[lemma] * after[lemma] * weight.get(lemma, 0.0) ** 2 for lemma in sorted(before.keys() & after.keys())
    )
    norms = math.prod(
        math.sqrt(sum((count * weight.get(lemma, 0.3)) ** 2 for lemma, count in sorted(each.items())))
        for each in (before, after)
    )
    return shared / norms if norms else 0.0


def _depths(cohesion: Sequence[float]) -> list[float]:
    """Measure each valley from the peaks on both sides (Hearst 1997, section 4.2)."""
    out = []
    for at, value in enumerate(cohesion):
        left, right = value, value
        for other in reversed(cohesion[max(0, at - WINDOW) : at]):
            if other < left:
                break
            left = other
        for other in cohesion[at + 1 : at + 1 + WINDOW]:
            if other < right:
                break
            right = other
        out.append(left + right - 2 * value)
    return out


def _turn(pack: Pack, ground: Ground, units: Sequence[Unit], gap: int) -> float:
    """Give what the speaker's behaviour adds to a boundary here."""
    tree, before = units[gap].tree, units[gap - 1].tree
    here = ground.passage(tree.source, tree.tokens[0].start)
    there = ground.passage(before.source, before.tokens[-1].end - 1)
    score = 0.0
    if here.start != there.start:
        text = pack.texts[tree.source].text
        is_first = not text[here.start : tree.tokens[0].start].strip() or tree.tokens[0].start - here.start < 20
        if here.voice and is_first:
            score += 0.25
        if here.place and there.place and here.place.time and there.place.time:
            pause = here.place.time[0] - there.place.time[1]
            score += min(max(pause, 0.0), 2.0) * 0.1
        if here.role != "speech" or ("\n\n" in text[there.end : here.start].replace("-->", "") and not here.place):
            score += 0.15
    words = " ".join(token.text for token in tree.tokens[:6])
    if _TURN.match(words):
        score += 0.12
    return score
