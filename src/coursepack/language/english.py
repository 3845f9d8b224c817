"""Runs the trained English model over running text and gives its trees as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

import coursepack.language.writing  # noqa: F401  (registers a component of the model)
from coursepack.errors import ModelMissing
from coursepack.language.running import Block
from coursepack.model.trees import Token, Tree

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["MODEL", "load", "parse"]

MODEL = Path(__file__).parent / "en"
WORDS_PER_STOP = 45
"""Speech with fewer full stops than one in so many words is read as unpunctuated."""
_TERMINALS = frozenset({".", "?", "!", "…", "..."})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "``", "«"})
BATCH = 4
"""Blocks a batch: more gains no speed on a block of some thousand words, and costs memory."""


@cache
def load() -> Language:
    """Load the model that ships with the package; ModelMissing where it is not there."""
    if not (MODEL / "meta.json").is_file():
        raise ModelMissing(str(MODEL))
    return spacy.load(MODEL)


def parse(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[Tree]]]:
    """Yield each block with its sentences' trees, in order; their sentence ids are left empty."""
    nlp = load()
    for doc, block in nlp.pipe(((_bounded(nlp, block), block) for block in blocks), as_tuples=True, batch_size=BATCH):
        yield block, list(_trees(doc, block))


def _bounded(nlp: Language, block: Block) -> Any:
    """Tell the parser where no sentence can begin; where one does, among the other places, it decides itself.

    What is written is punctuated, or is one sentence: where it has punctuation, a sentence ends with it. Speech that
    has full stops often enough has capitals too, and no sentence begins without one.
    """
    doc = nlp.make_doc(block.text)
    ends = sum(token.text in _TERMINALS for token in doc)
    if block.is_speech and ends * WORDS_PER_STOP < len(doc):
        return doc
    for before, token in pairwise(doc):
        closes = before.text[-1] in ".?!…" or (
            before.text in _CLOSERS and before.i and doc[before.i - 1].text[-1] in ".?!…"
        )
        opens = token.text[0].isupper() or token.text[0].isdigit() or _opens(doc, token)
        token.is_sent_start = None if opens and (closes or block.is_speech) else False
    return doc


def _opens(doc: Any, token: Any) -> bool:
    """Tell whether a mark opens something: a word follows it at once, and a blank stands before it."""
    before, after = doc[token.i - 1], token.i + 1 < len(doc)
    return token.text in _OPENERS and not token.whitespace_ and after and bool(before.whitespace_)


def _trees(doc: Any, block: Block) -> Iterator[Tree]:
    lead = block.lead
    for sent in doc.sents:
        words = [token for token in sent if not token.is_space]
        if not words:
            continue
        index = {token.i: order for order, token in enumerate(words)}
        tokens = tuple(_token(token, index, block) for token in words)
        yield Tree(
            sentence="",
            source=block.source,
            passages=tuple(
                passage.id
                for passage in block.passages
                if passage.start < tokens[-1].end and passage.end > tokens[0].start
            ),
            tokens=tokens,
            lead=lead,
        )
        lead = None


def _token(token: Any, index: dict[int, int], block: Block) -> Token:
    begin = token.idx
    return Token(
        start=block.starts[begin],
        end=block.ends[begin + len(token.text) - 1],
        text=token.text,
        lemma=token.lemma_,
        pos=token.pos_,
        tag=token.tag_,
        morph=str(token.morph),
        dep=token.dep_.lower(),
        head=index.get(token.head.i, index[token.i]),
        name=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
        space=bool(token.whitespace_),
    )
