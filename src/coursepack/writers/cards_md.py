"""cards.md: a heading for each question, under it the answer and the quoted line, to read, print or learn from."""

from __future__ import annotations

import re

from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._cards import cards_of

FILES = ("cards.md",)
SUMMARY = "flashcards in Markdown: a heading asks, the answer and its line follow"
PROGRAM = "markdown-it"
TAKES = ()

# What Markdown (CommonMark 0.31, section 2.4) would read as mark-up inside a line: of brackets only those that would
# make a link, or its definition, which is never shown.
_SPECIAL = re.compile(r"[\\`*_<>#|~&]|\](?=[(:])")
_GAP = FIXED["blank"]
_MARK = re.compile(r"^(\d+)([.)])|^([-+=])")


def write(pack: Pack) -> Output:
    """Cards follow the sections of their lines; ids have no place here."""
    lines: list[str] = []
    trace: list[TraceLine] = []

    def put(line: str, claims: tuple[str, ...], fixed: tuple[str, ...] = ()) -> None:
        lines.extend((line, ""))
        trace.append(TraceLine(file=FILES[0], at=str(len(lines) - 1), claims=claims, fixed=fixed))

    title, places = pack.sources[0], Places(pack)
    put(f"# {_escaped(title.title)}", (title.id,))
    titles = {source.id: source.title for source in pack.sources}
    sections = {section.id: section for section in pack.sections}
    last = ""
    for card in cards_of(pack):
        section = sections.get(card.section or "")
        if section is not None and section.id != last:
            last = section.id
            put(f"## {_escaped(section.title[:1].upper() + section.title[1:])}", (section.id,))
        put(f"### {_escaped(card.front.text)}", card.front.claims, card.front.fixed)
        put(_escaped(card.answer), card.back.claims, card.back.fixed)
        name = titles[card.source] if len(titles) > 1 else ""
        place = f"{_escaped(name)} {places.cite(card.line.cited)}".strip()
        put(f"> {_escaped(card.line.text)} – {place}", (*card.line.claims, *((card.source,) if name else ())))
    text = "\n".join(lines).rstrip("\n") + "\n"
    return Output(files={FILES[0]: text.encode()}, trace=tuple(trace))


def _escaped(text: str) -> str:
    """Write a line that begins no list, and no mark-up inside it; a gap's line stays as it is."""
    marked = _GAP.join(_SPECIAL.sub(lambda sign: f"\\{sign[0]}", piece) for piece in text.split(_GAP))
    return _MARK.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else f"\\{sign[3]}", marked)
