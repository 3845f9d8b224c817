"""Claims that say more than their evidence are found in pack.json, even where its hash was made to match."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coursepack.model.claims import Participant, When
from coursepack.model.wording import Fixed, Inserted, Quoted
from coursepack.verifier.claims import disagreement


def texts(found):
    return [text for *_, text in found]


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (
            When(edtf="1847-09-23", text="23 September 1846"),
            "V1: is dated '1847-09-23' by the words '23 September 1846', which give '1846-09-23'",
        ),
        (
            When(edtf="1846-09-23", text="23 September 1847"),
            "V1: is dated '23 September 1847', but its evidence does not say '1847'",
        ),
    ],
)
def test_a_date_changed_in_an_event(claim_lie, files, when, text):
    """Both the words and the date of an event are those of one temporal expression of its evidence."""
    [(file, line, code, found)] = claim_lie("events", 0, when=when)
    assert (file, code, found) == ("pack.json", "date", text)
    assert '"when": {' in files["pack.json"].decode().split("\n")[line - 1]


def test_a_date_changed_in_an_event_on_the_disk(lie):
    """Found as well where the file was edited by hand."""
    found = lie("pack.json", '"edtf": "1846-09-23",\n        "text"', '"edtf": "1846-09-24",\n        "text"')
    assert found[0][2] == "date"


def test_a_date_changed_in_a_time_and_its_statement(claim_lie):
    """The date of an expression that names its year and month has both."""
    found = texts(claim_lie("times", 1, edtf="1846-08-23"))
    assert "T2: gives '1846-08-23' for '23 September 1846', which says 'September'" in found


def test_words_of_a_time_are_its_evidences(claim_lie):
    """A temporal expression has all the words of its span."""
    text = "T2: says '23 September', its evidence '23 September 1846'"
    assert text in texts(claim_lie("times", 1, text="23 September"))


def test_a_text_that_is_not_its_wording(claim_lie, pack):
    """The text is the wording, printed."""
    text = pack.statements[2].text.replace("1846", "1847")
    assert texts(claim_lie("statements", 2, text=text)) == ["S1.c3: the text says '1847.', its wording '1846.'"]


def test_a_quote_from_outside_the_evidence(claim_lie, pack):
    """A wording quotes nothing but its evidence."""
    part = pack.statements[3].wording[0]
    found = claim_lie("statements", 3, evidence=(pack.terms[0].evidence[0],), wording=(part,))
    assert texts(found) == [f"S2.c1: quotes '{part.span.quote}', which lies outside its evidence"]


def test_quotes_out_of_order(claim_lie, pack):
    """The words of a wording follow one another as in the source."""
    first, second = pack.statements[0].wording
    text = f"{second.span.quote} {first.span.quote}"
    found = claim_lie("statements", 0, wording=(second, first), text=text)
    assert texts(found) == [f"S1.c1: quotes '{first.span.quote}' out of the source's order"]


def test_a_quote_of_a_timing_line(claim_lie, pack):
    """What stands between passages is no word of a source."""
    first, second = pack.statements[0].evidence
    text = pack.texts["S1"].span(first.start, second.end)
    found = claim_lie(
        "statements", 0, wording=(Quoted(span=text),), evidence=(text,), text=" ".join(text.quote.split())
    )
    assert "which is not the text of one passage" in texts(found)[0]


def test_an_inserted_name_swapped(claim_lie, pack):
    """The words of an insertion are those of its span, and the span is in the evidence."""
    _, rest = pack.statements[1].wording
    galle = pack.entities[1].mentions[0]
    swapped = (Inserted(text="Johann Galle", span=pack.entities[0].mentions[0]), rest)
    moved = (Inserted(text="Johann Galle", span=galle), rest)
    text = pack.statements[1].text.replace("Urbain Le Verrier", "Johann Galle")
    assert texts(claim_lie("statements", 1, wording=swapped, text=text)) == [
        "S1.c2: inserts '[Johann Galle]', but its source says 'Urbain Le Verrier'"
    ]
    assert texts(claim_lie("statements", 1, wording=moved, text=text)) == [
        "S1.c2: inserts '[Johann Galle]', whose source is not in its evidence"
    ]


def test_a_fixed_word_that_the_catalogue_lacks(claim_lie, pack):
    """A wording names only keys of the catalogue."""
    wording = (*pack.statements[3].wording, Fixed(key="lie"))
    text = "S2.c1: prints the fixed words 'lie', which the catalogue does not have"
    assert texts(claim_lie("statements", 3, wording=wording)) == [text]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"subject": "E1"}, "S1.c3: the subject 'Urbain Le Verrier' (E1) is not mentioned in its evidence"),
        ({"object": "Uranus"}, "S1.c3: the object 'Uranus' has 'uranus', which its evidence does not say there"),
        ({"speaker": "Dr. Eames"}, "S1.c3: the speaker 'Dr. Eames' has 'dr', which its evidence does not say there"),
        (
            {"when": When(edtf="1846", text="1846")},
            "S1.c3: is dated '1846' by the words '1846', which give '1846-09-23'",
        ),
    ],
)
def test_who_and_when_of_a_statement(claim_lie, fields, text):
    """Whoever and whatever a statement names is named in its evidence."""
    assert texts(claim_lie("statements", 2, **fields)) == [text]


def test_who_and_where_of_an_event(claim_lie):
    """Participants and place are mentioned in the event's evidence."""
    found = claim_lie("events", 0, participants=(Participant(role="agent", entity="E1"),), place="E2")
    assert texts(found) == ["V1: the participants 'Urbain Le Verrier' (E1) is not mentioned in its evidence"]


@pytest.mark.parametrize(
    ("table", "fields", "text"),
    [
        ("sections", {"title": "A old"}, "S1.h1: the title 'A old' has 'old', which its evidence does not say there"),
        ("entities", {"name": "Le Verrier"}, "E1: 'Le Verrier' is the quote of none of its mentions"),
        ("entities", {"aliases": ("Urban",)}, "E1: 'Urban' is the quote of none of its mentions"),
        ("terms", {"name": "Pull"}, "X1: the name 'Pull' is not the quoted 'Perturbation'"),
        ("sources", {"title": "Uranus"}, "S1: the title 'Uranus' is neither in the text nor the file's name"),
    ],
)
def test_titles_and_names(claim_lie, table, fields, text):
    """Titles and names are words of what they stand for."""
    assert texts(claim_lie(table, 0, **fields)) == [text]


def test_a_term_is_explained_where_it_stands(claim_lie, pack):
    """Words of another sentence, even when they are in the evidence, may be about anything else."""
    other = next(each for each in pack.statements if each.evidence[0].source == "S1")
    evidence = (pack.terms[0].evidence[0], *other.evidence)
    found = claim_lie("terms", 0, wording=other.wording, text=other.text, evidence=evidence)
    assert "X1: explains 'Perturbation' by words of another sentence" in texts(found)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"cue": "pull"}, "the cue 'pull' lies outside its evidence"),
        ({"from_": "S2.c1"}, "joins 'S2.c1', of which its evidence has no word"),
        ({"cause": ("pull",)}, "the end 'pull' is not of 'S2.c2' in its evidence"),
        ({"effect": ("The map",)}, "has 'The map' in two of its cue and ends"),
        ({"cue": "telescope"}, "has 'the [new] telescope' in two of its cue and ends"),
        ({"cause": ()}, "joins 'S2.c2' to itself without the words of both ends"),
    ],
)
def test_the_ends_of_a_link(claim_lie, pack, fields, text):
    """A link's cue and ends are words of its evidence and of its two statements."""

    def span(quote):
        start = pack.texts["S2"].text.index(quote)
        return pack.texts["S2"].span(start, start + len(quote))

    planted = {
        name: span(value) if name == "cue" else tuple(map(span, value)) if isinstance(value, tuple) else value
        for name, value in fields.items()
    }
    assert f"L1: {text}" in texts(claim_lie("links", 0, **planted))


def test_the_ends_of_a_link_swapped(claim_lie, pack):
    """Cause and effect of two statements are told apart by which statement says which."""
    galle, berlin = pack.statements[2], pack.statements[4]
    spans = {"cause": (pack.links[0].cause[0],), "effect": (galle.evidence[0],), "from_": galle.id, "to": berlin.id}
    found = texts(claim_lie("links", 0, **spans, evidence=(*galle.evidence, *berlin.evidence)))
    assert "L1: the end 'The map' is not of 'S1.c3' in its evidence" in found


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"actor": "E1"}, "the actor 'Urbain Le Verrier' (E1) is not mentioned in its evidence"),
        ({"target": "Uranus"}, "the target 'Uranus' has 'uranus', which its evidence does not say there"),
        ({"verb": "lose"}, "tells that they 'lose', but its evidence says no 'lose'"),
        ({"verb": "not find"}, "tells that they 'not find', but its evidence says no 'not'"),
        ({"when": When(edtf="1846", text="1846")}, "is dated '1846' by the words '1846', which give '1846-09-23'"),
    ],
)
def test_who_did_what_to_whom(claim_lie, fields, text):
    """A relation's parties, its verb, its denial and its date are words of one evidence."""
    assert texts(claim_lie("relations", 0, **fields)) == [f"R1: {text}"]


@pytest.mark.parametrize(
    ("text", "edtf", "strange"),
    [
        ("23 September 1846", "1846-09-24", "23"),
        ("23 September 1846", "1847-09-23", "1846"),
        ("the 1840s", "185X", "1840s"),
        ("the late 1840s", "1845~/1849~", ""),
        ("1846-47", "1846/1847", ""),
        ("March to May 1846", "1846-03/1846-05", ""),
        ("by the end of 1846", "../1846-12~", ""),
        ("three months later", "1846-12", ""),
    ],
)
def test_a_date_has_the_years_months_and_days_of_its_words(text, edtf, strange):
    """What the words do not name, nobody can check by them alone."""
    assert disagreement(text, edtf) == strange


def test_a_date_of_another_sentence(claim_lie, pack):
    """A date belongs to an event where its own sentence, or a heading above it, says so; evidence can be padded."""
    other = pack.times[0].evidence[0]
    found = claim_lie("events", 0, when=When(edtf="1846", text="1846"), evidence=(*pack.events[0].evidence, other))
    assert texts(found) == ["V1: is dated '1846', which neither it nor a heading of it says"]
    assert found[0][2] == "date"


def test_an_event_of_another_statement(claim_lie):
    """Who tells an event tells its words."""
    found = claim_lie("events", 0, statement="S2.c1")
    assert texts(found) == ["V1: is told by 'S2.c1', of which its evidence has no word"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"holders": ("E3", "E1")}, "the holders 'Urbain Le Verrier' (E1) is not mentioned in its evidence"),
        ({"holders": ("E3",)}, "has 1 holders of a contrast; want two of a contrast"),
        ({"holders": ("E3", "E3"), "kind": "cause"}, "has 2 holders of a cause; want two of a contrast"),
    ],
)
def test_the_holders_of_positions(claim_lie, fields, text):
    """Whose positions a contrast sets against each other is mentioned in it."""
    assert texts(claim_lie("links", 0, **fields)) == [f"L1: {text}"]


def test_a_denied_relation_told_as_done(claim_lie, pack):
    """Where the evidence says "did not look", nobody looked; and what is told as denied is no cooperation."""
    denied = {"verb": "look", "evidence": pack.statements[1].evidence, "actor": "E1", "target": "it", "when": None}
    text = "R1: tells that they 'look', which its evidence denies"
    assert texts(claim_lie("relations", 0, **denied)) == [text]
    assert texts(claim_lie("relations", 0, **{**denied, "verb": "not look"})) == []
    helpful = {**denied, "verb": "not look", "polarity": 1}
    assert texts(claim_lie("relations", 0, **helpful)) == ["R1: counts 'not look' as cooperation"]


def test_a_state_that_is_no_polity(claim_lie):
    """Whom somebody stands for is a state."""
    assert "E2: stands for 'E3', which is no polity of the pack" in texts(claim_lie("entities", 1, of="E3"))


def test_a_state_that_no_evidence_names(claim_lie, monkeypatch, pack):
    """Who is said to stand for a state has a place that names it or its people."""
    entities = (*pack.entities[:2], replace(pack.entities[2], kind="polity"))
    monkeypatch.setitem(claim_lie.__globals__, "make_pack", lambda: replace(pack, entities=entities))
    text = "E2: stands for 'Berlin' (E3), which neither its evidence nor mentions name"
    assert texts(claim_lie("entities", 1, of="E3")) == [text]
    honest = (*pack.entities[1].evidence, pack.statements[2].evidence[0])
    assert texts(claim_lie("entities", 1, of="E3", evidence=honest)) == []


def test_a_century_in_digits_names_its_years():
    """A century can end in its last year ("By the 1900s"); another century is a lie."""
    assert disagreement("By the 1900s", "../1999") == ""
    assert disagreement("By the 1900s", "../1899") == "1900s"


def test_another_name_to_show_is_found(claim_lie, pack):
    """A name that is shown with capitals is the name, but for the case of its letters."""
    name = pack.entities[0].name
    found = claim_lie("entities", 0, cased="Marx")
    assert f"is shown as '[Marx]', but its source says '{name}'" in texts(found)[0]
