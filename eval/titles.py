"""Measures titles: our phrase for a textbook's sections and modules against the author's heading, beside tf-idf.

    python eval/titles.py [--json]

Every fourth three modules of the held-back book are one document, without headings. Each module, and each part under a
lowest heading, is titled as a section is. Words are compared without function words and endings.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import mean
from typing import Any

from measured import COPIES, SHARED, Measured, report, there
from talks import talk_of

from coursepack.language.grammar import Ground
from coursepack.language.titles import named
from coursepack.language.topics import Unit, unit_of
from coursepack.model.anchors import Text
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import entities, sentences

FILE = "eval/openstax/sections.jsonl"
BOOK = "us-history"
TOGETHER = 3
"""Modules of a document."""
LEAST = 8
"""Sentences of a part that is titled."""
SKIPPED = frozenset({"introduction", "preface", "summary", "key terms"})
MEASURES = {
    "found": "content words of the author's heading that are in the title",
    "rouge1": "title and author's heading, ROUGE-1 F",
    "rouge2": "title and author's heading, ROUGE-2 F",
}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FUNCTION = frozenset(
    ("a", "an", "the", "and", "or", "of", "in", "on", "for", "to", "by", "with", "at", "from", "as", "is", "are", "was")
) | {"were", "its", "their", "how", "what", "why", "do", "does", "did", "versus", "into", "be", "that", "this"}


def measure() -> list[Measured]:
    """Measure modules and parts, plain and bare."""
    there(FILE)
    with (SHARED / FILE).open(encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    modules = [each for each in read if each["book"] == BOOK and each["title"].lower() not in SKIPPED]
    groups = [modules[at : at + TOGETHER] for at in range(0, len(modules), 4 * TOGETHER)]
    found: list[Measured] = []
    for copy, changed in COPIES.items():
        titles = [each for group in groups for each in _titles(group, changed)]
        for kind in ("modules", "parts"):
            rows = [each for each in titles if each[0] == kind]
            ours = [_scores(heading, title) for _, heading, title, _ in rows]
            theirs = [_scores(heading, title) for _, heading, _, title in rows]
            found += [
                Measured(
                    name=f"titles/us_history/{copy}/{kind}/{key}",
                    files=(FILE,),
                    measure=f"{kind}: {told}, per cent",
                    value=round(100 * mean(each[key] for each in ours), 2),
                    peer={"three words by tf-idf": round(100 * mean(each[key] for each in theirs), 2)},
                )
                for key, told in MEASURES.items()
            ]
    return found


def _titles(group: Sequence[Mapping[str, Any]], changed: Callable[[str], str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each module and part: which of them it is, the author's heading, our title, that of tf-idf."""
    pack, at, modules, parts = _document(group, changed)
    pack = entities.run(sentences.run(pack, Log()), Log())
    ground = Ground(pack)
    kinds = {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}
    units = [unit_of(sentence, tree) for sentence, tree in zip(pack.sentences, pack.trees, strict=True)]
    places = [bisect_right(at, unit.tree.tokens[0].start) - 1 for unit in units]
    for kind, headings in (("modules", modules), ("parts", parts)):
        runs: dict[str, list[Unit]] = {}
        for unit, place in zip(units, places, strict=True):
            runs.setdefault(headings[place], []).append(unit)
        counts = {heading: Counter(lemma for unit in run for lemma in unit.lemmas) for heading, run in runs.items()}
        total = sum(counts.values(), Counter[str]())
        for heading, run in runs.items():
            leaf = heading.rpartition(" > ")[2]
            if (
                len(run) < LEAST
                or not _content(leaf)
                or leaf.lower() in SKIPPED
                or (kind == "parts" and heading[0] == ">")
            ):
                continue
            title, _ = named(ground, run, total - counts[heading], kinds, frozenset())
            yield kind, leaf, title, _by_weight(counts[heading], list(counts.values()))


def _document(
    group: Sequence[Mapping[str, Any]], changed: Callable[[str], str]
) -> tuple[Pack, list[int], list[str], list[str]]:
    """Give the text of some modules as a pack, where its paragraphs begin, and the headings over each."""
    text, at, modules, parts = "", [], [], []
    for module in group:
        for heading, words in module["paras"]:
            at.append(len(text))
            modules.append(str(module["title"]))
            parts.append(f"{module['title']} > {heading}" if heading else "> ")
            text += f"{changed(' '.join(words.split()))}\n\n"
    whole = Text("S1", text)
    spans = [whole.trimmed(start, end) for start, end in zip(at, [*at[1:], len(text)], strict=True)]
    return talk_of(whole, spans), at, modules, parts


def _by_weight(counts: Counter[str], runs: Sequence[Counter[str]]) -> str:
    """Join the three lemmas with the highest tf-idf, the peer's title."""

    def weight(lemma: str) -> float:
        return counts[lemma] * math.log((1 + len(runs)) / sum(lemma in each for each in runs))

    return " ".join(sorted(counts, key=lambda lemma: (-weight(lemma), lemma))[:3])


def _scores(heading: str, title: str) -> dict[str, float]:
    gold, ours = _content(heading), _content(title)
    shared = sum((Counter(gold) & Counter(ours)).values())
    pairs, own = list(pairwise(gold)), list(pairwise(ours))
    both = sum((Counter(pairs) & Counter(own)).values())
    return {
        "found": len(set(gold) & set(ours)) / len(set(gold)),
        "rouge1": 2 * shared / (len(gold) + len(ours)) if ours else 0.0,
        "rouge2": 2 * both / (len(pairs) + len(own)) if pairs or own else float(gold == ours),
    }


def _content(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.casefold().replace("’", "'")) if word not in _FUNCTION]


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


if __name__ == "__main__":
    report(measure, __doc__)
