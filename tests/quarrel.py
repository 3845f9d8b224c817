"""A pack made by hand of one quarrel: dated events, one only promised, relations of both signs, a cause, a contrast."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of, sentences_of, span_of, statement_of
from coursepack.model.claims import Event, Link, Relation, Section, Time, When
from coursepack.model.wording import Quoted, printed

__all__ = ["quarrel"]

LINES = (
    "In 1846 Galle thanked Le Verrier.",
    "In 1847 Airy accused Galle.",
    "Around 1850 Airy promised to help Le Verrier.",
    "The letter was late because the ship sank.",
    "Airy's caution clashed with Galle's haste.",
    "Galle spoke for Prussia, Airy for Britain.",
)
BARE = pack_of("\n".join(LINES))
MADE = {"made_by": "test", "confidence": 1.0}
DATES = {0: ("1846", "1846"), 1: ("1847", "1847"), 2: ("1850~", "Around 1850")}
"""EDTF and words, by line."""


def event(line):
    span = span_of(BARE, LINES[line])
    wording = (Quoted(span=span),)
    rest = {"participants": (), "place": None, "statement": f"T{line}", "evidence": (span,), "when": when(line)}
    return Event(id=f"V{line + 1}", text=printed(wording), wording=wording, **rest, **MADE)


def when(line):
    return When(edtf=DATES[line][0], text=DATES[line][1]) if line in DATES else None


def time(line):
    edtf, text = DATES[line]
    return Time(id=f"D{line}", text=text, edtf=edtf, evidence=(span_of(BARE, text),), **MADE)


def relation(key, line, actor, verb, target, *, category, polarity, has_date=True):
    rest = {"category": category, "polarity": polarity, "statement": f"T{line}"}
    evidence = (span_of(BARE, LINES[line]),)
    return Relation(
        id=key,
        actor=actor,
        target=target,
        verb=verb,
        when=when(line) if has_date else None,
        evidence=evidence,
        **rest,
        **MADE,
    )


def link(key, line, kind, first, cue, second, **more):
    ends = {"cause": (span_of(BARE, first),), "effect": (span_of(BARE, second),)}
    spans = {"cue": span_of(BARE, cue), "evidence": (span_of(BARE, LINES[line]),)}
    return Link(id=key, kind=kind, from_=f"T{line}", to=f"T{line}", **ends, **spans, **more, **MADE)


def person(key, name, *quotes, **more):
    mentions = tuple(span_of(BARE, quote) for quote in quotes)
    words = [replace(span, end=span.start + len(name), quote=name) for span in mentions]
    return entity_of(BARE, name, key=key, mentions=tuple(words), **more)


def quarrel():
    sentences = sentences_of(BARE, *LINES)
    title = span_of(BARE, "Galle")
    section = Section(id="C1", title="Galle", sentences=tuple(each.id for each in sentences), evidence=(title,), **MADE)
    told = [statement_of(BARE, line, key=f"T{at}", when=when(at)) for at, line in enumerate(LINES)]
    told[2] = replace(told[2], stance="promised", speaker="E3")
    return replace(
        BARE,
        sentences=tuple(replace(each, section="C1") for each in sentences),
        sections=(section,),
        statements=tuple(told),
        entities=(
            person("E1", "Galle", "Galle thanked", "Galle.", "Galle's", "Galle spoke", of="E4"),
            person("E2", "Le Verrier", "Le Verrier.", "Le Verrier.\nThe"),
            person("E3", "Airy", "Airy accused", "Airy promised", "Airy's", "Airy for", of="E5"),
            person("E4", "Prussia", "Prussia", kind="polity"),
            person("E5", "Britain", "Britain", kind="polity"),
        ),
        times=tuple(time(line) for line in DATES),
        events=tuple(event(line) for line in DATES),
        relations=(
            relation("R1", 0, "E1", "thank", "E2", category="SUPPORT", polarity=1),
            relation("R2", 1, "E3", "accuse", "E1", category="DISAPPROVE", polarity=-1),
            relation("R3", 2, "E3", "to help", "E2", category="AID", polarity=1, has_date=False),
        ),
        links=(
            link("L1", 3, "cause", "the ship sank", "because", "The letter was late"),
            link("L2", 4, "contrast", "Airy's caution", "clashed with", "Galle's haste", holders=("E3", "E1")),
        ),
    )
