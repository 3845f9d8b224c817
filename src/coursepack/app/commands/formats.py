from __future__ import annotations

import click
import msgspec

from coursepack.plugins import BUILT, names, readers, writer


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(*, as_json: bool) -> None:
    """List what can be read, what each build writes, and what `--to` writes.

    Beside each format stands the program that opened it in a test.

    \b
    Example:
      coursepack formats
    """  # noqa: D301
    by_reader: dict[str, list[str]] = {}
    for suffix, reader in sorted(readers().items()):
        by_reader.setdefault(reader.SUMMARY, []).append(f".{suffix}")
    read = [(", ".join(suffixes), summary) for summary, suffixes in by_reader.items()]
    built = [(", ".join(writer(name).FILES), writer(name).SUMMARY) for name in BUILT]
    others = [(name, writer(name)) for name in names("writers") if name not in BUILT]
    if as_json:
        to = [
            {"name": name, "files": each.FILES, "what": each.SUMMARY, "tested_with": each.PROGRAM}
            for name, each in others
        ]
        facts = {"reads": read, "writes": built, "to": to}
        click.echo(msgspec.json.format(msgspec.json.encode(facts)).decode())
        return
    to_rows = [(name, f"{', '.join(each.FILES)}: {each.SUMMARY} (tested with {each.PROGRAM})") for name, each in others]
    for title, rows in (("reads", read), ("writes", built), ("writes --to", to_rows)):
        click.echo(title)
        for first, rest in rows:
            click.echo(f"  {first + '  ':<24}{rest}")
