"""A line of the page: its words as they are printed, part by part, with its reference and the mark of its stance."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursepack.model.anchors import Span, Text, is_within
from coursepack.model.claims import Event, Statement, Term
from coursepack.model.reference import Places
from coursepack.model.wording import Inserted, Quoted, Wording, printed
from coursepack.writers._site_slides import SlideLink
from coursepack.writers._stance import Mark

__all__ = ["Cited", "Line", "Part", "capital", "citation", "cited", "evidence_of", "parts_of", "spoken", "with_cue"]


class Part(Struct, frozen=True, kw_only=True):
    look: str
    """ "text", "lead", "cue", "differs" or "inserted"."""
    gap: str
    """The blank before it, or nothing."""
    text: str


class Cited(Struct, frozen=True, kw_only=True):
    ref: str
    href: str
    """The passage in which the evidence begins, or its source."""
    evidence: str
    """ "S1:120-160 S1:7-11+": the spans in order, those of insertions with "+"."""


class Line(Struct, frozen=True, kw_only=True):
    id: str
    """Its element's."""
    claim: str
    parts: tuple[Part, ...]
    cited: Cited
    sub: bool = False
    mark: Mark | None = None
    """None where the source asserts it."""
    slide: SlideLink | None = None
    """Where the words were said to another slide than the last line that has one."""


def parts_of(
    wording: Wording,
    *,
    has_lead: bool = False,
    begins: bool = True,
    cue: Span | None = None,
    marked: Sequence[Span] = (),
) -> tuple[Part, ...]:
    """Cut the printed wording at its parts; what stands before each is told by `printed` alone.

    Where it `begins` a line, its first letter is a capital; a part that is the cue looks so, and so do `marked` words.
    """
    parts: list[Part] = []
    before = ""
    for order, part in enumerate(wording, start=1):
        whole = printed(wording[:order])
        text = whole[len(before) :].lstrip(" ")
        gap = whole[len(before) : len(whole) - len(text)]
        has_lead = has_lead and isinstance(part, Quoted) and text != ":"
        look = "inserted" if isinstance(part, Inserted) else "lead" if has_lead else "text"
        if cue is not None and isinstance(part, Quoted) and is_within(part.span, (cue,)):
            look = "cue"
        if marked and isinstance(part, Quoted) and is_within(part.span, marked):
            look = "differs"
        if begins and not before and look != "inserted":
            text = capital(text)
        before = whole
        if parts and parts[-1].look == look != "inserted":
            text, gap = parts[-1].text + gap + text, parts[-1].gap
            parts.pop()
        parts.append(Part(look=look, gap=gap, text=text))
    return tuple(parts)


def with_cue(wording: Wording, cue: Span, text: Text) -> Wording:
    """Part the quote that holds the cue, so that the cue is a part of its own."""
    out: list[Quoted | Inserted] = []
    for part in wording:
        if not isinstance(part, Quoted) or not is_within(cue, (part.span,)):
            out.append(part)  # type: ignore[arg-type]
            continue
        pieces = ((part.span.start, cue.start), (cue.start, cue.end), (cue.end, part.span.end))
        spans = (text.trimmed(start, end) for start, end in pieces if start < end)
        out += [Quoted(span=span) for span in spans if span is not None]
    return tuple(out)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spoken(parts: Sequence[Part]) -> str:
    """Give the words as one string, for what can hold no mark-up."""
    return "".join(part.gap + part.text for part in parts)


def cited(claim: Statement | Event | Term, places: Places) -> Cited:
    # A span that is quoted as well is shown as quoted.
    quoted = {part.span for part in claim.wording if isinstance(part, Quoted)}
    inserted = {part.span for part in claim.wording if isinstance(part, Inserted)} - quoted
    return citation(claim.evidence, places, frozenset(inserted) - {claim.evidence[0]})


def citation(spans: Sequence[Span], places: Places, inserted: frozenset[Span] = frozenset()) -> Cited:
    passage = places.passage_at(spans[0])
    return Cited(
        ref=places.cite(spans)[1:-1],
        href=passage.id if passage else f"source-{spans[0].source}",
        evidence=evidence_of(spans, inserted),
    )


def evidence_of(spans: Sequence[Span], inserted: frozenset[Span] = frozenset()) -> str:
    return " ".join(
        f"{span.source}:{span.start}-{span.end}{'+' if span in inserted else ''}" for span in dict.fromkeys(spans)
    )
