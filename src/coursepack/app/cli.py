"""The command line: finds the command asked for, and turns deliberate errors into one line and an exit code."""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from coursepack.errors import CoursepackError, UsageError
from coursepack.version import __version__

__all__ = ["main", "program"]

# The model's matrices are small: a second thread of linear algebra brings nothing, and spins on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Commands are modules of `app.commands`, loaded when they are asked for: `--help` costs what click costs.
COMMANDS = {
    "build": "Turn sources into a pack: notes, a page, and the data behind them.",
    "export": "Write a finished pack in other formats: slides, cards, quizzes, timelines, data, hand-outs.",
    "formats": "List what can be read, what each build writes, and what `--to` writes.",
    "inspect": "Show what a reader makes of a file.",
    "native": "Print a pack as readable text.",
    "passes": "List the analyses in the order in which they run.",
    "verify": "Prove a finished pack from its files alone.",
}
INTERRUPTED = 130
"""128 + SIGINT, as shells count."""


COLLECTED_AFTER = (50_000, 20, 100)
"""What a pack is made of has no cycles, and stays to the end: Python's usual search for garbage (gc.set_threshold; 700,
10, 10) looks through all of it dozens of times, a tenth of the time that ten hours of speech take."""


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
            raise UsageError(f"no command '{args[0]}'", f"known are {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output has gone (`| head`), which is no failure; Python would complain when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


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
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show a character gets its number, rather than the user a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli.main(args=arguments, prog_name="coursepack", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "coursepack"
        click.echo(f"coursepack: {error.format_message().rstrip('.')} (see '{command} --help')", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("coursepack: stopped; nothing half done was left behind", err=True)
        sys.exit(INTERRUPTED)
    except CoursepackError as error:
        click.echo(f"coursepack: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001  (the last resort: whatever comes here is our own fault, and says so)
        traceback.print_exc()
        click.echo(
            "coursepack: a fault in coursepack itself; please report it with the input and these lines", err=True
        )
        sys.exit(CoursepackError.exit_code)


def program() -> None:
    """Do `main` as a process of its own.

    CPython ends a process by the signal itself, not with our exit code, when Ctrl-C came while it ran code from a
    string (as libraries do while they load), even though the exception was handled; leaving at once keeps the code.
    """
    gc.set_threshold(*COLLECTED_AFTER)
    try:
        main()
    except SystemExit as stop:
        if stop.code != INTERRUPTED:
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
