"""Questions: made of what a pack's claims say, each with its answer, fair wrong answers, and the line that holds it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from coursepack.model.anchors import place_of
from coursepack.model.claims import Question
from coursepack.model.pack import Pack
from coursepack.model.wording import printed
from coursepack.notices import Log
from coursepack.passes._asked import Draft, asked_of
from coursepack.passes._explained import argued, causes, terms
from coursepack.passes._lines import Lines
from coursepack.passes._rivals import Rivals
from coursepack.passes._series import matched, ordered, truth

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


_FOR_A_SERIES = 15
"""Questions for one that puts events in order."""


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Questions are in the order of the lines that they are about; those about several come last."""
    lines = Lines(pack)
    rivals = Rivals(lines)
    disputed = frozenset(ident for each in pack.comparisons if each.verdict == "differ" for ident in each.statements)
    drafts = [draft for line in lines.told for draft in asked_of(lines, rivals, line, disputed)]
    drafts = [truth(draft) or draft for draft in drafts]
    drafts += [*terms(lines), *causes(lines), *argued(lines)]
    most = round(_SHARE * math.sqrt(len(lines.told)))
    series = [*ordered(lines, max(1, most // _FOR_A_SERIES)), *matched(drafts)]
    chosen = _chosen(drafts, most) + series
    chosen.sort(key=lambda each: (len(each.items) > 0, place_of(each.evidence[0])))
    questions = tuple(_question(draft, f"q{at}") for at, draft in enumerate(chosen, start=1))
    return replace(pack, questions=questions)


def _chosen(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """Choose the best, one of a statement, no two that ask the same, and of no section more than its share."""
    sections = {draft.section for draft in drafts}
    room = max(3, math.ceil(1.5 * most / max(1, len(sections))))
    chosen: list[Draft] = []
    counts: dict[str | None, int] = {}
    for draft in sorted(drafts, key=lambda each: -each.worth):
        if len(chosen) == most or counts.get(draft.section, 0) >= room:
            continue
        if any(_is_like(draft, other) for other in chosen):
            continue
        counts[draft.section] = counts.get(draft.section, 0) + 1
        chosen.append(draft)
    return chosen


def _is_like(one: Draft, other: Draft) -> bool:
    if set(one.claims) & set(other.claims):
        return True
    shared = len(one.keys & other.keys) / max(1, min(len(one.keys), len(other.keys)))
    return shared >= 0.6 or (bool(one.answer_key) and one.answer_key == other.answer_key and shared >= 0.4)


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
