"""An outline without mark-up, as slides leave it: title, headings, bullets with levels, call-outs and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.model.anchors import Role
from coursepack.model.reading import Piece
from coursepack.readers._bullets import Bullet, bullet_of, labels_of
from coursepack.readers._lines import Line, has_words
from coursepack.readers._prose import is_rule, looks_like_heading
from coursepack.readers._wrapping import LEADS_ON, continues, ends_sentence, is_question, sentences_in

__all__ = ["is_outline", "outline_pieces"]

_FEWEST_BULLETS = 2
_LINES = 0.25
_WORDS = 0.4
"""Shares of bullets in an outline; an article with a list in it has fewer."""
_LONGEST_BULLET = 250
_TITLE_WORDS = 20
_ASKING_HEADING = 8
"""Words of a heading that ends in "?"; what asks more is a question to the class."""
_TERM = re.compile(r"[^\s:]+(?: [^\s:]+){0,7}:\s")
_PAGE = re.compile(r"[\W_]*(?:(?:slide|page)\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[\W_]*", re.IGNORECASE)
_BIG_WORD = re.compile(r"[^\W\d_]{4,}")


class _Unit(Struct, frozen=True, kw_only=True):
    """One or more lines that belong together."""

    lines: tuple[Line, ...]
    bullet: Bullet | None
    words: str
    is_underlined: bool = False

    @property
    def start(self) -> int:
        return self.bullet.start if self.bullet else self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def is_outline(filled: Sequence[Line]) -> bool:
    labels = labels_of(filled)
    units = list(_units(filled, labels))
    bullets = [unit for unit in units if unit.bullet]
    if len(bullets) < _FEWEST_BULLETS or len(bullets) < _LINES * len(units):
        return False
    lengths = sorted(len(unit.words) for unit in bullets)
    said = sum(map(len, (unit.words for unit in units if unit.bullet or not looks_like_heading(unit.words))))
    return lengths[len(lengths) // 2] <= _LONGEST_BULLET and sum(lengths) >= _WORDS * said


def outline_pieces(every: Sequence[Line]) -> list[Piece]:
    units = list(_units(every, labels_of([line for line in every if not line.is_blank])))
    heading_sign = _numbered_headings(units)
    levels = _levels(units, heading_sign)
    pieces: list[Piece] = []
    is_first = True
    for order, unit in enumerate(units):
        following = units[order + 1] if order + 1 < len(units) else None
        if unit.bullet and unit.bullet.sign != heading_sign:
            role: Role = "question" if is_question(unit.words) else "bullet"
            pieces.append(Piece(start=unit.start, end=unit.end, role=role, level=levels[order]))
        elif has_words(unit.words):
            pieces.append(_loose(unit, following, is_first=is_first))
        # A slide's number may stand above its title.
        is_first = is_first and (not pieces or pieces[-1].role == "note")
    return pieces


def _units(every: Sequence[Line], labels: frozenset[str]) -> Iterator[_Unit]:
    """Join each bullet or sentence with the lines that go on with it."""
    group: list[Line] = []
    bullet: Bullet | None = None
    for line in every:
        if line.is_blank or is_rule(line.text):
            if group:
                yield _unit(group, bullet, is_underlined=not line.is_blank and len(group) == 1 and bullet is None)
            group, bullet = [], None
            continue
        opens = bullet_of(line, labels)
        if group and (opens or not _goes_on(group, bullet, line)):
            yield _unit(group, bullet)
            group = []
        if not group:
            bullet = opens
        group.append(line)
    if group:
        yield _unit(group, bullet)


def _unit(group: Sequence[Line], bullet: Bullet | None, *, is_underlined: bool = False) -> _Unit:
    words = " ".join(line.text for line in group)
    if bullet:
        words = words[bullet.start - group[0].start :]
    return _Unit(lines=tuple(group), bullet=bullet, words=words, is_underlined=is_underlined)


def _goes_on(group: Sequence[Line], bullet: Bullet | None, line: Line) -> bool:
    last = group[-1]
    if line.number != last.number + 1:
        return False
    if bullet and line.indent > group[0].indent:
        return True
    last_word = last.text.rsplit(None, 1)[-1].lower()
    # A bullet that ends in a colon opens a list; one that ends in "the" was broken.
    return (continues(last, line) and not last.text.endswith(":")) or last_word in LEADS_ON


def _numbered_headings(units: Sequence[_Unit]) -> str:
    """Name the sign that marks headings ("1. Origins" above bullets of another sign) where no plain heading does."""
    tops = [(at, unit) for at, unit in enumerate(units) if unit.bullet and unit.bullet.sign not in _SIGNS]
    if not tops or not tops[0][1].bullet:
        return ""
    sign = tops[0][1].bullet.sign
    same = [(at, unit) for at, unit in tops if unit.bullet and unit.bullet.sign == sign]
    plain = [
        unit for unit in units[1:] if not unit.bullet and looks_like_heading(unit.words) and not is_question(unit.words)
    ]
    if plain or not all(looks_like_heading(unit.words) for _, unit in same):
        return ""
    leading = sum(at + 1 < len(units) and _is_under(units[at + 1], unit) for at, unit in same)
    return sign if leading * 2 > len(same) else ""


_SIGNS = frozenset(("dash", "star", "plus", "dot", "ring", "arrow"))


def _is_under(unit: _Unit, above: _Unit) -> bool:
    if unit.bullet is None or above.bullet is None:
        return False
    return unit.bullet.sign != above.bullet.sign or unit.bullet.depth > above.bullet.depth


def _levels(units: Sequence[_Unit], heading_sign: str) -> list[int]:
    """Give each bullet's level: by indentation, by its sign where that is equal, and under one that ends in ":"."""
    levels = [0] * len(units)
    stack: list[tuple[int, str]] = []
    under = 0
    for order, unit in enumerate(units):
        if unit.bullet is None or unit.bullet.sign == heading_sign:
            under = 0
            if looks_like_heading(unit.words):
                stack = []
            continue
        level = _place(stack, unit.lines[0].indent, f"{unit.bullet.sign}{unit.bullet.depth}")
        if under and level <= under and (unit.words.endswith(":") or _TERM.match(unit.words)):
            under = 0
        levels[order] = level + 1 if under and level == under else level
        if level < under:
            under = 0
        if unit.words.endswith(":"):
            under = level
    return levels


def _place(stack: list[tuple[int, str]], indent: int, sign: str) -> int:
    while stack and stack[-1][0] > indent + 1:
        stack.pop()
    for at, (column, name) in enumerate(stack):
        # One column more or less is a slip of the hand.
        if abs(column - indent) <= 1 and name == sign:
            del stack[at + 1 :]
            return at + 1
    stack.append((indent, sign))
    return len(stack)


def _loose(unit: _Unit, following: _Unit | None, *, is_first: bool) -> Piece:
    """Make the piece of a line without a bullet: page number, heading, question or call-out."""
    start, end, words = unit.start, unit.end, unit.words
    over_bullet = following is not None and following.bullet is not None
    if _PAGE.fullmatch(words[:60]) and len(words) <= 60:
        return Piece(start=start, end=end, role="note")
    if is_first and not unit.bullet and not ends_sentence(words) and len(words.split()) <= _TITLE_WORDS:
        return Piece(start=start, end=end, role="heading", level=1)
    if unit.bullet or unit.is_underlined:
        depth = unit.bullet.depth if unit.bullet else 1
        return Piece(start=start, end=end, role="heading", level=1 + max(1, depth))
    if is_question(words):
        asks_in_few = len(words.split()) <= _ASKING_HEADING and sentences_in(words) == 1
        if not (over_bullet and asks_in_few):
            return Piece(start=start, end=end, role="question")
        return Piece(start=start, end=end, role="heading", level=1 if is_first else 2)
    if looks_like_heading(words) and (over_bullet or _is_title_case(words)):
        return Piece(start=start, end=end, role="heading", level=2)
    return Piece(start=start, end=end, role="callout")


def _is_title_case(words: str) -> bool:
    big = _BIG_WORD.findall(words)
    capital = sum(word[0].isupper() for word in big)
    return capital * 2 > len(big) or (not big and words[:1].isupper())
