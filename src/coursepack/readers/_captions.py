"""Captions to a reading: one piece for each line that is seen, with its cue's time, and a notice for what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from coursepack.errors import BadSource, EmptySource
from coursepack.model.anchors import Place, Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._cues import Cue, Scan, scan_sbv, scan_srt, scan_vtt
from coursepack.readers._lines import has_words, line_at
from coursepack.readers._marks import joined
from coursepack.readers._payload import Caption, captions, is_sound
from coursepack.readers._rolling import Shown, repeated
from coursepack.readers._sniff import Format
from coursepack.readers._speakers import Label, label_at, voices_among
from coursepack.readers._wrapping import ends_sentence

_SCANS: Mapping[Format, tuple[Callable[[str], Scan], str]] = MappingProxyType(
    {
        "vtt": (scan_vtt, "hh:mm:ss.mmm"),
        "srt": (scan_srt, "hh:mm:ss,mmm"),
        "sbv": (scan_sbv, "h:mm:ss.mmm,h:mm:ss.mmm"),
    }
)
# What captions for the deaf put before a speaker's name.
_ARROWS = re.compile(r"(?:>|&gt;){2,3}\s*\Z")

_EACH = 0.8
"""Share of the cues with a label."""

__all__ = ["read_captions", "read_scan"]


class _Line(Struct, frozen=True, kw_only=True):
    """One caption that is read, with its cue's time."""

    caption: Caption
    place: Place | None
    is_first: bool
    """Whether no line of the same cue stands above it."""
    is_note: bool = False


def read_captions(text: str, form: Format, *, source: str, log: Log) -> Reading:
    """Read WebVTT, SubRip or SubViewer. Raises BadSource where half of the cues or more have broken times."""
    scan, want = _SCANS[form]
    return read_scan(text, scan(text), want=want, source=source, log=log)


def read_scan(text: str, scan: Scan, *, want: str, source: str, log: Log) -> Reading:
    """Read the cues that a format's own scan has found; `want` is its time code, for the error's message."""
    broken = [cue for cue in scan.cues if cue.timing is None]
    if broken and len(broken) * 2 >= len(scan.cues):
        raise BadSource(source, broken[0].line, broken[0].fault, want)
    if scan.strays:
        count = len(scan.strays)
        what = "a line stands outside any cue" if count == 1 else f"{count:,} lines stand outside any cue"
        log.tell("left_out", f"{what} and {'is' if count == 1 else 'are'} not read", source=source, line=scan.strays[0])
    for cue in broken:
        log.tell("skipped_cue", f"{cue.fault}; the cue is skipped", source=source, line=cue.line)
    cues = [cue for cue in scan.cues if cue.timing is not None]
    shown = [_shown(text, cue, source, log) for cue in cues]
    left_out = repeated(shown)
    _tell_counts(text, cues, shown, left_out, (source, log))
    lines = [
        _Line(
            caption=caption,
            place=Place(time=(each.begin_s, each.end_s)),
            is_first=order == 0,
            is_note=cue.is_note or caption.is_note,
        )
        for cue, each, skipped in zip(cues, shown, left_out, strict=True)
        for order, caption in enumerate(each.captions)
        if order not in skipped
    ]
    pieces, marks = _spoken(text, lines)
    if not any(has_words(text[piece.start : piece.end]) for piece in pieces):
        raise EmptySource(source)
    return Reading(text=text, pieces=pieces, kind="transcript", title=scan.title, marks=marks)


def _spoken(text: str, lines: Sequence[_Line]) -> tuple[tuple[Piece, ...], tuple[tuple[int, int], ...]]:
    """Make the pieces of lines, and their marks: a speaker's label is mark-up, and the voice lasts until the next.

    Where nearly each cue has a label, one without was said by nobody knows whom.
    """
    labels = list(_labels(text, lines))
    turns = sum(line.is_first and not line.is_note for line in lines)
    voices = voices_among([label for label in labels if label is not None], turns, text)
    heads = sum(
        line.is_first and label is not None and label.name in voices for line, label in zip(lines, labels, strict=True)
    )
    is_each = heads >= _EACH * turns
    pieces: list[Piece] = []
    marks: list[tuple[int, int]] = []
    lasting = ""
    for line, label in zip(lines, labels, strict=True):
        caption = line.caption
        is_named = label is not None and label.name in voices
        if is_each and line.is_first:
            lasting = ""
        if is_named or caption.is_signed or caption.voice:
            lasting = label.name if is_named and label else ""
        own = list(caption.marks)
        is_note = line.is_note
        if is_named and label:
            is_note = is_note or is_sound(text[label.end : caption.end].strip())
            # "Ann: [laughs]" is a sound and no speech with a sound in it, which would be mark-up.
            own = [mark for mark in own if not is_note or mark[1] <= label.end]
            own = joined([*own, (caption.head, min(label.end, caption.end))])
        role: Role = "note" if is_note else "speech"
        voice = caption.voice or ("" if is_note and not is_named else lasting)
        pieces.append(Piece(start=caption.start, end=caption.end, role=role, place=line.place, voice=voice))
        marks.extend(own)
    return tuple(pieces), tuple(marks)


def _labels(text: str, lines: Sequence[_Line]) -> Iterator[Label | None]:
    """Give each line's label; one can open a turn at a cue's first line, behind the end of a sentence or a sound."""
    is_ended = True
    for line in lines:
        caption = line.caption
        if caption.voice or (line.is_note and not caption.words.startswith(("[", "("))):
            yield None
        else:
            is_signed = _ARROWS.search(text, caption.start, caption.head) is not None
            label = label_at(text, caption.head, caption.end, is_opening=is_ended, is_signed=is_signed)
            yield label if label is None or line.is_first else replace(label, is_first=False)
        is_ended = line.is_note or ends_sentence(caption.words)


def _shown(text: str, cue: Cue, source: str, log: Log) -> Shown:
    assert cue.timing is not None
    begin, end = cue.timing
    if end < begin:
        found = f"the cue ends at {end:g} s, before it begins at {begin:g} s; its begin is taken for both"
        log.tell("skipped_cue", found, source=source, line=cue.line)
        end = begin
    return Shown(begin_s=begin, end_s=end, captions=tuple(captions(text, cue.start, cue.end)))


def _tell_counts(
    text: str,
    cues: Sequence[Cue],
    shown: Sequence[Shown],
    left_out: Sequence[set[int]],
    to: tuple[str, Log],
) -> None:
    source, log = to
    wordless = [cue.line for cue, each in zip(cues, shown, strict=True) if not each.captions]
    if wordless:
        what = "a cue has no words" if len(wordless) == 1 else f"{len(wordless):,} cues have no words"
        log.tell("skipped_cue", what, source=source, line=wordless[0])
    again = [
        each.captions[order].start for each, skipped in zip(shown, left_out, strict=True) for order in sorted(skipped)
    ]
    if again:
        what = "one line that" if len(again) == 1 else f"{len(again):,} lines that"
        text_ = f"rolling captions: {what} another caption shows in full {'is' if len(again) == 1 else 'are'} read once"
        log.tell("repeated_caption", text_, source=source, line=line_at(text, again[0]))
