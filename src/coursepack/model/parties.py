"""Whom an entity can be viewed as: a leader, a people or an army as the state that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from coursepack.model.pack import Pack

__all__ = ["state_of"]


def state_of(pack: Pack) -> Mapping[str, str]:
    """Give for each entity's id the id of its polity: itself where it is one, else what it is of, else nothing."""
    found = {entity.id: entity.id if entity.kind == "polity" else entity.of for entity in pack.entities}
    return {entity: state for entity, state in found.items() if state is not None}
