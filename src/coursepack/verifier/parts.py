"""Parts of a claim that may be printed alone: `S12/quote`, `Q3/answer`, `K2/cause`.

A trace names a part by the claim's id, a slash and the part's name, where a format sets them apart: a card has one
part on its front and another on its back, a question its options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coursepack.model.anchors import Span
from coursepack.model.claims import Comparison, Entity, Event, Link, Question, Relation, Section, Statement, Term
from coursepack.model.pack import Claim
from coursepack.model.wording import Wording, printed
from coursepack.verifier.dates import undated
from coursepack.verifier.told import Telling, tokens

__all__ = ["base_of", "spans_of_part", "tellings_of_part"]

Worded = Callable[[str, Wording], Telling]
Plain = Callable[[str], Sequence[str]]


def base_of(ident: str) -> str:
    """Give the claim's id, of a part or of itself."""
    return ident.partition("/")[0]


def spans_of_part(claim: Claim, part: str) -> tuple[Span, ...]:
    """Give what a reference beside the part cites: one span of evidence, where the part is one; else all of it.

    `e3/mentions/5` cites where a name stands first, up to five times; an answer, the line that holds it.
    """
    name, _, number = part.partition("/")
    if name in ("quote", "reading") and number.isdecimal():
        spans = claim.readings if name == "reading" and isinstance(claim, Comparison) else claim.evidence
        return spans[int(number) - 1 : int(number)]
    if isinstance(claim, Entity) and name == "mentions":
        return claim.mentions[: int(number)] if number.isdecimal() else claim.mentions
    if isinstance(claim, Question) and name == "answer":
        return claim.evidence[:1]
    return claim.evidence


def tellings_of_part(claim: Claim, part: str, worded: Worded, ways: Plain) -> tuple[Telling, ...] | None:
    """Give the ways to print a part; None where the claim has no such part.

    `worded` tells a wording, `ways` gives the forms in which a quote may be printed, with and without its mark-up.
    """
    name, _, number = part.partition("/")
    if name == "quote":
        return _quotes(claim, number, ways)
    if name == "reading" and isinstance(claim, Comparison):
        return _at([_told(span, ways) for span in claim.readings], number)
    if name == "mentions" and isinstance(claim, Entity):
        names = (claim.name, *claim.aliases)
        return tuple(Telling(tokens(each)) for each in dict.fromkeys((claim.name, " ".join(names))))
    if number:
        return _numbered(claim, name, number, worded)
    return _named(claim, name, worded, ways)


def _quotes(claim: Claim, number: str, ways: Plain) -> tuple[Telling, ...] | None:
    """Tell the evidence's own words: the first span, the first two and so on; with a number, that span alone."""
    if number:
        return _at([_told(span, ways) for span in claim.evidence], number)
    forms = [
        way
        for count in range(1, len(claim.evidence) + 1)
        for way in zip(*(_padded(span, ways) for span in claim.evidence[:count]), strict=True)
    ]
    return tuple(dict.fromkeys(Telling(tokens(" ".join(way))) for way in forms))


def _padded(span: Span, ways: Plain) -> list[str]:
    """Give exactly three forms, so that spans printed beside each other have the same."""
    forms = list(ways(span.quote))
    return [*forms, *forms[-1:] * 3][:3]


def _told(span: Span, ways: Plain) -> tuple[Telling, ...]:
    return tuple(Telling(words) for words in dict.fromkeys(tokens(way) for way in ways(span.quote)))


def _named(claim: Claim, name: str, worded: Worded, ways: Plain) -> tuple[Telling, ...] | None:
    if isinstance(claim, Question) and name == "prompt":
        return (worded(claim.prompt, claim.prompt_wording),)
    if isinstance(claim, Question) and name == "answer":
        return (worded(claim.answer, claim.answer_wording),)
    if isinstance(claim, Term | Entity) and name == "name":
        return (Telling(tokens(claim.name)),)
    if isinstance(claim, Term | Statement | Event) and name == "text":
        return (worded(claim.text, claim.wording),)
    if isinstance(claim, Event) and name == "undated":
        return _undated(worded(claim.text, claim.wording), tokens(claim.when.text))
    if isinstance(claim, Event | Statement | Relation) and name == "when" and claim.when is not None:
        return (Telling(tokens(claim.when.text)),)
    if isinstance(claim, Section) and name == "title":
        return (Telling(tokens(claim.title)),)
    if isinstance(claim, Comparison) and name == "about":
        return (Telling(tokens(claim.about)),)
    if isinstance(claim, Link) and name in ("cue", "cause", "effect"):
        spans = (claim.cue,) if name == "cue" else claim.cause if name == "cause" else claim.effect
        forms = zip(*(_padded(span, ways) for span in spans), strict=True)
        return tuple(dict.fromkeys(Telling(tokens(" ".join(way))) for way in forms)) or None
    return None


def _undated(text: Telling, when: Sequence[str]) -> tuple[Telling, ...]:
    """Tell an event without its date, which may stand in a heading; else whoever is asked for it reads it."""
    said, date = f" {' '.join(text.words)} ".casefold(), f" {' '.join(when)} ".casefold()
    return tuple(undated(text, tuple(when))) if date in said else (text,)


def _numbered(claim: Claim, name: str, number: str, worded: Worded) -> tuple[Telling, ...] | None:
    if not isinstance(claim, Question):
        return None
    return _at([(worded(printed(wording), wording),) for wording in _wordings(claim, name)], number)


def _wordings(claim: Question, name: str) -> Iterator[Wording]:
    if name == "distractor":
        yield from claim.distractor_wordings
    elif name == "alternative":
        yield from claim.alternatives
    elif name == "item":
        yield from claim.items
    elif name == "partner":
        yield from claim.partners


def _at(found: Sequence[tuple[Telling, ...]], number: str) -> tuple[Telling, ...] | None:
    at = int(number) - 1 if number.isdecimal() else -1
    return found[at] if 0 <= at < len(found) else None
