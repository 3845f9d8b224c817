"""What was on the screen while something was said: which headings name a run of speech, and where they change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from coursepack.language.lexicons import rows
from coursepack.language.topics import Unit
from coursepack.model.anchors import Passage
from coursepack.model.pack import Pack
from coursepack.model.wording import words

__all__ = ["Heading", "Screen"]

SHARE = 0.2
"""Of a run's sentences, how many must go with the slides of a heading that titles it."""
LONGEST = 10
"""Words of a heading that titles a section."""
LONGEST_SHOUTED = 5
"""Words of one in capitals: longer ones are statements, or the name of the course."""
EVERYWHERE = 0.2
"""A heading on more of the slides than this stands at the head of the page, and names no topic."""
FEW = 4
"""Slides that may share a heading in any case."""
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
        slides = Counter(each.source for each in headings)
        counts = Counter((each.source, each.key) for each in found.values() if each)
        self._headings = {
            name: each
            for name, each in found.items()
            if each and counts[each.source, each.key] <= max(FEW, EVERYWHERE * slides[each.source])
        }
        self._at = {each.sentence: (self._headings.get(each.passage), each.confidence) for each in pack.alignments}

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

    def titles(self, units: Sequence[Unit]) -> list[Heading]:
        """List the headings that go with enough of a run, the one with most of it first."""
        weight: Counter[str] = Counter()
        first: dict[str, Heading] = {}
        for unit in units:
            heading, confidence = self._at.get(unit.sentence.id, (None, 0.0))
            if heading is not None:
                weight[heading.key] += round(confidence * 100)
                first.setdefault(heading.key, heading)
        ranked = sorted(weight, key=lambda key: (-weight[key], first[key].start))
        return [first[key] for key in ranked if weight[key] >= 100 * SHARE * len(units)]


def _heading(pack: Pack, passage: Passage) -> Heading | None:
    """Give a heading that says what its slide is about; None for the page's furniture, and for what runs on."""
    text = pack.texts[passage.source].text[passage.start : passage.end]
    start = _NUMBER.match(text)
    begin = start.end() if start else 0
    part = _PART.search(text, begin)
    end = part.start() if part else len(text)
    told = words(text[begin:end])
    letters = [each for each in text[begin:end] if each.isalpha()]
    is_shouted = bool(letters) and sum(each.isupper() for each in letters) > 0.8 * len(letters)
    if (
        not letters
        or len(told) > (LONGEST_SHOUTED if is_shouted else LONGEST)
        or _FURNITURE & set(told)
        or _CITED.search(text)
    ):
        return None
    return Heading(source=passage.source, start=passage.start + begin, end=passage.start + end, key=" ".join(told))
