"""What the hand-outs share: which of their lines must cite their place."""

from __future__ import annotations

from collections.abc import Callable

from coursepack.model.claims import Event, Statement, Term
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case

__all__ = ["cites"]


def cites(case: Case) -> Callable[[TraceLine], bool]:
    """Say of which traces the line must cite: whatever tells, explains or answers something; a name alone need not."""

    def needs(trace: TraceLine) -> bool:
        return any(
            isinstance(case.look.claims.get(each), Event | Statement | Term) or each.endswith("/answer")
            for each in trace.claims
        )

    return needs
