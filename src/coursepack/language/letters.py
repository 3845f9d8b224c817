"""What a recogniser writes for a name's letters, and how likely: costs that were learnt from names it misheard.

Letters stand for what is heard: a recogniser that does not know a name spells its sounds as English would. A letter is
another, is gone or is one more by the odds of an alignment of what was said and heard, fitted by expectation and
maximisation with the best alignment alone (after Ristad and Yianilos 1998, "Learning string-edit distance").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from coursepack.language.sounds import without_marks

__all__ = ["GONE", "LETTERS", "Costs", "apart_by_ear", "shipped", "spelled"]

_FILE = Path(__file__).parent / "en_heard" / "letters.tsv"
_JOINED = {"tch": "C", "sch": "S", "ph": "f", "ck": "k", "sh": "S", "ch": "C", "th": "T", "qu": "Q", "dg": "j"}
"""Letters that are one sound, by a sign for it."""
LETTERS = "abcdefghijklmnopqrstuvwxyz" + "CQST"
GONE = "-"
_TWICE = re.compile(r"(.)\1")
_PARTS = re.compile("|".join(_JOINED))
_OTHER = re.compile(rf"[^{LETTERS}]")


class Costs(Struct, frozen=True, kw_only=True):
    """Minus the natural logarithms of the odds: of what is heard for a letter, by what is said and heard."""

    heard: Mapping[str, Mapping[str, float]]
    """For each letter of the name, also GONE."""
    more: Mapping[str, float]
    """For each letter that nothing in the name stands for."""


def spelled(words: Sequence[str]) -> str:
    """Give the letters of some small words as one, each sound once."""
    letters = _OTHER.sub("", _TWICE.sub(r"\1", without_marks("".join(words))))
    return _PARTS.sub(lambda found: _JOINED[found.group()], letters)


@cache
def shipped() -> Costs:
    lines = _FILE.read_text("utf-8").rstrip("\n").split("\n")
    head = lines[0].split("\t")[1:]
    table = {
        said: {heard: int(cost) / 100 for heard, cost in zip(head, costs, strict=True)}
        for said, *costs in (line.split("\t") for line in lines[1:])
    }
    more = table.pop(GONE)
    return Costs(heard=table, more={letter: cost for letter, cost in more.items() if letter != GONE})


def apart_by_ear(heard: str, said: str, costs: Costs) -> float:
    """Give what it costs to hear the one for the other, along the cheapest alignment."""
    more = [costs.more[letter] for letter in heard]
    last = [0.0]
    for cost in more:
        last.append(last[-1] + cost)
    for letter in said:
        odds = costs.heard[letter]
        gone = odds[GONE]
        before = last[0]
        row = [left := before + gone]
        for at, cost in enumerate(more, start=1):
            here = last[at]
            left = min(before + odds[heard[at - 1]], here + gone, left + cost)
            before = here
            row.append(left)
        last = row
    return last[-1]
