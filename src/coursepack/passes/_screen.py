"""What was on the screen while something was said: which headings name a run of speech, and where they change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from coursepack.language.lexicons import rows
from coursepack.language.topics import Unit
from coursepack.model.anchors import Passage, Place
from coursepack.model.pack import Pack
from coursepack.model.wording import words

__all__ = ["Heading", "Screen"]

LONGEST = 14
"""Words of a heading that titles a section; longer ones are statements, or tell what a picture shows."""
LONGEST_SHOUTED = 5
"""Words of one in capitals that asks nothing: longer ones are statements, or the name of the course."""
LONGEST_LINE = 7
"""Words of the first line of a slide without a heading, that stands for one."""
EVERYWHERE = 0.2
"""A heading on more of the slides than this stands at the head of the page, and names no topic."""
FEW = 4
"""Slides that may share a heading in any case."""
SHARE = 0.2
"""Of a section's sentences, how many must go with the slides of the heading that titles it."""
FEWEST = 10
"""Sentences of a section that a slide's heading makes."""
APART = 30
"""Sentences without a heading on the screen that are a section of their own."""
LETTERS = 5
"""Of a word that such a line has at least."""
_CLOSED = frozenset(row["word"] for row in rows("closed_words"))
_NO_LINE = re.compile(r"[=:]|\b\d{4}\b")
_RULE = re.compile(r"[-–—_=.]{4,}")
_CITED = re.compile(r"\bet al\b")
_FURNITURE = frozenset(row["word"] for row in rows("slide_furniture"))
_NUMBER = re.compile(r"^\s*(?:(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.)])\s+)?")
_PART = re.compile(r"\s*(?:\((?:[IVXivx]+|\d+|cont\S*|continued)\)|[-–:,]?\s*(?:cont['’.]?d?\.?|continued))\s*$")


class Heading(Struct, frozen=True, kw_only=True):
    """A slide's heading without its number and "(II)"; `key` is the same for all slides of one topic."""

    source: str
    start: int
    end: int
    key: str


class Screen:
    """The slides that the sentences of a pack go with, by the headings that can be titles."""

    def __init__(self, pack: Pack) -> None:
        passages = {passage.id: passage for passage in pack.passages}
        shown = {each.passage for each in pack.alignments}
        decks = {passages[each].source for each in shown}
        headings = [each for each in pack.passages if each.source in decks and each.role == "heading"]
        found = {each.id: _heading(pack, each) for each in headings}
        headed = {(each.source, each.place) for each in headings}
        for name in sorted(shown):
            # A slide without a heading is shown by its first line.
            if (
                passages[name].role not in ("heading", "note")
                and (passages[name].source, passages[name].place) not in headed
            ):
                found[name] = _line(pack, passages[name])
        slides = Counter(each.source for each in headings)
        counts = Counter((each.source, each.key) for each in found.values() if each)
        self._headings = {
            name: each
            for name, each in found.items()
            if each and counts[each.source, each.key] <= max(FEW, EVERYWHERE * slides[each.source])
        }
        self._at = {each.sentence: (self._headings.get(each.passage), each.confidence) for each in pack.alignments}

        self._slide = {
            each.sentence: (passages[each.passage].source, passages[each.passage].place) for each in pack.alignments
        }
        said: dict[tuple[str, Place | None], set[str]] = {}
        for each in pack.passages:
            if each.source in decks:
                text = pack.texts[each.source].text[each.start : each.end]
                said.setdefault((each.source, each.place), set()).update(words(text))
        self._words = {slide: frozenset(found) for slide, found in said.items()}

    def words(self, units: Sequence[Unit]) -> frozenset[str]:
        """Collect the words of the slides that go with the sentences, in small letters."""
        slides = {self._slide[unit.sentence.id] for unit in units if unit.sentence.id in self._slide}
        return frozenset().union(*(self._words.get(slide, frozenset()) for slide in slides))

    def has(self, units: Sequence[Unit]) -> bool:
        """Tell whether any of the sentences goes with a slide."""
        return any(unit.sentence.id in self._at for unit in units)

    def changes(self, units: Sequence[Unit]) -> list[bool]:
        """Tell for each sentence whether the first slide of another heading is shown with it."""
        out, last = [], ""
        for unit in units:
            heading, _ = self._at.get(unit.sentence.id, (None, 0.0))
            out.append(heading is not None and heading.key != last)
            last = heading.key if heading is not None else last
        return out

    def runs(self, units: Sequence[Unit]) -> list[tuple[Heading | None, list[Unit]]]:
        """Divide sentences by the headings that are shown with them; None for a long stretch that shows none.

        A short stretch without a heading, as with a picture, belongs to what was shown before.
        """
        found: list[tuple[Heading | None, list[Unit]]] = []
        for heading, same in groupby(units, key=lambda unit: self._at.get(unit.sentence.id, (None, 0.0))[0]):
            stretch = list(same)
            last = found[-1] if found else None
            is_same = last is not None and (
                _key(last[0]) == _key(heading) or (heading is None and len(stretch) < APART)
            )
            if last is not None and is_same:
                last[1].extend(stretch)
            else:
                found.append((heading, stretch))
        return [(heading if self._is_shown(heading, under) else None, under) for heading, under in _joined(found)]

    def _is_shown(self, heading: Heading | None, units: Sequence[Unit]) -> bool:
        at = (self._at.get(unit.sentence.id, (None, 0.0))[0] for unit in units)
        return sum(_key(each) == _key(heading) for each in at) >= SHARE * len(units)


def _key(heading: Heading | None) -> str:
    return heading.key if heading is not None else ""


def _joined(runs: list[tuple[Heading | None, list[Unit]]]) -> list[tuple[Heading | None, list[Unit]]]:
    """Join what is too short for a section to its shorter neighbour, the shortest first; the longer's heading stays."""
    runs = list(runs)
    while len(runs) > 1:
        at = min(range(len(runs)), key=lambda each: (len(runs[each][1]), each))
        if len(runs[at][1]) >= FEWEST:
            break
        sides = [each for each in (at - 1, at + 1) if 0 <= each < len(runs)]
        other = min(sides, key=lambda each: (_key(runs[each][0]) != _key(runs[at][0]), len(runs[each][1]), each))
        first, second = sorted((at, other))
        count = len(runs[first][1]) + len(runs[second][1])
        # A heading shown for a while titles what has none better.
        heading = max(
            runs[first],
            runs[second],
            key=lambda each: (len(each[1]) >= SHARE * count and each[0] is not None, len(each[1])),
        )[0]
        runs[first : second + 1] = [(heading, [*runs[first][1], *runs[second][1]])]
    out: list[tuple[Heading | None, list[Unit]]] = []
    for heading, units in runs:
        if out and heading is not None and _key(out[-1][0]) == heading.key:
            out[-1][1].extend(units)
        else:
            out.append((heading, list(units)))
    return out


def _line(pack: Pack, passage: Passage) -> Heading | None:
    """Give a slide's first line where it can be its heading: a few words that begin nothing in the middle."""
    heading = _heading(pack, passage)
    told = heading.key.split() if heading is not None else []
    if not 2 <= len(told) <= LONGEST_LINE or told[0] in _CLOSED or not any(len(word) >= LETTERS for word in told):
        return None
    text = pack.texts[passage.source].text[passage.start : passage.end]
    is_plain = not text.rstrip().endswith((".", "?", ",", ";")) and not _NO_LINE.search(text)
    return heading if is_plain else None


def _heading(pack: Pack, passage: Passage) -> Heading | None:
    """Give a heading that says what its slide is about; None for the page's furniture, and for what runs on."""
    text = pack.texts[passage.source].text[passage.start : passage.end]
    start = _NUMBER.match(text)
    begin = start.end() if start else 0
    part = _PART.search(text, begin)
    end = part.start() if part else len(text)
    end = begin + len(text[begin:end].rstrip(" :;,–-"))
    told = words(text[begin:end])
    letters = [each for each in text[begin:end] if each.isalpha()]
    is_shouted = bool(letters) and sum(each.isupper() for each in letters) > 0.8 * len(letters)
    if (
        not letters
        or len(told) > (LONGEST_SHOUTED if is_shouted and not text.endswith("?") else LONGEST)
        or _FURNITURE & set(told)
        or _CITED.search(text)
        or _RULE.search(text)
    ):
        return None
    return Heading(source=passage.source, start=passage.start + begin, end=passage.start + end, key=" ".join(told))
