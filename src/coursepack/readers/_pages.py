"""A PDF's pages to a reading: what repeats is left out, and slides and print are read each in their way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from coursepack.errors import BadFile, EmptySource
from coursepack.model.anchors import Place
from coursepack.model.reading import Reading
from coursepack.notices import Log, Notice
from coursepack.readers._columns import blocks_of
from coursepack.readers._hyphens import Vocabulary, joined_lines, vocabulary_of
from coursepack.readers._office import Said, composed
from coursepack.readers._page_roles import Told, body_size, is_deck, print_roles, slide_roles, usual_title
from coursepack.readers._page_units import Boxes, Unit, pitches_of, units_of
from coursepack.readers._running_heads import without_frames
from coursepack.readers._sheet import Book, Sheet
from coursepack.readers._strips import Strip, strips_of
from coursepack.readers._tagged import (
    are_guessed,
    broken_paragraphs,
    is_tagged,
    tagged_blocks,
    tagged_strips,
    tagged_units,
)
from coursepack.readers._wrapping import ends_sentence

__all__ = ["FAULTS", "MOST_BYTES", "MOST_SECONDS", "Outcome", "read_book"]

MOST_BYTES = 2_000_000_000
"""Memory that the process may ask for."""
MOST_SECONDS = 240
"""Of the processor's time; a page of print takes some hundredths."""
_STEP = 0.6
"""Share of a slide's passages that stand again on its next step."""
_LONG = 5
"""Words that nobody writes twice by chance."""
_SAME = 0.3
"""Points by which the sizes of one paragraph's parts may differ."""
_NAMED = 6
"""Pages that a notice names one by one."""
FAULTS = {
    "password": ("is locked with a password", "save it without a password"),
    "damaged": ("is broken, or cut short", "export it again, or copy it anew"),
    "much": ("holds more text than is safe to read", "divide it into several files"),
    "failed": ("cannot be taken apart, which is a fault in coursepack", "please report it with the file"),
    "limit": ("takes more memory or time than is safe", "print it to a new PDF, or divide it into several files"),
}


class Outcome(Struct, frozen=True, kw_only=True):
    """A reading, or what was found instead and what to do; neither where the file holds no words."""

    reading: Reading | None = None
    notices: tuple[Notice, ...] = ()
    found: str = ""
    advice: str = ""
    is_empty: bool = False
    """Whether what was found is that it has no text."""


def read_book(book: Book, *, source: str, log: Log) -> Reading:
    """Make a reading of pages."""
    if book.fault or not book.sheets:
        raise BadFile(source, *FAULTS[book.fault or "damaged"])
    tagged, strips = _strips(book.sheets)
    if not any(strips.values()):
        what = "1 page" if len(book.sheets) == 1 else f"{len(book.sheets):,} pages"
        found = f"is a scan or a film of pictures: {what}, and no text"
        raise EmptySource(source, found, "export it from the program that made it, or let an OCR program add the text")
    kept, framed = without_frames(book.sheets, strips)
    _tell(book.sheets, strips, framed, source=source, log=log)
    count = {number: sum(len(strip.words.split()) for strip in each) for number, each in kept.items()}
    deck = is_deck(book.sheets, count)
    vocabulary = vocabulary_of((strip.words for each in kept.values() for strip in each), is_broken=not deck)
    boxes = Boxes(strip for each in kept.values() for strip in each) if deck else None
    units = _units(book.sheets, kept, tagged, vocabulary=vocabulary, boxes=boxes)
    body = body_size(units)
    if deck:
        told = _slides(book.sheets, units, body)
        told, steps = _without_steps(told)
        if steps:
            log.tell("left_out", f"{_lines(steps)} of the slide before stand again, and are read once", source=source)
    else:
        told = _joined(print_roles(units, {sheet.number: sheet for sheet in book.sheets}, body), body)
    title = next((each.unit.words for each in told if each.role == "heading" and each.level == 1), "")
    said = _said(told, is_slides=deck)
    return composed(said, kind="slides" if deck else "document", title=title, source=source)


def _strips(sheets: Sequence[Sheet]) -> tuple[frozenset[int], dict[int, list[Strip]]]:
    """Give the strips of each page, and which pages are read by the file's own tags."""
    tagged = {sheet.number: tagged_strips(sheet) for sheet in sheets if is_tagged(sheet)}
    counts = [broken_paragraphs(tagged[sheet.number], sheet) for sheet in sheets if sheet.number in tagged]
    if are_guessed(sum(follow for follow, _ in counts), sum(broken for _, broken in counts)):
        tagged = {}
    strips = {sheet.number: tagged.get(sheet.number) or strips_of(sheet) for sheet in sheets}
    return frozenset(number for number, each in tagged.items() if each), strips


def _units(
    sheets: Sequence[Sheet],
    kept: dict[int, list[Strip]],
    tagged: frozenset[int],
    *,
    vocabulary: Vocabulary,
    boxes: Boxes | None,
) -> list[Unit]:
    blocks = {
        sheet.number: tagged_blocks(kept[sheet.number], sheet)
        if sheet.number in tagged
        else blocks_of(kept[sheet.number])
        for sheet in sheets
    }
    pitches = pitches_of([block for each in blocks.values() for block in each])
    return [
        unit
        for sheet in sheets
        for unit in (
            tagged_units(kept[sheet.number], sheet, vocabulary, pitches=pitches)
            if sheet.number in tagged
            else units_of(blocks[sheet.number], sheet.number, vocabulary, pitches=pitches, boxes=boxes)
        )
    ]


def _slides(sheets: Sequence[Sheet], units: Sequence[Unit], body: float) -> list[Told]:
    by_page = {page: list(each) for page, each in groupby(units, key=lambda unit: unit.page)}
    slides = [(by_page.get(sheet.number, []), sheet) for sheet in sheets]
    usual = usual_title(slides, body)
    return [
        told
        for order, (page, sheet) in enumerate(slides)
        for told in slide_roles(page, sheet, body, usual=usual if order else None)
    ]


def _without_steps(told: Sequence[Told]) -> tuple[list[Told], int]:
    """Make notes of what stood on the slide before, under the same title: a slide that is built up step by step."""
    out: list[Told] = []
    steps = 0
    before: list[str] = []
    for _, group in groupby(told, key=lambda each: each.unit.page):
        page = list(group)
        words = [each.unit.words for each in page]
        title = [each.unit.words for each in page if each.role == "heading"]
        if title and before and words[0] == before[0] == title[0]:
            seen = set(before)
            again = [each.unit.words in seen for each in page]
            # Where most of the slide before does not stand again, short words are there on their own account.
            if sum(again) - 1 < _STEP * (len(before) - 1):
                long = [each.role == "heading" or len(each.unit.words.split()) >= _LONG for each in page]
                again = list(map(all, zip(again, long, strict=True)))
            steps += sum(again)
            page = [replace(each, role="note", level=0) if old else each for each, old in zip(page, again, strict=True)]
        before = words
        out.extend(page)
    return out, steps


def _joined(told: Sequence[Told], body: float) -> list[Told]:
    """Join paragraphs that a column or page has broken; the footnotes between follow."""
    out: list[Told] = []
    last = -1
    pages: dict[int, int] = {}
    """The page that each paragraph has come to which breaks off in a sentence."""
    for each in told:
        if pages and min(pages.values()) < each.unit.page - 1:
            pages = {at: page for at, page in pages.items() if page >= each.unit.page - 1}
        at = _broken(each, out, pages) if each.role == "paragraph" else -1
        if at < 0 and last >= 0 and each.role == "paragraph" and _runs_on(out[last], each, body):
            at = last
        if at >= 0:
            above = out[at]
            words = joined_lines([above.unit.words, each.unit.words], vocabulary_of(()))
            unit = replace(above.unit, words=words, block=each.unit.block, page=above.unit.page)
            out[at] = replace(above, unit=unit)
        else:
            at = len(out)
            out.append(each)
            if each.role == "paragraph":
                last = at
            elif each.role != "note":
                last = -1
        pages.pop(at, None)
        if out[at].role == "paragraph" and not ends_sentence(out[at].unit.words):
            pages[at] = each.unit.page
    return out


def _broken(below: Told, out: Sequence[Told], pages: dict[int, int]) -> int:
    """Find the paragraph that one goes on with at the same edge of the next page; -1 for none."""
    unit = below.unit
    for at in reversed(pages):
        above = out[at].unit
        is_next = pages[at] == unit.page - 1 and abs(above.size - unit.size) <= _SAME
        if is_next and abs(above.left - unit.left) <= unit.size and unit.words[:1].islower():
            return at
    return -1


def _runs_on(above: Told, below: Told, body: float) -> bool:
    is_elsewhere = (above.unit.page, above.unit.block) != (below.unit.page, below.unit.block)
    is_body = min(above.unit.size, below.unit.size) >= 0.95 * body
    words = above.unit.words
    goes_on = below.unit.words[:1].islower() or (above.unit.lines > 1 and not words.endswith(":"))
    return is_elsewhere and is_body and goes_on and not ends_sentence(words)


def _said(told: Sequence[Told], *, is_slides: bool) -> Iterator[Said | None]:
    page = 0
    for each in told:
        if page and each.unit.page != page:
            yield None
        page = each.unit.page
        place = Place(slide=page) if is_slides else Place(page=page)
        yield Said(words=each.unit.words, role=each.role, level=each.level, place=place, skip=each.skip)


def _tell(sheets: Sequence[Sheet], strips: dict[int, list[Strip]], framed: int, *, source: str, log: Log) -> None:
    empty = [sheet.number for sheet in sheets if not strips[sheet.number]]
    if empty:
        named = ", ".join(map(str, empty[:_NAMED])) + (
            f" and {len(empty) - _NAMED:,} more" if len(empty) > _NAMED else ""
        )
        what = f"page {named} has" if len(empty) == 1 else f"pages {named} have"
        log.tell("left_out", f"{what} no text, only pictures perhaps", source=source)
    if framed:
        log.tell("left_out", f"{_lines(framed)} of running heads, feet and page numbers are not read", source=source)
    sideways = sum(sheet.sideways for sheet in sheets)
    if sideways:
        log.tell("left_out", f"{sideways:,} letters that stand on their side are not read", source=source)
    unknown = sum(sheet.unknown for sheet in sheets)
    if unknown:
        log.tell("decoded", f"{unknown:,} glyphs have no letter in the file, and are not read", source=source)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"
