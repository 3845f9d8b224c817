from __future__ import annotations

from pathlib import Path

import click
import msgspec

from coursepack.pipeline import verify


@click.command("verify")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
def command(pack: Path, *, as_json: bool) -> int:
    """Prove a finished pack from its files alone; exit 1 with findings.

    Each quote is its source's text at its place; each printed line is traced to a claim, and its words are words of
    that claim's evidence, bracketed and sourced, or fixed; nothing in the folder is unaccounted for.

    \b
    Example:
      coursepack verify pack/
    """  # noqa: D301
    report = verify(pack)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(report)).decode())
    else:
        for finding in report.findings:
            click.echo(f"{finding.file}:{finding.line or 1}: {finding.text}")
        verdict = f"{len(report.findings)} findings" if report.findings else "nothing unsourced"
        click.echo(f"{pack}: {report.files} files, {report.lines} lines, {report.quotes} quotes: {verdict}")
    return 1 if report.findings else 0
