"""Measures shortening: which words of a sentence a build's wordings keep, against sentences that people shortened.

    python eval/compression.py [--json] [--errors]

Each record is a passage by itself, as speech where it was spoken; what is kept are its words that statements quote,
without insertions. "f1" is the F1 of these words and a reference's, as bags, the mean over its references, then over
sentences; the peer keeps everything. "dropped" is the share of the words that went; marks are no words.

The other rows are shares of what a shortened sentence must not lose, of which the script judges by lists and spelling,
so that the pass is not its own judge: numbers, dates, names (words with a capital that is their own), negations and
hedges. On broadcast the odd records were looked at while the pass was made, the even ones were not, and --errors
prints odd ones alone. Nothing was trained on any of it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from measured import COPIES, SHARED, Measured, report, there
from msgspec import Struct
from msgspec.structs import replace

from coursepack.language.dates import find
from coursepack.model.anchors import Kind, Passage, Place, Role, Source, Text
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted
from coursepack.notices import Log
from coursepack.plugins import ordered_passes

FOLDER = "eval/compression"
DATA: Mapping[str, tuple[Kind, Role]] = {
    "broadcast": ("transcript", "speech"),
    "bnc": ("document", "paragraph"),
    "google": ("document", "paragraph"),
}
APART_S = 60.0
"""Records are set apart in time, so that none runs into the next."""
PEER = "keeping everything"
KINDS = ("numbers", "names", "dates", "negations", "hedges")
NUMBERS = frozenset([
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions",
    "billion", "billions", "trillion", "dozen", "dozens", "half", "quarter", "third", "twice", "double",
])  # fmt: skip
NEGATIONS = frozenset([
    "not", "n't", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot",
    "hardly", "barely", "scarcely", "rarely", "unless", "except",
])  # fmt: skip
HEDGES = frozenset([
    "may", "might", "could", "perhaps", "maybe", "possibly", "probably", "likely", "unlikely", "apparently",
    "presumably", "allegedly", "reportedly", "supposedly", "seemingly", "seem", "seems", "seemed", "appear",
    "appears", "appeared", "suggest", "suggests", "suggested", "alleged", "suspected", "believed", "estimated",
    "about", "around", "approximately", "roughly", "nearly", "almost", "some", "most", "many", "few", "several",
    "often", "sometimes", "usually", "generally", "partly", "largely", "mostly",
])  # fmt: skip
_GLUED = re.compile(r"^(?:n't|'(?:s|re|ve|ll|d|m|t)?|[,.;:?!%)\]}]|'')$", re.IGNORECASE)
_OPENING = frozenset({"(", "[", "{", "``", "$", "£"})
Range = tuple[int, int]


class Record(Struct, frozen=True, kw_only=True):
    """A sentence as words with their places in the text that a build reads, and its shortened forms."""

    words: tuple[str, ...]
    places: tuple[Range, ...]
    references: tuple[tuple[str, ...], ...]
    must: Mapping[str, frozenset[int]]
    """What must stay, by kind: indexes of words."""


class Judged(Struct, frozen=True, kw_only=True):
    record: Record
    kept: tuple[int, ...]

    def f1(self, *, is_bare: bool) -> float:
        """Where there are no marks, only words are compared."""
        return _mean_f1([self.record.words[index] for index in self.kept], self.record.references, is_bare=is_bare)

    def f1_of_all(self, *, is_bare: bool) -> float:
        return _mean_f1(self.record.words, self.record.references, is_bare=is_bare)

    def lost(self, kind: str) -> list[str]:
        return [self.record.words[index] for index in sorted(self.record.must[kind] - set(self.kept))]


def records(name: str) -> tuple[list[Record], str]:
    """Read a data set; give its records and the text of them all, a line each."""
    lines = (SHARED / FOLDER / f"{name}.jsonl").read_text("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    # What follows a full stop or a mark may begin a sentence too.
    inner = Counter(word for row in rows for before, word in pairwise(row["text"].split()) if before[-1].isalnum())
    found, text = [], ""
    for row in rows:
        words = row["text"].split()
        places = []
        for at, word in enumerate(words):
            is_glued = at == 0 or _GLUED.match(word) or words[at - 1] in _OPENING
            text += "" if is_glued else " "
            places.append((len(text), len(text) + len(word)))
            text += word
        references = tuple(tuple(each.split()) for each in row["summaries"])
        must = _must(words, places, text, inner)
        text += "\n"
        found.append(Record(words=tuple(words), places=tuple(places), references=references, must=must))
    return found, text


def _must(words: Sequence[str], places: Sequence[Range], text: str, inner: Counter[str]) -> dict[str, frozenset[int]]:
    low = [word.casefold() for word in words]
    begin = places[0][0]
    # "Now, the harvest failed" tells no date.
    dated = [
        (hit.start + begin, hit.end + begin)
        for hit in find(text[begin:])
        if text[begin + hit.start : begin + hit.end].casefold() != "now"
    ]
    return {
        "numbers": frozenset(at for at, word in enumerate(low) if word in NUMBERS or re.search(r"\d", word)),
        "names": frozenset(at for at in range(len(words)) if _is_name(words, at, inner)),
        "dates": frozenset(
            at for at, (start, end) in enumerate(places) if any(low <= start and end <= high for low, high in dated)
        ),
        "negations": frozenset(at for at, word in enumerate(low) if word in NEGATIONS),
        "hedges": frozenset(at for at, word in enumerate(low) if word in HEDGES),
    }


def _is_name(words: Sequence[str], at: int, inner: Counter[str]) -> bool:
    """Tell whether a capital is the word's own: where a sentence may begin, if it mostly has one elsewhere too."""
    word = words[at]
    if not word[:1].isupper() or word in ("I", "OK", "TV"):
        return False
    is_inside = at > 0 and words[at - 1][-1].isalnum() and words[at - 1][-1] not in ".?!"
    return is_inside or inner[word] > inner[word.casefold()]


def before(name: str, prepare: Callable[[str], str]) -> tuple[list[Record], Pack]:
    """Build a data set as far as the shortening, without names for pronouns."""
    found, text = records(name)
    kind, role = DATA[name]
    if prepare is not str:
        kind, role = DATA["broadcast"]  # captions are speech
    whole = Text("S1", prepare(text))
    passages = tuple(
        Passage(
            id=f"S1.p{at}",
            source="S1",
            start=record.places[0][0],
            end=record.places[-1][1],
            line=at,
            role=role,
            level=0,
            place=Place(time=(at * APART_S, at * APART_S + 1)),
        )
        for at, record in enumerate(found, start=1)
    )
    source = Source(id="S1", path=name, kind=kind, title=name, sha256="0" * 64, language="en")
    pack = Pack(generator="", sources=(source,), texts={"S1": whole}, passages=passages)
    for each in _passes():
        pack = each.run(pack, Log())
    return found, replace(pack, references=())


def _passes() -> Iterator[object]:
    for each in ordered_passes():
        if each.__name__.endswith(".compress"):
            return
        yield each


def after(found: Sequence[Record], pack: Pack) -> list[Judged]:
    """Shorten, and see which words are left."""
    shortened = next(each for each in ordered_passes() if each.__name__.endswith(".compress")).run(pack, Log())
    quoted = sorted(
        (part.span.start, part.span.end)
        for statement in shortened.statements
        for part in statement.wording
        if isinstance(part, Quoted)
    )
    covered = bytearray(len(pack.texts["S1"].text))
    for start, end in quoted:
        covered[start:end] = b"\1" * (end - start)
    return [
        Judged(
            record=record,
            kept=tuple(at for at, (start, end) in enumerate(record.places) if any(covered[start:end])),
        )
        for record in found
    ]


def measured(name: str, copy: str) -> Iterator[Measured]:
    """Measure one copy of one data set."""
    found, pack = before(name, COPIES[copy])
    judged = after(found, pack)
    parts = {"all": judged} if name != "broadcast" else {"all": judged, "odd": judged[::2], "even": judged[1::2]}
    for part, own in parts.items():
        is_bare = copy == "bare"
        values = {
            "f1": (_mean(each.f1(is_bare=is_bare) for each in own), "words kept, F1"),
            "dropped": (_share(own, _dropped), "words left out"),
        }
        if part == "all":
            values |= {kind: (_share(own, partial(_stayed, kind=kind)), f"{kind} kept") for kind in KINDS}
        for key, (value, told) in values.items():
            peer = _mean(each.f1_of_all(is_bare=is_bare) for each in own)
            yield Measured(
                name=f"compression/{name}/{copy}{'' if part == 'all' else f'/{part}'}/{key}",
                files=(f"{FOLDER}/{name}.jsonl",),
                measure=f"{told}, per cent",
                value=round(100 * value, 2),
                peer={PEER: round(100 * peer, 2)} if key == "f1" else None,
            )


def _dropped(judged: Judged) -> tuple[int, int]:
    words = judged.record.words
    gone = set(range(len(words))) - set(judged.kept)
    return sum(_has_letter(words[at]) for at in gone), sum(_has_letter(word) for word in words)


def _stayed(judged: Judged, *, kind: str) -> tuple[int, int]:
    return len(judged.record.must[kind]) - len(judged.lost(kind)), len(judged.record.must[kind])


def _share(own: Sequence[Judged], count: Callable[[Judged], tuple[int, int]]) -> float:
    pairs = [count(each) for each in own]
    return sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _mean_f1(words: Sequence[str], references: Sequence[Sequence[str]], *, is_bare: bool) -> float:
    if is_bare:
        words, *references = ([word for word in each if _has_letter(word)] for each in (words, *references))
    return sum(_f1(words, reference) for reference in references) / len(references)


def _has_letter(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _f1(words: Sequence[str], reference: Sequence[str]) -> float:
    same = sum((Counter(words) & Counter(reference)).values())
    return 2 * same / (len(words) + len(reference)) if same else 0.0


def measure() -> list[Measured]:
    """Measure each data set, plain and bare."""
    there(FOLDER)
    return [each for name in DATA for copy in COPIES for each in measured(name, copy)]


def errors() -> Iterator[str]:
    """Tell what was lost in the odd records of spoken news, plain and bare, and how every one was shortened."""
    there(FOLDER)
    for copy, prepare in COPIES.items():
        for judged in after(*before("broadcast", prepare))[::2]:
            words = judged.record.words
            said = " ".join(word if at in set(judged.kept) else f"[{word}]" for at, word in enumerate(words))
            lost = [f"{kind}: {' '.join(judged.lost(kind))}" for kind in KINDS if judged.lost(kind)]
            if lost or len(judged.kept) < len(words):
                yield f"{copy}\t{'; '.join(lost) or '-'}\t{said}"


if __name__ == "__main__":
    report(measure, __doc__, errors)
