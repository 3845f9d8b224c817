"""The bare parse that a build is held against: the same model, loaded the same way, over the same running text.

python bench/bare.py texts.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coursepack.language.english import BATCH, load


def main(texts: str) -> None:
    """Parse everything and keep nothing; print the words and sentences found, so that nothing can be skipped."""
    nlp = load()
    words = sentences = 0
    for doc in nlp.pipe(json.loads(Path(texts).read_text("utf-8")), batch_size=BATCH):
        words += len(doc)
        sentences += sum(1 for _ in doc.sents)
    print(json.dumps({"words": words, "sentences": sentences}))


if __name__ == "__main__":
    main(*sys.argv[1:])
