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

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.grammar import Ground
from coursepack.model.anchors import Passage, Span
from coursepack.model.claims import Section
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import plain, printed
from coursepack.notices import Log

SUMMARY = "runs of sentences on one topic, with a title in the source's words"
NEEDS = ("entities", "salience", "sentences", "trees")
MAKES = ("sections",)

WINDOW = 7
"""Sentences on each side of a possible boundary."""
SHORTEST = 5
"""Sentences in a section of speech."""
USUAL = 11
"""Sentences a section of speech has on average, where valleys are as deep as usual."""
_TURN = re.compile(
    r"^(?:(?:ok(?:ay)?|now|so|right|well|but|and),? )?(?:let(?:'s| us| me)|turn(?:ing)? to|the (?:second|third|fourth|next|last|final)"
    r"|what (?:about|then|was|were|is)|how|why|at (?:home|the same time)|meanwhile|finally|next|back to)\b|^(?:now|okay|ok|right|good),? ",
    re.IGNORECASE,
)
_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_PLAIN = frozenset(
    [
        "be",
        "have",
        "do",
        "say",
        "go",
        "get",
        "make",
        "take",
        "come",
        "see",
        "know",
        "think",
        "thing",
        "way",
        "lot",
        "one",
        "people",
        "year",
        "time",
        "part",
        "kind",
    ]
)


class _Unit(Struct, frozen=True, kw_only=True):
    sentence: Sentence
    tree: Tree
    lemmas: tuple[str, ...]


def run(pack: Pack, log: Log) -> Pack:
    """Each sentence is in one section; sections are in text order and never cross a source."""
    ground = Ground(pack)
    runs: list[tuple[Passage | None, list[_Unit]]] = []
    for source in pack.sources:
        units = [
            _unit(sentence, tree)
            for sentence, tree in zip(pack.sentences, pack.trees, strict=True)
            if tree.source == source.id
        ]
        found = (
            _by_heading(ground, units)
            if any(p.role == "heading" and p.source == source.id for p in pack.passages)
            else None
        )
        if found is None:
            found = [(None, part) for part in _by_words(pack, ground, units)]
            if len(units) < 2 * SHORTEST:
                log.tell("no_sections", "too short to be divided into sections", source=source.path)
        runs.extend(found)
    frequencies = Counter(lemma for _, units in runs for lemma in {each for unit in units for each in unit.lemmas})
    sections: list[Section] = []
    home: dict[str, str] = {}
    for heading, units in runs:
        if not units:
            continue
        key = f"sec{len(sections) + 1}"
        title = (
            _heading_title(ground, heading) if heading else _spoken_title(pack, units, frequencies, len(runs), sections)
        )
        home.update((unit.sentence.id, key) for unit in units)
        sections.append(
            Section(
                id=key,
                title=title[0],
                sentences=tuple(unit.sentence.id for unit in units),
                evidence=title[1],
                made_by="sections",
                confidence=0.95 if heading else 0.6,
            )
        )
    sentences = tuple(replace(sentence, section=home.get(sentence.id)) for sentence in pack.sentences)
    return replace(pack, sections=tuple(sections), sentences=sentences)


def _unit(sentence: Sentence, tree: Tree) -> _Unit:
    return _Unit(
        sentence=sentence,
        tree=tree,
        lemmas=tuple(token.lemma.casefold() for token in tree.tokens if token.pos in _MEANING and _tells(token)),
    )


def _tells(token: Token) -> bool:
    return token.lemma.casefold() not in _PLAIN and len(token.text) > 2


def _by_heading(ground: Ground, units: Sequence[_Unit]) -> list[tuple[Passage | None, list[_Unit]]]:
    """Begin a section at each heading; a heading with nothing under it (a title) joins the next one's section."""
    runs: list[tuple[Passage | None, list[_Unit]]] = [(None, [])]
    for unit in units:
        passage = ground.passage(unit.tree.source, unit.tree.tokens[0].start)
        if passage.role == "heading":
            last = runs[-1]
            if (
                last[0] is not None
                and all(_is_heading(ground, each) for each in last[1])
                and last[0].start != passage.start
            ):
                runs[-1] = (passage, [*last[1], unit])
            elif last[0] is None or last[0].start != passage.start:
                runs.append((passage, [unit]))
            else:
                last[1].append(unit)
        else:
            runs[-1][1].append(unit)
    return [run for run in runs if run[1]]


def _is_heading(ground: Ground, unit: _Unit) -> bool:
    return ground.passage(unit.tree.source, unit.tree.tokens[0].start).role == "heading"


def _by_words(pack: Pack, ground: Ground, units: Sequence[_Unit]) -> list[list[_Unit]]:
    if len(units) < 2 * SHORTEST:
        return [list(units)] if units else []
    frequency = Counter(lemma for unit in units for lemma in set(unit.lemmas))
    weight = {lemma: math.log(1 + len(units) / count) for lemma, count in frequency.items() if count > 1}
    scores = _depths([_cohesion(units, gap, weight) for gap in range(1, len(units))])
    scores = [score + _turn(pack, ground, units, gap) for gap, score in enumerate(scores, start=1)]
    chosen: list[int] = []
    wanted = max(1, round(len(units) / USUAL) - 1)
    mean = sum(scores) / len(scores)
    for gap in sorted(range(1, len(units)), key=lambda gap: (-scores[gap - 1], gap)):
        if len(chosen) >= wanted or scores[gap - 1] < mean:
            break
        if all(abs(gap - other) >= SHORTEST for other in (0, len(units), *chosen)):
            chosen.append(gap)
    edges = [0, *sorted(chosen), len(units)]
    return [list(units[begin:end]) for begin, end in zip(edges, edges[1:], strict=False)]


def _cohesion(units: Sequence[_Unit], gap: int, weight: dict[str, float]) -> float:
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


def _turn(pack: Pack, ground: Ground, units: Sequence[_Unit], gap: int) -> float:
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


def _heading_title(ground: Ground, heading: Passage) -> tuple[str, tuple[Span, ...]]:
    parts = ground.quote(heading.source, heading.start, heading.end)
    return printed(parts), ground.evidence(heading.source, heading.start, heading.end)


def _spoken_title(
    pack: Pack, units: Sequence[_Unit], frequencies: Counter[str], total: int, sections: Sequence[Section]
) -> tuple[str, tuple[Span, ...]]:
    """Choose the phrase whose words the section uses most and the others least; no title is given twice."""
    counts = Counter(lemma for unit in units for lemma in unit.lemmas)
    taken = {section.title.casefold() for section in sections}
    best: tuple[float, int, Span] | None = None
    kinds = {(span.source, span.start, span.end): entity.kind for entity in pack.entities for span in entity.mentions}
    for unit in units:
        if unit.sentence.salience < 0.2:
            continue
        for first, last in _phrases(unit.tree):
            tokens = unit.tree.tokens[first : last + 1]
            text = pack.texts[unit.tree.source]
            span = text.span(tokens[0].start, tokens[-1].end)
            if plain(span.quote).casefold() in taken or "-->" in span.quote:
                continue
            told = {token.lemma.casefold() for token in tokens if token.pos in _MEANING and _tells(token)}
            kind = kinds.get((span.source, span.start, span.end))
            # What is said once and has no name is no topic.
            if not told or (kind is None and counts[tokens[-1].lemma.casefold()] < 2):
                continue
            score = sum(counts[lemma] * math.log((1 + total) / frequencies[lemma]) for lemma in sorted(told))
            score *= {"campaign": 2.0, "work": 1.5, "person": 1.2, "place": 1.0, "polity": 0.6, "group": 0.5}.get(
                kind or "", 1.0
            )
            score /= math.sqrt(len(told))
            if best is None or score > best[0]:
                best = (score, span.start, span)
    if best is None:
        first = next((unit for unit in units if unit.sentence.salience >= 0.2), units[0])
        token = max(first.tree.tokens, key=lambda each: (each.pos in _MEANING, len(each.text)))
        span = pack.texts[first.tree.source].span(token.start, token.end)
        return plain(span.quote), (span,)
    return plain(best[2].quote), (best[2],)


def _phrases(tree: Tree) -> list[tuple[int, int]]:
    """List runs of adjectives, names and nouns that end in a noun or a name, at most five words, without determiners."""
    out = []
    start: int | None = None
    for index, token in enumerate((*tree.tokens, None)):
        inside = token is not None and (
            token.pos in ("NOUN", "PROPN")
            or (token.pos == "ADJ" and token.dep == "amod")
            or (token.text in ("-", "–") and start is not None)
        )
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            last = index - 1
            while last > start and tree.tokens[last].pos not in ("NOUN", "PROPN"):
                last -= 1
            if tree.tokens[last].pos in ("NOUN", "PROPN") and last - start < 5:
                out.append((start, last))
            start = None
    return out
