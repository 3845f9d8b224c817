"""Measures what a pack says of two accounts of the same: where they agree, where they differ, what one says alone.

    python eval/compare.py [--json] [--errors]

The gold (`texts/pairs/`) has rows of two quotes, one a text, that say the same or differ in a field, and of one quote
that only one text has. What is told lies on a quote where they share at least half of the shorter one, and it lies on a
row where it does so on both sides. A told difference is right where it lies on a row that differs in its field; so
"precision" and "recall" of differences, and the same of each field. "aligned" is the F1 of told places that say the
same, whether they agree or differ. "traps" is the share of rows with a trap that are not told as differences, "only"
the share of what is told as standing alone that the gold pairs with nothing, "only_recall" the share of what stands
alone that is told so. A share of nothing is left out.

The peer knows words alone: sentences whose tf-idf cosine is at least PEER_LEAST are aligned, and differ where both hold
figures, and not the same ones. The errors of even pairs are never printed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pairs
from gold import Range
from measured import COPIES, Measured, report
from msgspec import Struct
from pairs import FIELDS, HALVES, Pair, Row

from coursepack.model.claims import Comparison, Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted

PEER = "tf-idf"
PEER_LEAST = 0.14
"""Of 0.05 to 0.35, the one with the best F1 of alignment in odd pairs."""
LEAST = 0.5
"""Of the shorter of two ranges: clauses of one sentence share next to nothing."""
FOLDER = "eval/texts/pairs"
MONTHS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)
Ranges = tuple[Range, ...]


class Told(Struct, frozen=True, kw_only=True):
    """A comparison by its places in both texts; one side is empty where something stands alone."""

    verdict: str
    field: str | None
    sides: tuple[Ranges, Ranges]


class Judged(Struct, frozen=True, kw_only=True):
    """A pair, what is told of it, and the rows that each told thing lies on."""

    pair: Pair
    told: tuple[Told, ...]
    lies: tuple[tuple[int, ...], ...]
    """For each told comparison, indexes of rows."""

    def is_right(self, at: int) -> bool | None:
        """Tell whether a told comparison is right; None where the gold says nothing of its place."""
        told, rows = self.told[at], [self.pair.rows[row] for row in self.lies[at]]
        if told.verdict == "only":
            return None if not rows else not any(row.is_same for row in rows)
        if told.verdict == "differ":
            return any(is_difference(row, told.field) for row in rows)
        return any(row.is_same for row in rows)

    def is_aligned(self, at: int) -> bool:
        return any(self.pair.rows[row].is_same for row in self.lies[at])

    def are_told(self, is_wanted: Callable[[Row, Told], bool]) -> list[bool]:
        """For each row, tell whether a wanted comparison lies on it."""
        laid = list(zip(self.told, self.lies, strict=True))
        return [
            any(at in lies and is_wanted(row, told) for told, lies in laid) for at, row in enumerate(self.pair.rows)
        ]


def is_difference(row: Row, field: str | None) -> bool:
    return row.verdict == "differ" and row.field == field


def compared(pack: Pack) -> list[Told]:
    """Give what a build tells; of a statement, what it quotes and not what was inserted into it."""
    statements = {each.id: each for each in pack.statements}
    return [_told(each, [statements[name] for name in each.statements], pack) for each in pack.comparisons]


def _told(comparison: Comparison, statements: Sequence[Statement], pack: Pack) -> Told:
    spans = [part.span for each in statements for part in each.wording if isinstance(part, Quoted)]
    first, second = (
        tuple((span.start, span.end) for span in spans if span.source == source.id) for source in pack.sources
    )
    return Told(verdict=comparison.verdict, field=comparison.field, sides=(first, second))


def alike(pack: Pack, least: float = PEER_LEAST) -> list[Told]:
    """Give the peer's: aligned sentences, and those of either text that are aligned with none."""
    first, second = (
        [(each.start, each.end) for each in pack.sentences if each.source == source.id] for source in pack.sources
    )
    texts = [pack.texts[source.id].text for source in pack.sources]
    said = [[text[start:end] for start, end in side] for text, side in zip(texts, (first, second), strict=True)]
    weights = _weights([_words(each) for side in said for each in side])
    left, right = weights[: len(first)], weights[len(first) :]
    near = [
        (one, other)
        for one in range(len(first))
        for other in range(len(second))
        if sum(weight * right[other].get(word, 0.0) for word, weight in left[one].items()) >= least
    ]
    found = [_paired((said[0][one], said[1][other]), (first[one], second[other])) for one, other in near]
    alone = [((each,), ()) for at, each in enumerate(first) if all(at != one for one, _ in near)]
    others = [((), (each,)) for at, each in enumerate(second) if all(at != other for _, other in near)]
    return found + [Told(verdict="only", field=None, sides=sides) for sides in (*alone, *others)]


def _paired(said: tuple[str, str], places: tuple[Range, Range]) -> Told:
    """Tell a difference where both sentences have figures, and not the same."""
    first, second = (set(re.findall(r"\d[\d,.]*\d|\d", each)) for each in said)
    other, verdict, field = first ^ second, "agree", None
    if first and second and other:
        is_dated = any(re.fullmatch(r"1\d{3}|20\d\d", each) for each in other)
        is_dated = is_dated or all(MONTHS.search(each) for each in said)
        verdict, field = "differ", "time" if is_dated else "number"
    return Told(verdict=verdict, field=field, sides=((places[0],), (places[1],)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _weights(sentences: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Give the tf-idf of each sentence's words, of length 1."""
    inside = Counter(word for sentence in sentences for word in set(sentence))
    out = []
    for sentence in sentences:
        raw = {word: count * math.log(len(sentences) / inside[word]) for word, count in Counter(sentence).items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        out.append({word: weight / length for word, weight in raw.items()})
    return out


def judged(pair: Pair, told: Sequence[Told]) -> Judged:
    """Lay what is told of a pair on its rows."""
    lies = tuple(tuple(at for at, row in enumerate(pair.rows) if _is_on(each, row)) for each in told)
    return Judged(pair=pair, told=tuple(told), lies=lies)


def _is_on(told: Told, row: Row) -> bool:
    """Tell whether a comparison lies on a row; what stands alone, on whatever row says something of its place."""
    on = [wanted is not None and covers(side, wanted) for side, wanted in zip(told.sides, row.sides, strict=True)]
    if told.verdict == "only":
        return row.verdict != "apart" and any(on)
    return all(on)


def covers(ranges: Ranges, wanted: Range) -> bool:
    """Tell whether they share at least half of the shorter one."""
    shared = sum(max(0, min(end, wanted[1]) - max(start, wanted[0])) for start, end in ranges)
    return shared > 0 and shared >= LEAST * min(sum(end - start for start, end in ranges), wanted[1] - wanted[0])


def scores(found: Sequence[Judged]) -> dict[str, tuple[str, float]]:
    """Give what each measure is called, how it is told and its value; a share of nothing is left out."""
    out: dict[str, tuple[str, float]] = {}
    for field in (None, *FIELDS):
        name, said = (f"{field}/", f" in {field}") if field else ("", "")
        right = _rights(found, lambda told, field=field: told.verdict == "differ" and field in (None, told.field))
        hits = _hits(
            found,
            lambda row, field=field: row.verdict == "differ" and field in (None, row.field),
            lambda row, told: told.verdict == "differ" and is_difference(row, told.field),
        )
        out |= _share(f"{name}precision", f"of {len(right)} told differences{said}, right", right)
        out |= _share(f"{name}recall", f"of {len(hits)} differences{said}, told", hits)
    aligned = [each.is_aligned(at) for each in found for at, told in enumerate(each.told) if told.verdict != "only"]
    same = _hits(found, lambda row: row.is_same, lambda _, told: told.verdict != "only")
    if same:
        parts = [sum(each) / max(1, len(each)) for each in (aligned, same)]
        out["aligned"] = ("places that say the same, F1", 2 * parts[0] * parts[1] / max(sum(parts), 1e-9))
    spared = [not each for each in _trapped(found)]
    out |= _share("traps", f"of {len(spared)} traps, not told as differences", spared)
    alone = _rights(found, lambda told: told.verdict == "only")
    lone = _hits(found, lambda row: row.verdict == "only", lambda _, told: told.verdict == "only")
    out |= _share("only", f"of {len(alone)} told as standing alone, right", alone)
    out |= _share("only_recall", f"of {len(lone)} that stand alone, told", lone)
    return out


def _rights(found: Sequence[Judged], is_meant: Callable[[Told], bool]) -> list[bool]:
    """For each told comparison that is meant and that the gold knows, tell whether it is right."""
    said = [each.is_right(at) for each in found for at, told in enumerate(each.told) if is_meant(told)]
    return [each for each in said if each is not None]


def _hits(
    found: Sequence[Judged], is_meant: Callable[[Row], bool], is_wanted: Callable[[Row, Told], bool]
) -> list[bool]:
    """For each row that is meant, tell whether a wanted comparison lies on it."""
    return [
        hit
        for each in found
        for row, hit in zip(each.pair.rows, each.are_told(is_wanted), strict=True)
        if is_meant(row)
    ]


def _trapped(found: Sequence[Judged]) -> list[bool]:
    """For each trap, tell whether a difference is told of it; one that is right of another row is none."""
    out = []
    for each in found:
        wrong = [
            lies
            for at, (told, lies) in enumerate(zip(each.told, each.lies, strict=True))
            if told.verdict == "differ" and not each.is_right(at)
        ]
        out += [any(at in lies for lies in wrong) for at, row in enumerate(each.pair.rows) if row.trap]
    return out


def _share(name: str, said: str, found: Sequence[bool]) -> dict[str, tuple[str, float]]:
    return {name: (said, sum(found) / len(found))} if found else {}


def measure() -> list[Measured]:
    """Measure all pairs and each half of them, plain and bare; fields of all alone."""
    every = pairs.read()
    out = []
    for copy, change in COPIES.items():
        beside = [
            (judged(pair, compared(pack)), judged(pair, alike(pack))) for pair, pack in pairs.built(every, change)
        ]
        for part in ("all", *HALVES):
            found = [each for each in beside if part in ("all", pairs.half_of(each[0].pair.name))]
            out += _measured((copy, part), *([each[side] for each in found] for side in (0, 1)))
    return out


def _measured(where: tuple[str, str], ours: Sequence[Judged], theirs: Sequence[Judged]) -> list[Measured]:
    copy, part = where
    files = tuple(f"{FOLDER}/{each.pair.name}" for each in ours)
    other = scores(theirs)
    return [
        Measured(
            name=f"compare/pairs/{copy}/{part}/{key}",
            files=files,
            measure=f"{said}, per cent",
            value=round(100 * value, 2),
            peer={PEER: round(100 * other[key][1], 2)} if key in other else None,
        )
        for key, (said, value) in scores(ours).items()
        if part == "all" or "/" not in key
    ]


def errors() -> Iterator[str]:
    """Yield what is told wrong and what is left out in odd pairs."""
    odd = [pair for pair in pairs.read() if pairs.half_of(pair.name) == "odd"]
    for pair, pack in pairs.built(odd):
        found = judged(pair, compared(pack))
        for at, told in enumerate(found.told):
            if found.is_right(at) is False:
                yield f"{pair.name}\twrong {_kind(told.verdict, told.field)}\t{_shown(pair, told.sides)}"
        sides = {at: tuple((each,) if each else () for each in row.sides) for at, row in enumerate(pair.rows)}
        hits = found.are_told(lambda row, told: told.verdict == row.verdict and told.field == (row.field or None))
        for at, (row, is_told) in enumerate(zip(pair.rows, hits, strict=True)):
            if row.verdict != "apart" and not is_told:
                yield f"{row.place}\tmissed {_kind(row.verdict, row.field)}\t{_shown(pair, sides[at])}"
        for row, at in [(row, at) for at, row in enumerate(pair.rows) if row.trap]:
            if any(at in found.lies[each] for each in _wrong(found)):
                yield f"{row.place}\ttrapped {row.trap}\t{_shown(pair, sides[at])}"


def _wrong(found: Judged) -> list[int]:
    """Give the told differences that are none."""
    return [at for at, told in enumerate(found.told) if told.verdict == "differ" and not found.is_right(at)]


def _kind(verdict: str, field: str | None) -> str:
    return f"{verdict} {field}" if field else verdict


def _shown(pair: Pair, sides: Sequence[Ranges]) -> str:
    quotes = [
        " … ".join(" ".join(text[start:end].split()) for start, end in each) or "-"
        for text, each in zip(pair.texts, sides, strict=True)
    ]
    return "  |  ".join(quotes)


if __name__ == "__main__":
    report(measure, __doc__, errors)
