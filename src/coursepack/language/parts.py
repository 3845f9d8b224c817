"""How a sentence splits into statements: the predicates that stand alone, each with its own words."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.frames import content_of, kind_of
from coursepack.language.grammar import CLAUSES, Grown, is_finite
from coursepack.language.staying import NEGATIONS

__all__ = ["name_end", "parts"]

SHORTEST_ADDITION = 3
"""Words after "who" or "which"."""
_REPORTING = frozenset(
    [
        "say",
        "think",
        "know",
        "mean",
        "see",
        "guess",
        "suppose",
        "underline",
        "note",
        "argue",
        "add",
        "explain",
        "insist",
        "put",
    ]
)

_POINTING_OUT = frozenset({"see", "notice", "note", "remember", "realize", "realise", "recall"})
_HEARERS = frozenset({"you", "we"})
_CAN = frozenset({"can", "will", "'ll", "’ll", "should", "must"})
_SURELY = frozenset(
    {"now", "here", "also", "so", "then", "clearly", "easily", "immediately", "again", "already", "just"}
)


def parts(grown: Grown, named: frozenset[int] = frozenset()) -> list[tuple[int, list[int]]]:
    """Split a sentence into the predicates that stand alone, each with its tokens; only connectives are dropped.

    A clause with a subject of its own stands alone, and so does what a clause with "who" or "which" adds, after a
    comma, to a name: `named` are the tokens that end names. Such a part has no token for its subject.
    """
    tokens = grown.tokens
    roots = grown.roots()
    misread = _misread(grown)
    heads = [*roots, *misread]
    # What stands before a clause without having a predicate of its own ("In 1956, in what they called a campaign,") is
    # a part of that clause, whatever the tree says.
    at = 0 if all(is_finite(grown, root) and grown.subject(root) is not None for root in roots) else len(heads)
    while at < len(heads):
        heads += [child for child in grown.children[heads[at]] if _stands_alone(grown, child)]
        heads += [each for each in _additions(grown, heads[at], named) if each not in heads]
        heads += [each for each in _reports(grown, heads[at], named) if each not in heads]
        at += 1
    cut = frozenset(heads)
    commas = _commas_of(grown, [head for head in heads if tokens[head].dep == "acl:relcl"])
    found = []
    for head in heads:
        indexes = [index for index in grown.below(head, cut - {head}) if index not in commas]
        if head not in roots:
            while indexes and (tokens[indexes[0]].dep in ("cc", "punct") or tokens[indexes[0]].tag in ("WP", "WDT")):
                indexes = indexes[1:]
        elif misread and tokens[indexes[0]].dep == "cc":
            indexes = indexes[1:]
        found.append(_unframed(grown, head, indexes))
    found = [(head, indexes) for head, indexes in found if indexes]
    found.sort(key=lambda each: each[1][0])
    return _punctuated(grown, _mended(grown, found))


def _stands_alone(grown: Grown, index: int) -> bool:
    token = grown.tokens[index]
    if token.dep not in ("conj", "parataxis") or not is_finite(grown, index) or grown.child(index, "mark") is not None:
        return False
    subject = grown.subject(index)
    if _is_alternative(grown, index) or _is_begun_again(grown, index):
        return False
    if subject is None or grown.tokens[subject].dep == "expl":
        return subject is not None and token.dep == "conj"
    if token.dep == "parataxis" and (token.lemma.casefold() in _REPORTING or _is_inside(grown, index)):
        return False
    if token.dep == "parataxis" and _follows_colon(grown, index):
        return False  # what a colon announces belongs to what announces it
    # A relative or interrogative subject ties the clause to what stands before it.
    return grown.tokens[subject].tag not in ("WP", "WDT", "EX") and len(grown.below(index)) >= 4


def _is_alternative(grown: Grown, index: int) -> bool:
    """Tell whether a clause is said as one of two: alone, neither is claimed."""
    return any(
        grown.tokens[child].dep == "cc" and grown.tokens[child].text.casefold() in ("or", "nor")
        for child in grown.children[index]
    )


def _unframed(grown: Grown, head: int, indexes: list[int]) -> tuple[int, list[int]]:
    """Leave out what only points the hearers to what is so: "so you can see that [the edges stand out]"."""
    tokens = grown.tokens
    said = next((child for child in grown.children[head] if tokens[child].dep == "ccomp" and child > head), None)
    if tokens[head].lemma.casefold() not in _POINTING_OUT or said is None or not is_finite(grown, said):
        return head, indexes
    subject, mark = grown.subject(head), grown.child(said, "mark")
    is_told = "Mood=Imp" in tokens[head].morph or tokens[head].tag == "VB"
    if mark is None or (subject is None and not is_told) or grown.subject(said) is None:
        return head, indexes
    before = [index for index in indexes if index <= mark]
    if tokens[mark].text.casefold() != "that" or not all(_only_points(grown, index, head, mark) for index in before):
        return head, indexes
    return said, [index for index in indexes if index > mark]


def _only_points(grown: Grown, index: int, head: int, mark: int) -> bool:
    token = grown.tokens[index]
    if index in (head, mark) or token.dep in ("cc", "punct", "discourse"):
        return True
    word = token.text.casefold()
    if token.head != head or word in NEGATIONS:
        return False
    return word in _HEARERS or (token.dep == "aux" and word in _CAN) or (token.dep == "advmod" and word in _SURELY)


def _mended(grown: Grown, found: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    """Give back what was cut inside a phrase to what stands before it: "only the contrast [agent was seen]"."""
    tokens = grown.tokens
    if tokens[-1].pos != "PUNCT":
        return found  # without marks, two nouns may meet where a sentence ends
    out: list[tuple[int, list[int]]] = []
    for head, indexes in found:
        first = indexes[0]
        is_torn = first > 0 and tokens[first].pos == "NOUN" and tokens[first - 1].pos in ("DET", "ADJ", "NOUN")
        before = next((at for at, each in enumerate(out) if is_torn and first - 1 in each[1]), None)
        if before is None:
            out.append((head, indexes))
        else:
            out[before] = (out[before][0], sorted({*out[before][1], *indexes}))
    for at, (head, indexes) in enumerate(out):
        out[at] = (head, [*indexes, *_led_on(grown, out, at)])
    return out


def _led_on(grown: Grown, out: list[tuple[int, list[int]]], at: int) -> list[int]:
    """Take from an earlier clause the words that go on after a later one without a comma, and so belong to that."""
    tokens = grown.tokens
    head, indexes = out[at]
    last = indexes[-1]
    if tokens[head].dep != "conj" or last + 1 >= len(tokens) or "PUNCT" in (tokens[last].pos, tokens[last + 1].pos):
        return []
    for before, (other, words) in enumerate(out[:at]):
        behind = [index for index in words if index > last and tokens[index].pos != "PUNCT"]
        if last + 1 in behind and other < indexes[0] and behind == list(range(last + 1, last + 1 + len(behind))):
            out[before] = (other, [index for index in words if index not in behind])
            return behind
    return []


def _is_begun_again(grown: Grown, index: int) -> bool:
    """Tell whether a clause is the second try at the first one: "he lost the pieces, he lost most of them"."""
    tokens = grown.tokens
    above = tokens[index].head
    first, second = grown.subject(above), grown.subject(index)
    if tokens[index].dep != "parataxis" or first is None or second is None or tokens[first].pos != "PRON":
        return False
    pairs = ((first, second), (above, index))
    return all(tokens[one].text.casefold() == tokens[other].text.casefold() for one, other in pairs)


def _misread(grown: Grown) -> list[int]:
    """Find the predicate of a first clause that the tree reads as an adjective before the second one's subject.

    "The split was clear and border clashes took place": "clear" is no kind of clash.
    """
    tokens = grown.tokens
    return [
        index
        for index, token in enumerate(tokens)
        if token.dep == "amod"
        and index + 1 < len(tokens)
        and tokens[index + 1].dep == "cc"
        and is_finite(grown, index)
        and grown.subject(index) is not None
        and grown.below(index)[0] == 0
        and tokens[token.head].head in grown.roots()
    ]


def _commas_of(grown: Grown, additions: Sequence[int]) -> frozenset[int]:
    """List the commas that a cut-out relative clause leaves behind."""
    found = set()
    for head in additions:
        own = grown.below(head)
        words = [index for index in own if grown.tokens[index].pos != "PUNCT"]
        for beside in (words[0] - 1, words[-1] + 1):
            if 0 <= beside < len(grown.tokens) and grown.tokens[beside].text == ",":
                found.add(beside)
    return frozenset(found)


def _additions(grown: Grown, head: int, named: frozenset[int]) -> list[int]:
    """List the relative clauses that say something more of a name among the clause's own words: ", who stayed"."""
    tokens = grown.tokens
    found = []
    # In a clause below, the addition may be somebody's words: "declared that the torch had passed to China, which …".
    own = grown.below(head, frozenset(at for at, token in enumerate(tokens) if token.dep in CLAUSES and at != head))
    for name in own:
        for index in grown.children[name]:
            if tokens[index].dep != "acl:relcl" or not is_finite(grown, index):
                continue
            subject = grown.subject(index)
            if subject is None or tokens[subject].text.casefold() not in ("who", "which") or subject < 2:
                continue
            if tokens[subject + 1].pos in ("PRON", "DET", "NOUN", "PROPN"):
                continue  # "Kent, which you all know": its subject is another
            after_comma = tokens[subject - 1].text == "," and subject - 2 in named
            if after_comma and len([each for each in grown.below(index) if each > subject]) >= SHORTEST_ADDITION:
                found.append(index)
    return found


def _reports(grown: Grown, head: int, named: frozenset[int]) -> list[int]:
    """List the second verbs that report something, where the first does not: "Khrushchev flew home and denied that …".

    What they report must not colour the fact before, so they stand alone with the name of their subject.
    """
    subject = grown.subject(head)
    if subject is None or name_end(grown, subject) not in named or kind_of(grown.tokens[head]) is not None:
        return []
    return [
        child
        for child in grown.children[head]
        if grown.tokens[child].dep == "conj"
        and kind_of(grown.tokens[child]) is not None
        and is_finite(grown, child)
        and grown.subject(child) is None
        and content_of(grown, child) is not None
    ]


def name_end(grown: Grown, index: int) -> int:
    return max((index, *(child for child in grown.children[index] if grown.tokens[child].dep == "flat")))


def _follows_colon(grown: Grown, index: int) -> bool:
    first = grown.below(index)[0]
    return any(grown.tokens[each].text == ":" for each in (first, first - 1) if each >= 0)


def _is_inside(grown: Grown, index: int) -> bool:
    """Tell whether the clause is a parenthesis: its governor's words go on after it ("was, they said, needed")."""
    own = grown.below(index)
    above = grown.below(grown.tokens[index].head, frozenset({index}))
    return any(each > own[-1] and grown.tokens[each].pos != "PUNCT" for each in above)


def _punctuated(grown: Grown, found: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    """Move the sentence's last full stop to the part that ends the sentence, and take commas off the parts' ends."""
    if len(found) < 2:
        return found
    tokens = grown.tokens
    last = len(tokens) - 1
    out = []
    for head, indexes in found:
        kept = [index for index in indexes if index != last or tokens[last].pos != "PUNCT"]
        while kept and tokens[kept[-1]].pos == "PUNCT" and tokens[kept[-1]].text in (",", ";", ":", "-", "–", "—"):
            kept.pop()
        out.append((head, kept))
    final = max(out, key=lambda each: each[1][-1] if each[1] else -1)
    if tokens[last].pos == "PUNCT" and last not in final[1]:
        final[1].append(last)
    return [(head, kept) for head, kept in out if kept]
