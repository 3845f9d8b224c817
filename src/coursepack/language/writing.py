"""Marks each token with how the text around it is written: with capitals or without, with punctuation or without.

The model's token vectors read the mark (as ENT_ID), so that one model serves edited text and bare captions: where there
is punctuation a sentence hardly ends without it, and where there are no capitals a name has none. It sees no spaces, so
the straight quote that closes a sentence is told from one that opens the next here as well.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.language import Language

from coursepack.language.fast_gemm import use_fast_gemm

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["NAME", "make_writing", "mark_writing"]

NAME = "coursepack_writing"
"""The name that the model's config knows the component by; importing this module registers it."""
REACH = 60
"""Tokens to each side that are looked at: some six sentences."""
CAPITALS_IN_100 = 2
MARKS_IN_100 = 2
"""Edited text has five capitals and eight marks, or more; bare captions have next to none."""
CLOSING = frozenset({'"', "'", "”", "’", ")", "]", "''"})
"""Where no space stands before such a mark it closes, and no sentence begins with it; the parser keeps to that."""
MARKS = frozenset(".,;:?!")


def mark_writing(doc: Doc) -> Doc:
    """Set ENT_ID of every token, where it stays, and that no sentence starts at a closing mark."""
    texts = [token.text for token in doc]
    capitals = [0, *accumulate(text[0].isupper() and text != "I" for text in texts)]
    marks = [0, *accumulate(text[0] in MARKS for text in texts)]
    strings = doc.vocab.strings
    values = {
        (cased, marked): strings.add(f"writing:{'capitals' if cased else ''}{'+marks' if marked else ''}")
        for cased in (False, True)
        for marked in (False, True)
    }
    for at, token in enumerate(doc):
        begin, end = max(0, at - REACH), min(len(texts), at + REACH)
        cased = 100 * (capitals[end] - capitals[begin]) >= CAPITALS_IN_100 * (end - begin)
        marked = 100 * (marks[end] - marks[begin]) >= MARKS_IN_100 * (end - begin)
        token.ent_id = values[cased, marked]
        if at and texts[at] in CLOSING and not doc[at - 1].whitespace_ and (token.whitespace_ or at + 1 == len(texts)):
            token.is_sent_start = False
    return doc


def make_writing(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  (a factory's signature)
    """Give the component; making it also speeds up the process's matrix products, as the model expects."""
    use_fast_gemm()
    return mark_writing


# The package's entry point names this module too, so that `spacy.load` of the model's folder finds the component.
Language.factory(NAME, func=make_writing)
