"""Measures stated causes on sentences that we annotated: whether what a build tells is there, and what it leaves out.

    python eval/linked.py [--json] [--errors]

The gold has a row for each stated cause: its cue, its cause, its effect. A told link of kind "cause" is right where a
row's cause shares a content word (the same place in the text) with the told cause, and its effect with the told effect,
one of them more than crosswise. "precision" is over the told links, "recall" over the rows, "f1" between them.

The peer knows the same cues and no grammar: a sentence with the words of one is split there, the side that cues.tsv
names is the cause. Texts are our own, then textbooks; the errors of one textbook are never printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import gold
from gold import BadGold, Range, Row
from measured import COPIES, Measured, report
from msgspec import Struct

from coursepack.language.lexicons import rows as table
from coursepack.model.claims import Link
from coursepack.model.pack import Pack
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import Quoted

TABLE = Path(__file__).parent / "gold" / "causes.tsv"
SENTENCES = TABLE.with_name("stance.tsv")
"""Every sentence that was read, also those that state no cause."""
PEER = "cue words"
CONTENT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"})
MEASURES = {
    "precision": "of {told} told causes, right",
    "recall": "of {stated} stated causes, told",
    "f1": "causes, F1",
}


class Ends(Struct, frozen=True, kw_only=True):
    """A cause and its effect, as characters of one source."""

    cause: tuple[Range, ...]
    effect: tuple[Range, ...]
    cue: Range


class Judged(Struct, frozen=True, kw_only=True):
    """A source: its rows, what is told of it, and for each which of them is right."""

    rows: tuple[Row, ...]
    told: tuple[Ends, ...]
    right: tuple[bool, ...]
    found: tuple[bool, ...]


def ends_of(row: Row) -> Ends:
    found = [row.range(cell) for cell in ("cue", "cause", "effect")]
    if not all(found):
        raise BadGold(row.place, "no cue, cause or effect", "a stated cause has all three")
    cue, cause, effect = (each for each in found if each is not None)
    return Ends(cause=(cause,), effect=(effect,), cue=cue)


def linked(pack: Pack) -> list[Ends]:
    """Give what a build tells: an end that is a whole statement has all that the statement quotes."""
    quotes = {
        each.id: tuple((part.span.start, part.span.end) for part in each.wording if isinstance(part, Quoted))
        for each in pack.statements
    }
    return [_ends(link, quotes[link.from_], quotes[link.to]) for link in pack.links if link.kind == "cause"]


def _ends(link: Link, first: tuple[Range, ...], second: tuple[Range, ...]) -> Ends:
    return Ends(
        cause=tuple((span.start, span.end) for span in link.cause) or first,
        effect=tuple((span.start, span.end) for span in link.effect) or second,
        cue=(link.cue.start, link.cue.end),
    )


def split(pack: Pack) -> list[Ends]:
    """Give the peer's: each sentence is split at each cue that stands in it, the longest first."""
    return [found for tree in pack.trees for found in _split(tree)]


def _split(tree: Tree) -> Iterator[Ends]:
    lemmas = [token.lemma.casefold() for token in tree.tokens]
    words = [token.text.casefold() for token in tree.tokens]
    cues = sorted((row for row in table("cues") if row["kind"] == "cause"), key=lambda row: -len(row["cue"].split()))
    used: set[int] = set()
    for row in cues:
        cue = row["cue"].split()
        for at in range(1, len(words) - len(cue)):
            here = range(at, at + len(cue))
            is_there = all(word in (words[place], lemmas[place]) for word, place in zip(cue, here, strict=True))
            if not is_there or not used.isdisjoint(here):
                continue
            used.update(here)
            left = (tree.tokens[0].start, tree.tokens[at - 1].end)
            right = (tree.tokens[at + len(cue)].start, tree.tokens[-1].end)
            cause, effect = (left, right) if row["before"] == "cause" else (right, left)
            yield Ends(cause=(cause,), effect=(effect,), cue=(tree.tokens[at].start, tree.tokens[here[-1]].end))


def is_right(told: Ends, wanted: Ends, tokens: Sequence[Token]) -> bool:
    """Tell whether both ends share a word with the gold's, and one of them more than crosswise."""
    cause, effect = (_content(tokens, each) for each in (wanted.cause, wanted.effect))
    mine, other = (_starts(tokens, each) for each in (told.cause, told.effect))
    straight, crossed = (len(mine & cause), len(other & effect)), (len(mine & effect), len(other & cause))
    return all(straight) and (straight[0] > crossed[0] or straight[1] > crossed[1])


def _starts(tokens: Sequence[Token], ranges: Sequence[Range]) -> set[int]:
    return {token.start for token in tokens for start, end in ranges if start <= token.start < end}


def _content(tokens: Sequence[Token], ranges: Sequence[Range]) -> set[int]:
    """Give where the content words begin; all words of an end that has none ("this")."""
    every = _starts(tokens, ranges)
    return {token.start for token in tokens if token.start in every and token.pos in CONTENT} or every


def judged(rows: Sequence[Row], pack: Pack, told: Sequence[Ends]) -> Judged:
    """Lay what is told of one source beside its rows."""
    tokens = [token for tree in pack.trees for token in tree.tokens]
    wanted = [ends_of(row) for row in rows]
    return Judged(
        rows=tuple(rows),
        told=tuple(told),
        right=tuple(any(is_right(each, row, tokens) for row in wanted) for each in told),
        found=tuple(any(is_right(each, row, tokens) for each in told) for row in wanted),
    )


def scores(found: Sequence[Judged]) -> dict[str, float]:
    right, told = sum(sum(each.right) for each in found), sum(len(each.told) for each in found)
    hits, wanted = sum(sum(each.found) for each in found), sum(len(each.rows) for each in found)
    precision, recall = right / max(1, told), hits / max(1, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def _read() -> tuple[list[Row], dict[str, str]]:
    """Give the rows, and the texts of all sources that were annotated: most of a precision is where no cause is."""
    rows, texts = gold.read(TABLE)
    return rows, gold.read(SENTENCES)[1] | texts


def measure() -> list[Measured]:
    """Measure each part, plain and bare; Skipped where nothing is annotated."""
    rows, texts = _read()
    out = []
    for copy, change in COPIES.items():
        packs = dict(gold.built({name: change(text) for name, text in texts.items()}))
        for part in gold.PARTS:
            names = [name for name in packs if gold.part_of(name) == part]
            if names:
                files = gold.files_of(part, texts, TABLE, SENTENCES)
                beside = [(packs[name], [row for row in rows if row.source == name]) for name in names]
                out += _measured(f"linked/{part}/{copy}", files, beside)
    return out


def _measured(name: str, files: tuple[str, ...], sources: Sequence[tuple[Pack, list[Row]]]) -> list[Measured]:
    ours = [judged(rows, pack, linked(pack)) for pack, rows in sources]
    mine, theirs = scores(ours), scores([judged(rows, pack, split(pack)) for pack, rows in sources])
    counts = {"told": sum(len(each.told) for each in ours), "stated": sum(len(each.rows) for each in ours)}
    return [
        Measured(
            name=f"{name}/{key}",
            files=files,
            measure=f"{said.format_map(counts)}, per cent",
            value=round(100 * mine[key], 2),
            peer={PEER: round(100 * theirs[key], 2)},
        )
        for key, said in MEASURES.items()
    ]


def errors() -> Iterator[str]:
    """Yield what is told wrong and what is left out in the parts that may be looked at."""
    rows, texts = _read()
    texts = {name: text for name, text in texts.items() if gold.part_of(name) in gold.DEVELOPED}
    for name, pack in gold.built(texts):
        found = judged([row for row in rows if row.source == name], pack, linked(pack))
        for told, is_good in zip(found.told, found.right, strict=True):
            if not is_good:
                yield f"{name}\twrong\t{_shown(told, texts[name])}"
        for row, is_told in zip(found.rows, found.found, strict=True):
            if not is_told:
                yield f"{row.place}\tmissed\t{_shown(ends_of(row), texts[name])}"


def _shown(ends: Ends, text: str) -> str:
    cause, effect = (
        " … ".join(" ".join(text[start:end].split()) for start, end in each) for each in (ends.cause, ends.effect)
    )
    return f"{cause} → {effect}  ({' '.join(text[slice(*ends.cue)].split())})"


if __name__ == "__main__":
    report(measure, __doc__, errors)
