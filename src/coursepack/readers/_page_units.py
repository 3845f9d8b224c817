"""Strips to units: the lines of one paragraph, bullet or heading, joined by how they stand below each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.model.anchors import Role
from coursepack.readers._columns import Block
from coursepack.readers._hyphens import Vocabulary, joined_lines
from coursepack.readers._strips import Strip
from coursepack.readers._wrapping import LEADS_ON, ends_sentence

__all__ = ["Boxes", "Unit", "pitches_of", "unit_of", "units_of"]

_WIDEST_PITCH = 1.4
"""Of the size: lines of one paragraph stand no farther below each other, but for what `_LOOSE` allows."""
_LOOSE = 1.45
_SAME_SIZE = 0.12
_INDENT = 0.8
_NEXT_ITEM, _NEXT_PARAGRAPH = 1.06, 1.15
"""Of the pitch: behind a full stop, a line that stands so far below begins something new."""
_RAGGED, _EVEN = 1.5, 0.1
"""Of the size: what a line may leave free at its end, and still be full."""
_WINDOW = 4
"""Lines that show how far the text goes beside a box."""
_TEXT_WORDS = 5
_BESIDE = 5.0
"""Of the size: what is free at the ends of all of them."""
_FEWEST_LINES = 3
"""Lines that show by their ends how wide their box is."""
_LINE_WORDS = 2.5
_FILLED = 0.8
_WIDE = 10
"""Of the size; lines of some twenty letters."""
# Lines with a label each are items of a list, whose signs may be pictures.
_LABELLED = re.compile(r"[^\W_][\w-]*(?: [\w-]+){0,2}:(?:\s|$)")
_BOX = 4.0
"""Points by which boxes of text on different slides may be shifted."""
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-hA-H]|[ivxIVX]{1,4})[.)]\s")


class Unit(Struct, frozen=True, kw_only=True):
    words: str
    page: int
    block: int
    """Which column of the page it stands in, counted in reading order."""
    size: float
    is_bold: bool
    sign: str
    begin: float
    """Of its first line, with the sign."""
    left: float
    right: float
    top: float
    base: float
    """Of its first line."""
    bottom: float
    lines: int
    role: Role | None = None
    """What the file itself says it is; None where nobody says it."""
    level: int = 0

    @property
    def is_bullet(self) -> bool:
        return bool(self.sign)


class Boxes:
    """How far to the right the text goes, by where it begins: boxes of text stand alike on all slides of a deck."""

    __slots__ = ("_rights",)

    def __init__(self, strips: Iterable[Strip]) -> None:
        self._rights: dict[tuple[int, int], float] = {}
        for strip in strips:
            key = round(strip.left / _BOX), round(strip.size)
            self._rights[key] = max(strip.right, self._rights.get(key, 0.0))

    def right(self, strip: Strip) -> float:
        column, size = round(strip.left / _BOX), round(strip.size)
        return max(self._rights.get((each, size), strip.right) for each in (column - 1, column, column + 1))


def units_of(
    blocks: Sequence[Block], page: int, vocabulary: Vocabulary, *, pitches: Mapping[float, float], boxes: Boxes | None
) -> list[Unit]:
    """Join the strips of a page, block by block; with `boxes` it is a slide: a line goes on only if it had no room."""
    is_deck = boxes is not None
    units = []
    for order, block in enumerate(blocks):
        group: list[Strip] = []
        is_labelled = is_deck and sum(_LABELLED.match(strip.words) is not None for strip in block) > 1
        rights = _rights(block) if boxes is None else _box_rights(block, pitches, boxes)
        for at, strip in enumerate(block):
            is_item = is_labelled and _LABELLED.match(strip.words) and not _leads_on(block[at - 1].words)
            room = pitches[round(strip.size, 1)], rights[at - 1]
            if group and (is_item or not _goes_on(group, strip, room, is_deck=is_deck)):
                units.append(unit_of(group, page, order, vocabulary))
                group = []
            group.append(strip)
        if group:
            units.append(unit_of(group, page, order, vocabulary))
    return units


def unit_of(group: Sequence[Strip], page: int, block: int, vocabulary: Vocabulary) -> Unit:
    """Join strips that belong together."""
    first = group[0]
    letters = sum(len(strip.words) for strip in group)
    return Unit(
        words=joined_lines([strip.words for strip in group], vocabulary),
        page=page,
        block=block,
        size=max(group, key=lambda strip: len(strip.words)).size,
        is_bold=sum(len(strip.words) for strip in group if strip.is_bold) * 10 >= letters * 9,
        sign=first.sign,
        begin=first.begin,
        left=min(strip.left for strip in group),
        right=max(strip.right for strip in group),
        top=first.top,
        base=first.base,
        bottom=group[-1].bottom,
        lines=len(group),
    )


def pitches_of(blocks: Sequence[Block]) -> Mapping[float, float]:
    """Give for each size how far lines of a paragraph stand below each other."""
    steps: dict[float, list[float]] = defaultdict(list)
    for block in blocks:
        for last, strip in pairwise(block):
            step = strip.base - last.base
            if abs(last.size - strip.size) <= _SAME_SIZE * strip.size and 0 < step <= _WIDEST_PITCH * strip.size:
                steps[round(strip.size, 1)].append(step)
    sizes = {round(strip.size, 1) for block in blocks for strip in block}
    return {size: sorted(steps[size])[len(steps[size]) // 3] if steps[size] else 1.2 * size for size in sizes}


def _rights(block: Block) -> list[float]:
    """Give how far to the right a column's lines go; one line that hangs over says nothing of the others."""
    edges = sorted(strip.right for strip in block)
    right = edges[-1 - len(edges) // 20]
    return [min(right, _near_right(block, at, right)) for at in range(len(block))]


def _near_right(block: Block, at: int, right: float) -> float:
    """Give how far the lines about one go, where each of them is full: text is narrower beside a box."""
    for begin in (at, at - _WINDOW + 1):
        lines = block[max(0, begin) : begin + _WINDOW]
        near = max(strip.right for strip in lines)
        is_text = sum(len(strip.words.split()) for strip in lines) >= _TEXT_WORDS * _WINDOW
        if len(lines) == _WINDOW and is_text and near < right - _BESIDE * block[at].size:
            pairs = list(pairwise(lines))
            if all(_is_full(last, strip, near, _RAGGED * last.size) for last, strip in pairs) and not any(
                strip.sign or abs(strip.size - last.size) > _SAME_SIZE for last, strip in pairs
            ):
                return near
    return right


def _box_rights(block: Block, pitches: Mapping[float, float], boxes: Boxes) -> list[float]:
    """Give how far each line's box goes: as far as its own lines where they fill it, else as far as on other slides."""
    rights = [boxes.right(strip) for strip in block]
    begin = 0
    for end in range(1, len(block) + 1):
        if end < len(block) and _is_below(block[end - 1], block[end], pitches):
            continue
        lines = block[begin:end]
        right = max(strip.right for strip in lines)
        full = [_is_full(last, strip, right, 0.0) for last, strip in pairwise(lines)]
        is_longer = len(lines) > _FEWEST_LINES - 1 or (len(lines) > 1 and lines[0].right >= lines[1].right)
        is_text = sum(len(strip.words.split()) for strip in lines) >= _LINE_WORDS * len(lines)
        if is_longer and is_text and sum(full) >= _FILLED * len(full):
            rights[begin:end] = [min(right, each) for each in rights[begin:end]]
        begin = end
    return rights


def _is_below(last: Strip, strip: Strip, pitches: Mapping[float, float]) -> bool:
    step = strip.base - last.base
    is_alike = not strip.sign and abs(strip.size - last.size) <= _SAME_SIZE * last.size
    return is_alike and 0 < step <= _NEXT_ITEM * pitches[round(strip.size, 1)]


def _goes_on(group: Sequence[Strip], strip: Strip, room: tuple[float, float], *, is_deck: bool) -> bool:
    pitch, right = room
    first, last = group[0], group[-1]
    step = strip.base - last.base
    if strip.sign or abs(strip.size - last.size) > _SAME_SIZE * last.size or " | " in last.words + strip.words:
        return False
    if not 0.3 * strip.size <= step <= _LOOSE * min(pitch, _WIDEST_PITCH * strip.size):
        return False
    is_full = _is_full(last, strip, right, (_RAGGED if is_deck else _EVEN) * last.size)
    has_ended = ends_sentence(last.words)
    if has_ended and step > (_NEXT_ITEM if is_deck else _NEXT_PARAGRAPH) * pitch:
        return False
    if _NUMBERED.match(strip.words) and (is_deck or not is_full or has_ended or _NUMBERED.match(first.words)):
        return False
    if last.is_bold != strip.is_bold and (not is_full or len(group) > 1 or has_ended):
        return False
    if first.sign or (_NUMBERED.match(first.words) and strip.left > first.left):
        return _hangs(first, last, strip, is_full=is_full)
    if is_deck:
        return _goes_on_slide(last, strip, is_full=is_full)
    return _goes_on_page(group, strip, is_full=is_full, has_ended=has_ended)


def _is_full(last: Strip, strip: Strip, right: float, slack: float) -> bool:
    """Tell whether the next line's first word had no room on the last."""
    word = strip.words.split(None, 1)[0]
    width = (strip.right - strip.left) / max(1, len(strip.words))
    return last.right + width * (len(word) + 1) > right - slack


def _hangs(first: Strip, last: Strip, strip: Strip, *, is_full: bool) -> bool:
    runs_on = strip.words[:1].islower() or _leads_on(last.words)
    if abs(strip.left - first.left) <= 0.6 * strip.size:
        return is_full or runs_on or not ends_sentence(last.words)
    return first.begin - 1 <= strip.left and (is_full or runs_on)


def _leads_on(words: str) -> bool:
    return words.endswith((",", "-", "\u00ad")) or words.rsplit(None, 1)[-1].lower() in LEADS_ON


def _goes_on_slide(last: Strip, strip: Strip, *, is_full: bool) -> bool:
    if not is_full:
        return _leads_on(last.words) and strip.words[:1].islower()
    shift = strip.left - last.left
    is_centred = abs((strip.left + strip.right) - (last.left + last.right)) <= 2 * strip.size
    if not is_centred and not -3 * strip.size <= shift <= 0.6 * strip.size:
        return False
    # A box as wide as its longest line looks full at each item of a list.
    is_wide = last.right - last.left >= _WIDE * last.size
    return strip.words[:1].islower() or _leads_on(last.words) or (is_wide and not last.words.endswith(":"))


def _goes_on_page(group: Sequence[Strip], strip: Strip, *, is_full: bool, has_ended: bool) -> bool:
    last = group[-1]
    shift = (strip.left - last.left) / strip.size
    runs_on = strip.words[:1].islower() or _leads_on(last.words)
    if shift > _INDENT:
        return not has_ended and (is_full or runs_on)
    if shift < -_INDENT and len(group) > 1:
        return not has_ended and runs_on
    return is_full or (runs_on and not has_ended)
