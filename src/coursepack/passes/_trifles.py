"""What is not worth asking although it stands alone: what all of a kind do, and what is half a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.lexicons import rows
from coursepack.model.claims import Asks
from coursepack.model.trees import Token
from coursepack.model.wording import Fixed, printed
from coursepack.passes._lines import Line, Slot
from coursepack.passes._values import Value

__all__ = ["is_broken", "is_trifle", "says_nothing"]

_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns"))
_SOME = frozenset({"many", "some", "most", "several", "few", "all", "both", "various", "such", "other"})
_ARISING = frozenset({"appear", "arise", "begin", "develop", "emerge", "form"})
_BESIDE = frozenset({"like", "unlike", "similar"})


def is_trifle(line: Line, asks: Asks, value: Value, slots: Sequence[Slot]) -> bool:
    """Tell whether much else would be as right: "____ have described it", "many ____", a number of whom or what."""
    tokens = line.grown.tokens
    kept = [tokens[slot] for slot in slots if isinstance(slot, int)]
    if asks == "number":
        return not any(token.tag in ("NNP", "NNPS") for token in kept) and not line.names
    if asks in ("time", "place") and _begins(line):
        return True
    if asks in ("person", "speaker"):
        # Who did not do something are many; and a name in small letters is a word.
        return line.grown.is_negated(line.head) or printed(value.wording)[:1].islower()
    said = printed(value.wording).casefold().split()
    if asks != "term" or not said:
        return False
    is_people = said[-1] in _PEOPLE or said[-1].removesuffix("s") in _PEOPLE
    return said[0] in _SOME or (is_people and tokens[line.head].pos == "VERB")


def _begins(line: Line) -> bool:
    """Tell whether a line only says that something came up, and not what: "a new group emerged"."""
    grown, subject = line.grown, line.grown.subject(line.head)
    if subject is None or grown.tokens[line.head].lemma.casefold() not in _ARISING:
        return False
    article = grown.child(subject, "det")
    is_any = article is not None and grown.tokens[article].text.casefold() in ("a", "an")
    return is_any and grown.child(subject, "acl", "acl:relcl", "nmod", "compound", "appos") is None


def is_broken(line: Line, slots: Sequence[Slot]) -> bool:
    """Tell whether a prompt leans on another one, "like Kim, who", or on its answer, "in his book, who", or lacks a
    word, "as a look at reveals".
    """
    tokens, there = line.grown.tokens, set(line.indexes)
    asked = next((at for at, slot in enumerate(slots) if isinstance(slot, Fixed)), len(slots))
    before = [tokens[slot] for slot in slots[:asked] if isinstance(slot, int)]
    owned = next((at for at, token in enumerate(before) if token.tag == "PRP$"), len(before))
    leans = asked < len(slots) and any(token.text.casefold() in _BESIDE for token in before[:1])
    is_owned = owned < len(before) and not any(token.pos == "PROPN" for token in before[:owned])
    kept = [tokens[slot] for slot in slots if isinstance(slot, int)]
    return leans or is_owned or any(token.dep == "case" and token.head not in there for token in kept)


def says_nothing(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    """Tell whether an answer is only "a culture": one noun, of which nothing is said."""
    kept = [tokens[each] for each in words if tokens[each].pos != "PUNCT"]
    return len(kept) == 2 and kept[0].text.casefold() in ("a", "an", "the") and kept[1].pos == "NOUN"
