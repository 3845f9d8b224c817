"""Make small word vectors of a pipeline's large ones: fewer words, fewer dimensions."""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
from conllu import read
from openstax import paragraphs
from spacy.vectors import Vectors


def wanted(shared: Path) -> Counter[str]:
    """Count the words of the training texts, as written and lower-cased."""
    counts: Counter[str] = Counter()
    tokenizer = spacy.blank("en").tokenizer
    for name in ("ud_ewt/train.conllu", "gum/train.conllu"):
        for sentence in read(shared / "training" / name):
            counts.update(w.form for w in sentence.words)
    for _, text in paragraphs(shared):
        counts.update(t.text for t in tokenizer(text))
    for word, n in list(counts.items()):
        counts[word.lower()] += n
    return counts


def main() -> None:
    """Keep KEYS words: those of the training texts first, then plain words in the source's order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of a pipeline with vectors")
    parser.add_argument("out", type=Path, help="folder of the blank pipeline to write")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--keys", type=int, default=320_000)
    args = parser.parse_args()
    source = spacy.load(args.source)
    old = source.vocab.vectors
    data = np.asarray(old.data, dtype="float32")
    unit = data / np.maximum(np.linalg.norm(data, axis=1, keepdims=True), 1e-6)
    mean = unit.mean(axis=0)
    _, values, axes = np.linalg.svd(unit - mean, full_matrices=False)
    small = (unit - mean) @ axes[: args.width].T
    print("variance kept", float((values[: args.width] ** 2).sum() / (values**2).sum()))
    small /= small.std()
    strings, rows = source.vocab.strings, old.key2row
    chosen: dict[str, int] = {}
    for word, _ in wanted(args.shared).most_common():
        if strings.as_int(word) in rows:
            chosen[word] = rows[strings.as_int(word)]
    print("words of the texts", len(chosen))
    for key, row in rows.items():
        if len(chosen) >= args.keys:
            break
        word = strings[key]
        if word.isalpha() and (word.islower() or word.istitle() or (word.isupper() and len(word) < 6)):
            chosen.setdefault(word, row)
    # Rows in the order of their first word, so that a longer list only adds rows behind.
    used = list(dict.fromkeys(chosen.values()))
    place = {row: i for i, row in enumerate(used)}
    nlp = spacy.blank("en")
    vectors = Vectors(strings=nlp.vocab.strings, data=small[used].copy(), name="coursepack_en")
    for word, row in chosen.items():
        vectors.add(word, row=place[row])
    nlp.vocab.vectors = vectors
    nlp.to_disk(args.out)
    print(len(chosen), "words", len(used), "rows")


if __name__ == "__main__":
    main()
