"""Measures terms on a textbook that was held back: are its key terms told, how few others, and what explains them.

    python eval/terms.py [--json]

Every second section that has key terms is read, as plain paragraphs. A term is told where a claim has its name,
number, case, hyphens and articles aside. Terms and entities are counted together, because a reader finds both; the
number told is that of terms alone, and the peer is told just as many. An explanation is compared with the authors' by
ROUGE-L F.
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from measured import COPIES, SHARED, Measured, report, there
from msgspec import Struct

from coursepack import pipeline
from coursepack.language.grammar import Grown
from coursepack.language.term_phrases import key_of, phrases
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import entities, sentences, terms

BOOK = "us-history"
FILES = ("eval/openstax/glossary.jsonl", "eval/openstax/sections.jsonl")
PEER = "C-value"
FIRST = "first sentence with it"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEP = 2
"""Sections of which one is read: half of them tell as much as all, in half the time."""


class Judged(Struct, frozen=True, kw_only=True):
    """One section: the keys of the authors' terms and of what is told, and how well each hit is explained."""

    wanted: frozenset[str]
    told: frozenset[str]
    named: frozenset[str]
    peer: frozenset[str]
    explained: tuple[tuple[float, float], ...]
    """Of each told term of the authors: ROUGE-L F of the wording, and of the first sentence that has the term."""


def read() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the text of each section that is measured, with the authors' terms and what they say of them."""
    wanted: dict[str, dict[str, str]] = {}
    with (SHARED / FILES[0]).open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["book"] == BOOK:
                wanted.setdefault(entry["module"], {})[entry["term"]] = entry["meaning"]
    with (SHARED / FILES[1]).open(encoding="utf-8") as lines:
        sections = [each for each in map(json.loads, lines) if each["book"] == BOOK and each["module"] in wanted]
    for section in sections[::_STEP]:
        paragraphs = (" ".join(text.split()) for _, text in section["paras"])
        yield "\n\n".join(text for text in paragraphs if text), wanted[section["module"]]


def built(text: str) -> Pack:
    """Read a text as a plain file, and run only the passes that terms need."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.txt"
        path.write_text(text, encoding="utf-8")
        log = Log()
        pack = pipeline.read([path], log)
    for each in (sentences, entities, terms):
        pack = each.run(pack, log)
    return pack


def judged(pack: Pack, wanted: Mapping[str, str]) -> Judged:
    keys = {key_of(term): meaning for term, meaning in wanted.items()}
    told = {key_of(term.name): term for term in pack.terms}
    named = {key_of(name) for entity in pack.entities for name in (entity.name, *entity.aliases)}
    grown = [Grown(tree) for tree in pack.trees]
    return Judged(
        wanted=frozenset(keys),
        told=frozenset(told),
        named=frozenset(named),
        peer=frozenset(c_value(grown, len(told))),
        explained=tuple(
            (rouge_l(told[key].text, meaning), rouge_l(first_sentence(grown, key), meaning))
            for key, meaning in keys.items()
            if key in told
        ),
    )


def c_value(grown: Sequence[Grown], most: int) -> list[str]:
    """Give the peer's terms: the noun phrases of the highest C-value (Frantzi, Ananiadou and Mima 2000)."""
    counts = Counter(
        key
        for each in grown
        for first, last, _ in phrases(each)
        if len(key := key_of(each.words(range(first, last + 1)))) > 2
    )
    longer: dict[str, list[int]] = {}
    for key, count in counts.items():
        words = key.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                if last - first < len(words):
                    longer.setdefault(" ".join(words[first:last]), []).append(count)
    values = {
        # One word has a weight too, as in its later form: log2 of one more than its length.
        key: math.log2(1 + len(key.split())) * (count - sum(longer.get(key, ())) / max(len(longer.get(key, ())), 1))
        for key, count in counts.items()
    }
    return sorted(values, key=lambda key: (-values[key], key))[:most]


def first_sentence(grown: Sequence[Grown], key: str) -> str:
    for each in grown:
        text = each.words(range(len(each.tokens)))
        if f" {key} " in f" {key_of(text)} ":
            return text
    return ""


def rouge_l(told: str, wanted: str) -> float:
    """Give the F measure of the longest common subsequence of words (Lin 2004)."""
    ours, theirs = (_WORD.findall(text.casefold()) for text in (told, wanted))
    lengths = [0] * (len(theirs) + 1)
    for word in ours:
        before = lengths
        lengths = [0]
        for at, other in enumerate(theirs):
            lengths.append(before[at] + 1 if word == other else max(before[at + 1], lengths[-1]))
    return 2 * lengths[-1] / max(len(ours) + len(theirs), 1)


def measure() -> list[Measured]:
    """Measure the plain and the bare copy; Skipped where the book is not there."""
    there(*FILES)
    sections = list(read())
    out: list[Measured] = []
    for copy, change in COPIES.items():
        found = [judged(built(change(text)), wanted) for text, wanted in sections]
        out += scores(f"terms/us_history/{copy}", found)
    return out


def scores(name: str, found: Sequence[Judged]) -> list[Measured]:
    wanted = sum(len(each.wanted) for each in found)
    told = sum(len(each.told) for each in found)
    each_told, each_wanted = told / len(found), wanted / len(found)
    explained = [pair for each in found for pair in each.explained]

    def recall(*fields: str) -> float:
        keys = (frozenset().union(*(getattr(each, field) for field in fields)) for each in found)
        return round(100 * sum(len(mine & each.wanted) for mine, each in zip(keys, found, strict=True)) / wanted, 2)

    hits = sum(len(each.told & each.wanted) for each in found)
    theirs = sum(len(each.peer & each.wanted) for each in found)
    ours_f, first_f = (sum(pair[at] for pair in explained) / max(len(explained), 1) for at in (0, 1))
    measures = (
        (
            "both",
            f"of {wanted} key terms, told as a term or an entity",
            recall("told", "named"),
            {f"{PEER} or entity": recall("peer", "named")},
        ),
        ("recall", f"of {wanted} key terms, told as a term", recall("told"), {PEER: recall("peer")}),
        (
            "precision",
            f"of {each_told:.1f} terms told a section ({each_wanted:.1f} are key terms), key terms",
            round(100 * hits / max(told, 1), 2),
            {PEER: round(100 * theirs / max(sum(len(each.peer) for each in found), 1), 2)},
        ),
        (
            "explained",
            "explanations of told key terms beside the authors', ROUGE-L F",
            round(100 * ours_f, 2),
            {FIRST: round(100 * first_f, 2)},
        ),
    )
    return [
        Measured(name=f"{name}/{key}", files=FILES, measure=f"{said}, per cent", value=value, peer=peer)
        for key, said, value, peer in measures
    ]


if __name__ == "__main__":
    report(measure, __doc__)
