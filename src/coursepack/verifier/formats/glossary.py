"""Checks glossary.md: Markdown as in notes.md, where the line of a name cites where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.model.claims import Entity, Event, Link, Relation, Statement, Term
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.notes import check_notes

__all__ = ["FILES", "check"]

FILES = ("glossary.md",)
_TOLD = (Entity, Event, Link, Relation, Statement, Term)


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    check_notes(case, file, data, traced, cited=_TOLD)
