"""Measures told conflicts on claims with a number, each held against a sentence of Wikipedia as another source.

    python eval/contradiction.py [--json] [--errors]

The records are of VitaminC: the evidence supports a claim, refutes it, or does not tell. Both sentences make a pack of
two sources; a record is told as refuted where the pack tells a difference. "precision" is over the told ones, "recall"
over the refuted ones, and "agreed" the share of the told agreements that the evidence does not refute. The peer says
of every record that the evidence refutes it (precision, recall), or that it does not (agreed).

Odd records may be looked at while rules are made; the errors of even ones are printed for nobody. Of each half every
STEP-th record is taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from measured import SHARED, Measured, report, there
from msgspec import Struct

from coursepack import pipeline
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.pack import Pack
from coursepack.notices import Log

DATA = "eval/contradiction/vitaminc_numbers.jsonl"
STEP = 8
PEER = "one class"
REFUTED = "REFUTES"
HALVES = ("odd", "even")


class Told(Struct, frozen=True, kw_only=True):
    """A record, and what its pack tells."""

    record: Mapping[str, str]
    differs: str
    """The field in which both differ; empty where no difference is told."""
    agrees: bool

    @property
    def is_refuted(self) -> bool:
        return self.record["label"] == REFUTED


def records(half: str) -> list[dict[str, str]]:
    """Give every STEP-th record of the odd or even ones, counted from 1."""
    there(DATA)
    lines = (SHARED / DATA).read_text("utf-8").split("\n")
    own = [json.loads(line) for line in lines if line][HALVES.index(half) :: 2]
    return own[::STEP]


def pack_of(*sentences: str) -> Pack:
    """Make each sentence a source of one paragraph."""
    sources, passages, texts = [], [], {}
    for number, sentence in enumerate(sentences, start=1):
        key = f"S{number}"
        text = texts[key] = Text(key, sentence + "\n")
        span = text.span(0, len(sentence))
        sources.append(Source(id=key, path=f"{key}.txt", kind="document", title=key, sha256="0" * 64, language="en"))
        passages.append(
            Passage(id=f"{key}.p1", source=key, start=0, end=span.end, line=1, role="paragraph", level=0, place=None)
        )
    return Pack(
        generator="eval",
        sources=tuple(sources),
        passages=tuple(passages),
        texts=texts,
        marks=dict.fromkeys(texts, ()),
    )


def told(half: str) -> Iterator[Told]:
    for record in records(half):
        pack = pipeline.analyse(pack_of(record["claim"].strip(), record["evidence"].strip()), Log())
        fields = [each.field or "" for each in pack.comparisons if each.verdict == "differ"]
        agrees = any(each.verdict == "agree" for each in pack.comparisons)
        yield Told(record=record, differs=fields[0] if fields else "", agrees=agrees and not fields)


def scores(found: Sequence[Told]) -> dict[str, tuple[str, float, float]]:
    """Give what each measure is called, its value and the peer's, as shares."""
    refuted = [each for each in found if each.is_refuted]
    differing = [each for each in found if each.differs]
    agreed = [each for each in found if each.agrees]
    share = len(refuted) / len(found)
    out = {"recall": (f"of {len(refuted)} refuted claims, told", _share([bool(each.differs) for each in refuted]), 1.0)}
    if differing:
        right = _share([each.is_refuted for each in differing])
        out["precision"] = (f"of {len(differing)} told differences, refuted", right, share)
    if agreed:
        right = _share([not each.is_refuted for each in agreed])
        out["agreed"] = (f"of {len(agreed)} told agreements, not refuted", right, 1 - share)
    return out


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def measure() -> list[Measured]:
    return [
        Measured(
            name=f"contradiction/vitaminc/{half}/{key}",
            files=(DATA,),
            measure=f"{said}, per cent",
            value=round(100 * value, 2),
            peer={PEER: round(100 * other, 2)},
        )
        for half in HALVES
        for key, (said, value, other) in scores(list(told(half))).items()
    ]


def errors() -> Iterator[str]:
    """Yield the odd records that are told wrong."""
    for each in told("odd"):
        if (each.differs and not each.is_refuted) or (each.agrees and each.is_refuted):
            kind = f"differ {each.differs}" if each.differs else "agree"
            yield f"{each.record['label']}\t{kind}\t{each.record['claim']}\t{each.record['evidence']}"


if __name__ == "__main__":
    report(measure, __doc__, errors)
