"""Runs of glyphs to strips: the words that stand side by side on one line of a column."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from coursepack.readers._sheet import UNTAGGED, Run, Sheet, raised

__all__ = ["Strip", "strips_of"]

_RAISED = 0.12
"""Of the size: letters that stand so much above or below a line, and are smaller, are raised or lowered."""
_SMALLER = 0.85
_MARK = 3
"""Letters of a footnote's mark."""
_BESIDE = 0.6
"""Of the size: what was not drawn in one go is one line up to this gap; columns of print are 0.9 apart and more."""
_DRAWN_ON = 1.2
_EDGE = 1.5
"""Points by which lines of one column begin apart."""
_COLUMN_LINES = 8
"""Lines that show by their begins where a column is."""
_HANGS = 5.0
"""Of the size: so far a bullet's words may stand from its sign."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Soft hyphens stay: they tell where a word was broken.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\uffff\ue000-\uf8ff]")
_NUMERAL = re.compile(r"[0-9+\-−]{1,4}")
_PLAIN_SIGN = re.compile(r"[^\w\s\"'“”‘’«»()\[\]{}<>$€£¥¿¡.,;:?…=+/\\&@#%©®™§¶†‡°^~|]|[oO]")
_INITIAL = 1.8
"""Times the size of the lines beside it is a letter that begins a text in large."""
_INITIAL_LINES = 2
_SMALLEST = 0.5
"""Points; nobody can read less."""
_SHADOW = 0.2
_STRETCH = 4.0
_NEXT_LINE = 1.7
_DASHED = re.compile(r"[-–—]\s?[“\"‘(]?[^\W\d_]")
_SYMBOL_SIGN = "•"
"""What a sign from a font of signs is told as: its letter there ("q", "§") says nothing."""


class Strip(Struct, frozen=True, kw_only=True):
    words: str
    left: float
    right: float
    base: float
    size: float
    """Of most of its letters."""
    is_bold: bool
    sign: str = ""
    """What stands before its words as a bullet; empty where nothing does."""
    sign_left: float = 0.0
    tag: int = UNTAGGED
    """That of its first words, in a tagged file."""

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size

    @property
    def begin(self) -> float:
        """Give where the strip begins, with its sign."""
        return self.sign_left if self.sign else self.left


def strips_of(sheet: Sheet) -> list[Strip]:
    """Join a page's runs to strips, from the top down and from left to right."""
    runs = [
        run
        for run in sheet.runs
        if run.size >= _SMALLEST and run.text.strip() and (run.is_symbol or _INVISIBLE.sub("", run.text).strip())
    ]
    rows: list[list[Run]] = []
    # The large ones first, so that what is raised finds the line that it belongs to.
    for run in sorted(_with_initials(_without_shadows(runs)), key=lambda each: (-each.size, each.base, each.left)):
        row = _row_for(run, rows)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    begins = _begins(runs)
    strips = [strip for row in rows for strip in _strips(sorted(row, key=lambda run: (run.left, run.order)), begins)]
    if sum(_DASHED.match(strip.words) is not None for strip in strips) > 1:
        strips = [_dashed(strip) if _DASHED.match(strip.words) else strip for strip in strips]
    return _stretched(sorted(strips, key=lambda strip: (round(strip.base, 1), strip.begin)))


def _stretched(strips: Sequence[Strip]) -> list[Strip]:
    """Join the words of a line that was stretched to fill its column: lines above and below go over its gaps."""
    out: list[Strip] = []
    for strip in strips:
        last = out[-1] if out else None
        if last is not None and _is_stretch(last, strip) and _is_bridged(last.right, strip.left, last, strips):
            out[-1] = replace(last, words=f"{last.words} {strip.words}", right=strip.right)
        else:
            out.append(strip)
    return out


def _is_stretch(last: Strip, strip: Strip) -> bool:
    is_line = abs(last.base - strip.base) <= 0.05 * strip.size and abs(last.size - strip.size) <= 0.05 * strip.size
    return is_line and not strip.sign and 0 < strip.left - last.right <= _STRETCH * strip.size


def _is_bridged(left: float, right: float, line: Strip, strips: Sequence[Strip]) -> bool:
    """Tell whether the next lines above and below, as far as there are any, go over a gap."""
    reach = _NEXT_LINE * line.size
    near = [each for each in strips if 0.5 * line.size < abs(each.base - line.base) <= reach]
    # What stands in the same column, whether it reaches the gap or not.
    near = [each for each in near if each.left < right + line.size and each.right > left - line.size]
    above = [each for each in near if each.base < line.base]
    below = [each for each in near if each.base > line.base]
    sides = [side for side in (above, below) if side]
    return bool(sides) and all(any(each.left < left and each.right > right for each in side) for side in sides)


def _without_shadows(runs: Sequence[Run]) -> list[Run]:
    """Leave out what is drawn twice, a little beside itself."""
    kept: list[Run] = []
    seen: dict[tuple[str, float], list[Run]] = {}
    for run in runs:
        twins = seen.setdefault((run.text.strip(), run.size), [])
        near = _SHADOW * run.size
        if not any(abs(run.left - each.left) <= near and abs(run.base - each.base) <= near for each in twins):
            twins.append(run)
            kept.append(run)
    return kept


def _dashed(strip: Strip) -> Strip:
    """Take a dash for a bullet's sign that stands close to its word, where several lines begin so."""
    bare = strip.words[1:].lstrip()
    left = strip.left + (strip.right - strip.left) * (len(strip.words) - len(bare)) / len(strip.words)
    return replace(strip, words=bare, sign=strip.words[0], sign_left=strip.left, left=round(left, 2))


def _row_for(run: Run, rows: Sequence[list[Run]]) -> list[Run] | None:
    """Find the row on whose line a run stands, or beside whose words it is raised."""
    level = next((row for row in rows if _is_on_line(run, row[0])), None)
    # A footnote's mark may stand as high as a line of another column.
    is_mark = len(run.text.strip()) <= _MARK
    if level is not None and not (is_mark and min(_gap(run, each) for each in level) > _BESIDE * level[0].size):
        return level
    return next((row for row in rows if _is_raised(run, row)), level)


def _is_on_line(run: Run, first: Run) -> bool:
    height = abs(run.base - first.base)
    return height <= _RAISED * first.size and height <= 0.5 * run.size


def _gap(run: Run, other: Run) -> float:
    return max(other.left - run.right, run.left - other.right)


def _is_raised(run: Run, row: Sequence[Run]) -> bool:
    first = row[0]
    if run.size > _SMALLER * first.size or abs(run.base - first.base) > 0.6 * first.size:
        # The letter in the middle of "TeX" is as large as the others, and stands lower.
        is_letter = len(run.text.strip()) == 1 and abs(run.base - first.base) <= 0.3 * first.size
        return is_letter and min(_gap(run, each) for each in row) <= 0.02 * first.size
    is_sign = len(run.text.strip()) == 1 and 0 <= min(each.left for each in row) - run.right <= 2 * first.size
    gap = min(_gap(run, each) for each in row)
    return (gap <= 0.25 * first.size and not run.is_symbol) or is_sign


def _with_initials(runs: Sequence[Run]) -> list[Run]:
    """Give a letter that is as high as several lines to the word that it begins, on the first of them."""
    kept = list(runs)
    for initial in runs:
        if len(initial.text.strip()) != 1 or not initial.text.strip().isupper():
            continue
        beside = [run for run in kept if _is_beside_initial(run, initial)]
        if len({round(run.base) for run in beside}) < _INITIAL_LINES:
            continue
        first = min(beside, key=lambda run: run.base)
        word = first.text.split()[0]
        # "A" and "I" are words too, where the next is one that stands elsewhere.
        is_word = initial.text.strip() in "AI" and any(word in run.text.split() for run in kept if run is not first)
        text = initial.text.strip() + (" " if is_word else "") + first.text.lstrip()
        at = kept.index(first)
        kept[at] = replace(first, text=text, left=initial.left)
        kept.remove(initial)
    return kept


def _is_beside_initial(run: Run, initial: Run) -> bool:
    return (
        initial.size >= _INITIAL * run.size
        and len(run.text.strip()) > 1
        and -0.2 * run.size <= run.left - initial.right <= run.size
        and initial.base - initial.size <= run.base <= initial.base + 0.5 * run.size
    )


def _begins(runs: Sequence[Run]) -> frozenset[int]:
    """Tell which runs begin a line of a column, by when they were drawn: many lines begin at one place of the page."""
    drawn = sorted(runs, key=lambda run: run.order)
    begins = [run for last, run in pairwise(drawn) if abs(run.base - last.base) > 0.5 * run.size]
    edges = Counter(round(run.left / _EDGE) for run in begins)
    return frozenset(
        run.order
        for run in begins
        if sum(edges[round(run.left / _EDGE) + shift] for shift in (-1, 0, 1)) >= _COLUMN_LINES
    )


def _strips(row: Sequence[Run], begins: frozenset[int]) -> list[Strip]:
    groups: list[list[Run]] = []
    for run in row:
        if groups and _is_beside(groups[-1][-1], run, is_begin=run.order in begins):
            groups[-1].append(run)
        else:
            groups.append([run])
    strips: list[Strip] = []
    for group in groups:
        strip = _strip(group)
        if strip is None:
            continue
        sign = strips[-1] if strips else None
        if sign is not None and not sign.words and strip.begin - sign.sign_left <= _HANGS * max(sign.size, strip.size):
            strips[-1] = _signed(strip, sign)
        else:
            strips.append(strip)
    return [strip for strip in strips if strip.words]


def _signed(strip: Strip, sign: Strip) -> Strip:
    if strip.sign:
        return strip
    return replace(strip, sign=sign.sign, sign_left=sign.sign_left)


def _is_beside(last: Run, run: Run, *, is_begin: bool) -> bool:
    if is_begin and last.order != run.order:
        # A sign may be drawn before or after the lines that it stands before.
        return len(last.text.strip()) == 1 and run.left - last.right <= _BESIDE * last.size
    size = max(last.size, run.size) if abs(last.base - run.base) < 0.05 * run.size else last.size
    gap = run.left - last.right
    return gap <= (_DRAWN_ON if run.order == last.order + 1 else _BESIDE) * size


def _strip(group: Sequence[Run]) -> Strip | None:
    sizes: dict[float, int] = {}
    for run in group:
        sizes[run.size] = sizes.get(run.size, 0) + len(run.text.strip())
    size = max(sizes, key=lambda each: (sizes[each], each))
    base = next(run.base for run in group if run.size == size)
    sign, rest = _sign(group)
    words = _words(rest, size, base)
    if not words and not sign:
        return None
    bold = sum(len(run.text.strip()) for run in rest if run.is_bold)
    letters = sum(len(run.text.strip()) for run in rest)
    return Strip(
        words=words,
        left=min((run.left for run in rest if run.text.strip()), default=group[0].right),
        right=max(run.right for run in group),
        base=base,
        size=size,
        is_bold=bold * 10 >= letters * 9,
        sign=sign,
        sign_left=group[0].left,
    )


def _sign(group: Sequence[Run]) -> tuple[str, Sequence[Run]]:
    """Take off a bullet's sign: a glyph of another font or size than the words, or one that begins no sentence."""
    first = group[0]
    bare = first.text.strip()
    if first.is_symbol and len(bare) == 1 and not (bare.isalpha() and bare > "Ͱ"):
        return _SYMBOL_SIGN, group[1:]
    following = group[1] if len(group) > 1 else None
    is_alone = len(bare) == 1 and not bare.isalnum()
    if is_alone and (following is None or following.left - first.right >= 0 or first.text != bare):
        is_sign = _PLAIN_SIGN.match(bare) or (following is not None and first.size <= 0.7 * following.size)
        return (unicodedata.normalize("NFKC", bare), group[1:]) if is_sign else ("", group)
    if len(bare) > 1 and _PLAIN_SIGN.match(bare) and (bare[1].isspace() or bare[0] in "•●▪■◆‣❖➢►◦○▫□✓✔»"):
        # A dash may as well go on with the sentence of the line above.
        if bare[0] == "—" or (bare[0] in "-–" and not bare[1].isspace()):
            return "", group
        inner = bare[1:].lstrip()
        shift = (first.right - first.left) * (len(bare) - len(inner)) / max(1, len(bare))
        rest = Run(
            text=first.text.lstrip()[len(bare) - len(inner) :],
            left=round(first.left + shift, 2),
            right=first.right,
            base=first.base,
            size=first.size,
            is_bold=first.is_bold,
            is_symbol=False,
            order=first.order,
        )
        return bare[0], [rest, *group[1:]]
    return "", group


def _words(runs: Sequence[Run], size: float, base: float) -> str:
    parts: list[str] = []
    for order, run in enumerate(runs):
        if order and run.left - runs[order - 1].right > 0.15 * size:
            parts.append(" ")
        text = run.text
        is_raised = run.size <= _SMALLER * size and base - run.base >= _RAISED * size
        # "10⁶" is no "106", and the number of a footnote no part of a word.
        if is_raised and _NUMERAL.fullmatch(text.strip()) and (not order or not parts[-1].isspace()):
            text = raised(text)
        parts.append(text)
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), "".join(parts))
    return " ".join(_INVISIBLE.sub("", text).split())
