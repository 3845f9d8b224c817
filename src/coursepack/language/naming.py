"""Who the tokens of a tree name: mentions of entities, and pronouns that are read as one of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursepack.language.grammar import Grown
from coursepack.model.anchors import Span
from coursepack.model.pack import Pack

__all__ = ["SURE", "Named", "Naming"]

SURE = 0.5
"""The confidence from which a pronoun is read."""


class Named(Struct, frozen=True, kw_only=True):
    """A run of tokens that names an entity; `head` is the one that the rest of it hangs from."""

    first: int
    last: int
    head: int
    entity: str


class Naming:
    """Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._at: dict[tuple[str, int], tuple[int, str]] = {}
        self._mentions = {entity.id: entity.mentions for entity in pack.entities}
        for entity in pack.entities:
            for mention in entity.mentions:
                self._at[mention.source, mention.start] = (mention.end, entity.id)
        for reference in pack.references:
            if reference.confidence >= SURE and reference.entity in self._mentions:
                self._at.setdefault((reference.source, reference.start), (reference.end, reference.entity))

    def named(self, grown: Grown) -> Iterator[Named]:
        """Yield the names of a tree, in order; one inside another is left out."""
        source, tokens = grown.tree.source, grown.tokens
        reached = -1
        for first, token in enumerate(tokens):
            found = self._at.get((source, token.start))
            if found is None or first <= reached:
                continue
            last = first
            while last + 1 < len(tokens) and tokens[last + 1].start < found[0]:
                last += 1
            head = first
            while tokens[head].head != head and first <= tokens[head].head <= last:
                head = tokens[head].head
            reached = last
            yield Named(first=first, last=last, head=head, entity=found[1])

    def nearest(self, entity: str, source: str, start: int) -> Span:
        """Give the entity's last mention at or before the place, else its first after it; in another source where
        this one has none.
        """
        mentions = self._mentions[entity]
        own = [span for span in mentions if span.source == source] or list(mentions)
        before = [span for span in own if span.start <= start]
        return before[-1] if before else own[0]

    def is_mentioned(self, entity: str, evidence: tuple[Span, ...]) -> bool:
        return any(
            mention.source == span.source and mention.start < span.end and span.start < mention.end
            for mention in self._mentions[entity]
            for span in evidence
        )
