"""How far a told relation can be trusted: by what ties its parties to its verb, its tense, and who they are.

The weights are a logistic fit over 350 relations that sections of textbooks, lectures and histories of wars told, each
judged by hand: right where this actor did this to this target, with this sign. Of all 217 were right (62 %); of the
208 with a confidence of 0.7 or more 190 (91 %, on the texts that the fit has seen); of 38 on texts
that no rule was made on 32 (84 %), 30 by a strict reading (79 %).
"""

from __future__ import annotations

from math import exp

from msgspec import Struct

from coursepack.language.grammar import SUBJECTS
from coursepack.language.relations_cast import Cast
from coursepack.language.relations_rows import verb_row
from coursepack.language.relations_sense import Sense

__all__ = ["Tie", "Trait", "traits", "trust"]

Trait = str
_BASE = 2.6
_WEIGHTS = {
    "abstract": -1.7,  # 7 of 21 right
    "barely": -4.0,  # set by hand, as the texts of the fit have none: what hardly was, or was lacking, was not
    "deep phrase": -0.6,  # 8 of 28
    "empty verb": -0.6,  # 7 of 15
    "fallback": -3.3,  # 5 of 57
    "far actor": -2.7,  # 0 of 3
    "far target": -3.1,  # 3 of 45
    "lent actor": -0.8,  # 34 of 93
    "not past": -2.1,  # 17 of 72
    "ought": -2.0,  # set by hand, 2 of 7 right: a view of what should be is no demand on anybody
    "sent person": -2.1,  # 0 of 3
    "unnamed": -0.7,  # 81 of 148
    "wanted": -0.1,  # 5 of 27
}
"""By trait; with none of them 101 of 105 were right."""
_LEAST, _MOST = 0.05, 0.95
_LAST = 10
_INSIDE = frozenset({"acl", "advcl", "ccomp", "dep", "parataxis", "xcomp"})
"""What leads from a verb to a party of another clause."""
_BODIES = frozenset({"institution", "nation", "nation-state", "opposition", "state"})
_TOLD = frozenset({"JJ", "VBD", "VBN"})
_HARDLY = frozenset({"almost", "barely", "hardly", "nearly", "rarely", "scarcely", "seldom"})
_LACKING = frozenset({"absence", "degree", "lack", "level", "possibility", "prospect", "risk", "threat"})
"""Nouns that tell how much of something there was, or that there was none."""
_NONE = frozenset({"little", "no"})


class Tie(Struct, frozen=True, kw_only=True):
    """A relation's parties by token, and the slot that gave the target.

    "" where none did, "wanted" of what is only wished of somebody, "must" of what somebody is said to have to do.
    """

    actor: int
    target: int
    slot: str


def traits(cast: Cast, sense: Sense, tie: Tie) -> tuple[Trait, ...]:
    """List what speaks for or against a relation; the keys are those of the weights."""
    heads = {sense.head, *sense.tokens, *(place for place, _ in sense.places)}
    actor, target = _way(cast, heads, tie.actor), _way(cast, heads, tie.target)
    slot = tie.slot.partition("+")[0]
    if slot == "inf" and target[:1] == ("acl",):
        target = target[1:]  # "the refusal to help Mao" is told as "refused to help Mao" is
    is_far = slot != "that" and (len(target) > 2 or not _INSIDE.isdisjoint(target) or _is_mere_part(cast, tie.target))
    held = {
        "fallback": not slot or (slot in ("inf", "wanted") and not _is_acted_on(sense, target)),
        "wanted": slot == "wanted" or (slot == "inf" and cast.tokens[sense.head].pos != "ADJ"),
        "far target": is_far,
        "far actor": len(actor) > 2 or not _INSIDE.isdisjoint(actor),
        "ought": slot == "must" and _is_ought(cast, sense.head),
        "not past": slot != "must" and not _is_past(cast, sense.head),
        "sent person": slot == "to" and _is_moved(cast, sense),
        "lent actor": not actor,
        "unnamed": tie.target not in cast.named,
        "barely": _is_barely(cast, sense.head),
        "abstract": _is_abstract(cast, tie.target) or _is_abstract(cast, tie.actor),
        "deep phrase": len(target) > 1 and target[0] == "obl",
        "empty verb": _is_empty(cast, sense),
    }
    return tuple(trait for trait, holds in held.items() if holds)


def trust(found: tuple[Trait, ...]) -> float:
    """Give the confidence of a relation with these traits."""
    share = 1 / (1 + exp(-_BASE - sum(_WEIGHTS[trait] for trait in found)))
    return round(min(_MOST, max(_LEAST, share)), 2)


def _is_acted_on(sense: Sense, target: tuple[str, ...]) -> bool:
    """Tell whether an infinitive says on whom: "refused to help Poland"; "sought to help it" demands nothing of it."""
    return target[:1] in (("obj",), ("iobj",)) and sense.meaning.category != "DEMAND"


def _way(cast: Cast, heads: set[int], index: int) -> tuple[str, ...]:
    """Give the dependencies from the verb down to a party; () where it hangs elsewhere, as a lent subject does."""
    deps: list[str] = []
    at = index
    while at not in heads:
        token = cast.tokens[at]
        if token.head == at or len(deps) == _LAST:
            return ()
        if token.dep != "conj":
            deps.append("nsubj" if token.dep in SUBJECTS else token.dep.partition(":")[0])
        at = token.head
    return tuple(reversed(deps))


def _is_mere_part(cast: Cast, index: int) -> bool:
    """Tell whether a party stands before a noun that is no people's: "Manchester shirts"."""
    return cast.tokens[index].dep == "compound" and cast.named.get(index) not in ("polity", "group")


def _is_moved(cast: Cast, sense: Sense) -> bool:
    """Tell whether somebody, and no thing, was sent: "sent him to the Tower" is no aid to it."""
    thing = cast.grown.child(sense.head, "obj", "nsubj:pass")
    return thing is not None and (cast.tokens[thing].pos == "PRON" or bool(cast.members(thing)))


def _is_abstract(cast: Cast, index: int) -> bool:
    """Tell whether a party is a body of any kind, without a name: "the state", "an institution"."""
    return index not in cast.named and cast.tokens[index].lemma.casefold() in _BODIES


def _is_empty(cast: Cast, sense: Sense) -> bool:
    """Tell whether a verb that takes its sense from its object found none there: "gave the states a choice"."""
    row = verb_row(cast.tokens[sense.head].lemma)
    return row is not None and row.taken == "=" and sense.tokens == (sense.head,) and row.lemma == sense.verb


def _is_ought(cast: Cast, head: int) -> bool:
    """Tell whether somebody only should do something: "Plato held that philosophers should rule the city"."""
    return any(cast.tokens[child].text.casefold() in ("should", "ought") for child in cast.grown.children[head])


def _is_barely(cast: Cast, head: int) -> bool:
    """Tell whether something hardly was: "rarely engaged", "the lack of help", "no evidence that they helped"."""
    tokens = cast.tokens
    if any(tokens[child].text.casefold() in _HARDLY for child in cast.grown.children[head]):
        return True
    at = head
    for _ in range(_LAST):
        above = tokens[at].head
        if above == at:
            return False
        is_measured = tokens[at].pos == "NOUN" and tokens[at].dep.startswith("nmod")
        if is_measured and tokens[above].lemma.casefold() in _LACKING:
            return True
        if tokens[at].dep in ("acl", "ccomp") and any(
            tokens[child].text.casefold() in _NONE for child in cast.grown.children[above]
        ):
            return True
        at = above
    return False


def _is_past(cast: Cast, verb: int) -> bool:
    """Tell whether the verb tells of something done; nouns and participles do, the present of a textbook does not."""
    token = cast.tokens[verb]
    helping = [child for child in cast.grown.children[verb] if cast.tokens[child].dep.startswith("aux")]
    if token.pos == "NOUN" or any("Tense=Past" in cast.tokens[each].morph for each in (verb, *helping)):
        return True
    is_present = any("Tense=Pres" in cast.tokens[each].morph for each in (verb, *helping))
    is_present = is_present and not any(cast.tokens[each].lemma == "have" for each in helping)
    return token.tag in _TOLD and not is_present
