"""Measures which slide each caption of a real lecture goes with, from the words alone.

    python eval/alignment.py [--json] [--errors]

"page" is the share of the captions during which a slide is shown whose page is right, each caption given the likeliest
page, as the mean over the lectures; "odd" and "even" are the lectures' places in alphabetical order: numbers in the
code were chosen on the odd ones. "told" is of the captions that a pack gives a slide how many have the right one, and
"share" how many are given one, both over all lectures. A deck of pictures, which a build refuses, has blank pages here.

The peers have the same captions and pages: each caption by itself with the page of the nearest words, and every page
for the same time.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean

import pypdfium2
from measured import COPIES, SHARED, Measured, report, there
from msgspec import Struct

from coursepack.errors import EmptySource
from coursepack.language.showing import shown
from coursepack.language.stems import stems
from coursepack.model.anchors import Passage
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import alignments, sentences
from coursepack.pipeline import read

FOLDER = "eval/lectures_with_slides"
PUBLISHED = {"MaViLS, speech alone, published": 53.1}


class Lecture(Struct, frozen=True, kw_only=True):
    """A lecture, read: the page shown during each caption (-1 for none), and the words of every page."""

    name: str
    pack: Pack
    gold: tuple[int, ...]
    pages: tuple[Counter[str], ...]

    @property
    def cues(self) -> list[Passage]:
        return [each for each in self.pack.passages if each.source == "S1"]

    def text(self, cue: Passage) -> str:
        return self.pack.texts["S1"].text[cue.start : cue.end]


def lecture(folder: Path, change: Callable[[str], str]) -> Lecture:
    """Read the captions, changed, and the slides."""
    gold = tuple(cue["slide"] for cue in json.loads((folder / "slide_of_cue.json").read_text("utf-8")))
    captions = (folder / "captions.vtt").read_text("utf-8").split("\n")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "captions.vtt"
        path.write_text("\n".join(line if _is_frame(line) else change(line) for line in captions), "utf-8")
        try:
            pack = read([path, folder / "slides.pdf"], Log())
        except EmptySource:
            pack = read([path], Log())
    pack = sentences.run(pack, Log())
    pages = [Counter[str]() for _ in range(len(pypdfium2.PdfDocument(folder / "slides.pdf")))]
    for each in pack.passages:
        if each.source != "S1":
            pages[_page(each) - 1].update(stems(pack.texts[each.source].text[each.start : each.end]))
    return Lecture(name=folder.name, pack=pack, gold=gold, pages=tuple(pages))


def _is_frame(line: str) -> bool:
    """Tell what is no caption's text: the file's head and the timing lines."""
    return line.startswith("WEBVTT") or "-->" in line


def _page(passage: Passage) -> int:
    place = passage.place
    number = (place.page or place.slide) if place else None
    if number is None:
        raise ValueError(f"{passage.id} has no page")
    return number


def ours(lecture: Lecture) -> list[int]:
    """Give each caption the page that most of its characters are likeliest with."""
    spoken = [each for each in lecture.pack.sentences if each.source == "S1"]
    rows = shown(alignments.said(lecture.pack, spoken), lecture.pages).likely
    likeliest = {each.id: int(row.argmax()) + 1 for each, row in zip(spoken, rows, strict=True)}
    return _by_cue(lecture, likeliest)


def told(lecture: Lecture) -> list[int]:
    """Give each caption the page that the pack tells, 0 for none."""
    pages = {each.id: _page(each) for each in lecture.pack.passages if each.source != "S1"}
    found = {each.sentence: pages[each.passage] for each in alignments.run(lecture.pack, Log()).alignments}
    return _by_cue(lecture, found)


def _by_cue(lecture: Lecture, pages: dict[str, int]) -> list[int]:
    spoken = [each for each in lecture.pack.sentences if each.source == "S1"]
    out, first = [], 0
    for cue in lecture.cues:
        while first + 1 < len(spoken) and spoken[first].end <= cue.start:
            first += 1
        shares = Counter({pages.get(spoken[first].id, 0): 0})
        for each in spoken[first:]:
            if each.start >= cue.end:
                break
            shares[pages.get(each.id, 0)] += min(each.end, cue.end) - max(each.start, cue.start)
        out.append(max(sorted(shares), key=lambda page: shares[page]))
    return out


def nearest(lecture: Lecture) -> list[int]:
    """Give each caption by itself the page whose words are nearest: the cosine, rare words weigh more."""
    holders = Counter(stem for page in lecture.pages for stem in page)
    weight = {stem: math.log((1 + len(lecture.pages)) / count) for stem, count in holders.items()}
    norms = [
        math.sqrt(sum((math.log1p(count) * weight[stem]) ** 2 for stem, count in sorted(page.items()))) or 1.0
        for page in lecture.pages
    ]
    out = []
    for cue in lecture.cues:
        said = Counter(stems(lecture.text(cue)))
        scores = [
            sum(
                math.log1p(said[stem]) * math.log1p(page[stem]) * weight[stem] ** 2
                for stem in sorted(said)
                if stem in page
            )
            / norm
            for page, norm in zip(lecture.pages, norms, strict=True)
        ]
        out.append(scores.index(max(scores)) + 1)
    return out


def evenly(lecture: Lecture) -> list[int]:
    """Give every page the same time."""
    times = [each.place.time for each in lecture.cues if each.place and each.place.time]
    last = times[-1][1]
    return [min(int(sum(time) / 2 / last * len(lecture.pages)), len(lecture.pages) - 1) + 1 for time in times]


def right(gold: Sequence[int], found: Sequence[int]) -> float:
    """Give the share of the captions with a slide whose page is right."""
    shown = [(page, other) for page, other in zip(gold, found, strict=True) if page > 0]
    return 100 * sum(page == other for page, other in shown) / len(shown)


def lectures(change: Callable[[str], str]) -> list[Lecture]:
    there(FOLDER)
    return [lecture(folder, change) for folder in sorted((SHARED / FOLDER).iterdir()) if folder.is_dir()]


def measure() -> list[Measured]:
    """Measure all lectures, their halves, and what a pack tells; Skipped where they are absent."""
    out = []
    for copy, change in COPIES.items():
        found = lectures(change)
        ways = {"": ours, "tf-idf of each caption": nearest, "pages evenly": evenly}
        scores = {way: [right(each.gold, give(each)) for each in found] for way, give in ways.items()}
        for part, half in (("page", slice(None)), ("odd", slice(0, None, 2)), ("even", slice(1, None, 2))):
            means = {way: round(mean(values[half]), 2) for way, values in scores.items()}
            which = "lectures" if part == "page" else f"{part} lectures"
            out.append(
                Measured(
                    name=f"alignment/lectures/{copy}/{part}",
                    files=(FOLDER,),
                    measure=f"captions with the right page, mean over {len(scores[''][half])} {which}, per cent",
                    value=means.pop(""),
                    peer={**means, **(PUBLISHED if part == "page" else {})},
                )
            )
        pairs = [pair for each in found for pair in zip(each.gold, told(each), strict=True) if pair[0] > 0]
        given = [gold == page for gold, page in pairs if page]
        for key, said, value in (
            ("told", "captions that a pack gives a slide, right, per cent", sum(given) / max(len(given), 1)),
            ("share", "captions that a pack gives a slide, per cent", len(given) / len(pairs)),
        ):
            out.append(
                Measured(
                    name=f"alignment/lectures/{copy}/{key}", files=(FOLDER,), measure=said, value=round(100 * value, 2)
                )
            )
    return out


def errors() -> Iterator[str]:
    """Yield each run of captions of the odd lectures that has another page."""
    for each in lectures(str)[::2]:
        yield f"{each.name}: {right(each.gold, ours(each)):.1f}, told {right(each.gold, told(each)):.1f}"
        for cue, page, found in zip(each.cues, each.gold, ours(each), strict=True):
            if page > 0 and page != found:
                yield f"{each.name}:{cue.line}\tpage {page}, not {found}\t{each.text(cue)[:70]}"


if __name__ == "__main__":
    report(measure, __doc__, errors)
