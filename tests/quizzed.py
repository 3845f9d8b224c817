"""A sound pack with a question of each kind, and lies planted in the files of a quiz, packed or not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from msgspec.structs import replace

from builders import entity_of, pack_of, source_of, span_of, statement_of
from coursepack.model.claims import Event, Question, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Inserted, Quoted, printed
from coursepack.pipeline import Wanted, written
from coursepack.verifier import verify
from exported import Lie, found_in

__all__ = ["packed_lie", "quizzed"]

MADE = {"made_by": "questions", "confidence": 1.0}
LINES = (
    "Anna Lind opened the first {mill} in Borås in 1851.",
    "Per Holm bought 40 looms for the mill in 1856.",
    "Eva Dahl closed the mill in 1863 because R&D <was> cut: no ~ yarn = no #work.",
    "A shuttle -> a bobbin was made by 12 men.",
    "Mills / looms: 1850–1870",
)
BARE = replace(
    pack_of("\n".join(LINES), times=[(10.0 * at, 10.0 * at + 9) for at in range(len(LINES))]),
    sources=(source_of("S1", "transcript", title=LINES[4]),),
)


def q(quote):
    return Quoted(span=span_of(BARE, quote))


def fixed(key):
    return Fixed(key=key)


def quizzed() -> Pack:
    names = ("Anna Lind", "Per Holm", "Eva Dahl")
    statements = tuple(statement_of(BARE, line, key=f"t{at}") for at, line in enumerate(LINES, start=1))
    return replace(
        BARE,
        entities=tuple(entity_of(BARE, name, key=f"E{at}") for at, name in enumerate(names, start=1)),
        statements=statements,
        times=tuple(
            Time(id=f"T{at}", text=year, edtf=year, evidence=(span_of(BARE, year),), **MADE)
            for at, year in enumerate(("1851", "1856", "1863"), start=1)
        ),
        events=tuple(
            Event(
                id=f"V{at}",
                text=told.text,
                wording=told.wording,
                when=When(edtf=year, text=year),
                participants=(),
                place=None,
                evidence=told.evidence,
                statement=told.id,
                **MADE,
            )
            for at, (told, year) in enumerate(zip(statements, ("1851", "1856", "1863"), strict=False), start=1)
        ),
        questions=questions(statements),
    )


def questions(statements) -> tuple[Question, ...]:
    gap = (fixed("blank"), q("opened the first {mill} in Borås"), fixed("full_stop"))
    who = (
        fixed("ask.who"),
        q("closed the mill in 1863 because R&D <was> cut: no ~ yarn = no #work"),
        fixed("question_mark"),
    )
    put = Inserted(text="12", span=span_of(BARE, "12"))
    items = (q("Anna Lind opened the first {mill}"), q("Per Holm bought 40 looms"), q("Eva Dahl closed the mill"))
    told = [each.evidence for each in statements]
    every = (*told[0], *told[1], *told[2])
    made = (
        ("choice", gap, (q("Anna Lind"),), told[0], {"distractor_wordings": ((q("Per Holm"),), (q("Eva Dahl"),))}),
        (
            "cloze",
            (q("Per Holm bought"), fixed("blank"), q("looms for the mill in 1856.")),
            (q("40"),),
            told[1],
            {"asks": "number"},
        ),
        ("short_answer", who, (q("Eva Dahl"),), told[2], {"alternatives": ((q("Dahl"),),)}),
        (
            "short_answer",
            (fixed("ask.why"), q("Eva Dahl closed the mill")),
            (q("R&D <was> cut"),),
            told[2],
            {"asks": "cause", "claims": ("V3",)},
        ),
        ("discussion", (fixed("ask.discuss"), q(LINES[3])), (), told[3], {"asks": "position"}),
        (
            "true_false",
            (fixed("ask.number"), q("Per Holm bought"), put, q("looms for the mill in 1856.")),
            (fixed("answer.false"),),
            (*told[1], put.span),
            {"asks": "truth"},
        ),
        ("order", (fixed("ask.order"),), (), every, {"items": tuple((each,) for each in items)}),
        (
            "match",
            (fixed("ask.match"),),
            (),
            every,
            {
                "items": ((q("Anna Lind"),), (q("Per Holm"),), (q("Eva Dahl"),)),
                "partners": ((q("opened the first {mill}"),), (q("bought 40 looms"),), (q("closed the mill"),)),
            },
        ),
    )
    return tuple(question(at, *each) for at, each in enumerate(made, start=1))


def question(at, kind, prompt, answer, evidence, more) -> Question:
    claims = {"order": ("V1", "V2", "V3"), "match": ("t1", "t2", "t3")}.get(kind, more.get("claims"))
    line = LINES.index(next(each for each in LINES if evidence[0].quote == each)) + 1
    return Question(
        id=f"q{at}",
        kind=kind,
        prompt=printed(prompt),
        answer=printed(answer),
        distractors=tuple(printed(each) for each in more.get("distractor_wordings", ())),
        evidence=evidence,
        prompt_wording=prompt,
        answer_wording=answer,
        **{"asks": "person", **more, "claims": claims or (f"t{line}",)},
        **MADE,
    )


def packed_lie(to: str, folder: Path) -> Lie:
    """Like `lie_of`, for an archive: the words are changed in whichever of its parts has them first."""
    files = written(quizzed(), Wanted(to=(to,)))
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert [str(each) for each in verify(folder).findings] == []
    [name] = [each for each in files if each.endswith((".zip", ".h5p"))]

    def lie(old: str, new: str) -> list[tuple[int | None, str]]:
        parts = parts_of(files[name])
        home = next(part for part, text in parts.items() if old in text)
        parts[home] = parts[home].replace(old, new, 1)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, text in parts.items():
                archive.writestr(part, text)
        (folder / name).write_bytes(out.getvalue())
        return found_in(folder, name)

    return lie


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
