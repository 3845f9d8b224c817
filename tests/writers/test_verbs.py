"""A relation's verb in the words of its evidence."""

from __future__ import annotations

import pytest
from tied import relation_of

from builders import pack_of, span_of
from coursepack.model.wording import printed
from coursepack.writers._verbs import verb_words, words_said


def shown(text, verb):
    pack = pack_of(text)
    return printed(verb_words(relation_of(pack, text, ("Ada", verb, "Bob")), pack.texts))


@pytest.mark.parametrize(
    ("text", "verb", "want"),
    [
        ("Ada pressured Bob.", "pressure", "pressured"),
        ("Ada grew to despise Bob.", "grow to despise", "grew to despise"),
        ("Ada halted all the aid to Bob.", "halt aid", "halted all the aid"),
        ("Ada did not help Bob.", "not help", "did not help"),
        ("Ada never helped Bob.", "not help", "never helped"),
        ("Ada would overtake Bob.", "overtake", "would overtake"),
        ("Ada sought help and fought Bob.", "fight", "fought"),
        ("Ada had quarrels with Bob.", "have quarrel", "had quarrels"),
    ],
)
def test_the_words_from_the_verbs_first_to_its_last(text, verb, want):
    """Forms are known by their letters; a denial and a modal before them are kept."""
    assert shown(text, verb) == want


@pytest.mark.parametrize(
    ("text", "verb"),
    [("Ada did not help Bob.", "help"), ("Ada helped Bob.", "not help"), ("Ada met Bob.", "fight")],
)
def test_words_that_would_say_the_opposite_are_not_quoted(text, verb):
    """Where verb and evidence do not agree on a denial, or the verb is not said, there is nothing to quote."""
    assert shown(text, verb) == ""


def test_other_words_are_quoted_where_they_stand_in_a_row():
    """A party without a name is told in the source's words, or not at all."""
    pack = pack_of("The people of the harbour met Bob.")
    evidence = (span_of(pack, "The people of the harbour met Bob."),)
    assert printed(words_said("people of the harbour", evidence, pack.texts)) == "people of the harbour"
    assert words_said("people met", evidence, pack.texts) == ()


def test_capitals_tell_a_name_from_a_word():
    """Behind "the Baltic Fleet" the words "the fleet" are quoted where they stand themselves."""
    text = "They sent the Baltic Fleet. The fleet sailed."
    pack = pack_of(text)
    evidence = (span_of(pack, text),)
    assert printed(words_said("fleet", evidence, pack.texts)) == "fleet"
