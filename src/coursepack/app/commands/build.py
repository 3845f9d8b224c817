from __future__ import annotations

from pathlib import Path

import click
import msgspec

from coursepack.app.progress import summary, told
from coursepack.model.coverage import coverage
from coursepack.pipeline import build_folder


@click.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", required=True, metavar="PACK", type=click.Path(path_type=Path), help="Folder to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors alone.")
def command(sources: tuple[Path, ...], out: Path, *, as_json: bool, quiet: bool) -> None:
    """Turn sources into a pack: notes, a page, and the data behind them.

    A pack that is at PACK already is replaced whole; any other folder is refused.

    \b
    Example:
      coursepack build lecture.vtt slides.md -o pack/
    """  # noqa: D301
    if quiet or as_json:
        built = build_folder(sources, out)
    else:
        with told() as progress:
            built = build_folder(sources, out, progress)
    if as_json:
        counts = {key: len(value) for key, value in coverage(built.pack).items()}
        facts = {"pack": str(out), "files": built.files, **counts, "notices": built.pack.notices}
        click.echo(msgspec.json.format(msgspec.json.encode(facts)).decode())
    elif not quiet:
        summary(built, out)
