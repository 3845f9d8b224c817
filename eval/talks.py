"""A talk as a pack, made of pieces of a text: what scripts need that divide speech."""

from __future__ import annotations

from collections.abc import Iterable

from coursepack.model.anchors import Passage, Source, Span, Text
from coursepack.model.pack import Pack

__all__ = ["talk_of"]


def talk_of(whole: Text, spans: Iterable[Span | None]) -> Pack:
    """Make each span a passage of speech, numbered by its order; one that is None, without words, is left out."""
    passages = tuple(
        Passage(
            id=f"{whole.source}.p{at}",
            source=whole.source,
            start=span.start,
            end=span.end,
            line=span.line,
            role="speech",
            level=0,
            place=None,
        )
        for at, span in enumerate(spans, start=1)
        if span is not None
    )
    source = Source(id=whole.source, path="talk.txt", kind="transcript", title="talk", sha256="", language="en")
    return Pack(generator="", sources=(source,), passages=passages, texts={whole.source: whole})
