"""Let a teacher pipeline label the open textbooks: a DocBin of its names and trees."""

import argparse
import random
import time
from pathlib import Path

import spacy
from fast_gemm import use_fast_gemm
from openstax import paragraphs
from spacy.tokens import DocBin


def main() -> None:
    """Write every paragraph of 3 to 400 words, in an order fixed by the seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of a spaCy pipeline")
    parser.add_argument("out", type=Path, help="DocBin to write")
    parser.add_argument("--shared", type=Path, required=True, help="data folder")
    args = parser.parse_args()
    use_fast_gemm()
    nlp = spacy.load(args.teacher)
    texts = [t for _, t in paragraphs(args.shared) if 3 <= len(t.split()) <= 400]
    random.Random(7).shuffle(texts)
    bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START"])
    begin, words = time.time(), 0
    for doc in nlp.pipe(texts, batch_size=64):
        words += len(doc)
        bin_.add(doc)
    bin_.to_disk(args.out)
    print(f"{len(bin_)} paragraphs, {words} tokens, {time.time() - begin:.0f} s")


if __name__ == "__main__":
    main()
