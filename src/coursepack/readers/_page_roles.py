"""What a unit of a page is: heading, bullet, note … On slides by place and size, in print by size and weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from coursepack.model.anchors import Role
from coursepack.readers._lines import has_words
from coursepack.readers._page_units import Unit
from coursepack.readers._sheet import Sheet
from coursepack.readers._wrapping import ends_sentence, is_question, sentences_in

__all__ = ["Told", "body_size", "is_deck", "print_roles", "slide_roles", "usual_title"]

_DECK_WORDS = 150
"""Words on a page in landscape, at most, for the pages to be slides; a page of print has twice as many."""
_TITLE = 1.1
_SMALL = 0.62
_SMALLEST = 0.03
"""Of the page's height: what is larger was meant to be read from the last row."""
_LABEL = 0.8
_LABEL_WORDS = 3
_TITLE_WORDS = 18
_SHORT_TITLE = 8
_HIGH = 0.04
_FEWEST_TITLES = 3
_LOW = 0.12
"""Of the height: what stands so far below the usual place, and is smaller, is no title."""
_CELL_WORDS = 3
_CALLOUT = 2
_HEADING = 1.12
_HEADING_WORDS = 20
_FOOTNOTE = 0.92
_TINY = 0.75
_CAPTION = re.compile(r"(?:figure|fig\.|table|plate|map|source|photo|image)s?\s*(?:\d|:|[A-Z]\d)", re.IGNORECASE)
_MARKED = re.compile(r"(?:\d{1,3}[.)]?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s?\S")
_MARK = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+\s?(?=\w)")
_NUMBERED = re.compile(r"\(?(?:(?P<number>\d{1,2})|[a-hA-H]|[ivxIVX]{1,4})[.)]\s+(?=\S)")
# A logo's letters and a number in a drawing are no title.
_NAMES = re.compile(r"(?=[^\W\d_]{3})[^\W\d_]*[a-zß-ÿ]|[^\W\d_]{4}")
_RIGHTS = re.compile(
    r"\s*(?:©|\(c\)|copyright\b|(?:image|photo|figure|graph|chart|cartoon|table)s? (?:is |are )?"
    r"(?:courtesy|by|in|removed|adapted|reprinted)\b|courtesy of\b|sources?:|(?:adapted|reprinted|reproduced) from\b)",
    re.IGNORECASE,
)
_SCRAP = 3
"""Letters and figures of what stands alone on a slide, and is a mark in a drawing."""


Usual = tuple[float, float] | None
"""How far from the top a deck's titles stand, and their size; None where there are too few."""


class Told(Struct, frozen=True, kw_only=True):
    """A unit with its role; `skip` are characters before its words, such as a number."""

    unit: Unit
    role: Role
    level: int = 0
    skip: int = 0


def is_deck(sheets: Sequence[Sheet], words: Mapping[int, int]) -> bool:
    """Tell slides: pages wider than high, with few words; `words` are counted by page."""
    wide = sum(sheet.width > sheet.height for sheet in sheets)
    counts = sorted(words[sheet.number] for sheet in sheets)
    return wide * 2 > len(sheets) and counts[len(counts) // 2] <= _DECK_WORDS


def body_size(units: Sequence[Unit]) -> float:
    """Give the size that half of all letters do not exceed, title and headings counted little by being short."""
    sizes: Counter[float] = Counter()
    for unit in units:
        sizes[round(unit.size * 2) / 2] += len(unit.words)
    half, total = 0, sum(sizes.values())
    for size in sorted(sizes):
        half += sizes[size]
        if half * 2 >= total:
            return size
    return 0.0


def usual_title(slides: Sequence[tuple[Sequence[Unit], Sheet]], body: float) -> Usual:
    """Tell where and how large the titles of a deck are."""
    found = [title[0] for units, sheet in slides[1:] if (title := _title(units, sheet, body, is_first=False))]
    if len(found) < _FEWEST_TITLES:
        return None
    return median(unit.base for unit in found), median(unit.size for unit in found)


def slide_roles(units: Sequence[Unit], sheet: Sheet, body: float, *, usual: Usual) -> list[Told]:
    """Give a slide's roles; its title comes first, wherever it was drawn."""
    units = [unit for unit in units if has_words(unit.words)]
    is_first = sheet.number == 1
    title = _title(units, sheet, body, is_first=is_first)
    if title and usual is not None and not is_first:
        is_low = title[0].base > usual[0] + _LOW * sheet.height
        title = [] if is_low and title[0].size < 0.95 * usual[1] else title
    elif units and usual is not None and _stands_as_title(units[0], usual, sheet, body):
        title = [units[0]]
    rest = [unit for unit in units if unit not in title]
    told: list[Told] = []
    if title:
        words = " ".join(unit.words for unit in title)
        told.append(Told(unit=replace(title[0], words=words), role="heading", level=1 if is_first else 2))
    is_listed = not is_first and _is_listed(rest, body)
    small = min(_SMALL * body, _SMALLEST * sheet.height)
    stack: list[float] = []
    block = -1
    for unit in rest:
        if unit.block != block:
            stack, block = [], unit.block
        told.append(_slide_role(unit, stack, (body, small), is_listed=is_listed))
    return told


def _title(units: Sequence[Unit], sheet: Sheet, body: float, *, is_first: bool) -> list[Unit]:
    """Find the largest text at the top; on the first slide, the largest anywhere, with what goes on below it."""
    high = [unit for unit in units if is_first or unit.base <= 0.45 * sheet.height]
    high = [unit for unit in high if len(unit.words.split()) <= _TITLE_WORDS and not unit.is_bullet]
    high = [unit for unit in high if _NAMES.search(unit.words)]
    if not high:
        return []
    largest = max(unit.size for unit in high)
    found = min((unit for unit in high if unit.size >= 0.97 * largest), key=lambda unit: unit.base)
    biggest = max(unit.size for unit in units if _NAMES.search(unit.words))
    is_sole = len([unit for unit in units if unit.size >= _SMALL * biggest]) == 1
    if found.size < _TITLE * body and not (is_sole and not ends_sentence(found.words)):
        return []
    # Where something larger stands below, as a number in a drawing, the first line may still be the title.
    if found.size < 0.8 * biggest and found is not units[0]:
        return []
    title = [found]
    for unit in units:
        step = unit.base - title[-1].bottom
        is_same = abs(unit.size - found.size) <= 0.03 * found.size and unit.is_bold == found.is_bold
        reach = (3.0 if is_first else 1.6) * found.size
        count = sum(len(each.words.split()) for each in (*title, unit))
        if (
            count <= _TITLE_WORDS
            and unit not in title
            and is_same
            and 0 < step <= reach
            and not unit.is_bullet
            and unit.size >= _TITLE * body
        ):
            title.append(unit)
    return title


def _stands_as_title(unit: Unit, usual: tuple[float, float], sheet: Sheet, body: float) -> bool:
    """Tell a title that is no larger than the text by its place, and by being short."""
    is_short = len(unit.words.split()) <= _SHORT_TITLE and unit.lines == 1 and not ends_sentence(unit.words)
    is_high = unit.base <= usual[0] + _HIGH * sheet.height
    return is_high and is_short and unit.size >= 0.9 * body and not unit.is_bullet and bool(_NAMES.search(unit.words))


def _is_listed(units: Sequence[Unit], body: float) -> bool:
    """Tell a slide whose bullets have lost their signs: several short lines of the text's size."""
    large = [unit for unit in units if unit.size >= _LABEL * body]
    return len(large) >= 2 and not any(unit.is_bullet for unit in large)


def _slide_role(unit: Unit, stack: list[float], sizes: tuple[float, float], *, is_listed: bool) -> Told:
    body, small = sizes
    words = unit.words
    count = len(words.split())
    is_label = unit.size <= _LABEL * body and count <= _LABEL_WORDS and not unit.is_bullet
    is_row = " | " in words and _is_row(words)
    number = _NUMBERED.match(words)
    is_small = unit.size <= small and not (number or unit.is_bullet)
    is_scrap = sum(each.isalnum() for each in words) < _SCRAP and not unit.is_bullet
    if is_small or is_label or is_row or is_scrap or _RIGHTS.match(words):
        return Told(unit=unit, role="note")
    if unit.is_bullet or number:
        skip = number.end() if number and not unit.is_bullet else 0
        role: Role = "question" if is_question(words) else "bullet"
        return Told(unit=unit, role=role, level=_level(stack, unit), skip=skip)
    if is_question(words):
        return Told(unit=unit, role="question")
    if is_listed and not ends_sentence(words):
        return Told(unit=unit, role="bullet", level=_level(stack, unit))
    return Told(unit=unit, role="callout" if sentences_in(words) <= _CALLOUT else "paragraph")


def _is_row(words: str) -> bool:
    """Tell a row of numbers and names from one that says something in its cells."""
    cells = words.split(" | ")
    return sum(len(cell.split()) for cell in cells) <= _CELL_WORDS * len(cells)


def _level(stack: list[float], unit: Unit) -> int:
    """Give a bullet's level by how far its sign stands inside those above it."""
    near = 0.5 * unit.size
    while stack and stack[-1] > unit.begin + near:
        stack.pop()
    if not stack or unit.begin > stack[-1] + near:
        stack.append(unit.begin)
    return len(stack)


def print_roles(units: Sequence[Unit], sheets: Mapping[int, Sheet], body: float) -> list[Told]:
    """Give the roles of a document's units, all pages together."""
    bold = sum(len(unit.words) for unit in units if unit.is_bold)
    is_bold_text = bold * 2 > sum(len(unit.words) for unit in units)
    units = [unit for unit in units if has_words(unit.words)]
    headings = [unit for unit in units if _is_heading(unit, body, is_bold_text=is_bold_text)]
    ranks = _ranks(headings)
    # Some programs tag each level of a list as a list of its own.
    is_flat = all(unit.level <= 1 or unit.role == "heading" for unit in units)
    told: list[Told] = []
    stack: list[float] = []
    for unit in units:
        if unit in headings:
            told.append(Told(unit=unit, role="heading", level=unit.level or ranks[_style(unit)]))
            stack = []
            continue
        if unit.role is not None:
            is_item = is_flat and unit.level > 0 and " | " not in unit.words
            told.append(Told(unit=unit, role=unit.role, level=_level(stack, unit) if is_item else unit.level))
            stack = stack if is_item else []
            continue
        each = _print_role(unit, stack, body, sheets[unit.page])
        if each.role == "paragraph":
            stack = []
        told.append(each)
    return told


def _style(unit: Unit) -> tuple[float, bool]:
    return -round(unit.size * 2) / 2, not unit.is_bold


def _ranks(headings: Sequence[Unit]) -> dict[tuple[float, bool], int]:
    """Give each style of headings its level: as the file tells it, or below the larger ones."""
    told = {_style(unit): unit.level for unit in headings if unit.level}
    ranks: dict[tuple[float, bool], int] = {}
    for style in sorted({_style(unit) for unit in headings}):
        above = max(ranks.values(), default=0)
        ranks[style] = told.get(style, min(above + 1, 6))
    return ranks


def _is_heading(unit: Unit, body: float, *, is_bold_text: bool) -> bool:
    if unit.role is not None:
        return unit.role == "heading"
    if unit.is_bullet or " | " in unit.words or len(unit.words.split()) > _HEADING_WORDS or unit.lines > 3:
        return False
    is_bold = unit.is_bold and not is_bold_text and unit.size >= 0.95 * body
    if not is_bold and unit.size < _HEADING * body:
        return False
    return (not ends_sentence(unit.words) or unit.words.endswith("?")) and not unit.words.endswith((",", ";"))


def _print_role(unit: Unit, stack: list[float], body: float, sheet: Sheet) -> Told:
    words = unit.words
    is_small = unit.size <= _FOOTNOTE * body
    is_low = unit.base >= 0.6 * sheet.height
    if unit.size <= _TINY * body or (is_small and (_CAPTION.match(words) or (is_low and _MARKED.match(words)))):
        mark = _MARK.match(words)
        return Told(unit=unit, role="note", skip=mark.end() if mark else 0)
    if " | " in words:
        is_said = not _is_row(words)
        return Told(unit=unit, role="bullet" if is_said else "note", level=int(is_said))
    number = _NUMBERED.match(words)
    if unit.is_bullet or number:
        skip = number.end() if number and not unit.is_bullet else 0
        return Told(
            unit=unit, role="question" if is_question(words) else "bullet", level=_level(stack, unit), skip=skip
        )
    return Told(unit=unit, role="question" if is_question(words) and sentences_in(words) == 1 else "paragraph")
