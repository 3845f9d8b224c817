from __future__ import annotations

import click
import msgspec

from coursepack.plugins import ordered_passes


@click.command("passes")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(*, as_json: bool) -> None:
    """List the analyses in the order in which they run.

    \b
    Example:
      coursepack passes
    """  # noqa: D301
    rows = [
        {"name": each.__name__.rpartition(".")[2], "needs": each.NEEDS, "makes": each.MAKES, "summary": each.SUMMARY}
        for each in ordered_passes()
    ]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
        return
    for row in rows:
        click.echo(f"{row['name']:<14}{row['summary']}")
        click.echo(f"{'':<14}{', '.join(row['needs'])} → {', '.join(row['makes'])}")
