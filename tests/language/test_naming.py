"""Naming: which tokens name whom, and where the name stands."""

from __future__ import annotations

from builders import entity_of, pack_of, span_of
from coursepack.language.grammar import Grown
from coursepack.language.naming import Naming
from coursepack.model.trees import Reference
from coursepack.notices import Log
from coursepack.passes import sentences


def pack_with_names(text, *entities, references=()):
    pack = pack_of(text, "paragraph")
    made = tuple(entity_of(pack, name, key=key) for key, name in entities)
    return sentences.run(pack_of(text, "paragraph", entities=made, references=references), Log())


def test_a_name_of_several_words_is_one_run():
    """Its head is the word that the rest hangs from."""
    pack = pack_with_names("Marie Tharp drew a map.", ("e1", "Marie Tharp"))
    (named,) = Naming(pack).named(Grown(pack.trees[0]))
    assert (named.first, named.last, named.head, named.entity) == (0, 1, 0, "e1")


def test_a_pronoun_names_whom_it_is_read_as():
    """A reading that is less than sure names nobody."""
    text = "Tharp drew a map. She hung it up."
    for confidence, want in ((0.9, ["e1"]), (0.4, [])):
        reference = Reference(source="S1", start=18, end=21, entity="e1", confidence=confidence)
        pack = pack_with_names(text, ("e1", "Tharp"), references=(reference,))
        assert [each.entity for each in Naming(pack).named(Grown(pack.trees[1]))] == want


def test_the_nearest_mention_is_the_last_one_before():
    """The first after it serves where none stands before."""
    pack = pack_of("Tharp drew. Then Tharp hung it up.")
    mentions = (span_of(pack, "Tharp"), pack.texts["S1"].span(17, 22))
    pack = pack_of(
        "Tharp drew. Then Tharp hung it up.", entities=(entity_of(pack, "Tharp", key="e1", mentions=mentions[1:]),)
    )
    naming = Naming(pack)
    assert naming.nearest("e1", "S1", 30).start == naming.nearest("e1", "S1", 3).start == 17
