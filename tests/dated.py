"""A sound pack of two sources, made by hand, for exports: dates of every kind, stances, relations, a term."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of, sentences_of, source_of, span_of, statement_of
from coursepack.model.claims import Event, Participant, Relation, Section, Term, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Inserted, Quoted, printed

__all__ = ["dated"]

MADE = {"made_by": "test", "confidence": 1.0}
TALK = (
    "On 23 August 1858 Galle thanked Le Verrier; R&D <was> cut.",
    "In 1859 Airy accused Galle, who was ill.",
    "Around 1860 Airy promised to help Le Verrier.",
    "Until 1870 he met nobody.",
    "Airy met Galle.",
)
DECK = (
    "Letters, and more",
    "5 to 8 May 1861: Airy visited Galle in Berlin.",
    "In the 1860s Airy wrote letters.",
    "Orbit: the path of a planet.",
)
DATES = {
    ("S1", 0): ("1858-08-23", "23 August 1858"),
    ("S1", 1): ("1859", "1859"),
    ("S1", 2): ("1860~", "Around 1860"),
    ("S1", 3): ("../1870", "Until 1870"),
    ("S2", 1): ("1861-05-05/1861-05-08", "5 to 8 May 1861"),
    ("S2", 2): ("186X", "the 1860s"),
}
TALKED = pack_of("\n".join(TALK), times=[(10.0 * at, 10.0 * at + 9) for at in range(len(TALK))])
DECKED = pack_of("\n".join(DECK), "bullet", key="S2", levels=[1] * len(DECK))
BARE: Pack = replace(
    TALKED,
    sources=(source_of("S1", "transcript", title="S1"), source_of("S2", "slides", title="Letters, and more")),
    passages=(*TALKED.passages, *DECKED.passages),
    texts={**TALKED.texts, **DECKED.texts},
)


def span(source, line):
    return span_of(BARE, (TALK if source == "S1" else DECK)[line], source)


def when(source, line):
    edtf, text = DATES.get((source, line), (None, None))
    return When(edtf=edtf, text=text) if text else None


def told(source, line, **more):
    quote = span(source, line)
    wording = more.pop("wording", (Quoted(span=quote),))
    rest = {"wording": wording, "text": printed(wording), "when": when(source, line), "evidence": (quote,), **more}
    return replace(statement_of(BARE, TALK[0], key=f"{source}.t{line}"), **rest)


def event(source, line, **more):
    statement = told(source, line, **more)
    who = (Participant(role="agent", entity="E3"),) if (source, line) == ("S2", 1) else ()
    return Event(
        id=f"V{source}{line}",
        text=statement.text,
        wording=statement.wording,
        when=when(source, line),
        participants=who,
        place="E4" if who else None,
        evidence=statement.evidence,
        statement=statement.id,
        **MADE,
    )


def relation(key, line, actor, verb, target, *, category, polarity, confidence=1.0):
    return Relation(
        id=key,
        actor=actor,
        target=target,
        verb=verb,
        category=category,
        polarity=polarity,
        when=when("S1", line),
        statement=f"S1.t{line}",
        evidence=(span("S1", line),),
        made_by="test",
        confidence=confidence,
    )


def mentions(name):
    return tuple(
        BARE.texts[source].span(at, at + len(name))
        for source in ("S1", "S2")
        for at in range(len(BARE.texts[source].text))
        if BARE.texts[source].text.startswith(name, at)
    )


def entity(key, name, kind="person"):
    found = mentions(name)
    return replace(entity_of(BARE, "Airy", key=key, kind=kind), name=name, mentions=found, evidence=found[:1])


def named(line, name):
    """Put a name in brackets where the line says "he"."""
    whole, him = span("S1", line), mentions(name)[1]
    at = whole.quote.index(" he ")
    text = BARE.texts["S1"]
    parts = (text.span(whole.start, whole.start + at), text.span(whole.start + at + 4, whole.end))
    return {
        "wording": (Quoted(span=parts[0]), Inserted(text=name, span=him), Quoted(span=parts[1])),
        "evidence": (whole, him),
    }


def dated() -> Pack:
    """Give the pack; `coursepack.verifier` finds nothing in what is written of it."""
    lines = [*(("S1", at) for at in range(len(TALK))), *(("S2", at) for at in range(1, len(DECK)))]
    more = {("S1", 2): {"stance": "promised", "speaker": "E3"}, ("S1", 3): named(3, "Galle")}
    sentences = {"S1": sentences_of(BARE, *TALK), "S2": ()}
    sentences["S2"] = tuple(
        replace(
            sentences["S1"][0],
            id=f"S2.s{at}",
            source="S2",
            start=span("S2", at).start,
            end=span("S2", at).end,
            line=at + 1,
        )
        for at in range(1, len(DECK))
    )
    term = (span_of(BARE, "Orbit", "S2"), span_of(BARE, "the path of a planet.", "S2"))
    return replace(
        BARE,
        sentences=tuple(replace(each, section=f"C{each.source}") for key in ("S1", "S2") for each in sentences[key]),
        sections=tuple(
            Section(
                id=f"C{key}",
                title=title.quote,
                sentences=tuple(each.id for each in sentences[key]),
                evidence=(title,),
                **MADE,
            )
            for key, title in (("S1", span_of(BARE, "Galle")), ("S2", span_of(BARE, "letters", "S2")))
        ),
        statements=tuple(told(*line, **more.get(line, {})) for line in lines),
        entities=(
            entity("E1", "Galle"),
            entity("E2", "Le Verrier"),
            entity("E3", "Airy"),
            entity("E4", "Berlin", "place"),
        ),
        times=tuple(
            Time(id=f"D{at}", text=text, edtf=edtf, evidence=(span_of(BARE, text, source),), **MADE)
            for at, ((source, _), (edtf, text)) in enumerate(DATES.items())
        ),
        events=tuple(event(*line, **more.get(line, {})) for line in DATES),
        relations=(
            relation("R1", 0, "E1", "thank", "E2", category="SUPPORT", polarity=1),
            relation("R2", 1, "E3", "accuse", "E1", category="DISAPPROVE", polarity=-1),
            relation("R3", 2, "E3", "to help", "E2", category="AID", polarity=1),
            relation("R4", 4, "E3", "meet", "E1", category=None, polarity=0, confidence=0.3),
        ),
        terms=(
            Term(
                id="K1",
                name="Orbit",
                text="the path of a planet.",
                wording=(Quoted(span=term[1]),),
                evidence=term,
                **MADE,
            ),
        ),
    )
