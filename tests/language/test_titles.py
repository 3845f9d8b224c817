"""The phrase that says what a run of sentences is about."""

from __future__ import annotations

from collections import Counter

import pytest

from builders import pack_of
from coursepack.language.grammar import Ground
from coursepack.language.titles import candidates, named
from coursepack.language.topics import unit_of
from coursepack.notices import Log
from coursepack.passes import sentences


def run_of(text):
    pack = sentences.run(pack_of(text, role="paragraph"), Log())
    return pack, [unit_of(sentence, tree) for sentence, tree in zip(pack.sentences, pack.trees, strict=True)]


def phrases(text):
    found = candidates(run_of(text)[1], Counter(), {})
    return {" ".join(token.text for token in each.tree.tokens[each.first : each.last + 1]) for each in found}


@pytest.mark.parametrize(
    "phrase",
    ["causes of the First World War", "millers and peasants", "First World War", "causes"],
)
def test_phrases_are_kept_whole(phrase):
    """With what hangs on them, without the article before, and their parts beside."""
    text = "The book tells the causes of the First World War. The millers and peasants worked."
    assert phrase in phrases(text)


@pytest.mark.parametrize("phrase", ["great question", "question", "World", "First World"])
def test_what_says_nothing_is_no_candidate(phrase):
    """Nouns of all talk, and parts of a name."""
    assert phrase not in phrases("That is a great question about the First World War.")


def test_a_title_is_a_phrase_that_recurs_here_and_not_elsewhere():
    """Grain is told of everywhere; here it is the water mill that is told of."""
    pack, units = run_of(
        "The water mill stood by the river. A water mill grinds grain. Water mills cost money. "
        "The village kept its water mill. Grain was dear."
    )
    title, spans = named(Ground(pack), units, Counter(grain=20, village=9), {}, frozenset())
    assert title.casefold().startswith("water mill")
    assert "".join(span.quote for span in spans) == title


def test_no_two_sections_have_one_title():
    """What is taken is passed over for the next best."""
    pack, units = run_of("The water mill stood by the river. A water mill grinds grain.")
    first, _ = named(Ground(pack), units, Counter(), {}, frozenset())
    second, _ = named(Ground(pack), units, Counter(), {}, frozenset({first.casefold()}))
    assert second != first


def test_a_run_without_a_phrase_is_titled_by_a_word():
    """Every section has a title."""
    pack, units = run_of("So they sang.")
    assert named(Ground(pack), units, Counter(), {}, frozenset())[0] == "sang"
