"""Captions to a reading: one piece for each line that is seen, with its cue's time, and a notice for what is not."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.errors import BadSource, EmptySource
from coursepack.model.anchors import Place, Role
from coursepack.model.reading import Piece, Reading
from coursepack.notices import Log
from coursepack.readers._cues import Cue, scan_srt, scan_vtt
from coursepack.readers._lines import has_words, line_at
from coursepack.readers._payload import captions
from coursepack.readers._rolling import Shown, repeated
from coursepack.readers._sniff import Format
from coursepack.readers._timing import bad_timecode

__all__ = ["read_captions"]


def read_captions(text: str, form: Format, *, source: str, log: Log) -> Reading:
    """Read WebVTT or SubRip. Raises BadSource where half of the cues or more have broken times."""
    scan = scan_vtt(text) if form == "vtt" else scan_srt(text)
    _refuse_broken(text, scan.cues, form, source)
    if scan.strays:
        count = len(scan.strays)
        what = "a line stands outside any cue" if count == 1 else f"{count:,} lines stand outside any cue"
        log.tell("left_out", f"{what} and {'is' if count == 1 else 'are'} not read", source=source, line=scan.strays[0])
    cues = [cue for cue in scan.cues if _is_whole(text, cue, source, log)]
    shown = [_shown(text, cue, source, log) for cue in cues]
    left_out = repeated(shown)
    _tell_counts(text, cues, shown, left_out, (source, log))
    pieces: list[Piece] = []
    marks: list[tuple[int, int]] = []
    for each, skipped in zip(shown, left_out, strict=True):
        place = Place(time=(each.begin_s, each.end_s))
        for order, caption in enumerate(each.captions):
            if order not in skipped:
                role: Role = "note" if caption.is_note else "speech"
                pieces.append(Piece(start=caption.start, end=caption.end, role=role, place=place, voice=caption.voice))
                marks.extend(caption.marks)
    if not any(has_words(text[piece.start : piece.end]) for piece in pieces):
        raise EmptySource(source)
    return Reading(text=text, pieces=tuple(pieces), kind="transcript", title=scan.title, marks=tuple(marks))


def _refuse_broken(text: str, cues: Sequence[Cue], form: Format, source: str) -> None:
    broken = [cue for cue in cues if cue.timing is None]
    if broken and len(broken) * 2 >= len(cues):
        found = bad_timecode(text[slice(*broken[0].timing_row)])
        raise BadSource(source, broken[0].line, found, "hh:mm:ss.mmm" if form == "vtt" else "hh:mm:ss,mmm")


def _is_whole(text: str, cue: Cue, source: str, log: Log) -> bool:
    if cue.timing is None:
        log.tell(
            "skipped_cue",
            f"{bad_timecode(text[slice(*cue.timing_row)])}; the cue is skipped",
            source=source,
            line=cue.line,
        )
    return cue.timing is not None


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
