"""A pack made by hand: captions with tags and character references, slides with marks, and a claim of each kind."""

from coursepack.model.anchors import Passage, Place, Source, Span, Text
from coursepack.model.claims import Alignment, Entity, Event, Section, Statement, Term, When
from coursepack.model.pack import Pack, Sentence
from coursepack.model.wording import Fixed, Inserted, Quoted, printed

SPOKEN = (
    "Ada Lovelace met Babbage in 1833 &amp; saw\n"
    "his <i>engine</i> 🙂 at work. [laughter] She promised\n"
    'notes "soon" </script><b>really</b>.\n'
)
SLIDES = "Computing\n**Engine**: a machine of brass\n  Built 1834 by R&D\n"
MADE = {"made_by": "test", "confidence": 1.0}
TEXTS = {"S1": Text("S1", SPOKEN), "S2": Text("S2", SLIDES)}


def span(source: str, quote: str) -> Span:
    start = TEXTS[source].text.index(quote)
    return TEXTS[source].span(start, start + len(quote))


def passage(ident: str, quote: str, **more) -> Passage:
    at = span(ident[:2], quote)
    rest = {"role": "speech", "level": 0, "place": None} | more
    return Passage(id=ident, source=at.source, start=at.start, end=at.end, line=at.line, **rest)


def statement(ident: str, *parts: Span | Inserted | Fixed, **more) -> Statement:
    wording = tuple(Quoted(span=part) if isinstance(part, Span) else part for part in parts)
    evidence = tuple(part.span for part in wording if not isinstance(part, Fixed))
    evidence = tuple(
        sorted(evidence, key=lambda each: any(isinstance(p, Inserted) and p.span == each for p in wording))
    )
    rest = {"stance": "asserted", "speaker": None} | more
    blank = dict.fromkeys(("subject", "verb", "object", "when"))
    text = printed(wording)
    return Statement(id=ident, text=text, wording=wording, evidence=evidence, salience=0.5, **blank, **rest, **MADE)


def _sentence(ident: str, section: str, first: str, last: str) -> Sentence:
    begin, end = span(ident[:2], first), span(ident[:2], last)
    return Sentence(
        id=ident, source=ident[:2], start=begin.start, end=end.end, line=begin.line, section=section, salience=0.5
    )


def example() -> Pack:
    ada, met = span("S1", "Ada Lovelace"), span("S1", "Ada Lovelace met Babbage in 1833 &amp; saw")
    promised = (
        Inserted(text="Ada Lovelace", span=ada),
        span("S1", "promised"),
        span("S1", 'notes "soon" </script><b>really</b>.'),
    )
    built = span("S2", "Built 1834 by R&D")
    texts = (span("S2", "Engine"), Fixed(key="colon"), span("S2", "a machine of brass"))
    term = statement("x", texts[2])
    event = statement("x", built)
    return Pack(
        generator="coursepack test",
        sources=(
            Source(id="S1", path="a.vtt", kind="transcript", title="Ada <& Co>", sha256="", language="en"),
            Source(id="S2", path="b.md", kind="slides", title="Computing", sha256="", language="en"),
        ),
        passages=(
            passage("S1.p1", met.quote, place=Place(time=(3.0, 5.0)), voice="Dr. Orr"),
            passage(
                "S1.p2",
                "his <i>engine</i> 🙂 at work. [laughter] She promised",
                place=Place(time=(5.0, 8.0)),
                voice="Dr. Orr",
            ),
            passage("S1.p3", promised[2].quote, place=Place(time=(8.0, 9.0)), voice="Dr. Orr"),
            passage("S2.p1", "Computing", role="heading", level=1, place=Place(slide=1)),
            passage("S2.p2", "**Engine**: a machine of brass", role="bullet", level=1, place=Place(slide=1)),
            passage("S2.p3", built.quote, role="bullet", level=2, place=Place(slide=1)),
        ),
        sentences=(
            _sentence("S1.s1", "sc1", "Ada", "at work."),
            _sentence("S1.s2", "sc1", "She promised", "</b>."),
            _sentence("S2.s1", "sc2", "**Engine", "brass"),
            _sentence("S2.s2", "sc2", "Built", "R&D"),
        ),
        sections=(
            Section(id="sc1", title="Ada Lovelace", sentences=("S1.s1", "S1.s2"), evidence=(ada,), **MADE),
            Section(
                id="sc2", title="Computing", sentences=("S2.s1", "S2.s2"), evidence=(span("S2", "Computing"),), **MADE
            ),
        ),
        entities=(
            Entity(
                id="e1", kind="person", name="Ada Lovelace", aliases=("Ada",), mentions=(ada,), evidence=(ada,), **MADE
            ),
        ),
        statements=(
            statement("st1", met, span("S1", "engine"), span("S1", "at work.")),
            statement("st2", *promised, stance="promised", speaker="e1"),
            statement("st3", *texts),
            statement("st4", built),
        ),
        events=(
            Event(
                id="ev1",
                text=event.text,
                wording=event.wording,
                when=When(edtf="1834", text="1834"),
                participants=(),
                place=None,
                evidence=event.evidence,
                **MADE,
            ),
        ),
        terms=(
            Term(id="tm1", name="Engine", text=term.text, wording=term.wording, evidence=(texts[0], texts[2]), **MADE),
        ),
        alignments=(
            Alignment(sentence="S1.s1", passage="S2.p1", confidence=0.9),
            Alignment(sentence="S1.s2", passage="S2.p1", confidence=0.9),
        ),
        texts=TEXTS,
        marks={
            "S1": tuple(
                (each.start, each.end) for each in (span("S1", "<i>"), span("S1", "</i>"), span("S1", "[laughter]"))
            ),
            "S2": ((10, 12), (18, 20)),
        },
    )
