"""What the pack says became of a sentence is held against its statements and its words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.jsonlines import JsonLines
from coursepack.verifier.lines import Judge, Shown
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.marks import missing
from coursepack.verifier.report import Findings
from coursepack.verifier.telling import Teller


def texts(found):
    return [text for _, _, code, text in found if code == "coverage"]


def test_a_told_sentence_said_to_be_left_out(claim_lie):
    """A reason to leave out is a lie where a statement is told."""
    found = texts(claim_lie("sentences", 0, because="low_weight"))
    assert found == ["S1.s1: is said to be left out (low_weight), but S1.c1 tells it"]


def test_a_sentence_said_to_be_told_that_is_not(claim_lie):
    """What no told statement stands for has a reason."""
    found = texts(claim_lie("statements", 1, salience=0.1))
    assert found == ["S1.s2: is said to be told, but no statement of the notes tells it"]


def test_a_question_that_asks_nothing(claim_lie):
    """A question has its mark, or a statement that asks."""
    found = texts(claim_lie("sentences", 0, because="question"))
    assert "S1.s1: is said to be a question, but asks nothing" in found


def test_a_citation_of_which_a_statement_is_made(claim_lie):
    """What only names another work is no statement, told or not."""
    found = texts(claim_lie("sentences", 0, because="citation"))
    assert "S1.s1: is said to name another work and tell nothing, but S1.c1 is made of it" in found


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"because": "repeated"}, "S1.s1: is left out as 'repeated', and names 'None' as saying the same"),
        ({"because": "aside", "like": "S1.s2"}, "S1.s1: is left out as 'aside', and names 'S1.s2' as saying the same"),
        ({"because": "repeated", "like": "S1.s3"}, "S1.s1: is said to repeat S1.s3, which has other words"),
        ({"because": "repeated", "like": "S1.s1"}, "S1.s1: is said to repeat S1.s1, which has other words"),
    ],
)
def test_a_repetition_names_what_it_repeats(claim_lie, fields, text):
    """Another sentence, which has its words."""
    assert text in texts(claim_lie("sentences", 0, **fields))


def test_what_the_pack_says_holds(claim_lie):
    """The pack as it was made has no such finding."""
    assert texts(claim_lie("sentences", 0)) == []


@pytest.fixture
def left_out(pack):
    """A pack of which one sentence is left out, with its notes and trace of that."""
    sentences = tuple(replace(each, because="aside") if each.id == "S1.s2" else each for each in pack.sentences)
    statements = tuple(replace(each, salience=0.1) if each.id == "S1.c2" else each for each in pack.statements)
    return replace(pack, sentences=sentences, statements=statements)


def findings(pack, line, *claims, fixed=()):
    """Judge one printed line against its trace."""
    case = Case(look=Lookup(pack), found=Findings(), lines=JsonLines(b"{}"), altered=frozenset())
    judge = Judge(case, "notes.md", Teller(case.look))
    trace = TraceLine(file="notes.md", at="1", claims=claims, fixed=fixed)
    shown = Shown(at="1", line=1, pieces=[(1, line)])
    judge.judge(shown, trace, needs_reference=False)
    return [each.text for each in case.found.sorted()] + list(missing(trace, case.look))


def test_the_sentences_left_out_are_counted_again(left_out):
    """A number that is not that of the pack is found."""
    assert findings(left_out, "aside 1", "S1.left.aside") == []
    assert findings(left_out, "aside 2", "S1.left.aside") == ["prints '2', its evidence says '1'"]


def test_a_reason_that_the_pack_does_not_give(left_out):
    """Nothing is counted under it."""
    found = findings(left_out, "question 1", "S1.left.question")
    assert found == ["is traced to 'S1.left.question', which the pack does not have"]


def test_a_reason_that_is_not_told(left_out):
    """Who tells one of a source's reasons tells all."""
    two = replace(
        left_out,
        sentences=tuple(
            replace(each, because="unclear") if each.id == "S1.s3" else each for each in left_out.sentences
        ),
    )
    found = findings(two, "aside 1", "S1.left.aside")
    assert found == ["does not tell that 1 sentences are left out as 'not clear by itself'"]


def test_a_statement_marked_with_another_reason(left_out):
    """The chip beside a statement is its own sentence's reason; what is told has none."""
    text = "[Urbain Le Verrier] did not look for it himself."
    [found] = [
        each for each in findings(left_out, text, "S1.c2", fixed=("left.question",)) if "marked 'question'" in each
    ]
    assert found == "is marked 'question', but its claim is 'aside'"
    told = "In 1846 Urbain Le Verrier worked out where a new planet must be. aside"
    assert "is marked 'aside', but its claim is not marked so" in findings(
        left_out, told, "S1.c1", fixed=("left.aside",)
    )
