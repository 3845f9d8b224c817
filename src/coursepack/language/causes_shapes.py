"""The syntactic shapes of cues: for each, a function that finds both ends of the cue in a tree, or says None."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coursepack.language.causes_ends import (
    DEMONSTRATIVES,
    PERSONAL,
    Cue,
    Ends,
    added,
    clause,
    clause_head,
    finite_head,
    governor_of,
    in_condition,
    is_denied,
    is_infinitive,
    is_leave,
    matched,
    nearest_clause,
    passive_subject,
    phrase,
    subject_words,
    verbal,
    whole,
)
from coursepack.language.causes_results import RESULTS
from coursepack.language.grammar import Grown, is_finite, lemmas
from coursepack.language.lexicons import values

__all__ = ["SHAPES"]

_PREPOSITIONS = frozenset({"to", "towards", "in", "from", "with", "for", "of", "behind"})
_NOT_FOR = values("infinitives", "verb")
"""Verbs that an infinitive completes: who was asked to leave was not asked for a purpose."""
_WITH_INFINITIVE = values("infinitives", "noun")
"""Nouns that an infinitive completes: "the decision to leave" has no purpose."""
_NO_AIM = frozenset({"be", "become", "find", "discover", "learn", "say", "see", "note", "name"})
_TOO = frozenset({"too", "enough", "so", "only", "likely", "able", "as"})
_ASKING = frozenset({"how", "what", "where", "when", "whether", "which", "who", "whom"})
_THINGS = frozenset({"blast", "bomb", "explosion", "device", "alarm", "mine", "fireworks", "grenade"})
"""What a person sets off with his hands."""
_LENGTHS = frozenset({"hour", "day", "week", "month", "year", "decade", "century", "time", "long"})
_AGAINST = frozenset({"despite", "spite", "unlike", "contrary", "although", "though", "notwithstanding"})
"""Words that set a clause against what they introduce: a "however" beside them points to no sentence before."""


def _marked(grown: Grown, run: Sequence[int]) -> int | None:
    """Find what a conjunction or preposition introduces: a governor to its right, or what its last noun governs."""
    for index in run:
        above = governor_of(grown, index)
        if above is not None and above > run[-1]:
            return above
    below = [child for index in run for child in grown.children[index] if child > run[-1]]
    return next((child for child in below if grown.tokens[child].dep != "punct"), None)


def _governor(grown: Grown, run: Sequence[int], introduced: int) -> int | None:
    """Find what the introduced words belong to, outside them and the cue."""
    at: int | None = introduced
    while at is not None and (at == introduced or at in run):
        at = governor_of(grown, at)
    return at


def _mark(grown: Grown, index: int, cue: Cue) -> Ends | None:
    run = matched(grown, index, cue)
    introduced = _marked(grown, run) if run else None
    governor = _governor(grown, run, introduced) if run and introduced is not None else None
    if run is None or introduced is None or governor is None or not verbal(grown, introduced):
        return None
    if _is_set_aside(grown, index) or grown.tokens[introduced].dep == "root":
        return None
    if cue.kind == "cause" and in_condition(grown, governor):
        return None
    if cue.words == ("since",) and _is_of_time(grown, index, governor, introduced):
        return None
    # "For" and "so that" need a clause that stands for itself: "for him to go" tells no cause.
    is_clause = is_finite(grown, introduced) and grown.subject(introduced) is not None
    if cue.words in (("for",), ("since",)) and (not is_clause or (run[0] == 0 and cue.words == ("for",))):
        return None
    if cue.words == ("so", "that") and (cue.kind == "purpose") == (is_clause and not _is_wanted(grown, introduced)):
        return None
    if cue.kind == "cause":
        governor = finite_head(grown, governor)
    return run, clause(grown, governor, introduced), _after(run, clause(grown, introduced))


def _is_of_time(grown: Grown, index: int, governor: int, introduced: int) -> bool:
    """Tell whether "since" counts from a time: beside a perfect, "ever", or a length of time ("two months since")."""
    texts = {grown.tokens[each].text.casefold() for each in grown.children[governor]}
    is_perfect = any(
        grown.tokens[each].dep == "aux" and grown.tokens[each].lemma.casefold() == "have"
        for each in grown.children[governor]
    )
    below = {grown.tokens[each].text.casefold() for each in grown.children[introduced]}
    return is_perfect or "ever" in texts | below or grown.tokens[index - 1].lemma.casefold() in _LENGTHS


def _is_wanted(grown: Grown, verb: int) -> bool:
    """Tell whether a clause has a modal: "so that ships could pass" is an aim, "so that it fell" a result."""
    return any(grown.tokens[each].tag == "MD" for each in grown.children[verb])


def _after(run: Sequence[int], indexes: Sequence[int]) -> list[int]:
    """Leave out what stands before the cue, such as a quotation mark that the tree puts below the wrong word."""
    return [index for index in indexes if index > run[0]]


def _is_set_aside(grown: Grown, index: int) -> bool:
    """Tell whether "not" stands right before the cue ("not because")."""
    return index > 0 and grown.tokens[index - 1].text.casefold() in ("not", "n't", "neither", "nor")


def _while(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Set apart what happens at the same time: a contrast has a comma, two subjects, and no progressive."""
    ends = _mark(grown, index, cue)
    if ends is None:
        return None
    tokens = grown.tokens
    introduced = _marked(grown, (index,))
    if introduced is None or not is_finite(grown, introduced) or grown.subject(introduced) is None:
        return None
    # A closing quotation mark may stand between: "a friend," while …
    has_comma = index == 0 or "," in (tokens[index - 1].text, tokens[max(index - 2, 0)].text)
    is_of_time = tokens[introduced].tag == "VBG" or _is_stay(grown, introduced)
    return ends if has_comma and not is_of_time else None


def _is_stay(grown: Grown, predicate: int) -> bool:
    """Tell whether a clause says where or until when somebody is ("while she was in Rome", "while he still ruled")."""
    words = {grown.tokens[each].text.casefold() for each in grown.children[predicate]}
    return "still" in words or (
        grown.child(predicate, "cop") is not None and grown.child(predicate, "case") is not None
    )


def _to(grown: Grown, index: int, cue: Cue) -> Ends | None:  # noqa: ARG001  (each shape has this signature)
    tokens = grown.tokens
    verb = tokens[index].head
    governor = tokens[verb].head
    if tokens[index].tag != "TO" or tokens[verb].dep != "advcl" or verb < index or verb == governor:
        return None
    if tokens[verb].tag != "VB" or tokens[governor].pos != "VERB" or not _NOT_FOR.isdisjoint(lemmas(tokens[governor])):
        return None
    if tokens[index - 1].text.casefold() in _ASKING or any(each.tag == "WDT" for each in tokens[governor:index]):
        return None  # "how to go", "which way to go"
    if tokens[verb].lemma.casefold() in _NO_AIM or is_denied(grown, governor) or _is_set_aside(grown, index):
        return None
    between = [word for each in range(governor, index) for word in lemmas(tokens[each])]
    if not (_WITH_INFINITIVE | _NOT_FOR).isdisjoint(between):
        return None
    near = {tokens[each].text.casefold() for each in (*grown.children[governor], max(index - 1, 0))}
    if near & _TOO or any(tokens[each].text.casefold() == "too" for each in range(max(index - 4, 0), index)):
        return None
    act = clause(grown, governor, verb)
    # "possible for them to leave", and a bare participle ("designed to last"): no act that stands for itself.
    has_own_subject = any(tokens[each].text.casefold() == "for" for each in grown.children[verb])
    if has_own_subject or sum(tokens[each].pos != "PUNCT" for each in act) < 2:
        return None
    return (index,), act, clause(grown, verb)


def _case(grown: Grown, index: int, cue: Cue) -> Ends | None:
    run = matched(grown, index, cue)
    introduced = _marked(grown, run) if run else None
    governor = _governor(grown, run, introduced) if run and introduced is not None else None
    if run is None or introduced is None or governor is None or _is_set_aside(grown, index):
        return None
    # "Given the frost" opens a clause; "the credit that he was given" is a verb.
    if cue.words == ("given",) and index > 0 and grown.tokens[index - 1].text != ",":
        return None
    if cue.words == ("due", "to") and any(each.tag == "VB" for each in grown.tokens[run[-1] + 1 : run[-1] + 2]):
        return None  # "due to take up the post" tells when
    if grown.tokens[introduced].tag in ("WDT", "WP") or (run[0] and grown.tokens[run[0] - 1].dep == "cc"):
        return None
    if grown.tokens[governor].pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") or in_condition(grown, governor):
        return None
    top = next((each for each in run if grown.tokens[each].head == governor), introduced)
    if cue.kind == "contrast":
        governor = _content(grown, governor, introduced)
    main = (
        clause(grown, governor, introduced, top)
        if verbal(grown, governor)
        else phrase(grown, governor, introduced, top)
    )
    return run, main, grown.below(introduced)


def _content(grown: Grown, governor: int, introduced: int) -> int:
    """Pass on from a verb to its content behind the cue ("She saw, despite the fog, that the ship had gone")."""
    content = grown.child(governor, "ccomp")
    return content if content is not None and governor < introduced < content else governor


def _adverb(grown: Grown, index: int, cue: Cue) -> Ends | None:
    run = matched(grown, index, cue)
    if run is None or (
        run[-1] + 1 < len(grown.tokens) and grown.tokens[run[-1] + 1].text.casefold() in ("of", "to", "from", "with")
    ):
        return None
    top = next((each for each in run if grown.tokens[each].head not in run), None)
    if top is None:
        return None
    predicate = clause_head(grown, grown.tokens[top].head)
    if grown.tokens[predicate].dep == "xcomp":
        predicate = grown.tokens[predicate].head
    # "However hard they tried": a degree, no connective.
    last = run[-1]
    if grown.tokens[last].head == last + 1 and grown.tokens[last + 1].pos in ("ADJ", "ADV"):
        return None
    dep = grown.tokens[predicate].dep
    if cue.kind == "contrast":
        if _is_set_against(grown, predicate):
            return None
        # What opens a sentence reaches back, though the tree may hang the predicate on a clause beside it.
        # Where that has a conjunction, the tree has lost the main clause ("However, if you stay … we pay").
        if run[0] == 0 and verbal(grown, predicate):
            return None if grown.child(predicate, "mark") is not None else (run, (), clause(grown, predicate))
    if dep in ("conj", "parataxis", "advcl") and verbal(grown, predicate):
        governor = grown.tokens[predicate].head
        return run, clause(grown, clause_head(grown, governor), predicate), clause(grown, predicate)
    return (run, (), clause(grown, predicate)) if dep == "root" and verbal(grown, predicate) else None


def _beside(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read an adverb inside one sentence alone: what "on the other hand" answers may stand far before."""
    ends = _adverb(grown, index, cue)
    return ends if ends is not None and ends[1] else None


def _is_set_against(grown: Grown, predicate: int) -> bool:
    """Tell whether a clause has its other side in itself ("Despite the rain, however, they came")."""
    tokens = grown.tokens
    near = [each for child in grown.children[predicate] for each in (child, *grown.children[child])]
    return any(tokens[each].dep in ("case", "mark") and tokens[each].text.casefold() in _AGAINST for each in near)


def _conj(grown: Grown, index: int, cue: Cue) -> Ends | None:
    run = matched(grown, index, cue)
    if run is None:
        return None
    tokens = grown.tokens
    predicate = tokens[run[-1]].head
    if predicate <= run[-1] or not verbal(grown, predicate):
        return None
    if cue.words[-1] == "so" and not _so(grown, run, predicate):
        return None
    if cue.words[-1] != "so" and tokens[index].dep != "cc":
        return None
    if cue.kind == "contrast" and _is_adding(grown, run, predicate):
        return None
    governor = nearest_clause(grown, tokens[predicate].head, index)
    if tokens[predicate].dep == "root":
        return (run, (), clause(grown, predicate)) if index == 0 and cue.kind == "contrast" else None
    before = clause(grown, governor, predicate)
    words = {tokens[each].text.casefold() for each in before[-12:]}
    if tokens[predicate].dep not in ("conj", "parataxis", "advcl") or not verbal(grown, governor) or governor > index:
        return None
    # "not only … but also" adds; "not X but Y" corrects.
    if "only" in words or "just" in words or (grown.is_negated(governor) and grown.subject(predicate) is None):
        return None
    return run, before, _after(run, clause(grown, predicate))


def _is_adding(grown: Grown, run: Sequence[int], predicate: int) -> bool:
    """Tell whether "but" adds ("but also because", "but they also sold wool")."""
    near = (run[-1] + 1, *(child for child in grown.children[predicate] if run[-1] < child < predicate))
    return any(grown.tokens[each].text.casefold() == "also" for each in near)


def _so(grown: Grown, run: Sequence[int], predicate: int) -> bool:
    """Tell a conclusion from "so" as a degree, "so that", and the "so" that opens a remark."""
    tokens = grown.tokens
    subject = grown.subject(predicate)
    follows = tokens[run[-1] + 1]
    starts = run[0] > 0 and (tokens[run[0] - 1].text in (",", ";", "—", "-") or len(run) > 1)
    is_degree = follows.pos in ("ADJ", "ADV") or follows.text.casefold() in ("that", "far", "much", "many", "to", "did")
    return starts and not is_degree and subject is not None and subject > run[-1]


def _extras(grown: Grown, verb: int, cue: Cue) -> tuple[list[int], str] | None:
    """Find a verb cue's other words below it: particles and nouns; its preposition is given back."""
    preposition = cue.words[-1] if cue.words[-1] in _PREPOSITIONS and len(cue.words) > 1 else ""
    wanted = cue.words[1 : -1 if preposition else None]
    found = []
    for word in wanted:
        near = (*grown.children[verb], min(verb + 1, len(grown.tokens) - 1))
        hit = next((child for child in near if grown.tokens[child].text.casefold() == word), None)
        if hit is None:
            return None
        found.append(hit)
    return found, preposition


def _verb(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read "X led to Y", "Y was caused by X", "…, provoking Y", and "X forced Y to Z"."""
    tokens = grown.tokens
    extras = _extras(grown, index, cue)
    if tokens[index].pos != "VERB" or extras is None or is_denied(grown, index):
        return None
    found, preposition = extras
    is_passive = grown.child(index, "aux:pass") is not None or (
        tokens[index].tag == "VBN" and tokens[index].dep == "acl"
    )
    if preposition:
        led = added(grown, index, preposition)
        is_passive = grown.child(index, "aux:pass") is not None
        subject = None if led is None or is_passive else subject_words(grown, index)
        # "They led the guests to the gate": who is led somewhere is brought there.
        if led is None or subject is None or (tokens[index].lemma == "lead" and grown.child(index, "obj")):
            return None
        # "Leading to a bitter falling out": the tree may take the rest for another clause.
        is_cut = tokens[led[0]].pos == "ADJ"
        rest = [each for each in grown.below(index) if each > led[1]] if is_cut else whole(grown, led[0])
        return (index, *found, led[1]), subject, rest
    if is_passive:
        by = added(grown, index, "by")
        effect = passive_subject(grown, index)
        if by is None or effect is None or cue.shape != "verb" or tokens[by[0]].name.endswith("PERSON"):
            return None
        return (index, *found, by[1]), phrase(grown, by[0]), effect
    target = grown.child(index, "obj", "iobj")
    goals = ("xcomp", "advcl") if cue.shape == "verb to" else ("xcomp",)
    goal = next((each for each in grown.children[index] if each > index and tokens[each].dep in goals), None)
    if target is None and found and tokens[found[0]].head > found[0]:
        target = tokens[found[0]].head  # a particle that the tree takes for a preposition
    if goal is None and target is not None:
        goal = next((child for child in grown.children[target] if is_infinitive(grown, child)), None)
    if target is not None and tokens[target].lemma.casefold() in _THINGS:
        return None
    is_participle = tokens[index].tag == "VBG" and tokens[index].dep in ("advcl", "acl", "conj")
    # ", forcing a retreat" needs no infinitive; "those leading the rally" is no cause without one.
    is_beside = is_participle and tokens[index].dep == "advcl"
    if target is None or target < index or (cue.shape == "verb to" and goal is None and not is_beside):
        return None
    if cue.shape == "participle" and (not is_participle or index == 0 or tokens[index - 1].text != ","):
        return None
    subject = subject_words(grown, index)
    if subject and is_leave(grown, cue, subject):
        return None
    said = sorted({*whole(grown, target), *(grown.below(goal) if goal is not None else ())})
    return None if subject is None else ((index, *found), subject, said)


def _noun(grown: Grown, index: int, cue: Cue) -> Ends | None:
    """Read "X was the cause of Y", and "the cause of Y was X"."""
    tokens = grown.tokens
    led = added(grown, index, cue.words[1])
    if led is None or tokens[index].pos != "NOUN" or is_denied(grown, index):
        return None
    run, other = (index, led[1]), phrase(grown, led[0])
    subject = grown.subject(index)
    if grown.child(index, "cop") is not None and subject is not None:
        word = tokens[subject].text.casefold()
        if word in DEMONSTRATIVES and len(grown.below(subject)) == 1:
            return (run, (), other) if cue.before == "cause" else None
        return None if word in PERSONAL else (run, phrase(grown, subject), other)
    head = tokens[index].head
    if tokens[index].dep == "nsubj" and grown.child(head, "cop") is not None and not is_denied(grown, head):
        return run, phrase(grown, head, index), other
    return None


def _reason(grown: Grown, index: int, cue: Cue) -> Ends | None:
    tokens = grown.tokens
    led = added(grown, index, cue.words[1])
    if led is None or tokens[index].pos != "VERB" or is_denied(grown, index):
        return None
    if tokens[led[0]].name.endswith("DATE") or tokens[led[0]].pos == "NUM" or tokens[led[0]].text == "life":
        return None
    # The verb is the cue as well, but without it the effect would be no clause.
    return (led[1],), clause(grown, index, led[0]), phrase(grown, led[0])


SHAPES: dict[str, Callable[[Grown, int, Cue], Ends | None]] = {
    **RESULTS,
    "adverb": _adverb,
    "beside": _beside,
    "case": _case,
    "conj": _conj,
    "mark": _mark,
    "noun": _noun,
    "participle": _verb,
    "reason": _reason,
    "to": _to,
    "verb": _verb,
    "verb to": _verb,
    "while": _while,
}
