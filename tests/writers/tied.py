"""Events, relations and links on a pack made by hand, beside those of `builders`."""

from __future__ import annotations

from msgspec.structs import replace

from builders import pack_of, section_of, sentences_of, span_of, statement_of
from coursepack.model.claims import Event, Link, Relation, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Quoted, printed

__all__ = ["event_of", "link_of", "relation_of", "said", "texts_of", "time_of", "told_of"]

MADE = {"made_by": "hand", "confidence": 1.0}


def said(pack: Pack, *quotes: str, **fields) -> Pack:
    """Give the pack with a statement for each quote, with the ids t1, t2 and so on."""
    statements = [statement_of(pack, quote, key=f"t{at}", **fields) for at, quote in enumerate(quotes, start=1)]
    return replace(pack, statements=tuple(statements))


def event_of(pack: Pack, quote: str, edtf: str | None, when: str, *, key="v1", source="S1", **fields) -> Event:
    span = span_of(pack, quote, source)
    wording = fields.pop("wording", (Quoted(span=span),))
    evidence = (span, span_of(pack, when, source))
    values = {"participants": (), "place": None, "evidence": evidence, **MADE, **fields}
    return Event(id=key, text=printed(wording), wording=wording, when=When(edtf=edtf, text=when), **values)


def time_of(pack: Pack, text: str, edtf: str | None, *anchors: str, key="m1", source="S1") -> Time:
    spans = tuple(span_of(pack, each, source) for each in (text, *anchors))
    return Time(id=key, text=text, edtf=edtf, evidence=spans, **MADE)


def relation_of(pack: Pack, quote: str, who: tuple[str, str, str | None], *, key="r1", **fields) -> Relation:
    """`who` is actor, verb and target."""
    actor, verb, target = who
    values = {
        "category": "FIGHT",
        "polarity": -1,
        "when": None,
        "statement": "t1",
        "evidence": (span_of(pack, quote),),
        **MADE,
        **fields,
    }
    return Relation(id=key, actor=actor, verb=verb, target=target, **values)


def link_of(pack: Pack, quote: str, cue: str, first: str, second: str, **fields) -> Link:
    """Both ends are of one statement, t1, unless `from_` and `to` say otherwise; "" is the whole of one."""
    values = {
        "id": "l1",
        "kind": "cause",
        "from_": "t1",
        "to": "t1",
        "evidence": (span_of(pack, quote),),
        "cause": (span_of(pack, first),) if first else (),
        "effect": (span_of(pack, second),) if second else (),
        **MADE,
        **fields,
    }
    return Link(cue=span_of(pack, cue), **values)


def texts_of(*wordings) -> list[str]:
    return [printed(wording) for wording in wordings]


def told_of(title: str, quotes) -> Pack:
    """Make a pack of one section, a statement a line."""
    pack = pack_of("\n".join([title, *quotes]))
    sentences = sentences_of(pack, *quotes)
    told = tuple(statement_of(pack, quote, key=f"T{at}") for at, quote in enumerate(quotes))
    section = section_of(pack, title, *(each.id for each in sentences), key="C1")
    homes = tuple(replace(each, section="C1") for each in sentences)
    return replace(pack, sentences=homes, sections=(section,), statements=told)
