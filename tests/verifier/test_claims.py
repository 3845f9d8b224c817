"""Claims that say more than their evidence are found in pack.json, even where its hash was made to match."""

from __future__ import annotations

import pytest

from coursepack.model.claims import Participant, When
from coursepack.model.wording import Fixed, Inserted, Quoted


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
    assert "T2: gives '1846-08-23' for '23 September 1846'" in texts(claim_lie("times", 1, edtf="1846-08-23"))


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
        ("terms", {"name": "Pull"}, "X1: the name 'Pull' has 'pull', which its evidence does not say there"),
        ("sources", {"title": "Uranus"}, "S1: the title 'Uranus' is neither in the text nor the file's name"),
    ],
)
def test_titles_and_names(claim_lie, table, fields, text):
    """Titles and names are words of what they stand for."""
    assert texts(claim_lie(table, 0, **fields)) == [text]


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
