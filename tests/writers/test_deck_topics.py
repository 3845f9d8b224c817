"""Which slide of a deck what was said stands on: the one that was shown, else that of its section."""

from __future__ import annotations

from msgspec.structs import replace

from builders import pack_of, sentences_of, source_of, span_of, statement_of
from coursepack.model.claims import Alignment, Section
from coursepack.model.outline import outline
from coursepack.writers._deck_topics import topics

SLIDES = "Iron\nIron rusts.\nCopper\nCopper bends.\nCopper shines.\nCopper conducts.\nLessons\nMetals differ."
SAID = ("The rails were iron.", "They broke in frost.", "The roof was copper.", "It turned green.", "Zinc came later.")


def shown(slide_of, *sections):
    """Give what is told by topic: `slide_of` says of each sentence which heading was shown, sections group them."""
    slides = pack_of(SLIDES, role="bullet", key="S2")
    heads = {"Iron": "S2.p1", "Copper": "S2.p3", "Lessons": "S2.p7"}
    passages = tuple(
        replace(each, role="heading", level=1) if each.id in heads.values() else each for each in slides.passages
    )
    speech = pack_of("\n".join(SAID))
    told = [(f"S1.s{at}", quote, speech) for at, quote in enumerate(SAID, start=1)]
    pack = replace(
        speech,
        sources=(source_of(kind="transcript"), source_of("S2", kind="slides")),
        texts={**speech.texts, **slides.texts},
        passages=(*speech.passages, *passages),
    )
    sentences, own = sentences_of(pack, *SAID), []
    for at, passage in enumerate(passages):
        if passage.role == "bullet":
            own.append((f"S2.s{at}", pack.texts["S2"].span(passage.start, passage.end)))
    kind = {"made_by": "sections", "confidence": 1.0}
    chapters = [("Iron", 0, 1), ("Copper", 1, 4), ("Lessons", 4, 5)]
    shelves = [
        Section(
            id=f"C{title}",
            title=title,
            sentences=tuple(each for each, _ in own[a:b]),
            evidence=(span_of(pack, title, "S2"),),
            **kind,
        )
        for title, a, b in chapters
    ]
    shelves += [
        Section(id=f"D{title}", title=title, sentences=tuple(ids), evidence=(span_of(pack, SAID[0]),), **kind)
        for title, *ids in sections
    ]
    more = [replace(sentences[0], id=ident, source="S2", start=span.start, end=span.end) for ident, span in own]
    statements = [statement_of(pack, quote, key=f"T{ident}") for ident, quote, _ in told]
    statements += [
        replace(statements[0], id=f"T{ident}", text=span.quote, wording=(), evidence=(span,)) for ident, span in own
    ]
    aligned = [Alignment(sentence=f"S1.s{at}", passage=heads[head], confidence=0.9) for at, head in slide_of.items()]
    pack = replace(
        pack,
        sentences=(*sentences, *more),
        statements=tuple(replace(each, wording=statements[0].wording) for each in statements),
        sections=tuple(shelves),
        alignments=tuple(aligned),
    )
    return [(each.section.title, [item.statement.text for item in each.said]) for each in topics(outline(pack), pack)]


def test_what_is_said_stands_with_the_slide_that_was_shown():
    """Also where its section has the title of another slide; what goes with none stays with what was said before it."""
    assert shown({1: "Iron", 3: "Copper", 5: "Copper"}, ("Copper", "S1.s1", "S1.s2", "S1.s3", "S1.s4", "S1.s5")) == [
        ("Iron", list(SAID[:2])),
        ("Copper", list(SAID[2:])),
        ("Lessons", []),
    ]


def test_where_few_slides_are_known_a_section_stays_whole():
    """With the slide of its title."""
    assert shown({1: "Iron"}, ("Copper", "S1.s1", "S1.s2", "S1.s3"))[:2] == [("Iron", []), ("Copper", list(SAID[:3]))]


def test_a_section_of_its_own_title_follows_the_slide_that_was_shown():
    """A slide that says little has what was said to it; one that says enough leaves it to the section."""
    assert shown({1: "Copper", 2: "Copper", 3: "Lessons"}, ("Roofs", "S1.s1", "S1.s2", "S1.s3")) == [
        ("Iron", []),
        ("Copper", []),
        ("Roofs", list(SAID[:2])),
        ("Lessons", [SAID[2]]),
    ]
