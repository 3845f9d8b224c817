"""Sources → readers → passes → writers → verifier → folder: the only place that puts these in sequence."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from coursepack import store
from coursepack.errors import EmptySource, Unproven, UsageError
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.codec import to_json
from coursepack.model.pack import Pack
from coursepack.model.reading import bared
from coursepack.model.trace import TRACE, TraceFile, TraceLine, trace_to_json
from coursepack.model.wording import words
from coursepack.notices import Log
from coursepack.plugins import ordered_passes, reader_for, writers
from coursepack.verifier import Report
from coursepack.verifier import verify as verify_folder
from coursepack.version import __version__

__all__ = ["Built", "Progress", "analyse", "build", "build_folder", "load", "read", "verify", "written"]

GENERATOR = f"coursepack {__version__}"

_WORDS = {"times": "dates", "references": "pronouns and descriptions", "links": "causes and contrasts"}
"""What a person calls the fields of a pack that have another name."""


class Progress(Protocol):
    """Is told of each step; `found` is one line for a person, empty where there is nothing to say."""

    def begin(self, step: str) -> None: ...

    def end(self, step: str, found: str) -> None: ...


class Silent:
    def begin(self, step: str) -> None:
        pass

    def end(self, step: str, found: str) -> None:
        pass


class Built(Struct, frozen=True, kw_only=True):
    pack: Pack
    files: tuple[str, ...]
    report: Report


def build(sources: Sequence[str | Path] | str | Path, out: str | Path | None = None) -> Pack:
    """Read, analyse, write and verify; with `out`, leave the folder there, else only return the proven pack.

    One path alone is a source as well.
    Raise CoursepackError's children: ReadingError for a source, OutputExists and CannotWrite for `out`, and Unproven
    where the verifier refuses the result. A pack that is at `out` already is replaced whole.
    """
    if isinstance(sources, str | Path):
        sources = [sources]
    if out is not None:
        return build_folder(sources, Path(out)).pack
    with tempfile.TemporaryDirectory() as folder:
        return build_folder(sources, Path(folder) / "pack").pack


def load(folder: str | Path) -> Pack:
    """Load a finished pack; BadPack where it is none."""
    return store.read_pack(Path(folder))


def verify(folder: str | Path) -> Report:
    """Check a finished folder from its files alone; BadPack where nothing can be checked."""
    return verify_folder(Path(folder))


def build_folder(sources: Sequence[str | Path], out: Path, progress: Progress | None = None) -> Built:
    """Do the main job, telling `progress` of each reader, pass and writer."""
    progress = progress or Silent()
    # At once: nobody wants to hear after an hour's lecture that the place is taken.
    store.check_place(out)
    log = Log()
    pack = analyse(read([Path(source) for source in sources], log, progress), log, progress)
    progress.begin("write")
    files = written(pack)
    with store.writing(out, files) as fresh:
        progress.end("write", f"{len(files)} files")
        progress.begin("verify")
        report = verify_folder(fresh)
        if report.findings:
            raise Unproven([f"{each.file}:{each.line or 1}: {each.text}" for each in report.findings])
        progress.end("verify", f"{report.lines} lines, {report.quotes} quotes proven")
    return Built(pack=pack, files=tuple(sorted(files)), report=report)


def read(paths: Sequence[Path], log: Log, progress: Progress | None = None) -> Pack:
    """Read the files, in order, into a pack of sources (ids S1, S2 …) and passages (S1.p1, S1.p2 …)."""
    progress = progress or Silent()
    if not paths:
        raise UsageError("no source", "name at least one file")
    seen: set[str] = set()
    sources: list[Source] = []
    passages: list[Passage] = []
    texts: dict[str, Text] = {}
    marks: dict[str, tuple[tuple[int, int], ...]] = {}
    for order, path in enumerate(paths, start=1):
        real = os.path.realpath(path)
        if real in seen:
            raise UsageError(f"{path} is named twice", "name each source once")
        seen.add(real)
        progress.begin(f"read {path.name}")
        data = store.read_source(path)
        told = len(log.notices)
        reading = reader_for(str(path)).read(data, source=str(path), log=log)
        # A pack names its sources by their files' names, so that it is the same wherever it was built.
        log.notices[told:] = [
            replace(notice, place=replace(notice.place, source=_printable(path.name))) for notice in log.notices[told:]
        ]
        pieces = bared(reading)
        if not pieces:
            raise EmptySource(str(path))
        key = f"S{order}"
        text = texts[key] = Text(key, reading.text)
        marks[key] = reading.marks
        sources.append(
            Source(
                id=key,
                path=_printable(path.name),
                kind=reading.kind,
                title=reading.title if words(reading.title) else _printable(path.stem),
                sha256=hashlib.sha256(data).hexdigest(),
                language="en",
            )
        )
        passages.extend(
            Passage(
                id=f"{key}.p{number}",
                source=key,
                start=piece.start,
                end=piece.end,
                line=text.line(piece.start),
                role=piece.role,
                level=piece.level,
                place=piece.place,
                voice=piece.voice,
            )
            for number, piece in enumerate(pieces, start=1)
        )
        progress.end(f"read {path.name}", f"{reading.kind}, {len(pieces)} passages")
    return Pack(generator=GENERATOR, sources=tuple(sources), passages=tuple(passages), texts=texts, marks=marks)


def _printable(name: str) -> str:
    """Replace what Python could not decode of a file's name (PEP 383): JSON holds no such characters."""
    return name.encode(errors="replace").decode()


def analyse(pack: Pack, log: Log, progress: Progress | None = None) -> Pack:
    """Run every pass in order; the notices of readers and passes end up in the pack."""
    progress = progress or Silent()
    for each in ordered_passes():
        name = each.__name__.rpartition(".")[2]
        progress.begin(name)
        pack = each.run(pack, log)
        progress.end(name, ", ".join(_found(pack, made) for made in each.MAKES if hasattr(pack, made)))
    return replace(pack, notices=tuple(log.notices))


def _found(pack: Pack, made: str) -> str:
    """Count what a pass has made, in a person's words."""
    if made != "entities":
        return f"{len(getattr(pack, made))} {_WORDS.get(made, made)}"
    people = sum(entity.kind == "person" for entity in pack.entities)
    return f"{people} people, {len(pack.entities) - people} other names"


def written(pack: Pack) -> dict[str, bytes]:
    """Give every file of the pack's folder by its path in it: sources, pack.json, what the writers make, the trace."""
    files = {store.source_file(source.id): pack.texts[source.id].text.encode() for source in pack.sources}
    files[store.PACK] = to_json(pack)
    lines: list[TraceLine] = []
    for writer in writers():
        if writer.ALWAYS:
            output = writer.write(pack)
            files.update(output.files)
            lines.extend(output.trace)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[TRACE] = trace_to_json(TraceFile(files=hashes, lines=tuple(lines)))
    return files
