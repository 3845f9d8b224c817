"""sources.json: the pack's sources as CSL-JSON, which reference managers and citation processors read."""

from __future__ import annotations

import json

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._sources import key_of

FILES = ("sources.json",)
SUMMARY = "the sources for a reference manager (CSL-JSON): title, kind, file, language and the file's SHA-256"
PROGRAM = "citeproc-py"
TAKES = ()

_TYPES = {"transcript": "speech", "slides": "speech", "document": "document"}
"""CSL 1.0.2, appendix III: a talk or its slides are a "speech"; `genre` says which."""


def write(pack: Pack) -> Output:
    """Write no author and no date, which no file says for sure; `custom` is CSL's field for what it has no name for."""
    found = [
        {
            "id": key_of(source),
            "type": _TYPES[source.kind],
            "title": source.title,
            "genre": source.kind,
            "language": source.language,
            "custom": {"file": source.path, "sha256": source.sha256},
        }
        for source in pack.sources
    ]
    data = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    trace = tuple(TraceLine(file=FILES[0], at=key_of(source), claims=(source.id,)) for source in pack.sources)
    return Output(files={FILES[0]: data.encode()}, trace=trace)
