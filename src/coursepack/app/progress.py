"""Progress and the closing summary, on stderr; colour only on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from coursepack.course import BuiltCourse
from coursepack.model.course import lecture_folder
from coursepack.model.coverage import coverage
from coursepack.notices import Notice
from coursepack.pipeline import Built

__all__ = ["Plain", "Shown", "course_summary", "summary", "told"]


_WIDTH = 20
"""Characters of the bar of a long step."""


class Plain:
    """One line a step, for logs."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def begin(self, step: str) -> None:
        pass

    def end(self, step: str, found: str) -> None:
        click.echo(f"{step:<24} {found}", err=True)

    def advance(self, step: str, share: float, found: str) -> None:
        click.echo(f"{step:<24} {share:4.0%}, {found}", err=True)


class Shown:
    """A line that moves, and under it what each step has found."""

    def __init__(self, console: Console) -> None:
        self._bar = Bar(
            SpinnerColumn(finished_text="✓"),
            # Without markup: a file's name may look like it.
            TextColumn("{task.description:<22}", markup=False),
            TextColumn("{task.fields[found]}", style="dim", markup=False),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, step: str) -> None:
        self._tasks[step] = self._bar.add_task(step, total=1, found="")

    def end(self, step: str, found: str) -> None:
        self._bar.update(self._bar.task_ids[self._tasks[step]], completed=1, found=found)

    def advance(self, step: str, share: float, found: str) -> None:
        full = round(share * _WIDTH)
        drawn = f"{'█' * full}{'░' * (_WIDTH - full)} {share:4.0%}, {found}"
        # Not quite done, however far it is: the mark for that comes with the end.
        self._bar.update(self._bar.task_ids[self._tasks[step]], completed=min(share, 0.99), found=drawn)


def told() -> Plain | Shown:
    """Choose by the terminal: what moves needs one that understands it, and NO_COLOR (no-color.org) asks for none."""
    console = Console(stderr=True)
    return Shown(console) if console.is_terminal and not (console.no_color or console.is_dumb_terminal) else Plain()


def summary(built: Built, out: Path) -> None:
    """Tell what was written and what became of each sentence, and every notice."""
    pack = built.pack
    counts = {key: len(value) for key, value in coverage(pack).items()}
    click.echo(f"{out}: {', '.join(name for name in built.files if '/' not in name)}", err=True)
    click.echo(
        f"{len(pack.sentences)} sentences: {counts['used']} used, {counts['repeated']} repeated, "
        f"{counts['left_out']} left out; {len(pack.statements)} statements, "
        f"{len(pack.entities)} people and other names, {len(pack.times)} dates",
        err=True,
    )
    click.echo(f"{built.report.lines} printed lines and {built.report.quotes} quotes proven", err=True)
    _tell(pack.notices)


def course_summary(built: BuiltCourse, out: Path) -> None:
    """Tell the lectures with what was built of them, what is over all of them, and every notice."""
    pack = built.pack
    for lecture in built.course.lectures:
        state = "built" if lecture.id in built.built else "kept"
        click.echo(f"{out}/{lecture_folder(lecture.id)}: {lecture.title} ({state})", err=True)
    click.echo(
        f"{out}: {_many(len(built.course.lectures), 'lecture')}, {len(built.built)} built; "
        f"{len(pack.entities)} people and other names, {len(pack.events)} dated events, {len(pack.terms)} terms",
        err=True,
    )
    click.echo(f"{built.report.lines} printed lines and {built.report.quotes} quotes proven", err=True)
    _tell(built.notices)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _tell(notices: Sequence[Notice]) -> None:
    for notice in notices:
        line = f":{notice.place.line}" if notice.place.line else ""
        click.echo(f"notice: {notice.place.source}{line}: {notice.text}", err=True)
