"""Checks summary.md: Markdown as in notes.md, each statement with its mark and reference."""

from __future__ import annotations

from coursepack.verifier.notes import check_notes

__all__ = ["FILES", "check"]

FILES = ("summary.md",)
check = check_notes
