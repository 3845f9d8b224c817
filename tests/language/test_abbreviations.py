"""Abbreviations in brackets."""

from __future__ import annotations

from coursepack.language.abbreviations import abbreviated, is_short_form


def test_an_abbreviation_is_in_brackets_behind_its_words():
    """Its letters are initials of some of them; other brackets say something else."""
    assert list(abbreviated("The Trade Union (TU) met. The river (MZ) rose.")) == [(15, "TU")]


def test_letters_are_initials_in_order():
    """Small words may be left out, and no letter may be."""
    assert is_short_form("CDC", "Centers for Disease Control and Prevention")
    assert not is_short_form("AAE", "English")
