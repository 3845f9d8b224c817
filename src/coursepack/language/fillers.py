"""What a speaker says without meaning it: markers, sounds, words said again, and words taken back."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.grammar import Grown
from coursepack.language.lexicons import rows
from coursepack.language.staying import NEGATIONS, must_stay
from coursepack.model.trees import Token

__all__ = ["fillers"]

_SOUNDS = frozenset({"uh", "um", "er", "erm", "uhm"})
"""No words at all, whatever the tagger takes them for."""
_MARKERS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _row in rows("markers"):
    _words = tuple(_row["marker"].replace("'", " '").split())
    _MARKERS.setdefault(_words[0], []).append((_words, _row["kind"]))
for _found in _MARKERS.values():
    _found.sort(key=lambda each: -len(each[0]))


def fillers(grown: Grown, indexes: Sequence[int]) -> set[int]:
    """List the tokens that can go: markers, fillers, restarts and interjections; never what must stay."""
    tokens = grown.tokens
    low = [tokens[index].text.casefold() for index in indexes]
    dropped: set[int] = set()
    at, is_start = 0, True
    while at < len(indexes):
        repaired = _repair(tokens, indexes, low, at)
        if repaired:
            dropped.update(indexes[repaired[0] : repaired[1]])
            at = repaired[1]
            continue
        length = _marker(tokens, indexes, low, at, is_start=is_start) or _restart(tokens, indexes, low, at)
        if length and (
            low[at] in _SOUNDS or not any(must_stay(tokens[indexes[each]]) for each in range(at, at + length))
        ):
            dropped.update(indexes[at : at + length])
            # A parenthesis takes both its commas with it, but for the one before "not" or "but".
            follows = low[at + length] if at + length < len(low) else ""
            is_turn = follows in NEGATIONS or follows in ("but", "and", "or")
            if at and low[at + length - 1] == "," and low[at - 1] == "," and not is_turn:
                dropped.add(indexes[at - 1])
            at += length
            continue
        is_start = is_start and (tokens[indexes[at]].pos == "PUNCT")
        at += 1
    dropped.update(
        index
        for index in indexes
        if tokens[index].dep in ("discourse", "reparandum")
        and tokens[index].pos == "INTJ"
        and not must_stay(tokens[index])
        and not _is_answer(tokens, index)
    )
    return dropped if len(dropped) < len(indexes) else set()


def _is_answer(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "yes" is a word among others: "a yes response", "mark yes or no"."""
    before = index > 0 and tokens[index - 1].pos != "PUNCT"
    return before and tokens[index].text.casefold() == "yes" and tokens[index - 1].pos not in ("CCONJ", "INTJ")


def _marker(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int, *, is_start: bool) -> int:
    """Give the length in tokens of a discourse marker here, else 0."""
    for marker, kind in _MARKERS.get(low[at], ()):
        if tuple(low[at : at + len(marker)]) != marker:
            continue
        end = at + len(marker)
        after = low[end] if end < len(low) else ""
        if kind == "opening":
            # "Because it rained" alone: what it gives the reason of was another sentence.
            clause = tokens[indexes[at]].head
            if is_start and tokens[indexes[at]].dep == "mark" and tokens[clause].head == clause:
                return len(marker)
            continue
        if kind == "start":
            # "So" and "now" with a comma are markers; without one only conjunctions are.
            is_conjunction = tokens[indexes[at]].dep in ("cc", "discourse")
            is_so = low[at] in ("so", "now") and end < len(low) and _goes_on(tokens[indexes[end]], low[at])
            if is_start and (after == "," or is_conjunction or is_so) and end < len(low) - 1:
                return len(marker) + (after == ",")
            continue
        before = low[at - 1] if at else ","
        if _is_filler((tokens, indexes, low), (at, end), kind) and after not in ("that", "as"):
            return len(marker) + (after == "," and (before in _PAUSES or not at))
    return 0


def _goes_on(after: Token, word: str) -> bool:
    """Tell whether a sentence begins behind "so" or "now": "so the plan failed", but no "so far" and no "now he"."""
    text = after.text.casefold()
    if word == "now":
        return after.pos in ("DET", "NOUN", "ADP") and text != "that"
    if text == "that":
        return after.dep.startswith("nsubj")  # "so that's the plan", but "so that it holds"
    is_begun = after.pos in _BEGINS or after.tag in ("VBG", "TO") or after.dep == "amod"
    return is_begun and text not in ("as", "much", "many", "far", "long", "often", "little", "few")


_BEGINS = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADP", "ADV", "SCONJ"})
_PAUSES = frozenset({",", "-", "–", "—", ";", ":", "..."})
_ENDS = frozenset({"PUNCT", "CCONJ", "SCONJ"})
_NO_FILLER = frozenset({"as", "if", "do", "did", "does", "would", "to", "that", "what", "how", "when", "than"})
_COMPARED = frozenset({"ADJ", "ADV", "VERB"})
_AFTER_OF = frozenset({"DET", "ADJ", "NUM"})


def _is_filler(of: tuple[Sequence[Token], Sequence[int], Sequence[str]], at: tuple[int, int], kind: str) -> bool:
    """Tell whether a marker that can stand anywhere says nothing here."""
    tokens, indexes, low = of
    begin, end = at
    before = low[begin - 1] if begin else ","
    after = low[end] if end < len(low) else "."
    if low[begin] in _SOUNDS:
        return True
    if kind == "free":
        # "At all of them", "at this point in time".
        is_all = low[begin:end] == ["at", "all"]
        # "They are not as well known": a comparison, whose other side may go unsaid.
        if low[begin:end] == ["as", "well"] and end < len(low) and tokens[indexes[end]].pos in _COMPARED:
            return False
        return end == len(low) or (tokens[indexes[end]].pos in _ENDS if is_all else after not in ("of", "in"))
    is_before, is_after = before in _PAUSES, after in _PAUSES
    if end - begin == 1:
        return is_before and (is_after or after == ".")
    if low[begin + 1] == "of":
        # "They sort of agreed", but "this sort of thing", "a kind of grain"; "a kind of a wager" is "a wager".
        noun = begin and tokens[indexes[begin - 1]].pos in _AFTER_OF
        return not noun and low[begin] in ("sort", "kind")
    if before in _NO_FILLER:
        return False  # "as you know", "do you know"
    verb = tokens[indexes[end - 1]]
    if verb.pos == "VERB" and verb.dep in ("parataxis", "discourse"):
        return is_before or is_after or not _has_content(tokens, indexes, end - 1)
    return is_before or is_after


def _has_content(tokens: Sequence[Token], indexes: Sequence[int], at: int) -> bool:
    return any(
        tokens[index].head == indexes[at] and tokens[index].dep in ("obj", "ccomp", "xcomp", "obl") for index in indexes
    )


LONGEST_RESTART = 7
_DASHES = frozenset({"-", "–", "—", "--", "...", "…"})
_BREAKS = _DASHES | {","}
_LIGHT = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ"})
_EMPHATIC = frozenset({"ADV", "ADJ", "AUX", "NOUN", "PROPN", "VERB"})
_REPAIRS = (("no",), ("sorry",), ("or", "rather"), ("i", "mean"), ("excuse", "me"))


def _repair(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> tuple[int, int] | None:
    """Find what a speaker takes back ("a car, no, a truck factory"): give the run that goes, else None."""
    for words in _REPAIRS:
        end = at + len(words)
        if tuple(low[at:end]) != words or not at >= 2 or end + 1 >= len(low) or low[at - 1] != "," or low[end] != ",":
            continue
        after = tokens[indexes[end + 1]].pos
        # What is taken back begins like what replaces it, at the nearest such word, and is a phrase, not a clause.
        for begin in range(at - 2, max(at - 6, -1), -1):
            token = tokens[indexes[begin]]
            if token.pos in ("VERB", "AUX", "PUNCT") or must_stay(token):
                break
            if token.pos == after:
                return begin, end + 1
    return None


def _restart(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> int:
    """Give the length of words that the speaker says again at once ("the, the plan"), else 0."""
    for length in range(min(LONGEST_RESTART, len(low) - at), 0, -1):
        gap = 1 if at + length < len(low) and low[at + length] in _BREAKS else 0
        again = at + length + gap
        if again + length > len(low) or low[again] != low[at]:
            continue
        first, second = low[at : at + length], low[again : again + length]
        if first != second or not all(word[:1].isalpha() or word[:1] in "'’" for word in first):
            continue
        # "Had had" and "that that" are grammar, and a repeated adjective is emphasis ("very, very").
        is_paused = gap and (tokens[indexes[at]].pos == "VERB" or first[0].endswith("ly"))
        if length == 1 and not is_paused and (tokens[indexes[at]].pos in _EMPHATIC or first[0] == "that"):
            continue
        return length + gap
    return _broken_off(tokens, indexes, low, at) or _put_again(tokens, indexes, low, at)


def _put_again(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> int:
    """Give the length of what a verb's second try takes back: "Hess put [the pieces, he put] most of them together"."""
    verb = at - 1
    if verb < 1 or tokens[indexes[verb]].pos != "VERB":
        return 0
    for end in range(at + 1, min(at + LONGEST_RESTART, len(low) - 3)):
        if low[end] in _BREAKS:
            is_same = low[end + 2] == low[verb] and tokens[indexes[end + 1]].tag == "PRP"
            return end + 3 - at if is_same else 0
    return 0


def _broken_off(tokens: Sequence[Token], indexes: Sequence[int], low: Sequence[str], at: int) -> int:
    """Give the length of a clause that is broken off and begun again: "it was- it was hot", "he lost, he lost most"."""
    if at and low[at - 1] not in _BREAKS and tokens[indexes[at - 1]].pos != "CCONJ":
        return 0
    for end in range(at + 1, min(at + LONGEST_RESTART + 1, len(low) - 2)):
        is_cut = low[end].endswith("-") and len(low[end]) > 1 and tokens[indexes[end]].space
        if low[end] not in _BREAKS and not is_cut:
            continue
        # A dash breaks off what is begun again with one word; after a comma two must be the same, of subject and verb.
        is_dash = is_cut or (low[end] in _DASHES and tokens[indexes[end]].space)
        same = next((size for size in (2, 1) if low[at : at + size] == low[end + 1 : end + 1 + size]), 0)
        is_clause = tokens[indexes[at]].pos == "PRON" and tokens[indexes[at + 1]].pos in ("VERB", "AUX")
        if same == 1 and tokens[indexes[at]].pos not in _LIGHT:
            return 0
        if same and (is_dash or (same == 2 and is_clause and end > at + 2)):
            return end + 1 - at
        return 0
    return 0
