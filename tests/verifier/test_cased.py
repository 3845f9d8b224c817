"""A name that is shown with capitals is the name, but for the case of its letters."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of
from coursepack.verifier.claims import _entity
from coursepack.verifier.lookup import Lookup


def test_another_name_to_show_is_found():
    """Brackets are no door for another word."""
    pack = pack_of("mao left")
    entity = entity_of(pack, "mao", cased="Mao")
    pack = replace(pack, entities=(entity,))
    assert list(_entity(entity, Lookup(pack))) == []
    (fault,) = _entity(replace(entity, cased="Marx"), Lookup(pack))
    assert "is shown as '[Marx]', but its source says 'mao'" in str(fault)
