"""Small packs, made by hand: one source of some lines, and claims that quote it."""

from __future__ import annotations

from coursepack.model.anchors import Passage, Place, Source, Span, Text
from coursepack.model.claims import Entity, Section, Statement, Term
from coursepack.model.pack import Pack, Sentence
from coursepack.model.wording import Quoted, printed

__all__ = ["entity_of", "pack_of", "section_of", "sentences_of", "source_of", "span_of", "statement_of", "term_of"]


def source_of(key="S1", kind="document", **fields) -> Source:
    values = {"path": f"{key}.txt", "title": key, "sha256": "0" * 64, "language": "en", **fields}
    return Source(id=key, kind=kind, **values)


def pack_of(text: str, role="speech", *, key="S1", times=None, levels=None, voices=None, **fields) -> Pack:
    """Make each line that is not blank a passage; `times`, `levels` and `voices` go by passage."""
    whole = Text(key, text)
    passages = []
    start = 0
    for line in text.split("\n"):
        span = whole.trimmed(start, start + len(line))
        start += len(line) + 1
        if span is None:
            continue
        at = len(passages)
        passages.append(
            Passage(
                id=f"{key}.p{at + 1}",
                source=key,
                start=span.start,
                end=span.end,
                line=span.line,
                role=role,
                level=levels[at] if levels else 0,
                place=Place(time=times[at]) if times else None,
                voice=voices[at] if voices else "",
            )
        )
    values = {"generator": "coursepack 0", "sources": (source_of(key),), "texts": {key: whole}, **fields}
    return Pack(passages=tuple(passages), **values)


def span_of(pack: Pack, quote: str, source="S1") -> Span:
    """Quote the first place where the source says this."""
    start = pack.texts[source].text.index(quote)
    return pack.texts[source].span(start, start + len(quote))


def sentences_of(pack: Pack, *quotes: str) -> tuple[Sentence, ...]:
    spans = [span_of(pack, quote) for quote in quotes]
    return tuple(
        Sentence(
            id=f"S1.s{at}", source="S1", start=span.start, end=span.end, line=span.line, section=None, salience=0.5
        )
        for at, span in enumerate(spans, start=1)
    )


def section_of(pack: Pack, title: str, *sentences: str, key="S1.c1") -> Section:
    return Section(
        id=key, title=title, sentences=sentences, evidence=(span_of(pack, title),), made_by="sections", confidence=1.0
    )


def statement_of(pack: Pack, quote: str, *, key="S1.t1", wording=None, **fields) -> Statement:
    span = span_of(pack, quote)
    wording = wording or (Quoted(span=span),)
    values = {
        "text": printed(wording),
        "subject": None,
        "verb": None,
        "object": None,
        "when": None,
        "stance": "asserted",
        "speaker": None,
        "salience": 0.5,
        "evidence": (span,),
        "made_by": "statements",
        "confidence": 1.0,
        **fields,
    }
    return Statement(id=key, wording=wording, **values)


def entity_of(pack: Pack, name: str, *, key="E1", kind="person", **fields) -> Entity:
    span = span_of(pack, name)
    values = {"aliases": (), "mentions": (span,), "evidence": (span,), "made_by": "entities", "confidence": 1.0}
    return Entity(id=key, kind=kind, name=name, **{**values, **fields})


def term_of(pack: Pack, name: str, explanation: str, *, key="K1") -> Term:
    spans = (span_of(pack, name), span_of(pack, explanation))
    wording = tuple(Quoted(span=span) for span in spans)
    return Term(
        id=key, name=name, text=printed(wording), wording=wording, evidence=spans, made_by="terms", confidence=1.0
    )
