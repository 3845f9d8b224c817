"""What pronouns and descriptions refer to, on sentences of our own: trees come from the shipped model."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.antecedents import PRONOUNS
from coursepack.language.genders import gender_of_name, gender_of_noun
from coursepack.notices import Log
from coursepack.passes import coreference, entities, sentences


def resolved(text, role="paragraph"):
    """Give each reference's words with the name that it was resolved to, and the confidence."""
    pack = sentences.run(pack_of(text, role), Log())
    pack = coreference.run(entities.run(pack, Log()), Log())
    names = {entity.id: entity.name for entity in pack.entities}
    whole = pack.texts["S1"].text
    return [(whole[each.start : each.end], names[each.entity], each.confidence) for each in pack.references]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("President Eisenhower flew to Geneva in July. He returned without a treaty.", "He", "President Eisenhower"),
        ("Mary Anning sold fossils to Henry Smith. She found them in the cliffs.", "She", "Mary Anning"),
        ("In his letter, Peter Brown asked for more money.", "his", "Peter Brown"),
        ("Charles Darwin and his wife moved to the country.", "his", "Charles Darwin"),
    ],
)
def test_a_pronoun_is_resolved(text, pronoun, name):
    """Agreement, role, distance and a look ahead decide."""
    assert (pronoun, name) in [(word, told) for word, told, _ in resolved(text)]


def test_a_woman_is_not_he():
    """A given name tells, where one of two can be meant."""
    found = resolved("Mary Brown met George White in Leeds. He gave her a book.")
    assert [(word, name) for word, name, _ in found] == [("He", "George White"), ("her", "Mary Brown")]


def test_a_place_is_never_surely_she():
    """What is not known to be a person is not printed for a person's pronoun."""
    found = resolved("Boston was quiet. She wrote to Paris and to London. She waited in Vienna.")
    assert all(confidence < 0.6 for _, _, confidence in found)


def test_a_description_with_more_to_it_is_another_thing():
    """A treaty that is told more closely need not be the treaty that was named."""
    found = resolved("The Warsaw Treaty was signed in May. The treaty of peace with Spain was older.")
    assert not any(word.lower().startswith("the treaty") for word, _, _ in found)


@pytest.mark.parametrize(
    ("names", "gender"),
    [
        (("Mr. Evelyn Waugh",), "m"),
        (("Lise Meitner", "Meitner"), "f"),
        (("Curie", "Queen Curie"), "f"),
        (("Xq",), "mf"),
    ],
)
def test_a_name_tells_its_gender(names, gender):
    """A title before a given name, a given name before nothing."""
    assert gender_of_name(names) == gender


def test_a_noun_tells_its_gender():
    """A word for any person tells none."""
    assert [gender_of_noun(noun) for noun in ("actress", "uncle", "doctor", "table")] == ["f", "m", "", ""]


def test_references_are_pronouns_or_descriptions_with_a_known_confidence():
    """A confidence is a share, and what is referred to is in the pack."""
    found = resolved("Anna Freud taught in Vienna. She left it in 1938. They followed her.")
    assert all(0.0 <= confidence <= 1.0 for _, _, confidence in found)
    assert all(word.casefold() in PRONOUNS for word, _, _ in found)
