"""Measures the sentence ends and commas that are put into talks without any: IWSLT 2011's true and recognised words.

    python eval/punctuation.py [--json]

Clitics, which stand alone there, are put back to their words. F1 of each mark, and of all three together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from measured import SHARED, Measured, report, there

from coursepack.language.english import network
from coursepack.language.restoring import marks

SETS = {"test2011": "eval/punctuation/test2011", "test2011asr": "eval/punctuation/test2011asr"}
KINDS = {"": "O", ",": "COMMA", ".": "PERIOD", "?": "QUESTION"}
PUBLISHED = {
    ("test2011", "period"): {"T-BRNN, published": 72.9},
    ("test2011", "all"): {"T-BRNN, published": 64.4, "BERT, published": 75.2},
}
"""Tilk and Alumäe 2016, trained on two million words of such talks."""


def measure() -> list[Measured]:
    """Measure every set that is there."""
    found: list[Measured] = []
    for name, file in SETS.items():
        there(file)
        rows = [line.split() for line in (SHARED / file).read_text("utf-8").split("\n") if line.strip()]
        gold = [kind for _, kind in rows]
        told = _told([word for word, _ in rows])
        for kind in ("period", "comma", "question", "all"):
            kinds = ("COMMA", "PERIOD", "QUESTION") if kind == "all" else (kind.upper(),)
            found.append(
                Measured(
                    name=f"punctuation/{name}/{kind}",
                    files=(file,),
                    measure=f"{'all three marks' if kind == 'all' else kind}, F1",
                    value=round(_f1(told, gold, kinds), 2),
                    peer=PUBLISHED.get((name, kind)),
                )
            )
    return found


def _told(tokens: Sequence[str]) -> list[str]:
    """Give a mark for each token; inside a word there is none."""
    words: list[str] = []
    last: list[int] = []
    for at, each in enumerate(tokens):
        if words and each.startswith(("'", "n't")):
            words[-1] += each
            last[-1] = at
        else:
            words.append(each)
            last.append(at)
    told = ["O"] * len(tokens)
    for at, mark in zip(last, marks(network().guess(words)), strict=True):
        told[at] = KINDS[mark]
    return told


def _f1(told: Sequence[str], gold: Sequence[str], kinds: Sequence[str]) -> float:
    counts: Counter[str] = Counter()
    for ours, theirs in zip(told, gold, strict=True):
        counts["right"] += ours == theirs and ours in kinds
        counts["said"] += (ours in kinds) + (theirs in kinds)
    return 200 * counts["right"] / max(1, counts["said"])


if __name__ == "__main__":
    report(measure, __doc__)
