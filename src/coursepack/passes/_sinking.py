"""What is not worth telling of speech, whatever it weighs: asides, organisation, questions, fragments, repetitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from coursepack.language.grammar import Grown, asks
from coursepack.language.lexicons import rows
from coursepack.language.topics import lemma_of, tells
from coursepack.model.pack import Because
from coursepack.model.trees import Tree

__all__ = ["Content", "Named", "Sunk", "addresses", "content_of", "has_number", "is_same", "is_unclear", "sunk"]

SHORT_POINTER = 9
"""Tokens of a sentence like "That's the point", whose longer relatives say something."""
LOOKS_BACK = 40
"""Sentences in which a repetition is looked for."""
SAME = 0.85
"""The share of a sentence's words that stand in an earlier one, from which it says nothing new."""
SEEN = 0.6
"""The share of the shorter one's words, as they stand, that a repetition has at least."""
SHORTEST = 3
"""Letters of a word that counts for that."""
_RUN = re.compile(r"[^\W_]+")
_PHRASES = tuple(row["phrase"] for row in rows("organisation"))
_DOING = frozenset({"read", "bring", "skim", "look", "write", "turn", "open", "see", "note", "come", "ask", "remember"})
"""What students are told to do."""
_POINTERS = frozenset({"this", "that", "these", "those", "it", "which", "what", "here"})
_PRESENTING = frozenset({"here", "here's", "here’s", "there", "there's", "there’s"})
BARE = 2
"""Words of meaning up to which a sentence only presents something: "There's another view"."""
_UNCLEAR = frozenset({"this", "that", "these", "those", "it", "they", "he", "she", "one", "some", "both", "another"})
"""Subjects that say nothing without what stands before them."""
_SPEAKERS = frozenset({"i", "we", "you", "me", "us", "let", "guys"})
_PERSONAL = frozenset({"i", "me", "my", "mine", "myself"})
LITTLE = 5
"""Words of meaning, up to which a sentence in which the lecturer appears is about the lecturer."""
MUCH = 12
"""Words of meaning, from which a sentence says more than one phrase of it: captions without marks run on."""
_INVITING = frozenset({"think", "consider", "imagine", "suppose", "compare", "picture"})
"""Imperatives that open an argument or an analogy, and are not about the lecture."""
_ANYBODY = frozenset({"you", "we", "one"})
_HEARING = frozenset(
    {"know", "think", "see", "say", "talk", "look", "remember", "hear", "read", "mention", "discuss", "start", "begin"}
    | {"guess", "imagine", "ask", "try", "want", "like", "hope", "come", "go", "turn", "learn", "cover", "skip"}
)
"""What a class and its lecturer do in a lecture."""
SAYS = 4
"""Different words of meaning from which "you" is anybody."""
SAYS_HERE = 6
"""The same where it may be the class: what is under way or done is told of somebody."""
_UNDER_WAY = frozenset({"have", "'ve", "’ve", "are", "'re", "’re", "were", "was", "been", "had"})
_YOURS = frozenset({"you", "your", "yours"})
SAYS_OF_USUAL = 3
"""The same where it is told what happens to "you"."""
Named = frozenset[tuple[str, int]]
"""Where names and references begin, by source."""


class Content(Struct, frozen=True, kw_only=True):
    """What a sentence is compared by: lemmas of words of meaning and of numbers, and its words as they stand."""

    lemmas: frozenset[str]
    words: frozenset[str]


class Sunk(Struct, frozen=True, kw_only=True):
    because: Because
    like: int = -1
    """Of a repetition: which of the sentences before said it."""


def sunk(tree: Tree, named: Named, contents: Sequence[Content], at: int) -> Sunk | None:
    """Say why a spoken sentence is not told; None where it may be. `contents` are of all, `at` is its place."""
    tokens = tree.tokens
    if asks(tree):
        return Sunk(because="question")
    text = " ".join(token.text.casefold() for token in tokens)
    has_name = any((tree.source, token.start) in named for token in tokens)
    is_counted = has_number(tree)
    is_long = len(contents[at].lemmas) > MUCH
    if not is_long and any(phrase in text for phrase in _PHRASES) and not (is_counted and has_name):
        return Sunk(because="organisation")
    if not contents[at].lemmas or len(tokens) < 4 or not any(token.pos in ("VERB", "AUX") for token in tokens):
        return Sunk(because="fragment")
    grown = Grown(tree)
    root = grown.roots()[0]
    if _tells_to(grown, root):
        return Sunk(because="organisation")
    if _asks_unmarked(grown, root):
        return Sunk(because="aside")
    is_personal = any(token.text.casefold() in _PERSONAL for token in tokens)
    if is_personal and not has_name and not is_counted and len(contents[at].lemmas) <= LITTLE:
        return Sunk(because="aside")
    subject = grown.subject(root)
    if addresses(grown, root) and not (has_name and is_counted and subject is not None):
        return Sunk(because="aside")
    points = (
        subject is not None and tokens[subject].text.casefold() in _POINTERS and grown.child(root, "cop") is not None
    )
    presents = any(token.text.casefold() in _PRESENTING for token in tokens[:3]) and len(contents[at].lemmas) <= BARE
    if (points or presents) and not has_name and not is_counted and len(tokens) <= SHORT_POINTER:
        # "That's the point" is told by the sentence before, "Here's the experiment" by the next ones.
        return Sunk(because="unclear")
    return _said_before(contents, at, has_number=is_counted)


def _said_before(contents: Sequence[Content], at: int, *, has_number: bool) -> Sunk | None:
    """Find an earlier sentence that has nearly all the words of this one."""
    own = contents[at]
    count = len(own.lemmas)
    if (
        at
        and own.lemmas <= contents[at - 1].lemmas
        and count <= 2
        and not has_number
        and is_same(own, contents[at - 1])
    ):
        return Sunk(because="repeated", like=at - 1)  # said again at once, with nothing added
    for other in range(max(at - LOOKS_BACK, 0), at) if count > 2 else ():
        if len(own.lemmas & contents[other].lemmas) >= SAME * count and is_same(own, contents[other]):
            return Sunk(because="repeated", like=other)
    return None


def is_same(one: Content, other: Content) -> bool:
    """Tell whether two sentences share so many words, as they stand, that anybody sees that they say the same."""
    few = min(len(one.words), len(other.words))
    return few > 0 and len(one.words & other.words) >= SEEN * few


def content_of(tree: Tree) -> Content:
    return Content(
        lemmas=frozenset(
            lemma_of(token)
            for token in tree.tokens
            if tells(token) or (token.pos == "NUM" and lemma_of(token) != "one")
        ),
        words=frozenset(
            word for token in tree.tokens for word in _RUN.findall(token.text.casefold()) if len(word) >= SHORTEST
        ),
    )


def is_unclear(tree: Tree, named: Named) -> bool:
    """Tell whether the main subject is an unnamed "it", "this" or "they"."""
    grown = Grown(tree)
    subject = grown.subject(grown.roots()[0])
    if subject is None or tree.tokens[subject].dep == "expl":
        return False
    token = tree.tokens[subject]
    return token.text.casefold() in _UNCLEAR and (tree.source, token.start) not in named


def addresses(grown: Grown, head: int) -> bool:
    """Tell whether a clause speaks to the class or of the speaker: "we don't know", "read the first ten pages"."""
    subject = grown.subject(head)
    if subject is not None and grown.tokens[subject].text.casefold() in _SPEAKERS:
        return not _is_of_anybody(grown, head, subject)
    if _tells_to(grown, head):
        return True
    if subject is not None:
        return False
    if _is_forbidden(grown, head):
        return True
    verbs = (head, *(child for child in grown.children[head] if grown.tokens[child].dep in ("conj", "parataxis")))
    return any(
        "Mood=Imp" in grown.tokens[verb].morph and grown.tokens[verb].lemma.casefold() not in _INVITING
        for verb in verbs
    )


def _is_of_anybody(grown: Grown, head: int, subject: int) -> bool:
    """Tell whether "you" or "we" is anybody: "you can measure how warm the water is", but not "we'll see"."""
    tokens = grown.tokens
    if tokens[subject].text.casefold() not in _ANYBODY or any(token.text.casefold() in _PERSONAL for token in tokens):
        return False
    verb = head if tokens[head].pos == "VERB" else grown.child(head, "cop")
    if verb is None or tokens[verb].lemma.casefold() in _HEARING:
        return False
    # "If you warm it, you get steam", "you did worse": what happens to anybody, and no word to the class.
    is_usual = tokens[subject].text.casefold() == "you" and (
        "Tense=Past" in tokens[verb].morph
        or any(tokens[child].dep == "advcl" and _has_you(grown, child) for child in grown.children[head])
    )
    least = SAYS_OF_USUAL if is_usual else SAYS_HERE if _is_here(grown, verb, subject) else SAYS
    return len({lemma_of(token) for token in tokens if tells(token)}) >= least


def _is_here(grown: Grown, verb: int, subject: int) -> bool:
    """Tell whether a clause may be about this class: "we've met the team", "we can do your list"."""
    words = {grown.tokens[child].text.casefold() for child in grown.children[verb]}
    is_we = grown.tokens[subject].text.casefold() == "we"
    return bool(words & _UNDER_WAY) or (is_we and any(token.text.casefold() in _YOURS for token in grown.tokens))


def _has_you(grown: Grown, verb: int) -> bool:
    subject, mark = grown.subject(verb), grown.child(verb, "mark", "advmod")
    return (
        subject is not None
        and mark is not None
        and grown.tokens[subject].text.casefold() == "you"
        and grown.tokens[mark].text.casefold() in ("if", "when", "once", "unless")
    )


def _is_forbidden(grown: Grown, head: int) -> bool:
    """Tell "don't feel bad", which the model takes for no imperative."""
    helpers = [grown.tokens[child] for child in grown.children[head] if grown.tokens[child].dep == "aux"]
    is_plain = grown.tokens[head].tag in ("VB", "VBP") and grown.is_negated(head)
    return is_plain and [each.text.casefold() for each in helpers] == ["do"]


def _asks_unmarked(grown: Grown, root: int) -> bool:
    """Tell a question of speech that has no marks: its helper, or "where", stands before its subject."""
    tokens, subject = grown.tokens, grown.subject(root)
    if subject is None or not tokens[-1].text[-1:].isalnum():
        return False
    helpers = [child for child in grown.children[root] if tokens[child].dep in ("aux", "aux:pass", "cop")]
    first = next((at for at, token in enumerate(tokens) if token.pos not in ("INTJ", "CCONJ", "PUNCT")), 0)
    return any(each < subject for each in helpers) and (first in helpers or tokens[first].tag in ("WP", "WRB", "WDT"))


def _tells_to(grown: Grown, head: int) -> bool:
    """Tell whether a clause beside the main one tells the class to do something: "…, so read the first ten pages"."""
    has_auxiliary = any(grown.tokens[child].dep.startswith("aux") for child in grown.children[head])
    return any(
        grown.tokens[child].dep in ("conj", "parataxis")
        and grown.tokens[child].tag in ("VB", "VBP")
        and grown.tokens[child].lemma.casefold() in _DOING
        and grown.subject(child) is None
        and not has_auxiliary
        for child in grown.children[head]
    )


def has_number(tree: Tree) -> bool:
    """Tell whether a sentence has a count or a year; "one" is hardly ever a count in speech."""
    return any(
        (token.pos == "NUM" and token.lemma.casefold() != "one") or token.text[:1].isdigit() for token in tree.tokens
    )
