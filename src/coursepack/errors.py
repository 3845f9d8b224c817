"""Every deliberate error, with its exit code and its facts as fields.

CoursepackError
├── UsageError                2   the command line asks for what cannot be
├── ReadingError             10   a source or a pack cannot be read
│   ├── MissingFile          11
│   ├── NotAFile             12
│   ├── EmptySource          13
│   ├── UnknownFormat        14
│   ├── NotText              15
│   ├── BadSource            16   the format's own grammar is broken
│   ├── UnreadableFile       17   the system refuses it
│   ├── BadPack              18   pack.json or its folder is not what it says
│   └── BadFile              19   a deck, document or archive is broken, locked or too large
├── AnalysisError            20
│   ├── PassOrder            21   a pass needs what no pass makes, or they form a circle
│   ├── ModelMissing         22
│   ├── Unproven             23   the finished pack failed its own verifier
│   └── SpeechMissing        24   a recording, and no recogniser or no model to hear it
└── WritingError             30
    ├── OutputExists         31   the folder is there and is no pack
    ├── CannotWrite          32   no permission, no space
    └── SettingMissing       33   a PDF is wanted, and no Typst or no letters to set it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "AnalysisError",
    "BadFile",
    "BadPack",
    "BadSource",
    "CannotWrite",
    "CoursepackError",
    "EmptySource",
    "MissingFile",
    "ModelMissing",
    "NotAFile",
    "NotText",
    "OutputExists",
    "PassOrder",
    "ReadingError",
    "SettingMissing",
    "SpeechMissing",
    "UnknownFormat",
    "Unproven",
    "UnreadableFile",
    "UsageError",
    "WritingError",
]


class CoursepackError(Exception):
    """The root: anything else that escapes is a fault in coursepack itself."""

    exit_code: ClassVar[int] = 70


class UsageError(CoursepackError):
    """What was asked for contradicts itself; `advice` says what to ask for instead."""

    exit_code = 2

    def __init__(self, found: str, advice: str) -> None:
        self.found, self.advice = found, advice
        super().__init__(f"{found}; {advice}")


class ReadingError(CoursepackError):
    exit_code = 10


class MissingFile(ReadingError):
    exit_code = 11

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: no such file; check the name")


class NotAFile(ReadingError):
    exit_code = 12

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: is a folder; name the files in it")


class EmptySource(ReadingError):
    """Nothing but white space, or a format's frame without any words in it; `found` is what it is instead, a scan."""

    exit_code = 13

    def __init__(self, path: str, found: str = "holds no words", advice: str = "give a file with text") -> None:
        self.path, self.found, self.advice = path, found, advice
        super().__init__(f"{path}: {found}; {advice}")


class UnknownFormat(ReadingError):
    exit_code = 14

    def __init__(self, path: str, suffix: str, known: Sequence[str]) -> None:
        self.path, self.suffix, self.known = path, suffix, tuple(known)
        what = f"no reader for '{suffix}'" if suffix else "a name without an extension"
        super().__init__(f"{path}: {what}; known are {', '.join(known)}")


class NotText(ReadingError):
    """Bytes that no known encoding reads as text; `offset` is the first that shows it."""

    exit_code = 15

    def __init__(self, path: str, offset: int, found: str) -> None:
        self.path, self.offset, self.found = path, offset, found
        super().__init__(f"{path}: byte {offset} is {found}, so this is no text; save it as UTF-8 text")


class BadSource(ReadingError):
    """The format's grammar is broken beyond what a notice can tell; `line` counts from 1."""

    exit_code = 16

    def __init__(self, path: str, line: int, found: str, want: str) -> None:
        self.path, self.line, self.found, self.want = path, line, found, want
        super().__init__(f"{path}:{line}: {found}; want {want}")


class UnreadableFile(ReadingError):
    exit_code = 17

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: cannot be read ({reason}); check its permissions")


class BadPack(ReadingError):
    """A pack folder or its pack.json that cannot be loaded; `where` is the file, or file and JSON path."""

    exit_code = 18

    def __init__(self, where: str, found: str, advice: str) -> None:
        self.where, self.found, self.advice = where, found, advice
        super().__init__(f"{where}: {found}; {advice}")


class BadFile(ReadingError):
    """A file that is no text (a deck, a document, an archive) and can't be opened, or not safely."""

    exit_code = 19

    def __init__(self, path: str, found: str, advice: str) -> None:
        self.path, self.found, self.advice = path, found, advice
        super().__init__(f"{path}: {found}; {advice}")


class AnalysisError(CoursepackError):
    exit_code = 20


class PassOrder(AnalysisError):
    exit_code = 21

    def __init__(self, name: str, found: str, known: Sequence[str]) -> None:
        self.name, self.found, self.known = name, found, tuple(known)
        super().__init__(f"pass '{name}' {found}; the passes make {', '.join(known)}")


class ModelMissing(AnalysisError):
    exit_code = 22

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: the English model is not there; install coursepack again")


class Unproven(AnalysisError):
    """The verifier refused what the writers made: a fault in coursepack, so nothing was written."""

    exit_code = 23

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        places = "1 place" if len(findings) == 1 else f"{len(findings)} places"
        super().__init__(
            f"the pack failed its own verification at {places}, first {findings[0]}; "
            "nothing was written, please report it with the input"
        )


class SpeechMissing(AnalysisError):
    """What a recording can't be heard without: the extra, or a model; `where` is the recording or the model."""

    exit_code = 24

    def __init__(self, where: str, found: str, advice: str) -> None:
        self.where, self.found, self.advice = where, found, advice
        super().__init__(f"{where}: {found}; {advice}")


class WritingError(CoursepackError):
    exit_code = 30


class OutputExists(WritingError):
    exit_code = 31

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: is there and is no pack; name another folder, or remove it yourself")


class SettingMissing(WritingError):
    """What a PDF can't be set without: the extra, or a letter in its fonts."""

    exit_code = 33

    def __init__(self, found: str, advice: str) -> None:
        self.found, self.advice = found, advice
        super().__init__(f"handout.pdf: {found}; {advice}")


class CannotWrite(WritingError):
    exit_code = 32

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: cannot be written ({reason}); nothing was left behind")
