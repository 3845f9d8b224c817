"""The lines of the views: what is shown first, whose date a relation has, and whom a party stands for."""

from __future__ import annotations

from msgspec.structs import replace

from builders import span_of
from coursepack.model.claims import When
from coursepack.model.reference import Places
from coursepack.writers._site_rows import views_of
from quarrel import quarrel


def views(pack):
    return views_of(pack, Places(pack))


def test_a_heading_dates_the_relation_under_it():
    """Where the statement has no date and its event has one from elsewhere, the relation is drawn at that one."""
    pack = quarrel()
    heading = span_of(pack, "In 1847")
    event = replace(
        pack.events[2], when=When(edtf="1847", text="In 1847"), evidence=(heading, *pack.events[2].evidence)
    )
    tie = views(replace(pack, events=(*pack.events[:2], event))).ties[-1]
    assert (tie.edtf, tie.claims) == ("1847", ("R3", "V3"))


def test_the_date_inside_a_statement_is_not_every_verbs():
    """Of "Around 1850 Airy promised to help" the help has no date."""
    assert views(quarrel()).ties[-1].edtf == ""


def test_what_is_not_told_as_done_is_hollow():
    """Promised, reported and only wanted relations look it."""
    looks = {tie.line.claim: tie.look for tie in views(quarrel()).ties}
    assert looks == {"R1": "up apart", "R2": "down", "R3": "up hollow apart"}


def test_two_states_are_shown_for_those_who_stand_for_them():
    """A view by state needs two, and two different ones."""
    pack = quarrel()
    assert [tie.states is not None for tie in views(pack).ties] == [False, True, False]
    one = [replace(each, of="E4") if each.of else each for each in pack.entities]
    assert not views(replace(pack, entities=tuple(one))).has_states


def test_the_weightiest_deeds_come_first():
    """Three are shown at once, in order of time; the rest lies under "More"."""
    pack = quarrel()
    told = [replace(each, subject="E3", salience=0.3 + 0.1 * at) for at, each in enumerate(pack.statements[:5])]
    (doer,) = [
        each for each in views(replace(pack, statements=(*told, pack.statements[5]))).doers if each.entity.id == "E3"
    ]
    assert [line.line.id for line in doer.first] == ["deed-E3-T2", "deed-E3-T3", "deed-E3-T4"]
    assert [line.line.id for line in doer.more] == ["deed-E3-T0", "deed-E3-T1"]


def test_the_cue_is_a_part_of_its_own():
    """A reader sees which word states the cause, and which sets positions against each other."""
    found = views(quarrel())
    assert [part.text for part in found.causes[0].line.parts if part.look == "cue"] == ["because"]
    assert [part.text for part in found.positions[0].line.parts] == ["clashed with"]


def test_the_legend_explains_what_is_drawn_and_no_more():
    """No open end is drawn, so none is explained."""
    assert views(quarrel()).legend == ("legend.dated", "legend.uncertain", "legend.not_asserted")
