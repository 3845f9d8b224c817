"""How the trees of a pack use its names: whether one that is taken for a person or a place stands as one does."""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursepack.language.grammar import Grove
from coursepack.language.naming import Naming
from coursepack.model.claims import Entity
from coursepack.model.pack import Pack
from coursepack.model.wording import plain

__all__ = ["Uses", "humans", "is_cut", "is_short_for_words"]

_OF, _ON = re.compile(r"[A-Z]\w+ of $"), re.compile(r" [A-Z][a-z]")

_WHERE = frozenset(
    {"in", "at", "near", "from", "into", "across", "throughout", "outside", "within", "around", "through", "to"}
)
_PART = frozenset({"compound", "amod", "nmod:desc"})
_HALF, _THIRD = 0.5, 0.3
_SEVERAL = 3


class _Use(Struct):
    seen: int = 0
    part: int = 0
    """Where it is only part of what a noun says: "Jim Crow laws"."""
    where: int = 0
    """Where something is, or comes from, or goes to."""
    passages: set[str] = field(default_factory=set)


class Uses:
    """Made once for a pack."""

    def __init__(self, grove: Grove, naming: Naming) -> None:
        self._uses: dict[str, _Use] = {}
        self._nouns = frozenset(
            token.text
            for grown in grove.grown
            for token in grown.tokens
            if token.pos == "NOUN" and token.text.islower()
        )
        for grown in grove.grown:
            tokens = grown.tokens
            for named in naming.named(grown):
                if tokens[named.head].pos == "PRON":
                    continue
                use = self._uses.setdefault(named.entity, _Use())
                use.seen += 1
                use.passages.update(grown.tree.passages)
                above = tokens[named.head].head
                use.part += tokens[named.head].dep in _PART and above > named.last and tokens[above].text.islower()
                case = grown.child(named.head, "case")
                use.where += case is not None and tokens[case].text.casefold() in _WHERE

    def is_part(self, entity: str) -> bool:
        """Tell whether a name mostly says of what kind a thing is."""
        use = self._uses.get(entity)
        return use is not None and use.part >= _HALF * use.seen and use.part > 0

    def is_where(self, entity: str) -> bool:
        use = self._uses.get(entity)
        return use is not None and use.where >= _THIRD * use.seen

    def is_word(self, name: str) -> bool:
        """Tell whether a name is a word of the text as well: "the Court", "Law"."""
        return name.casefold() in self._nouns

    def is_spread(self, entity: str) -> bool:
        """Tell whether a name is met in several passages, not in one example alone."""
        use = self._uses.get(entity)
        return use is not None and len(use.passages) >= _SEVERAL


def is_cut(entity: Entity, pack: Pack) -> bool:
    """Tell whether a name of several words is the end of a title and a name, or goes on: "Bishop of Lund Lars Ek"."""
    texts = pack.texts
    full = [(texts[span.source].text, span) for span in entity.mentions if plain(span.quote) == entity.name]
    if " " not in entity.name or not full:
        return False
    is_behind = any(_OF.search(text[max(0, span.start - 20) : span.start]) for text, span in full)
    return is_behind or all(_ON.match(text[span.end : span.end + 4]) for text, span in full)


def is_short_for_words(name: str, pack: Pack) -> bool:
    """Tell whether a name is an abbreviation of what is no name: "intimate partner violence (IPV)"."""
    if not name.isupper() or " " in name:
        return False
    found = (re.search(rf"(\w+)\s+\({re.escape(name)}s?\)", text.text) for text in pack.texts.values())
    return any(hit is not None and hit[1].islower() for hit in found)


def humans(pack: Pack) -> frozenset[str]:
    """List who is spoken of as "he" or "she", or speaks, or owns something."""
    texts = pack.texts
    found = {
        each.entity
        for each in pack.references
        if texts[each.source].text[each.start : each.end].casefold() in ("he", "him", "his", "she", "her", "hers")
    }
    found |= {statement.speaker for statement in pack.statements if statement.speaker is not None}
    found |= {
        entity.id
        for entity in pack.entities
        if any(texts[span.source].text[span.end : span.end + 2] in ("'s", "’s") for span in entity.mentions)
    }
    return frozenset(found)
