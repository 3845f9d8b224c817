"""Checks timeline.json."""

from __future__ import annotations

from coursepack.verifier.formats._timelinejs import check_timeline as check

__all__ = ["FILES", "check"]

FILES = ("timeline.json",)
