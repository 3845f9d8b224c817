"""A part of a pack, for writers alone: some sections, some kinds of claims, what weighs enough."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursepack.errors import UsageError
from coursepack.model.anchors import Span
from coursepack.model.claims import Statement
from coursepack.model.pack import Pack, Sentence

__all__ = ["KINDS", "Selection", "select"]

KINDS: Mapping[str, tuple[str, ...]] = {
    "causes": ("links",),
    "comparisons": ("comparisons",),
    "dates": ("events", "times"),
    "people": ("entities",),
    "questions": ("questions",),
    "relations": ("relations",),
    "statements": (),
    "terms": ("terms",),
}
"""What `--only` calls the fields of a pack that hold claims; statements are told by their salience."""
_FIELDS = ("events", "times", "relations", "links", "terms", "comparisons", "questions")


class Selection(Struct, frozen=True, kw_only=True):
    least: float = 0.0
    """The lowest salience that is told."""
    kinds: frozenset[str] = frozenset()
    """Keys of `KINDS`; empty for all."""
    parts: tuple[str, ...] = ()
    """Sources, by id or name, and sections, by a piece of their title; empty for all."""


def select(pack: Pack, selection: Selection) -> Pack:
    """Give the pack that writers see: what is not selected is gone, but for statements, which sink to salience 0.

    They stay because other claims name them; no writer tells them. Entities stay, and are told where a claim names
    them. Without the kind "statements" there are no sections, so nothing is told but by the other kinds. UsageError
    where a part names no source and no section.
    """
    if selection == Selection():
        return pack
    chosen = _Chosen(pack, selection)
    statements = tuple(each if chosen.tells(each) else replace(each, salience=0.0) for each in pack.statements)
    told = {each.id for each in statements if each.salience > 0}
    kinds = selection.kinds or frozenset(KINDS)
    kept = {field for kind in kinds for field in KINDS[kind]}
    found = {name: chosen.of(getattr(pack, name), told) if name in kept else () for name in _FIELDS}
    sections = pack.sections if "statements" in kinds else ()
    return replace(pack, statements=statements, sections=sections, **found)


class _Chosen:
    def __init__(self, pack: Pack, selection: Selection) -> None:
        self._least = selection.least
        self._known = {each.id for each in pack.statements}
        self._sentences: dict[str, list[Sentence]] = {}
        for sentence in sorted(pack.sentences, key=lambda each: (each.source, each.start)):
            self._sentences.setdefault(sentence.source, []).append(sentence)
        self._starts = {key: [each.start for each in group] for key, group in self._sentences.items()}
        self._sections: frozenset[str] | None = None
        if selection.parts:
            self._sections = frozenset(key for part in selection.parts for key in _named(pack, part, self._sentences))

    def tells(self, statement: Statement) -> bool:
        return statement.salience >= self._least and self._is_in(statement.evidence[:1])

    def of(self, claims: Iterable[object], told: set[str]) -> tuple[object, ...]:
        return tuple(each for each in claims if self._keeps(each, told))

    def _keeps(self, claim: object, told: set[str]) -> bool:
        named = [getattr(claim, "statement", None), getattr(claim, "from_", None), getattr(claim, "to", None)]
        named += [*getattr(claim, "statements", ()), *getattr(claim, "claims", ())]
        if any(each in self._known and each not in told for each in named):
            return False
        weight = getattr(claim, "salience", None)
        if weight is not None and weight < self._least:
            return False
        return self._is_in(getattr(claim, "evidence", ()))

    def _is_in(self, spans: Sequence[Span]) -> bool:
        """Tell whether one of the spans begins in a section that is asked for."""
        return self._sections is None or any(self._section(span) in self._sections for span in spans)

    def _section(self, span: Span) -> str | None:
        at = bisect_right(self._starts.get(span.source, []), span.start) - 1
        return self._sentences[span.source][at].section if at >= 0 else None


def _named(pack: Pack, part: str, sentences: Mapping[str, Sequence[Sentence]]) -> frozenset[str]:
    wanted = part.casefold()
    of_source = [each.id for each in pack.sources if wanted in (each.id.casefold(), each.path.casefold())]
    if of_source:
        return frozenset(each.section for key in of_source for each in sentences.get(key, ()) if each.section)
    found = frozenset(each.id for each in pack.sections if wanted in each.title.casefold())
    if not found:
        known = ", ".join((*KINDS, *(each.id for each in pack.sources)))
        raise UsageError(f"'{part}' is no kind, source or part of a section's title", f"kinds and sources are {known}")
    return found
