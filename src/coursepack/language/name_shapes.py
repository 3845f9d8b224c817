"""What stands where a tree has a name: two that "and" joins, a case at law, somebody cited, a title in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from coursepack.language.known_names import is_word
from coursepack.language.lexicons import rows, values
from coursepack.model.trees import Token, Tree

__all__ = ["Run", "is_title_case", "quoted_titles", "shaped"]

_AND = frozenset({"and", "&", "&&", "or"})
_AGAINST = frozenset({"v", "v.", "vs", "vs."})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")
_BEHIND_YEAR = frozenset({")", ";", ",", ":"})
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|edu|gov|net)\b|[=<>{}\\|]|&&")
_NEVER = values("no_names", "never")
_ENDS = values("no_names", "end")
_PEOPLE = frozenset(row["noun"] for row in rows("people_nouns"))
_SHORTEST_TITLE = 4
_LISTED = 2
_LARGE = 0.8
"""Of the longer words of a title, how many have capitals."""


class Run(Struct, frozen=True, kw_only=True):
    """Tokens of one name, with the label that its place gives it."""

    first: int
    last: int
    label: str


def shaped(tree: Tree, runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the names of a tree: cases whole, names that were joined each by itself, and none of what is no name."""
    cases = list(_cases(tree, runs))
    yield from cases
    for run in runs:
        if any(case.first <= run.last and run.first <= case.last for case in cases):
            continue
        for part in _parted(tree, run):
            found = _cut(tree.tokens, part)
            if found is not None:
                yield _placed(tree.tokens, _widened(tree.tokens, found))


def _cases(tree: Tree, runs: Sequence[Run]) -> Iterator[Run]:
    """Yield "Marbury v. Madison", which is one name."""
    tokens = tree.tokens
    for at in range(1, len(tokens) - 1):
        if (
            tokens[at].text not in _AGAINST
            or not tokens[at - 1].text[:1].isupper()
            or not tokens[at + 1].text[:1].isupper()
        ):
            continue
        first = next((run.first for run in runs if run.first <= at - 1 <= run.last), at - 1)
        last = next((run.last for run in runs if run.first <= at + 1 <= run.last), at + 1)
        while first > 0 and tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ") and tokens[first - 1].text[:1].isupper():
            first -= 1
        yield Run(first=first, last=last, label="WORK")


def _parted(tree: Tree, run: Run) -> Iterator[Run]:
    """Part two names that "and" joins where both are people, or both are cited: "Rowe & Lind" may be a company."""
    tokens = tree.tokens
    cited = _is_cited(tokens, run.last)
    joints = [
        at for at in range(run.first + 1, run.last) if tokens[at].text in _AND or (cited and tokens[at].text == ",")
    ]
    is_people = run.label == "PERSON" or cited
    if not joints or not is_people:
        yield run
        return
    bounds = [run.first - 1, *joints, run.last + 1]
    parts = [(before + 1, after - 1) for before, after in pairwise(bounds) if after > before + 1]
    if cited and any(first != last for first, last in parts):
        yield run
        return
    for first, last in parts:
        yield Run(first=first, last=last, label=run.label)


def _cut(tokens: Sequence[Token], run: Run) -> Run | None:
    """Take from the ends what no name ends with; None where nothing is left, or it is an address."""
    first, last = run.first, run.last
    while first <= last and (tokens[first].text in _AND or not any(map(str.isalnum, tokens[first].text))):
        first += 1
    while first <= last and (tokens[last].text.casefold() in _ENDS or not any(map(str.isalnum, tokens[last].text))):
        last -= 1
    if first > last or any(_NO_NAME.search(token.text) for token in tokens[first : last + 1]):
        return None
    name = " ".join(token.text for token in tokens[first : last + 1])
    is_letter = len(name.strip(".")) == 1 or name[0] in "“‘\"'"
    return None if is_letter or name.casefold().strip(".") in _NEVER else Run(first=first, last=last, label=run.label)


def _widened(tokens: Sequence[Token], run: Run) -> Run:
    """Give somebody back the first name that stands before an initial: "Karl" before "D. Lind"."""
    first = run.first
    is_initial = len(tokens[first].text) == 2 and tokens[first].text.endswith(".")
    if run.label == "PERSON" and first and is_initial and run.last > first:
        before = tokens[first - 1]
        is_first = before.pos == "PROPN" and not before.name and _is_surname(before.text)
        first -= is_first and not is_word(before.text.casefold())
    return Run(first=first, last=run.last, label=run.label)


def _placed(tokens: Sequence[Token], run: Run) -> Run:
    """Settle the label of who is cited, of who is told with other people, and of who printed it: "(Rowe 1999)", "Anna,
    Rowe and Karl", "Leeds: Rowe, 1999".
    """
    is_word = run.first == run.last and _is_surname(tokens[run.first].text)
    if run.label in ("ORG", "PLACE", "GROUP", "WORK") and is_word and _is_cited(tokens, run.last):
        return Run(first=run.first, last=run.last, label="PERSON")
    if run.label in ("ORG", "PLACE"):
        first = _first_of_somebody(tokens, run)
        if first is not None:
            return Run(first=first, last=run.last, label="PERSON")
    is_after = run.first > 1 and tokens[run.first - 1].text == ":" and tokens[run.first - 2].pos == "PROPN"
    is_before = (
        run.last + 2 < len(tokens) and tokens[run.last + 1].text == "," and _YEAR.match(tokens[run.last + 2].text)
    )
    if run.label in ("PERSON", "PLACE") and is_after and is_before:
        return Run(first=run.first, last=run.last, label="ORG")
    return run


def _first_of_somebody(tokens: Sequence[Token], run: Run) -> int | None:
    """Give where somebody's name begins: a noun for a person stands before it, or people beside it in a list."""
    if any(map(str.isdigit, tokens[run.last].text)) or tokens[run.last].pos != "PROPN":
        return None
    first = run.first
    while (
        first
        and tokens[first - 1].pos == "PROPN"
        and not tokens[first - 1].name
        and _is_surname(tokens[first - 1].text)
    ):
        first -= 1
    if first and tokens[first - 1].text in _PEOPLE and tokens[first - 1].tag == "NN":
        return first
    if run.first < 2 or run.first != run.last or run.last + 2 >= len(tokens):
        return None
    marks = (tokens[run.first - 1].text, tokens[run.last + 1].text)
    after = next((each for each in tokens[run.last + 1 :] if each.text not in (",", "and")), tokens[0])
    is_listed = marks in ((",", ","), (",", "and"))
    is_among = tokens[run.first - 2].name.endswith("PERSON") and after.name.endswith("PERSON")
    return run.first if is_listed and is_among else None


def _is_cited(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a year follows as it does behind who is cited, in brackets that have no verb before it."""
    at = last + 1
    while at < len(tokens) and tokens[at].text.strip(".") in ("et", "al", "&", "and", ","):
        at += 1
        if tokens[at - 1].text in ("&", "and", ",") and at < len(tokens) and _is_surname(tokens[at].text):
            at += 1
    if at + 1 >= len(tokens) or not _YEAR.match(tokens[at].text) or tokens[at + 1].text not in _BEHIND_YEAR:
        return False
    opened = next((each for each in range(last, -1, -1) if tokens[each].text in ("(", ")")), None)
    return (
        opened is not None
        and tokens[opened].text == "("
        and not any(token.pos in ("VERB", "AUX", "ADP") for token in tokens[opened:at])
    )


def _is_surname(word: str) -> bool:
    return word[0].isupper() and any(map(str.islower, word))


def is_title_case(tree: Tree) -> bool:
    """Tell whether a line is written as a title is, common words in it having capitals, or refers to a book."""
    tokens = tree.tokens
    if not _has_capitals(tokens):
        return False
    if any(_YEAR.match(token.text) or _NO_NAME.search(token.text) for token in tokens):
        is_told = any(token.dep == "root" and token.pos in ("VERB", "AUX") for token in tokens)
        return not is_told or next(quoted_titles(tree), None) is not None
    capitals = sum(token.text[:1].isupper() and not token.name and is_word(token.text.casefold()) for token in tokens)
    # A list of names has commas.
    return tokens[-1].text != "." and capitals > 1 and sum(token.text == "," for token in tokens) < _LISTED


def _has_capitals(tokens: Sequence[Token]) -> bool:
    longer = [token.text for token in tokens if token.text.isalpha() and len(token.text) > 3]
    large = sum(word[0].isupper() for word in longer)
    return len(tokens) >= _SHORTEST_TITLE and large >= 3 and large >= _LARGE * len(longer)


def quoted_titles(tree: Tree) -> Iterator[range]:
    """Yield the tokens between quotation marks that are a title: a name in them may be none."""
    start: int | None = None
    for at, token in enumerate(tree.tokens):
        if token.text in ("“", "``"):
            start = at + 1
        elif token.text in ("”", "''") and start is not None:
            if _has_capitals(tree.tokens[start:at]):
                yield range(start, at)
            start = None
