"""Measures pronouns on GAP, as GAP's own scorer does: whether a pronoun means each of two names.

    python eval/pronouns.py [--json]

A name counts as meant where the entity that the pronoun was resolved to has a mention that overlaps it (the snippet
task). "printed" are the pronouns resolved surely enough to be printed as a name: how many of them are right. "bare" is
the same text without capitals and punctuation.
"""

from __future__ import annotations

import csv
from collections import Counter

from measured import COPIES, SHARED, Measured, Skipped, report, there

from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import coreference, entities, sentences
from coursepack.passes.compress import SURE

FILE = "eval/coref/gap-test.tsv"
BASELINE = 66.9
"""F1 of the parallelism baseline on the same data (Webster et al. 2018, table 8)."""


def pack_of(text: str) -> Pack:
    """Make a pack of one paragraph."""
    source = Source(id="S1", path="", kind="document", title="", sha256="", language="en")
    passage = Passage(id="S1.p1", source="S1", start=0, end=len(text), line=1, role="paragraph", level=0, place=None)
    return Pack(generator="", sources=(source,), passages=(passage,), texts={"S1": Text("S1", text)})


def judge(row: dict[str, str], text: str, counts: Counter[str]) -> None:
    """Resolve a row's text and count how its two names are told."""
    pack = sentences.run(pack_of(text), Log())
    pack = coreference.run(entities.run(pack, Log()), Log())
    start = int(row["Pronoun-offset"])
    reference = next((each for each in pack.references if each.start == start), None)
    mentions = next((each.mentions for each in pack.entities if reference and each.id == reference.entity), ())
    told = {}
    for which in "AB":
        begin = int(row[f"{which}-offset"])
        end = begin + len(row[which])
        told[which] = any(span.start < end and span.end > begin for span in mentions)
        is_meant = row[f"{which}-coref"].upper() == "TRUE"
        counts[
            {(True, True): "hits", (True, False): "false", (False, True): "missed"}.get((told[which], is_meant), "")
        ] += 1
    meant = [which for which in "AB" if row[f"{which}-coref"].upper() == "TRUE"]
    if reference is not None and reference.confidence >= SURE and (meant or any(told.values())):
        counts["printed"] += 1
        counts["printed right"] += bool(meant) and told[meant[0]]


def measure() -> list[Measured]:
    """Measure the test part, plain and bare; Skipped where it is absent."""
    (path,) = there(FILE)
    with (SHARED / path).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        raise Skipped(f"{path} holds no rows")
    found = []
    for copy, change in COPIES.items():
        counts: Counter[str] = Counter()
        for row in rows:
            judge(row, change(row["Text"]), counts)
        found += [
            Measured(
                name=f"pronouns/gap/{copy}/{key}",
                files=(path,),
                measure=told,
                value=round(value, 1),
                # Who made the baseline had the trees of edited text.
                peer={"parallelism, published": BASELINE} if (copy, key) == ("plain", "f1") else None,
            )
            for key, (told, value) in _values(counts, len(rows)).items()
        ]
    return found


def _values(counts: Counter[str], rows: int) -> dict[str, tuple[str, float]]:
    hits, false, missed, printed = (counts[key] for key in ("hits", "false", "missed", "printed"))
    return {
        "f1": ("F1", 100 * 2 * hits / max(1, 2 * hits + false + missed)),
        "precision": ("precision", 100 * hits / max(1, hits + false)),
        "recall": ("recall", 100 * hits / max(1, hits + missed)),
        "printed": ("right where sure enough to print, per cent", 100 * counts["printed right"] / max(1, printed)),
        "coverage": ("sure enough to print, per cent", 100 * printed / rows),
    }


if __name__ == "__main__":
    report(measure, __doc__)
