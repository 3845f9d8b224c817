from __future__ import annotations

import click
import msgspec

from coursepack.plugins import readers, writers


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(*, as_json: bool) -> None:
    """List what can be read and what is written.

    \b
    Example:
      coursepack formats
    """  # noqa: D301
    by_reader: dict[str, list[str]] = {}
    for suffix, reader in sorted(readers().items()):
        by_reader.setdefault(reader.SUMMARY, []).append(f".{suffix}")
    read = [(", ".join(suffixes), summary) for summary, suffixes in by_reader.items()]
    write = [(", ".join(writer.FILES), writer.SUMMARY) for writer in writers()]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"reads": read, "writes": write})).decode())
        return
    for title, rows in (("reads", read), ("writes", write)):
        click.echo(title)
        for names, summary in rows:
            click.echo(f"  {names:<24}{summary}")
