"""Which statements a reader understands where nothing stood before them: in a summary, beside a name, on a card."""

from __future__ import annotations

from coursepack.language.lexicons import values
from coursepack.language.stems import stems
from coursepack.model.claims import Statement
from coursepack.model.wording import Inserted, words

__all__ = ["stands_alone"]

_OPENING = 4
"""Words among which a phrase leans on what was said before."""
_FIRST, _WITHIN = values("leaning_phrases", "first"), values("leaning_phrases", "within")
_LEANING = (values("leaning", "pointing") | values("leaning", "joining")) - {"that"}
_PRONOUNS = values("alone", "thing") | values("alone", "person")
_POINTING = values("alone", "pointing") | {"both", "many", "most", "others", "several"}
_TALKING = values("alone", "talk") | values("alone", "open") | values("leaning", "talk")
_THESE = frozenset({"this", "these", "those"})
_JOINTS = values("alone", "joint") | {"or", "because", "although", "though", "whereas", "while", "like"}
_MINE = frozenset({"i", "my", "me", "mine", "myself"})
_HALVES = ("just", "only", "merely", "simply")
_NOUNS = 2
"""Words of meaning before a pronoun, from which it may stand for one of them."""
_FEWEST = 5


def stands_alone(statement: Statement) -> bool:
    """Tell whether its words name what they are about: no pronoun before a name, no "three weeks later", no "we"."""
    said = [each.partition("'")[0] for each in words(statement.text)]  # "I've" and "it's" are their pronouns
    if statement.stance == "question" or statement.verb is None or len(said) < _FEWEST:
        return False
    opening, whole = f" {' '.join(said[:_OPENING])} ", f" {' '.join(said)} "
    if any(word in _LEANING for word in said[:_OPENING]):
        return False
    if any(f" {each} " in opening for each in _FIRST) or any(f" {each} " in whole for each in _WITHIN):
        return False
    if any(word in _THESE for word in said) or said[0] in _JOINTS or said[0] in _POINTING:
        return False
    if any(word in _TALKING for word in said[:2]) or _MINE.intersection(said):
        return False
    if any(f" not {each} " in whole for each in _HALVES) and "but" not in said:
        return False  # "it was not just a war": the other half follows in another sentence
    return not _leans(statement, said)


def _leans(statement: Statement, said: list[str]) -> bool:
    """Tell whether a pronoun stands before the words that it could stand for; an insertion says whom one means."""
    if any(isinstance(part, Inserted) for part in statement.wording[:2]):
        return False
    subject = words(statement.subject or "")
    if subject and subject[0] in _PRONOUNS | _POINTING | _TALKING:
        return True
    at = next((at for at, word in enumerate(said) if word in _PRONOUNS), None)
    return at is not None and len(stems(" ".join(said[:at]))) < _NOUNS
