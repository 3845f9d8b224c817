"""The ends of a link as a reader can take them: names for pronouns, no "But" in front, or nothing that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursepack.language.grammar import Misheard
from coursepack.language.lexicons import rows
from coursepack.model.anchors import Kind, Span, Text, is_within
from coursepack.model.claims import Entity, Link, Statement
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Part, Quoted, Wording, plain, printed, words
from coursepack.writers._stance import quotes_of

__all__ = ["Ground", "ground_of", "is_clear", "is_whole", "kind_of", "opening", "said_of", "with_cue", "without"]

_KINDS = {row["word"]: row["kind"] for row in rows("alone")}
_SUBJECTS = frozenset({"he", "it", "she", "they"})
_VERBAL = frozenset(row["word"] for row in rows("alone") if row["kind"] == "verbal")
_STOP = re.compile(r"(?<![.\W]\w)(?<=.)\.$")
"""A full stop, and not the end of "U.S."."""
_SURE = 0.5
"""The confidence from which a pronoun is given its name."""
_CLAUSE = 4
"""Words of a clause at least, so that a "that" before them joins it to something."""
_SIGNS = 2
_OPENING = frozenset({"broken", "open", "person", "talk", "thing"})
_NEAR = 4
"""Words at the beginning of an end among which a pronoun for its subject stands ("near the top it cools")."""


class Ground(Struct, frozen=True, kw_only=True):
    """What the rows of one pack are made from; made once for a pack."""

    texts: Mapping[str, Text]
    misheard: Misheard
    kinds: Mapping[str, Kind]
    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]
    sentences: Mapping[str, Sequence[tuple[int, int]]]
    """By source: begin and end of each, in order."""
    references: Mapping[tuple[str, int], str]
    """Entities' ids by where a pronoun stands for them."""


def ground_of(pack: Pack) -> Ground:
    return Ground(
        texts=pack.texts,
        misheard=Misheard(pack),
        kinds={source.id: source.kind for source in pack.sources},
        entities={entity.id: entity for entity in pack.entities},
        statements={statement.id: statement for statement in pack.statements},
        sentences={
            source.id: sorted((each.start, each.end) for each in pack.sentences if each.source == source.id)
            for source in pack.sources
        },
        references={(each.source, each.start): each.entity for each in pack.references if each.confidence >= _SURE},
    )


def said_of(ident: str, spans: Sequence[Span], ground: Ground) -> Wording:
    """Give an end's words, with the name that its statement puts in a pronoun's place."""
    statement = ground.statements[ident]
    if not spans:
        return _inner(statement.wording, ground)
    out: list[Part] = []
    gaps = list(_gaps(statement))
    for span in spans:
        at = span.start
        for start, end, part in gaps:
            if start < span.end and end > at and span.source == statement.evidence[0].source:
                before = ground.texts[span.source].trimmed(at, max(at, start)) if start > at else None
                out += [Quoted(span=before)] if before is not None else []
                out.append(part)
                at = max(at, min(end, span.end))
        rest = ground.texts[span.source].trimmed(at, span.end) if span.end > at else None
        out += [Quoted(span=rest)] if rest is not None else []
    bare = _inner(tuple(out), ground) if out else ()
    return _closed(_with_name(_without_that(bare, statement, ground), ground), ground)


def _with_name(end: Sequence[Part], ground: Ground) -> Sequence[Part]:
    """Put a name that this sentence or the one before says in the place of the pronoun that an end begins with."""
    first = end[0] if end else None
    said = _words_of(first.span) if isinstance(first, Quoted) else []
    if not isinstance(first, Quoted) or not said or said[0] not in _SUBJECTS:
        return end
    entity = ground.entities.get(ground.references.get((first.span.source, first.span.start), ""))
    at = first.span.start
    begins = [start for start, _ in ground.sentences.get(first.span.source, ()) if start <= at][-2:]
    if entity is None or not begins:
        return end
    near = [
        span
        for span in entity.mentions
        if span.source == first.span.source and begins[0] <= span.start < at and plain(span.quote) == entity.name
    ]
    if not near:
        return end
    rest = ground.texts[first.span.source].trimmed(at + len(said[0]), first.span.end) if len(said) > 1 else None
    kept = (Quoted(span=rest),) if rest is not None else ()
    return [Inserted(text=entity.cased or entity.name, span=near[-1]), *kept, *end[1:]]


def _without_that(end: Sequence[Part], statement: Statement, ground: Ground) -> Sequence[Part]:
    """Cut the "that" which joins what somebody says to who says it."""
    first = end[0] if end else None
    said = _words_of(first.span) if isinstance(first, Quoted) else []
    if statement.speaker is None or len(said) < _CLAUSE or said[0] != "that" or not isinstance(first, Quoted):
        return end
    rest = ground.texts[first.span.source].trimmed(first.span.start + len("that"), first.span.end)
    return [Quoted(span=rest), *end[1:]] if rest is not None else end


def _closed(end: Sequence[Part], ground: Ground) -> Wording:
    """Close a quotation mark that the end leaves open, where the source closes it next."""
    last = end[-1] if end else None
    if not isinstance(last, Quoted):
        return tuple(end)
    text = ground.texts[last.span.source]
    said = "".join(part.span.quote for part in end if isinstance(part, Quoted))
    is_open = said.count('"') % 2 == 1 or said.count("“") > said.count("”")
    after = text.text[last.span.end : last.span.end + _SIGNS]
    close = next((at for at, sign in enumerate(after) if sign in '"”'), None)
    if not is_open or close is None or any(sign.isalnum() for sign in after[:close]):
        return tuple(end)
    return (*end[:-1], Quoted(span=text.span(last.span.start, last.span.end + close + 1)))


def with_cue(link: Link, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Put the cue back where it stands inside an end, "food so bountiful that"; an act ends before its purpose."""
    if link.kind == "purpose":
        before = tuple(span for span in spans if span.source == link.cue.source and span.end <= link.cue.start)
        return before if spans == link.cause and before else tuple(spans)
    ends = [span for span in spans if span.source == link.cue.source]
    is_inside = bool(ends) and ends[0].end <= link.cue.start and link.cue.end <= ends[-1].start
    return tuple(sorted((*spans, link.cue))) if is_inside else tuple(spans)


def _gaps(statement: Statement) -> Iterator[tuple[int, int, Inserted]]:
    """Yield for each insertion the characters in whose place it stands: its own, where it shows their capitals."""
    source, at = statement.evidence[0].source, statement.evidence[0].start
    for order, part in enumerate(statement.wording):
        if isinstance(part, Quoted) and part.span.source == source:
            at = part.span.end
        elif isinstance(part, Inserted):
            after = [each.start for each in quotes_of(statement.wording[order:]) if each.source == source]
            if part.span.source == source and at <= part.span.start and all(part.span.end <= each for each in after):
                yield part.span.start, part.span.end, part
                at = part.span.end
            elif after and at < after[0]:
                yield at, after[0], part


def _inner(wording: Wording, ground: Ground) -> Wording:
    """Cut the "But" that a sentence begins with and the full stop that it ends with."""
    out = list(wording)
    first, last = out[0], out[-1]
    if isinstance(first, Quoted) and (found := _words_of(first.span)) and _KINDS.get(found[0]) == "joint":
        start = first.span.start + len(first.span.quote) - len(first.span.quote[len(found[0]) :].lstrip(" ,\n"))
        rest = ground.texts[first.span.source].trimmed(start, first.span.end) if start < first.span.end else None
        out[:1] = [Quoted(span=rest)] if rest is not None else []
    last = out[-1] if out else first
    if isinstance(last, Quoted) and _STOP.search(last.span.quote):
        out[-1] = Quoted(span=ground.texts[last.span.source].span(last.span.start, last.span.end - 1))
    elif isinstance(last, Fixed) and last.key == "full_stop":
        out.pop()
    return tuple(out)


LONGEST = 40
"""Words of an end; what is longer is read better in its sentence."""
PIECES = 2
"""Quotes of an end: what is left of a sentence when much is taken out of it is no clause."""
_UNFINISHED = frozenset({"joint", "before", "open", "pointing", "dangling"})


def _words_of(span: Span) -> list[str]:
    return words(plain(span.quote))


def kind_of(word: str) -> str:
    """Give the kind of a word that needs what stood before it; "" for others. "What's" is "what"."""
    return _KINDS.get(word) or _KINDS.get(word.partition("'")[0], "")


def opening(end: Wording, statement: Statement | None = None) -> str:
    """Give the kind of pronoun that an end opens with; "" where it opens with something said.

    That "this" is all of a subject, the statement tells.
    """
    if not end or not isinstance(end[0], Quoted):
        return ""
    said = words(printed(end))
    if not said:
        return "open"
    kind = kind_of(said[0])
    if kind == "pointing":
        # "This led to" points back, "this seeming peace" says what it means: an end of several words is taken to.
        is_subject = statement is not None and words(statement.subject or "") == said[:1]
        is_short = "'" in said[0] or len(said) == 1 or said[1] in _VERBAL
        return kind if is_subject or is_short else ""
    return kind if kind in _OPENING else _subject(end, said)


def _subject(end: Wording, said: Sequence[str]) -> str:
    """Give the kind of a pronoun that is the subject behind other words: "near the top it cools", not "Ada sold it"."""
    text = printed(end)
    for at, word in enumerate(said[1:_NEAR], start=1):
        if word in _SUBJECTS:
            is_object = word == "it" and kind_of(said[0]) != "before"
            is_named = any(each[:1].isupper() for each in text.split()[:at])
            return "" if is_object or (word != "it" and is_named) else kind_of(word)
    return ""


def is_clear(second: Wording, first: Wording, ground: Ground) -> bool:
    """Tell whether the second end says something by itself, or with a pronoun for what the first names."""
    kind = opening(second)
    if kind == "person":
        people = [span for each in ground.entities.values() if each.kind == "person" for span in each.mentions]
        return any(is_within(span, quotes_of(first)) for span in people)
    return kind in ("", "thing") and any(not kind_of(word) for word in words(printed(second)))


def is_whole(end: Wording) -> bool:
    """Tell whether an end reads as a phrase or clause: neither cut off, nor in many pieces, nor a paragraph."""
    said = words(printed(end))
    pieces = [part for part in end if isinstance(part, Quoted)]
    is_cut = bool(said) and kind_of(said[-1]) in _UNFINISHED
    return 0 < len(said) <= LONGEST and len(pieces) <= PIECES and not is_cut


_JOINED = frozenset({"and", "or", "with", "who", "whose"})


def without(end: Wording, name: Wording, ground: Ground) -> Wording:
    """Cut the holder's name, with "the" and "'s", from the beginning of the position: it stands before it already."""
    first, holder = (end[0] if end else None), name[0]
    if isinstance(first, Inserted) and isinstance(holder, Inserted) and first == holder:
        return end[1:]
    if not isinstance(first, Quoted) or not isinstance(holder, Quoted) or not is_within(holder.span, (first.span,)):
        return end
    text = ground.texts[first.span.source]
    if text.text[first.span.start : holder.span.start].strip().casefold() not in ("", "the"):
        return end
    start = holder.span.end
    rest = text.text[start : first.span.end]
    if words(rest)[:1] and words(rest)[0] in _JOINED:
        return end  # "Wundt and James were concerned" is whole with both
    start += next((len(sign) for sign in ("'s", "’s", "'", "’") if rest.startswith(sign)), 0)
    left = text.trimmed(start, first.span.end) if start < first.span.end else None
    return (*((Quoted(span=left),) if left is not None else ()), *end[1:])
