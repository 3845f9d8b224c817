"""Measures stated causes on news that others annotated: which sentences state one, and which words are its ends.

    python eval/causes.py [--json]
    python eval/causes.py --train        learn causal.tsv anew from the training part (minutes)

"links" is what a build tells: causes and purposes with a cue. The gold counts far more than what is stated with a cue
("detained when he unfolded a banner"), so that their recall is low by design. "sentence" is the bare question whether
a sentence is causal, decided by a linear model over words, trees and links, whose weights are causal.tsv; no build uses
it. "bare" is the same text without capitals and punctuation, which the linear model never learned from.
"""

from __future__ import annotations

import ast
import csv
import math
import random
import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from measured import COPIES, SHARED, Measured, Skipped, report, there

from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import causes, sentences, statements

if TYPE_CHECKING:
    from coursepack.model.claims import Link
    from coursepack.model.trees import Tree

WEIGHTS = Path(__file__).with_name("causal.tsv")
DEV = ("eval/causes/dev_subtask1.csv", "eval/causes/dev_subtask2_grouped.csv")
TRAIN = ("training/causes/train_subtask1.csv", "training/causes/train_subtask2_grouped.csv")
THRESHOLD = -0.4
"""Where F1 was best in cross-validation on the training part."""
SEEN = 6
"""Sentences of the training part that a feature needs."""
EPOCHS, RATE, DECAY = 4, 0.05, 0.01
FITS = 5
"""Fits in different orders of the samples, whose mean is taken."""

PUBLISHED = {"LSTM, published": 74.1, "BERT, published": 86.3}
"""F1 of sentences on this part (Causal News Corpus, LREC 2022)."""

_TAG = re.compile(r"</?(ARG[01]|SIG\d+)>")
Range = tuple[int, int]


@dataclass(kw_only=True)
class Sample:
    text: str
    is_causal: bool
    pairs: list[tuple[list[Range], list[Range]]]
    """The words of each cause and of its effect."""
    links: list[Link] = field(default_factory=list)
    trees: list[Tree] = field(default_factory=list)
    start: int = 0
    """Where it stands in the text that all samples make."""


def samples(files: tuple[str, str], change: Callable[[str], str] = str) -> list[Sample]:
    """Read one part, and run the passes over it, or over its copy: each sample is a paragraph of one document."""
    first, second = (SHARED / name for name in there(*files))
    pairs: dict[str, list[tuple[list[Range], list[Range]]]] = {}
    for row in _rows(second):
        pairs[row["text"]] = [_pair(marked) for marked in ast.literal_eval(row["causal_text_w_pairs"])]
    found = [
        Sample(text=change(row["text"]), is_causal=row["label"] == "1", pairs=pairs.get(row["text"], []))
        for row in _rows(first)
    ]
    _analyse(found)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _pair(marked: str) -> tuple[list[Range], list[Range]]:
    """Read "<ARG0>cause</ARG0> … <ARG1>effect</ARG1>"; the signal's marks are left out."""
    found: dict[str, list[Range]] = {"ARG0": [], "ARG1": []}
    begun: dict[str, int] = {}
    length = last = 0
    for tag in _TAG.finditer(marked):
        length += tag.start() - last
        last = tag.end()
        if tag[0][1] != "/":
            begun[tag[1]] = length
        elif tag[1] in found:
            found[tag[1]].append((begun[tag[1]], length))
    return found["ARG0"], found["ARG1"]


def _analyse(found: Sequence[Sample]) -> None:
    passages, at = [], 0
    for number, sample in enumerate(found):
        sample.start = at
        passages.append(
            Passage(
                id=f"p{number}", source="S1", start=at, end=at + len(sample.text), line=number + 1,
                role="paragraph", level=0, place=None,
            )
        )  # fmt: skip
        at += len(sample.text) + 1
    text = Text("S1", "\n".join(sample.text.replace("\n", " ") for sample in found))
    source = Source(id="S1", path="news.txt", kind="document", title="news", sha256="", language="en")
    pack = Pack(generator="", sources=(source,), passages=tuple(passages), texts={"S1": text})
    log = Log()
    pack = causes.run(statements.run(sentences.run(pack, log), log), log)
    where = {passage.id: sample for passage, sample in zip(passages, found, strict=True)}
    starts = [sample.start for sample in found]
    for tree in pack.trees:
        where[tree.passages[0]].trees.append(tree)
    for link in pack.links:
        if link.kind in ("cause", "purpose"):
            found[bisect_right(starts, link.cue.start) - 1].links.append(link)


def _overlap(one: Iterable[Range], other: Sequence[Range]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _ends(sample: Sample, link: Link) -> tuple[list[Range], list[Range]]:
    """Give cause and effect in the sample's characters. In the gold, a purpose is the cause of the act."""
    back = [span for span in link.evidence if span.end <= link.cue.start]
    first = [(span.start - sample.start, span.end - sample.start) for span in link.cause or back]
    second = [(span.start - sample.start, span.end - sample.start) for span in link.effect]
    return (first, second) if link.kind == "cause" else (second, first)


def is_right(sample: Sample, link: Link, pair: tuple[list[Range], list[Range]]) -> bool:
    """Tell whether both ends overlap the gold's, one of them more than it overlaps the opposite end."""
    cause, effect = _ends(sample, link)
    straight = (_overlap(cause, pair[0]), _overlap(effect, pair[1]))
    crossed = (_overlap(cause, pair[1]), _overlap(effect, pair[0]))
    return all(straight) and (straight[0] >= crossed[0] or straight[1] >= crossed[1])


def features(sample: Sample) -> list[str]:
    """Name what the linear model sees: words, connectives with what they join, clauses, and links."""
    found = {f"length={min(6, len(sample.text.split()) // 8)}", *(f"link={link.kind}" for link in sample.links)}
    for tree in sample.trees:
        for token in tree.tokens:
            if token.pos in ("PUNCT", "NUM", "PROPN", "SYM", "X"):
                continue
            word, lemma = token.text.casefold(), token.lemma.casefold()
            head = tree.tokens[token.head]
            above = tree.tokens[head.head]
            found.add(f"word={lemma}")
            if token.dep in ("mark", "case", "advmod", "cc"):
                found.add(f"joins={word}:{head.dep.partition(':')[0]}:{head.pos}")
            if token.dep in ("mark", "case"):
                found |= {f"below={above.lemma.casefold()}:{word}", f"between={above.pos}:{word}:{head.pos}"}
            if token.dep in ("advcl", "acl", "xcomp", "ccomp", "acl:relcl"):
                found |= {f"clause={token.dep}:{token.tag}", f"verb={token.dep}:{lemma}"}
    return sorted(found)


def score(names: Iterable[str], weights: dict[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) for name in names)


def learn(found: Sequence[Sample]) -> dict[str, float]:
    """Fit logistic regressions by AdaGrad, and average them; always the same for the same samples."""
    counts = Counter(name for sample in found for name in features(sample))
    known = {name for name, count in counts.items() if count >= SEEN}
    data = [([name for name in features(sample) if name in known], sample.is_causal) for sample in found]
    fits = [_fit(data, random.Random(seed)) for seed in range(FITS)]  # noqa: S311  (shuffling, no secret)
    names = {name for fit in fits for name in fit}
    return {name: sum(fit.get(name, 0.0) for fit in fits) / FITS for name in sorted(names)}


def _fit(data: Sequence[tuple[list[str], bool]], order: random.Random) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    grown: dict[str, float] = defaultdict(lambda: 1e-6)
    shuffled = list(data)
    for _ in range(EPOCHS):
        order.shuffle(shuffled)
        for names, is_causal in shuffled:
            wrong = 1 / (1 + math.exp(-max(-30.0, min(30.0, score(names, weights))))) - is_causal
            weights["bias"] -= 0.02 * wrong
            for name in names:
                step = wrong + DECAY * weights[name]
                grown[name] += step * step
                weights[name] -= RATE * step / math.sqrt(grown[name])
    return dict(weights)


def measure() -> list[Measured]:
    """Measure on the dev part, plain and bare; Skipped where it is not there."""
    rows = [line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines()[1:]]
    weights = {name: float(weight) for name, weight in rows}
    return [
        Measured(
            name=f"causes/cnc/{copy}/{name}",
            files=files,
            measure=f"{told}, per cent",
            value=round(100 * value, 2),
            peer=PUBLISHED if (copy, name) == ("plain", "sentence/f1") else None,
        )
        for copy, change in COPIES.items()
        for name, files, told, value in _values(samples(DEV, change), weights)
    ]


def _values(found: Sequence[Sample], weights: dict[str, float]) -> list[tuple[str, tuple[str, ...], str, float]]:
    learned = [score(features(sample), weights) > THRESHOLD for sample in found]
    told = [bool(sample.links) for sample in found]
    links = [(sample, link) for sample in found for link in sample.links]
    right = [any(is_right(sample, link, pair) for pair in sample.pairs) for sample, link in links]
    inside = [hit for (sample, _), hit in zip(links, right, strict=True) if sample.pairs]
    pairs = [any(is_right(sample, link, pair) for link in sample.links) for sample in found for pair in sample.pairs]
    return [
        ("sentence/f1", DEV[:1], "sentences with a cause by the linear model, F1", _f1(found, learned)[2]),
        ("links/sentences", DEV[:1], "sentences with a link that are causal", _f1(found, told)[0]),
        ("links/told", DEV[:1], "causal sentences with a link", _f1(found, told)[1]),
        ("links/ends", DEV, "links in causal sentences with both ends right", _share(inside)),
        ("links/all", DEV, "links with both ends right", _share(right)),
        ("links/pairs", DEV, "pairs of cause and effect that a link tells", _share(pairs)),
    ]


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / max(len(hits), 1)


def _f1(found: Sequence[Sample], told: Sequence[bool]) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    hits = sum(sample.is_causal for sample, each in zip(found, told, strict=True) if each)
    precision, recall = hits / max(sum(told), 1), hits / max(sum(sample.is_causal for sample in found), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    if "--train" in sys.argv:
        try:
            fitted = learn(samples(TRAIN))
        except Skipped as reason:
            sys.exit(f"skipped: {reason}")
        lines = [f"{name}\t{weight:.3f}\n" for name, weight in sorted(fitted.items())]
        WEIGHTS.write_text("feature\tweight\n" + "".join(lines), "utf-8")
    else:
        report(measure, __doc__)
