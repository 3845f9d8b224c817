"""Measures the shipped model's names on gold that it never saw: persons, places with states, and organisations.

    python eval/names.py [--json]

Exact spans, F1; "bare" is the same text without capitals and punctuation. The peer is spaCy's small English model, in
the same run, where it is installed (`en_core_web_sm`) or where COURSEPACK_PEER names its folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from measured import ROOT, SHARED, Measured, Skipped, report, there

from coursepack.language.english import MODEL

# The gold is read and scored as the training scripts do it.
sys.path.insert(0, str(ROOT / "training"))

from gold_names import COPIES, SETS, read_gold, scores

if TYPE_CHECKING:
    from spacy.language import Language

PEER = "en_core_web_sm"
FOLDER = "eval/names"
KINDS = ("PER", "LOC", "ORG")


def measure() -> list[Measured]:
    """Measure every set that is there; Skipped where the model labels no names."""
    nlp = spacy.load(MODEL)
    if "ner" not in nlp.pipe_names:
        raise Skipped("the shipped model labels no names")
    peer = _peer()
    sets = dict(SETS)
    dev, kinds = SETS["crossner_politics_dev"]
    sets["crossner_politics_test"] = (dev.replace("dev", "test"), kinds)
    found: list[Measured] = []
    for name, (file, given) in sets.items():
        kinds = {theirs: ours for theirs, ours in given.items() if ours in KINDS}
        try:
            (path,) = there(f"{FOLDER}/{file}")
        except Skipped as reason:
            print(f"skipped: {reason}", file=sys.stderr)
            continue
        for copy, change in COPIES.items():
            texts = [change(text) for text in read_gold(SHARED / path, kinds)]
            ours = scores(nlp, texts, set(KINDS))
            theirs = scores(peer, texts, set(KINDS)) if peer else {}
            found += [
                Measured(
                    name=f"names/{name}/{copy}/{kind.lower()}",
                    files=(path,),
                    measure=f"{'all three kinds' if kind == 'f' else kind}, F1",
                    value=ours[kind],
                    peer={PEER: theirs[kind]} if theirs else None,
                )
                for kind in ("f", *KINDS)
            ]
    if not found:
        raise Skipped(f"no {FOLDER} in {SHARED}")
    return found


def _peer() -> Language | None:
    folder = os.environ.get("COURSEPACK_PEER", "")
    if folder and Path(folder).is_dir():
        return spacy.load(folder)
    try:
        return spacy.load(PEER)
    except OSError:
        return None


if __name__ == "__main__":
    report(measure, __doc__)
