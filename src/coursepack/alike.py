"""Which files of one lecture say the same, and which of them is read: by their names and formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from coursepack.plugins import is_recording

__all__ = ["Passed", "distinct", "is_captions", "stem_of", "suffix_of"]

Passed = tuple[list[Path], str]
"""Files that are not read, and why."""

# "lecture.en.vtt", "talk [x].en-US.vtt": ISO 639 with a region or yt-dlp's "orig"; behind "_" two letters may be
# a word.
_LANGUAGE = re.compile(
    r"(?:\.(?P<code>[a-z]{2})|_(?P<sure>en|de|fr|es|pt|nl|pl|ru|uk|zh|ja|ko|ar|tr|sv|da|fi|cs))"
    r"(?:[-_](?:[a-z]{2}|[a-z]{4}|orig|\d{3}))?$",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"[\s._-]*(?:(?P<best>\(?(?:corrected|edited|final|reviewed|checked)\)?)|(?P<copy>\(\d\)|[\s._-]copy)|"
    r"(?P<worst>\(?(?:auto|automatic|auto[\s._-]?generated|asr|uncorrected|raw)\)?))$",
    re.IGNORECASE,
)
"""How people name what they have mended, and programs what nobody has."""
_RANKS = ("best", "", "copy", "worst")
# Of files with one stem, those of one row say the same: what says it best stands first.
_ALIKE = (
    ("vtt", "srt", "ttml", "dfxp", "sbv", "json3", "json", "srv3", "srv2", "srv1"),
    (
        *("pptx", "pptm", "ppsx", "ppsm", "odp", "docx", "docm", "odt"),
        *("md", "markdown", "ipynb", "html", "htm", "xhtml", "epub", "pdf"),
    ),
    ("wav", "flac", "m4a", "mp3", "ogg", "opus", "mp4", "mkv", "webm", "mov"),
)
_TEXT = ("txt", "text")


def distinct(files: Sequence[Path]) -> tuple[list[Path], list[Passed]]:
    """Keep one of files that say the same: in several formats, in other languages, mended and not."""
    files, passed = _in_english(files)
    heard = [path for path in files if is_recording(path)]
    told = [path for path in files if is_captions(path) or suffix_of(path) in _TEXT]
    for path in heard:
        # One recording is what any captions of the lecture are of; of several, those of its name.
        is_told = any(stem_of(other).casefold() == path.stem.casefold() for other in told)
        if is_told or (len(heard) == 1 and any(map(is_captions, told))):
            files = [other for other in files if other is not path]
            passed.append(([path], "the captions are read instead"))
    better = {path: _better(path, files) for path in files}
    passed.append(([path for path in files if better[path]], "the same in another format is read"))
    files = [path for path in files if not better[path]]
    rough = [path for path in files if is_captions(path) and _has_better_version(path, files)]
    passed.append((rough, "another version of the captions is read"))
    return [path for path in files if path not in rough], passed


def is_captions(path: Path) -> bool:
    return suffix_of(path) in _ALIKE[0]


def stem_of(path: Path) -> str:
    """Give a file's name without its format, and captions' without their language."""
    return _LANGUAGE.sub("", path.stem) if _language(path) or suffix_of(path) in _TEXT else path.stem


def suffix_of(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _better(path: Path, files: Sequence[Path]) -> bool:
    """Tell whether a file of the same stem says the same, and better; a text beside captions is what they say."""
    is_text = suffix_of(path) in _TEXT
    row = next((row for row in _ALIKE if suffix_of(path) in row), ())
    rank = row.index(suffix_of(path)) if row else 0
    for other in files:
        if other is path or stem_of(other).casefold() != stem_of(path).casefold():
            continue
        if is_text and is_captions(other):
            return True
        if suffix_of(other) in row and (row.index(suffix_of(other)), len(other.stem), other.name) < (
            rank,
            len(path.stem),
            path.name,
        ):
            return True
    return False


def _has_better_version(path: Path, files: Sequence[Path]) -> bool:
    name, rank = _version(path)
    versions = [_version(other) for other in files if other is not path and is_captions(other)]
    return any(other == name and theirs < rank for other, theirs in versions)


def _version(path: Path) -> tuple[str, int]:
    """Give a name without what tells its version, and how good that is."""
    found = _VERSION.search(stem_of(path))
    kind = found.lastgroup or "" if found else ""
    return _VERSION.sub("", stem_of(path)).casefold(), _RANKS.index(kind)


def _in_english(files: Sequence[Path]) -> tuple[list[Path], list[Passed]]:
    """Leave out captions whose name tells another language, where others of that name are English or tell none."""
    english = {stem_of(path).casefold() for path in files if is_captions(path) and _language(path) in ("en", "")}
    others = [path for path in files if _language(path) not in ("en", "") and stem_of(path).casefold() in english]
    return [path for path in files if path not in others], [(others, "captions in another language")]


def _language(path: Path) -> str:
    """Give the language that the name of captions tells, "" where it tells none."""
    found = _LANGUAGE.search(path.stem) if is_captions(path) else None
    return (found["code"] or found["sure"]).lower() if found else ""
