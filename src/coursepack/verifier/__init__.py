"""Proves a finished pack from its folder alone, or says by file and line what is wrong with it.

A file whose name stands in `CHECKS` is read word by word; any other is data, or a finding. The hash of a file in the
trace speaks only where no check found anything more exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from coursepack.errors import BadPack
from coursepack.model.anchors import Text
from coursepack.model.codec import from_json
from coursepack.model.course import COURSE, LECTURES
from coursepack.model.pack import Pack
from coursepack.model.trace import TRACE, TraceFile, TraceLine, trace_from_json
from coursepack.verifier.alignments import check_alignments
from coursepack.verifier.anchors import Case, check_passages, check_sections, check_sentences, check_spans
from coursepack.verifier.claims import check_claims
from coursepack.verifier.course import CourseFolder
from coursepack.verifier.coverage import check_coverage
from coursepack.verifier.folder import PACK, Contents, altered, compare, read, source_file
from coursepack.verifier.formats import Check, check_of
from coursepack.verifier.jsonlines import JsonLines
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.notes import check_notes
from coursepack.verifier.page import check_page
from coursepack.verifier.references import check_references
from coursepack.verifier.report import Code, Finding, Findings, Report, to_json

__all__ = ["CHECKS", "Code", "Finding", "Report", "to_json", "verify"]

CHECKS: Mapping[str, Check] = {
    "index.html": check_page,
    "notes.md": check_notes,
}
"""By path in the folder: what reads the printed lines of a file of each build against its part of the trace. `formats`
has those of the others."""


def verify(folder: Path) -> Report:
    """Check everything in the folder; BadPack only where neither its pack.json nor its trace.json can be read.

    Of a course, that is the pack of each lecture as well, and that both say the same of their sources.
    """
    found = Findings()
    if not (folder / COURSE).is_file():
        return _verify(folder, read(folder, found), found, CHECKS)
    contents = read(folder, found, without=LECTURES)
    course = CourseFolder(folder, contents, found, verify)
    mine = _verify(folder, course.contents, found, {"index.html": course.check_page}, course.data)
    return course.report(mine)


def _verify(
    folder: Path, contents: Contents, found: Findings, checks: Mapping[str, Check], known: frozenset[str] = frozenset()
) -> Report:
    trace = _trace(folder, contents, found)
    pack = _pack(folder, contents, found)
    if trace is None and pack is None:
        raise _hopeless(folder, contents, found)
    changed = altered(contents, trace) if trace is not None else frozenset()
    if trace is not None:
        compare(contents, trace, found)
        _check_trace(trace, found)
    quotes = 0
    if pack is not None:
        lines = JsonLines(contents.files[PACK])
        case = Case(look=Lookup(_with_texts(pack, contents, found)), found=found, lines=lines, altered=changed)
        quotes = check_spans(case)
        for check in (
            check_passages,
            check_sentences,
            check_sections,
            check_claims,
            check_alignments,
            check_coverage,
            check_references,
        ):
            check(case)
        if trace is not None:
            _check_files(case, contents, trace, (checks, known))
    _tell_altered(pack, changed, found)
    return Report(
        files=len(contents.files), lines=len(trace.lines) if trace else 0, quotes=quotes, findings=found.sorted()
    )


def _hopeless(folder: Path, contents: Contents, found: Findings) -> BadPack:
    if PACK not in contents.files and TRACE not in contents.files:
        advice = "name a folder that `coursepack build` wrote"
        return BadPack(str(folder), f"holds no {PACK} that can be read, and no {TRACE}", advice)
    return BadPack(str(folder), "; ".join(str(each) for each in found.sorted()), "build the pack again")


def _trace(folder: Path, contents: Contents, found: Findings) -> TraceFile | None:
    data = contents.files.get(TRACE)
    if data is None:
        found.add(TRACE, None, "missing", "is not there, so no printed line can be checked")
        return None
    try:
        return trace_from_json(data, str(folder / TRACE))
    except BadPack as error:
        found.add(TRACE, JsonLines(data).of_refusal(error.found), "form", f"{error.found}; {error.advice}")
        return None


def _pack(folder: Path, contents: Contents, found: Findings) -> Pack | None:
    data = contents.files.get(PACK)
    if data is None:
        found.add(PACK, None, "missing", "is not there, so no claim can be checked")
        return None
    try:
        return from_json(data, str(folder / PACK))
    except BadPack as error:
        found.add(PACK, JsonLines(data).of_refusal(error.found), "form", f"{error.found}; {error.advice}")
        return None


def _with_texts(pack: Pack, contents: Contents, found: Findings) -> Pack:
    texts: dict[str, Text] = {}
    for source in pack.sources:
        name = source_file(source.id)
        data = contents.files.get(name)
        if data is None:
            if name not in contents.refused:
                found.add(name, None, "missing", f"the text of '{source.path}' is not in the folder")
            continue
        try:
            texts[source.id] = Text(source.id, data.decode())
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            found.add(name, line, "unreadable", f"the text of '{source.path}' is no UTF-8 text")
    return replace(pack, texts=texts)


def _check_trace(trace: TraceFile, found: Findings) -> None:
    """See that each place is traced once, and in a file that is listed."""
    known: set[tuple[str, str]] = set()
    for line in trace.lines:
        if line.file not in trace.files:
            found.add(TRACE, None, "trace", f"traces '{line.at}' in '{line.file}', which it does not list")
        if (line.file, line.at) in known:
            found.add(TRACE, None, "trace", f"traces '{line.at}' in '{line.file}' twice")
        known.add((line.file, line.at))


def _check_files(
    case: Case, contents: Contents, trace: TraceFile, by: tuple[Mapping[str, Check], frozenset[str]]
) -> None:
    checks, known = by
    traced: dict[str, list[TraceLine]] = {}
    for line in trace.lines:
        traced.setdefault(line.file, []).append(line)
    data = {PACK, TRACE, *known, *(source_file(source.id) for source in case.look.pack.sources)}
    for name, content in contents.files.items():
        check = checks.get(name) or (check_of(name) if name not in data else None)
        if check is not None:
            check(case, name, content, traced.get(name, []))
        elif name not in data and name in trace.files:
            case.found.add(name, None, "unchecked", "no check is known for a file of this name")


def _tell_altered(pack: Pack | None, changed: frozenset[str], found: Findings) -> None:
    """Say which files were altered, where that is all that is known."""
    sources = {source_file(source.id): source.path for source in pack.sources} if pack is not None else {}
    for name in sorted(changed):
        if not found.has(name):
            whose = f": the text of '{sources[name]}' was altered" if name in sources else ""
            found.add(name, None, "bytes", f"its bytes are not those of the trace{whose}")
