"""What no shortening may drop: numbers, names, negations and hedges."""

from __future__ import annotations

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import values
from coursepack.model.trees import Token

__all__ = ["NEGATIONS", "has_capital_inside", "must_stay"]

NEGATIONS = values("function_words", "negation")
_HEDGES = values("function_words", "hedge")


def must_stay(token: Token) -> bool:
    word = token.text.casefold()
    return (
        token.pos in ("NUM", "PROPN")
        or bool(token.name)
        or word in NEGATIONS
        or word in _HEDGES
        or any(character.isdigit() for character in word)
    )


def has_capital_inside(grown: Grown, index: int) -> bool:
    """Tell whether a word has a capital that its place does not give it: it may be part of a name that nobody knows."""
    token = grown.tokens[index]
    if not token.text[:1].isupper() or token.text == "I" or index == 0:
        return False
    return any(letter.isalnum() for letter in grown.tokens[index - 1].text) and grown.tokens[index - 1].text[-1] != "."
