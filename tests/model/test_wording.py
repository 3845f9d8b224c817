"""Wordings as they are printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import pack_of, span_of
from coursepack.model.wording import FIXED, Fixed, Inserted, Quoted, plain, printed, words
from strategies import texts


def quoted(*quotes):
    pack = pack_of(" ".join(quotes))
    return tuple(Quoted(span=span_of(pack, quote)) for quote in quotes)


@pytest.mark.parametrize(
    ("quotes", "want"),
    [
        (("The plan", "failed"), "The plan failed"),
        (("The plan", ", he said", "."), "The plan, he said."),
        (("Mao", "'s plan"), "Mao's plan"),
        (("Mao", "’s plan"), "Mao’s plan"),
        (("did", "n't", "work"), "didn't work"),
        (("10", "%"), "10%"),
        (("(", "in 1958", ")", "it began"), "(in 1958) it began"),
        (("“", "No", "”", "he said"), "“No” he said"),
        (("1958–", "1961"), "1958–1961"),
        (("the plan –", "he said –", "failed"), "the plan – he said – failed"),
        (("the end", "…"), "the end…"),
        (("he said", "'no'"), "he said 'no'"),
    ],
)
def test_parts_are_spaced_as_a_page_is(quotes, want):
    """One blank stands between parts, none before closing punctuation or after opening marks."""
    assert printed(quoted(*quotes)) == want


def test_quotes_that_touch_are_joined_as_they_are_there():
    """Two parts of one word or range are printed as the source has them; white space between them is kept."""
    pack = pack_of("in 1958–1961.")
    parts = [Quoted(span=span_of(pack, quote)) for quote in ("in ", "1958", "–", "1961", ".")]
    assert printed(tuple(parts)) == "in 1958–1961."


def test_an_insertion_stands_in_brackets():
    """What is put in from elsewhere is told apart from what was said there."""
    pack = pack_of("Mao rose. He spoke.")
    wording = (Inserted(text="Mao", span=span_of(pack, "Mao")), Quoted(span=span_of(pack, "spoke.")))
    assert printed(wording) == "[Mao] spoke."


def test_fixed_words_come_from_the_catalogue():
    """A colon follows at once, a word after a blank; a key that is not in the catalogue cannot be printed."""
    (term,) = quoted("Commune")
    assert printed((term, Fixed(key="colon"), Fixed(key="source"))) == "Commune: Source"
    with pytest.raises(KeyError):
        printed((Fixed(key="lie"),))


def test_a_quote_is_printed_on_one_line_with_its_characters_resolved():
    """Captions break lines and write "&amp;": a reader of notes wants neither."""
    assert plain(" R&amp;D\n  in\tSpring &#39;58 ") == "R&D in Spring '58"


def test_words_are_compared_without_case_and_kind_of_apostrophe():
    """Numbers, short forms and hyphens stay whole; punctuation is no word."""
    assert words("Mao’s 1,390 experts — 12.5% (U.S. Five-Year Plan).") == [
        *("mao's", "1,390", "experts", "12.5%", "u.s", "five-year", "plan"),
    ]


@given(st.lists(texts, min_size=1, max_size=4))
def test_printing_keeps_the_words_in_order(quotes):
    """Every character of the quotes but white space is printed, in order."""
    pack = pack_of("".join(quotes))
    whole, at, wording = pack.texts["S1"], 0, []
    for quote in quotes:
        wording.append(Quoted(span=whole.span(at, at + len(quote))))
        at += len(quote)
    want = "".join(re.sub(r"\s+", "", plain(quote)) for quote in quotes)
    assert re.sub(r"\s+", "", printed(tuple(wording))) == want


@given(texts)
def test_printed_text_is_stable(text):
    """Words found in a printed text are those found in its printed form again."""
    assert words(plain(text).replace("&", "")) == words(plain(plain(text).replace("&", "")))


def test_the_catalogue_is_sorted_and_names_each_stance_and_kind():
    """A reader finds a key by looking; a writer finds a word for whatever a claim can be."""
    assert list(FIXED) == sorted(FIXED)
    for kind in ("person", "polity", "group", "organisation", "place", "campaign", "work", "concept"):
        assert FIXED[f"entity.{kind}"] and FIXED[f"entities.{kind}"]  # noqa: PT018
    assert all(FIXED[f"stance.{stance}"] for stance in ("reported", "promised", "hedged", "denied", "question"))
