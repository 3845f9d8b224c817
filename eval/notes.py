"""Measures which sentences matter: a textbook's sections cut to the length of the summaries that their authors wrote.

    python eval/notes.py [--json]

ROUGE-2 F1 (Lin 2004) without stemming and without a list of stop words: pairs of neighbouring words, small letters and
digits alone, each counted as often as both have it. A summary is the sentences of the highest salience, until they
have as many words as the authors' summary; the last is cut there, and they stand in the order of the text. "statements"
takes the notes' own lines in the same way.

The peers choose among the same sentences and are cut alike: LexRank (Erkan and Radev 2004) with the constants of sumy,
and the first sentences. Every third section with a summary of the one book that nothing was trained on.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from measured import COPIES, SHARED, Measured, report, there
from msgspec import Struct

from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.pipeline import analyse, read

BOOK = "us-history"
EVERY = 3
FILES = ("eval/openstax/sections.jsonl", "eval/openstax/summary.jsonl")
THRESHOLD = 0.1
"""Cosine from which LexRank joins two sentences."""
ENOUGH = 0.1
"""Change from which its power method stops."""


class Section(Struct, frozen=True, kw_only=True):
    title: str
    paras: tuple[tuple[str, str], ...]
    summary: str

    def as_text(self, copy: str) -> tuple[str, str]:
        """Give a file's name and text: Markdown with headings, or, without marks, paragraphs alone."""
        if copy != "plain":
            return "section.txt", "\n\n".join(COPIES[copy](" ".join(text.split())) for _, text in self.paras)
        lines, last = [f"# {self.title}"], ""
        for heading, text in self.paras:
            if heading and heading != last:
                lines.append(f"## {heading.rpartition(' > ')[2]}")
            last = heading
            lines.append(" ".join(text.split()))
        return "section.md", "\n\n".join(lines)


def measure() -> list[Measured]:
    """Give the mean over the sections, of sentences and of statements, on both copies."""
    there(*FILES)
    sections = list(_sections())
    found: list[Measured] = []
    for copy in COPIES:
        scores: dict[str, list[float]] = {}
        for section in sections:
            for name, score in _scored(section, copy).items():
                scores.setdefault(name, []).append(100 * score)
        mean = {name: round(sum(values) / len(values), 2) for name, values in scores.items()}
        peers = {name: mean[name] for name in ("LexRank", "first sentences")}
        found += [
            Measured(
                name=f"notes/us_history/{copy}/{name}",
                files=FILES,
                measure=f"ROUGE-2 F1 of the {name} that matter most, {len(sections)} sections",
                value=mean[name],
                peer=peers,
            )
            for name in ("sentences", "statements")
        ]
    return found


def _sections() -> Iterator[Section]:
    with (SHARED / FILES[1]).open(encoding="utf-8") as lines:
        own = {each["module"]: each["summary"] for each in map(json.loads, lines) if each["book"] == BOOK}
    with (SHARED / FILES[0]).open(encoding="utf-8") as lines:
        told = [each for each in map(json.loads, lines) if each["book"] == BOOK and each["module"] in own]
    for each in told[::EVERY]:
        paras = tuple((heading, text) for heading, text in each["paras"] if text.strip())
        yield Section(title=each["title"], paras=paras, summary=own[each["module"]])


def _scored(section: Section, copy: str) -> Mapping[str, float]:
    name, text = section.as_text(copy)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        pack = analyse(read([path], Log()), Log())
    length = len(section.summary.split())
    ours = _sentences(pack)
    sentences = [each for each, _ in ours]
    choices = {
        "sentences": ours,
        "statements": [(each.text, each.salience) for each in pack.statements],
        "LexRank": list(zip(sentences, lexrank([words(each) for each in sentences]), strict=True)),
        "first sentences": [(each, 0.0) for each in sentences],
    }
    return {name: rouge_2(cut(chosen, length), section.summary) for name, chosen in choices.items()}


def _sentences(pack: Pack) -> list[tuple[str, float]]:
    """Give the sentences that are no headings, each with its salience."""
    headings = {each.start for each in pack.passages if each.role == "heading"}
    text = pack.texts["S1"].text
    return [
        (" ".join(text[each.start : each.end].split()), each.salience)
        for each in pack.sentences
        if each.start not in headings
    ]


def cut(choices: Sequence[tuple[str, float]], length: int) -> str:
    """Take the best until they have so many words, the last one in part; in the order of the text."""
    taken: dict[int, list[str]] = {}
    left = length
    for at in sorted(range(len(choices)), key=lambda at: (-choices[at][1], at)):
        if left <= 0:
            break
        taken[at] = choices[at][0].split()[:left]
        left -= len(taken[at])
    return " ".join(" ".join(taken[at]) for at in sorted(taken))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def rouge_2(told: str, wanted: str) -> float:
    """Give F1 of the pairs of neighbouring words."""
    ours, theirs = Counter(pairwise(words(told))), Counter(pairwise(words(wanted)))
    shared = (ours & theirs).total()
    return 2 * shared / max(ours.total() + theirs.total(), 1)


def lexrank(sentences: Sequence[Sequence[str]]) -> list[float]:
    """Score as sumy's LexRankSummarizer does, to the number: its term frequencies, threshold and power method."""
    total = len(sentences)
    counts = Counter(word for each in sentences for word in set(each))
    rarity = {word: math.log(total / (1 + count)) for word, count in counts.items()}
    columns = {word: at for at, word in enumerate(counts)}
    table = np.zeros((total, max(len(columns), 1)))
    for at, each in enumerate(sentences):
        own = Counter(each)
        for word, count in own.items():
            table[at, columns[word]] = count / max(own.values()) * rarity[word]
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table = table / np.where(lengths > 0, lengths, 1)
    joined = (table @ table.T > THRESHOLD).astype(float)
    joined /= np.maximum(joined.sum(axis=1, keepdims=True), 1)
    ranks, change = np.full(total, 1 / total), 1.0
    while change > ENOUGH:
        moved = joined.T @ ranks
        moved /= np.linalg.norm(moved)
        change = float(np.linalg.norm(moved - ranks))
        ranks = moved
    return [float(each) for each in ranks]


if __name__ == "__main__":
    report(measure, __doc__)
