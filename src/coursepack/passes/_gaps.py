"""Questions with a gap: a name, or a term in whose place others can stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from coursepack.language.names import title_words
from coursepack.model.claims import Asks
from coursepack.passes._draft import Draft
from coursepack.passes._drafter import APART, Drafter, defines
from coursepack.passes._explained import says_what
from coursepack.passes._phrases import concept_key, noun_phrase
from coursepack.passes._values import EXPLAINED

__all__ = ["concepts", "is_within_more", "names"]

_ASKS: dict[str, Asks] = {"person": "person", "place": "place", "polity": "place"}
_SHORT = 7
"""Words beside a term's gap: fewer say too little to know it by."""
_TOLD = 0.4
"""The size of a concept that the text tells enough of to ask for it where the line does not say what it is."""
_LESS = 0.8
"""What is left of the worth where the term is not what the statement is about."""
_OFTEN = frozenset({"often", "sometimes", "usually", "generally", "typically", "frequently", "commonly", "likely"})
_LISTING = frozenset({"include", "example", "comprise"})
_CAN = frozenset({"can", "could", "may", "might", "should", "must"})
_EXAMPLES = frozenset({"such", "like", "including", "e.g.", "namely"})
_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})


def names(drafter: Drafter) -> Iterator[Draft]:
    line = drafter.line
    for named in line.names:
        entity = drafter.lines.entities[named.entity]
        value = drafter.values.entities.get(entity.id)
        if value is None or drafter.tokens[named.head].pos == "PRON" or entity.kind in ("concept", "group"):
            continue
        if is_within_more(drafter, named.head, named.first, named.last) or _is_listed(drafter, named.head):
            continue
        if _is_example(drafter, named.head) or _is_shortened(drafter, named.last):
            continue
        if named.first and drafter.tokens[named.first - 1].text == "(":
            # The short form of the name before it.
            continue
        if entity.kind == "person" and (
            line.grown.child(named.head, "det") is not None or _is_called_after(drafter, named.first)
        ):
            continue
        if entity.id == drafter.values.home and not _is_doer(drafter, named.head):
            continue  # what all is about
        if _is_of_title(drafter, named.first) or _is_bare_owner(drafter, named.head):
            continue
        if entity.kind != "person" and _runs_on(drafter, named.last):
            continue
        if sum(each.entity == named.entity for each in line.names) > 1 or _is_subject_of_who(
            drafter, named.head, entity.kind
        ):
            continue
        if entity.kind != "person" and _can_be(drafter):
            continue
        is_beside = entity.kind != "person" and drafter.tokens[named.head].dep in ("obl", "nmod", "conj", "appos")
        if (entity.kind in ("place", "polity") or is_beside) and _is_general(drafter, named.entity):
            continue
        first = named.first
        asks = _ASKS.get(entity.kind, "name")
        own = drafter.lines.ground.quotes(line.grown.tree, range(first, named.last + 1))
        yield from drafter.draft(asks, drafter.gapped(first, named.last), drafter.said_here(value, own))


def _is_listed(drafter: Drafter, head: int) -> bool:
    """Tell whether a name is one of three or more in a row: others would do in its place."""
    tokens, children = drafter.tokens, drafter.line.grown.children
    first = tokens[head].head if tokens[head].dep == "conj" else head
    return sum(tokens[each].dep == "conj" for each in children[first]) > 1


def _is_general(drafter: Drafter, entity: str) -> bool:
    """Tell whether a line says of a place what goes on there at any time, without another name, a date or a number."""
    line = drafter.line
    found = (line.head, *line.grown.children[line.head])
    if line.times or line.numbers or any(drafter.tokens[each].tag == "VBD" for each in found):
        return False
    heads = {each.head for each in line.names if each.entity == entity}
    joined = {each for each in heads if drafter.tokens[each].dep == "conj"}
    beside = {drafter.tokens[each].head for each in joined} | {
        each for head in heads for each in line.grown.children[head] if drafter.tokens[each].dep == "conj"
    }
    others = [each for each in line.names if each.entity != entity and each.head not in beside]
    return {drafter.lines.entities[each.entity].kind for each in others} <= {"group", "concept"}


def _is_example(drafter: Drafter, head: int) -> bool:
    """Tell whether what a noun stands for is one of many that are not told: "states such as ____", "including ____"."""
    tokens = drafter.tokens
    if not _LISTING.isdisjoint(tokens[each].lemma.casefold() for each in _above(drafter, head)):
        return True
    after = [token.text.casefold() for token in tokens[head + 1 : head + 1 + _SHORT]]
    if any(one in ("and", "or") and other == "other" for one, other in pairwise(after)):
        return True
    first = tokens[head].head if tokens[head].dep == "conj" else head
    cases = [each for each in drafter.line.grown.children[first] if tokens[each].dep in ("case", "mark", "fixed")]
    opens = {tokens[each].text.casefold() for each in (*cases, *(each - 1 for each in cases if each))}
    return not opens.isdisjoint(_EXAMPLES)


def _above(drafter: Drafter, index: int) -> list[int]:
    """List what a token hangs on, up to its clause's verb, and that verb's subject and object."""
    tokens, out = drafter.tokens, []
    while tokens[index].head != index and tokens[index].pos not in ("VERB", "AUX"):
        index = tokens[index].head
        out.append(index)
    beside = (drafter.line.grown.subject(index), drafter.line.grown.child(index, "obj"))
    return [*out, *(each for each in beside if each is not None)]


def _is_called_after(drafter: Drafter, first: int) -> bool:
    """Tell whether what has a person's name is no person: "Forts Henry and Donelson"."""
    before = drafter.tokens[first - 1] if first else None
    if before is None or not before.text[:1].isupper() or before.pos not in ("NOUN", "PROPN"):
        return False
    return first > 1 and before.text.casefold().strip(".") not in title_words()


def _is_shortened(drafter: Drafter, last: int) -> bool:
    """Tell whether a name's letters follow it: "the ____ (ECOSOC)"."""
    after = [token.text for token in drafter.tokens[last + 1 : last + 3]]
    return len(after) > 1 and after[0] == "(" and after[1].isupper() and len(after[1]) > 1


def _runs_on(drafter: Drafter, last: int) -> bool:
    """Tell whether a name was cut short: "the Framework Convention" of "on Climate Change"."""
    after = drafter.tokens[last + 1 : last + 4]
    if after[:1] and after[0].tag == "POS" and after[1:2] and after[1].text[:1].isupper():
        return True
    if after[:1] and after[0].pos in ("PROPN", "NUM", "ADJ") and after[0].text[:1].isupper():
        return True  # "the United States Seventh Fleet"
    if not after or after[0].text.casefold() not in ("of", "on", "for", "to", "against"):
        return False
    return any(token.text[:1].isupper() for token in after[1:] if token.pos != "DET")


def _is_doer(drafter: Drafter, head: int) -> bool:
    return drafter.tokens[head].dep in ("nsubj", "nsubj:pass", "obj")


def _is_of_title(drafter: Drafter, first: int) -> bool:
    """Tell whether a name is the end of a title: "Meet the Press"."""
    tokens = drafter.tokens
    if first < 2:
        return False
    if tokens[first - 1].text in ("The", "On"):
        return True
    before = tokens[first - 2]
    if first > 3 and tokens[first - 1].text in ("in", "of", "to", "for") and before.text[:1].isupper():
        # "Coming of Age in Samoa"
        joint, opening = tokens[first - 3], tokens[first - 4]
        if joint.text in ("in", "of", "the", "and", "to", "for") and opening.text[:1].isupper():
            return True
    is_joined = tokens[first - 1].text == "the" or (tokens[first - 1].text == "of" and before.pos != "PROPN")
    return is_joined and first > 2 and before.text[:1].isupper() and before.pos not in ("NUM", "PUNCT")


def _is_bare_owner(drafter: Drafter, head: int) -> bool:
    """Tell whether what is somebody's is not told but by whose it is: "Mill's claim is …"."""
    token = drafter.tokens[head]
    if token.dep != "nmod:poss":
        return False
    others = [each for each in drafter.line.grown.children[token.head] if each != head]
    return not any(drafter.tokens[each].dep in ("amod", "compound", "nmod", "acl", "acl:relcl") for each in others)


def _is_subject_of_who(drafter: Drafter, head: int, kind: str) -> bool:
    return head == drafter.line.grown.subject(drafter.line.head) and kind in ("person", "polity")


def is_within_more(drafter: Drafter, head: int, first: int, last: int) -> bool:
    """Tell whether a name is only part of what its noun phrase says: "Mao posters", "the Soviet patrol"."""
    tokens = drafter.tokens
    if tokens[head].dep in APART or tokens[head].pos not in ("PROPN", "NOUN"):
        return True
    return any(tokens[child].dep in APART and not first <= child <= last for child in drafter.line.grown.children[head])


def concepts(drafter: Drafter) -> Iterator[Draft]:
    """Ask for a term that the statement speaks of, where others can stand in its place."""
    line = drafter.line
    kept = set(line.indexes)
    for noun in line.indexes:
        token = drafter.tokens[noun]
        if token.pos != "NOUN" or token.dep not in _ROLES:
            continue
        phrase = noun_phrase(line.grown, noun)
        value = drafter.values.concepts.get(concept_key([drafter.tokens[each].text for each in phrase]))
        if value is None or not kept.issuperset(phrase) or _has_more(drafter, noun, phrase):
            continue
        if token.head != line.head or _is_example(drafter, noun):
            continue  # of a clause under the main one
        if token.dep == "obl" and line.grown.child(noun, "case") is None:
            continue
        first = phrase[0]
        is_the = first > 0 and drafter.tokens[first - 1].text.casefold() == "the"
        if is_the or line.grown.is_negated(line.head):
            continue  # of something that was spoken of: "the cranial capacity"
        if first and first - 1 in kept and drafter.tokens[first - 1].text.casefold() in ("a", "an"):
            first -= 1
        if token.dep not in ("nsubj", "nsubj:pass") and value.size < EXPLAINED:
            continue
        if len(line.indexes) - len(phrase) - 1 < _SHORT:
            continue
        is_defined = noun == line.grown.subject(line.head) and defines(line)
        if not is_defined and drafter.values.nouns.is_title([drafter.tokens[each].text for each in phrase]):
            continue
        if (not is_defined or token.dep == "nsubj:pass") and _may_be(drafter):
            continue
        if (is_defined and not says_what(line, line.head)) or (not is_defined and value.size < _TOLD):
            continue
        shape = "many" if "Number=Plur" in token.morph else "one"
        here = replace(value, wording=drafter.lines.ground.quotes(line.grown.tree, phrase), shape=shape)
        for draft in drafter.draft("term", drafter.gapped(first, noun), here):
            yield draft if token.dep.startswith("nsubj") else replace(draft, worth=draft.worth * _LESS)


def _can_be(drafter: Drafter) -> bool:
    beside = (drafter.tokens[each] for each in drafter.line.grown.children[drafter.line.head])
    return any(each.tag == "MD" and each.text.casefold() in _CAN and each.dep.startswith("aux") for each in beside)


def _may_be(drafter: Drafter) -> bool:
    """Tell whether a line says only what can or often is so, or how a thing is: it holds for others as well."""
    line = drafter.line
    beside = [drafter.tokens[each] for each in line.grown.children[line.head]]
    if any((each.tag == "MD" and each.dep.startswith("aux")) or each.text.casefold() in _OFTEN for each in beside):
        return True
    return line.grown.child(line.head, "cop") is not None and drafter.tokens[line.head].pos == "ADJ"


def _has_more(drafter: Drafter, noun: int, phrase: Sequence[int]) -> bool:
    """Tell whether a noun has more that says which one, beside an article: "a kind of leader", "her leader"."""
    for child in drafter.line.grown.children[noun]:
        token = drafter.tokens[child]
        is_article = token.dep == "det" and token.text.casefold() in ("a", "an", "the")
        if child not in phrase and not is_article and token.dep not in ("case", "punct", "cop", "nsubj"):
            return True
    return False
