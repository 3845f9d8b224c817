"""Words for what somebody thinks, wants or says of others: what tells a position, and not only what happened."""

from __future__ import annotations

from functools import cache

from coursepack.language.grammar import lemmas
from coursepack.language.lexicons import rows
from coursepack.language.relations_rows import verb_row
from coursepack.model.trees import Token

__all__ = ["is_view"]

_VIEWS = frozenset(
    {
        *(next(iter(row.values())) for table in ("stances", "wishes", "stance_words") for row in rows(table)),
        *("aim", "concern", "doctrine", "emphasise", "emphasize", "favor", "favour", "focus", "goal", "oppose"),
        *("policy", "position", "prefer", "pursue", "reject", "seek", "stress", "support", "view"),
        *("approach", "concerned", "consider", "critical", "intend", "label", "like", "mean", "prioritise"),
        *("prioritize", "regard", "see", "stance", "strategy", "want"),
    }
)
_JUDGING = frozenset({"DEMAND", "DISAPPROVE", "SUPPORT"})
"""Categories of PLOVER that are said of others."""


@cache
def _judges(lemma: str) -> bool:
    row = verb_row(lemma)
    return row is not None and row.meaning.category in _JUDGING


def is_view(token: Token) -> bool:
    """Tell whether a word is of a position: one can speak for that, and not for what is so."""
    if token.pos not in ("VERB", "NOUN", "ADJ"):
        return False
    return not _VIEWS.isdisjoint(lemmas(token)) or (token.pos == "VERB" and _judges(token.lemma))
