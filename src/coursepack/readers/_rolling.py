"""Rolling captions: a cue that shows the last cue's lines again and adds one says only the new line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.readers._payload import Caption

__all__ = ["Shown", "repeated"]

_GAP_S = 0.15
"""A line that stays on screen stays without a gap; a speaker who says a thing twice leaves one."""
_FLASH_S = 0.05
"""YouTube puts a cue of 10 ms, in which nothing is said, between each two that roll."""
_MOST_LINES = 6
_SHARE = 0.3
"""Of the changes from cue to cue; in captions that do not roll, one in hundreds looks alike by chance."""


class Shown(Struct, frozen=True, kw_only=True):
    """One cue's time and lines."""

    begin_s: float
    end_s: float
    captions: tuple[Caption, ...]


def repeated(cues: Sequence[Shown]) -> list[set[int]]:
    """List for each cue the indices of its lines that another cue says: an earlier one, or a later one in full."""
    left_out: list[set[int]] = [set() for _ in cues]
    changes = [_change(earlier, later) for earlier, later in pairwise(cues)]
    telling = sum(1 for kept, is_telling in changes if kept and is_telling)
    if not telling or telling < _SHARE * len(changes):
        return left_out
    for at, (kept, _) in enumerate(changes):
        earlier, later = cues[at], cues[at + 1]
        first = len(earlier.captions) - kept
        for line in range(kept):
            is_whole = earlier.captions[first + line].words == later.captions[line].words
            # The last line may grow word by word; the cue that has all of it says it.
            if is_whole:
                left_out[at + 1].add(line)
            else:
                left_out[at].add(first + line)
    return left_out


def _change(earlier: Shown, later: Shown) -> tuple[int, bool]:
    """Count the lines that stay from one cue to the next, and tell whether that shows captions that roll."""
    gap = later.begin_s - earlier.end_s
    if abs(gap) > _GAP_S and not (later.begin_s <= earlier.end_s and later.begin_s >= earlier.begin_s):
        return 0, False
    before = [each.words for each in earlier.captions]
    after = [each.words for each in later.captions]
    for kept in range(min(len(before), len(after), _MOST_LINES), 0, -1):
        if before[-kept:-1] == after[: kept - 1] and _stays(before[-1], after[kept - 1]):
            flash = min(earlier.end_s - earlier.begin_s, later.end_s - later.begin_s) <= _FLASH_S
            is_telling = flash or kept < len(after) or before[-1] != after[kept - 1]
            return kept, is_telling or _is_lit(earlier.captions, later.captions)
    return 0, False


def _is_lit(earlier: Sequence[Caption], later: Sequence[Caption]) -> bool:
    """Tell whether the same words are marked otherwise: Whisper's `--highlight_words` lights up one after another."""
    return [_marked(each) for each in earlier] != [_marked(each) for each in later]


def _marked(caption: Caption) -> list[tuple[int, int]]:
    return [(begin - caption.start, end - caption.start) for begin, end in caption.marks]


def _stays(before: str, after: str) -> bool:
    return before == after or after.startswith(before + " ")
