"""Checks cards.csv: each row is one card, with its quote, place, source, section and an id of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._cards import Shown, check_cards, id_faults
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("cards.csv",)
_WIDTH = 7
"""Question, answer, quote, place, source, section, id."""


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        case.found.add(file, None, "unreadable", f"is no CSV in UTF-8 ({error})")
        return
    others = [Unit(at="row 1", text=" ".join(rows[0]), line=1)] if rows else []
    cards, seen = [], set[str]()
    for number, row in enumerate(rows[1:], start=2):
        at = f"row {number}"
        if len(row) != _WIDTH:
            case.found.add(file, number, "untraced", f"{at} has {len(row)} cells; want {_WIDTH}")
        front, back, quote, place, source, section, ident = [*row, *[""] * _WIDTH][:_WIDTH]
        cards.append(
            Shown(at=at, front=front, back=back, source=f"{quote} {source} {place}", lines=(number, number, number))
        )
        others.append(Unit(at=f"{at}, tag", text=section, line=number))
        for text in id_faults(at, ident, seen):
            case.found.add(file, number, "form", text)
    check_cards(case, file, cards, others, traced)
