"""Measures stance on sentences that we annotated: what is asserted, reported, promised, hedged, denied, asked; by whom.

    python eval/stance.py [--json] [--errors]

A sentence has the stances of its statements; a statement belongs to the sentence that holds most of its first quoted
words. The gold has one or more stances a sentence as well. "f1" is over all stances but asserted, each sentence and
stance counted once. "not_as_fact" are the sentences that assert nothing, less those that were told as an assertion.
"speakers" are judged where gold and pass agree on a stance and the gold names a speaker: right where the last word of
the gold's noun phrase is among the told speaker's words (an entity's names and mentions), or the reverse.

The peer matches words: a sentence with a verb of saying (stances.tsv) or a hedge anywhere has that class. Texts are our
own, then textbooks; the errors of one textbook are never printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import gold
from gold import BadGold, Row
from measured import COPIES, Measured, report
from msgspec import Struct

from coursepack.language.lexicons import values
from coursepack.language.names import bare
from coursepack.model.claims import Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted

TABLE = Path(__file__).parent / "gold" / "stance.tsv"
CLASSES = ("asserted", "reported", "promised", "hedged", "denied", "question")
FEW = 5
"""Sentences: of a class that has fewer in a part, the numbers would be chance."""
PEER = "cue words"
HEDGES = frozenset(
    [
        "apparently",
        "likely",
        "may",
        "maybe",
        "might",
        "perhaps",
        "possibly",
        "presumably",
        "probably",
        "seem",
        "supposedly",
    ]
)
_PREPOSITION = re.compile(r"\s+(?:of|in|at|from|for|to|on|by|with)\s+")


class Judged(Struct, frozen=True, kw_only=True):
    """A sentence as annotated, as told, and as the peer tells it."""

    row: Row
    gold: frozenset[str]
    told: frozenset[str]
    cued: frozenset[str]
    speakers: tuple[str, ...]
    """All words for whom the statements of the right stance name."""
    speaker: str = ""


def judged(rows: Sequence[Row], packs: Mapping[str, Pack], texts: Mapping[str, str]) -> Iterator[Judged]:
    """Lay what each pack tells beside the rows of its source."""
    for source, pack in packs.items():
        own = [row for row in rows if row.source == source]
        said: dict[int, list[Statement]] = {}
        for statement in pack.statements:
            first = next((part.span for part in statement.wording if isinstance(part, Quoted)), None)
            at = gold.within(first, own) if first is not None else None
            if at is not None:
                said.setdefault(at, []).append(statement)
        for at, row in enumerate(own):
            wanted = classes(row)
            here = said.get(at, [])
            spoken = [each for each in here if each.stance in wanted - {"asserted"}]
            named = row.range("speaker")
            yield Judged(
                row=row,
                gold=wanted,
                told=frozenset(each.stance for each in here),
                cued=cued(pack, row),
                speakers=tuple(word for each in spoken for word in names(pack, each.speaker)),
                speaker=texts[source][slice(*named)] if spoken and named else "",
            )


def classes(row: Row) -> frozenset[str]:
    """Read a row's stances."""
    found = frozenset(row.cells["stance"].split("+"))
    if unknown := found - set(CLASSES):
        raise BadGold(row.place, f"unknown stance '{min(unknown)}'", f"want {', '.join(CLASSES)}")
    return found


def names(pack: Pack, speaker: str | None) -> tuple[str, ...]:
    """Give the words for a speaker: an entity's names and mentions, else the words themselves."""
    entity = next((each for each in pack.entities if each.id == speaker), None)
    if entity is not None:
        return (entity.name, *entity.aliases, *(" ".join(span.quote.split()) for span in entity.mentions))
    return (speaker,) if speaker else ()


def is_same(wanted: str, told: Sequence[str]) -> bool:
    """Tell whether the head of one stands among the words of the other."""
    words = set(bare(wanted).split())
    return any(_head(wanted) in bare(each).split() or _head(each) in words for each in told)


def _head(phrase: str) -> str:
    return (bare(_PREPOSITION.split(bare(phrase))[0]).split() or [""])[-1]


def cued(pack: Pack, row: Row) -> frozenset[str]:
    """Give the peer's stances: by the words that stand in the sentence, wherever they stand."""
    tokens = [token for tree in pack.trees for token in tree.tokens if row.start <= token.start < row.end]
    lemmas = {token.lemma.casefold() for token in tokens}
    found = {kind for kind in ("reported", "promised", "denied") if lemmas & values("stances", kind)}
    found |= {"hedged"} if lemmas & HEDGES else set()
    found |= {"question"} if tokens and any(token.text == "?" for token in tokens[-2:]) else set()
    return frozenset(found or {"asserted"})


def _told(each: Judged) -> frozenset[str]:
    return each.told


def _cued(each: Judged) -> frozenset[str]:
    return each.cued


def scores(found: Sequence[Judged], of: Callable[[Judged], frozenset[str]]) -> dict[str, float]:
    """Give every share from 0 to 1; a class that is rare in the gold is left out."""
    pairs = [(each.gold, of(each)) for each in found]
    out: dict[str, float] = {}
    for kind in CLASSES:
        if sum(kind in wanted for wanted, _ in pairs) >= FEW:
            three = _f1(pairs, {kind})
            out |= {f"{kind}/{key}": value for key, value in zip(("precision", "recall", "f1"), three, strict=True)}
    out["f1"] = _f1(pairs, {*CLASSES} - {"asserted"})[2]
    marked = [told for wanted, told in pairs if "asserted" not in wanted]
    out["not_as_fact"] = sum("asserted" not in told for told in marked) / max(1, len(marked))
    return out


def _f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]], kinds: set[str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 over sentences and the classes together."""
    hits = sum(len(wanted & told & kinds) for wanted, told in pairs)
    wanted_all, told_all = (sum(len(pair[which] & kinds) for pair in pairs) for which in (0, 1))
    return hits / max(1, told_all), hits / max(1, wanted_all), 2 * hits / max(1, told_all + wanted_all)


def speakers_right(found: Sequence[Judged]) -> list[bool]:
    return [is_same(each.speaker, each.speakers) for each in found if each.speaker]


def measure() -> list[Measured]:
    """Measure each part, plain and bare; Skipped where nothing is annotated."""
    rows, texts = gold.read(TABLE)
    out = []
    for copy, change in COPIES.items():
        packs = dict(gold.built({name: change(text) for name, text in texts.items()}))
        every = list(judged(rows, packs, texts))
        for part in gold.PARTS:
            found = [each for each in every if gold.part_of(each.row.source) == part]
            if found:
                out += _measured(f"stance/{part}/{copy}", gold.files_of(part, texts, TABLE), found)
    return out


def _measured(name: str, files: tuple[str, ...], found: Sequence[Judged]) -> list[Measured]:
    mine, theirs = scores(found, _told), scores(found, _cued)
    right = speakers_right(found)
    said = {
        "f1": "all that is not asserted, F1",
        "not_as_fact": f"of {sum('asserted' not in each.gold for each in found)} not asserted, not told as fact",
        "speakers": f"speakers right, of {len(right)}",
    }
    if right:
        mine["speakers"] = sum(right) / len(right)
    for kind in CLASSES:
        count = sum(kind in each.gold for each in found)
        said |= {f"{kind}/{key}": f"{kind} (of {count}), {key}" for key in ("precision", "recall")}
        said[f"{kind}/f1"] = f"{kind} (of {count}), F1"
    return [
        Measured(
            name=f"{name}/{key}",
            files=files,
            measure=f"{said[key]}, per cent",
            value=round(100 * value, 2),
            peer={PEER: round(100 * theirs[key], 2)} if key in theirs else None,
        )
        for key, value in mine.items()
    ]


def errors() -> Iterator[str]:
    """Yield the wrong sentences of the parts that may be looked at."""
    rows, texts = gold.read(TABLE)
    texts = {name: text for name, text in texts.items() if gold.part_of(name) in gold.DEVELOPED}
    for each in judged(rows, dict(gold.built(texts)), texts):
        sentence = " ".join(texts[each.row.source][each.row.start : each.row.end].split())
        if each.gold != each.told:
            wanted, told = ("+".join(sorted(kinds)) for kinds in (each.gold, each.told))
            yield f"{each.row.place}\twant {wanted}\tgot {told}\t{sentence}"
        elif each.speaker and not is_same(each.speaker, each.speakers):
            yield f"{each.row.place}\twant {each.speaker}\tgot {'; '.join(each.speakers[:3])}\t{sentence}"


if __name__ == "__main__":
    report(measure, __doc__, errors)
