"""Questions: made of what a pack's claims say, each with its answer, fair wrong answers, and the line that holds it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from coursepack.language.lexicons import values
from coursepack.model.anchors import place_of
from coursepack.model.claims import Question
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, printed
from coursepack.notices import Log
from coursepack.passes._asked import asked_of
from coursepack.passes._draft import Draft, is_sound
from coursepack.passes._explained import terms
from coursepack.passes._lines import Lines
from coursepack.passes._linked import argued, causes
from coursepack.passes._listed import listed
from coursepack.passes._phrases import letters
from coursepack.passes._series import matched, ordered, truth
from coursepack.passes._values import Values

SUMMARY = "questions with answers, from what the claims say"
NEEDS = (
    "comparisons",
    "entities",
    "events",
    "links",
    "references",
    "relations",
    "salience",
    "sections",
    "statements",
    "stances",
    "terms",
    "times",
    "trees",
    "wordings",
)
MAKES = ("questions",)

_SHARE = 3.0
"""Questions for the square root of the statements that are told."""


_SINGLE = frozenset({"name", "number", "person", "place", "speaker", "time"})
"""What a statement may be asked for beside another of these."""
_ONE_ANSWER = 8
"""One answer is right once in so many questions, or twice."""
_SECONDS = 3
"""Of so many questions one may tell the answer of another about the same line."""
_TELLING = 4
"""Letters of a word that tells an answer where the prompt has it too."""
_FRONT = values("asking", "front")
_FOR_A_SERIES = 15
"""Questions for one that puts events in order."""


def _front(pack: Pack) -> frozenset[str]:
    """Give the sections that are about a book and not of its subject: nobody learns a preface."""
    whole = {source.id for source in pack.sources if source.title.casefold().strip(" :.") in _FRONT}
    return frozenset(
        each.id
        for each in pack.sections
        if each.title.casefold().strip(" :.") in _FRONT or each.evidence[0].source in whole
    )


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Questions are in the order of the lines that they are about; those about several come last."""
    lines = Lines(pack)
    table = Values(lines)
    disputed = frozenset(ident for each in pack.comparisons if each.verdict == "differ" for ident in each.statements)
    drafts = [draft for line in lines.told for draft in asked_of(lines, table, line, disputed)]
    drafts += [*terms(lines, table), *causes(lines, table), *argued(lines, table), *listed(lines)]
    names = _names(pack)
    front = _front(pack)
    drafts = [draft for draft in drafts if draft.section not in front]
    drafts = [
        draft
        for draft in drafts
        if all(is_sound(printed(each)) for each in (draft.prompt, draft.answer)) and _is_fair(draft, names)
    ]
    drafts = [truth(draft) or draft for draft in drafts]
    most = round(_SHARE * math.sqrt(len(lines.told)))
    chosen = _chosen(drafts, most)
    # What is asked by itself is not matched as well.
    asked = {claim for draft in chosen for claim in draft.claims}
    chosen += matched([draft for draft in drafts if not asked & set(draft.claims)])
    of_front = frozenset(line.statement.id for line in lines.every if line.section in front)
    chosen += ordered(lines, disputed | of_front, max(1, most // _FOR_A_SERIES))
    chosen.sort(key=lambda each: (len(each.items) > 0, place_of(each.evidence[0])))
    questions = tuple(_question(draft, f"q{at}") for at, draft in enumerate(chosen, start=1))
    return replace(pack, questions=questions)


def _names(pack: Pack) -> dict[str, frozenset[str]]:
    """Map each name to all names of what it can mean."""
    names: dict[str, frozenset[str]] = {}
    for entity in pack.entities:
        own = frozenset((entity.name, *entity.aliases))
        for name in own:
            names[name] = names.get(name, frozenset()) | own
    return names


def _is_fair(draft: Draft, names: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the prompt has no name of the answer and no wrong answer, and no wrong answer is the right one."""
    if draft.asks == "truth" or not draft.answer:
        return True
    prompt = _spaced(printed(tuple(part for part in draft.prompt if not isinstance(part, Fixed))))
    answer = printed(draft.answer)
    right = {_spaced(each) for each in (answer, *names.get(answer, ()), *map(printed, draft.alternatives))}
    wrong = [_spaced(printed(each)) for each in draft.wrong]
    if draft.asks in ("cause", "meaning") and _own_words(answer) & _own_words(prompt):
        return False
    return not any(each in prompt for each in (*right, *wrong)) and not right & set(wrong)


def _own_words(text: str) -> set[str]:
    return {word for word in letters(text) if len(word) >= _TELLING}


def _spaced(text: str) -> str:
    """Give the words, singular and plural alike, between blanks."""
    return f" {' '.join(word.removesuffix('s') if len(word) >= _TELLING else word for word in letters(text))} "


def _chosen(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """Choose the best, no two that ask the same, and of no section more than its share.

    A statement is asked for a second thing only where there is room when each was asked for one.
    """
    sections = {draft.section for draft in drafts}
    room = max(3, math.ceil(1.5 * most / max(1, len(sections))))
    chosen: list[Draft] = []
    counts: dict[str | None, int] = {}
    answers: Counter[str] = Counter()
    seconds = 0
    often = max(2, most // _ONE_ANSWER)
    ranked = sorted(drafts, key=lambda each: -each.worth)
    for is_second, draft in (*((False, each) for each in ranked), *((True, each) for each in ranked)):
        if len(chosen) == most or counts.get(draft.section, 0) >= room or draft in chosen:
            continue
        if any(_is_like(draft, other, is_second=is_second) for other in chosen):
            continue
        beside = (other for other in chosen if "list" not in (draft.asks, other.asks))
        if sum(bool(set(draft.claims) & set(other.claims)) for other in beside) > 1:
            continue
        if draft.answer_key and answers[printed(draft.answer).casefold()] == often:
            continue
        if is_second and draft.asks in _SINGLE:
            told = [other for other in chosen if set(draft.claims) & set(other.claims)]
            if any(_tells(draft, other) or _tells(other, draft) for other in told):
                if seconds * _SECONDS >= len(chosen):
                    continue
                seconds += 1
        answers[printed(draft.answer).casefold()] += 1
        counts[draft.section] = counts.get(draft.section, 0) + 1
        chosen.append(draft)
    return chosen


def _is_like(one: Draft, other: Draft, *, is_second: bool) -> bool:
    """Tell whether two ask nearly the same; of one statement a `is_second` question may ask for another thing."""
    if set(one.claims) & set(other.claims) and "list" not in (one.asks, other.asks):
        return not is_second or one.asks not in _SINGLE or other.asks not in _SINGLE or one.asks == other.asks
    shared = len(one.keys & other.keys) / max(1, min(len(one.keys), len(other.keys)))
    return shared >= 0.6 or (bool(one.answer_key) and one.answer_key == other.answer_key and shared >= 0.4)


def _tells(one: Draft, other: Draft) -> bool:
    """Tell whether the one's prompt has the other's answer."""
    return _spaced(printed(other.answer)) in _spaced(printed(one.prompt))


_EASE = {
    "true_false": 0.2,
    "choice": 0.3,
    "match": 0.4,
    "cloze": 0.5,
    "order": 0.5,
    "short_answer": 0.6,
    "discussion": 0.8,
}


def _question(draft: Draft, ident: str) -> Question:
    kind = "choice" if draft.wrong else draft.kind
    difficulty = _EASE[kind] + 0.3 * (0.5 - draft.salience) + 0.2 * draft.nearness
    return Question(
        id=ident,
        kind=kind,  # type: ignore[arg-type]
        prompt=printed(draft.prompt),
        answer=printed(draft.answer),
        distractors=tuple(printed(each) for each in draft.wrong),
        evidence=draft.evidence,
        made_by="questions",
        confidence=0.8,
        asks=draft.asks,
        prompt_wording=draft.prompt,
        answer_wording=draft.answer,
        distractor_wordings=draft.wrong,
        alternatives=draft.alternatives,
        items=draft.items,
        partners=draft.partners,
        claims=draft.claims,
        section=draft.section,
        difficulty=round(min(1.0, max(0.0, difficulty)), 2),
        salience=draft.salience,
    )
