"""Whom an entity can be viewed as."""

from __future__ import annotations

from builders import entity_of, pack_of
from coursepack.model.parties import state_of


def test_an_entity_is_viewed_as_its_state():
    """A polity is itself, a leader is the polity that it is of, and whoever is of none is left out."""
    pack = pack_of("Denmark, Lind and Haas met.")
    entities = (
        entity_of(pack, "Denmark", key="e1", kind="polity"),
        entity_of(pack, "Lind", key="e2", of="e1"),
        entity_of(pack, "Haas", key="e3"),
    )
    assert state_of(pack_of("", entities=entities)) == {"e1": "e1", "e2": "e1"}
