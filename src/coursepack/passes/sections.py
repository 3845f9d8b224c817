"""Sections: by headings where a source has them, else by where the words of speech change.

Boundaries in speech are where its words change (language/segments.py), moved by what speakers do at a turn: a pause, a
new voice, "Now" or "Let me turn to". A title is words of the section itself (language/titles.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground
from coursepack.language.lexicons import rows
from coursepack.language.segments import NEAR, SHORTEST, cuts, settled, turns
from coursepack.language.titles import named
from coursepack.language.topics import Unit, cosine, unit_of, weights
from coursepack.model.anchors import Passage
from coursepack.model.claims import Section
from coursepack.model.pack import Pack
from coursepack.model.trees import Tree
from coursepack.model.wording import printed, words
from coursepack.notices import Log
from coursepack.passes._screen import Heading, Screen

SUMMARY = "runs of sentences on one topic, with a title in the source's words"
NEEDS = ("alignments", "entities", "repairs", "sentences", "trees")
MAKES = ("sections",)

_PHRASES = tuple(row["phrase"] for row in rows("organisation"))
VOICE = 1.0
"""What a new voice says for a beginning; "Let's turn to …" says 1 (language/segments.py)."""
PARAGRAPH = 2.0
"""What a new paragraph says: whoever wrote the text down heard it."""
PAUSE = 0.5
"""What each second of a pause says."""
LONG_PAUSE_S = 3.0
SLIDE = 2.0
"""What the first slide of another heading says."""
NEAR_SLIDE = 12
"""Sentences that a boundary may move to where slides are shown."""
LONG = 60
"""Sentences without a slide's heading from which they are divided by their words."""
LIKE = 0.14
"""A run of speech is titled by a heading of another source where their words are at least this much alike (cosine)."""


class _Run(Struct, frozen=True, kw_only=True):
    units: tuple[Unit, ...]
    heading: Heading | None = None
    """The heading that the run stands under, or is titled by."""
    has_heading: bool = False
    """Whether the heading is the run's own."""


def run(pack: Pack, log: Log) -> Pack:
    """Each sentence is in one section; sections are in text order and never cross a source."""
    ground, screen = Ground(pack), Screen(pack)
    runs: list[_Run] = []
    by_likeness: set[str] = set()
    sentences = {each.id: each for each in pack.sentences}
    for source in pack.sources:
        units = [unit_of(sentences[tree.sentence], tree) for tree in pack.trees if tree.source == source.id]
        if any(passage.role == "heading" and passage.source == source.id for passage in pack.passages):
            runs.extend(_by_heading(ground, units))
            continue
        if screen.has(units):
            runs.extend(_shown(pack, ground, screen, units))
        else:
            by_likeness.add(source.id)
            runs.extend(_Run(units=tuple(part)) for part in _by_words(pack, ground, screen, units))
        if len(units) < 2 * SHORTEST:
            log.tell("no_sections", "too short to be divided into sections", source=source.path)
    return _titled(pack, ground, screen, _matched([each for each in runs if each.units], by_likeness))


def _shown(pack: Pack, ground: Ground, screen: Screen, units: Sequence[Unit]) -> list[_Run]:
    """Divide speech by the headings that were on the screen; where none was for long, by its words."""
    out: list[_Run] = []
    used: set[str] = set()
    for heading, under in screen.runs(units):
        if heading is None:
            parts = _by_words(pack, ground, screen, under) if len(under) > LONG else [under]
            out.extend(_Run(units=tuple(part)) for part in parts)
            continue
        # A heading that comes back titles its first section; the others have a phrase of their own.
        out.append(_Run(units=tuple(under), heading=heading if heading.key not in used else None))
        used.add(heading.key)
    return out


def _matched(runs: Sequence[_Run], sources: AbstractSet[str]) -> list[_Run]:
    """Title runs of the sources by the headings of others that are about the same; neighbours of one heading join."""
    weight = weights([each.units for each in runs])
    bags = [Counter(lemma for unit in each.units for lemma in unit.lemmas) for each in runs]
    out: list[_Run] = []
    used: set[tuple[str, int]] = set()
    for each, bag in zip(runs, bags, strict=True):
        source = each.units[0].tree.source
        heading = each.heading
        if not each.has_heading and source in sources:
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


def _titled(pack: Pack, ground: Ground, screen: Screen, runs: Sequence[_Run]) -> Pack:
    counts = [Counter(lemma for unit in each.units for lemma in unit.lemmas) for each in runs]
    totals: dict[str, Counter[str]] = {}
    for each, count in zip(runs, counts, strict=True):
        totals.setdefault(each.units[0].tree.source, Counter()).update(count)
    kinds = {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}
    sections: list[Section] = []
    home: dict[str, str] = {}
    for each, count in zip(runs, counts, strict=True):
        key = f"sec{len(sections) + 1}"
        heading = each.heading
        if heading is not None and words(pack.texts[heading.source].text[heading.start : heading.end]):
            title = printed(ground.quote(heading.source, heading.start, heading.end))
            evidence = ground.evidence(heading.source, heading.start, heading.end)
        else:
            taken = frozenset(section.title.casefold() for section in sections)
            others = totals[each.units[0].tree.source] - count
            title, evidence = named(ground, _on_topic(each.units), others, kinds, taken, shown=screen.words(each.units))
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


def _on_topic(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out what speaks of the course itself, but where there is nothing else."""
    found = [unit for unit in units if not _organises(unit.tree)]
    return found or units


def _organises(tree: Tree) -> bool:
    text = " ".join(token.text.casefold() for token in tree.tokens)
    return any(phrase in text for phrase in _PHRASES)


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
        _Run(
            units=tuple(under),
            heading=_own(heading),
            has_heading=heading is not None,
        )
        for heading, under in runs
        if under
    ]


def _own(heading: Passage | None) -> Heading | None:
    if heading is None:
        return None
    return Heading(source=heading.source, start=heading.start, end=heading.end, key=heading.id)


def _is_heading(ground: Ground, each: Unit) -> bool:
    return ground.passage(each.tree.source, each.tree.tokens[0].start).role == "heading"


def _by_words(pack: Pack, ground: Ground, screen: Screen, units: Sequence[Unit]) -> list[list[Unit]]:
    if not units:
        return []
    speaks = [0.0, *(_turn(pack, ground, units, at) for at in range(1, len(units)))]
    changes = screen.changes(units)
    gains = [SLIDE * change for change in changes]
    speaks = [score + gain for score, gain in zip(speaks, gains, strict=True)]
    near = NEAR_SLIDE if any(changes) else NEAR
    edges = [0, *settled(cuts([unit.lemmas for unit in units], gains), speaks, near), len(units)]
    return [list(units[begin:end]) for begin, end in pairwise(edges) if end > begin]


def _turn(pack: Pack, ground: Ground, units: Sequence[Unit], at: int) -> float:
    """Give what the speaker's behaviour says for a beginning here."""
    tree, before = units[at].tree, units[at - 1].tree
    here = ground.passage(tree.source, tree.tokens[0].start)
    there = ground.passage(before.source, before.tokens[-1].end - 1)
    score = turns(tree.tokens)
    if here.start == there.start:
        return score
    text = pack.texts[tree.source].text
    is_first = not text[here.start : tree.tokens[0].start].strip()
    if is_first and here.voice and here.voice != there.voice:
        score += VOICE
    if here.place and there.place and here.place.time and there.place.time:
        pause = here.place.time[0] - there.place.time[1]
        score += PAUSE * min(max(pause, 0.0), LONG_PAUSE_S)
    elif is_first and (here.role != "speech" or "\n\n" in text[there.end : here.start]):
        score += PARAGRAPH
    return score
