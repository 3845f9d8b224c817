"""Measures the shipped model's trees on raw text: UD EWT and GUM, their test parts, and UD PUD; and as bare captions.

    python eval/parse.py [--json]

The model sees text alone, in runs of at most ten sentences, and finds words and sentences itself. "bare" is the same
text without capitals and punctuation. "sentences as built" adds what a build knows beforehand: in punctuated text a
sentence ends at a full stop.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from measured import ROOT, SHARED, Measured, Skipped, report, there
from spacy.scorer import Scorer
from spacy.training import Example

from coursepack.language.english import MODEL, parse
from coursepack.language.running import Block
from coursepack.model.anchors import Passage

# The scripts that make the model have the reader of treebanks and the makers of bare copies.
sys.path.insert(0, str(ROOT / "training"))

from conllu import groups, read
from copies import COPIES
from treebank import to_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SETS = {
    "ewt": "training/ud_ewt/test.conllu",
    "gum": "training/gum/test.conllu",
    "pud": "eval/parse/pud.conllu",
}
KEYS = {"las": "dep_las", "uas": "dep_uas", "tags": "tag_acc", "sentences": "sents_f"}


def measure() -> list[Measured]:
    """Measure every set that is there."""
    nlp = spacy.load(MODEL, exclude=["ner"])
    found: list[Measured] = []
    for name, file in SETS.items():
        try:
            there(file)
        except Skipped as reason:
            print(f"skipped: {reason}", file=sys.stderr)
            continue
        for copy in ("plain", "bare"):
            golds = list(_golds(nlp, SHARED / file, copy))
            docs = nlp.pipe([nlp.make_doc(gold.text) for gold in golds])
            scores = Scorer(nlp).score([Example(doc, gold) for doc, gold in zip(docs, golds, strict=True)])
            values = {key: scores[key_of] for key, key_of in KEYS.items()}
            if copy == "plain":
                values["sentences as built"] = _sentences_as_built(golds)
            found += [
                Measured(
                    name=f"parse/{name}/{copy}/{key.replace(' ', '_')}",
                    files=(file,),
                    measure=f"{key.upper() if len(key) == 3 else key}, per cent",
                    value=round(100 * value, 2),
                )
                for key, value in values.items()
            ]
    if not found:
        raise Skipped(f"no treebank in {SHARED}")
    return found


def _golds(nlp: Language, path: Path, copy: str) -> Iterator[Doc]:
    for run in groups(read(path)):
        changed = tuple(sentence for sentence in map(COPIES[copy], run) if sentence.words)
        if changed:
            yield to_doc(nlp.vocab, changed)


def _sentences_as_built(golds: Sequence[Doc]) -> float:
    """F1 of whole sentences, with the bounds that a build gives the parser in written text."""
    right = given = wanted = 0
    blocks = [_block(gold.text, order) for order, gold in enumerate(golds)]
    for gold, (_, trees) in zip(golds, parse(blocks), strict=True):
        theirs = {(sent.start_char, sent.end_char) for sent in gold.sents}
        ours = {(tree.tokens[0].start, tree.tokens[-1].end) for tree in trees}
        right, given, wanted = right + len(theirs & ours), given + len(ours), wanted + len(theirs)
    return 2 * right / (given + wanted)


def _block(text: str, order: int) -> Block:
    passage = Passage(
        id=f"p{order}", source="S1", start=0, end=len(text), line=1, role="paragraph", level=0, place=None
    )
    return Block(source="S1", passages=(passage,), text=text, starts=range(len(text)), ends=range(1, len(text) + 1))


if __name__ == "__main__":
    report(measure, __doc__)
