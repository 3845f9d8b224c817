"""What names say about what they name."""

from __future__ import annotations

import pytest

from coursepack.language.names import bare, campaign_like, is_same_person, is_state, polity_of, untitled


@pytest.mark.parametrize(
    ("name", "expected"),
    [("the Great Leap Forward", "great leap forward"), ("Mao's", "mao"), ("Mao’s", "mao"), ("U.S.", "u.s")],
)
def test_a_bare_name_has_no_article_and_no_ending(name, expected):
    """Names are compared in lower case, without article, possessive ending and outer full stops."""
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Chairman Mao", ("mao",)), ("Prime Minister Nehru", ("nehru",)), ("Marshal Peng Dehuai", ("peng", "dehuai"))],
)
def test_an_honorific_is_no_part_of_a_name(name, expected):
    """Offices, ranks and addresses of one or two words are taken off the front."""
    assert untitled(name) == expected


def test_an_honorific_alone_is_kept():
    """A title that is the whole name would leave nothing."""
    assert untitled("Chairman") == ("chairman",)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("mao", "mao zedong", True),
        ("khrushchev", "nikita khrushchev", True),
        ("j. smith", "john smith", True),
        ("jane smith", "john smith", False),
        ("smith", "john smithson", False),
    ],
)
def test_a_shorter_name_can_be_the_same_person(short, full, same):
    """The first or the last word, or initials before the last."""
    assert is_same_person(tuple(short.split()), tuple(full.split())) is same


def test_peoples_belong_to_states():
    """Demonyms and plurals lead to the state's own name, and only states are states."""
    assert polity_of("the Soviets") == "Soviet Union"
    assert polity_of("Chinese") == "China"
    assert is_state("China")
    assert not is_state("Chinese")


def test_the_last_word_tells_the_kind():
    """One word alone tells nothing: "the campaign" is no name."""
    assert campaign_like("Hundred Flowers Campaign") == "campaign"
    assert campaign_like("Treaty of Versailles") == "campaign"
    assert campaign_like("Mississippi River") == "place"
    assert campaign_like("Campaign") is None
