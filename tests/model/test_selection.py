"""What is left of a pack for its writers when only a part of it is asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of, section_of, sentences_of, statement_of, term_of
from coursepack.errors import UsageError
from coursepack.model.claims import Event, Link, When
from coursepack.model.outline import outline
from coursepack.model.selection import Selection, select

SPOKEN = "Steel rose in 1958.\nGrain fell.\nA kolkhoz is a farm."


@pytest.fixture
def pack():
    """Two sections, three statements, an event, a link and a term."""
    bare = pack_of(SPOKEN)
    sentences = sentences_of(bare, "Steel rose in 1958.", "Grain fell.", "A kolkhoz is a farm.")
    homes = ("S1.h1", "S1.h1", "S1.h2")
    steel = statement_of(bare, "Steel rose in 1958.", key="S1.t1", salience=0.9)
    grain = statement_of(bare, "Grain fell.", key="S1.t2", salience=0.3)
    farm = statement_of(bare, "A kolkhoz is a farm.", key="S1.t3", salience=0.6)
    made = {"made_by": "hand", "confidence": 1.0}
    event = Event(
        id="V1",
        text=steel.text,
        wording=steel.wording,
        when=When(edtf="1958", text="1958"),
        participants=(),
        place=None,
        evidence=steel.evidence,
        statement="S1.t1",
        **made,
    )
    cue = bare.texts["S1"].span(0, 5)
    link = Link(id="L1", kind="cause", from_="S1.t1", to="S1.t2", cue=cue, evidence=steel.evidence, **made)
    return replace(
        bare,
        sentences=tuple(replace(each, section=home) for each, home in zip(sentences, homes, strict=True)),
        sections=(
            section_of(bare, "Steel", "S1.s1", "S1.s2", key="S1.h1"),
            section_of(bare, "kolkhoz", "S1.s3", key="S1.h2"),
        ),
        statements=(steel, grain, farm),
        events=(event,),
        links=(link,),
        terms=(term_of(bare, "kolkhoz", "a farm"),),
    )


def told(pack):
    return [item.statement.id for volume in outline(pack) for chapter in volume.chapters for item in chapter.items]


def test_nothing_asked_is_everything(pack):
    """The same pack, not a copy of it."""
    assert select(pack, Selection()) is pack


def test_what_weighs_less_is_not_told(pack):
    """Nor is a link to it; the statement itself stays, as others may name it."""
    shown = select(pack, Selection(least=0.5))
    assert told(shown) == ["S1.t1", "S1.t3"]
    assert (shown.links, shown.events) == ((), pack.events)
    assert [each.id for each in shown.statements] == ["S1.t1", "S1.t2", "S1.t3"]


def test_one_kind_alone(pack):
    """Statements are then told by nothing but the claims of that kind."""
    shown = select(pack, Selection(kinds=frozenset({"dates"})))
    assert (told(shown), shown.events, shown.terms, shown.links) == ([], pack.events, (), ())


@pytest.mark.parametrize(
    ("part", "ids"), [("STEEL", ["S1.t1", "S1.t2"]), ("kolk", ["S1.t3"]), ("S1.txt", ["S1.t1", "S1.t2", "S1.t3"])]
)
def test_a_section_or_source_alone(pack, part, ids):
    """By a piece of a title in any case, a source by its name."""
    shown = select(pack, Selection(parts=(part,)))
    assert told(shown) == ids
    assert bool(shown.terms) == ("S1.t3" in ids)


def test_a_part_that_is_nothing_is_told(pack):
    """The message lists what can be named."""
    with pytest.raises(UsageError, match=r"'tea' is no kind, source or part of a section's title.*causes.*S1"):
        select(pack, Selection(parts=("tea",)))
