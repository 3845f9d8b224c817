"""Measures what sinks of a lecture: greetings, organisation, asides and repetitions, in lectures that we wrote for it.

    python eval/asides.py [--json] [--errors]

`texts/lectures.tsv` has a sentence a row and what it is; "tell" is what a student would note. A sentence has sunk where
no statement of it is told. Precision is of the sunk, recall of those that should; "told" is the share of the rest that
is told. The lectures are short, so nothing is left out for want of room.

The peer lets as many sentences sink as should, those that LexRank ranks lowest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import COPIES, Measured, report
from msgspec import Struct
from notes import lexrank, words

from coursepack.model.outline import TOLD
from coursepack.model.wording import Quoted
from coursepack.notices import Log
from coursepack.pipeline import analyse, read

TABLE = Path(__file__).parent / "texts" / "lectures.tsv"
FILES = ("eval/texts/lectures.tsv",)
CUE, LINE = 4, 3
"""Lines of a cue in the captions that are made of the table, and that of the first cue's words."""


class Judged(Struct, frozen=True, kw_only=True):
    sentence: str
    what: str
    has_sunk: bool
    is_low: bool
    """Whether the peer lets it sink."""

    @property
    def should(self) -> bool:
        return self.what != "tell"


def measure() -> list[Measured]:
    """Give precision, recall and the share told, on both copies."""
    return [each for copy in COPIES for each in _measured(copy, list(judged(copy)))]


def _measured(copy: str, found: Sequence[Judged]) -> Iterator[Measured]:
    should = [each for each in found if each.should]
    for name, measured, ours, peer in (
        (
            "precision",
            "of what has sunk, what should",
            [each.should for each in found if each.has_sunk],
            [each.should for each in found if each.is_low],
        ),
        (
            "recall",
            "of what should sink, what has",
            [each.has_sunk for each in should],
            [each.is_low for each in should],
        ),
        (
            "told",
            "of what should be told, what is",
            [not each.has_sunk for each in found if not each.should],
            [not each.is_low for each in found if not each.should],
        ),
    ):
        yield Measured(
            name=f"asides/own/{copy}/{name}",
            files=FILES,
            measure=f"{measured}, {len(found)} sentences",
            value=_share(ours),
            peer={"LexRank": _share(peer)},
        )


def errors() -> Iterator[str]:
    """Tell what should have sunk and is told, and the reverse."""
    for copy in COPIES:
        for each in judged(copy):
            if each.has_sunk != each.should:
                yield f"{copy}\t{each.what}\t{'sunk' if each.has_sunk else 'told'}\t{each.sentence}"


def judged(copy: str) -> Iterator[Judged]:
    """Build each lecture as captions, a sentence each, and lay it beside its rows."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").split("\n")[1:] if line]
    for lecture in dict.fromkeys(row[0] for row in rows):
        own = [(what, COPIES[copy](sentence)) for name, what, sentence in rows if name == lecture]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "lecture.srt"
            cues = (f"{at + 1}\n{_time(at)} --> {_time(at + 1)}\n{sentence}\n" for at, (_, sentence) in enumerate(own))
            path.write_text("\n".join(cues), "utf-8")
            pack = analyse(read([path], Log()), Log())
        told = {
            (part.span.line - LINE) // CUE
            for each in pack.statements
            if each.salience >= TOLD
            for part in each.wording
            if isinstance(part, Quoted)
        }
        ranks = lexrank([words(sentence) for _, sentence in own])
        lowest = sorted(range(len(own)), key=lambda at: (ranks[at], at))[: sum(what != "tell" for what, _ in own)]
        for at, (what, sentence) in enumerate(own):
            yield Judged(sentence=sentence, what=what, has_sunk=at not in told, is_low=at in lowest)


def _time(cue: int) -> str:
    minutes, seconds = divmod(5 * cue, 60)
    return f"00:{minutes:02}:{seconds:02},000"


def _share(found: Sequence[bool]) -> float:
    return round(100 * sum(found) / max(len(found), 1), 2)


if __name__ == "__main__":
    report(measure, __doc__, errors)
