from __future__ import annotations

from pathlib import Path

import click

from coursepack.model.native import to_native
from coursepack.pipeline import load


@click.command("native")
@click.argument("pack", type=click.Path(path_type=Path))
def command(pack: Path) -> None:
    """Print a pack as readable text, the form in which golden cases hold it.

    \b
    Example:
      coursepack native pack/
    """  # noqa: D301
    click.echo(to_native(load(pack)), nl=False)
