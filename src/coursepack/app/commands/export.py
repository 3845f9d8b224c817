from __future__ import annotations

from pathlib import Path

import click

from coursepack.app.progress import told
from coursepack.model.selection import KINDS, Selection
from coursepack.pipeline import Silent, Wanted, export_folder
from coursepack.store import read_source

__all__ = ["command", "formats_named"]


@click.command("export")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="NAMES", help="Formats to write: pptx,anki (see coursepack formats).")
@click.option("-o", "--output", "out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder.")
@click.option(
    "--only",
    multiple=True,
    metavar="WHAT",
    help=f"Kinds ({', '.join(KINDS)}), a source, or a piece of a section's title; may be given again.",
)
@click.option(
    "--min-salience", default=0.0, type=click.FloatRange(0, 1), metavar="0–1", help="Leave out what weighs less."
)
@click.option(
    "--template", metavar="FILE", type=click.Path(path_type=Path), help="A presentation whose look the slides take."
)
@click.option("--fresh", is_flag=True, help="Do not carry over what lies at DIR: cards get new ids.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors alone.")
def command(  # noqa: PLR0913  (click hands each option over by itself)
    pack: Path,
    to: str,
    out: Path,
    *,
    only: tuple[str, ...],
    min_salience: float,
    template: Path | None,
    fresh: bool,
    quiet: bool,
) -> None:
    """Write a finished pack in other formats: slides, cards, quizzes, timelines, data, hand-outs.

    Beside the files lies what proves them (pack.json, trace.json, sources/); `coursepack verify DIR` does so again.

    \b
    Example:
      coursepack export pack/ --to timeline_csv -o out/
    """  # noqa: D301
    wanted = Wanted(
        to=formats_named(to),
        template=read_source(template) if template is not None else None,
        selection=_selection(only, min_salience),
        is_fresh=fresh,
    )
    if quiet:
        export_folder(pack, out, wanted, Silent())
        return
    with told() as progress:
        built = export_folder(pack, out, wanted, progress)
    own = [name for name in built.files if not name.startswith("sources/") and name not in ("pack.json", "trace.json")]
    click.echo(f"{out}: {', '.join(own)}", err=True)
    click.echo(f"{built.report.lines} printed lines and {built.report.quotes} quotes proven", err=True)


def formats_named(to: str | None) -> tuple[str, ...]:
    """Part "pptx, anki" into names."""
    return tuple(name for each in (to or "").split(",") if (name := each.strip()))


def _selection(only: tuple[str, ...], least: float) -> Selection:
    named = [each.strip() for text in only for each in (text.split(",") if _is_kinds(text) else (text,))]
    return Selection(
        least=least,
        kinds=frozenset(each for each in named if each in KINDS),
        parts=tuple(each for each in named if each and each not in KINDS),
    )


def _is_kinds(text: str) -> bool:
    """Tell whether it is a list of kinds: a section's title may hold commas."""
    return all(each.strip() in KINDS for each in text.split(","))
