"""Measures the shipped model's trees on raw text: UD EWT and GUM, their test parts, and UD PUD; and as bare captions.

    python eval/parse.py [--json]

The model sees text alone, in runs of at most ten sentences, and finds words and sentences itself. "bare" is the same
text without capitals and punctuation. "as built" adds what a build knows beforehand: in punctuated text a sentence ends
at a full stop, and of speech without any the parser reads a working copy with sentence ends, commas and capitals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from measured import ROOT, SHARED, Measured, Skipped, report, there
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from coursepack.language.english import MODEL, parse
from coursepack.language.running import Block
from coursepack.model.anchors import Passage, Role
from coursepack.model.trees import Tree

# The scripts that make the model have the reader of treebanks and the makers of bare copies.
sys.path.insert(0, str(ROOT / "training"))

from conllu import groups, read
from copies import COPIES
from treebank import to_doc

if TYPE_CHECKING:
    from spacy.language import Language

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
            values |= _as_built(golds, is_bare=copy == "bare")
            found += [
                Measured(
                    name=f"parse/{name}/{copy}/{key.replace(' ', '_')}",
                    files=(file,),
                    measure=f"{_named(key)}, per cent",
                    value=round(100 * value, 2),
                )
                for key, value in values.items()
            ]
    if not found:
        raise Skipped(f"no treebank in {SHARED}")
    return found


def _named(key: str) -> str:
    return key[:3].upper() + key[3:] if key.startswith(("las", "uas")) else key


def _golds(nlp: Language, path: Path, copy: str) -> Iterator[Doc]:
    for run in groups(read(path)):
        changed = tuple(sentence for sentence in map(COPIES[copy], run) if sentence.words)
        if changed:
            yield to_doc(nlp.vocab, changed)


def _as_built(golds: Sequence[Doc], *, is_bare: bool) -> dict[str, float]:
    """F1 of whole sentences, and of bare text LAS and UAS, with what a build gives the parser to know or to read."""
    right = given = wanted = 0
    examples = []
    blocks = [_block(gold.text, order, is_bare=is_bare) for order, gold in enumerate(golds)]
    for gold, (_, trees) in zip(golds, parse(blocks), strict=True):
        theirs = {(sent.start_char, sent.end_char) for sent in gold.sents}
        ours = {(tree.tokens[0].start, tree.tokens[-1].end) for tree in trees}
        right, given, wanted = right + len(theirs & ours), given + len(ours), wanted + len(theirs)
        if is_bare:
            examples.append(Example(_doc(gold, trees), gold))
    values = {"sentences as built": 2 * right / (given + wanted)}
    if examples:
        scores = Scorer().score(examples)
        values |= {f"{key} as built": scores[KEYS[key]] for key in ("las", "uas")}
    return values


def _doc(gold: Doc, trees: Sequence[Tree]) -> Doc:
    """Lay trees end to end as the scorer reads them."""
    tokens = [(token, token.head + at) for at, tree in _begins(trees) for token in tree.tokens]
    return Doc(
        gold.vocab,
        words=[token.text for token, _ in tokens],
        spaces=[gold.text[token.end : token.end + 1] == " " for token, _ in tokens],
        heads=[head for _, head in tokens],
        deps=[token.dep for token, _ in tokens],
    )


def _begins(trees: Sequence[Tree]) -> Iterator[tuple[int, Tree]]:
    at = 0
    for tree in trees:
        yield at, tree
        at += len(tree.tokens)


def _block(text: str, order: int, *, is_bare: bool) -> Block:
    role: Role = "speech" if is_bare else "paragraph"
    passage = Passage(id=f"p{order}", source="S1", start=0, end=len(text), line=1, role=role, level=0, place=None)
    return Block(
        source="S1",
        passages=(passage,),
        text=text,
        starts=range(len(text)),
        ends=range(1, len(text) + 1),
        is_bare=is_bare,
    )


if __name__ == "__main__":
    report(measure, __doc__)
