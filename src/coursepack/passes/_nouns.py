"""What sort of word a term is, by how the sources use it: of people or of things, a name or not, of one or of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursepack.language.grammar import Grove, Grown
from coursepack.language.lexicons import rows, values
from coursepack.model.anchors import Span
from coursepack.model.wording import Quoted
from coursepack.passes._phrases import concept_key, head_word, letters

__all__ = ["Nouns"]

_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns")) | frozenset(
    row["name"] for row in rows("person_nouns")
)
_VERBS = frozenset(row["verb"] for row in rows("verbs"))
_TEXTS = values("asking", "text")
_SOMEBODY = _PEOPLE | {"person", "people", "someone", "somebody", "individual", "individuals"}
_SHORT_TITLE = 4
"""Words of a title that names one thing."""
_PERSONAL = ("ist", "ian", "arian", "woman", "man", "people", "men")
"""How a noun ends that is of people, where no table has it: "utilitarians", "ethicists"."""


def _says_how(grown: Grown, at: int) -> bool:
    """Tell whether a noun may be an adjective: "God is omnibenevolent"."""
    return grown.child(at, "cop") is not None and grown.child(at, "det", "nmod:poss", "amod", "nmod") is None


class Nouns:
    """Made once for a pack."""

    def __init__(self, grove: Grove, titles: Sequence[str]) -> None:
        self._grove = grove
        parts = [letters(title) for title in titles]
        self._titles = [f" {concept_key(each)} " for each in parts if len(each) <= _SHORT_TITLE]
        self._small: set[str] = set()
        self._nouns: Counter[str] = Counter()
        self._adjectives: Counter[str] = Counter()
        for grown in grove.grown:
            for at, token in enumerate(grown.tokens):
                word = token.text.casefold()
                if token.text.islower():
                    self._small.add(word)
                if token.pos == "ADJ" or (token.pos == "NOUN" and _says_how(grown, at)):
                    self._adjectives[word] += 1
                elif token.pos in ("NOUN", "PROPN"):
                    self._nouns[word] += 1

    def sort(self, text: str) -> tuple[bool, bool]:
        """Tell whether a phrase is of people, and whether it is a name: written with a capital wherever it stands."""
        parts = letters(text)
        if not parts:
            return False, False
        last = parts[-1]
        single = last.removesuffix("s")
        is_people = last in _PEOPLE or single in _PEOPLE or last.endswith(_PERSONAL) or single.endswith(_PERSONAL)
        is_people = is_people or (single.endswith(("er", "ee")) and not _VERBS.isdisjoint((single[:-1], single[:-2])))
        return is_people, text[:1].isupper() and not {
            parts[0],
            parts[0] + "s",
            parts[0].removesuffix("s"),
        } & self._small

    def is_title(self, phrase: Sequence[str]) -> bool:
        """Tell whether a title has a term: nobody need know anything to name what all is about."""
        return any(f" {concept_key(phrase)} " in title for title in self._titles)

    def is_text(self, name: str) -> bool:
        """Tell whether a name is of what is written down, a law or a treaty, and not of who wrote it."""
        head = head_word(name)
        return head in _TEXTS or head.removesuffix("s") in _TEXTS

    def tells_of_people(self, explanation: str) -> bool:
        """Tell whether an explanation begins with people: "a person who …"."""
        return not _SOMEBODY.isdisjoint(letters(explanation)[:2])

    def is_noun(self, text: str) -> bool:
        """Tell whether the last word is a noun as often as an adjective: "utilitarian" often says of what kind."""
        last = letters(text)[-1:]
        return bool(last) and self._nouns[last[0]] >= self._adjectives[last[0]]

    def is_many(self, span: Span) -> bool:
        """Tell whether a phrase is plural; by its last letter where no tree has it."""
        grown, indexes = self._grove.find((Quoted(span=span),))
        if indexes:
            return "Number=Plur" in grown.tokens[indexes[-1]].morph
        return span.quote.endswith("s") and not span.quote.endswith(("ss", "us", "is"))
