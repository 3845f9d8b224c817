"""Pages of a tagged file: its strips by the file's own paragraphs, and units with the roles that it gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from coursepack.model.anchors import Role
from coursepack.readers._columns import Block, blocks_of
from coursepack.readers._hyphens import Vocabulary
from coursepack.readers._office import row
from coursepack.readers._page_units import Unit, unit_of, units_of
from coursepack.readers._sheet import ARTIFACT, Run, Sheet, Tag, raised
from coursepack.readers._strips import Strip, strips_of
from coursepack.readers._wrapping import ends_sentence, is_question

__all__ = ["are_guessed", "broken_paragraphs", "is_tagged", "tagged_blocks", "tagged_strips", "tagged_units"]

_COVERED = 0.9
"""Share of a page's letters, but for its frame, that have tags."""
_UP = 1.0
"""Of the size: a line that stands so far above the last is in the next column."""
_APART = 1.8
"""Of the step between a paragraph's lines."""
_BROKEN, _FEWEST_BROKEN = 0.1, 2
"""Share of paragraphs that break off in a sentence which the next goes on with, where tags are guessed."""
_ROLES: Mapping[str, Role] = {"heading": "heading", "item": "bullet", "note": "note", "footnote": "note"}
_FEWEST_CELLS = 2


def is_tagged(sheet: Sheet) -> bool:
    """Tell a page whose words have tags, nearly all of them."""
    letters: dict[bool, int] = defaultdict(int)
    for run in sheet.runs:
        if run.tag != ARTIFACT:
            letters[run.tag >= 0] += len(run.text.strip())
    return letters[True] > 0 and letters[True] >= _COVERED * sum(letters.values())


def tagged_strips(sheet: Sheet) -> list[Strip]:
    """Join the runs of each of the file's paragraphs; what is of the page's frame, or a label, is left out."""
    groups: dict[int, list[Run]] = defaultdict(list)
    for run in sheet.runs:
        tag = sheet.tags[run.tag] if run.tag >= 0 else None
        if tag is None:
            groups[-1].extend([run] if run.tag != ARTIFACT else [])
        elif tag.block >= 0:
            is_mark = tag.is_mark and tag.block in groups and run.text.strip().isdecimal()
            groups[tag.block].append(replace(run, text=raised(run.text)) if is_mark else run)
    strips: list[Strip] = []
    for block in sorted(groups, key=lambda each: (each < 0, each)):
        runs = sorted(groups[block], key=lambda run: (run.tag, run.order))
        for column in _columns(runs):
            first = min(run.tag for run in column)
            strips.extend(replace(strip, tag=first) for strip in strips_of(replace(sheet, runs=tuple(column))))
    return strips


def _columns(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part the words of a paragraph where it goes on at the top of another column."""
    column: list[Run] = []
    lowest = float("-inf")
    for run in runs:
        if column and run.base < lowest - _UP * run.size:
            yield column
            column, lowest = [], float("-inf")
        column.append(run)
        lowest = max(lowest, run.base)
    if column:
        yield column


def broken_paragraphs(strips: Sequence[Strip], sheet: Sheet) -> tuple[int, int]:
    """Count a page's paragraphs that follow another, and those that go on with its sentence."""
    groups = _groups(strips, sheet)
    follow = broken = 0
    for (first, above), (second, below) in pairwise(groups):
        if first.kind == second.kind == "" and first.row == second.row < 0:
            follow += 1
            broken += below[0].words[:1].islower() and not below[0].sign and not ends_sentence(above[-1].words)
    return follow, broken


def are_guessed(follow: int, broken: int) -> bool:
    """Tell tags that some program made up from the look of a page: its paragraphs break off in sentences."""
    return broken >= _FEWEST_BROKEN and broken > _BROKEN * follow


def tagged_blocks(strips: Sequence[Strip], sheet: Sheet) -> list[Block]:
    return [group for _, group in _groups(strips, sheet)]


def tagged_units(
    strips: Sequence[Strip], sheet: Sheet, vocabulary: Vocabulary, *, pitches: Mapping[float, float]
) -> list[Unit]:
    """Make the units of a page in the file's order; footnotes come last, as they stand below."""
    units: list[Unit] = []
    notes: list[Unit] = []
    made = [(tag, _made(tag, group, sheet.number, vocabulary, pitches)) for tag, group in _groups(strips, sheet)]
    for at, each in groupby(made, key=lambda pair: pair[0].row):
        parts = list(each)
        if at >= 0:
            units.extend(_row(parts))
            continue
        for tag, found in parts:
            (notes if tag.kind == "footnote" else units).extend(found)
    return units + notes


def _groups(strips: Sequence[Strip], sheet: Sheet) -> list[tuple[Tag, Block]]:
    """Group strips by the file's paragraphs; what has no tag comes last, as if it stood in none."""
    none = Tag(block=-1, kind="loose")
    tags = [sheet.tags[strip.tag] if strip.tag >= 0 else none for strip in strips]
    pairs = zip(tags, strips, strict=True)
    groups = [list(each) for _, each in groupby(pairs, key=lambda pair: pair[0].block)]
    return [(group[0][0], [strip for _, strip in group]) for group in groups]


def _made(tag: Tag, group: Block, page: int, vocabulary: Vocabulary, pitches: Mapping[float, float]) -> list[Unit]:
    if tag.kind == "loose":
        blocks = blocks_of(sorted(group, key=lambda strip: (round(strip.base, 1), strip.begin)))
        found = units_of(blocks, page, vocabulary, pitches=pitches, boxes=None)
        return [replace(unit, block=0) for unit in found]
    parts = [group] if tag.kind == "heading" else _parts(group, pitches)
    units = [unit_of(part, page, 0, vocabulary) for part in parts]
    return [_told(unit, tag, is_first=not order) for order, unit in enumerate(units)]


def _parts(group: Block, pitches: Mapping[float, float]) -> list[Block]:
    """Part lines that make no one paragraph: where a sign stands before one, or white above it."""
    parts: list[Block] = [[group[0]]]
    for last, strip in pairwise(group):
        step = strip.base - last.base
        if strip.sign or step > _APART * pitches[round(strip.size, 1)]:
            parts.append([])
        parts[-1].append(strip)
    return parts


def _told(unit: Unit, tag: Tag, *, is_first: bool) -> Unit:
    role: Role | None = None
    if tag.kind in _ROLES:
        role = _ROLES[tag.kind]
        if role == "bullet" and is_question(unit.words):
            role = "question"
    elif tag.kind == "quote":
        role = "callout"
    if tag.kind == "item" and not (is_first or unit.sign):
        role = None
    return replace(unit, role=role, level=tag.level if role is not None else 0)


def _row(parts: Sequence[tuple[Tag, list[Unit]]]) -> list[Unit]:
    """Make one unit of a table's row, unless it lays out a page: then its cells hold more than a paragraph each."""
    cells = [tag.cell for tag, found in parts for _ in found]
    units = [unit for _, found in parts for unit in found]
    is_layout = len(set(cells)) < len(cells) or any(unit.role not in (None, "callout") for unit in units)
    if len(units) < _FEWEST_CELLS or is_layout:
        return units
    said = row([unit.words for unit in units], is_head=all(tag.is_head for tag, _ in parts))
    return [
        replace(
            units[0],
            words=said.words,
            role=said.role,
            level=said.level,
            right=max(unit.right for unit in units),
            bottom=max(unit.bottom for unit in units),
        )
    ]
