"""Checks cards.md as CommonMark shows it: title, sections, and for each heading of level 3 an answer and a quote."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._cards import Shown, check_cards
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("cards.md",)
_SIGN = re.compile(r"^(?:(#{1,2})|(###)|(>)) ")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile(r"(?<!\\)<")


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        case.found.add(file, None, "unreadable", f"is no UTF-8 text ({error.reason})")
        return
    others: list[Unit] = []
    cards: list[Shown] = []
    open_card: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if _HIDDEN.search(line):
            case.found.add(file, number, "untraced", "has mark-up that a browser may hide")
        sign = _SIGN.match(line)
        text = _shown(line[sign.end() :] if sign else line)
        level = sign.group().strip() if sign else ""
        wanted = ("###", "", ">")[len(open_card)]
        if level == wanted:
            open_card.append((number, text))
        else:
            others.append(Unit(at=str(number), text=text, line=number))
        if len(open_card) == 3:
            cards.append(_card(open_card))
            open_card = []
    others += [Unit(at=str(number), text=text, line=number) for number, text in open_card]
    check_cards(case, file, cards, others, traced)


def _card(parts: Sequence[tuple[int, str]]) -> Shown:
    (first, front), (second, back), (third, source) = parts
    names = (str(first), str(second), str(third))
    return Shown(at=f"line {first}", front=front, back=back, source=source, lines=(first, second, third), names=names)


def _shown(line: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", line))
