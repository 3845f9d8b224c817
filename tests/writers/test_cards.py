"""What is on a card, and what no card is made of."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, span_of
from carded import carded
from coursepack.model.claims import Comparison
from coursepack.model.wording import Fixed, Quoted, printed
from coursepack.writers._cards import cards_of


def sides(pack):
    return [(card.front.text, card.answer) for card in cards_of(pack)]


def test_cards_are_questions_terms_dates_and_reasons():
    """Each kind of claim asks for what it says, in the order of its lines."""
    assert sides(carded()) == [
        ("Who opened a cotton mill in Borås?", "Anna Lind"),
        ("Lars Holm bought ____ looms in 1856.", "40"),
        ("When was this? Eva Dahl sold the mill.", "1863"),
        ("Why? Hot air rises.", "It is light"),
        ("What is meant by Loom?", "A machine that weaves cloth."),
    ]


def test_the_quoted_line_stands_on_the_back_alone():
    """A term's line has the term as well."""
    card = cards_of(carded())[-1]
    assert (card.line.text, card.line.claims) == ("Loom: a machine that weaves cloth.", ("tm1/quote",))


def test_only_questions_with_one_answer_are_cards():
    """An order, a match, true or false and a discussion are no cards."""
    pack = carded()
    kinds = ("order", "match", "true_false", "discussion")
    for kind in kinds:
        others = tuple(replace(each, kind=kind) for each in pack.questions)
        assert not any("mill in" in front for front, _ in sides(replace(pack, questions=others)))


def test_nothing_is_asked_twice():
    """A date that a question asks for is asked once, whatever else could ask for it."""
    pack = carded()
    [first, second] = pack.questions
    asked = replace(first, claims=("t3",), evidence=pack.events[0].evidence)
    assert "When was this? Eva Dahl sold the mill." not in dict(sides(replace(pack, questions=(asked, second))))


def test_a_date_is_not_asked_of_what_is_only_promised():
    """Who learns it would take it for a fact."""
    pack = carded()
    statements = tuple(replace(each, stance="promised") for each in pack.statements)
    assert not any(front.startswith(("When", "Why")) for front, _ in sides(replace(pack, statements=statements)))


def test_a_date_is_not_asked_of_somebody_unnamed():
    """A card that says "she sold the mill" says nothing to whoever has the card alone."""
    pack = carded(mended=("Eva Dahl sold", "Eva Dahl; she sold"))
    assert not any(front.startswith("When") for front, _ in sides(pack))


def test_a_date_on_which_sources_differ_is_not_asked():
    """There is no one answer."""
    pack = carded()
    assert any(front.startswith("When") for front, _ in sides(pack))
    differ = Comparison(
        id="c1",
        verdict="differ",
        about="mill",
        field="time",
        statements=("t3", "t2"),
        evidence=pack.events[0].evidence,
        made_by="test",
        confidence=1.0,
    )
    assert not any(front.startswith("When") for front, _ in sides(replace(pack, comparisons=(differ,))))


def test_a_term_is_not_explained_by_itself():
    """An explanation that only says what became of the term, or names it again, explains nothing."""
    pack = carded()
    [term] = pack.terms
    text = pack.texts["S1"]
    span = text.span(text.text.index("Loom: a"), text.text.index("cloth."))
    again = replace(term, wording=(Quoted(span=span),), text=printed((Quoted(span=span),)))
    assert "What is meant by Loom?" not in dict(sides(replace(pack, terms=(again,))))


def test_a_gap_for_a_common_noun_is_a_card_only_with_options():
    """Without its options others could fill it; a name is a card, options or none."""
    pack = carded()
    [_, gap] = pack.questions
    gap = replace(gap, kind="choice", asks="term")
    assert "Lars Holm bought ____ looms in 1856." not in dict(sides(replace(pack, questions=(gap,))))
    named = replace(pack, questions=(gap,), entities=(*pack.entities, entity_of(pack, "40", key="e2")))
    assert "Lars Holm bought ____ looms in 1856." in dict(sides(named))


def test_a_lead_that_tells_what_to_do_is_no_term():
    """A lead like "Weave cloths: …" names nothing that could be meant."""
    for lead, count in (("Weave cloths", 0), ("Weave cloth", 1), ("Woollen cloths", 1)):
        pack = carded(before=lead)
        named = replace(pack.terms[0], name=lead, evidence=(span_of(pack, lead), *pack.terms[0].evidence[1:]))
        cards = sides(replace(pack, terms=(named,), statements=(), links=(), events=()))
        assert sum(front.startswith("What is meant") for front, _ in cards) == count


def test_a_term_that_a_question_asks_for_is_asked_once():
    """What it is called, or what it means: not both."""
    pack = carded()
    asked = replace(pack.questions[0], claims=("tm1",))
    assert "What is meant by Loom?" not in dict(sides(replace(pack, questions=(asked,))))


def test_of_two_cards_that_tell_each_other_s_answer_the_first_is_kept():
    """Who did it and when it was, of one sentence: each front says what the other asks."""
    pack = carded()
    first, second = pack.questions
    again = replace(first, id="q3", asks="place", prompt_wording=first.prompt_wording[1:], answer="Borås")
    assert [front for front, _ in sides(replace(pack, questions=(first, again, second))) if "cotton" in front] == [
        "Who opened a cotton mill in Borås?"
    ]


def test_the_place_is_of_the_quoted_line_where_that_has_the_answer():
    """Where a name stands elsewhere is cited only for a line that has a pronoun for it."""
    pack = carded()
    first = pack.questions[0]
    more = replace(first, evidence=(*first.evidence, span_of(pack, "Lars Holm")))
    [line] = [card.line for card in cards_of(replace(pack, questions=(more,))) if card.claim.id == "q1"]
    assert (line.claims, line.cited) == (("q1/quote/1",), first.evidence)
    unnamed = replace(more, answer="Eva Dahl")
    [line] = [card.line for card in cards_of(replace(pack, questions=(unnamed,))) if card.claim.id == "q1"]
    assert (line.claims, line.cited) == (("q1/quote",), more.evidence)


def test_a_term_told_in_few_words_is_a_card_only_with_options():
    """What is "a cotton mill" called? Much is."""
    pack = carded()
    few = Quoted(span=span_of(pack, "a machine that weaves"))
    asked = replace(
        pack.questions[0],
        kind="choice",
        asks="term",
        answer="Loom",
        prompt_wording=(Fixed(key="ask.term"), few),
        claims=("tm1",),
    )
    assert not any(front.startswith("What is this") for front, _ in sides(replace(pack, questions=(asked,))))


def test_a_card_turned_round_is_the_same_card():
    """What it is called, and what it means: the front of each is the back of the other."""
    pack = carded()
    told = Quoted(span=span_of(pack, "a machine that weaves cloth."))
    asked = replace(
        pack.questions[0],
        asks="term",
        answer="Loom",
        answer_wording=(Quoted(span=span_of(pack, "Loom")),),
        prompt_wording=(Fixed(key="ask.term"), told),
        evidence=pack.terms[0].evidence,
    )
    fronts = [front for front, _ in sides(replace(pack, questions=(asked,)))]
    assert "What is this called? a machine that weaves cloth." in fronts
    assert "What is meant by Loom?" not in fronts
