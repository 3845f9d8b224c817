"""Measures where the topic changes in lectures: Pk and WindowDiff of the sections, beside TextTiling and no boundary.

    python eval/segments.py [--json]

Units are the utterances of the transcripts, and k is half the mean length of the reference segments, as Malioutov and
Barzilay (2006) have it. A section begins with the utterance that its first word is in. Nobody tells how many there are.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import mean

from measured import COPIES, SHARED, Measured, report, there
from talks import talk_of
from texttiling import texttiling

from coursepack.model.anchors import Text
from coursepack.notices import Log
from coursepack.passes import entities
from coursepack.passes import sections as divide
from coursepack.passes import sentences as read_sentences

FILE = "eval/lecture_segments/dev.json"
MEASURES: Mapping[str, str] = {
    "pk": "boundaries: pairs of utterances rightly held together or apart, 100 - Pk",
    "windowdiff": "boundaries: windows with the right number of them, 100 - WindowDiff",
}
TOLD = {"best of three told the number, published": 100 - 34.2}
"""Malioutov and Barzilay 2006, Eisenstein and Barzilay 2008: Pk .363 (AI) and .321 (physics), their mean."""


def measure() -> list[Measured]:
    """Measure the mean over the lectures, plain and bare."""
    there(FILE)
    lectures: dict[str, list[list[str]]] = json.loads((SHARED / FILE).read_text("utf-8"))
    found: list[Measured] = []
    for copy, changed in COPIES.items():
        ours: list[Mapping[str, float]] = []
        tiled: list[Mapping[str, float]] = []
        none: list[Mapping[str, float]] = []
        for segments in lectures.values():
            utterances = [changed(each) for segment in segments for each in segment]
            sizes = [len(segment) for segment in segments]
            ours.append(errors(sizes, sections(utterances)))
            tiled.append(errors(sizes, texttiling(utterances)))
            none.append(errors(sizes, ()))
        for key, told in MEASURES.items():
            peer = {"no boundary": _good(none, key), "TextTiling": _good(tiled, key)}
            found.append(
                Measured(
                    name=f"segments/mit/{copy}/{key}",
                    files=(FILE,),
                    measure=f"{told}, per cent",
                    value=_good(ours, key),
                    peer=peer | (TOLD if key == "pk" and copy == "plain" else {}),
                )
            )
    return found


def _good(errors_of: Sequence[Mapping[str, float]], key: str) -> float:
    return round(100 - 100 * mean(each[key] for each in errors_of), 2)


def sections(utterances: Sequence[str]) -> list[int]:
    """Build a transcript of them, and give the utterances with which its sections begin, but for the first."""
    starts: list[int] = []
    text = ""
    for each in utterances:
        starts.append(len(text))
        text += f"{each}\n"
    whole = Text("S1", text)
    spans = [whole.trimmed(start, start + len(each)) for start, each in zip(starts, utterances, strict=True)]
    pack = talk_of(whole, spans)
    for step in (read_sentences, entities, divide):
        pack = step.run(pack, Log())
    begins = {sentence.id: sentence.start for sentence in pack.sentences}
    found = {bisect_right(starts, begins[section.sentences[0]]) - 1 for section in pack.sections}
    return sorted(found - {0})


def errors(sizes: Sequence[int], cuts: Sequence[int]) -> dict[str, float]:
    """Give Pk (Beeferman, Berger and Lafferty 1999) and WindowDiff (Pevzner and Hearst 2002) of a division."""
    gold = [at for at, size in enumerate(sizes) for _ in range(size)]
    counts = Counter(cuts)
    ours, at = [], 0
    for place in range(len(gold)):
        at += counts[place]
        ours.append(at)
    k = max(1, round(len(gold) / len(sizes) / 2))
    pairs = [(gold[end] - gold[end - k], ours[end] - ours[end - k]) for end in range(k, len(gold))]

    def share(is_wrong: Callable[[int, int], bool]) -> float:
        return mean(is_wrong(*pair) for pair in pairs)

    return {
        "pk": share(lambda theirs, mine: (theirs == 0) != (mine == 0)),
        "windowdiff": share(lambda theirs, mine: theirs != mine),
    }


if __name__ == "__main__":
    report(measure, __doc__)
