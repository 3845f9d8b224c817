"""Alignments: which slide each sentence of the talk goes with, where that can be told."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.showing import Said, Showing, shown
from coursepack.language.stems import stems
from coursepack.model.anchors import Passage
from coursepack.model.claims import Alignment
from coursepack.model.pack import Pack, Sentence
from coursepack.notices import Log

SUMMARY = "which slide each sentence of the talk goes with"
NEEDS = ("passages", "sentences", "trees")
MAKES = ("alignments",)

LIKELY = 0.5
"""How likely a slide is that is told."""
PROOF = 4.0
"""What the words of the sentences said to one slide must say for it together, in logarithms of odds."""
SUPPORT = 0.15
"""What the words of a talk must say for a deck, for each sentence: less, and it is no deck of this talk."""
BESIDE = 0.3
"""What a second deck of a talk must be worth beside the first."""
GAIN = 1.1
"""How much more several decks of a talk are worth together than the best of them alone."""
MOST = 4
"""Decks that are weighed for a talk: those with most of its words."""


class Slide(Struct, frozen=True, kw_only=True):
    """What stands on one slide; a picture alone has no passages."""

    number: int
    """Page or slide, from 1; without numbers in the source, which of its headings."""
    passages: tuple[Passage, ...] = ()

    @property
    def head(self) -> Passage | None:
        """The passage that stands for the slide: its heading, else the first that is no note, else its first."""
        told = [each for each in self.passages if each.role != "note"] or list(self.passages)
        return next((each for each in told if each.role == "heading"), told[0] if told else None)


class Deck(Struct, frozen=True, kw_only=True):
    slides: tuple[Slide, ...]
    words: tuple[Counter[str], ...]
    """The stems of each slide."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """A sentence has no slide where none is likely enough, or where the likeliest has no words to name it by."""
    decks = [deck for source in pack.sources if source.kind == "slides" and (deck := _deck(pack, source.id)).slides]
    talks = [source.id for source in pack.sources if source.kind == "transcript"]
    return replace(pack, alignments=tuple(each for talk in talks for each in _aligned(pack, talk, decks)))


def _aligned(pack: Pack, talk: str, decks: Sequence[Deck]) -> Iterator[Alignment]:
    spoken = [each for each in pack.sentences if each.source == talk]
    deck, showing = _chosen(said(pack, spoken), decks) if spoken else (None, None)
    if deck is None or showing is None:
        return
    best = [int(slide) for slide in showing.likely.argmax(1)]
    for slide, rows in groupby(range(len(spoken)), key=lambda row: best[row]):
        run = list(rows)
        head = deck.slides[slide].head
        if head is None or float(showing.fit[run, slide].sum()) < PROOF:
            continue
        for row in run:
            likely = float(showing.likely[row, slide])
            if likely >= LIKELY:
                yield Alignment(sentence=spoken[row].id, passage=head.id, confidence=round(min(likely, 1.0), 2))


def _chosen(talk: Sequence[Said], decks: Sequence[Deck]) -> tuple[Deck | None, Showing | None]:
    """Choose the decks of a talk, joined in their order, and tell which slide was shown when.

    Decks that together say no more than one of them are two copies, or two lectures of one course.
    """
    stems = Counter(stem for each in talk for stem in each.stems)
    nearest = sorted(range(len(decks)), key=lambda at: -_shared(stems, decks[at]))[:MOST]
    weighed = [(decks[at], shown(talk, decks[at].words)) for at in sorted(nearest)]
    least = max((SUPPORT, *(BESIDE * showing.support for _, showing in weighed)))
    kept = [(deck, showing) for deck, showing in weighed if showing.support >= least]
    if len(kept) < 2:
        return kept[0] if kept else (None, None)
    joined = Deck(
        slides=tuple(slide for deck, _ in kept for slide in deck.slides),
        words=tuple(words for deck, _ in kept for words in deck.words),
    )
    together, best = shown(talk, joined.words), max(kept, key=lambda each: each[1].support)
    return (joined, together) if together.support >= GAIN * best[1].support else best


def _shared(stems: Counter[str], deck: Deck) -> float:
    """Give the share of a deck's stems that the talk says."""
    own = {stem for slide in deck.words for stem in slide}
    return len(own & stems.keys()) / max(len(own), 1)


def _deck(pack: Pack, source: str) -> Deck:
    slides = slides_of(pack, source)
    return Deck(slides=tuple(slides), words=tuple(_words(pack, slide) for slide in slides))


def slides_of(pack: Pack, source: str) -> list[Slide]:
    """Part a deck into its slides: by their numbers where the format has them, else at each heading."""
    slides: list[Slide] = []
    for passage in (each for each in pack.passages if each.source == source):
        number = _number(passage)
        if number is None:
            opens = not slides or passage.role == "heading"
            number = len(slides) + opens
        slides += [Slide(number=missed) for missed in range(len(slides) + 1, number + 1)]
        slide = slides[number - 1]
        slides[number - 1] = replace(slide, passages=(*slide.passages, passage))
    return slides


def _number(passage: Passage) -> int | None:
    return (passage.place.slide or passage.place.page) if passage.place else None


def _words(pack: Pack, slide: Slide) -> Counter[str]:
    """Count the stems of all that stands on a slide, also of what it repeats from the one before."""
    return Counter(
        stem for each in slide.passages for stem in stems(pack.texts[each.source].text[each.start : each.end])
    )


def said(pack: Pack, spoken: Sequence[Sentence]) -> list[Said]:
    """Read the sentences of one talk: their words, and when they are said."""
    trees = {tree.sentence: tree for tree in pack.trees}
    moment = _clock(pack, spoken[0].source)
    begin, end = moment(spoken[0].start), moment(spoken[-1].end)
    return [
        Said(
            stems=frozenset(stem for token in trees[each.id].tokens for stem in stems(token.text)),
            at=((moment(each.start) + moment(each.end)) / 2 - begin) / max(end - begin, 1e-9),
        )
        for each in spoken
    ]


def _clock(pack: Pack, source: str) -> Callable[[int], float]:
    """Give what tells when a character is said: in seconds where each caption has its time, else in characters."""
    passages = [each for each in pack.passages if each.source == source and each.role == "speech"]
    times = [each.place.time for each in passages if each.place and each.place.time]
    if not times or len(times) < len(passages):
        return float
    starts = [each.start for each in passages]

    def moment(position: int) -> float:
        at = max(bisect_right(starts, position) - 1, 0)
        share = (position - passages[at].start) / (passages[at].end - passages[at].start)
        begin, end = times[at]
        return begin + (end - begin) * min(share, 1.0)

    return moment
