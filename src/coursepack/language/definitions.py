"""Where a sentence says what a term is: the term's words, and those that explain it, by the shape of the sentence.

The cues are rows of `lexicons/en/term_cues.tsv`. Whether a phrase is a term at all, and which of its sentences explains
it best, is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator

from coursepack.language.definitions_beside import appositions, opened, relatives
from coursepack.language.definitions_words import (
    DETERMINERS,
    LEAST_CUED,
    PARTING,
    Cue,
    Definition,
    clipped,
    cue_at,
    cues,
    spread,
    stands,
    tells_enough,
)
from coursepack.language.grammar import Grown
from coursepack.language.term_phrases import run_after, run_of, trimmed

__all__ = ["SHAPES", "Definition", "definitions"]

SHAPES = (
    "lead",
    "is",
    "means",
    "defined",
    "named",
    "this named",
    "apposition",
    "back",
    "opens",
    "relative",
    "brackets",
    "noun",
    "quoted",
)
_OPEN_QUOTES = frozenset({'"', "“", "‘", "'", "``", "«"})
_CLOSE_QUOTES = frozenset({'"', "”", "’", "'", "''", "»"})
_POINTING = frozenset({"this", "that", "these", "it", "they", "which", "such", "those", "he", "she", "we", "there"})
_LONGEST_QUOTED = 6
"""Words that a term in quotation marks may have."""


def definitions(grown: Grown) -> list[Definition]:
    """List what the sentence explains; a term can stand there more than once, by several shapes."""
    if grown.tree.asked or any(token.text == "?" for token in grown.tokens[-2:]):
        return []
    return [
        *_named(grown),
        *_copulas(grown),
        *_verbs(grown),
        *appositions(grown),
        *opened(grown),
        *relatives(grown),
        *_nouns(grown),
        *_quoted(grown),
    ]


def _named(grown: Grown) -> Iterator[Definition]:
    """Find what follows "called" or "known as"; what it is stands before, as its subject or the noun it hangs on."""
    tokens = grown.tokens
    for at in range(1, len(tokens) - 1):
        cue = cue_at(grown, at, "named")
        # "Called" is a verb of many senses: what follows at once must be a phrase.
        if cue is None or tokens[at].pos not in ("VERB", "ADJ"):
            continue
        after = at + len(cue[0])
        run = run_after(grown, after)
        if run is None:
            continue
        yield Definition(first=run[0], last=run[1], shape="named", words=_what_is_named(grown, at, run))


def _what_is_named(grown: Grown, verb: int, run: tuple[int, int]) -> tuple[int, ...]:
    tokens = grown.tokens
    token = tokens[verb]
    if token.dep in ("acl", "acl:relcl", "amod") and token.head < verb:
        whole = spread(grown, token.head)
        gone = set(grown.below(verb)) | set(range(verb, run[1] + 1))
        behind = [each for each in whole if each > run[1] and each not in gone]
        before = [each for each in whole if each < verb and each not in gone]
        # What hangs on the verb behind the name tells of the thing: "a tax called the geld, which every hide paid".
        more = [each for each in sorted(gone) if each > run[1] and each in whole]
        words = clipped(grown, before)
        tail = clipped(grown, sorted({*behind, *more}))
        joined = (*words, *tail)
        return joined if words and tells_enough(grown, joined, LEAST_CUED) else ()
    subject = grown.subject(verb)
    if subject is None or tokens[subject].text.casefold() in _POINTING or subject > verb:
        return ()
    words = clipped(grown, [each for each in spread(grown, subject) if each < verb])
    return words if tells_enough(grown, words, LEAST_CUED) else ()


def _subject_run(grown: Grown, subject: int) -> tuple[int, int] | None:
    """Give the subject's phrase where it is no more than a phrase: "the goal of the plan" names nothing."""
    token = grown.tokens[subject]
    if token.pos not in ("NOUN", "PROPN", "VERB", "ADJ") or token.text.casefold() in _POINTING:
        return None
    run = run_of(grown, subject)
    whole = spread(grown, subject)
    if run is None:
        return None
    rest = [at for at in whole if not run[0] <= at <= run[1] and grown.tokens[at].pos not in ("DET", "PUNCT")]
    if any(grown.tokens[at].pos == "PRON" and at < run[0] for at in whole):
        return None
    is_apposed = all(at > run[1] for at in rest) and (not rest or grown.tokens[run[1] + 1].text in PARTING)
    is_quoted = all(grown.tokens[at].text.casefold() in ("term", "concept", "of", "word", "phrase") for at in rest)
    return run if is_apposed or is_quoted else None


def _copulas(grown: Grown) -> Iterator[Definition]:
    """Find "A sough is a ditch that …"."""
    tokens = grown.tokens
    for top, token in enumerate(tokens):
        cop = grown.child(top, "cop")
        subject = grown.subject(top)
        if cop is None or subject is None or subject > cop or token.pos not in ("NOUN", "PROPN", "PRON", "ADJ"):
            continue
        if tokens[cop].lemma.casefold() not in ("be", "is", "are", "was", "were") or grown.is_negated(top):
            continue
        run = _subject_run(grown, subject)
        if run is None:
            continue
        helped = any(tokens[child].dep in ("aux", "mark") and child < top for child in grown.children[top])
        words = _predicate(grown, cop + 1, top)
        opens = tokens[words[0]].text.casefold() if words else ""
        is_noun = token.pos in ("NOUN", "PROPN") and (opens in DETERMINERS or "Number=Plur" in token.morph)
        if is_noun and not helped and tells_enough(grown, words):
            yield Definition(first=run[0], last=run[1], shape="is", words=words)
        elif opens in ("when", "where", "how", "what", "whether") or token.pos == "NOUN":
            yield Definition(first=run[0], last=run[1], shape="is")


def _predicate(grown: Grown, start: int, top: int) -> tuple[int, ...]:
    """Give what is said of the subject, up to where another clause begins."""
    tokens = grown.tokens
    below = set(grown.below(top))
    for child in grown.children[top]:
        begins = grown.below(child)[0]
        is_apart = tokens[child].dep in ("parataxis", "conj") or tokens[begins - 1].text in PARTING
        is_clause = tokens[child].dep in ("parataxis", "conj", "advcl") and tokens[child].pos in ("VERB", "AUX")
        if child > top and is_clause and is_apart:
            below -= set(grown.below(child))
    words = []
    for at in range(start, len(tokens)):
        if at not in below:
            break
        words.append(at)
    while (
        words
        and tokens[words[0]].pos in ("ADV", "PUNCT")
        and tokens[words[0]].text.casefold() not in ("when", "where", "how")
    ):
        words.pop(0)
    return clipped(grown, words)


def _verbs(grown: Grown) -> Iterator[Definition]:
    """Find "Subsidence refers to the sinking …" and "Drought is defined as …"."""
    tokens = grown.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in ("VERB", "AUX") or verb + 1 >= len(tokens):
            continue
        means, defined = _meaning_at(grown, verb), cue_at(grown, verb, "defined")
        subject = grown.subject(verb) if means or defined else None
        run = _subject_run(grown, subject) if subject is not None and subject < verb else None
        if run is None or grown.is_negated(verb):
            continue
        if means is not None:
            words = _predicate(grown, verb + len(means[0]) if means[1] == "after" else verb, verb)
            words = words if tells_enough(grown, words, LEAST_CUED) else ()
            yield Definition(first=run[0], last=run[1], shape="means", words=words)
        if defined is not None:
            words = _predicate(grown, verb + len(defined[0]), verb)
            yield Definition(first=run[0], last=run[1], shape="defined", words=words)


def _meaning_at(grown: Grown, verb: int) -> Cue | None:
    """Find the cue that the verb is a form of: "means", "meant", "refer to"."""
    token = grown.tokens[verb]
    for word in dict.fromkeys((token.text.casefold(), f"{token.lemma.casefold()}s")):
        for cue in cues("means").get(word, ()):
            if stands(grown, verb + 1, cue[0][1:]):
                return cue
    return None


def _nouns(grown: Grown) -> Iterator[Definition]:
    """Find "the term estuary" and "the theory of continental drift", which only say that it is one."""
    tokens = grown.tokens
    for at in range(len(tokens) - 1):
        if cue_at(grown, at, "noun") is None:
            continue
        after = at + 1
        word = tokens[at].text.casefold()
        if tokens[after].text.casefold() == "of":
            after += 1
        elif word not in ("term", "terms", "word", "phrase", "expression", "concept", "concepts"):
            continue
        run = run_after(grown, after)
        if run is not None:
            yield Definition(first=run[0], last=run[1], shape="noun")


def _quoted(grown: Grown) -> Iterator[Definition]:
    """Find a short phrase in quotation marks that is no sentence of somebody's."""
    tokens = grown.tokens
    for at, token in enumerate(tokens):
        if token.text not in _OPEN_QUOTES or at + 1 >= len(tokens) or token.space:
            continue
        end = next(
            (
                each
                for each in range(at + 1, min(at + 2 + _LONGEST_QUOTED, len(tokens)))
                if tokens[each].text in _CLOSE_QUOTES
            ),
            None,
        )
        if end is None or end == at + 1:
            continue
        run = trimmed(grown, at + 1, end - 1)
        if run is not None and tokens[run[1]].pos in ("NOUN", "PROPN") and tokens[run[0]].pos not in ("VERB", "AUX"):
            yield Definition(first=run[0], last=run[1], shape="quoted")
