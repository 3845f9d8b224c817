"""Which words stand alone, and which lean on what was said before."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.grammar import Grown
from coursepack.language.standing import leaning, without_citations, without_joint
from coursepack.notices import Log
from coursepack.passes.sentences import run


def grown(text: str) -> Grown:
    return Grown(run(pack_of(text), Log()).trees[0])


def lean(text: str) -> str:
    """Give the word that leans, where no noun is new; "" where none does."""
    tree = grown(text)
    found = leaning(tree, range(len(tree.tokens)), (), lambda *_: False)
    return tree.tokens[found].text if found is not None else ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He sold the mills of Gothenburg.", "He"),
        ("Anna Lind sold her old mills.", ""),
        ("The weavers of Lind sold its old mills.", "its"),
        ("This ruined many weavers.", "This"),
        ("Those who owned looms were ruined.", ""),
        ("Weavers feared such machines.", "such"),
        ("Weavers feared machines such as looms.", ""),
        ("The plan failed in Gothenburg.", "The"),
        ("The plan of Lars Holm failed.", ""),
        ("The weavers sold their looms.", "The"),
        ("Many weavers sold their looms.", ""),
        ("Hot rock rises because it is light.", ""),
        ("Hot rock is light and people like it.", "it"),
        ("Weavers were too poor for such looms.", "such"),
        ("Weavers bought looms too.", "too"),
        ("Rocks formed two million years ago.", ""),
        ("Mills were built ten years ago.", "ago"),
        ("We see many looms in Gothenburg.", "We"),
        ("Holm used the term to praise weavers.", "the"),
        ("Holm used the term of Lind.", ""),
        ("The first is that weavers fled.", "first"),
        ("Taxes had a more lasting effect.", "more"),
        ("Taxes had a more lasting effect than wars.", ""),
        ("Larger mills have many looms.", ""),
        ("Three more mills closed.", "more"),
        ("Similar losses hit many weavers.", "Similar"),
        ("Looms were not merely tools.", "not"),
        ("Looms were not merely tools but treasures.", ""),
        ("Many mills closed in recent years.", "recent"),
        ("Additional mills closed.", "Additional"),
        ("A second mill burned down.", "second"),
    ],
)
def test_a_word_leans_on_what_is_not_there(text, word):
    """A pronoun is told by a noun of its own clause, "the" by what stands behind the noun, "such" by its "as"."""
    assert lean(text) == word


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("However, many weavers fled.", "many weavers fled."),
        ("In contrast, many weavers fled.", "many weavers fled."),
        ("In contrast to Holm, many weavers fled.", "In contrast to Holm, many weavers fled."),
        ("Some weavers, for example, fled.", "Some weavers, fled."),
    ],
)
def test_what_only_joins_a_sentence_is_left_out(text, left):
    tree = grown(text)
    assert tree.words(without_joint(tree, range(len(tree.tokens)))) == left


def test_who_wrote_of_it_is_left_out():
    """A bracket with a name and a year says nothing of the matter; one with years alone does."""
    tree = grown("Weavers (1790-1860) feared machines (Lind and Holm, 2001).")
    assert tree.words(without_citations(tree, range(len(tree.tokens)))) == "Weavers (1790-1860) feared machines ."
