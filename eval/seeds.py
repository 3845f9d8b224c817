"""Builds a pack of the two seed documents and counts the lines that no statement cites.

    python eval/seeds.py [--json]

Building verifies; the finished folder is then verified once more, as a reader would. A heading is cited by its section,
the title by the pack's list of sources. What is left uncited is printed, to be looked at: an aside may be, a fact may
not.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from measured import SHARED, Measured, report, there

from coursepack.model.anchors import Span
from coursepack.model.outline import TOLD
from coursepack.model.pack import Pack
from coursepack.pipeline import build, verify

SEEDS = ("seeds/lecture.txt", "seeds/slides.txt")


def measure() -> list[Measured]:
    """Share of lines cited by any statement, and by a statement that the notes tell."""
    files = there(*SEEDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pack"
        pack = build([SHARED / file for file in files], folder)
        findings = verify(folder).findings
    found = [
        Measured(
            name="seeds/verified",
            files=files,
            measure="100 where verify finds nothing",
            value=0.0 if findings else 100.0,
        )
    ]
    for source, file in zip(pack.sources, files, strict=True):
        lines = pack.texts[source.id].text.split("\n")
        full = {number for number, line in enumerate(lines, start=1) if line.strip()}
        headings = _lines(source.id, (span for section in pack.sections for span in section.evidence))
        headings |= {number for number in full if lines[number - 1].strip() == source.title}
        for key, least in (("cited", 0.0), ("told", TOLD)):
            cited = headings | _lines(source.id, _evidence(pack, least))
            for number in sorted(full - cited):
                print(f"{file}:{number}: not {key}: {lines[number - 1].strip()}", file=sys.stderr)
            found.append(
                Measured(
                    name=f"seeds/{Path(file).stem}/{key}",
                    files=(file,),
                    measure=f"lines {key}, per cent of {len(full)}",
                    value=round(100 * len(full & cited) / len(full), 2),
                )
            )
    return found


def _evidence(pack: Pack, least: float) -> Iterable[Span]:
    return (span for statement in pack.statements if statement.salience >= least for span in statement.evidence)


def _lines(source: str, spans: Iterable[Span]) -> set[int]:
    return {
        line
        for span in spans
        if span.source == source
        for line in range(span.line, span.line + span.quote.count("\n") + 1)
    }


if __name__ == "__main__":
    report(measure, __doc__)
