"""A question that its evidence does not bear out is found, whatever is wrong with it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import entity_of, pack_of, span_of, statement_of
from coursepack.model.claims import Event, Question, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Quoted, Wording, printed
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.questions import question_faults

LINES = (
    "Anna Lind opened the first mill in Borås in 1851.",
    "Per Holm bought 40 looms for the mill in 1856.",
    "Eva Dahl closed the mill in 1863.",
    "Sven Berg feared that 12 looms would burn.",
)
MADE = {"made_by": "questions", "confidence": 1.0}


def base() -> Pack:
    pack = pack_of("\n".join(LINES))
    names = ("Anna Lind", "Per Holm", "Eva Dahl", "Sven Berg")
    entities = tuple(entity_of(pack, name, key=f"E{at}") for at, name in enumerate(names, start=1))
    statements = tuple(
        statement_of(pack, line, key=f"t{at}", stance="reported" if "feared" in line else "asserted")
        for at, line in enumerate(LINES, start=1)
    )
    times = tuple(
        Time(id=f"T{at}", text=year, edtf=year, evidence=(span_of(pack, year),), **MADE)
        for at, year in enumerate(("1851", "1856", "1863"), start=1)
    )
    events = tuple(
        Event(
            id=f"V{at}",
            text=statement.text,
            wording=statement.wording,
            when=When(edtf=time.text, text=time.text),
            participants=(),
            place=None,
            evidence=statement.evidence,
            statement=statement.id,
            **MADE,
        )
        for at, (statement, time) in enumerate(zip(statements, times, strict=False), start=1)
    )
    return replace(pack, entities=entities, statements=statements, times=times, events=events)


PACK = base()


def q(quote: str) -> Quoted:
    return Quoted(span=span_of(PACK, quote))


def question(kind: str, prompt: Wording, answer: Wording = (), wrong: tuple[Wording, ...] = (), **fields) -> Question:
    values = {
        "evidence": PACK.statements[0].evidence,
        "asks": "person",
        "claims": ("t1",),
        "prompt": printed(prompt),
        "answer": printed(answer),
        "distractors": tuple(printed(each) for each in wrong),
        **fields,
    }
    return Question(
        id="q1",
        kind=kind,
        prompt_wording=prompt,
        answer_wording=answer,
        distractor_wordings=wrong,
        **values,
        **MADE,
    )


def found(one: Question) -> list[str]:
    return [text for _, _, text in question_faults(one, Lookup(PACK))]


WHO = (Fixed(key="ask.who"), q("opened the first mill in Borås in 1851"), Fixed(key="question_mark"))
GAP = (Fixed(key="blank"), q("opened the first mill in Borås in 1851"))
CHOICE = question("choice", WHO, (q("Anna Lind"),), ((q("Per Holm"),), (q("Eva Dahl"),)))
CLOZE = question("cloze", GAP, (q("Anna Lind"),))
ORDER = question(
    "order",
    (Fixed(key="ask.order"),),
    asks="order",
    evidence=tuple(span for each in PACK.events for span in each.evidence),
    claims=("V1", "V2", "V3"),
    items=((q("Anna Lind opened the first mill"),), (q("Per Holm bought"),), (q("Eva Dahl closed the mill"),)),
)
MATCH = replace(
    ORDER,
    kind="match",
    asks="pairs",
    claims=("t1", "t2", "t3"),
    items=((q("Anna Lind"),), (q("Per Holm"),), (q("Eva Dahl"),)),
    partners=((q("opened the first mill"),), (q("bought 40 looms"),), (q("closed the mill"),)),
)


def truth(number: str, answer: str, *, evidence=None) -> Question:
    put = Inserted(text=number, span=span_of(PACK, number))
    prompt = (Fixed(key="ask.number"), q("Per Holm bought"), put, q("looms for the mill in 1856"))
    spans = (*PACK.statements[1].evidence, span_of(PACK, number))
    wording = (Fixed(key=f"answer.{answer}"),)
    return question("true_false", prompt, wording, asks="truth", claims=("t2",), evidence=evidence or spans)


@pytest.mark.parametrize("one", [CHOICE, CLOZE, ORDER, MATCH, truth("40", "true"), truth("12", "false")])
def test_a_sound_question_has_no_fault(one):
    assert found(one) == []


def test_the_sources_word_is_true_wherever_it_was_taken_from():
    """The same word of another place, as a name in a caption's bracket is, makes no other answer."""
    one = truth("40", "true")
    elsewhere = Inserted(text="40", span=replace(span_of(PACK, "40"), start=0, end=2))
    prompt = tuple(elsewhere if isinstance(each, Inserted) else each for each in one.prompt_wording)
    assert not [each for each in found(replace(one, prompt_wording=prompt)) if "calls" in each]


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (replace(CHOICE, prompt="Who closed it?"), "the prompt says 'closed', its wording 'opened'"),
        (replace(CHOICE, distractors=("Per Holm", "Eve Dahl")), "the distractors says 'Eve', its wording 'Eva'"),
        (
            replace(CHOICE, answer="Per Holm", answer_wording=(q("Per Holm"),)),
            "prints 'Per Holm', which lies outside its evidence",
        ),
        (
            replace(CLOZE, answer="Borås", answer_wording=(q("Borås"),)),
            "asks for 'Borås' and says 'Borås'",
        ),
        (
            question("choice", CHOICE.prompt_wording, (q("Anna Lind"),), ((q("Anna"),), (q("Anna Lind"),))),
            "offers 'Anna Lind', which is the answer",
        ),
        (
            replace(
                CHOICE, distractors=("Who", "Eva Dahl"), distractor_wordings=((Fixed(key="ask.who"),), (q("Eva Dahl"),))
            ),
            "offers 'Who', which is quoted from nowhere",
        ),
        (replace(CHOICE, distractors=(), distractor_wordings=()), "is a 'choice' of 0; want 2 or more"),
        (replace(CHOICE, kind="short_answer"), "is a 'short_answer' and has distractors"),
        (replace(CHOICE, claims=("t4",)), "asks as a fact what 't4' tells as reported"),
        (replace(CHOICE, claims=()), "is made from no claim"),
        (replace(CLOZE, prompt=CHOICE.prompt, prompt_wording=WHO), "is a 'cloze' with 0 gaps"),
        (replace(ORDER, claims=("V2", "V1", "V3")), "puts 'V2' before 'V1', which is not later"),
        (replace(ORDER, claims=("t1", "V2", "V3")), "puts 't1' in order, which is no event with a date"),
        (
            replace(ORDER, items=((q("Anna Lind opened the first mill in Borås in 1851"),), *ORDER.items[1:])),
            "says the date of 'V1' itself",
        ),
        (
            replace(MATCH, partners=(MATCH.partners[1], MATCH.partners[0], MATCH.partners[2])),
            "pairs 'Anna Lind' with words that 't1' does not say of it",
        ),
        (replace(MATCH, partners=(*MATCH.partners[:2], MATCH.partners[0])), "has two partners that are the same"),
        (replace(MATCH, partners=()), "has 3 items and 0 partners"),
        (truth("40", "false"), "calls '40' false where the source says '40'"),
        (truth("12", "true"), "calls '12' true where the source says '40'"),
    ],
)
def test_a_lie_is_found(one, text):
    """Each of these was true of a question before one thing in it was changed."""
    assert text in found(one)


def test_another_answer_than_the_source_has_in_the_gap_is_found():
    """The words are in the evidence, and still they are not what was left out."""
    whole = tuple(span for each in PACK.statements for span in each.evidence)
    lie = replace(CLOZE, answer="Per Holm", answer_wording=(q("Per Holm"),), evidence=whole)
    assert found(lie) == ["answers 'Per Holm' where the source says 'Anna Lind'"]


def test_a_list_that_lacks_a_thing_is_found():
    """The answer is all that stands below the line, and nothing of the next list."""
    pack = pack_of(
        "Looms wear out by:\ndamp air\ncoarse yarn\nlong shifts\nMills close", "bullet", levels=(1, 2, 2, 2, 1)
    )
    pack = replace(pack, statements=(statement_of(pack, "damp air", key="t1"),))
    things = [Quoted(span=span_of(pack, each)) for each in ("damp air", "coarse yarn", "long shifts", "Mills close")]
    lead = Quoted(span=span_of(pack, "Looms wear out by:"))
    evidence = tuple(each.span for each in (lead, *things))

    def faults(*parts: Quoted) -> list[str]:
        one = question("short_answer", (Fixed(key="ask.list"), lead), parts, asks="list", evidence=evidence)
        return [text for _, _, text in question_faults(one, Lookup(pack))]

    assert faults(*things[:3]) == []
    assert faults(*things[:2]) == ["gives 'damp air coarse yarn' as the list below 'Looms wear out by:'"]
    assert faults(*things[1:]) != []
