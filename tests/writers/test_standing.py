"""Which statements stand alone, told from their words."""

from __future__ import annotations

import pytest

from builders import pack_of, span_of, statement_of
from coursepack.language.lexicons import rows
from coursepack.model.wording import Inserted, Quoted
from coursepack.writers._standing import stands_alone


def stands(text, **fields):
    pack = pack_of(text)
    return stands_alone(statement_of(pack, text, **{"verb": "be", **fields}))


@pytest.mark.parametrize(
    "text",
    [
        "Smeaton studied mortar for twenty years.",
        "Salt was dear because its price was fixed.",
        "In 1761 the mill burned to the ground.",
        "Granite and oak lose their strength in water.",
    ],
)
def test_what_names_its_subject_stands_alone(text):
    """A pronoun may stand for what the statement names before it."""
    assert stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "He feared what the speech would do.",
        "In steel, he meant the second target.",
        "This led to war with three neighbours.",
        "But sparrows eat insects as well.",
        "We know little of the second tower.",
        "The second tower is the one that I saw from Plymouth.",
        "The second tower was not just a light.",
        "I've seen the second tower from Plymouth.",
        "Three weeks later the guns fell silent.",
        "Around three million tonnes of that metal was useless.",
    ],
)
def test_what_leans_on_a_sentence_before_does_not(text):
    """Pronouns without their noun, pointing words, joints, times counted from another."""
    assert not stands(text)


@pytest.mark.parametrize("row", rows("leaning_phrases"), ids=lambda row: row["phrase"])
def test_a_leaning_phrase_leans(row):
    """Each row's example is a sentence that no summary tells."""
    assert not stands(row["example"], subject=None)


def test_what_is_no_sentence_does_not():
    """Nor a question, or a few words."""
    text = "Smeaton studied mortar for twenty years."
    assert not stands(text, verb=None)
    assert not stands(text, stance="question")
    assert not stands("Smeaton studied mortar.")


def test_an_insertion_says_whom_a_pronoun_means():
    """Of "[Smeaton] denied that he had copied it" the subject is named."""
    pack = pack_of("Smeaton drew an oak.\nHe denied that he had copied it.")
    name, rest = span_of(pack, "Smeaton"), span_of(pack, "denied that he had copied it.")
    wording = (Inserted(text="Smeaton", span=name), Quoted(span=rest))
    assert stands_alone(statement_of(pack, rest.quote, wording=wording, verb="deny", subject="E1"))
