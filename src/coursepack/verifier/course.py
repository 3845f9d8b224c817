"""Checks what a course adds to packs: that its sources are its lectures', its titles sourced, its links true.

Each lecture is verified as the pack that it is; the course's own pack is verified like any other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from coursepack.errors import BadPack, ReadingError
from coursepack.model.claims import Entity
from coursepack.model.codec import from_json
from coursepack.model.course import COURSE, LECTURES, TITLES, Course, Lecture, course_from_json, lecture_folder
from coursepack.model.pack import Pack, spans_of
from coursepack.model.parsed import parsed_file
from coursepack.model.trace import TRACE, TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.folder import PACK, Contents, source_file
from coursepack.verifier.lines import Judge
from coursepack.verifier.lookup import Lookup, follows, runs
from coursepack.verifier.page import check_text
from coursepack.verifier.report import Findings, Report
from coursepack.verifier.telling import Teller, Telling, tokens

__all__ = ["CourseFolder"]

# The one way in which a course's page leads out of itself; all else is asked for from outside.
_HREF = re.compile(r"lectures/([\w.-]+)/index\.html(?:#([\w.-]+))?")
_LINK = re.compile(rf'(<a(?: class="(?:ref|in)")?) href="{_HREF.pattern}"(?: data-in="\2")?')
_ID = re.compile(r'\bid="([^"]*)"')


class _Teller(Teller):
    """Tells titles of course, lectures and their sections besides what the course's pack holds."""

    def __init__(self, look: Lookup, names: Mapping[str, str]) -> None:
        super().__init__(look)
        self._known.update({ident: (Telling(tokens(name)),) for ident, name in names.items()})


class CourseFolder:
    """One course under verification."""

    def __init__(self, folder: Path, contents: Contents, found: Findings, verify: Callable[[Path], Report]) -> None:
        self._folder, self._found = folder, found
        self._course = self._read(contents)
        self._reports: list[Report] = []
        self._packs: dict[str, Pack] = {}
        self._ids: dict[str, frozenset[str]] = {}
        traces = {}
        for lecture in self._course.lectures if self._course is not None else ():
            name = lecture_folder(lecture.id)
            self._verify(name, verify)
            self._load(lecture)
            trace = folder / name / TRACE
            if trace.is_file():
                traces[f"{name}/{TRACE}"] = trace.read_bytes()
        self.contents = replace(contents, files=dict(sorted({**contents.files, **traces}.items())))
        lectures = self._course.lectures if self._course is not None else ()
        self.data = frozenset({COURSE, TITLES, *traces, *(parsed_file(lecture.id) for lecture in lectures)})
        """Files that are no printed page, beside those of every pack."""
        self._check_folders()

    def _read(self, contents: Contents) -> Course | None:
        try:
            return course_from_json(contents.files.get(COURSE, b""), str(self._folder / COURSE))
        except BadPack as error:
            self._found.add(COURSE, None, "form", f"{error.found}; {error.advice}")
            return None

    def _verify(self, name: str, verify: Callable[[Path], Report]) -> None:
        try:
            report = verify(self._folder / name)
        except ReadingError as error:
            self._found.add(name, None, "missing", f"is no pack: {error}")
            return
        self._reports.append(report)
        for each in report.findings:
            self._found.add(f"{name}/{each.file}", each.line, each.code, each.text)

    def _load(self, lecture: Lecture) -> None:
        """Keep what the course is held against: what is unreadable has its finding already."""
        folder = self._folder / lecture_folder(lecture.id)
        try:
            self._packs[lecture.id] = from_json((folder / PACK).read_bytes(), PACK)
            self._ids[lecture.id] = frozenset(_ID.findall((folder / "index.html").read_bytes().decode()))
        except (OSError, UnicodeDecodeError, BadPack):
            return

    def _check_folders(self) -> None:
        if self._course is None:
            return
        known = {lecture.id for lecture in self._course.lectures}
        above = self._folder / LECTURES
        for path in sorted(above.iterdir()) if above.is_dir() else ():
            if path.name not in known or path.is_symlink():
                self._found.add(f"{LECTURES}/{path.name}", None, "unlisted", "is no lecture of course.json")

    def report(self, mine: Report) -> Report:
        """Add the lectures' files, lines and quotes to the course's own."""
        reports = (mine, *self._reports)
        return Report(
            files=sum(each.files for each in reports),
            lines=sum(each.lines for each in reports),
            quotes=sum(each.quotes for each in reports),
            findings=self._found.sorted(),
        )

    def check_page(self, case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
        """Check the course's page, and course.json, on which it rests."""
        if self._course is None:
            return
        self._check_titles(case, self._course)
        for lecture in self._course.lectures:
            self._check_sources(case, lecture)
        self._check_whole(case, self._course)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            case.found.add(file, data.count(b"\n", 0, error.start) + 1, "unreadable", "is no UTF-8 text")
            return
        judge = Judge(case, file, _Teller(case.look, self._names(self._course)))
        self._check_links(case, judge, text, {line.at: line for line in traced})
        check_text(judge, case, _LINK.sub(r"\1", text), traced, ["course"])

    def _names(self, course: Course) -> dict[str, str]:
        names = {"course": course.title}
        for lecture in course.lectures:
            names[lecture.id] = lecture.title
            pack = self._packs.get(lecture.id)
            for section in pack.sections if pack is not None else ():
                names[f"{lecture.id}/{section.id}"] = section.title
        return names

    def _check_titles(self, case: Case, course: Course) -> None:
        """A title is that of course.toml, or of a source, or the name of the user's folder or file."""
        settings = self._settings()
        told = [each for each in settings.get("lecture", ()) if isinstance(each, dict)]
        told = told or [{} for _ in course.lectures]
        if course.title not in (settings.get("title"), course.name):
            self._say(f"the course's title '{course.title}' is neither in {TITLES} nor the folder's name")
        if len(told) != len(course.lectures):
            self._say(f"has {len(course.lectures)} lectures, {TITLES} has {len(told)}")
        for lecture, table in zip(course.lectures, told, strict=False):
            own = [case.look.sources[each].title for each in lecture.sources if each in case.look.sources]
            # Of a name, the number that begins it and the signs between its words may be left out.
            is_named = follows(runs(lecture.title), runs(lecture.name)) is None
            if not is_named and lecture.title not in (table.get("title"), *own):
                self._say(f"the title '{lecture.title}' of lecture {lecture.id} is in none of its sources")

    def _settings(self) -> dict[str, Any]:
        data = self.contents.files.get(TITLES)
        if data is None:
            return {}
        try:
            return tomllib.loads(data.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self._found.add(TITLES, None, "form", str(error))
            return {}

    def _check_sources(self, case: Case, lecture: Lecture) -> None:
        """What the course has as S5 is what the lecture has as S1: the text, and each passage of it."""
        pack = self._packs.get(lecture.id)
        if pack is None:
            return
        if len(pack.sources) != len(lecture.sources):
            self._say(f"lecture {lecture.id} has {len(pack.sources)} sources, and not {len(lecture.sources)}")
            return
        for own, ident in zip(pack.sources, lecture.sources, strict=True):
            theirs = case.look.sources.get(ident)
            where = f"{lecture_folder(lecture.id)}/{source_file(own.id)}"
            text = self.contents.files.get(source_file(ident))
            path = self._folder / where
            if theirs is None or theirs.sha256 != own.sha256 or not path.is_file() or path.read_bytes() != text:
                self._say(f"{ident} is not the source {own.id} of lecture {lecture.id}")
            elif _passages(case.look.pack, ident) != _passages(pack, own.id):
                self._say(f"{ident} has other passages than {own.id} of lecture {lecture.id}")

    def _check_whole(self, case: Case, course: Course) -> None:
        """Each source of the course's pack is of one lecture, in the lectures' order."""
        listed = [each for lecture in course.lectures for each in lecture.sources]
        if listed != [source.id for source in case.look.pack.sources]:
            self._say("the lectures' sources are not those of pack.json, in their order")

    def _say(self, text: str) -> None:
        self._found.add(COURSE, None, "name", text)

    def _check_links(self, case: Case, judge: Judge, text: str, traced: Mapping[str, TraceLine]) -> None:
        """Each link leads to a place that is there, and that says what the line around it says."""
        links = _Links(traced)
        links.feed(text)
        own = {
            ident: (lecture.id, f"S{number}")
            for lecture in (self._course.lectures if self._course is not None else ())
            for number, ident in enumerate(lecture.sources, 1)
        }
        for line, href, at in links.found:
            link = _HREF.fullmatch(href)
            # What has not the form of a link to a lecture is found as a request to the outside.
            if link is None:
                continue
            lecture, goal = link[1], link[2] or ""
            if lecture not in self._ids or (goal and goal not in self._ids[lecture]):
                judge.add(line, "gone", f"leads to '{href}', which is not there")
            elif at is None:
                judge.add(line, "untraced", f"leads to '{href}', and no traced line stands around it")
            elif (lecture, goal) not in self._goals(case.look, traced[at], own):
                judge.add(line, "reference", f"leads to '{href}', which is not the place of '{at}'")

    def _goals(self, look: Lookup, trace: TraceLine, own: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield where a line may lead: to passages of its evidence or mentions, or to the lecture that it names."""
        for ident in trace.claims:
            lecture, _, section = ident.partition("/")
            if lecture in self._ids:
                yield lecture, section
            claim = look.claims.get(ident)
            if claim is None:
                continue
            spans = claim.mentions if isinstance(claim, Entity) else spans_of(claim)
            for span in spans:
                passage = look.passage_at(span.source, span.start)
                if passage is not None and span.source in own:
                    home, source = own[span.source]
                    yield home, source + passage.id[len(span.source) :]


def _passages(pack: Pack, source: str) -> list[tuple[object, ...]]:
    return [
        (each.id[len(source) :], each.start, each.end, each.line, each.role, each.place)
        for each in pack.passages
        if each.source == source
    ]


class _Links(HTMLParser):
    """Finds links to lectures, each with the traced element that it is in, is, or holds."""

    def __init__(self, traced: Mapping[str, TraceLine]) -> None:
        super().__init__(convert_charrefs=True)
        self._traced = traced
        self._open: list[tuple[str, str | None]] = []
        self._waiting: tuple[int, str] | None = None
        """A link around which nothing is traced: the first traced element inside tells what it says."""
        self.found: list[tuple[int, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        ident = attributes.get("id")
        at = ident if ident in self._traced else None
        if at is not None and self._waiting is not None:
            self.found.append((*self._waiting, at))
            self._waiting = None
        self._open.append((tag, at))
        href = attributes.get("href", "")
        if tag == "a" and href.startswith(f"{LECTURES}/"):
            self._settle()
            around = next((each for _, each in reversed(self._open) if each is not None), None)
            if around is None:
                self._waiting = (self.getpos()[0], href)
            else:
                self.found.append((self.getpos()[0], href, around))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._settle()
        for at in reversed(range(len(self._open))):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def _settle(self) -> None:
        if self._waiting is not None:
            self.found.append((*self._waiting, None))
            self._waiting = None
