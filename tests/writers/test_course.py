"""A course's page: what leads where, and in which order names stand."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of, section_of, source_of, span_of
from coursepack.model.course import Course, Lecture
from coursepack.writers._course import write


def course_of(*lectures, title="History"):
    return Course(
        generator="coursepack 0",
        name="course",
        title=title,
        key="",
        lectures=tuple(
            Lecture(id=f"0{number}", name="", title=f"Lecture {number}", sources=sources, key="")
            for number, sources in enumerate(lectures, 1)
        ),
    )


def two_sources():
    """Two sources of one pack: the second lecture names Mao again."""
    one, other = pack_of("Lenin met Mao.", key="S1"), pack_of("Words.\nMao spoke.", key="S2")
    return replace(
        one,
        sources=(source_of("S1"), source_of("S2")),
        passages=one.passages + other.passages,
        texts={**one.texts, **other.texts},
    )


def printed(pack, course, contents=None):
    return write(pack, course, contents or {}).files["index.html"].decode()


def test_a_name_leads_to_each_lecture_that_says_it():
    """To its first mention there, on the lecture's own page; who is in more lectures stands first."""
    pack = two_sources()
    mao = (span_of(pack, "Mao"), span_of(pack, "Mao", "S2"))
    entities = (entity_of(pack, "Lenin", key="e1"), entity_of(pack, "Mao", key="e2", mentions=mao))
    page = printed(replace(pack, entities=entities), course_of(("S1",), ("S2",)))
    assert page.index('id="e2"') < page.index('id="e1"')
    assert 'href="lectures/01/index.html#S1.p1" data-in="01"' in page
    assert 'href="lectures/02/index.html#S1.p2" data-in="02"' in page


def test_a_lectures_second_source_keeps_its_place():
    """S2 of the course is S2 of a lecture that has both."""
    pack = two_sources()
    entities = (entity_of(pack, "Mao", mentions=(span_of(pack, "Mao", "S2"),)),)
    assert 'href="lectures/01/index.html#S2.p2"' in printed(replace(pack, entities=entities), course_of(("S1", "S2")))


def test_sections_are_those_of_the_lectures_own_page():
    """Their ids are the lecture's, and so are the traces."""
    pack = two_sources()
    section = section_of(pack, "Lenin met Mao", "S1.s1", key="sec4")
    output = write(pack, course_of(("S1",), ("S2",)), {"01": (section,)})
    assert b'<a href="lectures/01/index.html#sec4" id="01-sec4">Lenin met Mao</a>' in output.files["index.html"]
    assert ("01/sec4",) in [line.claims for line in output.trace]


def test_a_title_is_no_mark_up():
    """Whatever a user writes into course.toml is shown, and does nothing."""
    page = printed(two_sources(), course_of(("S1",), ("S2",), title="<script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_what_there_is_none_of_has_no_heading():
    """A course without dates, names and terms is a list of lectures."""
    page = printed(two_sources(), course_of(("S1",), ("S2",)))
    assert 'id="lectures"' in page
    assert not any(f'id="{each}"' in page for each in ("dates", "people", "jump-dates"))
