"""Runs the trained English model over running text and gives its trees as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy

import coursepack.language.writing  # noqa: F401  (registers a component of the model)
from coursepack.errors import ModelMissing
from coursepack.language.lemmas import verb_lemma
from coursepack.language.punctuating import Network
from coursepack.language.restoring import Copy, restored
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
_NUMBERED = frozenset({"no", "nos", "vol", "vols", "p", "pp", "pt", "chap", "art", "ed"})
"""What a full stop shortens before a number: "vol. 20, no. 3 (1957)"."""
_STARTS, _MAY_START, _GOES_ON = 1, 0, -1
"""What spaCy's SENT_START says of a token."""
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "``", "«"})
BATCH = 4
"""Blocks a batch: more gains no speed on a block of some thousand words, and costs memory."""


@cache
def load() -> Language:
    """Load the model that ships with the package; ModelMissing where it is not there."""
    if not (MODEL / "meta.json").is_file():
        raise ModelMissing(str(MODEL))
    return spacy.load(MODEL)


@cache
def network() -> Network:
    """Load the model of sentence ends, which shares the vectors of the English model."""
    return Network(load().vocab.vectors)


def parse(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[Tree]]]:
    """Yield each block with its sentences' trees, in order; their sentence ids are left empty."""
    nlp = load()
    read = (_read(nlp, block) for block in blocks)
    for doc, (block, copy) in nlp.pipe(read, as_tuples=True, batch_size=BATCH):
        yield block, list(_trees(doc, block, copy))


def _read(nlp: Language, block: Block) -> tuple[Any, tuple[Block, Copy | None]]:
    """Give what the parser reads, and the working copy where it reads one in the block's place."""
    if not block.is_bare:
        return _bounded(nlp, block), (block, None)
    copy = restored(block.text, network())
    doc = nlp.make_doc(copy.text)
    return _started(doc, [_STARTS if token.idx in copy.begins else _GOES_ON for token in doc]), (block, copy)


def _bounded(nlp: Language, block: Block) -> Any:
    """Tell the parser where no sentence can begin; where one does, among the other places, it decides itself.

    What is written is punctuated, or is one sentence: where it has punctuation, a sentence ends with it. Speech that
    has full stops often enough has capitals too, and no sentence begins without one.
    """
    doc = nlp.make_doc(block.text)
    words = [token.text for token in doc]
    ends = sum(word in _TERMINALS for word in words)
    if block.is_speech and ends * WORDS_PER_STOP < len(words):
        return doc
    starts = doc.to_array("SENT_START").view(np.int64).tolist()
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        opens = word[0].isupper() or (word[0].isdigit() and not _is_numbered(words, at))
        opens = opens or (word in _OPENERS and _opens(doc, at))
        closes = before[-1] in ".?!…" or (before in _CLOSERS and at > 1 and words[at - 2][-1] in ".?!…")
        starts[at] = _MAY_START if opens and (closes or block.is_speech) else _GOES_ON
    return _started(doc, starts)


def _is_numbered(words: Sequence[str], at: int) -> bool:
    """Tell whether the word before a number is short for what it counts; "no." is one only behind a comma or number."""
    if at < 3 or words[at - 1] != "." or words[at - 2].casefold() not in _NUMBERED:
        return False
    before = words[at - 3]
    return not words[at - 2].casefold().startswith("no") or before[-1] in ",;(" or before[-1].isdigit()


def _started(doc: Any, starts: Sequence[int]) -> Any:
    """Say of each token whether a sentence starts with it, all at once: spaCy's own way looks at all for each."""
    return doc.from_array(["SENT_START"], np.array(starts, dtype=np.int64).view(np.uint64))


def _opens(doc: Any, at: int) -> bool:
    """Tell whether a mark opens something: a word follows it at once, and a blank stands before it."""
    return not doc[at].whitespace_ and at + 1 < len(doc) and bool(doc[at - 1].whitespace_)


def _trees(doc: Any, block: Block, copy: Copy | None) -> Iterator[Tree]:
    lead = block.lead
    for sent in doc.sents:
        placed = [(token, places) for token in sent if not token.is_space and (places := _places(token, copy))]
        if not placed:
            continue
        words = [token for token, _ in placed]
        heads = _heads(words)
        tokens = tuple(_token(each, head, (block, copy)) for each, head in zip(placed, heads, strict=True))
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
            asked=copy is not None and any(token.text == "?" and not _places(token, copy) for token in sent),
            capitals=() if copy is None else tuple(_capitals(words, tokens, copy)),
        )
        lead = None


def _capitals(words: Sequence[Any], tokens: Sequence[Token], copy: Copy) -> Iterator[tuple[int, str]]:
    """Yield what is written with capitals in the copy alone, and not for opening a sentence."""
    for order, (word, token) in enumerate(zip(words, tokens, strict=True)):
        if word.text != token.text and word.text.lower() == token.text.lower() and word.idx not in copy.opened:
            yield order, word.text


def _places(token: Any, copy: Copy | None) -> Sequence[int]:
    """Give the characters of the block's text that the token is made of; none where the copy put it in."""
    begin = token.idx
    end = begin + len(token.text)
    return range(begin, end) if copy is None else [at for at in copy.places[begin:end] if at >= 0]


def _heads(words: Sequence[Any]) -> list[int]:
    """Give each word's governor as an index; what hangs on a word that is gone hangs where that word hung."""
    index = {token.i: order for order, token in enumerate(words)}
    return [index.get(_kept(token.head, index), order) for order, token in enumerate(words)]


def _kept(token: Any, index: Mapping[int, int]) -> int:
    while token.i not in index and token.head.i != token.i:
        token = token.head
    at: int = token.i
    return at


def _token(placed: tuple[Any, Sequence[int]], head: int, of: tuple[Block, Copy | None]) -> Token:
    """Take what the model says of a token. spaCy makes a new string each time that it is asked; equal ones are one."""
    (token, places), (block, copy) = placed, of
    text, has_space = token.text, bool(token.whitespace_)
    if copy is not None:
        text = "".join(block.text[at] for at in places)
        has_space = block.text[places[-1] + 1 : places[-1] + 2] == " "
    return Token(
        start=block.starts[places[0]],
        end=block.ends[places[-1]],
        text=intern(text),
        lemma=intern(verb_lemma(token.text, token.lemma_, token.tag_) if token.pos_ == "VERB" else token.lemma_),
        pos=token.pos_,
        tag=intern(token.tag_),
        morph=intern(str(token.morph)),
        dep=intern(token.dep_.lower()),
        head=head,
        name=intern(f"{token.ent_iob_}-{token.ent_type_}") if token.ent_type else "",
        space=has_space,
    )
