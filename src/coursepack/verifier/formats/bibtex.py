"""Checks sources.bib: each entry is a source's, with its data, and nothing stands between entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursepack.model.anchors import Source
from coursepack.model.trace import TraceLine
from coursepack.model.wording import plain
from coursepack.verifier.anchors import Case
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("sources.bib",)
_ENTRY = re.compile(r"@misc\{([\w-]+),\n((?:  \w+ = \{.*\},\n)*)\}\n")
_FIELD = re.compile(r"  (\w+) = \{(.*)\},\n")
_NAMES = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
_ESCAPED = re.compile(r"\{\\text(\w+)\}|\\([&%$#_])")


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        case.found.add(file, None, "unreadable", f"is no UTF-8 text ({error})")
        return
    # Whatever stands outside an entry is a comment in BibTeX.
    if strange := _ENTRY.sub("", text).strip():
        case.found.add(file, None, "untraced", f"has '{excerpt(strange)}', which is no entry that is known here")
    sources = {f"{source.id}-{source.sha256[:8]}": source for source in case.look.pack.sources}
    units = []
    for entry in _ENTRY.finditer(text):
        line = text.count("\n", 0, entry.start()) + 1
        source = sources.get(entry[1])
        if source is None:
            case.found.add(file, line, "trace", f"has the key '{entry[1]}', which is no source's")
            continue
        fields = [(name, _text(value)) for name, value in _FIELD.findall(entry[2])]
        wanted = _fields(source)
        if [name for name, _ in fields] != list(wanted):
            case.found.add(file, line, "untraced", f"{entry[1]} has other fields than {', '.join(wanted)}")
        for name, value in fields:
            if value != wanted.get(name):
                wrong = f"{entry[1]} has '{excerpt(value)}' as {name}, its source '{excerpt(wanted.get(name, ''))}'"
                case.found.add(file, line, "name", wrong)
        units.append(Unit(at=entry[1], text=dict(fields).get("title", ""), line=line))
    check_units(case, file, units, traced)


def _fields(source: Source) -> Mapping[str, str]:
    return {
        "title": f"{{{plain(source.title)}}}",
        "type": source.kind,
        "howpublished": plain(source.path),
        "language": source.language,
        "sha256": source.sha256,
    }


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda found: _NAMES.get(found[1], "") if found[1] else found[2], value)
