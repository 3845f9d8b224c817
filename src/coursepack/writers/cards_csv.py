"""cards.csv: a card a row, for spreadsheets and for programs that import flashcards from a table."""

from __future__ import annotations

import csv
import io

from coursepack.model.extras import Earlier
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._cards import Card, cards_of
from coursepack.writers._lasting import lasting_ids

FILES = ("cards.csv",)
SUMMARY = "flashcards as a table: question, answer, quote, place, source, section, lasting id"
PROGRAM = "LibreOffice Calc"
TAKES = ("earlier",)

_HEAD = (
    "question",
    "cards.answer",
    "column.quote",
    "column.place",
    "column.source",
    "column.section",
    "column.id",
)


def write(pack: Pack, earlier: Earlier | None = None) -> Output:
    """Write RFC 4180 with a head of fixed words; a gap is "____"."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow([FIXED[key] for key in _HEAD])
    trace = [TraceLine(file=FILES[0], at="row 1", fixed=_HEAD)]
    cards = cards_of(pack)
    known = _known(earlier) if earlier is not None else {}
    ids = lasting_ids(cards, pack, earlier.pack if earlier is not None else None, known)
    places, sections = Places(pack), {section.id: section for section in pack.sections}
    titles = {source.id: source.title for source in pack.sources}
    for number, card in enumerate(cards, start=2):
        section = sections.get(card.section or "")
        place, title = places.cite(card.line.cited), section.title if section is not None else ""
        row = (card.front.text, card.answer, card.line.text, place, titles[card.source], title, ids[card.key])
        table.writerow(row)
        at = f"row {number}"
        trace += [
            _trace(f"{at}, front", card.front.claims, card.front.fixed),
            _trace(f"{at}, back", card.back.claims, card.back.fixed),
            _trace(f"{at}, source", (*card.line.claims, card.source)),
        ]
        if title:
            trace.append(_trace(f"{at}, tag", (section.id,) if section is not None else ()))
    return Output(files={FILES[0]: out.getvalue().encode()}, trace=tuple(trace))


def _trace(at: str, claims: tuple[str, ...], fixed: tuple[str, ...] = ()) -> TraceLine:
    return TraceLine(file=FILES[0], at=at, claims=claims, fixed=fixed)


def _known(earlier: Earlier) -> dict[str, str]:
    """Find the ids of an earlier table: by what its cards ask, for it does not say what its ids were made from."""
    try:
        rows = list(csv.reader(io.StringIO(earlier.files.get(FILES[0], b"").decode(), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return {}
    ids = {tuple(row[:2]): row[-1] for row in rows if len(row) == len(_HEAD)}
    cards: tuple[Card, ...] = cards_of(earlier.pack)
    return {card.key: ids[sides] for card in cards if (sides := (card.front.text, card.answer)) in ids}
