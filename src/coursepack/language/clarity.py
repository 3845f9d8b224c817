"""Whether spoken words are understood by one who reads them in notes: alone, behind the words before, or not at all.

Speech leans on what was just said far more than writing does, speaks to the class, and breaks off: it is heard well,
and read badly beside other lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.language.grammar import SUBJECTS, Grown, head_of
from coursepack.language.lexicons import rows, values
from coursepack.language.standing import leaning, without_joint
from coursepack.language.topics import tells
from coursepack.model.trees import Token, Tree

__all__ = ["Clarity", "clarity", "is_marked", "is_taken_back"]

_TALK = values("leaning", "talk") | {"i", "me", "my", "mine", "myself", "ourselves", "yourself"}
_JOINING = values("leaning", "joining")
_LIGHT = frozenset({"now", "today", "then", "next", "later", "earlier", "so"})
"""Pointing words that a reader of notes passes over where they stand beside a verb."""
_PASSED = frozenset(
    {"next", "same", "other", "another", "more", "less", "fewer", "different", "similar", "alternative", "additional"}
    | {"else", "here", "one"}
)
"""Words that compare or count on, which a reader of notes passes over behind the line before."""
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_PERSONS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_PERSON_NOUNS = frozenset(row["name"] for row in rows("person_nouns"))
_MINE = frozenset({"i", "me", "my", "mine", "myself"})
_YOURS = frozenset({"you", "your", "yours", "yourself"})
_OURS = frozenset({"we", "us", "our", "ours", "let"})
_COLOURS = frozenset({"blue", "red", "green", "yellow", "orange", "purple", "grey", "gray"})
_DOING = frozenset({"nsubj", "nsubj:pass"})
_NEAR = 8
"""Tokens within which a condition is begun again."""
_BE = frozenset({"'s", "’s", "'re", "’re", "'m", "’m", "is", "are", "am", "was", "were"})
_SAYING = frozenset({"say", "go", "tell", "ask", "think"})
_OPEN_ENDS = frozenset({"DET", "CCONJ"})
_OPEN_WORDS = frozenset({"because", "if", "than", "whether", "as", "although", "while"})
_ENDING = frozenset({"that", "this", "all", "so", "both", "those", "these", "each", "any", "some", "either", "no"})
_PHRASES = tuple(row["phrase"] for row in rows("organisation"))
_VAGUE = values("function_words", "vague") | frozenset(row["word"] for row in rows("term_vague"))
_BACK = frozenset({"sorry", "oops", "no", "wait", "actually"})
_CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "csubj:outer"})
_SAID = frozenset({"ccomp", "obj", "parataxis", "obl", "advmod"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_WHICH = frozenset({"acl", "acl:relcl", "amod", "compound", "nmod"})
"""What says which one is meant: "this river valley", "that plan of theirs"."""
_UNDER = frozenset({"if", "when", "whenever", "since", "because", "while", "unless", "although", "until", "where"})
_SEEMING = frozenset({"seem", "appear", "turn", "happen", "take", "mean"})
_MARKS = frozenset(".?!…”\"'’)")
MARKED = 0.5
"""The share of sentences that end with a mark, from which a text has its marks."""
MINE, YOURS, OURS = 1.0, 0.8, 0.25
"""What words for the speaker, the class and both cost."""
QUOTED = 2.5
"""What somebody is made to say costs: "people go, who cares"."""
SHOWING = 9
"""Tokens up to which a sentence about "this" only shows something."""
PRESENTING, MAYBE, SUPPOSING = 0.8, 0.5, 1.5
"""What "here is", "maybe" and "suppose" cost at the beginning."""
ORGANISING = 3.0
"""What a phrase of organisation costs in a sentence too long to sink for it."""
RAMBLING, LONG = 0.05, 35
"""What each token costs from so many on."""
THIN, THIN_UNMARKED, MEAGRE = 1.0, 0.6, 4
"""What each word of meaning costs that is missing to so many; less where a sentence may be the half of one."""
CONFUSED = 2.5
"""The loss from which nobody who was not there understands a sentence that has its marks: it acts voices."""
THINNEST = 2
"""Words of meaning that a clause has, to be told beside another of its sentence."""


class Clarity(Struct, frozen=True, kw_only=True):
    is_leaning: bool
    """Whether it needs the sentence before."""
    is_broken: bool
    """Whether no neighbour would help."""
    is_thin: bool
    """Whether it says little beside another of its sentence."""
    loss: float
    """What it is worth less, in standard deviations of its text's."""


def is_marked(trees: Sequence[Tree]) -> bool:
    """Tell whether a text has its full stops."""
    return sum(tree.tokens[-1].text[-1:] in _MARKS for tree in trees) > MARKED * len(trees)


def is_taken_back(after: Tree) -> bool:
    """Tell whether a sentence excuses the one before: "Sorry, it was the other way"."""
    return _plain(after.tokens[0]) in _BACK and len(after.tokens) > 1 and after.tokens[1].text == ","


def clarity(grown: Grown, kept: Sequence[int], *, is_named: bool, is_marked: bool) -> Clarity:
    """Judge the words of a statement that are printed; `is_named` is for words behind a name in brackets, `is_marked`
    for a text that has its full stops.
    """
    tokens = grown.tokens
    own = [index for index in without_joint(grown, kept) if tokens[index].tag != "UH"]
    if not own:
        return Clarity(is_leaning=True, is_broken=True, is_thin=True, loss=0.0)
    low = [_plain(tokens[index]) for index in own]
    asked = [
        index
        for index, word in zip(own, low, strict=True)
        if word not in _TALK
        and (word not in _JOINING or index == own[0])
        and not (word in _LIGHT and tokens[index].pos == "ADV" and index != own[0])
        and not (word == "following" and tokens[index].pos == "VERB")
        and not (word == "other" and _is_any(grown, index))
        and not (is_marked and _is_passed(grown, index))
        and not (word in _DEMONSTRATIVES and _is_led_on(grown, index))
    ]
    bound = {
        index for index in own if is_named or _has_noun_before(grown, own, index) or _stands_for_clause(grown, index)
    }
    leans = leaning(grown, asked, bound, lambda _token, _is_subject: True)
    telling = _telling(grown, own) + is_named
    loss = _loss(grown, own, low, is_named=is_named)
    return Clarity(
        is_leaning=leans is not None,
        is_broken=(is_marked and loss >= CONFUSED) or _is_broken(grown, own, is_named=is_named, is_marked=is_marked),
        is_thin=telling < THINNEST,
        loss=loss + (THIN if is_marked else THIN_UNMARKED) * max(MEAGRE - telling, 0),
    )


def _plain(token: Token) -> str:
    return token.text.casefold().replace("’", "'").partition("'")[0]


def _has_noun_before(grown: Grown, own: Sequence[int], index: int) -> bool:
    """Tell whether a pronoun follows a noun, in the same words, that it may stand for."""
    tokens = grown.tokens
    word = _plain(tokens[index])
    if word not in _SINGULAR | _PLURAL | _PERSONS:
        return False
    for other in own:
        if other >= index:
            return False
        token = tokens[other]
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "flat"):
            continue
        is_many = "Number=Plur" in token.morph or any(tokens[child].dep == "conj" for child in grown.children[other])
        if word in _PERSONS:
            if token.pos == "PROPN" or token.lemma.casefold() in _PERSON_NOUNS:
                return True
        elif is_many == (word in _PLURAL):
            return True
    return False


def _is_passed(grown: Grown, index: int) -> bool:
    """Tell whether a word compares or counts on beside a noun or inside a clause, and stands for nothing itself."""
    token = grown.tokens[index]
    word = token.text.casefold()
    if token.dep in SUBJECTS or token.dep in ("obj", "root", "nmod", "obl"):
        return False
    if word in ("not", "n't", "n’t"):
        return True
    if word == "another" and grown.tokens[token.head].dep in SUBJECTS:
        # "Another reason is …", but "another part of the coast is …".
        return any(child != index and grown.tokens[child].dep in _WHICH for child in grown.children[token.head])
    return word in _PASSED or "Degree=Cmp" in token.morph


def _is_any(grown: Grown, index: int) -> bool:
    """Tell whether "other" points to none in particular, or from one to the second: "one side, the other side"."""
    article = grown.child(grown.tokens[index].head, "det")
    before = {token.text.casefold() for token in grown.tokens[:index]}
    return article is None or "one" in before


def _is_led_on(grown: Grown, index: int) -> bool:
    """Tell whether "this" stands before a noun that says which, "this river valley", or is of a kind: "that kind"."""
    token = grown.tokens[index]
    noun = grown.tokens[token.head]
    if token.dep != "det" or token.head < index:
        return False
    is_said = any(child != index and grown.tokens[child].dep in _WHICH for child in grown.children[token.head])
    return is_said or noun.lemma.casefold() in ("kind", "sort", "type")


def _stands_for_clause(grown: Grown, index: int) -> bool:
    """Tell whether "it" only opens what a clause says: "it is hard to know", "it's been found that"."""
    tokens = grown.tokens
    verb = tokens[index].head
    return (
        _plain(tokens[index]) == "it"
        and tokens[index].dep in SUBJECTS
        and any(child > verb and tokens[child].dep in _CLAUSES for child in grown.children[verb])
        and (tokens[verb].pos == "ADJ" or grown.child(verb, "aux:pass") is not None or tokens[verb].lemma in _SEEMING)
    )


def _is_broken(grown: Grown, own: Sequence[int], *, is_named: bool, is_marked: bool) -> bool:
    tokens = grown.tokens
    last = own[-1]
    if is_marked and last == len(tokens) - 1 and tokens[last].text[-1:] not in _MARKS:
        return True  # the next sentence begins where this one was cut off
    words = [index for index in own if tokens[index].pos != "PUNCT"]
    if not words:
        return True
    end = tokens[words[-1]]
    is_open = end.pos in _OPEN_ENDS and end.text.casefold() not in _ENDING
    if (
        _asks_inside(grown, own)
        or _acts(grown, own)
        or _shows(grown, own)
        or _begins_twice(grown, own)
        or _is_begun_again(grown, own)
        or _ends_open(grown, words)
        or is_open
        or end.text.casefold() in _OPEN_WORDS
        or any(_breaks_off(grown, one, two) for one, two in pairwise(own))
    ):
        return True
    if tokens[own[0]].text.casefold() in _UNDER and own[0] in grown.children[head_of(grown, own)]:
        return True  # "whenever it rains", whose main clause is another statement or was never said
    if is_named:
        return False
    return not any(tokens[index].dep in SUBJECTS for index in own) or (is_marked and not _is_clause(grown, own))


def _asks_inside(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether a question is acted in it: "they come and say, how would you measure it", but no "how you do"."""
    return any(
        grown.tokens[one].tag in ("WRB", "WP") and grown.tokens[two].pos == "AUX" and grown.tokens[three].tag == "PRP"
        for one, two, three in zip(own, own[1:], own[2:], strict=False)
    )


def _shows(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether it is read off a picture: "that's the very poor", "blue is the rich"; a number tells more."""
    subject = grown.subject(head_of(grown, own))
    if subject is None or subject not in own or grown.child(head_of(grown, own), "cop") is None:
        return False
    token = grown.tokens[subject]
    is_colour = token.lemma.casefold() in _COLOURS and "Number=Plur" not in token.morph
    is_bare = token.pos in ("PRON", "DET") and token.text.casefold() in _DEMONSTRATIVES
    is_told = any(grown.tokens[index].pos in ("NUM", "PROPN") for index in own)
    return is_colour or (is_bare and len(own) <= SHOWING and not is_told)


def _begins_twice(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether a condition is begun again: "if you don't, if you try to"."""
    low = [grown.tokens[index].text.casefold() for index in own[:_NEAR]]
    at = low.index(",") if "," in low else len(low)
    return low[0] in _UNDER and at + 1 < len(low) and low[at + 1] == low[0]


def _is_begun_again(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether a clause gets a second subject behind a comma: "it's not, by that measure, coal is cheap"."""
    head = head_of(grown, own)
    subjects = [index for index in grown.children[head] if index in own and grown.tokens[index].dep in _DOING]
    if len(subjects) < 2 or grown.tokens[subjects[0]].pos != "PRON":
        return False
    return any(grown.tokens[index].text == "," for index in range(subjects[0], subjects[1]))


def _acts(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether a voice is acted behind "like", which is not printed: "she's like, I'm buying"."""
    run = grown.tokens[own[0] : own[-1] + 1]
    return any(
        one.text.casefold() in _BE and two.text.casefold() == "like" and (three.text == "," or three.tag == "UH")
        for one, two, three in zip(run, run[1:], run[2:], strict=False)
    )


def _breaks_off(grown: Grown, one: int, two: int) -> bool:
    """Tell whether a comma stands where a phrase had just begun: "it has a, the reason", "he needs to, they"."""
    token = grown.tokens[one]
    if grown.tokens[two].text != "," or one + 1 != two:
        return False
    if token.pos == "ADV" and one and grown.tokens[one - 1].text.casefold() in ("a", "an"):
        return True  # "it is a relatively, relative to"
    word = token.text.casefold()
    # "She's, I'm": a verb that hangs on its subject is followed by what it says.
    is_clitic = word[:1] in ("'", "’") and one > 0 and grown.tokens[one - 1].pos == "PRON"
    after = grown.tokens[two + 1] if two + 1 < len(grown.tokens) else token
    # "Those are, you can have one": but "the problem is, it burns".
    is_clitic = is_clitic or (word in ("are", "were", "am") and after.pos == "PRON" and token.head != one)
    is_begun = token.tag in ("DT", "PRP$", "TO", "MD") or word in ("to", "be")
    return is_clitic or (is_begun and word not in _ENDING and token.dep != "root")


def _ends_open(grown: Grown, words: Sequence[int]) -> bool:
    """Tell whether it ends where something must follow: "ways to", "they know it, so", "they stood up and said"."""
    tokens = grown.tokens
    end, before = tokens[words[-1]], grown.tokens[max(words[-1] - 1, 0)]
    word = end.text.casefold()
    if word == "to" or (word == "so" and before.text == ",") or (word == "like" and before.pos == "VERB"):
        return True
    is_alone = not any(tokens[child].dep in _SAID for child in grown.children[words[-1]])
    is_said = end.pos == "VERB" and end.lemma.casefold() in ("say", "think") and before.pos != "PRON"
    return is_said and is_alone and before.tag in ("CC", "RB")


def _is_clause(grown: Grown, own: Sequence[int]) -> bool:
    """Tell whether the predicate is one: "the way it works" has a verb, but says nothing of the way."""
    tokens = grown.tokens
    head = head_of(grown, own)
    if tokens[head].pos in ("VERB", "AUX") or grown.child(head, "cop", "aux", "expl") is not None:
        return True
    return tokens[own[0]].text.casefold() == "the" and "Degree=Cmp" in tokens[own[0] + 1].morph


def _announces(grown: Grown, one: int, two: int) -> bool:
    """Tell whether the speaker says what he will speak of: "then we'll look at rivers"."""
    is_speaker = _plain(grown.tokens[one]) in ("we", "i")
    return is_speaker and grown.tokens[two].text.casefold() in ("'ll", "’ll")


def _puts_words(grown: Grown, verb: int, after: int) -> bool:
    """Tell whether words are put into a mouth without a name: "people go, who cares"."""
    subject = grown.subject(verb)
    is_saying = grown.tokens[verb].lemma.casefold() in _SAYING and grown.tokens[after].text == ","
    return is_saying and subject is not None and grown.tokens[subject].pos != "PROPN"


def _loss(grown: Grown, own: Sequence[int], low: Sequence[str], *, is_named: bool) -> float:
    said = set(low)
    text = " ".join(low)
    loss = MINE * bool(said & _MINE) + YOURS * bool(said & _YOURS) + OURS * bool(said & _OURS)
    loss += PRESENTING * (low[0] in ("here", "there"))
    loss += MAYBE * (low[0] in ("maybe", "perhaps")) + SUPPOSING * (low[0] in ("suppose", "imagine", "say"))
    announces = any(_announces(grown, one, two) for one, two in pairwise(own))
    loss += ORGANISING * (announces or any(phrase in text for phrase in _PHRASES))
    loss += QUOTED * (not is_named and any(_puts_words(grown, one, two) for one, two in pairwise(own)))
    return loss + RAMBLING * max(len(own) - LONG, 0)


def _telling(grown: Grown, own: Sequence[int]) -> int:
    """Count the different words of meaning, numbers among them."""
    tokens = grown.tokens
    found = {tokens[index].lemma.casefold() for index in own if tells(tokens[index]) or tokens[index].pos == "NUM"}
    return len(found - _VAGUE)
