"""Measures stated causes and contrasts on annotated sentences: whether what is told is there, and what is left out.

    python eval/linked.py [--json] [--errors]

The gold has a row for each stated cause, its cue, its cause, its effect, and one for each stated contrast, with its two
sides. A told link is right where both its ends share a content word (the same place in the text) with those of a row of
its kind, one of them more than crosswise. A contrast's sides stand in the order of the text, wherever its cue stands.
"precision" is over the told links, "recall" over the rows, "f1" between them; those of contrasts are
"contrast_precision" and so on.

The peer knows the same cues and no grammar: a sentence with the words of one is split there, and the side that cues.tsv
names is the cause. Where the cue of a contrast opens the sentence, the sides part at the next comma ("Although"), or
the sentence before is the first ("However"). Texts are our own, then textbooks; the errors of one textbook are never
printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

FOLDER = Path(__file__).parent / "gold"
SENTENCES = FOLDER / "stance.tsv"
"""Every sentence that was read, also those that state nothing."""
PEER = "cue words"
CONTENT = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN", "VERB"})


class Sort(Struct, frozen=True, kw_only=True):
    """What is measured by itself: the links of one kind."""

    kind: str
    table: Path
    sides: tuple[str, str]
    """The columns of the two ends."""
    measures: Mapping[str, str]
    """What scores call it, and how its measure is named and told."""


CAUSE = Sort(
    kind="cause",
    table=FOLDER / "causes.tsv",
    sides=("cause", "effect"),
    measures={
        "precision": "of {told} told causes, right",
        "recall": "of {stated} stated causes, told",
        "f1": "causes, F1",
    },
)
CONTRAST = Sort(
    kind="contrast",
    table=FOLDER / "contrasts.tsv",
    sides=("first", "second"),
    measures={
        "contrast_precision": "of {told} told contrasts, right",
        "contrast_recall": "of {stated} stated contrasts, told",
        "contrast_f1": "contrasts, F1",
    },
)
SORTS = (CAUSE, CONTRAST)


class Ends(Struct, frozen=True, kw_only=True):
    """The ends of a link, as characters of one source: cause and effect, or the sides of a contrast as they stand."""

    first: tuple[Range, ...]
    second: tuple[Range, ...]
    cue: Range


class Judged(Struct, frozen=True, kw_only=True):
    """A source: its rows, what is told of it, and for each which of them is right."""

    rows: tuple[Row, ...]
    told: tuple[Ends, ...]
    right: tuple[bool, ...]
    found: tuple[bool, ...]


def ends_of(row: Row, sort: Sort) -> Ends:
    found = [row.range(cell) for cell in ("cue", *sort.sides)]
    if not all(found):
        raise BadGold(row.place, f"no cue, {' or '.join(sort.sides)}", f"a stated {sort.kind} has all three")
    cue, first, second = (each for each in found if each is not None)
    return Ends(first=(first,), second=(second,), cue=cue)


def linked(pack: Pack, kind: str) -> list[Ends]:
    """Give what a build tells: an end that is a whole statement has all that the statement quotes."""
    quotes = {
        each.id: tuple((part.span.start, part.span.end) for part in each.wording if isinstance(part, Quoted))
        for each in pack.statements
    }
    return [_ends(link, quotes[link.from_], quotes[link.to]) for link in pack.links if link.kind == kind]


def _ends(link: Link, first: tuple[Range, ...], second: tuple[Range, ...]) -> Ends:
    return Ends(
        first=tuple((span.start, span.end) for span in link.cause) or first,
        second=tuple((span.start, span.end) for span in link.effect) or second,
        cue=(link.cue.start, link.cue.end),
    )


def split(pack: Pack, kind: str) -> list[Ends]:
    """Give the peer's: each sentence is split at each cue that stands in it, the longest first."""
    rows = sorted((row for row in table("cues") if row["kind"] == kind), key=lambda row: -len(row["cue"].split()))
    found: list[Ends] = []
    for before, tree in zip((None, *pack.trees), pack.trees, strict=False):
        used: set[int] = set()
        for row in rows:
            for cue in _standing(tree, row["cue"].split()):
                if not used.isdisjoint(cue):
                    continue
                used.update(cue)
                sides = _sides(tree, cue, row) if cue[0] else _opened(tree, cue, (row, before))
                if sides is not None:
                    found.append(sides)
    return found


def _standing(tree: Tree, cue: Sequence[str]) -> Iterator[range]:
    """Find where the words of a cue stand, with something behind them."""
    lemmas = [token.lemma.casefold() for token in tree.tokens]
    words = [token.text.casefold() for token in tree.tokens]
    for at in range(len(words) - len(cue)):
        here = range(at, at + len(cue))
        if all(word in (words[place], lemmas[place]) for word, place in zip(cue, here, strict=True)):
            yield here


def _sides(tree: Tree, cue: range, row: Mapping[str, str]) -> Ends:
    left, right = _range(tree, range(cue[0])), _range(tree, range(cue[-1] + 1, len(tree.tokens)))
    first, second = (right, left) if row["before"] == "effect" else (left, right)
    return Ends(first=(first,), second=(second,), cue=_range(tree, cue))


def _opened(tree: Tree, cue: range, known: tuple[Mapping[str, str], Tree | None]) -> Ends | None:
    """Give the sides of a contrast whose cue opens the sentence."""
    row, before = known
    if row["kind"] != CONTRAST.kind:
        return None
    rest = range(cue[-1] + 1, len(tree.tokens))
    if row["shape"] in ("adverb", "conj"):
        whole = _range(before, range(len(before.tokens))) if before and before.source == tree.source else None
        return None if whole is None else Ends(first=(whole,), second=(_range(tree, rest),), cue=_range(tree, cue))
    comma = next((at for at in rest[1:-1] if tree.tokens[at].text == ","), None)
    if comma is None:
        return None
    left, right = range(rest[0], comma), range(comma + 1, len(tree.tokens))
    return Ends(first=(_range(tree, left),), second=(_range(tree, right),), cue=_range(tree, cue))


def _range(tree: Tree, tokens: range) -> Range:
    return tree.tokens[tokens[0]].start, tree.tokens[tokens[-1]].end


def is_right(told: Ends, wanted: Ends, tokens: Sequence[Token]) -> bool:
    """Tell whether both ends share a word with the gold's, and one of them more than crosswise."""
    first, second = (_content(tokens, each) for each in (wanted.first, wanted.second))
    mine, other = (_starts(tokens, each) for each in (told.first, told.second))
    straight, crossed = (len(mine & first), len(other & second)), (len(mine & second), len(other & first))
    return all(straight) and (straight[0] > crossed[0] or straight[1] > crossed[1])


def _starts(tokens: Sequence[Token], ranges: Sequence[Range]) -> set[int]:
    return {token.start for token in tokens for start, end in ranges if start <= token.start < end}


def _content(tokens: Sequence[Token], ranges: Sequence[Range]) -> set[int]:
    """Give where the content words begin; all words of an end that has none ("this")."""
    every = _starts(tokens, ranges)
    return {token.start for token in tokens if token.start in every and token.pos in CONTENT} or every


def judged(rows: Sequence[Row], pack: Pack, told: Sequence[Ends], *, sort: Sort = CAUSE) -> Judged:
    """Lay what is told of one source beside its rows."""
    tokens = [token for tree in pack.trees for token in tree.tokens]
    wanted = [ends_of(row, sort) for row in rows]
    return Judged(
        rows=tuple(rows),
        told=tuple(told),
        right=tuple(any(is_right(each, row, tokens) for row in wanted) for each in told),
        found=tuple(any(is_right(each, row, tokens) for each in told) for row in wanted),
    )


def scores(found: Sequence[Judged]) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    right, told = sum(sum(each.right) for each in found), sum(len(each.told) for each in found)
    hits, wanted = sum(sum(each.found) for each in found), sum(len(each.rows) for each in found)
    precision, recall = right / max(1, told), hits / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _read() -> tuple[dict[str, list[Row]], dict[str, str]]:
    """Give each kind's rows, and the texts of all sources: most of a precision is where nothing is stated."""
    texts = gold.read(SENTENCES)[1]
    rows: dict[str, list[Row]] = {}
    for sort in SORTS:
        rows[sort.kind], more = gold.read(sort.table)
        texts |= more
    return rows, texts


def measure() -> list[Measured]:
    """Measure each part, plain and bare; Skipped where nothing is annotated."""
    rows, texts = _read()
    out = []
    for copy, change in COPIES.items():
        packs = dict(gold.built({name: change(text) for name, text in texts.items()}))
        for part in gold.PARTS:
            names = [name for name in packs if gold.part_of(name) == part]
            for sort in SORTS if names else ():
                files = gold.files_of(part, texts, sort.table, SENTENCES)
                beside = [(packs[name], [row for row in rows[sort.kind] if row.source == name]) for name in names]
                out += _measured(f"linked/{part}/{copy}", files, (sort, beside))
    return out


def _measured(
    name: str, files: tuple[str, ...], measured: tuple[Sort, Sequence[tuple[Pack, list[Row]]]]
) -> list[Measured]:
    sort, sources = measured
    ours, theirs = (
        [judged(rows, pack, tell(pack, sort.kind), sort=sort) for pack, rows in sources] for tell in (linked, split)
    )
    counts = {"told": sum(len(each.told) for each in ours), "stated": sum(len(each.rows) for each in ours)}
    return [
        Measured(
            name=f"{name}/{key}",
            files=files,
            measure=f"{said.format_map(counts)}, per cent",
            value=round(100 * mine, 2),
            peer={PEER: round(100 * other, 2)},
        )
        for (key, said), mine, other in zip(sort.measures.items(), scores(ours), scores(theirs), strict=True)
    ]


def errors() -> Iterator[str]:
    """Yield what is told wrong and what is left out in the parts that may be looked at."""
    rows, texts = _read()
    texts = {name: text for name, text in texts.items() if gold.part_of(name) in gold.DEVELOPED}
    for name, pack in gold.built(texts):
        for sort in SORTS:
            own = [row for row in rows[sort.kind] if row.source == name]
            found = judged(own, pack, linked(pack, sort.kind), sort=sort)
            for told, is_good in zip(found.told, found.right, strict=True):
                if not is_good:
                    yield f"{name}\twrong {sort.kind}\t{_shown(told, texts[name])}"
            for row, is_told in zip(found.rows, found.found, strict=True):
                if not is_told:
                    yield f"{row.place}\tmissed {sort.kind}\t{_shown(ends_of(row, sort), texts[name])}"


def _shown(ends: Ends, text: str) -> str:
    first, second = (
        " … ".join(" ".join(text[start:end].split()) for start, end in each) for each in (ends.first, ends.second)
    )
    return f"{first} → {second}  ({' '.join(text[slice(*ends.cue)].split())})"


if __name__ == "__main__":
    report(measure, __doc__, errors)
