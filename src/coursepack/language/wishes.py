"""Verbs that tell what somebody wants done, with what is to be done: "vowed to return", "called for a boycott"."""

from __future__ import annotations

from coursepack.language.grammar import Grown, lemmas
from coursepack.language.lexicons import rows

__all__ = ["is_wish"]

_FRAMES: dict[str, frozenset[str]] = {
    row["verb"]: frozenset(row["frame"].split("|")) for row in rows("wishes") if not row["verb"].startswith("#")
}


def is_wish(grown: Grown, verb: int) -> bool:
    """Tell whether a verb stands in one of its frames: "to" an infinitive of its own, "obj to" one of somebody
    else's, "for" or "on" a noun, "obj" a thing.
    """
    frames = next((_FRAMES[each] for each in lemmas(grown.tokens[verb]) if each in _FRAMES), None)
    if frames is None or grown.tokens[verb].pos != "VERB" or grown.is_negated(verb):
        return False
    tokens = grown.tokens
    near = [child for child in grown.children[verb] if child > verb]
    target = next((child for child in near if tokens[child].dep in ("obj", "iobj")), None)
    cases = {
        tokens[case].text.casefold(): child
        for child in near
        if tokens[child].dep in ("obl", "nmod", "advcl", "obl:arg")
        for case in grown.children[child]
        if tokens[case].dep in ("case", "mark") and case < child
    }
    infinitive = any(
        tokens[child].tag == "TO"
        for each in (*near, *(below for child in near for below in grown.children[child]))
        if tokens[each].dep in ("xcomp", "advcl", "acl", "ccomp")
        for child in grown.children[each]
    )
    fits = {
        "to": infinitive and target is None and not {"on", "upon", "for"} & cases.keys(),
        "obj to": infinitive and target is not None,
        "on to": infinitive and bool({"on", "upon"} & cases.keys()),
        "for": "for" in cases,
        "obj": target is not None,
    }
    return any(fits[frame] for frame in frames)
