"""Where marks stand: lanes, sides of the line, bars and what fades."""

from __future__ import annotations

from msgspec.structs import replace

from coursepack.model.claims import When
from coursepack.writers._chronicle import chronicle
from coursepack.writers._site_charts import chart_of, plot_of
from coursepack.writers._ties import dealings
from quarrel import quarrel


def chart(*values):
    pack = quarrel()
    first = pack.events[0]
    events = [
        replace(first, id=f"V{at}", when=When(edtf=value, text="1846"), statement=None)
        for at, value in enumerate(values)
    ]
    return chart_of(chronicle(replace(pack, events=tuple(events))))


def test_events_of_one_year_stack():
    """No two dots lie on each other."""
    found = chart("1846", "1846", "1846", "1850", "1860").dots
    assert len({(dot.x, dot.y) for dot in found}) == 5
    assert len({dot.x for dot in found}) == 3


def test_a_crowd_stays_low():
    """A hundred events of one year have lower lanes, not a drawing of a hundred lanes."""
    assert chart(*["1846"] * 100, "1840").axis < 220


def test_a_stretch_of_time_is_a_bar_below():
    """Ranges, decades and open ends lie below the labels; a year is a dot on the line."""
    found = chart("1846", "1850/1855", "186X", "../1848", "1849/..")
    assert [dot.claim for dot in found.dots] == ["V0"]
    assert {band.claim: band.opens for band in found.bands} == {"V1": "", "V2": "", "V3": "start", "V4": "end"}
    assert all(band.y > found.axis for band in found.bands)


def test_an_open_end_fades_away_from_its_date():
    """What is told as "by 1848" fades to the left, "since 1849" to the right."""
    by, since = (band for band in chart("1840", "1846", "../1848", "1849/..", "1860").bands)
    assert list(by.fade) == sorted(by.fade, reverse=True)
    assert list(since.fade) == sorted(since.fade)
    assert by.fade[-1] < by.x + by.width
    assert since.fade[0] >= since.x


def test_nothing_dated_is_nothing_drawn():
    """An event whose date can't be told stands in the list alone."""
    assert chart(None) is None


def test_cooperation_stands_above_and_conflict_below():
    """The line parts them; a stronger one stands further off, and one without a date in the strip."""
    plot = plot_of(dealings(quarrel()))
    thanked, accused = plot.dated.dots
    assert thanked.y < plot.dated.axis < accused.y
    (helped,) = plot.undated.dots
    assert helped.claim == "R3"
    assert plot.undated.axis - helped.y > plot.dated.axis - thanked.y


def test_relations_of_one_date_lie_beside_or_behind_each_other():
    """No dot hides another, and the drawing is as high as they need."""
    rows = dealings(quarrel())
    many = [replace(rows[0], relation=replace(rows[0].relation, id=f"R{at}")) for at in range(60)]
    strip = plot_of([*many, rows[1]]).dated
    assert len({(dot.x, dot.y) for dot in strip.dots}) == 61
    assert all(10 < dot.y < strip.height - 10 for dot in strip.dots)
