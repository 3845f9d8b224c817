"""What stands at the same place of page after page: running heads, page numbers, a maker's name, a logo's letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from coursepack.readers._sheet import Sheet
from coursepack.readers._strips import Strip

__all__ = ["without_frames"]

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_FEWEST = 3
"""Pages that show a frame; of a file of two pages, both do in the margin."""
_MARGIN, _PRINT_MARGIN = 0.12, 0.14
"""Of the height: a running head of a few pages stands no farther inside; LaTeX's, on paper, at 0.134."""
_FOOT = 0.8
"""Of the height: LaTeX's page numbers stand at 0.84."""
_EVERYWHERE = 0.6
"""Share of the pages on which even a line in the middle of the page belongs to the frame."""
_OFTEN = 0.15
_LARGE = 0.03
"""Of the page's height: letters of a slide's title are larger, those of a running head or foot smaller."""
_NEAR = 4.0
"""Points by which a place may differ."""
_LONGEST = 90
_SAME_ROW = 0.3
_WHITE = 1.5
"""Of the size: what stands at least between a running head and the text."""
_OUTER_NUMBER = re.compile(r"(?P<first>\d{1,4})(?!\d|[.,]\d)\D?.*|.*?\D(?P<last>\d{1,4})")


def without_frames(
    sheets: Sequence[Sheet], strips: Mapping[int, Sequence[Strip]]
) -> tuple[dict[int, list[Strip]], int]:
    """Drop the frames of all pages, by page number; tell how many strips they were."""
    pages = sum(bool(strips[sheet.number]) for sheet in sheets)
    places: dict[tuple[str, int], list[tuple[int, Strip]]] = defaultdict(list)
    by_number = {sheet.number: sheet for sheet in sheets}
    heights = {sheet.number: sheet.height for sheet in sheets}
    for sheet in sheets:
        for strip in strips[sheet.number]:
            if len(strip.words) <= _LONGEST:
                # A number may change with the page, and move when it gets longer.
                places[_NUMBER.sub("#", strip.words), round(strip.size * 2)].append((sheet.number, strip))
    dropped: set[tuple[int, int]] = set()
    for (words, _), found in places.items():
        for near in _together(found):
            numbers = {number for number, _ in near}
            is_margin = all(_is_in_margin(strip, by_number[number]) for number, strip in near)
            share = len(numbers) / max(1, pages)
            is_number = words.strip("-–—|/ .") in ("#", "# / #", "#/#", "# of #", "Page #", "page #", "Slide #", "p. #")
            # The title of several slides stands at one place too, and is larger.
            is_large = all(strip.size > _LARGE * heights[number] for number, strip in near)
            is_head = is_margin and (share >= _OFTEN or is_number) and (not is_large or share >= 0.5)
            is_frame = share >= _EVERYWHERE or is_head
            is_both = len(numbers) == pages == _FEWEST - 1 and is_margin and not is_large
            is_side = is_margin and not is_large and _is_on_each_side(numbers, sheets)
            if (len(numbers) >= _FEWEST and is_frame) or is_both or is_side:
                dropped.update((number, id(strip)) for number, strip in near)
    dropped.update(_counted(sheets, strips))
    dropped.update(_numbered(sheets, strips))
    kept = {
        sheet.number: [strip for strip in strips[sheet.number] if (sheet.number, id(strip)) not in dropped]
        for sheet in sheets
    }
    # A file whose pages are all alike has no frame.
    return (kept, len(dropped)) if any(kept.values()) else ({number: list(each) for number, each in strips.items()}, 0)


def _counted(sheets: Sequence[Sheet], strips: Mapping[int, Sequence[Strip]]) -> set[tuple[int, int]]:
    """Find page numbers that move about in the margin: they count with the pages, or stand alone below a short text."""
    fewest = min(_FEWEST, len(sheets))
    by_shift: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for sheet in sheets:
        for strip in strips[sheet.number]:
            is_number = strip.words.isdecimal() and len(strip.words) < 5
            # Of a page or two, a number counts that is the page's own, and has nothing below or beside it.
            is_alone = strip.words == str(sheet.number) and strip is _lowest(strips[sheet.number])
            is_alone = is_alone and strip.base >= _FOOT * sheet.height
            if is_number and (is_alone or (fewest == _FEWEST and _is_in_margin(strip, sheet))):
                by_shift[int(strip.words) - sheet.number].add((sheet.number, id(strip)))
    return {each for found in by_shift.values() if len({number for number, _ in found}) >= fewest for each in found}


def _is_on_each_side(numbers: AbstractSet[int], sheets: Sequence[Sheet]) -> bool:
    """Tell all pages of a short print but the first, or all its left or right ones."""
    printed = {sheet.number for sheet in sheets if sheet.height > sheet.width}
    sides = [printed, *({number for number in printed if number % 2 == side} for side in (0, 1))]
    return len(numbers) >= _FEWEST - 1 and any(side - {1} <= numbers <= side for side in sides)


def _numbered(sheets: Sequence[Sheet], strips: Mapping[int, Sequence[Strip]]) -> set[tuple[int, int]]:
    """Find heads and feet that have the page's number at their outer end: a chapter's name changes beside it."""
    by_shift: dict[tuple[int, int], list[tuple[int, list[Strip]]]] = defaultdict(list)
    for sheet in sheets:
        rows = _outermost(strips[sheet.number], sheet) if sheet.height > sheet.width else []
        for row in rows:
            words = " ".join(strip.words for strip in row)
            found = _OUTER_NUMBER.fullmatch(words) if len(words) <= _LONGEST else None
            if found and max(strip.size for strip in row) <= _LARGE * sheet.height:
                number = int(found["first"] or found["last"])
                by_shift[number - sheet.number, round(row[0].base / _NEAR / 2)].append((sheet.number, row))
    return {
        (number, id(strip))
        for found in by_shift.values()
        if len(found) >= max(_FEWEST - 1, min(_FEWEST, len(sheets)))
        for number, row in found
        for strip in row
    }


def _outermost(strips: Sequence[Strip], sheet: Sheet) -> list[list[Strip]]:
    """Give the first and the last row of a page, where they stand in the margin and by themselves."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda each: each.base):
        if rows and abs(strip.base - rows[-1][0].base) <= _SAME_ROW * strip.size:
            rows[-1].append(strip)
        else:
            rows.append([strip])
    outer = []
    for row, inner in ((rows[0], rows[1]), (rows[-1], rows[-2])) if len(rows) > 1 else ():
        white = abs(row[0].base - inner[0].base)
        if white >= _WHITE * row[0].size and all(_is_in_margin(strip, sheet) for strip in row):
            outer.append(sorted(row, key=lambda each: each.left))
    return outer


def _lowest(strips: Sequence[Strip]) -> Strip | None:
    """Give the one strip that no other is beside or below."""
    lowest = max(strips, key=lambda strip: strip.base, default=None)
    if lowest is None or any(each is not lowest and each.base > lowest.top for each in strips):
        return None
    return lowest


def _is_in_margin(strip: Strip, sheet: Sheet) -> bool:
    margin = (_PRINT_MARGIN if sheet.height > sheet.width else _MARGIN) * sheet.height
    return strip.base <= margin or strip.top >= sheet.height - margin


def _together(found: Sequence[tuple[int, Strip]]) -> list[list[tuple[int, Strip]]]:
    """Group strips of the same words by place: the same line, and the same left, right or middle."""
    groups: list[list[tuple[int, Strip]]] = []
    for number, strip in found:
        for group in groups:
            if _is_same_place(group[0][1], strip):
                group.append((number, strip))
                break
        else:
            groups.append([(number, strip)])
    return groups


def _is_same_place(first: Strip, strip: Strip) -> bool:
    if abs(first.base - strip.base) > _NEAR:
        return False
    middle = abs((first.left + first.right) - (strip.left + strip.right)) / 2
    return min(abs(first.left - strip.left), abs(first.right - strip.right), middle) <= _NEAR
