"""Sources → readers → passes → writers → verifier → folder: the only place that puts these in sequence."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from coursepack import store
from coursepack.errors import BadFile, BadPack, EmptySource, Unproven, UsageError
from coursepack.hearing import Hearing, beside
from coursepack.model.anchors import Passage, Source, Text
from coursepack.model.codec import to_json
from coursepack.model.extras import Earlier, Extras
from coursepack.model.pack import Pack
from coursepack.model.reading import Piece, Reading, bared
from coursepack.model.reference import clock
from coursepack.model.selection import Selection, select
from coursepack.model.trace import TRACE, TraceFile, TraceLine, trace_to_json
from coursepack.model.withdrawn import FREE, without
from coursepack.model.wording import words
from coursepack.notices import Log, Notice
from coursepack.plugins import BUILT, PassModule, WriterModule, is_recording, ordered_passes, reader_for, writer
from coursepack.verifier import Report
from coursepack.verifier import verify as verify_folder
from coursepack.verifier.claims import refused
from coursepack.version import __version__

__all__ = [
    "GENERATOR",
    "Advancing",
    "Built",
    "Opened",
    "Progress",
    "Silent",
    "Wanted",
    "analyse",
    "build",
    "build_folder",
    "export",
    "export_folder",
    "gathered",
    "load",
    "open_source",
    "parsed",
    "read",
    "verify",
    "written",
]

GENERATOR = f"coursepack {__version__}"

MOST_LETTERS = 6_000_000
"""Of the passages of one source, some million words: time and memory of a build grow with them."""

_WORDS = {"times": "dates", "references": "pronouns and descriptions", "links": "causes and contrasts"}
"""What a person calls the fields of a pack that have another name."""


class Progress(Protocol):
    """Is told of each step; `found` is one line for a person, empty where there is nothing to say."""

    def begin(self, step: str) -> None: ...

    def end(self, step: str, found: str) -> None: ...


@runtime_checkable
class Advancing(Progress, Protocol):
    """Is told as well how far a long step is, from 0 to 1."""

    def advance(self, step: str, share: float, found: str) -> None: ...


class Silent:
    def begin(self, step: str) -> None:
        pass

    def end(self, step: str, found: str) -> None:
        pass


class Opened(Struct, frozen=True, kw_only=True):
    """A source that was read, and has no place in a pack yet."""

    path: Path
    sha256: str
    reading: Reading
    pieces: tuple[Piece, ...]
    """Bared of mark-up at their ends; at least one."""
    notices: tuple[Notice, ...]


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be written."""

    to: tuple[str, ...] = ()
    """Names of writers."""
    template: bytes | None = None
    selection: Selection = Selection()
    is_fresh: bool = False
    """Whether what lies at the place already is of no account: cards get ids of their own."""


class Built(Struct, frozen=True, kw_only=True):
    pack: Pack
    files: tuple[str, ...]
    report: Report


def build(
    sources: Sequence[str | Path] | str | Path,
    out: str | Path | None = None,
    speech_model: str | Path | None = None,
    to: Sequence[str] = (),
) -> Pack:
    """Read, analyse, write and verify; with `out`, leave the folder there, else only return the proven pack.

    One path alone is a source as well. `speech_model` is the folder of the Whisper model that hears recordings; `to`
    names formats that are written beside notes and page (`coursepack formats` lists them).
    Raise CoursepackError's children: ReadingError for a source, OutputExists and CannotWrite for `out`, and Unproven
    where the verifier refuses the result. A pack that is at `out` already is replaced whole.
    """
    if isinstance(sources, str | Path):
        sources = [sources]
    model = Path(speech_model) if speech_model is not None else None
    if out is not None:
        return build_folder(sources, Path(out), hearing=Hearing(model, beside(Path(out))), to=Wanted(to=tuple(to))).pack
    with tempfile.TemporaryDirectory() as folder:
        return build_folder(sources, Path(folder) / "pack", hearing=Hearing(model)).pack


def load(folder: str | Path) -> Pack:
    """Load a finished pack; BadPack where it is none."""
    return store.read_pack(Path(folder))


def verify(folder: str | Path) -> Report:
    """Check a finished folder from its files alone; BadPack where nothing can be checked."""
    return verify_folder(Path(folder))


def build_folder(
    sources: Sequence[str | Path],
    out: Path,
    progress: Progress | None = None,
    hearing: Hearing | None = None,
    to: Wanted | None = None,
) -> Built:
    """Do the main job, telling `progress` of each reader, pass and writer."""
    progress, to = progress or Silent(), to or Wanted()
    # At once: nobody wants to hear after an hour's lecture that the place is taken, or a format unknown.
    store.check_place(out)
    _checked(to)
    log = Log()
    pack = read([Path(source) for source in sources], log, progress, hearing)
    pack = analyse(pack, log, progress)
    return _proven(pack, out, progress, replace(to, to=(*BUILT, *to.to)))


def export(folder: str | Path, to: Sequence[str], out: str | Path) -> tuple[str, ...]:
    """Write a finished pack in the formats that `to` names, and prove them; give the paths of all files at `out`.

    Beside them lies what proves them: pack.json, trace.json and the sources. Raise what `build` raises of `out`,
    BadPack, and UsageError where a format is not known.
    """
    return export_folder(Path(folder), Path(out), Wanted(to=tuple(to))).files


def export_folder(folder: Path, out: Path, to: Wanted, progress: Progress | None = None) -> Built:
    progress = progress or Silent()
    if os.path.realpath(folder) == os.path.realpath(out):
        raise UsageError(f"{out} is the pack itself", "name another folder, or build with --to")
    store.check_place(out)
    _checked(to)
    return _proven(load(folder), out, progress, to)


def _checked(to: Wanted) -> None:
    """Say at once that a format is not known, or that none takes what was given."""
    takes = {name for each in to.to for name in writer(each).TAKES}
    if to.template is not None and "template" not in takes:
        raise UsageError("no format that was asked for takes a template", "add --to pptx")


def _proven(pack: Pack, out: Path, progress: Progress, to: Wanted) -> Built:
    """Write a pack's folder, and move it into place where the verifier finds nothing."""
    progress.begin("write")
    files = written(pack, to, None if to.is_fresh else out)
    with store.writing(out, files) as fresh:
        progress.end("write", f"{len(files)} files")
        progress.begin("verify")
        report = verify_folder(fresh)
        if report.findings:
            raise Unproven([f"{each.file}:{each.line or 1}: {each.text}" for each in report.findings])
        progress.end("verify", f"{report.lines} lines, {report.quotes} quotes proven")
    return Built(pack=pack, files=tuple(sorted(files)), report=report)


def read(paths: Sequence[Path], log: Log, progress: Progress | None = None, hearing: Hearing | None = None) -> Pack:
    """Read the files, in order, into a pack of sources (ids S1, S2 …) and passages (S1.p1, S1.p2 …)."""
    if not paths:
        raise UsageError("no source", "name at least one file")
    seen: set[str] = set()
    opened: list[Opened] = []
    for path in paths:
        real = os.path.realpath(path)
        if real in seen:
            raise UsageError(f"{path} is named twice", "name each source once")
        seen.add(real)
        opened.append(open_source(path, progress, hearing))
    # A pack names its sources by their files' names, so that it is the same wherever it was built.
    return gathered(opened, [each.path.name for each in opened], log)


def open_source(path: Path, progress: Progress | None = None, hearing: Hearing | None = None) -> Opened:
    """Read one file; `hearing` says by what a recording is heard."""
    progress = progress or Silent()
    sha256 = store.hash_of(path)
    heard = _heard(path, sha256, hearing or Hearing(None), progress) if is_recording(path) else None
    progress.begin(f"read {path.name}")
    data = store.read_source(path) if heard is None else heard
    log = Log()
    reading = reader_for(str(path)).read(data, source=str(path), log=log)
    pieces = bared(reading)
    if not pieces:
        raise EmptySource(str(path))
    if sum(piece.end - piece.start for piece in pieces) > MOST_LETTERS:
        raise BadFile(str(path), f"has more than {MOST_LETTERS:,} letters to read", "divide it into several files")
    progress.end(f"read {path.name}", f"{reading.kind}, {len(pieces)} passages")
    return Opened(
        path=path,
        sha256=sha256,
        reading=reading,
        pieces=pieces,
        notices=tuple(log.notices),
    )


def _heard(path: Path, sha256: str, hearing: Hearing, progress: Progress) -> bytes:
    step = f"hear {path.name}"
    progress.begin(step)

    def tell(done: float, length: float) -> None:
        if isinstance(progress, Advancing):
            share = min(done / length, 1.0) if length else 0.0
            progress.advance(step, share, f"{clock(done)} of {clock(max(length, done))}")

    data = hearing.captions(path, sha256, tell)
    progress.end(step, f"{data.count(b' --> ')} captions")
    return data


def gathered(opened: Sequence[Opened], names: Sequence[str], log: Log) -> Pack:
    """Number the sources and their passages; `names` are what the pack calls them."""
    sources: list[Source] = []
    passages: list[Passage] = []
    texts: dict[str, Text] = {}
    for order, (each, name) in enumerate(zip(opened, names, strict=True), start=1):
        reading, path, key = each.reading, _printable(name), f"S{order}"
        log.notices += [replace(notice, place=replace(notice.place, source=path)) for notice in each.notices]
        text = texts[key] = Text(key, reading.text)
        sources.append(
            Source(
                id=key,
                path=path,
                kind=reading.kind,
                title=reading.title if words(reading.title) else _printable(each.path.stem),
                sha256=each.sha256,
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
            for number, piece in enumerate(each.pieces, start=1)
        )
    marks = {f"S{order}": each.reading.marks for order, each in enumerate(opened, start=1)}
    return Pack(generator=GENERATOR, sources=tuple(sources), passages=tuple(passages), texts=texts, marks=marks)


def _printable(name: str) -> str:
    """Replace what Python could not decode of a file's name (PEP 383): JSON holds no such characters."""
    return name.encode(errors="replace").decode()


def analyse(pack: Pack, log: Log, progress: Progress | None = None) -> Pack:
    """Run every pass in order; the notices of readers and passes end up in the pack.

    What `parsed` has made is not made again. A claim that the verifier would refuse is withdrawn, with a notice: one
    misread sentence is no reason to give no pack.
    """
    passes = ordered_passes()
    pack = _run([each for each in passes if not (pack.trees and _parses(each))], pack, log, progress)
    pack = _borne_out(pack, log)
    return replace(pack, notices=tuple(log.notices))


def _borne_out(pack: Pack, log: Log) -> Pack:
    wrong = refused(pack)
    fewer, gone = without(pack, wrong) if wrong else (pack, ())
    claims = {each.id: each for name in FREE for each in getattr(pack, name)}
    paths = {source.id: source.path for source in pack.sources}
    for key in (each for each in gone if each in wrong):
        first = claims[key].evidence[0]
        log.tell("withdrawn", f"{key} is left out: {wrong[key]}", source=paths[first.source], line=first.line)
    return fewer


def parsed(pack: Pack, log: Log, progress: Progress | None = None) -> Pack:
    """Run what asks the trained model alone: what most of the time goes to, and what several packs can share."""
    return _run([each for each in ordered_passes() if _parses(each)], pack, log, progress)


def _parses(each: PassModule) -> bool:
    return "trees" in each.MAKES


def _run(passes: Sequence[PassModule], pack: Pack, log: Log, progress: Progress | None) -> Pack:
    progress = progress or Silent()
    for each in passes:
        name = each.__name__.rpartition(".")[2]
        progress.begin(name)
        pack = each.run(pack, log)
        progress.end(name, ", ".join(_found(pack, made) for made in each.MAKES if hasattr(pack, made)))
    return pack


def _found(pack: Pack, made: str) -> str:
    """Count what a pass has made, in a person's words."""
    if made != "entities":
        return f"{len(getattr(pack, made))} {_WORDS.get(made, made)}"
    people = sum(entity.kind == "person" for entity in pack.entities)
    return f"{people} people, {len(pack.entities) - people} other names"


def written(pack: Pack, to: Wanted | None = None, earlier: Path | None = None) -> dict[str, bytes]:
    """Give every file of the pack's folder by its path in it: sources, pack.json, what the writers make, the trace.

    `earlier` is a folder that may hold an earlier pack.
    """
    to = to or Wanted(to=BUILT)
    files = {store.source_file(source.id): pack.texts[source.id].text.encode() for source in pack.sources}
    files[store.PACK] = to_json(pack)
    lines: list[TraceLine] = []
    shown = select(pack, to.selection)
    for each in map(writer, dict.fromkeys(to.to)):
        extras = Extras(template=to.template, earlier=_earlier(each, earlier))
        output = each.write(shown, **{name: getattr(extras, name) for name in each.TAKES})
        files.update(output.files)
        lines.extend(output.trace)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[TRACE] = trace_to_json(TraceFile(files=hashes, lines=tuple(lines)))
    return files


def _earlier(module: WriterModule, folder: Path | None) -> Earlier | None:
    """Load the pack that will be replaced, for a writer that asks; one that cannot be read counts as none."""
    if folder is None or "earlier" not in module.TAKES or not (folder / store.PACK).is_file():
        return None
    try:
        return Earlier(pack=load(folder), files=store.files_of(folder, module.FILES))
    except BadPack:
        return None
