"""What a writer may take beside the pack: the user's template, and what an earlier build left at the same place."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursepack.model.pack import Pack

__all__ = ["Earlier", "Extras"]


class Earlier(Struct, frozen=True, kw_only=True):
    """The pack that is being replaced."""

    pack: Pack
    files: Mapping[str, bytes]
    """Those of the writer's own files that lie there, by path in the folder."""


class Extras(Struct, frozen=True, kw_only=True):
    """A writer takes those fields that its `TAKES` names, as keywords; each may be None."""

    template: bytes | None = None
    """The user's own presentation, whose look the slides take."""
    earlier: Earlier | None = None
