"""Measures names that were misheard: whether a told repair is right, and how many of the misheard names are repaired.

    python eval/repairs.py [--json] [--errors]

Each row of gold/repairs.tsv has a place in a textbook, and a name that slides beside it have. Of a "heard" row the
name stands there, and `heard` is what a speech recogniser made of it when the sentence was spoken to it
(gold/README.md): the repair is wanted. In a "right" row it was heard as it is. In a "decoy" row another word stands
there, a common one or a name, that sounds like the name: a repair there is wrong, as it is anywhere else. The rows of
gold/repairs_held_back.tsv are of other names, some in articles about wars: nothing is fitted on them.

What is read are captions without case and punctuation: for each row its sentence, with the one before and the one
after it, some rows to a talk; and slides that have the name of each row, the title of its section and the headings in
it. "precision" is over the told repairs, "recall" over the heard rows. The peer takes the run of one to four words that
has fewest other letters than a name (Levenshtein 1966), where that is at most a share of the longer; the share is the
one with the best F1.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import gold
from gold import BOOKS, PARTS, Row
from measured import SHARED, Measured, bare, report
from msgspec import Struct

from coursepack import pipeline
from coursepack.language.mishearing import LONGEST, spelled_apart
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import alignments, repairs

GOLD = Path(__file__).parent / "gold"
HELD_BACK = "held_back"
"""The part whose rows have a table of their own."""
A_TALK = 8
"""Rows to a talk."""
A_PARAGRAPH = 70
"""Characters; a shorter line of an article is a heading."""
A_CUE = 9
"""Words to a caption."""
PEER = "fewest other letters"
SHARES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")


class Place(Struct, frozen=True, kw_only=True):
    """Words of a talk, from the first to behind the last, that are a name, or are told to be one."""

    first: int
    last: int
    name: str

    def meets(self, other: Place) -> bool:
        return self.first < other.last and other.first < self.last


class Talk(Struct, frozen=True, kw_only=True):
    rows: tuple[Row, ...]
    words: tuple[str, ...]
    places: tuple[Place, ...]
    """Of each row."""
    slides: str


class Judged(Struct, frozen=True, kw_only=True):
    talk: Talk
    told: tuple[Place, ...]

    def is_right(self, told: Place) -> bool:
        return any(self.is_of(told, row, place) for row, place in zip(self.talk.rows, self.talk.places, strict=True))

    @staticmethod
    def is_of(told: Place, row: Row, place: Place) -> bool:
        """Tell whether a repair is that of a row: the name, the part of it that was misheard, or a longer one."""
        mine, yours = set(told.name.split()), set(place.name.split())
        is_name = mine <= yours or yours <= mine
        return row.cells["kind"] == "heard" and is_name and told.meets(place)

    def is_found(self, at: int) -> bool:
        return any(self.is_of(told, self.talk.rows[at], self.talk.places[at]) for told in self.told)


def talks(part: str) -> list[Talk]:
    """Make talks and slides of the rows of a part, in their order."""
    rows, texts = gold.read(table_of(part))
    sections = _sections()
    mine = [row for row in rows if part == HELD_BACK or gold.part_of(row.source) == part]
    return [_talk(mine[at : at + A_TALK], texts, sections) for at in range(0, len(mine), A_TALK)]


def table_of(part: str) -> Path:
    return GOLD / ("repairs_held_back.tsv" if part == HELD_BACK else "repairs.tsv")


def _sections() -> dict[str, tuple[str, ...]]:
    """Give the title of each section, or article, and the headings in it."""
    with (SHARED / BOOKS).open(encoding="utf-8") as lines:
        sections = {
            f"{each['book']}/{each['module']}": (
                each["title"],
                *dict.fromkeys(head for head, _ in each["paras"] if head),
            )
            for each in map(json.loads, lines)
        }
    for article in sorted(path.stem for path in (SHARED / gold.WARS).glob("*.json")):
        sections[f"wikiwars/{article}"] = tuple(
            dict.fromkeys(line for line in gold.war(article) if 0 < len(line) < A_PARAGRAPH)
        )
    return sections


def _talk(rows: Sequence[Row], texts: dict[str, str], sections: dict[str, tuple[str, ...]]) -> Talk:
    said: list[str] = []
    places, slides = [], []
    for row in rows:
        before, own, after = _around(texts[row.source], row)
        said += _words(before)
        heard = _words(row.cells["heard"] or own)
        places.append(Place(first=len(said), last=len(said) + len(heard), name=row.cells["name"]))
        said += [*heard, *_words(after)]
        title, *heads = sections[row.source.rpartition("/")[0]]
        slides += [title, *(f"- {head}" for head in (row.cells["name"], *heads))]
    return Talk(rows=tuple(rows), words=tuple(said), places=tuple(places), slides="\n".join(slides) + "\n")


def _around(text: str, row: Row) -> tuple[str, str, str]:
    """Give what is said before the place, there, and after it, from the sentence before to the one after."""
    starts = [0, *(each.end() for each in _SENTENCE.finditer(text))]
    own = max(at for at, start in enumerate(starts) if start <= row.start)
    ends = [*starts[1:], len(text)]
    start, end = starts[max(own - 1, 0)], ends[min(own + 1, len(ends) - 1)]
    return text[start : row.start], text[row.start : row.end], text[row.end : end]


def _words(text: str) -> list[str]:
    # A dash alone would be read as a change of speaker.
    return [word for word in bare(text).replace("–", " ").split() if word != "-"]


def pack_of(talk: Talk) -> Pack:
    """Read a talk as captions, with its slides, as far as the repairs."""
    cues = [talk.words[at : at + A_CUE] for at in range(0, len(talk.words), A_CUE)]
    captions = "WEBVTT\n\n" + "".join(
        f"{_clock(4 * at)} --> {_clock(4 * at + 4)}\n{' '.join(cue)}\n\n" for at, cue in enumerate(cues)
    )
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / "talk.vtt", Path(folder) / "slides.txt"]
        for path, text in zip(paths, (captions, talk.slides), strict=True):
            path.write_text(text, "utf-8")
        log = Log()
        return repairs.run(alignments.run(pipeline.parsed(pipeline.read(paths, log), log), log), log)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def placed(talk: Talk, pack: Pack) -> list[Place]:
    """Find the words of a talk that each repair of its pack is of."""
    spans = spans_of(talk, pack)
    return [
        place_of(each.evidence[0].start, each.evidence[-2].end, name=each.name, spans=spans) for each in pack.repairs
    ]


def spans_of(talk: Talk, pack: Pack) -> list[tuple[int, int]]:
    """Give where each word of a talk stands in its captions."""
    spans: list[tuple[int, int]] = []
    for passage in (each for each in pack.passages if each.source == "S1"):
        text = pack.texts["S1"].text[passage.start : passage.end]
        spans += [(passage.start + each.start(), passage.start + each.end()) for each in re.finditer(r"\S+", text)]
    if len(spans) != len(talk.words):
        raise gold.BadGold("repairs", f"{len(spans)} words", f"want {len(talk.words)}")
    return spans


def place_of(begin: int, end: int, *, name: str, spans: Sequence[tuple[int, int]]) -> Place:
    own = [at for at, (start, stop) in enumerate(spans) if start < end and begin < stop]
    return Place(first=own[0], last=own[-1] + 1, name=name)


def nearest(talk: Talk) -> Iterator[tuple[float, Place]]:
    """Yield for each run of words the name that has fewest other letters, and their share."""
    names = [(row.cells["name"], row.cells["name"].casefold()) for row in talk.rows]
    letters = {name: Counter(folded) for name, folded in names}
    for first in range(len(talk.words)):
        for last in range(first + 1, min(first + LONGEST, len(talk.words)) + 1):
            run = " ".join(talk.words[first:last])
            own = Counter(run)
            # No fewer letters differ than the longer has beside those of the other.
            near = [
                each
                for each in names
                if max(len(run), len(each[1])) - (own & letters[each[0]]).total()
                <= SHARES[-1] * max(len(run), len(each[1]))
            ]
            share, name = min(((spelled_apart(run, folded), name) for name, folded in near), default=(1.0, ""))
            if 0 < share <= SHARES[-1]:
                yield share, Place(first=first, last=last, name=name)


def chosen(found: Sequence[tuple[float, Place]], most: float) -> tuple[Place, ...]:
    """Keep those with fewest other letters, none over another."""
    out: list[Place] = []
    for share, place in sorted(found, key=lambda each: (each[0], each[1].first)):
        if share <= most and not any(place.meets(each) for each in out):
            out.append(place)
    return tuple(out)


def scores(found: Sequence[Judged]) -> dict[str, float]:
    told = [each.is_right(place) for each in found for place in each.told]
    wanted = [
        each.is_found(at) for each in found for at, row in enumerate(each.talk.rows) if row.cells["kind"] == "heard"
    ]
    precision, recall = _share(told), _share(wanted)
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"told": len(told), "heard": len(wanted), "precision": precision, "recall": recall, "f1": both}


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def judged(part: str) -> list[Judged]:
    return [Judged(talk=talk, told=tuple(placed(talk, pack_of(talk)))) for talk in talks(part)]


def measure() -> list[Measured]:
    out = []
    for part in (*PARTS[1:], HELD_BACK):
        found = judged(part)
        ours = scores(found)
        runs = [(each.talk, list(nearest(each.talk))) for each in found]
        peers = [scores([Judged(talk=talk, told=chosen(near, most)) for talk, near in runs]) for most in SHARES]
        best = max(peers, key=lambda each: each["f1"])
        said = {
            "precision": f"of {ours['told']:.0f} told repairs, right",
            "recall": f"of {ours['heard']:.0f} misheard names, repaired",
        }
        out += [
            Measured(
                name=f"repairs/{part}/captions/{key}",
                files=(f"eval/gold/{table_of(part).name}", BOOKS, *([gold.WARS] if part == HELD_BACK else [])),
                measure=f"{what}, per cent",
                value=round(100 * ours[key], 2),
                peer={PEER: round(100 * best[key], 2)},
            )
            for key, what in said.items()
        ]
    return out


def errors() -> Iterator[str]:
    """Yield what is told wrong and what is missed in the textbooks that may be looked at."""
    for each in judged("textbooks"):
        said = each.talk.words
        for told in each.told:
            if not each.is_right(told):
                around = " ".join(said[told.first - 4 : told.last + 4])
                yield f"wrong\t{' '.join(said[told.first : told.last])}\t{told.name}\t{around}"
        for at, (row, place) in enumerate(zip(each.talk.rows, each.talk.places, strict=True)):
            if row.cells["kind"] == "heard" and not each.is_found(at):
                yield f"missed\t{' '.join(said[place.first : place.last])}\t{place.name}\t"


if __name__ == "__main__":
    report(measure, __doc__, errors)
