"""Mends lemmas of verbs: the model cuts those of rare regular verbs too short or too long ("pressur", "insiste")."""

from __future__ import annotations

import re
from functools import cache

from coursepack.language.lexicons import rows

__all__ = ["verb_lemma"]

_INFLECTED = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}
"""The regular ending of each Penn tag."""
_CUT = re.compile(r"[aeiounrld][cgsuvz]$|[bcdfgkpstz]l$")
"""Endings that English spelling does not leave without an "e"."""


@cache
def verb_lemma(word: str, lemma: str, tag: str) -> str:
    """Give the lemma of a verb form: the model's where it is a known verb, else the known verb that the form can be of.

    Where no known verb fits, the model's stays, but for an "e" that English spelling asks for.
    """
    form, own = word.casefold(), lemma.casefold()
    if own in _known() or not form.isalpha():
        return lemma
    ending = _INFLECTED.get(tag)
    if ending is None:
        return form if tag in ("VB", "VBP") and form in _known() else lemma
    bases = _bases(form, ending)
    fitting = next((base for base in bases if base in _known()), None)
    if fitting is not None:
        return fitting
    return f"{own}e" if own in bases and _CUT.search(own) else lemma


@cache
def _known() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("verbs"))


def _bases(form: str, ending: str) -> tuple[str, ...]:
    """List what a regular form can come from, by the rules of spelling: "stopped", "tried", "used", "watches"."""
    if not form.endswith(ending):
        return ()
    stem = form.removesuffix(ending)
    bases = [stem, f"{stem}e"] if ending != "s" else [stem, stem.removesuffix("e")]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        bases.append(stem[:-1])
    if ending != "ing" and stem.endswith(("i", "ie")):
        bases.append(f"{stem.removesuffix('e').removesuffix('i')}y")
    return tuple(bases)
