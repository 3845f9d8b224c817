"""Which questions are made of a text, and which are not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of
from coursepack.model.claims import Question
from coursepack.model.quiz import shown
from coursepack.model.wording import printed
from coursepack.notices import Log
from coursepack.pipeline import analyse
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.questions import question_faults

MILL = """Anna Lind opened the first cotton mill of Borås in 1851.
Lars Holm bought forty looms from England in 1856.
Eva Dahl sold the warehouses of Borås to Karl Ek in 1863.
Karl Ek hired 120 weavers from Gothenburg in 1866.
Nils Berg claimed that steam would ruin the weavers of Borås."""


def asked(text: str) -> tuple[Question, ...]:
    pack = analyse(pack_of(text, "paragraph"), Log())
    for question in pack.questions:
        assert list(question_faults(question, Lookup(pack))) == []
    return pack.questions


def prompts(text: str) -> list[str]:
    return [question.prompt for question in asked(text)]


def test_who_did_it_is_asked_with_others_of_the_text_beside_the_right_one():
    [found] = [each for each in asked(MILL) if each.prompt == "Who opened the first cotton mill of Borås in 1851?"]
    assert (found.kind, found.asks, found.answer) == ("choice", "person", "Anna Lind")
    assert set(found.distractors) <= {"Lars Holm", "Eva Dahl", "Karl Ek", "Nils Berg"}


def test_what_somebody_claimed_is_asked_as_theirs():
    """Nobody is asked what steam would do, only who said so."""
    found = [each for each in asked(MILL) if "steam" in each.prompt]
    assert {(each.asks, each.answer) for each in found} <= {("speaker", "Nils Berg"), ("pairs", "")}


@pytest.mark.parametrize(
    "line",
    [
        "She sold it to the town in 1863.",
        "This led to the ruin of many weavers in Borås in 1863.",
        "The following year Eva Dahl sold many warehouses.",
        "However, they bought forty looms from England in 1856.",
        "As we saw in the last lecture, Lars Holm bought forty looms in 1856.",
    ],
)
def test_what_leans_on_other_sentences_is_not_asked(line):
    """A prompt stands alone: no pronoun, no "this", no year that is counted from another."""
    assert prompts(line) == []


def test_of_whom_nothing_but_a_given_name_is_told_is_not_asked():
    """Elena of an example is nobody whom a student should know."""
    text = "Elena bought forty looms from England in 1856.\nElena hired 120 weavers from Gothenburg in 1866."
    assert prompts(text) == []


def test_what_is_counted_out_is_not_asked_for():
    """How many there are can be counted in the prompt itself."""
    found = asked("Sweden has four old mill towns: Borås, Norrköping, Gävle, and Malmö.\nNorway has nine mill towns.")
    assert not [each for each in found if each.asks in ("number", "truth") and "Borås" in each.prompt]


def test_an_addition_in_brackets_is_not_asked_for():
    text = f"{MILL}\nThe Swedish Weavers' Union (founded in 1871 by Nils Berg) had many members in Borås."
    assert not [each for each in asked(text) if "(" in each.prompt and "____" in each.prompt]


def test_what_fits_another_as_well_is_not_asked():
    """Both opened a mill in Borås in that year, so "who" has two answers."""
    text = "Anna Lind opened a cotton mill in Borås in 1851.\nLars Holm opened a cotton mill in Borås in 1851."
    assert not [each for each in asked(text) if each.asks == "person"]


def test_the_prompt_does_not_give_the_answer_away():
    """Nobody need know anything to tell after whom the Lind mill is named."""
    found = asked(f"{MILL}\nAnna Lind named the Lind mill of Gothenburg after an old friend in 1870.")
    assert not [each for each in found if "Lind mill" in each.prompt and each.answer == "Anna Lind"]


def test_of_one_statement_two_things_are_asked_at_most():
    found = asked(MILL)
    claims = [claim for each in found if each.kind not in ("order", "match") for claim in each.claims]
    assert all(claims.count(claim) <= 2 for claim in claims)


def test_what_a_list_has_is_asked_for_whole():
    """A line that ends with a colon, or asks, is answered by all that stands below it."""
    lines = (
        "Four things wear out the looms of Borås:",
        "Air was damp",
        "Coarse yarn is used",
        "Shifts are long",
        "Mills closed",
    )
    pack = analyse(pack_of("\n".join(lines), "bullet", levels=(1, 2, 2, 2, 1)), Log())
    [found] = [each for each in pack.questions if each.asks == "list"]
    assert list(question_faults(found, Lookup(pack))) == []
    assert found.prompt == f"What is listed here? {lines[0]}"
    assert found.answer == "Air was damp; Coarse yarn is used; Shifts are long"


def test_the_place_of_the_right_answer_varies():
    choices = [each for each in asked(MILL) if each.kind == "choice"]
    places = [[printed(each) for each in shown(question)].index(question.answer) for question in choices]
    assert len(set(places)) > 1


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("The strike in 1866 ruined the two cotton mills of Borås and Karl Ek.", MILL),
        ("The stalemate in the 1920s ruined the great cotton mills of Sweden.", MILL),
        (
            "The steam loom is a mere 350 pounds of iron, which is equivalent to a small cart.",
            "A hand loom is a loom that is moved by hand.\nThe steam loom refers to a loom that is moved by steam.",
        ),
    ],
)
def test_what_is_of_something_that_was_spoken_of_is_not_asked(line, other):
    """Neither the date of "the strike", nor a term behind "the"."""
    found = [each for each in asked(f"{line}\n{other}") if each.prompt[-20:] in f"{line[:-1]}."]
    assert not [each for each in found if each.asks in ("time", "term")]


def test_an_answer_is_not_given_away_by_an_accent():
    """Zoë Lind had the Zoe mill."""
    found = asked(
        "Zoë Lind opened the first Zoe mill of Borås in 1851.\nLars Holm bought forty looms from England in 1856."
    )
    assert {each.answer for each in found if each.asks == "person"} == {"Lars Holm"}


def test_what_is_only_to_be_known_is_not_discussed():
    """A text's own question is one to discuss where one can say more than a number to it."""

    def discussed(text: str) -> bool:
        return bool(analyse(pack_of(text, "question"), Log()).questions)

    assert discussed("Should the weavers of Borås have broken the looms of the mill?")
    assert not discussed("How many weavers of Borås lost their looms to steam?")


def test_what_is_so_is_no_position():
    """One can speak for what somebody thinks or wants, and not for what he did."""
    text = "Anna Lind bought looms from England, whereas Lars Holm bought looms from France."
    assert not [each for each in asked(text) if each.asks == "position"]
    text = "Anna Lind believed in looms from England, whereas Lars Holm believed in looms from France."
    assert [each for each in asked(text) if each.asks == "position"]


def test_one_name_spelled_two_ways_is_no_wrong_answer():
    """The US Constitution and the United States Constitution are one thing, and of neither is the other a rival."""
    text = """The Texas Charter guarantees the right of weavers to a free press in every town.
The United States Constitution guarantees the right of citizens to a jury in each court.
The US Constitution protects the property of owners from seizure by the army in peace.
The Ohio Charter guarantees the right of miners to strike for two weeks in winter."""
    for each in asked(text):
        options = {each.answer, *each.distractors}
        assert not {"US Constitution", "United States Constitution"} <= options


def test_a_piece_of_a_sentence_is_asked_where_two_are_named():
    """What stood before it may say when and of what it is told."""
    assert prompts("The town grew, and the mills of Borås bought forty looms from England in 1866.")
    assert not prompts("The town grew, and the mills of Borås bought forty looms of oak in 1866.")


def test_what_is_true_of_more_than_one_needs_others_beside_it():
    """Of the most important spinners there is more than one; and "did open" answers what was said before."""
    assert not prompts("Karl Ek was one of the most important owners of cotton mills in Sweden.")
    assert not [
        each for each in prompts(f"Karl Ek did open the last mill of Gothenburg in 1871.\n{MILL}") if "ho did" in each
    ]


def test_a_preface_is_not_asked_about():
    """Who wrote the book is nothing that its readers should learn; what is true months after something leans on it."""
    head = pack_of(f"Preface\n{MILL}", "paragraph")
    first = replace(head.passages[0], role="heading", level=1)
    pack = analyse(replace(head, passages=(first, *head.passages[1:])), Log())
    assert pack.questions == ()
    assert not prompts("A few months later, in Gothenburg, Karl Ek hired 120 weavers of wool for his mill.")
