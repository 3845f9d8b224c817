"""Measures whether cards keep their ids when a lecture changes: text put in before, and words mended here and there.

    python eval/cards.py [--json] [--errors]

Each of our own texts is built three times. In the first version every third sentence has a slip of the pen, in the
second those are mended and the next sentences have one, the third has none and begins with a paragraph of another text.
A card is the same where its sentence, its kind and its answer are; `kept` is the share of these that have the same id
from the first version to the third, `right` the share of ids in both versions that stand for the same card.

The peers are ids by the words of the sentence alone, without the earlier pack, and by a note's printed fields, as
genanki makes them (0.13, `guid_for`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import Measured, report
from msgspec import Struct

from coursepack.model.lasting import Lasting
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.notices import Log
from coursepack.pipeline import analyse, read
from coursepack.writers._cards import Card, cards_of
from coursepack.writers._lasting import lasting_ids

TEXTS = Path(__file__).parent / "texts"
FILES = tuple(f"eval/texts/{path.name}" for path in sorted(TEXTS.glob("*.txt")))
_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\b[a-z]{6,}\b")
_EVERY = 3

Key = tuple[int, str, str]
"""Of a card: its sentence's number, its kind and its answer."""


class Version(Struct, frozen=True, kw_only=True):
    cards: dict[Key, str]
    """Ids beside the version before."""
    bare: dict[Key, str]
    """Ids without it."""
    fields: dict[Key, str]
    """What is printed."""


def measure() -> list[Measured]:
    """Give the share of cards that kept their id, and of ids that are right."""
    found = [versions(path) for path in sorted(TEXTS.glob("*.txt"))]
    kept, right, count = _shares([(first.cards, last.cards) for first, _, last in found])
    alone = _shares([(first.bare, last.bare) for first, _, last in found])
    printed = _shares([(first.fields, last.fields) for first, _, last in found])
    return [
        Measured(
            name="cards/own/plain/kept",
            files=FILES,
            measure=f"of {count} cards in both, those with the same id after two new versions",
            value=kept,
            peer={"without the earlier pack": alone[0], "genanki, by the fields": printed[0]},
        ),
        Measured(
            name="cards/own/plain/right",
            files=FILES,
            measure="of the ids in both, those of the same card",
            value=right,
        ),
    ]


def errors() -> Iterator[str]:
    """Tell the cards that lost their id, and the ids that went to another card."""
    for path in sorted(TEXTS.glob("*.txt")):
        first, _, last = versions(path)
        for key in sorted(first.cards.keys() & last.cards.keys()):
            if first.cards[key] != last.cards[key]:
                yield f"lost\t{path.stem}\t{key}"
        for key, other in _moved(first.cards, last.cards):
            yield f"wrong\t{path.stem}\t{key}\t{other}"


def _shares(pairs: Sequence[tuple[dict[Key, str], dict[Key, str]]]) -> tuple[float, float, int]:
    both = [(first[key], last[key]) for first, last in pairs for key in first if key in last]
    shared = sum(len(set(first.values()) & set(last.values())) for first, last in pairs)
    wrong = sum(len(list(_moved(first, last))) for first, last in pairs)
    same = sum(one == other for one, other in both)
    return round(100 * same / len(both), 2), round(100 * (1 - wrong / max(1, shared)), 2), len(both)


def _moved(first: dict[Key, str], last: dict[Key, str]) -> Iterator[tuple[Key, Key]]:
    """Yield the cards whose id stands for a card of another sentence or kind."""
    owners = {ident: key for key, ident in first.items()}
    for key, ident in last.items():
        if ident in owners and owners[ident][:2] != key[:2]:
            yield owners[ident], key


def versions(path: Path) -> list[Version]:
    """Build the three versions, each beside the one before."""
    sentences = _END.split(path.read_text(encoding="utf-8").strip())
    others = sorted(TEXTS.glob("*.txt"))
    other = others[(others.index(path) + 1) % len(others)].read_text(encoding="utf-8").strip().split("\n\n")[1]
    front = _END.split(other)
    texts = [
        [_slip(each) if at % _EVERY == 0 else each for at, each in enumerate(sentences)],
        [_slip(each) if at % _EVERY == 1 else each for at, each in enumerate(sentences)],
        [*front, *sentences],
    ]
    out: list[Version] = []
    before: Pack | None = None
    known: dict[str, str] = {}
    for order, said in enumerate(texts):
        pack = _built(" ".join(said))
        cards = cards_of(pack)
        ids = lasting_ids(cards, pack, before, known)
        places = Places(pack)
        keys = {card.key: _key(card, said, skip=len(front) if order == 2 else 0) for card in cards}
        out.append(
            Version(
                cards={keys[card.key]: ids[card.key] for card in cards},
                bare={keys[card.key]: card.key for card in cards},
                fields={
                    keys[card.key]: "\n".join(
                        (card.front.text, card.answer, card.line.text, places.cite(card.line.cited))
                    )
                    for card in cards
                },
            )
        )
        before, known = pack, ids
    return out


def _key(card: Card, said: Sequence[str], *, skip: int) -> Key:
    """Number a card's sentence as the text without what stands before it does."""
    at, start = 0, card.claim.evidence[0].start
    while at < len(said) and start > len(said[at]):
        start -= len(said[at]) + 1
        at += 1
    return at - skip, Lasting.kind_of(card.claim), card.answer.casefold()


def _slip(sentence: str) -> str:
    """Swap two letters inside the longest word in small letters."""
    found = max(_WORD.findall(sentence), key=len, default="")
    return sentence.replace(found, f"{found[:2]}{found[3]}{found[2]}{found[4:]}", 1) if found else sentence


def _built(text: str) -> Pack:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lecture.txt"
        file.write_text(f"{text}\n", encoding="utf-8")
        log = Log()
        return analyse(read([file], log), log)


if __name__ == "__main__":
    report(measure, __doc__, errors)
