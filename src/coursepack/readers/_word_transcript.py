"""Transcripts that came as a Word document: Teams, Otter and others export them so, a turn or a caption a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._lines import Line, lines
from coursepack.readers._speakers import grade_of
from coursepack.readers._spoken import Utterance, read_utterances
from coursepack.readers._timing import timing_of
from coursepack.readers._turns import read_turns

__all__ = ["transcript_of"]

_FEWEST = 3
_MOST = 0.6
"""Share of the words that stand in turns with a time; of a report with a timetable it is less."""


def transcript_of(paragraphs: Sequence[str], *, source: str, log: Log) -> Reading | None:
    """Read paragraphs with their line breaks; None where they tell no times of turns."""
    text = "\n".join(paragraphs) + "\n"
    filled = [line for line in lines(text) if not line.is_blank]
    cues = list(_cues(filled))
    if len(cues) >= _FEWEST and len(cues) * 2 >= sum(timing_of(line.text) is not None for line in filled):
        return read_utterances(cues, source=source, log=log)
    inner = Log()
    reading = read_turns(text, filled, source=source, log=inner)
    if reading is None:
        return None
    timed = [piece for piece in reading.pieces if piece.place is not None and piece.place.time is not None]
    words = sum(len(text[piece.start : piece.end].split()) for piece in timed)
    if len(timed) < _FEWEST or words < _MOST * len(text.split()):
        return None
    log.notices.extend(inner.notices)
    return reading


def _cues(filled: Sequence[Line]) -> Iterator[Utterance]:
    """Yield captions of a time with an arrow, a speaker and words, each on a line: as Teams wrote them until 2023."""
    heads = [at for at, line in enumerate(filled) if "-->" in line.text and timing_of(line.text) is not None]
    for at, after in zip(heads, [*heads[1:], len(filled)], strict=bool(heads)):
        times = timing_of(filled[at].text)
        said = [line.text for line in filled[at + 1 : after]]
        if times is not None and len(said) > 1 and grade_of(said[0]) in ("sure", "role", "name"):
            yield Utterance(begin_s=times[0], end_s=max(times), words=" ".join(said[1:]), voice=said[0])
