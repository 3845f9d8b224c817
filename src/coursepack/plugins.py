"""Finds readers, passes and writers by listing their folders, and puts the passes in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from coursepack.errors import PassOrder, SpeechMissing, UnknownFormat, UsageError

if TYPE_CHECKING:
    from coursepack.model.claims import Section
    from coursepack.model.course import Course
    from coursepack.model.hearing import Part
    from coursepack.model.pack import Pack
    from coursepack.model.reading import Reading
    from coursepack.model.trace import Output
    from coursepack.notices import Log

BUILT = ("notes", "site")
"""The writers of each build; the others write where they are asked for."""

__all__ = [
    "BUILT",
    "CourseWriterModule",
    "Engine",
    "PassModule",
    "ReaderModule",
    "WriterModule",
    "course_writer",
    "engine",
    "is_recording",
    "names",
    "ordered_passes",
    "reader_for",
    "readers",
    "writer",
    "writers",
]


class ReaderModule(Protocol):
    """`SUFFIXES` are lower case, without the dot; `SUMMARY` is one line for `coursepack formats`."""

    __name__: str
    SUFFIXES: tuple[str, ...]
    SUMMARY: str
    read: Callable[..., Reading]


class PassModule(Protocol):
    """`NEEDS` and `MAKES` name fields of the pack; `SUMMARY` is one line for `coursepack passes`."""

    __name__: str
    NEEDS: tuple[str, ...]
    MAKES: tuple[str, ...]
    SUMMARY: str
    run: Callable[[Pack, Log], Pack]


class WriterModule(Protocol):
    """What is written: by each build, or where `--to` asks for it by the module's name.

    `FILES` are its paths in the folder, as patterns of `fnmatch` where their number follows from the pack. `PROGRAM`
    names the program that opened what it writes. `TAKES` names what `write` takes beside the pack (`Extras`). A
    library of its own is imported by `write`, not by the module: every build loads every writer.
    """

    __name__: str
    FILES: tuple[str, ...]
    SUMMARY: str
    PROGRAM: str
    TAKES: tuple[str, ...]
    write: Callable[..., Output]


class CourseWriterModule(Protocol):
    """Writes what a course has beside its pack; the sections are those of each lecture's own pack, by lecture."""

    write: Callable[[Pack, Course, Mapping[str, Sequence[Section]]], Output]


class Engine(Protocol):
    """Hears a recording."""

    def length(self, path: Path) -> float:
        """Give the seconds, as far as the file tells them."""

    def parts(self, path: Path, after: int) -> Iterator[Part]:
        """Yield what is heard, part by part, from the sample at which an earlier part ended; the same every time."""


def names(folder: str) -> tuple[str, ...]:
    """List the modules of "readers", "passes" or "writers" by name; those that begin with "_" are none."""
    here = Path(__file__).parent / folder
    return tuple(sorted(path.stem for path in here.glob("*.py") if not path.stem.startswith("_")))


@cache
def readers() -> Mapping[str, ReaderModule]:
    """Map each suffix to its reader."""
    found: dict[str, ReaderModule] = {}
    for name in names("readers"):
        reader = cast("ReaderModule", import_module(f"coursepack.readers.{name}"))
        found.update(dict.fromkeys(reader.SUFFIXES, reader))
    return found


def reader_for(path: str) -> ReaderModule:
    suffix = Path(path).suffix.lower().removeprefix(".")
    known = readers()
    if suffix not in known:
        raise UnknownFormat(path, f".{suffix}" if suffix else "", [f".{each}" for each in sorted(known)])
    return known[suffix]


def is_recording(path: Path) -> bool:
    reader = readers().get(path.suffix.lower().removeprefix("."))
    return getattr(reader, "IS_RECORDING", False)


def engine(recording: str, model: Path) -> Engine:
    """Load the recogniser; SpeechMissing where the libraries that it needs are not there."""
    try:
        module = import_module("coursepack.engines.whisper")
    except ImportError as error:
        raise SpeechMissing(
            recording,
            f"is a recording, and {error.name} is not installed to hear it",
            "pip install 'coursepack[audio]', or give the captions",
        ) from error
    found: Engine = module.Engine(model)
    return found


@cache
def writer(name: str) -> WriterModule:
    """Load a writer by its name; UsageError where there is none of that name."""
    if name not in names("writers"):
        raise UsageError(f"no format '{name}' to write", f"known are {', '.join(names('writers'))}")
    return cast("WriterModule", import_module(f"coursepack.writers.{name}"))


def writers() -> tuple[WriterModule, ...]:
    """Load them all, by name."""
    return tuple(writer(name) for name in names("writers"))


@cache
def course_writer() -> CourseWriterModule:
    return cast("CourseWriterModule", import_module("coursepack.writers._course"))


@cache
def ordered_passes() -> tuple[PassModule, ...]:
    return in_order([cast("PassModule", import_module(f"coursepack.passes.{name}")) for name in names("passes")])


def in_order(passes: list[PassModule]) -> tuple[PassModule, ...]:
    """Sort so that each pass follows the makers of what it needs; equals by name. PassOrder where that cannot be."""
    makers: dict[str, list[PassModule]] = {"sources": [], "passages": []}
    for each in passes:
        for made in each.MAKES:
            makers.setdefault(made, []).append(each)
    for each in passes:
        for need in each.NEEDS:
            if need not in makers:
                raise PassOrder(_name(each), f"needs '{need}', which no pass makes", sorted(makers))
    done: list[PassModule] = []
    waiting = sorted(passes, key=_name)
    while waiting:
        ready = [
            each
            for each in waiting
            if all(maker in done or maker is each for need in each.NEEDS for maker in makers[need])
        ]
        if not ready:
            circle = ", ".join(_name(each) for each in waiting)
            raise PassOrder(_name(waiting[0]), f"is in a circle with {circle}", sorted(makers))
        done.append(ready[0])
        waiting.remove(ready[0])
    return tuple(done)


def _name(each: PassModule) -> str:
    return each.__name__.rpartition(".")[2]
