"""How terms are measured: what counts as told, what the peer tells, and how near two explanations are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from terms import Judged, c_value, judged, rouge_l, scores

from builders import entity_of, pack_of, term_of
from coursepack.language.grammar import Grown
from coursepack.notices import Log
from coursepack.passes import sentences


def test_a_term_is_told_in_any_of_its_forms():
    """Number, case and hyphens are no difference; an entity counts by itself."""
    pack = pack_of("A salt-pan is a pond. Ada owned it.", "paragraph")
    pack = sentences.run(pack, Log())
    pack = replace(pack, terms=(term_of(pack, "salt-pan", "a pond"),), entities=(entity_of(pack, "Ada"),))
    found = judged(pack, {"Salt pans": "ponds", "Ada": "an owner", "brine": "salt water"})
    assert (found.told & found.wanted, found.named & found.wanted) == ({"salt pan"}, {"ada"})


def test_the_peer_tells_just_as_many():
    """Of the noun phrases those that stand often, and mostly by themselves."""
    (*trees,) = sentences.run(pack_of("The salt pan dried. A salt pan cracked. Rain fell.", "paragraph"), Log()).trees
    assert c_value([Grown(tree) for tree in trees], 1) == ["salt pan"]


@pytest.mark.parametrize(
    ("told", "wanted", "score"), [("a pond", "a pond", 1.0), ("a pond", "the sea", 0.0), ("a b c", "a c", 0.8)]
)
def test_rouge_is_the_longest_common_subsequence(told, wanted, score):
    """F of its length over both; order counts, gaps do not."""
    assert rouge_l(told, wanted) == pytest.approx(score)


def test_scores_are_over_all_sections():
    """Sections with many terms count for more."""
    one = Judged(
        wanted=frozenset("ab"), told=frozenset("ax"), named=frozenset("b"), peer=frozenset(), explained=((0.5, 0.2),)
    )
    other = Judged(wanted=frozenset("c"), told=frozenset(), named=frozenset(), peer=frozenset("c"), explained=())
    values = {each.name: (each.value, each.peer) for each in scores("terms/x/plain", [one, other])}
    assert values == {
        "terms/x/plain/both": (66.67, {"C-value or entity": 66.67}),
        "terms/x/plain/recall": (33.33, {"C-value": 33.33}),
        "terms/x/plain/precision": (50.0, {"C-value": 100.0}),
        "terms/x/plain/explained": (50.0, {"first sentence with it": 20.0}),
    }
