from __future__ import annotations

from pathlib import Path

import click
import msgspec

from coursepack.app.commands.export import formats_named
from coursepack.app.progress import course_summary, summary, told
from coursepack.course import BuiltCourse, build_course
from coursepack.errors import UsageError
from coursepack.hearing import MODEL_SETTING, Hearing, beside
from coursepack.model.coverage import coverage
from coursepack.pipeline import Built, Progress, Wanted, build_folder


@click.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", required=True, metavar="PACK", type=click.Path(path_type=Path), help="Folder to write."
)
@click.option(
    "--speech-model",
    envvar=MODEL_SETTING,
    show_envvar=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Whisper model that hears audio and video.",
)
@click.option("--to", metavar="NAMES", help="Write these formats as well: pptx,anki (see coursepack formats).")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors alone.")
def command(
    sources: tuple[Path, ...], out: Path, *, speech_model: Path | None, to: str | None, as_json: bool, quiet: bool
) -> None:
    """Turn sources into a pack: notes, a page, and the data behind them.

    A folder alone is a course: each folder in it, or all files of one number (03-lecture.vtt, 03-slides.pptx), is a
    lecture with a pack of its own, and one pack is over all of them. Lectures that have not changed are kept.

    A pack that is at PACK already is replaced whole; any other folder is refused.

    \b
    Example:
      coursepack build lecture.vtt slides.md -o pack/
    """  # noqa: D301
    if quiet or as_json:
        built = _built((sources, to), out, speech_model)
    else:
        with told() as progress:
            built = _built((sources, to), out, speech_model, progress)
    if as_json:
        facts = {"pack": str(out), **_facts(built)}
        click.echo(msgspec.json.format(msgspec.json.encode(facts)).decode())
    elif quiet:
        return
    elif isinstance(built, BuiltCourse):
        course_summary(built, out)
    else:
        summary(built, out)


def _built(
    asked: tuple[tuple[Path, ...], str | None], out: Path, speech_model: Path | None, progress: Progress | None = None
) -> Built | BuiltCourse:
    sources, to = asked
    if len(sources) == 1 and sources[0].is_dir():
        if to:
            raise UsageError("--to is for one lecture", f"build the course, then `coursepack export {out} --to {to}`")
        return build_course(sources[0], out, progress, speech_model)
    return build_folder(sources, out, progress, Hearing(speech_model, beside(out)), Wanted(to=formats_named(to)))


def _facts(built: Built | BuiltCourse) -> dict[str, object]:
    if isinstance(built, Built):
        counts = {key: len(value) for key, value in coverage(built.pack).items()}
        return {"files": built.files, **counts, "notices": built.pack.notices}
    lectures = [
        {
            "id": each.id,
            "title": each.title,
            "sources": [source.path for source in built.pack.sources if source.id in each.sources],
            "built": each.id in built.built,
        }
        for each in built.course.lectures
    ]
    return {"title": built.course.title, "lectures": lectures, "notices": built.notices}
