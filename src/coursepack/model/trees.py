"""What the language pipeline saw: tokens and trees as plain values, so that passes and their tests need no spaCy."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Reference", "Token", "Tree"]


class Token(Struct, frozen=True, kw_only=True):
    """One word of a sentence. Offsets are the source's; a token never crosses a passage."""

    start: int
    end: int
    text: str
    """As read: character references resolved, otherwise the source's characters."""
    lemma: str
    pos: str
    """Universal part of speech (UD v2)."""
    tag: str
    """Penn tag, as English UD treebanks give it."""
    morph: str
    """UD features, "Number=Sing|Person=3"."""
    dep: str
    """UD relation with subtype, "nsubj:pass"; "root" for the root."""
    head: int
    """Index in the tree of the governor; the token's own index for the root."""
    name: str = ""
    """Kind of the name that the token is in, as the model labels it ("B-PERSON", "I-DATE"); empty outside."""
    space: bool = True
    """Whether white space (or a passage's end) follows."""


class Tree(Struct, frozen=True, kw_only=True):
    """One sentence, analysed. `lead` is the term of a "Term: explanation" bullet, left out of the tree."""

    sentence: str
    source: str
    passages: tuple[str, ...]
    """Ids of the passages that the sentence runs through, in order."""
    tokens: tuple[Token, ...]
    lead: tuple[int, int] | None = None
    """Characters of the lead, without the colon."""
    asked: bool = False
    """Whether speech without punctuation is held for a question here; where there is punctuation, "?" tells."""
    capitals: tuple[tuple[int, str], ...] = ()
    """Of speech without capitals: tokens that would be written with some, and how."""


class Reference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pronoun or a description that stands for a known entity: what `[name]` insertions come from."""

    source: str
    start: int
    end: int
    entity: str
    confidence: float
