"""The lexicon of verbs and nouns: each row's example shows its row at work."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language.lexicons import rows
from coursepack.language.relations_rows import phrases, verb_row
from coursepack.notices import Log
from coursepack.pipeline import analyse

CATEGORIES = frozenset(
    [
        *("AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "DEMAND", "DISAPPROVE", "FIGHT"),
        *("INVESTIGATE", "MOBILIZE", "PROTEST", "REJECT", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
    ]
)
TABLE = rows("plover_verbs")


def test_categories_are_plovers():
    """One of its eighteen, or none; a sign is one of three."""
    assert {row["category"].lstrip("=!~") for row in TABLE} - {""} == CATEGORIES
    assert {row["polarity"] for row in TABLE} == {"-1", "0", "1"}


def test_a_category_has_one_sign():
    """Cooperation is above the line and conflict below it, whatever the verb."""
    signs = {(row["category"].lstrip("=!~"), row["polarity"]) for row in TABLE if row["category"].lstrip("=!~")}
    assert len(signs) == len(CATEGORIES)


@pytest.mark.parametrize(
    ("form", "lemma"), [("blam", "blame"), ("expelle", "expel"), ("retaken", "retake"), ("Forgave", "forgive")]
)
def test_a_form_left_half_way_finds_its_row(form, lemma):
    """A lemmatizer's slips cost no relation."""
    assert verb_row(form) == verb_row(lemma)


@pytest.mark.parametrize("lemma", ["photosynthesise", "endure", "endow", "settler"])
def test_a_verb_that_the_lexicon_lacks_has_no_row(lemma):
    """Nothing is found by a mere beginning: to endure is not to end."""
    assert verb_row(lemma) is None


def test_the_longest_phrase_stands_first():
    """What "put on alert" says is tried before a shorter phrase of the same verb."""
    lengths = [len(row.lemma.split()) for row in phrases("put")]
    assert len(lengths) > 1
    assert lengths == sorted(lengths, reverse=True)


def test_a_key_of_the_lexicon_stands_once():
    """Two rows of one verb would hide each other."""
    keys = [(row["lemma"], row["kind"]) for row in TABLE]
    assert sorted(keys) == sorted(set(keys))


def test_examples_show_their_rows():
    """Nearly all examples make a relation of their row's verb or noun; the model's trees cost the others."""
    pack = analyse(pack_of("\n".join(row["example"] for row in TABLE), role="paragraph"), Log())
    verbs = {}
    for relation in pack.relations:
        verbs.setdefault(relation.evidence[0].line, set()).update(relation.verb.split())
    hits = [row["lemma"].split()[0] in verbs.get(line, ()) for line, row in enumerate(TABLE, start=1)]
    assert sum(hits) >= 0.85 * len(hits)
