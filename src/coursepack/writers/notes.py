"""notes.md: the sections of each source, each statement a bullet with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coursepack.model.claims import Entity, Statement
from coursepack.model.outline import Item, outline, said_by
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED, Inserted, Quoted, Wording, printed

SUMMARY = "notes in Markdown, a reference on each line"
FILES = ("notes.md",)
ALWAYS = True

# What Markdown (CommonMark 0.31, section 2.4) would read as mark-up inside a line, and brackets, which mean insertions.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def write(pack: Pack) -> Output:
    """Statements below the outline's threshold are left out; a capital may begin a line."""
    places = Places(pack)
    entities = {entity.id: entity for entity in pack.entities}
    lines: list[str] = []
    trace: list[TraceLine] = []

    def put(line: str, claims: tuple[str, ...], fixed: tuple[str, ...] = ()) -> None:
        lines.append(line)
        trace.append(TraceLine(file="notes.md", at=str(len(lines)), claims=claims, fixed=fixed))

    for volume in outline(pack):
        put(f"# {_escaped(volume.source.title)}", (volume.source.id,))
        lines.append("")
        for chapter in volume.chapters:
            if not chapter.items:
                continue
            put(f"## {_escaped(chapter.section.title)}", (chapter.section.id,))
            lines.append("")
            for item in chapter.items:
                mark, claims, fixed = _stance(item.statement, entities)
                body = _body(item)
                put(
                    f"{'  ' * item.level}- {body}{mark} {places.cite(item.statement.evidence)}",
                    (item.statement.id, *claims),
                    fixed,
                )
            lines.append("")
    text = "\n".join(lines).rstrip("\n") + "\n"
    return Output(files={"notes.md": text.encode()}, trace=tuple(trace))


def _body(item: Item) -> str:
    wording = item.statement.wording
    if not item.has_lead:
        return _capital(_marked(wording))
    lead = next(at for at, part in enumerate(wording) if _is_colon(part))
    return f"**{_marked(wording[:lead])}**{_marked(wording[lead:])}"


def _is_colon(part: object) -> bool:
    return not isinstance(part, Quoted) or part.span.quote == ":"


def _marked(wording: Wording) -> str:
    """Print as `printed` does, with the sources' own special characters escaped and the insertions' brackets bare."""
    text = printed(wording)
    inserted = [f"[{part.text}]" for part in wording if isinstance(part, Inserted)]
    out, at = "", 0
    for piece in inserted:
        found = text.index(piece, at)
        out += _escaped(text[at:found]) + "[" + _escaped(piece[1:-1]) + "]"
        at = found + len(piece)
    return out + _escaped(text[at:])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stance(statement: Statement, entities: Mapping[str, Entity]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Mark what the source does not assert itself: "*(promised, Mao)*"."""
    if statement.stance == "asserted":
        return "", (), ()
    key = f"stance.{statement.stance}"
    speaker = said_by(statement, entities)
    if statement.speaker is not None and statement.speaker in entities and speaker:
        return f" *({FIXED[key]}, {_escaped(speaker)})*", (statement.speaker,), (key,)
    return f" *({FIXED[key]})*", (), (key,)
