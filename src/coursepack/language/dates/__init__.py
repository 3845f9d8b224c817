"""Temporal expressions: where they stand, and their value as EDTF."""

from __future__ import annotations

from coursepack.language.dates.bounds import bounds
from coursepack.language.dates.engine import Hit, Part, find

__all__ = ["Hit", "Part", "bounds", "find"]
