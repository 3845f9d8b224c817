"""Roles in a tree: which part a name plays, in whose clause it stands, and what stands above it."""

from __future__ import annotations

from coursepack.language.grammar import CLAUSES, Grown

__all__ = ["AGENTS", "ancestors", "governor", "role_of", "subjects_above", "traits_of"]

AGENTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
"""Relations of a subject that is a noun."""
_INSIDE_NAMES = frozenset({"flat", "compound", "conj", "nmod:desc", "list"})
_ROLES = {
    **dict.fromkeys(AGENTS, "subject"),
    "obj": "object",
    "iobj": "object",
    "obl:agent": "agent",
    "nmod:poss": "owner",
    "appos": "apposition",
    "root": "root",
}
_QUOTES = frozenset({'"', "“", "”", "``", "''", "'", "`", "‘"})


def role_of(grown: Grown, index: int) -> str:
    """Name the grammatical role; a part of a name or of a list has the role of the whole."""
    tokens = grown.tokens
    for _ in tokens:
        dep = tokens[index].dep
        if dep not in _INSIDE_NAMES or tokens[index].head == index:
            break
        index = tokens[index].head
    dep = tokens[index].dep
    return _ROLES.get(dep) or ("oblique" if dep.startswith("obl") else "of" if dep.startswith("nmod") else "other")


def traits_of(grown: Grown, first: int, last: int, index: int) -> tuple[str, ...]:
    """Tell what the place of a name or noun says: its preposition, its clause's depth, quotes and lists around it."""
    tokens = grown.tokens
    whole = index
    for _ in tokens:
        if tokens[whole].dep not in _INSIDE_NAMES or tokens[whole].head == whole:
            break
        whole = tokens[whole].head
    found = []
    case = grown.child(whole, "case")
    if case is not None and tokens[case].text.casefold() not in ("'s", "’s", "'"):
        found.append(f"prep {tokens[case].text.casefold()}")
    if tokens[index].dep == "conj" or grown.child(index, "conj") is not None:
        found.append("listed")
    if first and tokens[first - 1].text in _QUOTES:
        found.append("quoted")
    if first and tokens[first - 1].text in ("(", "[", "-LRB-"):
        found.append("bracketed")
    depth, at = 0, whole
    for _ in tokens:
        dep = tokens[at].dep
        if dep in CLAUSES:
            depth += 1
        if tokens[at].head == at:
            break
        at = tokens[at].head
    found.append(f"depth {min(depth, 2)}")
    if tokens[index].pos == "PROPN":
        found.append("short" if first == last else "full")
    return tuple(found)


def governor(grown: Grown, index: int) -> int:
    """Find the verb, or other predicate, in whose clause the token stands."""
    tokens = grown.tokens
    at = tokens[index].head
    for _ in tokens:
        token = tokens[at]
        if token.head == at or token.pos in ("VERB", "AUX") or grown.subject(at) is not None:
            break
        at = token.head
    return at


def subjects_above(grown: Grown, index: int) -> list[int]:
    """List the subjects of the clauses around the token, nearest first; a shared subject is its sharers' as well."""
    found: list[int] = []
    at = governor(grown, index)
    for _ in grown.tokens:
        subject = next((child for child in grown.children[at] if grown.tokens[child].dep in AGENTS), None)
        if subject is not None:
            found.append(subject)
        head = grown.tokens[at].head
        if head == at:
            break
        at = head
    return found


def ancestors(grown: Grown, index: int) -> dict[int, int]:
    """Map each token above to how many steps it is away."""
    found: dict[int, int] = {}
    at = index
    while grown.tokens[at].head != at and grown.tokens[at].head not in found:
        at = grown.tokens[at].head
        found[at] = len(found) + 1
    return found
