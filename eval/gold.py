"""Our own annotation: sentences of our texts and of textbooks, by place in their source, so that no text stands here.

A table is `eval/gold/NAME.tsv`. Each row has a `source` (`texts/NAME.txt` of this folder, `BOOK/MODULE/PARAGRAPH` of
the textbooks, or `wikiwars/ARTICLE/LINE` of articles about wars), the sentence's characters [start, end) in it, and
`check`, the first eight digits of the SHA-256 of the sentence. Other cells that name words have characters too: as
"12-31".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import SHARED, Skipped
from msgspec import Struct

from coursepack import pipeline
from coursepack.model.anchors import Span
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.plugins import ordered_passes

__all__ = [
    "DEVELOPED",
    "PARTS",
    "WARS",
    "BadGold",
    "Range",
    "Row",
    "built",
    "check_of",
    "files_of",
    "part_of",
    "read",
    "war",
    "within",
]

BOOKS = "eval/openstax/sections.jsonl"
WARS = "eval/wikiwars"
HELD_BACK = "us-history"
PARTS = ("own", "textbooks", "us_history")
"""Our texts and most textbooks may be looked at while rules are made; of the last, nobody reads the errors."""
DEVELOPED = ("own", "textbooks")
Range = tuple[int, int]


class BadGold(Exception):
    """A row that does not fit its source."""

    def __init__(self, place: str, found: str, advice: str) -> None:
        super().__init__(f"{place}: {found}; {advice}")


class Row(Struct, frozen=True, kw_only=True):
    """One row: a sentence, and what the annotators say of it."""

    place: str
    """File and line, for messages."""
    source: str
    start: int
    end: int
    cells: Mapping[str, str]

    def range(self, cell: str) -> Range | None:
        """Give a cell's characters; None where it is empty."""
        found = self.cells[cell]
        if not found:
            return None
        start, dash, end = found.partition("-")
        if not (dash and start.isdigit() and end.isdigit() and int(start) < int(end)):
            raise BadGold(self.place, f"bad {cell} '{found}'", "want 'start-end'")
        return int(start), int(end)


def read(table: Path) -> tuple[list[Row], dict[str, str]]:
    """Give the rows whose sources are there, checked, and the sources' texts; Skipped where there is no table."""
    if not table.exists():
        raise Skipped(f"no {table.name} in {table.parent.name}/: nothing is annotated yet")
    lines = table.read_text("utf-8").split("\n")
    head = lines[0].split("\t")
    rows = [_row(f"{table.name}:{number}", head, line) for number, line in enumerate(lines[1:], start=2) if line]
    texts = _texts(rows, table.parent.parent)
    for row in rows:
        if row.source in texts and check_of(texts[row.source][row.start : row.end]) != row.cells["check"]:
            raise BadGold(row.place, "the sentence is not the one that was annotated", "mend the offsets or the text")
    return [row for row in rows if row.source in texts], texts


def _row(place: str, head: Sequence[str], line: str) -> Row:
    cells = line.split("\t")
    if len(cells) > len(head):
        raise BadGold(place, f"{len(cells)} cells", f"want {len(head)}")
    named = dict(zip(head, [*cells, *[""] * (len(head) - len(cells))], strict=True))
    return Row(place=place, source=named["source"], start=int(named["start"]), end=int(named["end"]), cells=named)


def check_of(sentence: str) -> str:
    return sha256(sentence.encode()).hexdigest()[:8]


def _texts(rows: Sequence[Row], folder: Path) -> dict[str, str]:
    """Read the rows' sources; textbooks are left out where they are not there."""
    places = {row.source: row.place for row in reversed(rows)}
    found: dict[str, str] = {}
    books = SHARED / BOOKS
    if books.exists() and any(part_of(name) != "own" for name in places):
        with books.open(encoding="utf-8") as lines:
            for section in map(json.loads, lines):
                named = {
                    f"{section['book']}/{section['module']}/{at}": each for at, each in enumerate(section["paras"])
                }
                found |= {name: text for name, (_, text) in named.items() if name in places}
    if (SHARED / WARS).exists():
        for article in sorted({name.split("/")[1] for name in places if name.startswith("wikiwars/")}):
            lines_of = {f"wikiwars/{article}/{at}": line for at, line in enumerate(war(article))}
            found |= {name: text for name, text in lines_of.items() if name in places}
    for name, place in places.items():
        if part_of(name) == "own" and (folder / name).exists():
            found[name] = (folder / name).read_text("utf-8")
        elif name not in found and (part_of(name) == "own" or books.exists()):
            raise BadGold(place, f"no source '{name}'", "mend the source's name")
    return dict(sorted(found.items()))


def war(article: str) -> list[str]:
    """Give the lines of an article about a war: paragraphs, and headings."""
    text: str = json.loads((SHARED / WARS / f"{article}.json").read_text("utf-8"))["text"]
    return text.split("\n")


def part_of(source: str) -> str:
    """Tell which of PARTS a source belongs to."""
    if source.startswith("texts/"):
        return "own"
    return "us_history" if source.startswith(f"{HELD_BACK}/") else "textbooks"


def files_of(part: str, texts: Mapping[str, str], *tables: Path) -> tuple[str, ...]:
    """Name the data that a part's measures rest on."""
    own = [f"eval/{name}" for name in texts if part_of(name) == part] if part == "own" else [BOOKS]
    return (*(f"eval/gold/{table.name}" for table in tables), *own)


def analysed(pack: Pack) -> Pack:
    """Run all passes but the last, which changes how names are shown and nothing that was found."""
    for each in ordered_passes():
        if not each.__name__.endswith(".capitals"):
            pack = each.run(pack, Log())
    return pack


def built(texts: Mapping[str, str]) -> Iterator[tuple[str, Pack]]:
    """Yield each source with its pack: a plain text by itself, through the reader and all passes, not written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source.txt"
        for name, text in texts.items():
            path.write_bytes(text.encode())
            pack = analysed(pipeline.read([path], Log()))
            if pack.texts["S1"].text != text:
                raise BadGold(name, "the reader changed the text", "want UTF-8 with line ends '\\n'")
            yield name, pack


def within(span: Span, rows: Sequence[Row]) -> int | None:
    """Find the row of the same source whose sentence holds most of the span."""
    shared = [min(span.end, row.end) - max(span.start, row.start) for row in rows]
    best = max(range(len(rows)), key=lambda at: (shared[at], -at), default=None)
    return best if best is not None and shared[best] > 0 else None
