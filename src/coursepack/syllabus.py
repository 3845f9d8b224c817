"""Which files of a course's folder make which lecture: by course.toml, else by sub-folders and numbers in names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coursepack.alike import distinct, is_captions, stem_of, suffix_of
from coursepack.errors import UsageError
from coursepack.model.trace import TRACE
from coursepack.notices import Log
from coursepack.plugins import readers
from coursepack.settings import Settings, settings_of
from coursepack.store import PACK

__all__ = ["SETTINGS", "Planned", "Syllabus", "syllabus_of"]

SETTINGS = "course.toml"
_MEANT = (SETTINGS, f"{SETTINGS}.txt", "course.tml", "courses.toml")
"""Names, in small letters, that were meant to be that."""

# "HIST 101 lecture 3", "week-03": a word that counts lectures is trusted wherever it stands.
_COUNTED = re.compile(
    r"(?<![^\W\d_])(?:lecture|lect|lec|week|wk|class|session|talk|day|module|seminar|unit|episode|ep)"
    r"(?:[\s._#-]*(?:no[\s._-]*)?(?P<figures>\d{1,3})(?!\d)|[\s._#-]+(?P<letters>[a-z]{1,9})(?![^\W_]))"
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LETTERS = {name: number for names in (_ROMANS, _WORDS) for number, name in enumerate(names, 1)}
_LEADING = re.compile(r"(?:[lws]|chapter[\s._-]*|ch[\s._-]*|part[\s._-]*)?(\d{1,3})(?!\d)")
_DATE = re.compile(r"(\d{4})([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")
_DATED = re.compile(r"(?<!\d)(\d{4})([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")
"""Teams puts the day in the middle: "HIST101-20240304_100312-Meeting Recording"."""
_CHAPTER = re.compile(r"ch|part")
"""What is counted so is a book's, and its numbers are those of no lecture."""
_SHARED = 2
"""Lectures that show how a course is laid out."""
_NUMBERS = re.compile(r"\d+")
# What yt-dlp writes beside captions, which is JSON and no transcript.
_BESIDES = (".info.json", ".live_chat.json")
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})
_MOST = 5
"""Names that a notice lists."""


class Planned(Struct, frozen=True, kw_only=True):
    """One lecture before it is read."""

    id: str
    name: str
    title: str | None
    """From course.toml; None where it gives none."""
    files: tuple[Path, ...]
    is_ordered: bool
    """Whether the user has put the files in order; else what was said comes first, then slides, then documents."""


class Syllabus(Struct, frozen=True, kw_only=True):
    folder: Path
    title: str | None
    lectures: tuple[Planned, ...]
    settings: bytes | None
    """The course.toml, where there is one."""


class _Group(Struct, kw_only=True):
    name: str
    number: int | str | None
    """A number, a date as "2026-03-05", or None."""
    files: list[Path]
    outer: tuple[int, str] | None = None
    """The number and the name of the folder that its own lies in, such as a week's."""


def syllabus_of(folder: Path, log: Log) -> Syllabus:
    """Raise UsageError where no lecture can be made out, and BadSource for what is wrong in course.toml."""
    path = folder / SETTINGS
    misnamed = next((each.name for each in folder.iterdir() if each.name.lower() in _MEANT), SETTINGS)
    if misnamed != SETTINGS and not path.is_file():
        raise UsageError(f"{folder}: '{misnamed}' is not read", f"name it {SETTINGS}")
    settings = settings_of(path) if path.is_file() else None
    lectures = (_named(folder, settings, log) if settings and settings.lectures else None) or _found(folder, log)
    if not lectures:
        raise UsageError(
            f"{folder} holds no lecture",
            "give each lecture a folder of its own or a number in its files' names (03-lecture.vtt), "
            f"write a {SETTINGS}, or name the files of one lecture themselves",
        )
    return Syllabus(
        folder=folder,
        title=settings.title if settings else None,
        lectures=tuple(lectures),
        settings=settings.data if settings else None,
    )


def _named(folder: Path, settings: Settings, log: Log) -> list[Planned]:
    """Take the lectures of course.toml; what it doesn't name is told."""
    lectures, taken = [], set()
    width = max(2, len(str(len(settings.lectures))))
    for number, each in enumerate(settings.lectures, 1):
        files: list[Path] = []
        for path in each.files:
            files += _distinct(_readable(path, folder, log), folder, log) if path.is_dir() else [path]
        if not files:
            raise settings.fault(number, "lists a folder that holds nothing to read", "at least one file")
        for file in files:
            if os.path.realpath(file) in taken:
                raise settings.fault(
                    number, f"lists '{_told(file, folder)}', which a lecture has already", "each file once"
                )
            taken.add(os.path.realpath(file))
        name = " ".join(_told(path, folder) for path in each.files[:1])
        lectures.append(
            Planned(id=f"{number:0{width}}", name=name, title=each.title, files=tuple(files), is_ordered=True)
        )
    left = [path for path in _walk(folder) if os.path.realpath(path) not in taken]
    _pass_over(left, "in no lecture of course.toml", folder, log)
    return lectures


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what can be read in the folder and in its sub-folders."""
    for path in _listed(folder):
        if path.is_dir():
            yield from _walk(path)
        elif _is_source(path):
            yield path


def _found(folder: Path, log: Log) -> list[Planned]:
    """Make a lecture of each sub-folder, and of the loose files that have one number."""
    groups, nobodys = _groups(folder, folder, log)
    if not groups:
        groups, nobodys = _by_names(nobodys)
    _pass_over(nobodys, "in no lecture: no number says which", folder, log)
    groups = _counted_through(groups)
    _check_numbers(groups, folder)
    groups.sort(key=_order)
    return [
        Planned(id=key, name=group.name, title=None, files=tuple(_distinct(group.files, folder, log)), is_ordered=False)
        for key, group in zip(_ids(groups), groups, strict=True)
    ]


def _groups(level: Path, folder: Path, log: Log) -> tuple[list[_Group], list[Path]]:
    """Give the lectures that lie in a folder, and the files that no number gives to one."""
    groups: list[_Group] = []
    loose: dict[int | str, _Group] = {}
    nobodys: list[Path] = []
    found = _listed(level)
    kinds = _kinds([path for path in found if path.is_dir()])
    for path in found:
        if path.is_dir() and path not in kinds:
            groups += _in_folder(path, folder, log)
        for file in _readable(path, folder, log) if path in kinds else [path] if _is_source(path) else []:
            number = _number(file.stem)
            if number is None:
                nobodys.append(file)
            else:
                loose.setdefault(number, _Group(name=stem_of(file), number=number, files=[])).files.append(file)
    _pass_over([path for path in found if not path.is_dir() and not _is_known(path)], "nothing reads", folder, log)
    return [*groups, *loose.values()], nobodys


def _kinds(folders: Sequence[Path]) -> list[Path]:
    """Find folders of which each holds files of one kind for all lectures: "Slides/Lecture 2", "Captions/Lecture 2"."""
    numbers: dict[Path, set[int | str]] = {}
    for path in folders:
        files = [each for each in _listed(path) if _is_source(each)]
        own = {_number(file.stem) for file in files if not _CHAPTER.match(file.stem.casefold())}
        if _number(path.name) is None and len(own) >= _SHARED:
            numbers[path] = {each for each in own if each is not None}
    return [
        path
        for path, own in numbers.items()
        if any(other is not path and len(own & theirs) >= _SHARED for other, theirs in numbers.items())
    ]


def _in_folder(path: Path, folder: Path, log: Log) -> list[_Group]:
    """Make a lecture of a folder, or one of each numbered folder in it where it only holds folders: "Week 1/Lecture 2".

    What lies in the others belongs to the lecture that the outer one names: "Lecture 2/captions", "Lecture 2/slides".
    """
    inner = _listed(path)
    within = [each for each in inner if each.is_dir()]
    own = _number(path.name)
    if within and not any(_is_source(each) for each in inner):
        numbered = [each for each in within if _number(each.name) is not None]
        if numbered:
            _pass_over([each for each in inner if each not in numbered], "beside numbered folders", folder, log)
            groups = [group for each in numbered for group in _in_folder(each, folder, log)]
            for group in groups:
                group.outer = group.outer or ((own, path.name) if isinstance(own, int) else None)
            return groups
        if own is None and _kinds(within):
            groups, nobodys = _groups(path, folder, log)
            _pass_over(nobodys, "in no lecture: no number says which", folder, log)
            return groups
        if own is not None:
            files = [file for each in within for file in _readable(each, folder, log)]
            return [_Group(name=path.name, number=own, files=files)] if files else []
    files = _readable(path, folder, log)
    return [_Group(name=path.name, number=own, files=files)] if files else []


def _counted_through(groups: list[_Group]) -> list[_Group]:
    """Count lectures through where each week counts its own from one."""
    own = [group.number for group in groups]
    if len(set(own)) == len(own) or not all(isinstance(group.number, int) and group.outer for group in groups):
        return groups
    ordered = sorted(groups, key=lambda group: (group.outer or (0, ""), _order(group)))
    if len({(group.outer, group.number) for group in groups}) == len(groups):
        for number, group in enumerate(ordered, 1):
            group.name, group.number = f"{group.outer[1]}, {group.name}" if group.outer else group.name, number
    return ordered


def _by_names(files: Sequence[Path]) -> tuple[list[_Group], list[Path]]:
    """Make a lecture of each name that captions have, where there are several and nothing is numbered."""
    said = {stem_of(path).casefold(): stem_of(path) for path in files if is_captions(path)}
    if len(said) < _SHARED:
        return [], list(files)
    groups = {key: _Group(name=name, number=None, files=[]) for key, name in said.items()}
    nobodys: list[Path] = []
    for path in files:
        name = stem_of(path).casefold()
        key = max((each for each in said if name.startswith(each)), key=len, default=None)
        (nobodys if key is None else groups[key].files).append(path)
    return list(groups.values()), nobodys


def _is_source(path: Path) -> bool:
    return not path.is_dir() and suffix_of(path) in readers() and not path.name.lower().endswith(_BESIDES)


def _is_known(path: Path) -> bool:
    return path.name == SETTINGS or _is_source(path)


def _listed(folder: Path) -> list[Path]:
    """List a folder by name, as people count; without what is hidden, what systems leave behind, and packs."""
    found = [
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$"))
        and path.name.lower() not in _JUNK
        and not ((path / PACK).is_file() and (path / TRACE).is_file())
    ]
    return sorted(found, key=lambda path: _natural(path.name))


def _natural(name: str) -> tuple[tuple[str, int], ...]:
    """Sort "2" before "10"; names that differ in nothing else by their letters."""
    texts, numbers = _NUMBERS.split(name.casefold()), _NUMBERS.findall(name)
    pairs = [(text, int(number)) for text, number in zip(texts, [*numbers, "0"], strict=True)]
    return (*pairs, (name, 0))


def _readable(lecture: Path, folder: Path, log: Log) -> list[Path]:
    """List a lecture's files; what nothing reads, and folders in its folder, are told."""
    found = _listed(lecture)
    _pass_over([path for path in found if path.is_dir()], "a folder in a lecture's folder", folder, log)
    _pass_over([path for path in found if not path.is_dir() and not _is_known(path)], "nothing reads", folder, log)
    return [path for path in found if _is_source(path)]


def _pass_over(paths: Sequence[Path], why: str, folder: Path, log: Log) -> None:
    if paths:
        names = ", ".join(_told(path, folder) for path in paths[:_MOST])
        more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
        log.tell("passed_over", f"passed over ({why}): {names}{more}", source=_told(folder, folder.parent))


def _told(path: Path, folder: Path) -> str:
    """Name a path as the user would: from the course's folder, with "/" on every system."""
    return Path(os.path.relpath(path, folder)).as_posix().encode(errors="replace").decode()


def _number(name: str) -> int | str | None:
    """Find the number or date by which a name says which lecture it is of."""
    name = name.casefold()
    found = _counted(name) or _LEADING.match(name)
    date = _DATE.match(name) or (None if found else _DATED.search(name))
    if date is not None and 1 <= int(date[3]) <= 12 and 1 <= int(date[4]) <= 31:
        return f"{date[1]}-{date[3]}-{date[4]}"
    if found is None or found.re is _LEADING:
        return int(found[1]) if found is not None else None
    return int(found["figures"]) if found["figures"] else _LETTERS[found["letters"]]


def _counted(name: str) -> re.Match[str] | None:
    """Find a word that counts lectures, with its number in figures, in words or as the Romans wrote it."""
    return next((each for each in _COUNTED.finditer(name) if each["figures"] or each["letters"] in _LETTERS), None)


def _check_numbers(groups: Iterable[_Group], folder: Path) -> None:
    seen: dict[int | str, _Group] = {}
    for group in groups:
        if group.number is None:
            continue
        other = seen.setdefault(group.number, group)
        if other is not group:
            raise UsageError(
                f"{folder}: '{other.name}' and '{group.name}' are both lecture {group.number}",
                f"give one another number, put their files together, or name the lectures in {SETTINGS}",
            )


def _order(group: _Group) -> tuple[int, int, str, tuple[tuple[str, int], ...]]:
    """By number, then by date, then by name."""
    is_number, is_date = isinstance(group.number, int), isinstance(group.number, str)
    return (
        0 if is_number else 1 if is_date else 2,
        group.number if isinstance(group.number, int) else 0,
        group.number if isinstance(group.number, str) else "",
        _natural(group.name),
    )


def _ids(groups: Sequence[_Group]) -> list[str]:
    """Give each lecture its own number where all have one, or its date; else they are counted."""
    if all(isinstance(group.number, str) for group in groups):
        return [str(group.number) for group in groups]
    own = [group.number for group in groups]
    numbers = own if all(isinstance(each, int) for each in own) else list(range(1, len(groups) + 1))
    width = max(2, len(str(max((int(each or 0) for each in numbers), default=0))))
    return [f"{each:0{width}}" for each in numbers]


def _distinct(files: Sequence[Path], folder: Path, log: Log) -> list[Path]:
    kept, passed = distinct(files)
    for paths, why in passed:
        _pass_over(paths, why, folder, log)
    return kept
