"""Learn how much a word tells of the topic: little where most sections of every book, or most talks, have it.

    python training/spread.py --shared ../shared --cache work/books.msgpack

A lemma's weight is the mean over the books of its inverse document frequency, sections taken as documents, each book's
brought to 0..1; but never more than that in the spoken documents of GUM (court, interviews, speeches, vlogs) that are
not share-alike. Words that most books lack are left to `UNKNOWN`.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from books import parsed, sections

from coursepack.language import lexicons
from coursepack.language.topics import lemma_of

TABLE = Path(lexicons.__file__).parent / "en" / "spread.tsv"
HEAD = (
    "# How much a word tells of the topic, made by training/spread.py from OpenStax (CC BY 4.0)\n"
    "# and the spoken documents of GUM (annotations CC BY 4.0; texts CC BY 4.0 or public domain).\n"
    "lemma\tweight\n"
)
MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})
SPOKEN = frozenset({"court", "interview", "speech", "vlog"})
SENTENCES = 40
"""In a piece of talk that counts as a document."""
LEAST_LEMMAS = 25
MOST = 0.75
"""The highest weight that is told; the rest are words that are hardly known."""


def spoken(shared: Path) -> list[set[str]]:
    """Give the lemmas of pieces of GUM's spoken documents."""
    folder = shared / "training" / "gum"
    kept = {
        name
        for name, genre, split, licence in (
            line.split("\t")[:4] for line in (folder / "documents.tsv").read_text("utf-8").split("\n") if line
        )
        if genre in SPOKEN and split == "train" and "SA" not in licence
    }
    return [piece for name, piece in _pieces((folder / "train.conllu").read_text("utf-8")) if name in kept]


def _pieces(text: str) -> Iterator[tuple[str, set[str]]]:
    name, lemmas, count = "", set[str](), 0
    for block in text.split("\n\n"):
        lines = block.split("\n")
        new = next((line.partition("= ")[2].strip() for line in lines if line.startswith("# newdoc")), name)
        if new != name or count == SENTENCES:
            if count > SENTENCES // 4:
                yield name, lemmas
            name, lemmas, count = new, set(), 0
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        lemmas.update(row[2].lower() for row in rows if row[3] in MEANING)
        count += 1


def weights(books: dict[str, list[set[str]]], talk: list[set[str]]) -> dict[str, float]:
    found = {book: Counter(lemma for each in documents for lemma in each) for book, documents in books.items()}
    heard = Counter(lemma for each in talk for lemma in each)
    out = {}
    for lemma in sorted(set(heard).union(*found.values())):
        told = sum(_rarity(len(books[book]), counts[lemma], 1) for book, counts in found.items()) / len(books)
        if heard[lemma] > 1:
            told = min(told, _rarity(len(talk), heard[lemma], 3))
        if told < MOST and len(lemma) > 1 and lemma[0].isalpha() and lemma.isprintable() and " " not in lemma:
            out[lemma] = told
    return out


def _rarity(documents: int, count: int, more: int) -> float:
    return math.log((documents + more) / (count + more)) / math.log((documents + more) / more)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    args = parser.parse_args()
    documents: dict[str, list[set[str]]] = {}
    for module in parsed(args.shared, args.cache):
        for _, units in sections(module, level=1):
            lemmas = {lemma_of(token) for unit in units for token in unit.tree.tokens if token.pos in MEANING}
            if len(lemmas) > LEAST_LEMMAS:
                documents.setdefault(module.book, []).append(lemmas)
    table = weights(documents, spoken(args.shared))
    TABLE.write_text(HEAD + "".join(f"{lemma}\t{weight:.2f}\n" for lemma, weight in table.items()), "utf-8")
    print(len(table), "words")
