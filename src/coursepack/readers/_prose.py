"""Prose without mark-up: paragraphs between blank lines, or one on each line; short lines above them are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursepack.model.reading import Piece
from coursepack.readers._bullets import bullet_of
from coursepack.readers._lines import Line, has_words
from coursepack.readers._wrapping import continues, ends_sentence, is_question, is_wrapped

__all__ = ["is_rule", "looks_like_heading", "prose_pieces"]

_RULE = re.compile(r"([=\-_*~#+.•—–])(?:[ \t]*\1){2,}")
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_RUNS_ON = 0.3


def prose_pieces(every: Sequence[Line]) -> list[Piece]:
    groups = list(_groups(every))
    joins = is_wrapped([line for group in groups for line in group]) or _mostly_runs_on(groups)
    units: list[list[Line]] = []
    underlined: set[int] = set()
    for group in groups:
        units.extend(_paragraphs(group, underlined, joins=joins))
    pieces: list[Piece] = []
    for order, unit in enumerate(units):
        following = units[order + 1] if order + 1 < len(units) else None
        pieces.extend(_piece(unit, following, is_first=not pieces, is_underlined=unit[0].number in underlined))
    return pieces


def is_rule(words: str) -> bool:
    """Tell a line that is drawn, not written: "-----", "* * *"."""
    return _RULE.fullmatch(words) is not None


def looks_like_heading(words: str) -> bool:
    """Tell a line that is short and says no sentence."""
    return (
        len(words) <= _LONGEST_HEADING
        and len(words.split()) <= _MOST_WORDS
        and not ends_sentence(words)
        and not words.endswith((",", ";"))
        and not words[:1].islower()
        and not words.startswith(("[", ":", "|"))
        and any(map(str.isalpha, words))
    )


def _groups(every: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in every:
        if not line.is_blank:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _mostly_runs_on(groups: Sequence[Sequence[Line]]) -> bool:
    """Tell paragraphs of several lines each, broken at no fixed column: many line ends are inside sentences."""
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    return bool(pairs) and sum(continues(a, b) for a, b in pairs) >= _RUNS_ON * len(pairs)


def _paragraphs(group: Sequence[Line], underlined: set[int], *, joins: bool) -> Iterator[list[Line]]:
    unit: list[Line] = []
    for line in group:
        if is_rule(line.text):
            if unit:
                # A line drawn under a line of words makes that a heading.
                if len(unit) == 1 and looks_like_heading(unit[0].text):
                    underlined.add(unit[0].number)
                yield unit
            unit = []
            continue
        starts_bullet = bullet_of(line) is not None
        if unit and (starts_bullet or not (joins or continues(unit[-1], line))):
            yield unit
            unit = []
        unit.append(line)
    if unit:
        yield unit


def _piece(unit: list[Line], following: list[Line] | None, *, is_first: bool, is_underlined: bool) -> Iterator[Piece]:
    first, last = unit[0], unit[-1]
    bullet = bullet_of(first)
    words = " ".join(line.text for line in unit)
    if not has_words(words):
        return
    if bullet is not None and bullet.start < last.end:
        yield Piece(start=bullet.start, end=last.end, role="question" if is_question(words) else "bullet", level=1)
    elif len(unit) == 1 and looks_like_heading(words) and (is_underlined or _heads(following, is_first=is_first)):
        yield Piece(start=first.start, end=last.end, role="heading", level=1 if is_first else 2)
    else:
        yield Piece(start=first.start, end=last.end, role="paragraph")


def _heads(following: list[Line] | None, *, is_first: bool) -> bool:
    """Tell whether what follows a short line is what a heading stands above; a title may stand above headings."""
    if following is None:
        return False
    return is_first or len(following) > 1 or not looks_like_heading(following[0].text)
