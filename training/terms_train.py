"""Train the rankings of terms and of their explanations on the key terms of textbooks, the held-back book left out.

    python terms_train.py OUT --shared ../../shared [--cache FOLDER] [--copies plain,bare] [--beside]

Needs scikit-learn and coursepack. Reading takes minutes, so each book's trees stay in the cache; --beside BOOK,… also
tells how well a book's terms are found by a ranking that has not seen it.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from terms_corpus import books, packs, rouge_l

from coursepack.language.grammar import Grown
from coursepack.language.term_phrases import key_of
from coursepack.language.term_ranking import candidates, concepts, explanation_traits, field_of, term_traits
from coursepack.model.pack import Pack

# An explanation is good where it has this much of the authors' by ROUGE-L F.
GOOD = 0.3
# Of phrases that are no term, one in so many shows what an explanation is not.
SPARED = 4
# A trait that is rarer teaches nothing about other texts.
RAREST = 3
# Inverse strengths of regularisation, chosen on books left out.
STRENGTHS = {"explanation": 0.1, "term": 0.1}
LEAST_WEIGHT = 0.03


class Names(dict):
    """Numbers traits as they come."""

    def __missing__(self, trait: str) -> int:
        self[trait] = len(self)
        return self[trait]


NAMES = {"explanation": Names(), "term": Names()}


class Rows:
    """Sparse rows of one ranking."""

    def __init__(self, which: str) -> None:
        self.names = NAMES[which]
        self.values: list[float] = []
        self.columns: list[int] = []
        self.ends = [0]

    def add(self, traits: dict[str, float]) -> None:
        for trait, value in traits.items():
            if value:
                self.columns.append(self.names[trait])
                self.values.append(value)
        self.ends.append(len(self.columns))

    def matrix(self) -> csr_matrix:
        return csr_matrix((np.array(self.values, dtype=np.float32), np.array(self.columns), np.array(self.ends)))


class Book:
    """The rows of one book: its phrases, the sentences of each, and which are the authors'."""

    def __init__(self, read: Iterator[tuple[Pack, dict[str, str]]]) -> None:
        rows, told = Rows("term"), Rows("explanation")
        self.section: list[int] = []
        self.keys: list[str] = []
        self.is_term: list[bool] = []
        self.scores: list[float] = []
        self.ends = [0]
        self.gold: list[frozenset[str]] = []
        self.named: list[frozenset[str]] = []
        for order, (pack, terms) in enumerate(read):
            meanings = {key_of(term): meaning for term, meaning in terms.items()}
            groves = [Grown(tree) for tree in pack.trees]
            kinds = {(span.source, span.start): entity.kind for entity in pack.entities for span in entity.mentions}
            field = field_of(groves, concepts(groves, kinds=kinds), kinds=kinds)
            self.gold.append(frozenset(meanings))
            self.named.append(frozenset(key_of(n) for each in pack.entities for n in (each.name, *each.aliases)))
            for concept in field.concepts.values():
                if concept.kind == "person":
                    continue
                rows.add(term_traits(concept, field, 0.0))
                self.section.append(order)
                self.keys.append(concept.key)
                self.is_term.append(concept.key in meanings)
                for place, definition in candidates(concept):
                    told.add(explanation_traits(concept, field, place, definition))
                    grown = groves[place.tree]
                    words = (
                        definition.words if definition is not None and definition.words else range(len(grown.tokens))
                    )
                    meaning = meanings.get(concept.key)
                    self.scores.append(0.0 if meaning is None else rouge_l(grown.words(words), meaning))
                self.ends.append(len(self.scores))
        self.terms, self.explanations = rows.matrix(), told.matrix()
        # A term of another section is one here too, though its authors do not list it again.
        every = frozenset().union(*self.gold)
        self.is_open = np.array([key in every and not own for key, own in zip(self.keys, self.is_term, strict=True)])


def wide(matrix: csr_matrix, which: str) -> csr_matrix:
    matrix.resize((matrix.shape[0], len(NAMES[which])))
    return matrix


def fit(matrix: csr_matrix, wanted: np.ndarray, which: str) -> np.ndarray:
    """Give the weight of each trait; 0 of the rare ones. The intercept is the weight of "base"."""
    kept = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= RAREST)
    model = LogisticRegression(C=STRENGTHS[which], max_iter=400)
    model.fit(matrix[:, kept], wanted)
    weights = np.zeros(matrix.shape[1])
    weights[kept] = model.coef_[0]
    weights[NAMES[which]["base"]] += model.intercept_[0]
    return weights


def sure(matrix: csr_matrix, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(matrix @ weights)))


def train(known: list[Book]) -> tuple[np.ndarray, np.ndarray]:
    """Fit the ranking of explanations, then that of terms, which reads the first."""
    chance = random.Random(1)
    parts, wanted = [], []
    for book in known:
        kept = [
            row
            for order, is_term in enumerate(book.is_term)
            if is_term or (not book.is_open[order] and chance.randrange(SPARED) == 0)
            for row in range(book.ends[order], book.ends[order + 1])
        ]
        parts.append(wide(book.explanations, "explanation")[kept])
        wanted.append(np.array(book.scores)[kept] >= GOOD)
    explanation = fit(vstack(parts).tocsr(), np.concatenate(wanted), "explanation")
    parts, wanted = [], []
    for book in known:
        kept = np.flatnonzero(~book.is_open)
        parts.append(with_best(book, explanation)[kept])
        wanted.append(np.array(book.is_term)[kept])
    return explanation, fit(vstack(parts).tocsr(), np.concatenate(wanted), "term")


def best_of(book: Book, explanation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give for each phrase how sure its best explanation is, and which row that is."""
    scores = sure(wide(book.explanations, "explanation"), explanation)
    ends = book.ends
    rows = [ends[at] + int(np.argmax(scores[ends[at] : ends[at + 1]])) for at in range(len(ends) - 1)]
    return scores[rows], np.array(rows)


def with_best(book: Book, explanation: np.ndarray) -> csr_matrix:
    best, _ = best_of(book, explanation)
    names = NAMES["term"]
    columns = [names["explained"], names["explained squared"]]
    matrix = wide(book.terms, "term")
    at = np.arange(len(best))
    more = csr_matrix(
        (np.concatenate([best, best * best]), (np.concatenate([at, at]), np.repeat(columns, len(best)))),
        shape=(len(best), len(names)),
    )
    return (matrix + more).tocsr()


def told(book: Book, explanation: np.ndarray, term: np.ndarray, most: float) -> dict[str, float]:
    """Measure a book where `most` times as many terms are told as the authors list."""
    scores = sure(with_best(book, explanation), term)
    best, rows = best_of(book, explanation)
    gold = sum(map(len, book.gold))
    least = np.sort(scores)[::-1][int(gold * most)]
    keys: dict[int, set[str]] = defaultdict(set)
    good = []
    for order in np.flatnonzero(scores > least):
        keys[book.section[order]].add(book.keys[order])
        if book.is_term[order]:
            good.append((best[order], book.scores[rows[order]]))
    hits = sum(len(keys[at] & wanted) for at, wanted in enumerate(book.gold))
    both = sum(len((keys[at] | book.named[at]) & wanted) for at, wanted in enumerate(book.gold))
    shown = [score for certain, score in good if certain >= 0.5]
    return {
        "least": float(least),
        "recall": hits / gold,
        "with entities": both / gold,
        "rouge": float(np.mean([score for _, score in good])),
        "shown": len(shown) / max(len(good), 1),
        "rouge of shown": float(np.mean(shown)) if shown else 0.0,
        "shown in all": float((best[scores > least] >= 0.5).mean()),
    }


def lines(which: str, weights: np.ndarray) -> Iterator[str]:
    for trait, at in sorted(NAMES[which].items()):
        if abs(weights[at]) >= LEAST_WEIGHT:
            yield f"{which}\t{trait}\t{weights[at]:.3f}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--cache", type=Path, default=Path("../../train-data/terms"))
    parser.add_argument("--copies", default="plain")
    parser.add_argument("--beside", default="")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    known = {}
    for book, sections in sorted(books(args.shared).items()):
        for copy in args.copies.split(","):
            known[book, copy] = Book(packs(book, copy, sections, args.cache))
            print(book, copy, len(known[book, copy].keys), flush=True)
    for held in args.beside.split(",") if args.beside else ():
        explanation, term = train([each for (book, _), each in known.items() if book != held])
        for most in (1.0, 2.0, 3.0):
            scores = told(known[held, "plain"], explanation, term, most)
            print(held, most, {key: round(value, 3) for key, value in scores.items()}, flush=True)
    explanation, term = train(list(known.values()))
    args.out.write_text("".join((*lines("explanation", explanation), *lines("term", term))), encoding="utf-8")


if __name__ == "__main__":
    main()
