"""Terms over the model's own trees: what the text itself says is called so."""

from __future__ import annotations

from builders import pack_of
from coursepack.notices import Log
from coursepack.pipeline import analyse


def explained(text):
    pack = analyse(pack_of(text, role="paragraph"), Log())
    return {term.name: term.text for term in pack.terms if term.is_explained}


def test_an_event_that_is_called_something_is_a_term():
    """The sentence that gives the name explains it."""
    text = "In 1898, in what came to be called the Hundred Days Reform, the emperor opened new schools."
    assert explained(text) == {"Hundred Days Reform": text}


def test_a_sentence_that_begins_with_the_name_says_most_of_it():
    """It is taken wherever the name was given."""
    second = "The Hundred Days Reform was ended by the empress in September 1898."
    text = f"This opened the way to what was called the Hundred Days Reform in 1898. {second}"
    assert explained(text) == {"Hundred Days Reform": second}


def test_a_name_alone_is_no_term():
    """That a campaign is spoken of explains nothing."""
    assert "Hundred Days Reform" not in explained("The emperor was proud of the Hundred Days Reform of 1898.")
