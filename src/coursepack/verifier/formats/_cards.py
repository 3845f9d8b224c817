"""Judges flashcards, however they are stored: what each side prints, and that front, back and quote belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from coursepack.model.claims import Event, Link, Question, Term
from coursepack.model.lasting import SIZE
from coursepack.model.trace import TraceLine
from coursepack.model.wording import FIXED, Fixed, printed
from coursepack.verifier.anchors import Case
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.marks import missing
from coursepack.verifier.parts import base_of
from coursepack.verifier.report import excerpt
from coursepack.verifier.told import tokens
from coursepack.verifier.units import Unit, check_units

__all__ = ["Shown", "check_cards", "id_faults"]

_SIDES: dict[type, tuple[str, str]] = {
    Event: ("undated", "when"),
    Link: ("effect", "cause"),
    Question: ("prompt", "answer"),
    Term: ("name", "text"),
}
"""The parts of a claim that are asked and answered."""
_GAP = FIXED["blank"]


class Shown(Struct, frozen=True, kw_only=True):
    """One card as its program shows it."""

    at: str
    front: str
    """With "____" in the place of a gap."""
    back: str
    source: str
    """The quoted line, what it is of, and the reference."""
    lines: tuple[int, int, int] | None = None
    """Of front, back and source, where the file has lines."""
    names: tuple[str, str, str] | None = None
    """The places of the three in the trace, where they are not the usual ones."""

    def units(self) -> tuple[Unit, Unit, Unit]:
        names = self.names or (f"{self.at}, front", f"{self.at}, back", f"{self.at}, source")
        front, back, source = zip(names, self.lines or (None,) * 3, (self.front, self.back, self.source), strict=True)
        return (
            Unit(at=front[0], line=front[1], text=front[2]),
            Unit(at=back[0], line=back[1], text=back[2]),
            Unit(at=source[0], line=source[1], text=source[2]),
        )


def check_cards(
    case: Case, file: str, cards: Sequence[Shown], others: Iterable[Unit], traced: Sequence[TraceLine]
) -> None:
    """Hold the cards and what else is printed against the trace; each back must cite its line."""
    traces = {trace.at: trace for trace in traced}
    units = [unit for card in cards for unit in card.units()]
    cited = {card.units()[2].at for card in cards}
    check_units(case, file, [*units, *others], traced, lambda trace: trace.at in cited)
    for card in cards:
        sides = [traces.get(unit.at) for unit in card.units()]
        line = card.lines[0] if card.lines is not None else None
        for text in _faults(card, [each for each in sides if each is not None], case.look):
            case.found.add(file, line, "question", f"{card.at} {text}")


def _faults(card: Shown, sides: Sequence[TraceLine], look: Lookup) -> Iterator[str]:
    if len(sides) < 3 or not all(each.claims for each in sides):
        yield "has no trace of all its sides"
        return
    front, back, source = (each.claims[0] for each in sides)
    claim = look.claims.get(base_of(front))
    if not isinstance(claim, Event | Link | Question | Term):
        yield f"asks '{front}', of which no card is made"
        return
    asked, answered = (f"{claim.id}/{part}" for part in _SIDES[type(claim)])
    if [each.claims for each in sides[:2]] != [(asked,), (answered,)] or base_of(source) != claim.id:
        yield f"is made of '{front}', '{back}' and '{source}'; want '{asked}', '{answered}' and their quote"
    if isinstance(claim, Question):
        yield from _gap_faults(card, claim)
    else:
        yield from _as_fact(claim, look)


def _gap_faults(card: Shown, question: Question) -> Iterator[str]:
    """The gap stands where the prompt has it, among the same words."""
    at = next((at for at, part in enumerate(question.prompt_wording) if part == Fixed(key="blank")), None)
    before, gap, after = card.front.partition(_GAP)
    if (at is None) != (not gap) or _GAP in after:
        yield f"has {card.front.count(_GAP)} gaps, its question has {int(at is not None)}"
    elif at is not None:
        want = tokens(printed(question.prompt_wording[:at]))
        if [word.casefold() for word in tokens(before)] != [word.casefold() for word in want]:
            yield f"has its gap behind '{excerpt(before)}', its question behind '{excerpt(' '.join(want))}'"


def _as_fact(claim: Event | Link | Term, look: Lookup) -> Iterator[str]:
    """Nothing is asked as a fact that is only reported, promised, doubted or denied, and no date that is not sure."""
    for text in missing(TraceLine(file="", at="", claims=(claim.id,)), look):
        yield f"asks as a fact what {text}"


def id_faults(at: str, ident: str, seen: set[str]) -> Iterator[str]:
    """Yield what is wrong with a card's lasting id; `seen` are those of the cards before."""
    if len(ident) != SIZE or not set(ident) <= set("0123456789abcdef"):
        yield f"{at} has the id '{excerpt(ident)}', which is none"
    if ident in seen:
        yield f"{at} has the id '{ident}' of another card"
    seen.add(ident)
