"""Try settings of the division of speech on talks that are made of the open textbooks.

    python training/segments.py --shared ../shared --cache work/books.msgpack --trust 0.25 0.4 --median 2.2 3

A talk is some modules of a book in their order; a topic is a module, or its parts joined until they are long enough.
Sentences lose some of their words and get others without any between them, as in speech. Printed are Pk (k half the
mean length of a topic), and the number of sections beside that of topics.
"""

import argparse
import random
from pathlib import Path

from books import Module, parsed, sections

from coursepack.language import segments

TALKS = 70
LEAST = (8, 20, 35, 60)
"""Sentences of a topic."""
WHOLE = 0.3
"""Talks whose topics are modules."""
LOST = (0.2, 0.4, 0.6)
"""The share of words that a sentence loses."""
EMPTY = (0.0, 0.1, 0.25)
"""Sentences without words between two others."""
Talk = tuple[list[list[str]], list[int]]
"""The lemmas of each sentence, and the number of sentences of each topic."""


def talk(book: list[Module], chance: random.Random) -> Talk:
    """Make a talk of 250 to 900 sentences."""
    at, wanted, least = chance.randrange(len(book)), chance.randint(250, 900), chance.choice(LEAST)
    is_whole = chance.random() < WHOLE
    topics: list[list[list[str]]] = []
    while sum(len(topic) for topic in topics) < wanted:
        parts = [[list(unit.lemmas) for unit in units] for _, units in sections(book[at % len(book)], level=1)]
        topics += joined(parts, sum(len(part) for part in parts) if is_whole else least)
        at += 1
    lost, empty = chance.choice(LOST), chance.choice(EMPTY)
    rough = [[each for bag in topic for each in spoken(bag, (lost, empty), chance)] for topic in topics]
    return [bag for topic in rough for bag in topic], [len(topic) for topic in rough]


def joined(parts: list[list[list[str]]], least: int) -> list[list[list[str]]]:
    """Join neighbouring parts until they are long enough; a rest of less than half goes to the one before."""
    out: list[list[list[str]]] = [[]]
    for part in parts:
        if len(out[-1]) >= least:
            out.append([])
        out[-1] += part
    if len(out) > 1 and len(out[-1]) < least / 2:
        out[-2] += out.pop()
    return out


def spoken(bag: list[str], rough: tuple[float, float], chance: random.Random) -> list[list[str]]:
    lost, empty = rough
    out = [[lemma for lemma in bag if chance.random() > lost]]
    while chance.random() < empty:
        out.append([])
    return out


def pk(sizes: list[int], cuts: list[int]) -> float:
    """Give the share of pairs k apart that are wrongly together or apart (Beeferman, Berger and Lafferty 1999)."""
    gold = [at for at, size in enumerate(sizes) for _ in range(size)]
    ours = [sum(cut <= at for cut in cuts) for at in range(len(gold))]
    k = max(1, round(len(gold) / len(sizes) / 2))
    wrong = sum((gold[at] == gold[at - k]) != (ours[at] == ours[at - k]) for at in range(k, len(gold)))
    return wrong / (len(gold) - k)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--trust", type=float, nargs="+", default=[segments.TRUST])
    parser.add_argument("--median", type=float, nargs="+", default=[segments.MEDIAN])
    parser.add_argument("--prior", type=float, nargs="+", default=[segments.PRIOR])
    args = parser.parse_args()
    books: dict[str, list[Module]] = {}
    for module in parsed(args.shared, args.cache):
        books.setdefault(module.book, []).append(module)
    chance = random.Random(11)
    talks = [talk(books[chance.choice(sorted(books))], chance) for _ in range(TALKS)]
    print(f"no boundary: Pk {sum(pk(sizes, []) for _, sizes in talks) / TALKS:.3f}")
    for prior in args.prior:
        for trust in args.trust:
            for median in args.median:
                segments.PRIOR, segments.TRUST, segments.MEDIAN = prior, trust, median
                found = [(segments.cuts(bags), sizes) for bags, sizes in talks]
                error = sum(pk(sizes, cuts) for cuts, sizes in found) / TALKS
                number = sum((len(cuts) + 1) / len(sizes) for cuts, sizes in found) / TALKS
                print(f"prior {prior}, trust {trust}, median {median}: Pk {error:.3f}, {number:.2f} sections a topic")
