"""Lists which verbs call for "in", "on" or "at": such a phrase is no mere circumstance, so shortening leaves it.

    python training/calls_for.py --shared ../shared

Counted on the training parts of UD English EWT and GUM. A verb seen at least SEEN times is a row of
lexicons/en/calls_for.tsv, with the prepositions that follow it more than RATIO times as often as they follow verbs in
general. Of a rarer verb nothing is known, so it is no row.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/coursepack/language/lexicons/en/calls_for.tsv"
TREEBANKS = ("training/ud_ewt/train.conllu", "training/gum/train.conllu")
PREPOSITIONS = ("at", "in", "on")
SEEN = 5
RATIO = 1.6
TWICE = 2
"""Times that a verb needs a preposition: once is chance."""


def sentences(path: Path) -> Iterator[list[list[str]]]:
    """Yield the words of each sentence as rows of CoNLL-U columns."""
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            rows.append(cells)
        elif not line and rows:
            yield rows
            rows = []


def counted(paths: list[Path]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count verbs, and verbs with a preposition on a phrase of theirs."""
    verbs: Counter[str] = Counter()
    followed: Counter[tuple[str, str]] = Counter()
    for rows in (each for path in paths for each in sentences(path)):
        cases = {row[6]: row[2].lower() for row in rows if row[7] == "case"}
        lemmas = {row[0]: row[2].lower() for row in rows if row[3] == "VERB"}
        verbs.update(lemmas.values())
        followed.update(
            (lemmas[row[6]], cases[row[0]])
            for row in rows
            if row[7].split(":")[0] == "obl" and row[0] in cases and row[6] in lemmas
        )
    return verbs, followed


def table(verbs: Counter[str], followed: Counter[tuple[str, str]]) -> str:
    """Give the rows, in order of the alphabet."""
    total = sum(verbs.values())
    share = {each: sum(count for (_, word), count in followed.items() if word == each) / total for each in PREPOSITIONS}
    lines = ["verb\tprepositions"]
    for verb in sorted(verb for verb, count in verbs.items() if count >= SEEN and verb.isalpha()):
        called = [
            each
            for each in PREPOSITIONS
            if followed[verb, each] >= TWICE and followed[verb, each] / verbs[verb] > RATIO * share[each]
        ]
        lines.append(f"{verb}\t{' '.join(called)}".rstrip())
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    shared = parser.parse_args().shared
    TABLE.write_text(table(*counted([shared / name for name in TREEBANKS])), "utf-8")


if __name__ == "__main__":
    main()
