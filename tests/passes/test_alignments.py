"""Which slide a sentence goes with, and where none is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, source_of
from coursepack.model.anchors import Place
from coursepack.model.pack import Pack
from coursepack.notices import Log
from coursepack.passes import alignments, sentences

TALK = """The tides follow the moon.
Its gravity pulls a bulge of water around the Earth.
So spring tides come at full moon.
Now to harbours.
A lock has two gates, and ships wait in the basin between them.
The pilots bring them in."""
TIDES = """Tides
Gravity of the moon: a bulge of water
Spring tides at full moon"""
HARBOURS = """Harbours
Locks: two gates, a basin
Pilots of ships"""
SHIPS = """Steamers
Boilers, funnels, coal
Screws and paddles"""
BAKING = """Sourdough
Flour, water, salt
A starter of wild yeast"""


def deck(text: str, key: str) -> Pack:
    """Make a slide of each heading, which has two lines under it."""
    made = pack_of(text, "bullet", key=key)
    passages = [
        replace(each, role="heading" if at % 3 == 0 else "bullet", level=1) for at, each in enumerate(made.passages)
    ]
    return replace(made, sources=(source_of(key, "slides"),), passages=tuple(passages))


def joined(talk: Pack, *decks: Pack) -> Pack:
    packs = (replace(talk, sources=(source_of("S1", "transcript"),)), *decks)
    together = replace(
        packs[0],
        sources=tuple(source for pack in packs for source in pack.sources),
        passages=tuple(passage for pack in packs for passage in pack.passages),
        texts={key: text for pack in packs for key, text in pack.texts.items()},
    )
    return sentences.run(together, Log())


def slides(pack: Pack) -> list[str]:
    """Give the heading of each sentence's slide, "" for none."""
    pack = alignments.run(pack, Log())
    said = {each.id: pack.texts[each.source].text[each.start : each.end] for each in pack.passages}
    heads = {each.sentence: said[each.passage] for each in pack.alignments}
    return [heads.get(each.id, "") for each in pack.sentences if each.source == "S1"]


def test_slides_by_their_headings():
    """Where a deck has no numbers, a heading begins a slide; where a talk has no times, its characters tell them."""
    assert slides(joined(pack_of(TALK), deck(f"{TIDES}\n{HARBOURS}", "S2"))) == ["Tides"] * 3 + ["Harbours"] * 3


def test_two_decks_of_one_talk():
    """Each that the talk's words speak for is taken, in the order of the sources; what is no deck of it is not."""
    pack = joined(
        pack_of(TALK),
        deck(f"{TIDES}\n{SHIPS}", "S2"),
        deck(f"{BAKING}\n{SHIPS}", "S3"),
        deck(f"{SHIPS}\n{HARBOURS}", "S4"),
    )
    assert set(slides(pack)) - {""} == {"Tides", "Harbours"}


def test_another_lectures_deck():
    """No sentence is said to go with slides that it says nothing of."""
    assert set(slides(joined(pack_of(TALK), deck(f"{BAKING}\n{SHIPS}", "S2")))) == {""}


@pytest.mark.parametrize("text", ["", TIDES])
def test_a_talk_or_a_deck_alone(text):
    """Nothing to align is no error."""
    packs = [deck(text, "S2")] if text else []
    pack = joined(pack_of("" if text else TALK), *packs)
    assert alignments.run(pack, Log()).alignments == ()


def test_a_picture_between_two_slides():
    """A page without text is a slide, which no passage stands for."""
    made = deck(f"{TIDES}\n{HARBOURS}", "S2")
    pages = [replace(each, place=Place(page=1 if at < 3 else 3)) for at, each in enumerate(made.passages)]
    found = alignments.slides_of(replace(made, passages=tuple(pages)), "S2")
    assert [(each.number, len(each.passages)) for each in found] == [(1, 3), (2, 0), (3, 3)]


def test_a_page_that_is_told_of_twice():
    """What stands on an earlier page and is read later belongs to that page."""
    made = deck(f"{TIDES}\n{HARBOURS}", "S2")
    pages = [replace(each, place=Place(page=2 if at == 1 else 1)) for at, each in enumerate(made.passages)]
    found = alignments.slides_of(replace(made, passages=tuple(pages)), "S2")
    assert [(each.number, len(each.passages)) for each in found] == [(1, 5), (2, 1)]


def test_two_copies_of_a_deck():
    """Which say no more together than one: the first is taken."""
    pack = joined(pack_of(TALK), *(deck(f"{TIDES}\n{HARBOURS}", key) for key in ("S2", "S3")))
    found = alignments.run(pack, Log()).alignments
    assert {each.passage for each in found} == {"S2.p1", "S2.p4"}
