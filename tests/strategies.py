"""Sound packs for properties: every span is drawn inside a text, every reference names what is there."""

from __future__ import annotations

from hypothesis import strategies as st

from coursepack.model.anchors import Passage, Place, Source, Text
from coursepack.model.claims import (
    Alignment,
    Comparison,
    Entity,
    Event,
    Link,
    Participant,
    Question,
    Relation,
    Section,
    Statement,
    Term,
    Time,
    When,
)
from coursepack.model.pack import Pack, Sentence
from coursepack.model.trees import Reference, Token, Tree
from coursepack.model.wording import FIXED, Fixed, Inserted, Quoted
from coursepack.notices import Notice, NoticePlace

__all__ = ["packs", "texts"]

# Any characters but lone surrogates, which no decoded text holds; line breaks and our own marks come up often.
texts = st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("\n @|&;:\u2028\r")), min_size=1)
names = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
shares = st.floats(0, 1)
seconds = st.floats(0, 1e5)
places = st.one_of(
    st.none(),
    st.builds(Place, time=st.tuples(seconds, seconds)),
    st.builds(Place, page=st.integers(1, 999)),
    st.builds(Place, slide=st.integers(1, 999)),
)
whens = st.one_of(st.none(), st.builds(When, edtf=st.one_of(st.none(), st.just("1958-08")), text=names))


def spans(texts_by_source):
    def drawn(key):
        text = texts_by_source[key]
        starts = st.integers(0, len(text.text) - 1)
        return starts.flatmap(
            lambda start: st.integers(start + 1, len(text.text)).map(lambda end: text.span(start, end))
        )

    return st.sampled_from(sorted(texts_by_source)).flatmap(drawn)


@st.composite
def packs(draw):
    """Give a pack with up to two records of each collection, working values included."""
    by_source = {key: Text(key, draw(texts)) for key in draw(st.sampled_from([("S1",), ("S1", "S2")]))}
    span = spans(by_source)
    proof = {"made_by": names, "confidence": shares, "evidence": st.lists(span, min_size=1, max_size=2).map(tuple)}
    wording = st.lists(
        st.one_of(
            st.builds(Quoted, span=span),
            st.builds(Inserted, text=names, span=span),
            st.builds(Fixed, key=st.sampled_from(sorted(FIXED))),
        ),
        max_size=3,
    ).map(tuple)

    def some(made, letter, **fields):
        return tuple(
            draw(st.builds(made, id=st.just(f"{letter}{at}"), **fields)) for at in range(draw(st.integers(0, 2)))
        )

    def ranged(kind, letter, **fields):
        found = []
        for at in range(draw(st.integers(0, 2))):
            here = draw(span)
            values = {"id": f"{letter}{at}", "source": here.source, "line": here.line}
            found.append(
                kind(start=here.start, end=here.end, **values, **{key: draw(each) for key, each in fields.items()})
            )
        return tuple(found)

    def ids(records):
        known = [record.id for record in records]
        return st.sampled_from(known) if known else st.none()

    def every(records):
        return st.lists(ids(records), max_size=2).map(tuple) if records else st.just(())

    passages = ranged(
        Passage,
        "p",
        role=st.sampled_from(["speech", "bullet", "heading"]),
        level=st.integers(0, 3),
        place=places,
        voice=names,
    )
    sentences = ranged(Sentence, "s", section=st.none(), salience=shares)
    sections = some(Section, "c", title=names, sentences=every(sentences), **proof)
    mentions = st.lists(span, min_size=1, max_size=2).map(tuple)
    entities = some(
        Entity,
        "e",
        kind=st.sampled_from(["person", "work"]),
        name=names,
        aliases=st.lists(names, max_size=2).map(tuple),
        mentions=mentions,
        **proof,
    )
    words = st.one_of(st.none(), names)
    statements = some(
        Statement,
        "t",
        text=names,
        wording=wording,
        subject=words,
        verb=words,
        object=words,
        when=whens,
        stance=st.sampled_from(["asserted", "denied"]),
        speaker=words,
        salience=shares,
        **proof,
    )
    participants = st.lists(st.builds(Participant, role=st.just("agent"), entity=ids(entities)), max_size=2).map(tuple)
    events = some(
        Event,
        "v",
        text=names,
        wording=wording,
        when=whens.filter(bool),
        participants=participants if entities else st.just(()),
        place=st.one_of(st.none(), ids(entities)),
        **proof,
    )
    relations = some(
        Relation,
        "r",
        actor=names,
        target=words,
        verb=names,
        category=words,
        polarity=st.sampled_from([-1, 0, 1]),
        when=whens,
        statement=ids(statements),
        **proof,
    )
    links = ()
    if statements:
        links = some(Link, "l", kind=st.just("cause"), from_=ids(statements), to=ids(statements), cue=span, **proof)
    comparisons = some(
        Comparison,
        "d",
        verdict=st.sampled_from(["agree", "only"]),
        about=names,
        field=st.sampled_from(["time", None]),
        statements=every(statements),
        **proof,
    )
    alignments = ()
    if sentences and passages:
        alignments = tuple(
            draw(
                st.lists(
                    st.builds(Alignment, sentence=ids(sentences), passage=ids(passages), confidence=shares), max_size=2
                )
            )
        )
    notice_places = st.builds(NoticePlace, source=names, line=st.one_of(st.none(), st.integers(1, 9)))
    token = span.flatmap(
        lambda here: st.builds(
            Token, start=st.just(here.start), end=st.just(here.end), text=st.just(here.quote), head=st.integers(0, 3)
        )
    )
    return Pack(
        generator=draw(names),
        sources=tuple(
            draw(st.builds(Source, id=st.just(key), path=names, kind=st.just("slides"), title=names, sha256=names))
            for key in by_source
        ),
        passages=passages,
        sentences=sentences,
        sections=sections,
        entities=entities,
        statements=statements,
        times=some(Time, "m", text=names, edtf=words, **proof),
        events=events,
        relations=relations,
        links=links,
        terms=some(Term, "k", name=names, text=names, wording=wording, **proof),
        comparisons=comparisons,
        alignments=alignments,
        questions=some(
            Question,
            "q",
            kind=st.just("cloze"),
            prompt=names,
            answer=names,
            asks=st.just("name"),
            prompt_wording=wording,
            distractors=st.lists(names, max_size=2).map(tuple),
            **proof,
        ),
        notices=tuple(
            draw(st.lists(st.builds(Notice, kind=st.just("format"), text=names, place=notice_places), max_size=2))
        ),
        texts=by_source,
        marks={"S1": ((0, 1),)} if draw(st.booleans()) else {},
        trees=tuple(
            draw(
                st.lists(
                    st.builds(
                        Tree,
                        sentence=st.sampled_from(["s0", "s1"]),
                        source=st.just("S1"),
                        passages=st.just(("p0",)),
                        tokens=st.lists(token, max_size=2).map(tuple),
                        lead=st.one_of(st.none(), st.just((0, 1))),
                    ),
                    max_size=2,
                )
            )
        ),
        references=tuple(
            draw(
                st.lists(
                    st.builds(
                        Reference,
                        source=st.just("S1"),
                        start=st.just(0),
                        end=st.just(1),
                        entity=ids(entities),
                        confidence=shares,
                    ),
                    max_size=2 if entities else 0,
                )
            )
        ),
    )
