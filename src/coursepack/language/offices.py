"""Who stands for a state because the words say so: "the Danish king Lind", "Lind, king of Denmark", "Denmark's Lind".

Only a fixed set of words may stand between the state and the name: "the Danish rebel leader Lind" says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import values
from coursepack.language.names import bare, polity_of

__all__ = ["Holder", "Named", "holders", "state_of_body"]

_OFFICES = values("offices", "office")
_BETWEEN = values("offices", "between")
_BODIES = values("offices", "organ")
_RULES = values("offices", "rule")
_PAST = values("offices", "past")
_LEADS = values("offices", "verb")
_POSSESSIVE = ("'s", "’s", "'", "’")
_NUMBERED = re.compile(r"[IVX]+$")
_TIED = ("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "flat", "flat:name")
_LONGEST = 4
"""Words between a state and a name."""
_LONGEST_STATE = 4


class Named(Struct, frozen=True, kw_only=True):
    """A name in a tree: its first and last token, and the id of whom it names."""

    first: int
    last: int
    entity: str


class Holder(Struct, frozen=True, kw_only=True):
    """Somebody stands for a state; the tokens from `first` to `last` say so."""

    person: str
    state: str
    first: int
    last: int


def state_of_body(name: str) -> str | None:
    """Name the state of "the Danish Navy" or "Parliament of Denmark"; none of a party, a club or a company."""
    words = bare(name).split()
    if len(words) > 2 and words[0] in _BODIES and words[1] == "of":
        return polity_of(" ".join(words[2:]))
    if len(words) < 2 or words[-1] not in _BODIES:
        return None
    # The longest beginning that names a state: "South Vietnamese Army" is not "South".
    found = (polity_of(" ".join(words[:size])) for size in range(min(_LONGEST_STATE, len(words) - 1), 0, -1))
    return next((state for state in found if state), None)


def holders(grown: Grown, persons: list[Named], states: Mapping[int, str]) -> Iterator[Holder]:
    """Yield who stands for what; `states` gives the state's id for each token that names it or its people."""
    for person in persons:
        for state in _before(grown, person, states), _after(grown, person, states), _tied(grown, person, states):
            if state is not None:
                begin = state
                while states.get(begin - 1) == states[state]:
                    begin -= 1
                first, last = min(begin, person.first), max(state, person.last)
                yield Holder(person=person.entity, state=states[state], first=first, last=last)


def _before(grown: Grown, person: Named, states: Mapping[int, str]) -> int | None:
    """Read "the Danish king Lind", "Denmark's Lind", "the king of Denmark Lind"."""
    tokens = grown.tokens
    if person.first in states and person.last > person.first + 1 and _is_between(grown, person.first + 1):
        return person.first
    holds = _is_office(grown, person.first) and person.last > person.first
    at = person.first - 1 - _is_set_off(grown, person)
    while at >= 0 and person.first - at <= _LONGEST and _is_between(grown, at):
        holds = holds or _is_office(grown, at)
        at -= 1
    if at >= 0 and tokens[at].text in _POSSESSIVE:
        return at - 1 if at - 1 in states else None
    if at not in states:
        return None
    if holds and _is_attribute(grown, at, person):
        is_past = at > 0 and tokens[at - 1].text.casefold() in _PAST
        return None if is_past else at
    start = _of_phrase(grown, at)
    return at if at == person.first - 1 and start is not None and _is_office(grown, start) else None


def _is_set_off(grown: Grown, person: Named) -> bool:
    """Tell whether commas set a name off behind its office, and no list goes on: "the king, Lind, spoke"."""
    tokens = grown.tokens
    at, end = person.first - 1, person.last + 1
    if at < 1 or tokens[at].text != "," or not _is_office(grown, at - 1):
        return False
    ends = end >= len(tokens) or tokens[end].text in (",", ".", ";", ")", "—")
    return ends and not (end + 1 < len(tokens) and (tokens[end + 1].pos in ("PROPN", "CCONJ", "DET")))


def _is_attribute(grown: Grown, at: int, person: Named) -> bool:
    """Tell whether a people's adjective belongs to the name behind it: not "in Denmark King Lind"."""
    token = grown.tokens[at]
    return token.dep in _TIED and at < token.head <= person.last and grown.child(at, "case") is None


def _of_phrase(grown: Grown, state: int) -> int | None:
    """Give the token before "of Denmark" or "of the Soviet Union"."""
    tokens = grown.tokens
    at = state - 1
    while at > 0 and (tokens[at].pos == "DET" or tokens[at].dep in ("compound", "amod")) and state - at < _LONGEST:
        at -= 1
    return at - 1 if at > 0 and tokens[at].text.casefold() == "of" else None


def _after(grown: Grown, person: Named, states: Mapping[int, str]) -> int | None:
    """Read "King Lind of Denmark", "Frederick II of Prussia", "Lind's rule in Denmark"."""
    tokens = grown.tokens
    at = person.last + 1
    if at + 1 >= len(tokens):
        return None
    if tokens[at].text in _POSSESSIVE and tokens[at + 1].text.casefold() in _RULES:
        at += 2
        return _state_behind(grown, at, states, ("in", "of"))
    is_titled = any(_is_office(grown, each) for each in range(max(person.first - 1, 0), person.last + 1))
    if is_titled or _NUMBERED.match(tokens[person.last].text):
        return _state_behind(grown, at, states, ("of",))
    return None


def _state_behind(grown: Grown, at: int, states: Mapping[int, str], words: tuple[str, ...]) -> int | None:
    tokens = grown.tokens
    if at >= len(tokens) or tokens[at].text.casefold() not in words:
        return None
    at += 1
    if at < len(tokens) and tokens[at].pos == "DET":
        at += 1
    # "of Denmark", and not "of Danish origin".
    last = at
    while last + 1 < len(tokens) and states.get(last + 1) is not None and states.get(last + 1) == states.get(at):
        last += 1
    return last if last in states and tokens[last].pos == "PROPN" else None


def _tied(grown: Grown, person: Named, states: Mapping[int, str]) -> int | None:
    """Read "Lind, the Danish king", "the Danish king, Lind", "Lind was king of Denmark"."""
    tokens = grown.tokens
    head = next(
        (at for at in range(person.first, person.last + 1) if not person.first <= tokens[at].head <= person.last),
        person.first,
    )
    near = [child for child in grown.children[head] if tokens[child].dep == "appos"]
    if tokens[head].dep in ("appos", "flat", "nmod:desc") and tokens[head].head != head:
        near.append(tokens[head].head)
    if tokens[head].dep == "nsubj":
        near += _predicates(grown, tokens[head].head)
    leads = [child for child in grown.children[head] if tokens[child].dep == "acl:relcl"]
    leads += [tokens[head].head] if tokens[head].dep == "nsubj" else []
    for verb in leads:
        led = grown.child(verb, "obj") if tokens[verb].lemma.casefold() in _LEADS and _is_told(grown, verb) else None
        if led is not None and led in states and tokens[led].pos == "PROPN":
            return led
    for office in near:
        found = _office_of(grown, office, states) if _is_office(grown, office) else None
        if found is not None:
            return found
    return None


def _predicates(grown: Grown, verb: int) -> Iterator[int]:
    """Yield the noun of "was king" and "became king", where that is told and not denied."""
    tokens = grown.tokens
    if not _is_told(grown, verb):
        return
    if grown.child(verb, "cop") is not None:
        yield verb
    if tokens[verb].lemma.casefold() == "become":
        yield from (child for child in grown.children[verb] if tokens[child].dep in ("xcomp", "obj"))


def _is_told(grown: Grown, verb: int) -> bool:
    has_modal = any(grown.tokens[child].tag == "MD" for child in grown.children[verb])
    return not has_modal and grown.child(verb, "mark", "aux:pass") is None and not grown.is_negated(verb)


def _office_of(grown: Grown, office: int, states: Mapping[int, str]) -> int | None:
    """Find the one state of an office; another word with it than those of the list says something else."""
    tokens = grown.tokens
    found = []
    for child in grown.children[office]:
        token = tokens[child]
        if token.dep in ("amod", "compound", "nmod:poss", "nmod:desc"):
            if child in states:
                found.append(child)
            elif token.pos != "PRON" and not _is_between(grown, child) and not child > office:
                return None
        case = grown.child(child, "case")
        if token.dep == "nmod" and case is not None and tokens[case].text.casefold() == "of":
            if child not in states:
                return None
            found.append(child)
    return found[0] if len({states[each] for each in found}) == 1 else None


def _is_office(grown: Grown, index: int) -> bool:
    token = grown.tokens[index]
    return token.text.casefold() in _OFFICES and not token.tag.endswith("S")


def _is_between(grown: Grown, index: int) -> bool:
    return grown.tokens[index].text.casefold() in _BETWEEN or _is_office(grown, index)
