"""Which wrong answers are fair, and what is not asked because more than one answer is right."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of
from coursepack.model.claims import Question
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Quoted
from coursepack.notices import Log
from coursepack.passes._draft import Draft, is_sound
from coursepack.passes._lines import Line, Lines, Slot
from coursepack.passes._nested import Nested
from coursepack.passes._nouns import Nouns
from coursepack.passes._phrases import head_word
from coursepack.passes._series import truth
from coursepack.passes._trifles import is_broken, is_trifle, says_nothing
from coursepack.passes._values import Value
from coursepack.pipeline import analyse
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.questions import question_faults


def analysed(text: str, role="paragraph") -> Pack:
    return analyse(pack_of(text, role), Log())


def are_nested(text: str, one: str, other: str) -> bool:
    pack = analysed(text)
    ids = {name: entity.id for entity in pack.entities for name in (entity.name, *entity.aliases)}
    return Nested(Lines(pack)).are(ids[one], ids[other])


def sound(pack: Pack) -> tuple[Question, ...]:
    for question in pack.questions:
        assert list(question_faults(question, Lookup(pack))) == []
    return pack.questions


@pytest.mark.parametrize(
    ("said", "is_whole"),
    [
        ("the pull of the moon", True),
        ("the] pull of the moon", False),
        ("[Lind] saw it", True),
        ("“the pull", False),
        ("It eroded the party. 2009.", False),
        ("It eroded the party in 2009.", True),
        ("War of 1812.James Ellis", False),
    ],
)
def test_what_opens_closes(said, is_whole):
    """Half a bracket of a quotation is left over where only a part of it is asked for."""
    assert is_sound(said) is is_whole


def test_a_part_is_no_wrong_answer_beside_its_whole():
    """What is true of England is true in Britain."""
    assert are_nested("The king of England sent ships. The ships of Britain came.", "England", "Britain")
    assert not are_nested("The king of England sent ships. The ships of France came.", "England", "France")


def test_a_place_that_is_said_to_lie_in_another_is_none_beside_it():
    text = "Karl Ek moved to Lyon in France.\nThe king of England sent ships to Lyon."
    assert are_nested(text, "Lyon", "France")
    assert not are_nested(text, "Lyon", "England")


def test_two_names_of_one_person_are_told_apart_from_two_people():
    """Whoever was later known by another name is one."""
    text = "William Strutt, who was later known as Lord Rayleigh, met James Maxwell.\nJames Maxwell wrote to Karl Ek."
    pack = analysed(text)
    people = {each.name: each.id for each in pack.entities if each.kind == "person"}
    strutt = people["William Strutt"]
    others = [Nested(Lines(pack)).are(strutt, each) for name, each in people.items() if "Rayleigh" in name]
    assert others in ([True], [])  # where the names were joined there is one person anyway
    assert not Nested(Lines(pack)).are(people["James Maxwell"], people["Karl Ek"])


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("weavers", "looms", False),
        ("weavers", "farmers", True),
        ("Linum usitatissimum", "wool", False),
        ("cotton", "wool", True),
    ],
)
def test_terms_stand_beside_terms_of_their_sort(one, other, is_one):
    """People beside people, and names beside names."""
    pack = analysed("The weavers and farmers use looms of oak, cotton, wool and Linum usitatissimum.")
    nouns = Nouns(Lines(pack).grove, [])
    assert (nouns.sort(one) == nouns.sort(other)) is is_one


def test_a_law_is_not_who_made_it():
    """The word before "of" says what a name is of."""
    nouns = Nouns(Lines(analysed("The mill was sold.")).grove, [])
    assert head_word("the Universal Declaration of Human Rights") == "declaration"
    assert nouns.is_text("Fifteenth Amendments")
    assert not nouns.is_text("Congress")


@pytest.mark.parametrize(
    "line",
    [
        "In 1863 some towns such as Borås and Gävle bought looms from England.",
        "Like all towns of the coast, Borås and its people bought looms from England in 1863.",
    ],
)
def test_one_of_many_is_not_asked_for(line):
    """Another town may be meant as well."""
    text = f"{line}\nNils Berg moved from Malmö to Norrköping in 1851.\nEva Dahl moved from Lund to Kalmar in 1856."
    assert not [each for each in analysed(text).questions if each.answer == "Borås"]


def test_what_may_be_is_not_asked_for():
    """Who might have meant it, nobody can know."""
    pack = analysed("Karl Ek might have sold the mills of Borås to Lars Holm in 1863.")
    assert not [each for each in pack.questions if each.asks == "person"]


def test_a_heading_of_several_asks_for_the_terms_of_its_bullets():
    """A heading that names one thing asks for none."""
    lines = "{}\nWater: A wheel in the river drives the looms.\nSteam: A boiler of iron drives the looms."
    found = {}
    for title in ("Two Kinds of Mills", "The Mill"):
        pack = pack_of(lines.format(title), "bullet")
        first = replace(pack.passages[0], role="heading", level=1)
        [*asked] = sound(analyse(replace(pack, passages=(first, *pack.passages[1:])), Log()))
        found[title] = [(each.prompt, each.answer) for each in asked if each.asks == "list"]
    assert found["Two Kinds of Mills"] == [
        ("What is listed under this heading? Two Kinds of Mills", "Water; Steam"),
    ]
    assert found["The Mill"] == []


@pytest.mark.parametrize(("asks", "key"), [("time", "ask.date"), ("name", "ask.name"), ("number", "ask.number")])
def test_a_gap_is_sometimes_filled_with_the_right_words_or_with_others(asks, key):
    """Which of them, its own words decide; a prompt with another name in brackets keeps its gap."""
    pack = pack_of(
        "\n".join(f"The mill of ward {each} burnt down in 18{each}, and not in 1900." for each in range(10, 60))
    )
    text, found = pack.texts["S1"], []
    for each in pack.passages:
        at = [text.text.index(word, each.start) for word in (" in ", ", and", "1900")]
        spans = [text.span(at[0] + 4, at[1]), text.span(at[2], at[2] + 4)]
        own, other = (Quoted(span=span) for span in spans)
        prompt = (Quoted(span=text.span(each.start, at[0] + 3)), Fixed(key="blank"))
        draft = draft_of(asks=asks, prompt=prompt, answer=(own,), wrong=((other,),), evidence=(own.span,))
        assert truth(replace(draft, prompt=(Inserted(text="mill", span=own.span), *prompt))) is None
        found.append(truth(draft))
    made = [each for each in found if each is not None]
    assert 0 < len(made) < len(found)
    assert {each.prompt[0] for each in made} == {Fixed(key=key)}
    assert {each.answer for each in made} == {(Fixed(key="answer.true"),), (Fixed(key="answer.false"),)}


def draft_of(**fields) -> Draft:
    return Draft(claims=(), section=None, salience=0.5, worth=0.5, kind="cloze", **fields)


def gapped(text: str, answer: str) -> tuple[Line, list[Slot]]:
    """Give a text's line, and the line with a gap where these words stood."""
    line = Lines(analysed(text)).every[0]
    gone = [at for at in line.indexes if line.grown.tokens[at].text in answer.split()]
    return line, [Fixed(key="blank") if slot == gone[0] else slot for slot in line.slots if slot not in gone[1:]]


@pytest.mark.parametrize(
    ("text", "answer", "is_so"),
    [
        ("Like Anna Lind, Karl Holm measured the tides of the harbour.", "Karl Holm", True),
        ("In his report of that year, Karl Holm measured the tides of the harbour.", "Karl Holm", True),
        ("In Anna Lind's report Karl Holm measured the tides of the harbour.", "Karl Holm", False),
        ("Karl Holm measured the tides of the harbour in his report.", "Karl Holm", False),
    ],
)
def test_a_prompt_that_leans_on_another_or_on_its_answer_is_broken(text, answer, is_so):
    """What is compared, or owned before its owner is named, is of something that was said before."""
    assert is_broken(*gapped(text, answer)) is is_so


@pytest.mark.parametrize(
    ("text", "answer", "asks", "is_so"),
    [
        ("Anthropologists have described councils in many societies.", "Anthropologists", "term", True),
        ("Anthropologists are scholars of mankind.", "Anthropologists", "term", False),
        ("Many studies describe such practices in old societies.", "Many studies", "term", True),
        ("Karl Holm did not see the harbour in 1851.", "Karl Holm", "person", True),
        ("Karl Holm saw the harbour in 1851.", "Karl Holm", "person", False),
        ("Around 2010 in Ghana, a new social group emerged.", "2010", "time", True),
        ("Around 2010 in Ghana, a new group of merchants emerged.", "2010", "time", False),
        ("Boys between the ages of 7 and 12 leave their houses.", "7", "number", True),
        ("Tokyo has 37 million people today.", "37", "number", False),
    ],
)
def test_what_is_true_of_all_of_a_kind_is_a_trifle(text, answer, asks, is_so):
    """Of whom a number is must be told by a name."""
    line, slots = gapped(text, answer)
    words = [at for at in line.indexes if line.grown.tokens[at].text in answer.split()]
    value = Value(kind=asks, key=answer, wording=tuple(Lines(analysed(text)).ground.quotes(line.grown.tree, words)))
    assert is_trifle(line, asks, value, slots) is is_so


def test_an_answer_of_one_noun_says_nothing():
    """What sort of it, is not told."""
    pack = analysed("Children die because of a fever.")
    line = Lines(pack).every[0]
    tokens = line.grown.tokens
    last = [at for at, token in enumerate(tokens) if token.text in ("a", "fever")]
    assert says_nothing(tokens, last)
    assert not says_nothing(tokens, range(len(tokens)))
