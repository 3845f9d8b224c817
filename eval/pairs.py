"""Pairs of accounts of the same, with what they say alike, what they say otherwise, and what one of them says alone.

A pair is a folder `eval/texts/pairs/NN-NAME` with `first.txt`, `second.txt` and `gold.tsv`. A row of the gold has
quotes, each of which stands once in its text; a blank of a quote stands for a line end too. What the rows mean is told
in the README of that folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gold import BadGold, Range, analysed
from measured import Skipped
from msgspec import Struct

from coursepack import pipeline
from coursepack.model.pack import Pack
from coursepack.notices import Log

__all__ = ["FIELDS", "FOLDER", "HALVES", "SIDES", "TRAPS", "Pair", "Row", "built", "half_of", "read", "read_pair"]

FOLDER = Path(__file__).parent / "texts" / "pairs"
SIDES = ("first", "second")
HEAD = ("verdict", "field", "trap", "first", "first_words", "second", "second_words")
VERDICTS = ("agree", "differ", "apart", "only")
FIELDS = ("time", "number", "name", "negation")
"""What a comparison can differ in."""
TRAPS = ("rounding", "bound", "coarser", "relative", "unit", "title", "part", "period", "scope", "event", "promise")
HALVES = ("odd", "even")
"""The errors of odd pairs may be looked at while rules are made; those of even pairs nobody reads."""


class Row(Struct, frozen=True, kw_only=True):
    """What the annotators say of a place in one text, or of two places in both."""

    place: str
    """File and line, for messages."""
    verdict: str
    field: str
    """What differs; empty where nothing does."""
    trap: str
    """Why the two places might be taken for a difference, and are none."""
    sides: tuple[Range | None, Range | None]
    words: tuple[Range | None, Range | None]
    """The words that differ."""

    @property
    def is_same(self) -> bool:
        """Tell whether both sides make the same statement, if with another value."""
        return self.verdict in ("agree", "differ")


class Pair(Struct, frozen=True, kw_only=True):
    name: str
    texts: tuple[str, str]
    rows: tuple[Row, ...]


def half_of(name: str) -> str:
    """Tell which half a pair belongs to, by its number."""
    return HALVES[int(name.partition("-")[0]) % 2 - 1]


def read(folder: Path = FOLDER) -> list[Pair]:
    """Read every pair, checked; Skipped where there is none."""
    found = [read_pair(each) for each in sorted(folder.glob("[0-9]*-*")) if each.is_dir()]
    if not found:
        raise Skipped(f"no pair in {folder.name}/: nothing is annotated yet")
    return found


def read_pair(folder: Path) -> Pair:
    """Read one pair; BadGold where a row does not fit its texts."""
    texts = tuple((folder / f"{side}.txt").read_text("utf-8") for side in SIDES)
    table = f"{folder.name}/gold.tsv"
    head, *lines = (folder / "gold.tsv").read_text("utf-8").split("\n")
    if tuple(head.split("\t")) != HEAD:
        raise BadGold(f"{table}:1", f"bad head '{head}'", f"want {' '.join(HEAD)}, with tabs")
    rows = tuple(_row(f"{table}:{number}", line, texts) for number, line in enumerate(lines, start=2) if line)
    return Pair(name=folder.name, texts=(texts[0], texts[1]), rows=rows)


def _row(place: str, line: str, texts: Sequence[str]) -> Row:
    cells = dict(zip(HEAD, line.split("\t"), strict=False))
    if len(cells) != len(HEAD):
        raise BadGold(place, f"{len(cells)} cells", f"want {len(HEAD)}")
    _check(place, cells)
    first, second = (_range(place, cells[side], text) for side, text in zip(SIDES, texts, strict=True))
    words = [
        _range(place, cells[f"{side}_words"], text, whole)
        for side, text, whole in zip(SIDES, texts, (first, second), strict=True)
    ]
    return Row(
        place=place,
        verdict=cells["verdict"],
        field=cells["field"],
        trap=cells["trap"],
        sides=(first, second),
        words=(words[0], words[1]),
    )


def _check(place: str, cells: Mapping[str, str]) -> None:
    """Refuse a row whose cells do not go together."""
    verdict, has_sides = cells["verdict"], sum(bool(cells[side]) for side in SIDES)
    has_words = sum(bool(cells[f"{side}_words"]) for side in SIDES)
    if verdict not in VERDICTS:
        raise BadGold(place, f"bad verdict '{verdict}'", f"want one of {', '.join(VERDICTS)}")
    if has_sides != (1 if verdict == "only" else 2):
        raise BadGold(place, f"{has_sides} sides", "'only' has one, everything else both")
    is_good = cells["field"] in FIELDS and has_words == len(SIDES)
    if not (is_good if verdict == "differ" else not cells["field"] and not has_words):
        found = f"'{verdict}' with field '{cells['field']}' and {has_words} words"
        raise BadGold(place, found, f"'differ' has one of {', '.join(FIELDS)} and words of both, nothing else has any")
    if cells["trap"] and (cells["trap"] not in TRAPS or verdict not in ("agree", "apart")):
        raise BadGold(
            place, f"'{verdict}' with trap '{cells['trap']}'", f"want one of {', '.join(TRAPS)}, in no difference"
        )


def _range(place: str, quote: str, text: str, whole: Range | None = None) -> Range | None:
    """Find the one place of a quote, or inside a range its one place there."""
    if not quote:
        return None
    start, end = whole or (0, len(text))
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    found = [each.span() for each in pattern.finditer(text, start, end)]
    if len(found) != 1:
        raise BadGold(place, f"'{quote}' stands there {len(found)} times", "quote what stands there once")
    return found[0]


def built(pairs: Sequence[Pair], change: Callable[[str], str] = str) -> Iterator[tuple[Pair, Pack]]:
    """Yield each pair with the pack of both texts, not written; a deck is read as it is, since nobody has heard it."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{side}.txt" for side in SIDES]
        for pair in pairs:
            _save(paths, pair.texts)
            kinds = [each.kind for each in pipeline.read(paths, Log()).sources]
            texts = [text if kind == "slides" else change(text) for text, kind in zip(pair.texts, kinds, strict=True)]
            _save(paths, texts)
            pack = analysed(pipeline.read(paths, Log()))
            if [pack.texts[each.id].text for each in pack.sources] != texts:
                raise BadGold(pair.name, "the reader changed a text", "want UTF-8 with line ends '\\n'")
            yield pair, pack


def _save(paths: Sequence[Path], texts: Sequence[str]) -> None:
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
