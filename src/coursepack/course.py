"""A course: a pack for each lecture and one over all of them, built again only where something has changed.

The course's pack is a pack like any other, over all sources, so that names are told together and what lectures say of
one matter can be compared; its sentences are those of the lectures, parsed once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from coursepack import store
from coursepack.errors import CoursepackError, EmptySource, ReadingError, Unproven
from coursepack.hearing import Hearing, beside
from coursepack.model.claims import Section
from coursepack.model.codec import to_json
from coursepack.model.course import (
    COURSE,
    TITLES,
    Course,
    Lecture,
    course_from_json,
    course_to_json,
    lecture_folder,
)
from coursepack.model.outline import outline
from coursepack.model.pack import Pack, Sentence
from coursepack.model.parsed import Parsed, parsed_file, parsed_from_bytes, parsed_to_bytes
from coursepack.model.trace import TRACE, TraceFile, TraceLine, trace_from_json, trace_to_json
from coursepack.model.trees import Tree
from coursepack.model.wording import words
from coursepack.notices import Log, Notice
from coursepack.pipeline import (
    GENERATOR,
    Advancing,
    Opened,
    Progress,
    Silent,
    analyse,
    gathered,
    load,
    open_source,
    parsed,
    verify,
    written,
)
from coursepack.plugins import course_writer, is_recording
from coursepack.syllabus import Planned, Syllabus, syllabus_of
from coursepack.verifier import Report

__all__ = ["BuiltCourse", "build_course"]

_NUMBER = re.compile(r"^[\d\s.]+")
_KINDS = ("transcript", "slides", "document")
"""The order of a lecture's sources where the user gave none."""


class BuiltCourse(Struct, frozen=True, kw_only=True):
    course: Course
    pack: Pack
    built: tuple[str, ...]
    """Ids of the lectures that were built; the others are as they were."""
    report: Report
    notices: tuple[Notice, ...]
    """What the folder held that is in no lecture, then those about the sources."""


class _Begun(Struct, frozen=True, kw_only=True):
    """A lecture that was read and parsed."""

    planned: Planned
    key: str
    opened: tuple[Opened, ...]
    parsed: Pack
    log: Log
    wordless: tuple[tuple[Path, str], ...]
    """Files without words, which are left out, and what is said of each."""


class _Kept(Struct, frozen=True, kw_only=True):
    """A lecture of which nothing has changed."""

    folder: Path
    parsed: Parsed | None


class _Within:
    """Tells each step with the lecture that it belongs to."""

    def __init__(self, progress: Progress, prefix: str) -> None:
        self._progress, self._prefix = progress, prefix

    def begin(self, step: str) -> None:
        self._progress.begin(f"{self._prefix} {step}")

    def end(self, step: str, found: str) -> None:
        self._progress.end(f"{self._prefix} {step}", found)

    def advance(self, step: str, share: float, found: str) -> None:
        if isinstance(self._progress, Advancing):
            self._progress.advance(f"{self._prefix} {step}", share, found)


def build_course(
    folder: str | Path, out: str | Path, progress: Progress | None = None, speech_model: str | Path | None = None
) -> BuiltCourse:
    """Build a folder of lectures; raise what `build` raises, and UsageError where no lecture can be made out.

    An earlier course at `out` is replaced whole, but for lectures of which nothing has changed: sources, their names
    and order, and this program. These are kept byte for byte. `speech_model` is as for `build`.
    """
    folder, out, progress = Path(folder), Path(out), progress or Silent()
    store.check_place(out)
    log = Log()
    syllabus = syllabus_of(folder, log)
    hearing = Hearing(Path(speech_model) if speech_model is not None else None, beside(out))
    keys = {each.id: _key(each, hearing) for each in syllabus.lectures}
    whole = _course_key(syllabus, keys)
    earlier = _earlier(out)
    if earlier is not None and earlier.key == whole and (found := _proven(out, progress)) is not None:
        pack = load(out)
        return BuiltCourse(course=earlier, pack=pack, built=(), report=found, notices=(*log.notices, *pack.notices))
    with store.writing(out, {}) as fresh:
        begun, built, contents = [], [], {}
        for planned in syllabus.lectures:
            inside = fresh / lecture_folder(planned.id)
            kept = _kept(out, earlier, keys[planned.id])
            lecture = _begin(planned, keys[planned.id], kept, (_Within(progress, planned.id), hearing))
            if kept is None:
                _build(lecture, inside, out, _Within(progress, planned.id))
                built.append(planned.id)
            else:
                store.keep(kept.folder, inside, out)
                progress.begin(f"{planned.id} kept")
                progress.end(f"{planned.id} kept", "nothing has changed")
            contents[planned.id] = _contents(store.read_pack(inside))
            begun.append(lecture)
        course = _course(syllabus, begun, whole)
        pack = _course_pack(begun, folder, _Within(progress, "course"))
        page = course_writer().write(pack, course, contents)
        files = {**_data(pack, course, begun, syllabus), **page.files}
        files[TRACE] = _trace(files, page.trace, course, fresh)
        store.add(fresh, files, out)
        progress.begin("verify")
        report = verify(fresh)
        if report.findings:
            raise Unproven([f"{each.file}:{each.line or 1}: {each.text}" for each in report.findings])
        progress.end("verify", f"{report.lines} lines, {report.quotes} quotes proven")
    return BuiltCourse(
        course=course, pack=pack, built=tuple(built), report=report, notices=(*log.notices, *pack.notices)
    )


def _begin(planned: Planned, key: str, kept: _Kept | None, by: tuple[Progress, Hearing]) -> _Begun:
    progress, hearing = by
    opened, wordless = _opened(planned.files, (progress, hearing))
    if not planned.is_ordered:
        opened.sort(key=lambda each: _KINDS.index(each.reading.kind))
    log = Log()
    _tell_wordless([(path.name, said) for path, said in wordless], log)
    pack = gathered(opened, [each.path.name for each in opened], log)
    if kept is None or kept.parsed is None:
        pack = parsed(pack, log, progress)
    else:
        pack = replace(pack, sentences=kept.parsed.sentences, trees=kept.parsed.trees)
    return _Begun(planned=planned, key=key, opened=tuple(opened), parsed=pack, log=log, wordless=tuple(wordless))


def _opened(files: Sequence[Path], by: tuple[Progress, Hearing]) -> tuple[list[Opened], list[tuple[Path, str]]]:
    """Open a lecture's files but for those without words; raise where none has any, or one is broken.

    One scanned deck among ten lectures would else stop them all.
    """
    opened: list[Opened] = []
    wordless: list[tuple[Path, str]] = []
    error: ReadingError | None = None
    for path in files:
        try:
            opened.append(open_source(path, *by))
        except EmptySource as found:
            error = error or found
            wordless.append((path, str(found).removeprefix(f"{path}: ")))
    if error is not None and not opened:
        raise error
    return opened, wordless


def _tell_wordless(found: Sequence[tuple[str, str]], log: Log) -> None:
    for name, said in found:
        log.tell("wordless", f"left out of its lecture: {said}", source=name)


def _build(lecture: _Begun, inside: Path, out: Path, progress: Progress) -> None:
    progress.begin("build")
    pack = analyse(lecture.parsed, lecture.log)
    files = written(pack)
    store.add(inside, files, out)
    progress.end("build", f"{len(pack.statements)} statements, {len(files)} files")


def _contents(pack: Pack) -> tuple[Section, ...]:
    """Give the sections of the first source that has any told: what was said, where that was recorded."""
    told = ([chapter.section for chapter in volume.chapters if chapter.items] for volume in outline(pack))
    return tuple(next((each for each in told if each), ()))


def _course(syllabus: Syllabus, begun: Sequence[_Begun], key: str) -> Course:
    lectures, count = [], 0
    for lecture in begun:
        sources = tuple(f"S{count + number}" for number in range(1, len(lecture.opened) + 1))
        count += len(sources)
        lectures.append(
            Lecture(
                id=lecture.planned.id,
                name=_printable(lecture.planned.name),
                title=lecture.planned.title or _title(lecture),
                sources=sources,
                key=lecture.key,
            )
        )
    name = _folder_name(syllabus.folder)
    return Course(generator=GENERATOR, name=name, title=syllabus.title or name, lectures=tuple(lectures), key=key)


def _title(lecture: _Begun) -> str:
    """Take the slides' own title, else another source's own, else the name that the user gave, without its number."""
    by_kind = sorted(lecture.opened, key=lambda each: each.reading.kind != "slides")
    own = (each.reading.title for each in by_kind if words(each.reading.title))
    name = _printable(lecture.planned.name)
    return next(own, _NUMBER.sub("", name.replace("_", " ").replace("-", " ")) or name)


def _course_pack(begun: Sequence[_Begun], folder: Path, progress: Progress) -> Pack:
    """Put all sources into one pack, named from the course's folder, with the sentences that are parsed already."""
    opened = [each for lecture in begun for each in lecture.opened]
    log = Log()
    _tell_wordless([(_relative(path, folder), said) for lecture in begun for path, said in lecture.wordless], log)
    pack = gathered(opened, [_relative(each.path, folder) for each in opened], log)
    sentences, trees = _moved([lecture.parsed for lecture in begun])
    return analyse(replace(pack, sentences=sentences, trees=trees), log, progress)


def _moved(packs: Sequence[Pack]) -> tuple[tuple[Sentence, ...], tuple[Tree, ...]]:
    """Renumber the sources that sentences and trees name, as if their packs were one."""
    sentences: list[Sentence] = []
    trees: list[Tree] = []
    count = 0
    for pack in packs:
        new = {source.id: f"S{count + number}" for number, source in enumerate(pack.sources, 1)}
        count += len(new)
        for each in pack.sentences:
            source = new[each.source]
            sentences.append(replace(each, id=source + each.id[len(each.source) :], source=source))
        for tree in pack.trees:
            source, old = new[tree.source], len(tree.source)
            moved = (source + each[old:] for each in tree.passages)
            trees.append(replace(tree, sentence=source + tree.sentence[old:], source=source, passages=tuple(moved)))
    return tuple(sentences), tuple(trees)


def _data(pack: Pack, course: Course, begun: Sequence[_Begun], syllabus: Syllabus) -> dict[str, bytes]:
    """Give the course's own files but for its page and its trace."""
    files = {store.source_file(source.id): pack.texts[source.id].text.encode() for source in pack.sources}
    files |= {parsed_file(each.planned.id): parsed_to_bytes(each.parsed) for each in begun}
    files[store.PACK] = to_json(pack)
    files[COURSE] = course_to_json(course)
    if syllabus.settings is not None:
        files[TITLES] = syllabus.settings
    return files


def _trace(files: Mapping[str, bytes], lines: tuple[TraceLine, ...], course: Course, fresh: Path) -> bytes:
    """Trace the course's own files, and of each lecture its trace, which holds the hashes of all else there."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    traces = (f"{lecture_folder(lecture.id)}/{TRACE}" for lecture in course.lectures)
    hashes |= {name: store.hash_of(fresh / name) for name in traces}
    return trace_to_json(TraceFile(files=hashes, lines=lines))


# What has changed


def _earlier(out: Path) -> Course | None:
    try:
        return course_from_json((out / COURSE).read_bytes(), str(out / COURSE))
    except (OSError, CoursepackError):
        return None


def _kept(out: Path, earlier: Course | None, key: str) -> _Kept | None:
    """Find a lecture's earlier folder by what it is made of, whatever its number was; None where it isn't sound."""
    for lecture in earlier.lectures if earlier is not None else ():
        folder = out / lecture_folder(lecture.id)
        if lecture.key == key and _proven(folder) is not None:
            return _Kept(folder=folder, parsed=_parsed_before(out, lecture))
    return None


def _parsed_before(out: Path, lecture: Lecture) -> Parsed | None:
    """Read what was parsed, where it is what the earlier trace says."""
    name = parsed_file(lecture.id)
    try:
        trace = trace_from_json((out / TRACE).read_bytes(), str(out / TRACE))
        data = (out / name).read_bytes()
    except (OSError, CoursepackError):
        return None
    is_sound = hashlib.sha256(data).hexdigest() == trace.files.get(name)
    return parsed_from_bytes(data) if is_sound else None


def _proven(folder: Path, progress: Progress | None = None) -> Report | None:
    progress = progress or Silent()
    progress.begin("verify")
    try:
        report = verify(folder)
    except ReadingError:
        report = None
    if report is None or report.findings:
        progress.end("verify", "was altered, and is built again")
        return None
    progress.end("verify", f"nothing has changed; {report.lines} lines, {report.quotes} quotes proven")
    return report


def _key(planned: Planned, hearing: Hearing) -> str:
    files = [(_printable(path.name), store.hash_of(path)) for path in planned.files]
    heard_by = hearing.model_hash if any(is_recording(path) for path in planned.files) else ""
    return _hashed(_maker(), planned.is_ordered, files, heard_by)


def _course_key(syllabus: Syllabus, keys: Mapping[str, str]) -> str:
    lectures = [
        (each.id, each.name, keys[each.id], [_relative(path, syllabus.folder) for path in each.files])
        for each in syllabus.lectures
    ]
    settings = hashlib.sha256(syllabus.settings or b"").hexdigest()
    return _hashed(_maker(), _folder_name(syllabus.folder), settings, lectures)


def _hashed(*values: object) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


@cache
def _maker() -> str:
    """Hash this program with its model and its tables: another one may find something else in the same sources."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return _hashed(GENERATOR, [path.relative_to(package).as_posix() for path in files], hashes)


def _relative(path: Path, folder: Path) -> str:
    return _printable(Path(os.path.relpath(path, folder)).as_posix())


def _folder_name(folder: Path) -> str:
    return _printable(Path(os.path.realpath(folder)).name or "course")


def _printable(name: str) -> str:
    return name.encode(errors="replace").decode()
