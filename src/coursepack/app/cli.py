"""The command line: finds the command asked for, and turns deliberate errors into one line and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from coursepack.errors import CoursepackError
from coursepack.version import __version__

__all__ = ["main"]

# Commands are modules of `app.commands`, loaded when they are asked for: `--help` costs what click costs.
COMMANDS = {
    "build": "Turn sources into a pack: notes, a page, and the data behind them.",
    "formats": "List what can be read and what is written.",
    "inspect": "Show what a reader makes of a file.",
    "native": "Print a pack as readable text.",
    "passes": "List the analyses in the order in which they run.",
    "verify": "Prove a finished pack from its files alone.",
}
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"coursepack.app.commands.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command '{args[0]}'; known are {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coursepack")
def cli() -> None:
    """Turn captions, slides and notes into study material in which every word has its source.

    \b
    Example:
      coursepack build lecture.vtt slides.md -o pack/
      coursepack verify pack/

    Exit codes: 0 done, 1 findings, 2 usage, 10-19 reading, 20-29 analysis, 30-39 writing.
    """  # noqa: D301  (\b is click's mark for text that keeps its lines)


def main(arguments: list[str] | None = None) -> Any:
    """Run and exit; every error of ours is one line on stderr."""
    try:
        sys.exit(cli.main(args=arguments, prog_name="coursepack", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("coursepack: stopped; nothing was left behind", err=True)
        sys.exit(INTERRUPTED)
    except CoursepackError as error:
        click.echo(f"coursepack: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); Python would complain again when it flushes.
        sys.stderr.close()
        sys.exit(0)
