from __future__ import annotations

import html
from bisect import bisect_left
from collections import Counter
from pathlib import Path

import click

from coursepack.hearing import MODEL_SETTING, Hearing
from coursepack.model.anchors import Passage, Place
from coursepack.model.pack import Pack
from coursepack.model.reference import clock
from coursepack.notices import Log
from coursepack.pipeline import read


@click.command("inspect")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--speech-model",
    envvar=MODEL_SETTING,
    show_envvar=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Whisper model that hears audio and video.",
)
def command(source: Path, *, speech_model: Path | None) -> None:
    """Show what a reader makes of a file: its passages with line, time, slide or page, role and speaker, then its
    notices. Mark-up is left out, as it is for all that follows.

    \b
    Example:
      coursepack inspect lecture.vtt
    """  # noqa: D301
    log = Log()
    pack = read([source], log, hearing=Hearing(speech_model))
    (found,) = pack.sources
    roles = Counter(passage.role for passage in pack.passages)
    counted = ", ".join(
        f"{count:,} {role}{'' if count == 1 else _MANY.get(role, 's')}" for role, count in roles.items()
    )
    click.echo(f"{found.path}: {found.kind}, “{found.title}”; {counted}")
    for passage in pack.passages:
        role = f"{passage.role} {passage.level}" if passage.level else passage.role
        voice = f"({passage.voice}) " if passage.voice else ""
        click.echo(f"{passage.line:>5}  {_place(passage.place):<9} {role:<12}{voice}{_words(pack, passage)}")
    for notice in log.notices:
        click.echo(f"{notice.place.line or '':>5}  {notice.kind}: {notice.text}")


_MANY = {"speech": ""}
"""How the name of a role ends where there are several."""


def _words(pack: Pack, passage: Passage) -> str:
    """Give a passage's words as they are read: without mark-up, references resolved, on one line."""
    out, at = [], passage.start
    text = pack.texts[passage.source].text
    marks = pack.marks.get(passage.source, ())
    for begin, end in marks[bisect_left(marks, (passage.start, 0)) : bisect_left(marks, (passage.end, 0))]:
        out.append(text[at:begin])
        at = max(at, end)
    out.append(text[at : passage.end])
    return " ".join(html.unescape("".join(out)).split())


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    if place.time is not None:
        return clock(place.time[0])
    return f"slide {place.slide}" if place.slide is not None else f"page {place.page}"
