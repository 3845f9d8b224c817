"""What the verifier knows of verbs."""

from __future__ import annotations

import pytest

from coursepack.verifier.forms import is_denial, is_form, is_helper


@pytest.mark.parametrize(
    ("lemma", "word"), [("take", "took"), ("lead", "led"), ("be", "was"), ("denounce", "denounced"), ("seek", "sought")]
)
def test_a_form_shares_its_beginning_or_its_consonants(lemma, word):
    """Old pasts that share neither are listed."""
    assert is_form(lemma, word)


@pytest.mark.parametrize(("lemma", "word"), [("help", "attacked"), ("find", "lost"), ("be", "had")])
def test_another_verb_is_no_form(lemma, word):
    """So a verb that the evidence does not say is found."""
    assert not is_form(lemma, word)


def test_a_denial_and_a_helper_stand_before_a_verb():
    """A short "n't" denies; an auxiliary does not."""
    assert all(map(is_denial, ("not", "Never", "didn't", "wouldn’t", "cannot")))
    assert not any(map(is_denial, ("did", "note", "t")))
    assert all(map(is_helper, ("did", "would", "didn't"))) and not is_helper("Ada")  # noqa: PT018
