"""How a text is written is marked on its tokens."""

import pytest
import spacy

from coursepack.language.writing import mark_writing


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Mao spoke. Then he left, and China changed.", "writing:capitals+marks"),
        ("mao spoke. then he left, and china changed.", "writing:+marks"),
        ("Mao spoke then he left and China changed", "writing:capitals"),
        ("mao spoke then i left and china changed", "writing:"),
    ],
)
def test_mark_tells_capitals_and_punctuation(nlp, text, mark):
    """Each token of a text that is written in one way bears the same mark."""
    assert {token.ent_id_ for token in mark_writing(nlp(text))} == {mark}


def test_closing_quote_starts_no_sentence(nlp):
    """A quote with no space before it closes; one with a space before it may open a sentence."""
    doc = mark_writing(nlp('He said "No." Then "Yes" came.'))
    quotes = [token.sent_start for token in doc if token.text == '"']
    assert quotes == [0, -1, 0, -1]


def test_empty_text_passes(nlp):
    """A text without tokens comes back as it is."""
    assert len(mark_writing(nlp(""))) == 0
