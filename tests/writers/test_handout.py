"""What every hand-out prints, and that no pack breaks it."""

import io

from docx import Document
from hypothesis import HealthCheck, given, settings
from lxml import etree
from msgspec.structs import replace

from coursepack.writers import docx, epub, glossary, obsidian, summary
from coursepack.writers._handout import asked, handout
from lights import lights
from strategies import packs


def texts(pack, *kinds):
    return [line.text for line in handout(pack) if line.kind in kinds]


def test_parts_follow_each_other():
    """Notes, the further sources, timeline, terms, questions, answers, sources."""
    assert [line.text for line in handout(lights()) if line.kind == "heading" and line.level == 1] == [
        "Notes",
        "Four towers on one reef (S2)",
        "Timeline",
        "Terms",
        "Questions",
        "Answers",
        "Sources",
    ]


def test_a_part_without_anything_has_no_heading():
    """A pack of one source without dates, terms and questions is its notes."""
    pack = replace(lights(), events=(), terms=(), questions=())
    assert [line.text for line in handout(pack) if line.fixed][:1] == ["Notes"]
    assert not {"Timeline", "Terms", "Questions", "Answers"} & set(texts(pack, "heading"))


def test_the_weightiest_questions_are_asked_in_the_order_of_the_text():
    """Those that can be asked without choices; each has its answer."""
    pack = lights()
    assert [each.id for each in asked(pack, 2)] == ["q1", "q4"]
    assert len(texts(pack, "question")) == 2 * len(asked(pack))


# Packs are drawn with any characters, so a draw is slow and often too large.
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(packs())
def test_every_hand_out_can_be_opened(pack):
    """Whatever signs a pack holds; and the same pack gives the same bytes."""
    for writer in (docx, epub, glossary, obsidian, summary):
        output = writer.write(pack)
        assert output == writer.write(pack)
    assert Document(io.BytesIO(docx.write(pack).files["handout.docx"])).paragraphs
    assert etree.fromstring(docx._properties(pack.sources[0].title)) is not None
    assert epub.write(pack).files["handout.epub"][30:38] == b"mimetype"
