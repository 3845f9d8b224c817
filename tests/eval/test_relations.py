"""How relations are judged on a copy without capitals."""

from __future__ import annotations

import gold
import relations
from msgspec.structs import replace
from relations import Told, analyse, cased

from coursepack.model.anchors import Text


def test_a_bare_copy_keeps_its_paragraphs():
    """A record's relations are told by the line that it stands on."""
    laid = relations.read([{"text": "Norway praised Chile."}, {"text": "{Peru sued Malta.}"}])
    pack = analyse(laid, str.lower)
    assert [(each.line, each.role) for each in pack.passages] == [(1, "paragraph"), (3, "paragraph")]
    assert pack.texts["S1"].text == "norway praised chile.\n\nperu sued malta."


def test_parties_get_their_capitals_back():
    """They are matched by names, which have capitals; words that stand nowhere stay."""
    ((_, laid),) = gold.built({"records": "Norway praised Chile."})
    pack = replace(laid, texts={"S1": Text("S1", "norway praised chile ")})
    told = Told(actor="norway", target="chile the brave", sign=1, category=None)
    assert [(each.actor, each.target) for each in cased([told], pack, laid)] == [("Norway", "chile the brave")]
