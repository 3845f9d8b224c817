"""cards.apkg: an Anki deck whose notes keep their ids from build to build, and with them a student's reviews."""

from __future__ import annotations

import html

from coursepack.model.extras import Earlier
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._apkg import Note, Type, kept, package
from coursepack.writers._assets import asset
from coursepack.writers._cards import Card, cards_of
from coursepack.writers._lasting import lasting_ids

FILES = ("cards.apkg",)
SUMMARY = "flashcards for Anki; reviews survive when the pack is built again"
PROGRAM = "Anki"
TAKES = ("earlier",)

_ASKING = ("cards.question_type", "question", "cards.answer", "column.quote", "column.place")
_FILLING = ("cards.gap_type", "cards.sentence", "column.quote", "column.place")
_BACK = "".join(
    (
        f"<blockquote>{{{{{FIXED['column.quote']}}}}}</blockquote>\n",
        f'<div class="place">{{{{{FIXED["column.place"]}}}}}</div>',
    )
)


def _types() -> tuple[Type, Type]:
    css = asset("cards.css")
    question, answer, sentence = FIXED["question"], FIXED["cards.answer"], FIXED["cards.sentence"]
    asked, filled = (
        f'<div class="question">{{{{{question}}}}}</div>',
        f'<div class="question">{{{{cloze:{sentence}}}}}</div>',
    )
    asking = Type(
        id=1_577_836_800_001,
        name=FIXED[_ASKING[0]],
        fields=tuple(FIXED[key] for key in _ASKING[1:]),
        front=asked,
        back=f'{asked}\n<hr id="answer">\n<div class="answer">{{{{{answer}}}}}</div>\n{_BACK}',
        css=css,
        is_cloze=False,
    )
    filling = Type(
        id=1_577_836_800_002,
        name=FIXED[_FILLING[0]],
        fields=tuple(FIXED[key] for key in _FILLING[1:]),
        front=filled,
        back=f'{filled}\n<hr id="answer">\n{_BACK}',
        css=css,
        is_cloze=True,
    )
    return asking, filling


def write(pack: Pack, earlier: Earlier | None = None) -> Output:
    """Ask each card as a note of its own; what an earlier build left there gives the notes their ids."""
    cards = cards_of(pack)
    before = kept(earlier.files.get(FILES[0], b"")) if earlier is not None else {}
    known = {key: note.guid for key, note in before.items()}
    ids = lasting_ids(cards, pack, earlier.pack if earlier is not None else None, known)
    asking, filling = _types()
    trace = [_trace(f"type {at}", fixed=(*keys, keys[1])) for at, keys in enumerate((_ASKING, _FILLING), start=1)]
    title = pack.sources[0]
    trace.append(_trace("deck", (title.id,)))
    places, sections = Places(pack), {section.id: section for section in pack.sections}
    titles = {source.id: source.title for source in pack.sources}
    notes = []
    for number, card in enumerate(cards, start=1):
        at = f"note {number}"
        gap = card.gap
        trace.append(_trace(f"{at}, front", card.front.claims, card.front.fixed))
        trace.append(_trace(f"{at}, back", card.back.claims, card.back.fixed))
        name = titles[card.source] if len(titles) > 1 else ""
        trace.append(_trace(f"{at}, source", (*card.line.claims, *((card.source,) if name else ()))))
        section = sections.get(card.section or "")
        tag = _tag(section.title) if section is not None else ""
        if section is not None and tag:
            trace.append(_trace(f"{at}, tag", (section.id,)))
        place = f"{name} {places.cite(card.line.cited)}".strip()
        sides = (_filled(card, *gap),) if gap is not None else (_escaped(card.front.text), _escaped(card.answer))
        notes.append(
            Note(
                guid=ids[card.key],
                key=card.key,
                type=(asking if gap is None else filling).id,
                fields=(*sides, _escaped(card.line.text), _escaped(place)),
                sort=card.front.text if gap is None else html.unescape(sides[0]),
                tags=(tag,) if tag else (),
            )
        )
    data = package(
        title.title.replace("::", ": "), (asking, filling), notes, {each.guid: each for each in before.values()}
    )
    return Output(files={FILES[0]: data}, trace=tuple(trace))


def _trace(at: str, claims: tuple[str, ...] = (), fixed: tuple[str, ...] = ()) -> TraceLine:
    return TraceLine(file=FILES[0], at=at, claims=claims, fixed=fixed)


def _filled(card: Card, before: str, after: str) -> str:
    """Put the answer into the gap as Anki marks it; what would end the mark inside it is written as a reference."""
    answer = _escaped(card.answer).replace("::", "&#58;&#58;")
    return f"{_escaped(before)}{{{{c1::{answer}}}}}{_escaped(after)}"


def _escaped(text: str) -> str:
    """Leave no mark-up of HTML, and none of Anki's own."""
    return html.escape(text, quote=False).replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")


def _tag(title: str) -> str:
    """Write a title as one word, as Anki's tags are."""
    return "_".join(title.split()).replace("::", ":")
