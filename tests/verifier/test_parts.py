"""The parts of claims that a format may print alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack.model.claims import Question
from coursepack.model.wording import Fixed, Quoted, printed
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.telling import Teller


@pytest.fixture
def teller(pack):
    """Tells a pack that has a question, made of its third statement."""
    [statement] = [each for each in pack.statements if each.id == "S1.c3"]
    text, at = pack.texts["S1"], pack.texts["S1"].text.index("Johann Galle")
    answer = (Quoted(span=text.span(at, at + len("Johann Galle"))),)
    rest = (Quoted(span=text.span(at + len("Johann Galle") + 1, at + len("Johann Galle found Neptune"))),)
    other = (Quoted(span=pack.entities[0].evidence[0]),)
    question = Question(
        id="Q1",
        kind="choice",
        prompt=printed((Fixed(key="blank"), *rest)),
        prompt_wording=(Fixed(key="blank"), *rest),
        answer=printed(answer),
        answer_wording=answer,
        distractors=(printed(other),),
        distractor_wordings=(other,),
        items=(answer, other),
        partners=(other, answer),
        evidence=statement.evidence,
        made_by="hand",
        confidence=1.0,
    )
    return Teller(Lookup(replace(pack, questions=(question,))))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Q1/prompt", "found Neptune"),
        ("Q1/answer", "Johann Galle"),
        ("Q1/distractor/1", "Urbain Le Verrier"),
        ("Q1/item/2", "Urbain Le Verrier"),
        ("Q1/partner/2", "Johann Galle"),
        ("S1.c1/quote", "In 1846 Urbain Le Verrier worked out where a new"),
        ("S1.c1/quote/2", "planet must be"),
        ("S1.c3/text", "Johann Galle found Neptune in Berlin on 23 September 1846"),
        ("E1/name", "Urbain Le Verrier"),
        ("X1/text", "a pull that bends an orbit"),
        ("L1/effect", "the new telescope"),
        ("S1.h1/title", "a new"),
        ("R1/when", "23 September 1846"),
    ],
)
def test_a_part_is_told_in_its_own_words(teller, part, words):
    """The first way is the usual one."""
    assert " ".join(teller.tellings(part)[0].words) == words


def test_a_quote_may_run_over_several_spans(teller):
    """Of a sentence over two captions: the first alone, or both."""
    told = [" ".join(each.words) for each in teller.tellings("S1.c1/quote")]
    assert told == [
        "In 1846 Urbain Le Verrier worked out where a new",
        "In 1846 Urbain Le Verrier worked out where a new planet must be",
    ]


@pytest.mark.parametrize(
    "part", ["Q1/distractor/2", "Q1/distractor/x", "S1.c1/name", "X1/cause", "E1/quote/0", "Z/name"]
)
def test_what_is_no_part(teller, part):
    """A part that the claim does not have cannot be printed."""
    assert teller.tellings(part) is None


def test_a_part_cites_its_own_place(teller):
    """One span of the evidence where the part is one, else all of it."""
    assert [span.line for span in teller.evidence(["S1.c1/quote/2"])] == [9]
    assert [span.line for span in teller.evidence(["Q1/answer"])] == [14]
