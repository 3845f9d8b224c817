"""Whether words stand alone: whether a reader who sees only them knows of whom and what they speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from coursepack.language.grammar import Grown, is_finite
from coursepack.language.lexicons import rows, values
from coursepack.model.trees import Token

__all__ = ["is_whole", "leaning", "without_citations", "without_joint"]

_TALK = values("leaning", "talk") | frozenset({"i"})
_POINTING, _JOINING = values("leaning", "pointing"), values("leaning", "joining")
_UNIQUE = values("leaning", "unique")
_THIRD = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_PERSONS = frozenset(row["name"] for row in rows("person_nouns")) | frozenset(
    row["noun"] for row in rows("people_nouns")
)
_ORDINALS = frozenset({"first", "second", "third", "last"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_AFTER = frozenset({"nmod", "acl", "acl:relcl", "appos", "ccomp", "advcl", "nummod", "obl", "xcomp"})
"""What stands behind a noun and says which one is meant."""
_SAYS = frozenset({"nmod", "acl:relcl", "appos", "ccomp"})
"""The same of what was only spoken of: "the term to use" is none that is known."""
_FAR_OFF = re.compile(r"thousand|million|billion|\d,\d{3}")
"""So long ago that it is no matter when it was said."""
_CLAUSE = frozenset(
    {"because", "as", "when", "since", "if", "while", "once", "after", "before", "until", "although", "though"}
)
_PERIODS = values("asking", "period")
_SHOWN, _SPOKEN = values("leaning", "shown"), values("leaning", "spoken")


def leaning(
    grown: Grown,
    kept: Sequence[int],
    known: Collection[int],
    is_new: Callable[[Token, bool], bool],
    asked: Collection[int] = (),
) -> int | None:
    """Find the first token that leans on what is not among the kept ones; None where they stand alone.

    `known` are pronouns whose name is there, or is asked for; `is_new` tells whether a noun, a subject or not, was not
    spoken of before; `asked` are left out, and known to who answers.
    """
    inside = {*kept, *asked}
    for index in kept:
        token = grown.tokens[index]
        # Captions have "he'll" as one word.
        word = token.text.casefold().replace("’", "'").partition("'")[0]
        is_talk = word in _TALK and (token.pos != "VERB" or word == "let") and not _is_country(token)
        if token.tag == "UH" or is_talk:
            return index
        if word in _JOINING and not _is_degree(grown, index):
            return index
        if word in _THIRD or word in _SELVES:
            is_told = index in known or _is_bound(grown, index, inside)
        elif word == "as":
            is_told = not _refers(grown, index)
        elif word in ("one", "ones"):
            is_subject = token.dep in ("nsubj", "nsubj:pass")
            noun = token.head
            # "One common reason is …" speaks of reasons told before.
            is_first = token.pos == "NUM" and grown.tokens[noun].dep in ("nsubj", "nsubj:pass")
            is_told = (token.pos == "NUM" and not is_first) or (_has_after(grown, index, inside) and not is_subject)
        elif token.lemma == "not" or token.text.casefold() in ("not", "n't", "n’t"):
            is_told = _is_all_denied(grown, index, inside)
        elif word == "further" and token.pos in ("ADJ", "ADV"):
            is_told = False
        elif word not in _POINTING and ("Degree=Cmp" in token.morph or word in ("more", "less", "fewer")):
            is_told = _is_compared(grown, index, inside)
        elif word in ("past", "recent") and grown.tokens[token.head].lemma.casefold() in _PERIODS:
            is_told = False
        elif word == "similar" and index == kept[0]:
            is_told = "to" in {grown.tokens[each].text.casefold() for each in inside}
        elif word == "similar":
            is_told = _is_like_what(grown, index, inside) or not _is_one(grown, index)
        elif word == "different":
            is_told = not _is_one(grown, index) or "from" in {grown.tokens[each].text.casefold() for each in inside}
        elif word in _ORDINALS and token.pos == "ADJ" and token.dep in ("nsubj", "nsubj:pass", "nsubj:outer", "root"):
            # "The first is that …" counts what was spoken of before.
            is_told = _has_after(grown, index, inside)
        elif word in _ORDINALS and token.dep == "amod":
            # "A second test is …" counts on from a first.
            is_told = not _is_one(grown, index)
        elif word in _POINTING:
            is_told = _is_led_on(grown, index, inside)
        else:
            is_told = word != "the" or token.head in asked or _is_told(grown, index, inside, is_new)
        if not is_told:
            return index
    return None


def _is_country(token: Token) -> bool:
    """Tell whether "US" is the United States."""
    return token.text == "US"


def _is_degree(grown: Grown, index: int) -> bool:
    """Tell whether a word says how much: "too weak", "still larger"."""
    token = grown.tokens[index]
    return token.dep == "advmod" and token.head > index and grown.tokens[token.head].pos in ("ADJ", "ADV")


def _refers(grown: Grown, index: int) -> bool:
    """Tell whether "as" leads elsewhere: "as discussed in", "as we saw"."""
    above = grown.tokens[grown.tokens[index].head]
    return above.lemma.casefold() in _SHOWN and above.dep in ("advcl", "acl", "parataxis")


def _is_all_denied(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether a "not" leaves nothing open: "not merely a reform" goes on in the next sentence."""
    after = {grown.tokens[each].text.casefold() for each in inside if index < each <= index + 3}
    rest = {grown.tokens[each].text.casefold() for each in inside if each > index}
    return not after & {"merely", "just", "only", "simply"} or bool(rest & {"but", "also", ";"})


def _is_compared(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether a comparative says with what, or is of many things: "larger firms have more staff"."""
    tokens = grown.tokens
    token = tokens[index]
    texts = {tokens[each].text.casefold() for each in inside}
    if "than" in texts or {"or", "less"} <= texts:
        return True
    near = [tokens[each] for each in (index - 1, index + 1) if each in inside]
    if token.text.casefold() == "more" and any(each.pos == "NUM" or each.text == "several" for each in near):
        return False
    top = token.head if token.dep == "advmod" and tokens[token.head].pos in ("ADJ", "ADV") else index
    noun = tokens[top].head if tokens[top].dep == "amod" else None
    article = grown.child(noun, "det") if noun is not None else None
    if article is not None and tokens[article].text.casefold() in ("a", "an"):
        return False
    if noun is not None and tokens[noun].dep == "obj" and tokens[tokens[noun].head].tag == "VBD":
        return False  # "they recommended tighter controls"
    cop = grown.child(top, "cop")
    return cop is None or tokens[cop].lemma != "be"


def _is_like_what(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether "similar" says to what: "a plan similar to theirs", "a similar plan to theirs"."""
    near = {index, grown.tokens[index].head}
    return any(
        grown.tokens[each].text.casefold() == "to" and grown.tokens[grown.tokens[each].head].head in near
        for each in inside
        if each > index
    )


def _is_one(grown: Grown, index: int) -> bool:
    """Tell whether an adjective is of one thing: "a different set"; "different sets" differ from each other."""
    article = grown.child(grown.tokens[index].head, "det")
    return article is not None and grown.tokens[article].text.casefold() in ("a", "an")


def _has_after(grown: Grown, index: int, inside: set[int]) -> bool:
    return any(
        each > index and each in inside and grown.tokens[each].dep in ("acl", "acl:relcl", "nmod")
        for each in grown.children[index]
    )


def _is_bound(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether a pronoun's own clause names before it what it stands for: "the engineers took their plans"."""
    token = grown.tokens[index]
    word = token.text.casefold()
    if token.dep == "expl":
        return True
    is_own = token.dep == "nmod:poss" or word in _SELVES or token.tag == "PRP$"
    if not is_own:
        return _is_of_main(grown, index, inside)
    at = token.head
    while True:
        subject = grown.subject(at)
        noun = subject if subject is not None else None
        if noun is not None and grown.tokens[noun].tag in ("WP", "WDT") and grown.tokens[at].dep == "acl:relcl":
            noun = grown.tokens[at].head
        if noun is not None and noun < index:
            found = grown.tokens[noun]
            is_many = "Number=Plur" in found.morph or any(
                grown.tokens[each].dep == "conj" for each in grown.children[noun]
            )
            if word in _PERSONAL and found.pos != "PROPN" and found.lemma.casefold() not in _PERSONS:
                return False
            return noun in inside and found.pos in ("NOUN", "PROPN") and is_many == (word in _PLURAL)
        if grown.tokens[at].head == at:
            return False
        at = grown.tokens[at].head


def _is_of_main(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether a subject stands for that of the clause which its own depends on: "rock rises because it is hot"."""
    tokens = grown.tokens
    verb = tokens[index].head
    word = tokens[index].text.casefold()
    if word not in ("it", "they") or not tokens[index].dep.startswith("nsubj") or tokens[verb].dep != "advcl":
        return False
    mark = grown.child(verb, "mark", "advmod")
    if mark is None or tokens[mark].text.casefold() not in _CLAUSE:
        return False
    subject = grown.subject(tokens[verb].head)
    if subject is None or subject not in inside or tokens[subject].pos != "NOUN":
        return False
    return ("Number=Plur" in tokens[subject].morph) == (word == "they")


def _is_led_on(grown: Grown, index: int, inside: set[int]) -> bool:
    """Tell whether a pointing word points to what stands behind it, or joins a clause: "those who", "such as"."""
    token = grown.tokens[index]
    word = token.text.casefold()
    after = grown.tokens[index + 1].text.casefold() if index + 1 in inside else ""
    if word == "that":
        is_joint = token.pos == "SCONJ" or token.dep == "mark" or "PronType=Rel" in token.morph or token.tag == "WDT"
        return is_joint or any(grown.tokens[each].dep in _AFTER and each in inside for each in grown.children[index])
    if word == "those":
        return any(
            grown.tokens[each].dep in ("acl:relcl", "acl", "nmod") and each in inside for each in grown.children[index]
        )
    if word == "such":
        return after == "as" or (after in ("a", "an") and False)
    if word == "so":
        return (
            token.dep == "advmod"
            and after != ""
            and grown.tokens[index + 1].pos in ("ADJ", "ADV")
            and "that" in {grown.tokens[each].text.casefold() for each in inside if each > index}
        )
    if word == "both":
        has_and = any(grown.tokens[each].text.casefold() == "and" for each in inside if each > index)
        is_before = token.dep in ("cc:preconj", "det:predet", "advmod") or after in ("of", "the")
        return has_and and (is_before or (token.head > index and not token.dep.startswith(("nsubj", "obj", "obl"))))
    if word == "another":
        # "They meet one another", "from one place to another"
        return token.pos == "PRON" and "one" in {grown.tokens[each].text.casefold() for each in inside if each < index}
    if word == "ago":
        return any(_FAR_OFF.search(grown.tokens[each].text.casefold()) for each in range(max(0, index - 4), index))
    if word == "neither":
        return token.dep == "cc:preconj"
    if word == "there":
        return token.dep == "expl" or token.tag == "EX"
    if word == "other":
        return after == "than" or (
            index > 0 and grown.tokens[index - 1].text.casefold() in ("each", "and", "or", "many")
        )
    if word == "former" and token.dep == "amod" and token.head > index:
        article = grown.child(token.head, "det")
        return article is None or grown.tokens[article].text.casefold() in ("a", "an")
    if word == "same":
        return after in ("as", "-") or any(
            grown.tokens[each].text.casefold() == "as" for each in inside if each > index
        )
    if word in ("above", "below"):
        return token.dep == "case"
    return False


def _is_told(grown: Grown, index: int, inside: set[int], is_new: Callable[[Token, bool], bool]) -> bool:
    """Tell whether "the" stands before what is known by its own words: a name, a noun with what says which."""
    tokens = grown.tokens
    noun = tokens[index].head
    if noun == index or noun not in inside or tokens[noun].pos in ("PROPN", "ADJ", "ADV", "NUM"):
        return True
    lemma = tokens[noun].lemma.casefold()
    if lemma in _UNIQUE:
        return True
    is_past = tokens[_root(grown, noun)].tag == "VBD"
    # What tells of the past speaks of one boy "dressed in a hoodie", one "Republican proposal".
    says_which = _SAYS if lemma in _SPOKEN or is_past else _AFTER
    for each in grown.children[noun]:
        if each not in inside:
            continue
        child = tokens[each]
        if each > noun and child.dep in says_which:
            return True
        if each < noun and (
            child.pos == "PROPN"
            or "Degree=Sup" in child.morph
            or (child.text[:1].isupper() and each > 0 and not is_past)
        ):
            return True
    is_subject = tokens[noun].dep in ("nsubj", "nsubj:pass", "root") or tokens[noun].head == noun
    return lemma not in _SPOKEN and is_new(tokens[noun], is_subject)


def _root(grown: Grown, index: int) -> int:
    while grown.tokens[index].head != index:
        index = grown.tokens[index].head
    return index


def is_whole(grown: Grown, kept: Sequence[int], head: int) -> bool:
    """Tell whether words are a clause with its subject and finite verb, and no question, command or "while …" alone."""
    tokens = grown.tokens
    subject = grown.subject(head)
    if any(tokens[index].text == "?" for index in kept) or _is_under(grown, kept, head):
        return False
    return subject is not None and head in set(kept) and is_finite(grown, head)


def _is_under(grown: Grown, kept: Sequence[int], head: int) -> bool:
    """Tell whether a clause begins with what puts it under another that is not there: "if the jury finds cause"."""
    first = kept[0] if kept else head
    if grown.tokens[first].text.casefold() not in _CLAUSE:
        return False
    # In speech without marks no comma parts the one clause from the other.
    has_marks = any(token.pos == "PUNCT" for token in grown.tokens)
    return first in grown.children[head] or (has_marks and not any(grown.tokens[each].text == "," for each in kept))


def without_joint(grown: Grown, kept: Sequence[int]) -> list[int]:
    """Leave out what only joins a sentence to the one before it: "However,", "And so", "In contrast,"."""
    tokens = grown.tokens
    out = list(kept)
    while len(out) > 2:
        word = tokens[out[0]].text.casefold()
        is_counting = word in _COUNTING and tokens[out[1]].text == ","
        after = tokens[out[1]].text.casefold()
        is_joining = word in _JOINING and tokens[out[0]].pos in ("ADV", "CCONJ") and after != "of"  # "Instead of …"
        if is_counting or is_joining or tokens[out[0]].pos in ("CCONJ", "PUNCT", "INTJ"):
            out = out[1:]
            continue
        if word in _LEADS and len(out) > 4:
            phrase = " ".join(tokens[each].text.casefold() for each in out[:5])
            size = next((len(each.split()) for each in _PHRASES if f"{phrase} ".startswith(f"{each} ")), 0)
            if size and tokens[out[size]].text == ",":
                out = out[size:]
                continue
        break
    return _without_aside(grown, out)


def _without_aside(grown: Grown, kept: list[int]) -> list[int]:
    """Leave out ", for example," inside a sentence, but for one comma."""
    texts = [grown.tokens[index].text.casefold() for index in kept]
    for at in range(1, len(texts) - 4):
        if texts[at] == "," and texts[at + 1] == "for" and texts[at + 2] in ("example", "instance"):
            return kept[:at] + kept[at + 3 :]
    return kept


_COUNTING = frozenset(
    {"first", "second", "third", "fourth", "firstly", "secondly", "thirdly", "last", "lastly", "next"}
)
_PHRASES = (
    "in contrast",
    "for example",
    "for instance",
    "in addition",
    "as a result",
    "in other words",
    "on the other hand",
    "of course",
    "in fact",
    "at the same time",
    "in turn",
)


_LEADS = frozenset(each.split()[0] for each in _PHRASES)


def without_citations(grown: Grown, kept: Sequence[int]) -> list[int]:
    """Leave out brackets that only say by whom and when something was written: "(Boatwright and Forrest, 2000)"."""
    tokens = grown.tokens
    out: list[int] = []
    at = 0
    kept = list(kept)
    while at < len(kept):
        if tokens[kept[at]].text in ("(", "["):
            end = next((each for each in range(at, len(kept)) if tokens[kept[each]].text in (")", "]")), None)
            if end is not None and _cites(tokens, kept[at + 1 : end]):
                at = end + 1
                continue
        out.append(kept[at])
        at += 1
    return out


def _cites(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    texts = [tokens[index].text for index in inside]
    has_name = any(tokens[index].pos == "PROPN" for index in inside)
    has_year = has_name and any(len(text) >= 4 and text[:4].isdigit() for text in texts)
    is_all = all(
        tokens[index].pos in ("PROPN", "NUM", "PUNCT", "CCONJ", "X", "ADP", "NOUN", "ADJ", "ADV") for index in inside
    )
    # "(1997, 107)"
    figures = [text for text in texts if text.isdigit()]
    is_page = len(figures) > 1 and len(figures[0]) == 4 and all(text in figures or text in ",:;" for text in texts)
    is_shown = any(text.casefold().startswith(("figure", "table", "fig.")) for text in texts)
    return (has_year and is_all) or is_page or is_shown
