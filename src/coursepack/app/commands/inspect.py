from __future__ import annotations

from pathlib import Path

import click

from coursepack.hearing import MODEL_SETTING, Hearing
from coursepack.model.anchors import Place
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
    """Show what a reader makes of a file: its passages with line, time, slide or page, and role, then its notices.

    \b
    Example:
      coursepack inspect lecture.vtt
    """  # noqa: D301
    log = Log()
    pack = read([source], log, hearing=Hearing(speech_model))
    (found,) = pack.sources
    click.echo(f"{found.path}: {found.kind}, “{found.title}”")
    for passage in pack.passages:
        role = f"{passage.role} {passage.level}" if passage.level else passage.role
        quote = " ".join(pack.texts[found.id].text[passage.start : passage.end].split())
        click.echo(f"{passage.line:>5}  {_place(passage.place):<7} {role:<12}{quote}")
    for notice in log.notices:
        click.echo(f"{notice.place.line or '':>5}  {notice.kind}: {notice.text}")


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    if place.time is not None:
        return clock(place.time[0])
    return f"slide {place.slide}" if place.slide is not None else f"page {place.page}"
