"""course.toml: the titles of a course and its lectures, their order and files. Errors name the line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct

from coursepack.errors import BadSource
from coursepack.plugins import readers
from coursepack.store import read_source

__all__ = ["LectureSettings", "Settings", "settings_of"]

_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?lecture[\"']?[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
_KEYS = ("title", "lecture")
_LECTURE_KEYS = ("title", "files")


class LectureSettings(Struct, frozen=True, kw_only=True):
    title: str | None
    files: tuple[Path, ...]
    """Files, or folders of files."""


class Settings(Struct, frozen=True, kw_only=True):
    path: Path
    data: bytes
    title: str | None
    lectures: tuple[LectureSettings, ...]

    def fault(self, lecture: int, found: str, want: str) -> BadSource:
        """Make the error about a lecture, counted from 1, as a whole."""
        return BadSource(str(self.path), _line(self.data.decode("utf-8-sig"), lecture, "files"), found, want)


def settings_of(path: Path) -> Settings:
    """Raise BadSource, with the line: no TOML, an unknown key, a file that is not there."""
    data = read_source(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSource(str(path), line, "a byte that is not UTF-8", "UTF-8 text, as TOML is") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT_LINE.search(said)
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        raise BadSource(str(path), line, _AT_LINE.sub("", said).lower(), "TOML 1.0 (toml.io)") from error
    reading = _Reading(path, text)
    reading.check_keys(found, _KEYS, 0)
    tables = found.get("lecture", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise reading.fault(
            0, "lecture", "'lecture' that is no list of tables", "[[lecture]] above each lecture's keys"
        )
    return Settings(
        path=path,
        data=data,
        title=reading.title(found, 0),
        lectures=tuple(reading.lecture(each, number) for number, each in enumerate(tables, 1)),
    )


class _Reading:
    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def fault(self, lecture: int, needle: str, found: str, want: str) -> BadSource:
        return BadSource(str(self._path), _line(self._text, lecture, needle), found, want)

    def check_keys(self, table: dict[str, Any], known: tuple[str, ...], lecture: int) -> None:
        for key in table:
            if key not in known:
                raise self.fault(lecture, key, f"unknown key '{key}'", " or ".join(f"'{each}'" for each in known))

    def title(self, table: dict[str, Any], lecture: int) -> str | None:
        title = table.get("title")
        if title is not None and (not isinstance(title, str) or not title.strip()):
            raise self.fault(lecture, "title", "a title that is no text", 'words in quotes: title = "The split"')
        return title

    def lecture(self, table: dict[str, Any], lecture: int) -> LectureSettings:
        self.check_keys(table, _LECTURE_KEYS, lecture)
        files = table.get("files")
        if not isinstance(files, list) or not files or not all(isinstance(each, str) for each in files):
            want = 'a list of names: files = ["01/lecture.vtt", "01/slides.pptx"]'
            raise self.fault(lecture, "files", "a lecture without files", want)
        return LectureSettings(
            title=self.title(table, lecture), files=tuple(self._file(each, lecture) for each in files)
        )

    def _file(self, name: str, lecture: int) -> Path:
        path = self._path.parent / name
        if not path.exists():
            raise self.fault(lecture, name, f"names '{name}', which is not there", f"a path from {self._path.parent}")
        if not path.is_dir() and path.suffix.lower().removeprefix(".") not in readers():
            known = ", ".join(f".{each}" for each in sorted(readers()))
            raise self.fault(lecture, name, f"names '{name}', which nothing reads", f"one of {known}")
        return path


def _line(text: str, lecture: int, needle: str) -> int:
    """Find the line on which the words stand below the heading of a lecture (0: above all), else the heading's."""
    heads = [found.start() for found in _TABLE.finditer(text)]
    start = heads[lecture - 1] if 0 < lecture <= len(heads) else 0
    end = heads[lecture] if lecture < len(heads) else len(text)
    at = text.find(needle, start, end)
    return text.count("\n", 0, at if at >= 0 else start) + 1
