"""A course: its lectures in order, and which sources of the course's pack are whose. The form of course.json."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from coursepack.errors import BadPack

__all__ = ["COURSE", "LECTURES", "TITLES", "Course", "Lecture", "course_from_json", "course_to_json", "lecture_folder"]

COURSE = "course.json"
LECTURES = "lectures"
TITLES = "sources/course.toml"
"""Where a course's folder keeps the user's course.toml, from which its titles are."""
SCHEMA = 1


class Lecture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    """Its number or date, and the name of its folder in `lectures`: "03"."""
    name: str
    """The folder's or the files' name, as the user gave it."""
    title: str
    """From course.toml, else that of a source, else words of `name`."""
    sources: tuple[str, ...]
    """Ids in the course's pack of what the lecture's own pack has as S1, S2 …"""
    key: str
    """SHA-256 over all that its pack follows from; an equal one needs no building."""


class Course(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: int = SCHEMA
    generator: str
    name: str
    """The folder's, as the user gave it."""
    title: str
    """From course.toml, else `name`."""
    lectures: tuple[Lecture, ...]
    key: str
    """Like a lecture's, for the whole course."""


class _Head(Struct):
    schema: Any = None


def lecture_folder(lecture: str) -> str:
    return f"{LECTURES}/{lecture}"


def course_to_json(course: Course) -> bytes:
    return msgspec.json.format(msgspec.json.encode(course), indent=2) + b"\n"


def course_from_json(data: bytes, where: str) -> Course:
    """Raise BadPack, with `where` and the JSON path, on anything but a sound course.json of this schema."""
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
        if type(schema) is not int or schema != SCHEMA:
            raise BadPack(where, f"schema {schema!r}", f"this coursepack reads schema {SCHEMA}; build the course again")
        return msgspec.json.decode(data, type=Course)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPack(where, str(error) or type(error).__name__, "build the course again") from error
