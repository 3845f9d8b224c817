"""Names that the words before them make places: "the islands of Quemoy and Matsu", "the port of Hull"."""

from __future__ import annotations

from collections.abc import Iterator

from coursepack.language.lexicons import rows
from coursepack.model.trees import Tree

__all__ = ["is_placed", "unnamed_places"]

_HEADS = frozenset(row["word"] for row in rows("place_heads"))


def is_placed(tree: Tree, index: int) -> bool:
    """Tell whether a name follows "the port of", or is joined to one that does."""
    tokens = tree.tokens
    at = index
    while tokens[at].dep == "conj" and tokens[at].head != at and tokens[tokens[at].head].pos == "PROPN":
        at = tokens[at].head
    above = tokens[at].head
    is_after = at >= 2 and tokens[at - 1].text.casefold() == "of" and tokens[at - 2].text.casefold() in _HEADS
    return is_after and above == at - 2


def unnamed_places(tree: Tree) -> Iterator[int]:
    """Yield the names of one word that stand so and that the model has not labelled."""
    for index, token in enumerate(tree.tokens):
        if token.pos == "PROPN" and not token.name and token.text[:1].isupper() and is_placed(tree, index):
            yield index
