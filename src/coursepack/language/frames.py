"""Frames of speech and doubt: finds, in a tree, the words that make a statement somebody's, or less than sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.language.grammar import Grown, head_of, lemmas
from coursepack.language.lexicons import rows, values
from coursepack.language.wishes import is_wish
from coursepack.model.claims import Stance
from coursepack.model.trees import Token

__all__ = ["LONGEST_PARENTHESIS", "OURS", "Framing", "content_of", "framing", "is_ahead", "kind_of"]

_FUTURE = frozenset({"would", "will", "'ll", "’ll", "'d", "’d", "shall"})
_OPEN = frozenset({"could", "should", "must"})
"""In reported speech that has begun these go on with it; alone they promise nothing."""
_HEDGING_MODALS = frozenset({"may", "might"})
_SUPPOSED = frozenset({"suppose", "expect", "mean"})
_TOLD_OF = frozenset(
    {"say", "believe", "think", "allege", "report", "rumour", "rumor", "claim", "hold", "assume", "estimate"}
)
"""Verbs of "is said to have fled"."""
LONGEST_PARENTHESIS = 5
"""Tokens of "…, they said, …", commas included."""
_MAIN = ("root", "parataxis", "ccomp", "conj", "acl:relcl")
_FRAMING = ("conj", "parataxis", "advcl")
"""Where a verb of saying stands that frames a statement, beside its main verb."""
_CONTENT = ("ccomp", "csubj", "csubj:pass", "acl", "advcl", "acl:relcl", "csubj:outer")
"""Where a clause with "that" stands; trees differ on what hangs from a noun or adjective."""
OURS = frozenset({"i", "we", "you"})
_MOVING = frozenset({"propose", "suggest", "move"})
"""What one says with these that others should do is still to come."""
_OWN_THOUGHTS = frozenset({"think", "believe", "suppose", "guess", "doubt", "suspect", "imagine"})
_OF_THINGS = frozenset(row["lemma"] for row in rows("stances") if row["object"] == "yes")
"""Verbs that frame a thing as well as a clause: "they promised land"."""
_CHARGES = {row["lemma"]: row["object"] for row in rows("stances") if row["object"] in ("of", "for")}
_ASKING = frozenset({"ask", "wonder", "explain", "say", "tell", "report", "show", "demonstrate", "reveal", "teach"})
_COMPARED = frozenset({"more", "less", "as", "so", "most", "least", "not", "too", "equally"})
_KINDS = {kind: values("stances", kind) for kind in ("reported", "promised", "denied")}
_WORDS: dict[tuple[str, str], Stance] = {(row["part"], row["word"]): row["kind"] for row in rows("stance_words")}  # type: ignore[misc]
_VIEWS = frozenset(
    {"view", "opinion", "eyes", "mind", "account", "words", "judgement", "judgment", "estimation", "telling"}
)
_ANGLES = frozenset({"perspective", "viewpoint", "standpoint", "view", "vantage"})


class Framing(Struct, frozen=True, kw_only=True):
    stance: Stance
    speaker: int | None = None
    """The token of whoever says or thinks it."""


def framing(grown: Grown, indexes: Sequence[int]) -> Framing | None:
    """Find the frame that a statement's own words set; the surest kind first."""
    head = head_of(grown, indexes)
    kept = set(indexes)
    for find in (_by_verb, _by_source, _by_noun, _by_adjective, _by_doubt):
        found = find(grown, head, kept)
        if found is not None:
            return found
    return None


def _by_verb(grown: Grown, head: int, kept: set[int]) -> Framing | None:
    """Read "Mao argued that …", also beside the main verb, and "is said to have fled"."""
    tokens = grown.tokens
    for verb in _verbs(grown, head, kept):
        lemma = tokens[verb].lemma.casefold()
        is_passive = grown.child(verb, "aux:pass") is not None
        subject = _subject(grown, verb, head)
        is_ours = subject is not None and tokens[subject].text.casefold() in OURS
        if tokens[verb].dep in (*_MAIN, "advcl") and not is_passive and not is_ours and is_wish(grown, verb):
            return Framing(stance="promised", speaker=subject)
        kind = "reported" if _has_it(grown, verb) else kind_of(tokens[verb])
        if kind is None or "Mood=Imp" in tokens[verb].morph:
            continue
        if is_passive and not _is_impersonal(grown, verb):
            if lemma in _TOLD_OF and _infinitive(grown, verb) is not None:
                return Framing(stance="reported", speaker=grown.child(verb, "obl:agent"))
            continue  # "the guest had not been told" reports nothing
        said = content_of(grown, verb)
        if is_ours:
            is_thought = (
                lemma in _OWN_THOUGHTS and not grown.is_negated(verb) and (said is not None or lemma == "doubt")
            )
            return Framing(stance="hedged") if is_thought else None
        if said is None and lemma != "have" and lemma not in _OF_THINGS and not _is_charge(grown, verb):
            continue
        if said is None and kind == "denied" and not _is_of_saying(grown, verb):
            continue  # "they rejected the offer" is an act
        if said is not None and _asks(grown, said) and (lemma not in _ASKING or _is_thing(grown, subject)):
            continue  # "he feared what they would do" reports nothing, nor does "that tells you which is older"
        if kind == "reported" and subject is not None and _holds(tokens[subject]):
            continue
        if tokens[verb].dep == "advcl" and grown.child(verb, "mark") is not None:
            continue
        if kind == "denied":
            return Framing(stance="denied", speaker=subject)
        ahead = said is not None and (
            _looks_ahead(grown, said, conjuncts=False) or (lemma in _MOVING and _looks_ahead(grown, said, _OPEN))
        )
        return Framing(stance="promised" if kind == "promised" or ahead else "reported", speaker=subject)
    if tokens[head].lemma.casefold() in _SUPPOSED and grown.child(head, "aux:pass") is not None:
        return Framing(stance="promised")
    return None


def _subject(grown: Grown, verb: int, head: int) -> int | None:
    """Give a verb's subject; a participle's, or a second verb's, is the main verb's: "Others built, arguing that"."""
    own = grown.subject(verb)
    if own is None and grown.tokens[verb].dep in ("advcl", "conj"):
        own = grown.subject(grown.tokens[verb].head)
        own = grown.subject(head) if own is None else own
    if own is None:
        # "Mao, not to be outdone, replied that …": nobody is spoken to where a verb lacks its subject.
        own = next((each for each in range(verb) if grown.tokens[each].dep == "vocative"), None)
    return own


def _is_thing(grown: Grown, subject: int | None) -> bool:
    return subject is not None and grown.tokens[subject].text.casefold() in ("it", "this", "that", "which", "what")


def _holds(token: Token) -> bool:
    """Tell whether what a thing says is what it is: "the theorem says that"."""
    return _WORDS.get(("thing", token.lemma.casefold())) == "asserted"


def _by_source(grown: Grown, head: int, kept: set[int]) -> Framing | None:
    """Read "according to the census", "in his view", "from this perspective", "as Marx put it"."""
    tokens = grown.tokens
    for index in sorted(kept):
        word = tokens[index].text.casefold()
        follows = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
        if word == "according" and follows == "to":
            return Framing(stance="reported", speaker=_introduced(grown, index))
        if word in ("in", "from", "to") and tokens[index].head != index and tokens[index].dep == "case":
            noun = tokens[index].head
            wanted = _VIEWS if word != "from" else _ANGLES
            if noun in kept and tokens[noun].text.casefold() in wanted and _is_adverbial(grown, noun, head):
                owner = _owner(grown, noun)
                if (owner is not None and tokens[owner].text.casefold() not in ("my", "our")) or word == "from":
                    return Framing(stance="reported", speaker=owner)
        if word == "as" and tokens[index].dep == "mark" and tokens[tokens[index].head].dep in ("advcl", "acl:relcl"):
            verb = tokens[index].head
            subject = grown.subject(verb)
            says = kind_of(tokens[verb]) == "reported" or (tokens[verb].lemma == "put" and grown.child(verb, "obj"))
            is_bare = grown.child(verb, "obj") is None or tokens[verb].lemma == "put"
            if says and is_bare and subject is not None and tokens[subject].text.casefold() not in OURS:
                return Framing(stance="reported", speaker=subject)
    return None


def _by_noun(grown: Grown, head: int, kept: set[int]) -> Framing | None:
    """Read "their fear was that …", "there was a rumour that …", "they had the idea that …"."""
    tokens = grown.tokens
    for noun in sorted(each for each in kept if tokens[each].pos == "NOUN"):
        kind = _WORDS.get(("noun", tokens[noun].lemma.casefold()))
        if kind is None or not _is_central(grown, noun, head) or _said_of(grown, noun, head) is None:
            continue
        owner = _owner(grown, noun)
        subject = grown.subject(head)
        if owner is None and subject is not None and subject != noun and tokens[subject].dep != "expl":
            owner = subject
        if owner is not None and tokens[owner].text.casefold() in ("my", "our", *OURS):
            continue
        if owner is not None and tokens[owner].text.casefold() in ("it", "this", "that"):
            owner = None
        return Framing(stance=kind, speaker=owner)
    return None


def _by_adjective(grown: Grown, head: int, kept: set[int]) -> Framing | None:
    """Read "they were convinced that …", and "it is possible that …"."""
    tokens = grown.tokens
    word = tokens[head].text.casefold()
    kind = _WORDS.get(("adjective", word)) or (_WORDS.get(("adverb", word)) if tokens[head].pos == "ADJ" else None)
    if kind is None or head not in kept or grown.child(head, "cop", "aux:pass") is None:
        return None
    subject = grown.subject(head)
    is_it = subject is None or tokens[subject].text.casefold() == "it" or tokens[subject].dep in ("expl", "csubj")
    said = next((each for each in grown.children[head] if tokens[each].dep in _CONTENT and each > head), None)
    compares = any(tokens[each].text.casefold() in _COMPARED for each in grown.children[head])
    if kind == "hedged":
        doubts = said is not None and is_it
        return Framing(stance="hedged") if not compares and (doubts or tokens[head].lemma == "likely") else None
    if said is None or is_it or compares or (subject is not None and tokens[subject].text.casefold() in OURS):
        return None
    return Framing(stance=kind, speaker=subject)


def _by_doubt(grown: Grown, head: int, kept: set[int]) -> Framing | None:
    """Read "perhaps", "may", "seems": of the whole clause, not of one of its phrases ("the first and perhaps best")."""
    tokens = grown.tokens
    for index in sorted(kept):
        kind = _WORDS.get(("adverb", tokens[index].text.casefold()))
        if kind is None or (index and tokens[index - 1].text.casefold() in _COMPARED):
            continue
        if tokens[index].pos == "ADJ" or _is_of_clause(grown, index, head):
            return Framing(stance=kind) if tokens[index].pos != "ADJ" else None
    modals = {
        tokens[child].text.casefold() for child in grown.children[head] if tokens[child].dep in ("aux", "aux:pass")
    }
    if modals & _HEDGING_MODALS:
        return Framing(stance="hedged")
    # "Very few did, it seems."
    aside = any(
        tokens[child].dep == "parataxis" and ("verb", tokens[child].lemma.casefold()) in _WORDS and child in kept
        for child in grown.children[head]
    )
    if aside:
        return Framing(stance="hedged")
    verb = _WORDS.get(("verb", tokens[head].lemma.casefold()))
    if verb is not None and grown.child(head, "xcomp", "ccomp") is not None:
        return Framing(stance=verb)
    return None


def _is_of_clause(grown: Grown, index: int, head: int) -> bool:
    """Tell whether an adverb qualifies the statement: below its predicate, or below what it says of its subject."""
    above = grown.tokens[index].head
    governor = grown.tokens[above]
    return (
        above == head
        or index == 0
        or (governor.head == head and governor.dep in ("obj", "obl", "xcomp", "advcl", "nsubj"))
    )


def _is_adverbial(grown: Grown, noun: int, head: int) -> bool:
    return grown.tokens[noun].dep in ("obl", "nmod", "advcl") and grown.tokens[noun].head in (
        head,
        grown.tokens[head].head,
    )


def _is_central(grown: Grown, noun: int, head: int) -> bool:
    """Tell whether a noun is a statement's predicate, subject or object."""
    token = grown.tokens[noun]
    # "Drift: the idea that …" explains a word; "it is their idea that …" says something.
    is_said = noun == head and grown.child(noun, "cop") is not None
    return is_said or (token.head == head and token.dep in ("nsubj", "nsubj:outer", "obj", "nsubj:pass"))


def _said_of(grown: Grown, noun: int, head: int) -> int | None:
    """Find the clause with "that" that a noun announces, below it or as what it is."""
    for top in dict.fromkeys((noun, head)):
        for child in (top, *grown.children[top]):
            mark = grown.child(child, "mark")
            has_that = mark is not None and grown.tokens[mark].text.casefold() == "that"
            if has_that and child > noun and (child == top or grown.tokens[child].dep in _CONTENT):
                return child
    return None


def _introduced(grown: Grown, index: int) -> int | None:
    """Find what "according to" introduces."""
    at = grown.tokens[index].head
    if at > index:
        return at
    return next((child for child in grown.children[index] if child > index + 1), None)


def _owner(grown: Grown, noun: int) -> int | None:
    """Find whose a view is: "his view", "the view of the church"."""
    owner = grown.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for child in grown.children[noun]:
        case = grown.child(child, "case")
        if grown.tokens[child].dep == "nmod" and case is not None and grown.tokens[case].text.casefold() == "of":
            return child
    return None


def _has_it(grown: Grown, verb: int) -> bool:
    """Tell whether a verb is that of "rumour has it that" or "one slogan had it, …"."""
    found = grown.child(verb, "obj")
    tokens = grown.tokens
    if tokens[verb].lemma != "have" or found != verb + 1 or tokens[found].text.casefold() != "it":
        return False
    return found + 1 < len(tokens) and tokens[found + 1].text.casefold() in (",", "that", ":")


def _is_impersonal(grown: Grown, verb: int) -> bool:
    """Tell whether a passive has "it", or the clause that it reports, for a subject: "it was said that"."""
    subject = grown.subject(verb)
    return subject is not None and (
        grown.tokens[subject].text.casefold() == "it" or grown.tokens[subject].dep in ("expl", "csubj", "csubj:pass")
    )


def kind_of(token: Token) -> str | None:
    """Tell what a verb frames."""
    if token.pos != "VERB":
        return None
    tried = lemmas(token)
    return next((kind for kind, known in _KINDS.items() if not known.isdisjoint(tried)), None)


def _verbs(grown: Grown, head: int, kept: set[int]) -> Iterator[int]:
    """List the verbs that can frame a statement: its main verb, and those beside it, two steps down at most."""
    yield head
    near = [child for child in grown.children[head] if child in kept and grown.tokens[child].dep in _FRAMING]
    yield from near
    for each in near:
        yield from (child for child in grown.children[each] if child in kept and grown.tokens[child].dep == "advcl")


def content_of(grown: Grown, verb: int) -> int | None:
    """Find the clause that a verb of saying reports: its complement, or what a parenthesis interrupts."""
    tokens = grown.tokens
    if tokens[verb].dep == "parataxis" and len(grown.below(verb)) <= LONGEST_PARENTHESIS:
        return tokens[verb].head
    behind = next((each for each in grown.children[verb] if tokens[each].dep == "ccomp" and each > verb), None)
    if behind is not None:
        return behind
    # "Reported to the cabinet that …", "wrote to him more than once that …": the tree may hang the clause elsewhere.
    near = [child for child in grown.children[verb] if child > verb and tokens[child].dep not in ("conj", "parataxis")]
    for each in (*near, *(below for child in near for below in grown.children[child])):
        mark = grown.child(each, "mark")
        if tokens[each].dep in _CONTENT and mark is not None and tokens[mark].text.casefold() == "that":
            return each
    if tokens[verb].lemma.casefold() == "expect" and grown.child(verb, "obj") is not None:
        return _infinitive(grown, verb)  # "they expected the canal to close"
    return grown.child(verb, "ccomp", "csubj:pass", "csubj")


def _infinitive(grown: Grown, verb: int) -> int | None:
    found = grown.child(verb, "xcomp")
    return found if found is not None and grown.child(found, "mark") is not None else None


def _is_charge(grown: Grown, verb: int) -> bool:
    """Tell whether a verb says what somebody is charged with: "accused them of murder"."""
    preposition = _CHARGES.get(next((each for each in lemmas(grown.tokens[verb]) if each in _CHARGES), ""))
    return (
        preposition is not None
        and grown.child(verb, "obj") is not None
        and any(
            grown.tokens[case].text.casefold() == preposition and grown.tokens[case].dep in ("case", "mark")
            for child in grown.children[verb]
            for case in grown.children[child]
            if child > verb
        )
    )


def _is_of_saying(grown: Grown, verb: int) -> bool:
    """Tell whether what is denied is something said: "dismissed the theory"."""
    target = grown.child(verb, "obj")
    as_what = any(token.text.casefold() == "as" for token in grown.tokens[verb + 1 : verb + 8])
    if "dismiss" in lemmas(grown.tokens[verb]) and as_what:
        return target is not None  # "dismissed it as a fairy tale"
    return target is not None and ("noun", grown.tokens[target].lemma.casefold()) in _WORDS


def _asks(grown: Grown, said: int) -> bool:
    first = next(each for each in grown.below(said) if grown.tokens[each].dep != "punct")
    return grown.tokens[first].tag in ("WP", "WRB", "WDT", "WP$") or grown.tokens[first].text.casefold() == "whether"


def is_ahead(grown: Grown, indexes: Sequence[int]) -> bool:
    """Tell whether a main verb looks ahead, or says what should be done: the manner of free indirect speech."""
    return _looks_ahead(grown, head_of(grown, indexes), _FUTURE | _OPEN) or any(
        # "Workers were to sleep at their machines."
        grown.tokens[index].lemma == "be"
        and [token.tag for token in grown.tokens[index + 1 : index + 3]] == ["TO", "VB"]
        for index in indexes
    )


def _looks_ahead(grown: Grown, verb: int, modals: frozenset[str] = _FUTURE, *, conjuncts: bool = True) -> bool:
    joined = (child for child in grown.children[verb] if grown.tokens[child].dep == "conj" and conjuncts)
    return any(
        grown.tokens[child].dep.startswith("aux") and grown.tokens[child].text.casefold() in modals
        for each in (verb, *joined)
        for child in grown.children[each]
    )
