"""What a summary tells: the weightiest that stand alone, each section's share, nothing twice."""

from __future__ import annotations

from msgspec.structs import replace

from builders import pack_of, section_of, sentences_of, statement_of
from coursepack.model.wording import words
from coursepack.writers._summary import digest
from lights import lights

LINES = (
    "Smeaton studied mortar under water for twenty years.",
    "Winstanley painted gold on the wooden tower.",
    "Rudyerd built a tower of oak and iron.",
    "Douglass moved the upper half to Plymouth.",
)


def story(saliences, sections=("C1", "C1", "C1", "C2")):
    pack = pack_of("\n".join(LINES))
    sentences = [replace(each, section=key) for each, key in zip(sentences_of(pack, *LINES), sections, strict=True)]
    keys = dict.fromkeys(sections)
    found = []
    titles = dict(zip(keys, ("Smeaton", "Douglass"), strict=False))
    for key, title in titles.items():
        own = [each.id for each in sentences if each.section == key]
        found.append(section_of(pack, title, *own, key=key))
    told = [
        statement_of(pack, line, key=f"t{at}", verb="build", salience=saliences[at]) for at, line in enumerate(LINES)
    ]
    return replace(pack, sentences=tuple(sentences), sections=tuple(found), statements=tuple(told))


def texts(pack, most):
    return [item.statement.text for each in digest(pack, most) for item in each.items]


def test_the_weightiest_are_told_in_order():
    """As many as there is room for."""
    assert texts(story((0.5, 0.9, 0.8, 0.4)), 18) == [LINES[1], LINES[2]]


def test_each_section_has_its_share():
    """What a section has already makes its next one worth less."""
    assert texts(story((0.9, 0.85, 0.8, 0.7)), 24) == [LINES[0], LINES[1], LINES[3]]


def test_nothing_is_told_that_weighs_little():
    """A section of little weight has no word in it."""
    assert texts(story((0.9, 0.9, 0.9, 0.3)), 100) == list(LINES[:3])


def test_nothing_is_told_twice():
    """The slides tell of the lime again, and the summary does not."""
    told = texts(lights(), 400)
    assert len([text for text in told if "lime" in text]) == 1


def test_a_summary_fits_its_page():
    """Its words, those of headings among them, are no more than there is room for."""
    for most in (20, 60, 200):
        found = digest(lights(), most)
        lines = [each.section.title for each in found] + texts(lights(), most)
        assert sum(len(words(line)) for line in lines) <= most
