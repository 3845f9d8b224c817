"""Who did what to whom in one tree, by the rows of the lexicon: active, passive, nominal, infinitival, reciprocal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursepack.language.grammar import Grown
from coursepack.language.relations_cast import Cast
from coursepack.language.relations_rows import Meaning, Row, noun_row, verb_row
from coursepack.language.relations_sense import EMPTY, SAYING, Sense, auxiliaries, clauses, is_said, sense_of
from coursepack.language.relations_trust import Tie, traits

__all__ = ["Found", "find"]

_MUST = frozenset({"must", "should", "ought"})
_MAYBE = frozenset({"may", "might", "could", "can", "ca"})
_WOULD = frozenset({"would", "'d", "’d"})
_UNSURE = _MAYBE | _MUST | _WOULD
_UNREAL = frozenset({"if", "unless", "lest", "until", "whether", "before", "without"})
_LOCAL = frozenset({"AID", "ASSAULT", "COERCE", "FIGHT", "INVESTIGATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
"""What a body does in a state's land it does to that state, where the words name nobody else."""
_ALMOST = frozenset({"almost", "nearly"})
_EACH = ("each", "between")
_LOOSE = 0.4
_MOST = 3
"""Parties of a coordination that are told on each side."""


class Found(Struct, frozen=True, kw_only=True):
    """One relation, by tokens of its tree."""

    actor: int
    target: int
    head: int
    """The verb or noun that tells it."""
    verb: str
    """Lemmas, with particle, "not" before a negated one, "to" before what is only wanted of somebody."""
    tokens: tuple[int, ...]
    """The words that tell it."""
    meaning: Meaning
    score: float
    traits: tuple[str, ...]


def find(grown: Grown, named: Mapping[int, str]) -> list[Found]:
    """List the relations of a sentence, the surest first; `named` gives the kind of entity for each token of a name."""
    cast = Cast(grown, named)
    found: list[Found] = []
    used: set[int] = set()
    for index, token in enumerate(grown.tokens):
        if token.pos in ("VERB", "ADJ", "AUX"):
            if (order := _demanded(cast, index)) is not None:
                found += order
                continue
            sense = sense_of(cast, index)
            standing = _standing(cast, index) if sense is not None else None
            if sense is not None and standing is not None:
                used.update(sense.tokens)
                found += _told(cast, sense, wanted=standing == "wanted")
    for index, token in enumerate(grown.tokens):
        if token.pos == "NOUN" and index not in used and (row := noun_row(token.lemma)) is not None:
            found += _nominal(cast, index, row)
    return _surest(found or _loose(cast))


def _surest(found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    seen: set[tuple[int, int, str]] = set()
    for each in sorted(found, key=lambda each: (-each.score, each.head, each.actor, each.target)):
        key = (each.actor, each.target, each.verb)
        if key not in seen:
            seen.add(key)
            out.append(each)
    return out


def _loose(cast: Cast) -> list[Found]:
    """Tell, of a sentence that no row reads, whom a verb joins: its subject, and the party nearest below it.

    The tie is the loosest, and so is the trust in it. What is only part of another verb ("was in no hurry to help") is
    told with its "to".
    """
    found: list[Found] = []
    for index, token in enumerate(cast.tokens):
        if token.pos != "VERB" or token.lemma.casefold() in EMPTY - SAYING or _is_unreal(cast, index):
            continue
        sense = sense_of(cast, index)
        verb = sense.verb if sense is not None else token.lemma
        loose = Sense(
            head=index,
            verb=f"to {verb}" if cast.is_purpose(index) else verb,
            tokens=(index,),
            meaning=sense.meaning if sense is not None else Meaning(category=None, polarity=0),
            places=((index, ()),),
        )
        actors = cast.agents(index)
        targets = [each for each in cast.about(index) or cast.anyone(index) if each not in actors]
        found += _pairs(cast, loose, actors[:1], targets[:1], (_LOOSE - 0.02 * _depth(cast, index), ""))
    return [each for each in found if each.actor in cast.named or each.target in cast.named]


def _is_unreal(cast: Cast, index: int) -> bool:
    """Tell whether a verb, or one that it hangs on, says what may be, or on what condition."""
    at = index
    for _ in range(6):
        mark = cast.grown.child(at, "mark")
        if (mark is not None and cast.tokens[mark].text.casefold() in _UNREAL) or auxiliaries(cast, at) & _UNSURE:
            return True
        if cast.tokens[at].head == at:
            return False
        at = cast.tokens[at].head
    return True


def _demanded(cast: Cast, index: int) -> list[Found] | None:
    """Read "A said that B must leave": A demands it of B."""
    modal = next((child for child in cast.grown.children[index] if cast.tokens[child].text.casefold() in _MUST), None)
    if modal is None or not is_said(cast, index):
        return None
    at = index
    while cast.tokens[at].dep in ("conj", "xcomp"):
        at = cast.tokens[at].head
    verb = f"{cast.tokens[modal].text.casefold()} {cast.tokens[index].lemma}"
    sense = Sense(
        head=index,
        verb=f"not {verb}" if cast.grown.is_negated(index) else verb,
        tokens=(modal, index),
        meaning=Meaning(category="DEMAND", polarity=-1),
        places=(),
    )
    targets = cast.subjects(index)
    return _pairs(cast, sense, cast.agents(cast.tokens[at].head), targets, (0.9, "must"))


def _standing(cast: Cast, index: int, depth: int = 0) -> str | None:
    """Tell whether a verb is told for itself, only wanted of somebody ("wanted"), or part of another (None)."""
    token = cast.tokens[index]
    helping = auxiliaries(cast, index)
    if any(cast.tokens[child].text.casefold() in _ALMOST for child in cast.grown.children[index]):
        return None
    if depth > 5 or helping & (_MAYBE | _MUST) or (helping & _WOULD and not is_said(cast, index)):
        return None
    head = token.head
    row = verb_row(cast.tokens[head].lemma) if head != index else None
    mark = cast.grown.child(index, "mark")
    word = cast.tokens[mark].text.casefold() if mark is not None else ""
    if word in _UNREAL or (word in ("of", "for") and _is_charge(cast, head)):
        return None
    if token.dep == "conj":
        is_clause = cast.tokens[head].pos in ("VERB", "ADJ", "AUX")
        return _standing(cast, head, depth + 1) if is_clause else "told"
    if token.dep == "xcomp" or (token.dep == "advcl" and cast.is_purpose(index)):
        if _standing(cast, head, depth + 1) is None and not _is_demanding(cast, head):
            return None
        controlled = cast.grown.child(head, "obj")
        if controlled is not None and cast.is_party(controlled) and row is not None:
            return "wanted"
        return "wanted" if token.dep == "advcl" and row is not None and "inf" not in row.slots else None
    if token.dep == "ccomp":
        is_saying = cast.tokens[head].lemma.casefold() in SAYING and row is not None and "that" not in row.slots
        return None if row is not None and ("that" in row.slots or row.taken) and not is_saying else "told"
    if token.dep == "acl":
        noun = noun_row(cast.tokens[head].lemma)
        return None if cast.is_purpose(index) or (noun is not None and "that" in noun.slots) else "told"
    if cast.misread(index) is not None:
        return "told"
    return None if token.dep in ("amod", "compound", "csubj") else "told"


def _is_charge(cast: Cast, head: int) -> bool:
    """Tell whether "of attacking" hangs on a verb of blame, or on whom that verb blames."""
    above = cast.tokens[head].head if cast.tokens[head].pos in ("NOUN", "PROPN", "PRON") else head
    row = verb_row(cast.tokens[above].lemma)
    return row is not None and row.meaning.polarity < 0


def _is_demanding(cast: Cast, verb: int) -> bool:
    """Tell whether a verb that is no telling itself still says what is wanted of somebody: "must ask them to"."""
    return bool(auxiliaries(cast, verb) & _MUST)


def _told(cast: Cast, sense: Sense, *, wanted: bool) -> list[Found]:
    actors = cast.agents(sense.head)
    if sense.meaning.category is None:
        # What "Newton's theory" did is not what Newton did, unless a row says what it amounts to.
        actors = [each for each in actors if not cast.is_owner(each)]
    targets, slot = _targets(cast, sense, actors)
    is_mutual = any(slot in _EACH for _, slots in sense.places for slot in slots)
    if is_mutual and len(actors) > 1 and not (targets and slot):
        actors, targets, slot = actors[:1], actors[1:], "each"
    elif is_mutual and len(actors) > 1:
        targets = [each for each in targets if each not in actors]
    score = (
        (1.0 if slot and sense.meaning.category else 0.5) - (0.5 if wanted else 0.0) - 0.1 * _depth(cast, sense.head)
    )
    if wanted:
        sense = Sense(
            head=sense.head,
            verb=f"to {sense.verb}" if cast.is_purpose(sense.head) else sense.verb,
            tokens=sense.tokens,
            meaning=sense.meaning,
            places=sense.places,
        )
    return _pairs(cast, sense, actors, targets, (score, "wanted" if wanted else slot))


def _depth(cast: Cast, index: int) -> int:
    steps, at = 0, index
    while cast.tokens[at].head != at and steps < 10:
        at = cast.tokens[at].head
        steps += 1
    return steps


def _pairs(
    cast: Cast, sense: Sense, actors: Sequence[int], targets: Sequence[int], how: tuple[float, str]
) -> list[Found]:
    return [
        Found(
            actor=actor,
            target=target,
            head=sense.head,
            verb=sense.verb,
            tokens=sense.tokens,
            meaning=sense.meaning,
            score=how[0] + 0.2 * (actor in cast.named) + 0.2 * (target in cast.named),
            traits=traits(cast, sense, Tie(actor=actor, target=target, slot=how[1])),
        )
        for actor in actors[:_MOST]
        for target in targets[:_MOST]
        if actor != target and not (_is_none(cast, actor) or _is_none(cast, target))
        if _is_telling(cast, sense, (actor, target))
    ]


def _is_none(cast: Cast, index: int) -> bool:
    """Tell whether "no" makes a party nobody: "no state ratified it"."""
    determiner = cast.grown.child(index, "det")
    return determiner is not None and cast.tokens[determiner].text.casefold() in ("no", "neither")


def _is_telling(cast: Cast, sense: Sense, parties: tuple[int, int]) -> bool:
    """Tell whether something happened to somebody: no names and the present tell what happens in general."""
    actor, target = parties
    if cast.is_named(actor) or cast.is_named(target):
        return sense.meaning.category is not None or cast.named.get(target) != "place"
    tied = (sense.head, *(each for each in cast.grown.children[sense.head] if cast.tokens[each].dep.startswith("aux")))
    is_present = any("Tense=Pres" in cast.tokens[each].morph for each in tied)
    is_perfect = any(cast.tokens[each].lemma == "have" for each in tied[1:])
    is_told = cast.tokens[sense.head].pos != "NOUN" and sense.meaning.category is not None
    return is_told and (is_perfect or not is_present)


def _targets(cast: Cast, sense: Sense, actors: Sequence[int]) -> tuple[list[int], str]:
    """Find the target in the places of the rows, and tell which; failing them, whatever party the verb is about."""
    for head, slots in sense.places:
        for slot in slots:
            found = [each for each in _slot(cast, head, slot) if each not in actors]
            if found:
                return found, slot
    if any("only" in slots for _, slots in sense.places):
        return [], ""
    found = cast.about(sense.head) or cast.anyone(sense.head)
    if not found and sense.meaning.category in _LOCAL and not any(cast.named.get(each) == "person" for each in actors):
        found = cast.where(sense.head)
    return [each for each in found if each not in actors], ""


def _slot(cast: Cast, head: int, slot: str) -> list[int]:
    grown = cast.grown
    slot, _, condition = slot.partition("+")
    if slot in ("each", "only") or not _meets(cast, head, condition):
        return []
    if slot in ("obj", "iobj"):
        if cast.is_passive(head):
            # "Envoys sent by France" are no receivers, "the rebels were sent grain" tells of some.
            return cast.patients(head) if slot == "obj" or grown.child(head, "obj") is not None else []
        child = grown.child(head, slot) if slot == "iobj" else grown.child(head, "obj") or grown.child(head, "iobj")
        if child is None and slot == "obj" and cast.misread(head) is not None:
            child = cast.tokens[head].head
        return cast.reach(child) if child is not None and not cast.has_case(child) else []
    if slot == "that":
        clause = grown.child(head, "ccomp", "acl")
        subject = grown.child(clause, "nsubj", "nsubj:pass") if clause is not None else None
        return cast.reach(subject) if subject is not None else []
    if slot == "if":
        return [party for each in _conditions(cast, head) for party in cast.subjects(each)]
    if slot == "inf":
        for clause in clauses(cast, head):
            sense = sense_of(cast, clause)
            found = _targets(cast, sense, ())[0] if sense is not None else cast.about(clause)
            if found:
                return found
        return []
    thing = grown.child(head, "obj", "nsubj:pass")
    phrases = [(each, 0) for each in cast.after(head, slot)]
    phrases += [(each, 1) for each in cast.after(thing, slot)] if thing is not None else []
    if thing is not None and slot not in ("of", "in", "by", "at"):
        # A tree may hang "to the villagers" on another noun of the same clause.
        deeper = (each for child in grown.below(thing) if child > thing for each in cast.after(child, slot))
        phrases += [(each, 1) for each in deeper]
    return next((found for each, depth in phrases if (found := cast.reach(each, depth))), [])


def _conditions(cast: Cast, head: int) -> list[int]:
    return [
        child
        for child in cast.grown.below(head)
        if cast.tokens[child].dep == "advcl"
        and (mark := cast.grown.child(child, "mark")) is not None
        and cast.tokens[mark].text.casefold() in ("if", "unless", "until")
    ]


def _meets(cast: Cast, head: int, condition: str) -> bool:
    """Tell whether a verb stands as a slot's row wants it; the conditions are those of `Row.slots`."""
    grown = cast.grown
    if condition == "inf":
        return any(cast.is_purpose(each) for each in clauses(cast, head))
    thing = grown.child(head, "obj", "nsubj:pass")
    if condition == "self":
        return thing is None or bool(cast.members(thing))
    if condition == "thing":
        return thing is None or not (cast.tokens[thing].pos == "PRON" or cast.members(thing))
    if condition == "obj":
        return thing is not None or cast.is_passive(head)
    return True


def _nominal(cast: Cast, index: int, row: Row) -> list[Found]:
    """Read "the Soviet refusal to help Mao", "talks between A and B", "the invasion of A by B"."""
    children = cast.grown.children[index]
    owners = [child for child in children if cast.tokens[child].dep == "nmod:poss" or _is_owner(cast, child)]
    actors = [party for each in owners for party in cast.reach(each)]
    by = [party for each in cast.after(index, "by") for party in cast.reach(each)]
    sense = Sense(head=index, verb=row.lemma, tokens=(index,), meaning=row.meaning, places=((index, row.slots),))
    if actors and by and "of" in row.slots:
        return _pairs(cast, sense, by, actors, (0.6, "of"))
    actors = actors or [child for child in children if cast.is_people(child)]
    actors = actors or by
    if not actors and "from" not in row.slots:
        actors = [party for each in cast.after(index, "from") for party in cast.members(each)]
    if not actors and "between" in row.slots:
        # "Fighting between them broke out", "fighting broke out between them".
        above = cast.tokens[index].head if cast.tokens[index].dep == "nsubj" else index
        between = cast.after(index, "between") or cast.after(above, "between")
        parties = [party for each in between for party in cast.split(each) or cast.members(each)]
        return _pairs(cast, sense, parties[:1], parties[1:], (0.6, "between"))
    targets, slot = _targets(cast, sense, actors)
    return _pairs(cast, sense, actors, targets, (0.6, slot)) if slot else []


def _is_owner(cast: Cast, index: int) -> bool:
    """Tell whether a people's name stands as the subject of a noun: how trees read "the Soviet refusal" at times."""
    return cast.tokens[index].dep == "nsubj" and cast.named.get(index) in ("polity", "group")
