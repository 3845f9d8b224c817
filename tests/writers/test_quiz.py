"""A quiz before it is written down: how each question is answered, and what is cited for it."""

import pytest
from msgspec.structs import replace

from builders import span_of
from coursepack.model.wording import Fixed, Quoted
from coursepack.writers._quiz import quiz_of
from quizzed import quizzed

PACK = quizzed()


def asked(number, **more):
    question = replace(PACK.questions[number - 1], **more)
    return quiz_of(replace(PACK, questions=(question,))).asked[0]


def test_each_kind_has_its_form():
    """Gaps and short answers are typed, but what can be said in other words is left to a person."""
    forms = [each.form for each in quiz_of(PACK).asked]
    assert forms == ["choice", "typed", "typed", "open", "open", "truth", "order", "match"]


def test_of_two_that_tell_each_other_the_choice_stays():
    """Both ask about one statement, and the second's prompt says what the first asks for; alone, each is asked."""
    gap, told = PACK.questions[1], PACK.questions[0]
    telling = replace(told, claims=gap.claims, prompt="who had 40 looms?")
    assert [each.question.id for each in quiz_of(replace(PACK, questions=(gap, telling))).asked] == ["q1"]
    assert len(quiz_of(replace(PACK, questions=(gap, replace(telling, claims=("t1",))))).asked) == 2


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [("in 1851 what was opened?", "In 1851 what was opened?"), ("pH is what?", "pH is what?"), ("p53 is?", "p53 is?")],
)
def test_a_prompt_begins_with_a_capital(prompt, shown):
    """Words before it may have gone; a name without a capital keeps its form."""
    assert asked(1, prompt=prompt).prompt.text == shown


def test_what_is_asked_of_keeps_its_small_letter():
    """Only a prompt's own first word has a capital put to it: the verifier lets no other word differ from its quote."""
    wording = (Fixed(key="ask.term"), Quoted(span=span_of(PACK, "looms")), Fixed(key="full_stop"))
    assert asked(1, prompt_wording=wording).paragraphs == ("What is this called?", "looms.")


def test_the_right_option_is_the_answer():
    """Exactly one is, wherever it stands."""
    options = asked(1).options
    assert sorted(each.line.text for each in options) == ["Anna Lind", "Eva Dahl", "Per Holm"]
    assert [each.line.text for each in options if each.is_right] == ["Anna Lind"]


def test_no_option_stands_out_by_its_capital():
    """One began its sentence: then all begin so, and where none does, none."""
    lower = tuple((Quoted(span=span_of(PACK, quote)),) for quote in ("looms", "cut"))
    mixed = asked(1, distractor_wordings=lower)
    assert sorted(each.line.text for each in mixed.options) == ["Anna Lind", "Cut", "Looms"]
    even = asked(1, distractor_wordings=lower, answer="yarn", answer_wording=(Quoted(span=span_of(PACK, "yarn")),))
    assert sorted(each.line.text for each in even.options) == ["cut", "looms", "yarn"]


def test_other_names_are_accepted_once():
    """Case alone makes no other answer."""
    wordings = PACK.questions[2].alternatives
    same = asked(3, alternatives=(*wordings, PACK.questions[2].answer_wording))
    assert [each.text for each in same.accepted] == ["Eva Dahl", "Dahl"]


def test_a_series_is_mixed():
    """It is not shown as it should stand, and the numbers say how it should."""
    series = asked(7)
    assert sorted(series.mixed) == [0, 1, 2]
    assert series.mixed != (0, 1, 2)


def test_feedback_cites_the_line_and_names_its_source():
    """A name from elsewhere is no line, so it is not cited."""
    [line] = asked(6).feedback
    assert line.text == "“Per Holm bought 40 looms for the mill in 1856.” Mills / looms: 1850–1870 [L2 · 00:10]"
    assert line.claims == ("q6/quote/1", "S1")


def test_feedback_of_an_open_question_begins_with_the_answer():
    """Whoever marks it need not look for it."""
    assert asked(4).feedback[0].text == "R&D <was> cut"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ((0, 9), (10, 16), "“Anna Lind opened”"),
        ((0, 9), (17, 26), "“Anna Lind … the first”"),
        ((10, 16), (0, 9), "“opened” “Anna Lind”"),
    ],
)
def test_quotes_are_joined_as_they_stand(first, second, joined):
    """What is left out between them shows, and so does that the second stands before the first."""
    spans = tuple(PACK.texts["S1"].span(*ends) for ends in (first, second))
    line = asked(7, evidence=spans).feedback[0]
    assert line.text.startswith(f"{joined} Mills")


def test_a_key_is_the_contents_own():
    """Other questions before it leave it as it is, other words do not."""
    assert asked(2).key == quiz_of(PACK).asked[1].key != asked(2, prompt="Per Holm sold ____ looms.").key
