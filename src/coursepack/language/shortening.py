"""What a statement can do without: constituents whose going leaves it grammatical, and true if it was true.

Less said is still true where the sentence is upward monotone (van Benthem 1986): "they bombed the town at night"
entails "they bombed the town". It is not in a condition, under a negation, "every" or "only", in a comparison, a
question, a restrictive clause, or in what is said of things in general: "in cold water fish die" is no "fish die".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coursepack.language.grammar import Grown, is_finite, lemmas
from coursepack.language.lexicons import rows, values

__all__ = ["is_upward", "spare"]

_DEGREES = values("droppable", "degree")
_ASIDES = values("droppable", "aside")
"""They add nothing to what is claimed, wherever they stand."""
_ASIDES_UPWARD = values("droppable", "aside.upward")
_PLACES = values("droppable", "place")
_VALUES = values("droppable", "value")
_VALUES_TOLD = values("droppable", "value.told")
_BOUND = values("droppable", "bound")
_CALLS_FOR_ADVERB = values("droppable", "verb")
_REPORTS = values("droppable", "that")
_FEELINGS = values("droppable", "that.adjective")
_CALLS_FOR = {row["verb"]: frozenset(row["prepositions"].split()) for row in rows("calls_for")}
_TURNING = values("entailing", "turns")
"""Words under which, or beside which, saying less can say more."""
_NONE = values("entailing", "none")
_FOCUS = values("entailing", "focus")
_BINDING = values("entailing", "binds")
_CIRCUMSTANCES = values("entailing", "circumstance")
_FRONTED = _CIRCUMSTANCES | values("entailing", "fronted")
_PARTICIPLES = frozenset({"acl", "advcl", "amod"})
_NOT = frozenset({"not", "n't", "n’t"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_COMMAS = frozenset({",", "-", "–", "—"})
_VOWEL = frozenset("aeiouAEIOU")
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})


class _Part(NamedTuple):
    """A constituent that can go, as indexes of the tree; `first` to `last` without a gap."""

    first: int
    last: int


def spare(grown: Grown, indexes: Sequence[int], fixed: frozenset[int]) -> set[int]:
    """List the tokens of a statement that can go; none of `fixed`, and never the whole of a clause."""
    if not indexes or grown.tokens[indexes[-1]].text == "?":
        return set()
    kept = set(indexes)
    gone: set[int] = set()
    for part in _parts(grown, indexes):
        own = set(range(part.first, part.last + 1))
        if not own <= kept or own & gone or own & fixed or not _reads_well(grown, part, kept - gone):
            continue
        gone |= own | _commas(grown, part, kept - gone)
    return gone if any(grown.tokens[index].pos in ("VERB", "AUX", "NOUN", "PROPN") for index in kept - gone) else set()


def _parts(grown: Grown, indexes: Sequence[int]) -> Iterator[_Part]:
    """Yield what can go, the longest first where one holds another."""
    tokens = grown.tokens
    for index in indexes:
        if tokens[index].text in ("(", "[") and (last := _closing(grown, index)) is not None:
            yield _Part(index, last)
    for index in indexes:
        if _is_comment(grown, index) or _is_circumstance(grown, index):
            below = grown.below(index)
            words = [each for each in below if tokens[each].text not in _COMMAS]
            if words and below == list(range(below[0], below[-1] + 1)):
                yield _Part(words[0], words[-1])
    for index in indexes:
        if _is_word(grown, index):
            yield _Part(index, index)


def _closing(grown: Grown, opening: int) -> int | None:
    """Find the bracket that closes this one, within a dozen words."""
    mate = {"(": ")", "[": "]"}[grown.tokens[opening].text]
    found = (at for at in range(opening + 1, min(opening + 14, len(grown.tokens))) if grown.tokens[at].text == mate)
    return next(found, None)


def _is_word(grown: Grown, index: int) -> bool:
    """Tell whether a single word says no more than how much, or that the speaker is sure of it."""
    token = grown.tokens[index]
    word = token.text.casefold()
    if any(grown.tokens[child].dep != "punct" for child in grown.children[index]):
        return False
    if token.dep == "mark" and word == "that":
        return _is_spare_that(grown, index)
    if token.dep == "advmod":
        if _is_alone_with(grown, index):
            return False
        if word in _ASIDES | _ASIDES_UPWARD:
            return _is_aside(grown, index)
        if word in _PLACES:
            return _is_spare_place(grown, index)
        if word in _DEGREES:
            return _is_degree(grown, index)
        return _is_manner(grown, index)
    if token.dep == "amod" and token.tag == "JJ" and index < token.head:
        return _is_spare_value(grown, index)
    return False


def _is_alone_with(grown: Grown, index: int) -> bool:
    """Tell whether a verb before a clause has nothing but this adverb: "put simply, the plan failed"."""
    head = grown.tokens[index].head
    others = [child for child in grown.children[head] if child != index and grown.tokens[child].dep != "punct"]
    return grown.tokens[head].dep == "advcl" and not others


def _is_spare_value(grown: Grown, index: int) -> bool:
    """Tell whether an adjective only praises or blames; some are terms elsewhere ("a real number", "a strong acid")."""
    tokens = grown.tokens
    word, noun = tokens[index].text.casefold(), tokens[index].head
    if tokens[noun].text.casefold() in _BOUND:
        return False  # "a great deal"
    if word not in _VALUES and not (word in _VALUES_TOLD and _is_told(grown, tokens[noun].head)):
        return False
    # "The great power" may be a name for it, and "these big ones" a choice among others.
    articles = {tokens[child].text.casefold() for child in grown.children[noun] if tokens[child].dep.startswith("det")}
    return articles <= {"a", "an", "some"} and tokens[index - 1].dep != "advmod" and is_upward(grown, index)


def _is_spare_place(grown: Grown, index: int) -> bool:
    """Tell whether "here" adds nothing: beside a phrase that says where, on a noun, or with an object."""
    tokens = grown.tokens
    head = tokens[index].head
    if index + 1 < len(tokens) and tokens[index + 1].pos == "ADP":
        return True
    is_beside = tokens[head].pos in ("NOUN", "PROPN") and head < index and grown.child(head, "cop") is None
    return (is_beside or _has_object(grown, head)) and is_upward(grown, index)


def _is_manner(grown: Grown, index: int) -> bool:
    """Tell whether an adverb says how somebody did what he did: "quickly left", but "grows exponentially" stays."""
    tokens = grown.tokens
    word, verb = tokens[index].text.casefold(), tokens[index].head
    if not word.endswith("ly") or len(word) < 6 or word in _BOUND or tokens[verb].lemma.casefold() in _CALLS_FOR_ADVERB:
        return False
    return tokens[verb].pos == "VERB" and _is_told(grown, verb) and is_upward(grown, index)


def _is_aside(grown: Grown, index: int) -> bool:
    tokens = grown.tokens
    word = tokens[index].text.casefold()
    before = tokens[index - 1].text.casefold() if index else ""
    after = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    # "Even if", "just as", "just about", "not really": two words that mean one thing.
    if before in _TURNING or not after or after in _BINDING:
        return False
    if word == "too" and tokens[index + 1].pos != "PUNCT":
        return False  # "too weak", "too many"
    # "Naturally occurring", "clearly defined": how a participle is meant.
    if tokens[index].head == index + 1 and tokens[index + 1].pos == "VERB" and tokens[index + 1].dep in _PARTICIPLES:
        return False
    if word in ("right", "all"):
        return tokens[index + 1].pos == "ADP" or after in ("here", "there", "now")
    if word == "even" and tokens[index + 1].pos not in ("ADV", "AUX", "VERB"):
        return False  # "even among allies" is said of allies against the others
    if word == "also" and any(
        token.text.casefold() in ("just", "only", "merely", "simply") and tokens[at - 1].text.casefold() in _NOT
        for at, token in enumerate(tokens[1:index], start=1)
    ):
        return False  # "not just old, but also weak" loses its second half
    return word in _ASIDES or is_upward(grown, index)


def _is_degree(grown: Grown, index: int) -> bool:
    tokens = grown.tokens
    head = tokens[index].head
    if tokens[head].pos not in ("ADJ", "ADV", "VERB") or tokens[head].text.casefold() in _BOUND:
        return False
    if tokens[head].pos == "ADV" and tokens[head].dep != "advmod":
        return False
    if tokens[index].text.casefold() == "so" and (index + 1 != head or _has_result(grown, head)):
        return False
    if index and tokens[index - 1].text.casefold() in ("the", "this", "that", "these", "those"):
        return False
    return is_upward(grown, index)


def _has_result(grown: Grown, head: int) -> bool:
    """Tell whether "so" points at what follows: "so cold that", "so cold as to"."""
    return grown.tokens[head].text.casefold() in ("far", "long", "many", "much") or any(
        grown.tokens[child].dep in ("advcl", "ccomp", "advcl:relcl", "obl") and child > head
        for at in (head, grown.tokens[head].head)
        for child in grown.children[at]
    )


def _is_spare_that(grown: Grown, index: int) -> bool:
    """Tell whether "that" only opens what is said, between the verb and the subject: "they say that he left"."""
    tokens = grown.tokens
    clause = tokens[index].head
    verb = tokens[clause].head
    if tokens[clause].dep != "ccomp" or verb != index - 1:
        return False
    if tokens[verb].pos == "VERB":
        is_light = any(each in _REPORTS for each in lemmas(tokens[verb]))
    else:
        is_light = tokens[verb].text.casefold() in _FEELINGS
    beside = {tokens[child].text.casefold() for child in grown.children[verb]}
    subject = grown.subject(clause)
    return is_light and subject is not None and grown.below(subject)[0] == index + 1 and not beside & {"so", "such"}


def _is_comment(grown: Grown, index: int) -> bool:
    """Tell whether a clause only speaks to the hearer: "as you know", "as I said"."""
    tokens = grown.tokens
    subject = grown.subject(index)
    if tokens[index].dep not in ("advcl", "parataxis") or subject is None:
        return False
    if tokens[subject].text.casefold() not in ("i", "you", "we") or len(grown.below(index)) > 7:
        return False
    mark = grown.child(index, "mark")
    is_as = mark is not None and tokens[mark].text.casefold() == "as"
    return is_as and tokens[index].lemma.casefold() in (
        "know",
        "see",
        "say",
        "mention",
        "recall",
        "remember",
        "point",
        "hear",
    )


def _is_circumstance(grown: Grown, index: int) -> bool:
    """Tell whether a phrase says where or when something happened that is told to have happened."""
    tokens = grown.tokens
    token, verb = tokens[index], tokens[index].head
    if token.dep != "obl" or token.pos not in ("NOUN", "PRON") or token.text.casefold() in _BOUND:
        return False
    cases = [child for child in grown.children[index] if tokens[child].dep == "case"]
    below = grown.below(index)
    if len(cases) != 1 or grown.children[cases[0]] or cases[0] != below[0]:
        return False
    own = {tokens[each].text.casefold() for each in below[1:]}
    beside = tokens[below[0] - 1].text.casefold() if below[0] else ""
    if own & (_FOCUS | _TURNING) or beside in _FOCUS | _TURNING or any(tokens[each].tag in _WH for each in below):
        return False
    case = tokens[cases[0]].text.casefold()
    if not is_upward(grown, index):
        return False
    if below[0] == 0 and below[-1] < verb:
        # It is what the sentence is of where the subject is no name: "in Rome, it took a long time".
        subject = grown.subject(verb)
        if subject is None or tokens[subject].pos in ("PRON", "DET"):
            return False
        # Without a comma, as in bare captions, nobody knows where the phrase ends.
        if "," not in (tokens[below[-1]].text, tokens[below[-1] + 1].text):
            return False
        return case in _FRONTED and (_is_told(grown, verb) or _is_event(grown, verb))
    called = next((_CALLS_FOR[each] for each in lemmas(tokens[verb]) if each in _CALLS_FOR), frozenset())
    if case not in _CIRCUMSTANCES - called or not _has_object(grown, verb) or not _is_told(grown, verb):
        return False
    # "Took it in stride", "put him on trial": without an article it is often a part of what the verb says.
    return grown.child(index, "det", "nmod:poss") is not None or token.tag == "NNS"


def _has_object(grown: Grown, verb: int) -> bool:
    deps = {grown.tokens[child].dep for child in grown.children[verb]}
    return bool(deps & {"obj", "nsubj:pass", "aux:pass"}) and "xcomp" not in deps


def _is_told(grown: Grown, verb: int) -> bool:
    """Tell whether a finite verb tells what happened, happens now or will: a plain present tells of the usual."""
    tokens = grown.tokens
    if tokens[verb].pos != "VERB" or tokens[verb].dep not in ("root", "conj", "ccomp", "parataxis"):
        return False
    if not is_finite(grown, verb):
        return False
    helpers = {tokens[child].text.casefold() for child in grown.children[verb] if tokens[child].dep.startswith("aux")}
    if helpers & {"would", "could", "can", "may", "might", "should", "must", "used"}:
        return False
    if tokens[verb].tag == "VBD" or "did" in helpers:
        return True
    if tokens[verb].tag == "VBG":
        return True
    is_past = bool(helpers & {"was", "were", "had", "has", "have", "'ve", "been", "will", "'ll"})
    return tokens[verb].tag in ("VBN", "VB") and is_past


def is_upward(grown: Grown, index: int) -> bool:
    """Tell whether leaving the token and what hangs on it out leaves the sentence true, whatever it is."""
    tokens = grown.tokens
    at, came = index, index
    while True:
        token = tokens[at]
        if any(_turns(grown, child) for child in grown.children[at] if child != came):
            return False
        if token.head == at:
            return True
        if at != index and token.dep in ("advcl", "advcl:relcl", "csubj"):
            return False
        if at != index and token.dep in ("acl", "acl:relcl") and not _is_some(grown, token.head):
            return False
        is_of_usual = token.dep in _SUBJECTS | {"obl"} and not _is_event(grown, token.head)
        if at != index and is_of_usual and not _is_this(grown, at):
            return False
        above = _above(grown, at)
        if above is None:
            return False
        at, came = above, at


def _above(grown: Grown, at: int) -> int | None:
    """Step up; a clause with a subject of its own, beside another, hangs on what that one hangs on."""
    tokens = grown.tokens
    while tokens[at].dep in ("conj", "parataxis") and tokens[at].head != at and grown.subject(at) is not None:
        at = tokens[at].head
        if any(tokens[child].dep == "mark" and _turns(grown, child) for child in grown.children[at]):
            return None  # "whether he left or he stayed"
    return tokens[at].head


def _turns(grown: Grown, child: int) -> bool:
    """Tell whether a word beside the way up turns what entails what."""
    tokens = grown.tokens
    word = tokens[child].text.casefold()
    if tokens[child].dep in _SUBJECTS:
        # "Most roads are very bad" entails "most roads are bad", but of "no road" and "few roads" it is not so.
        own = {word, *(tokens[each].text.casefold() for each in grown.children[child])}
        return bool(own & _NONE)
    return word in _TURNING and tokens[child].dep not in ("conj", "parataxis", "appos")


def _is_event(grown: Grown, verb: int) -> bool:
    """Tell whether a predicate is one of a time, not of the usual."""
    tokens = grown.tokens
    while tokens[verb].dep in ("xcomp", "acl", "ccomp", "conj") and not is_finite(grown, verb):
        verb = tokens[verb].head
    words = [verb, *(child for child in grown.children[verb] if tokens[child].dep in ("aux", "aux:pass", "cop"))]
    return any("Tense=Past" in tokens[each].morph and "VerbForm=Fin" in tokens[each].morph for each in words)


def _is_some(grown: Grown, noun: int) -> bool:
    """Tell whether a noun brings something new in: "a man who", not "the man who" or "men who"."""
    return any(
        grown.tokens[child].dep == "det" and grown.tokens[child].text.casefold() in ("a", "an", "some")
        for child in grown.children[noun]
    )


def _is_this(grown: Grown, noun: int) -> bool:
    """Tell whether a phrase is of one known thing, or of something that "there is"."""
    tokens = grown.tokens
    if grown.child(tokens[noun].head, "expl") is not None:
        return True
    words = {tokens[child].text.casefold() for child in grown.children[noun]}
    return bool(words & {"this", "these", "that", "those"}) or grown.child(noun, "nmod:poss") is not None


def _reads_well(grown: Grown, part: _Part, kept: set[int]) -> bool:
    """Tell whether what stays around a part fits: "a very old man" is no "a old man", and no dash or hyphen is torn."""
    tokens = grown.tokens
    before = max((each for each in kept if each < part.first), default=None)
    after = min((each for each in kept if each > part.last), default=None)
    if after is not None and not tokens[part.last].space and tokens[after].text[:1] in "'’-":
        return False
    if before is not None and not tokens[before].space and tokens[part.first].text not in ("(", "["):
        return tokens[before].pos == "PUNCT" and tokens[before].text not in ("-", "/")
    if before is None or after is None or tokens[before].text.casefold() not in ("a", "an"):
        return True
    return (tokens[after].text[:1] in _VOWEL) == (tokens[part.first].text[:1] in _VOWEL)


def _commas(grown: Grown, part: _Part, kept: set[int]) -> set[int]:
    """Give the commas that go with a part: both around it; the one after it where it opens the statement."""
    tokens = grown.tokens
    before = max((each for each in kept if each < part.first), default=None)
    after = min((each for each in kept if each > part.last), default=None)
    is_after = after is not None and tokens[after].text in _COMMAS
    if before is None:
        return {after} if is_after and after is not None else set()
    is_before = tokens[before].text in _COMMAS
    if is_before and (is_after or after is None or tokens[after].text in (".", "!", ";", ":")):
        follows = min((each for each in kept if after is not None and each > after), default=None)
        is_turn = follows is not None and tokens[follows].text.casefold() in ("and", "but", "or", "not")
        return {before} if is_turn or not is_after or after is None else {before, after}
    # "A huge, gigantic commune": the comma parted the two.
    return {after} if is_after and after is not None and tokens[part.last].dep == "amod" else set()
