"""Word documents (WordprocessingML, ISO/IEC 29500 part 1, section 17).

Read from their XML: python-docx, which the tests write files with and compare with, passes over footnotes, text boxes,
inserted text and formulas. The text has one line for each paragraph, so a line's number is its paragraph's.
"""

from __future__ import annotations

from collections import Counter

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._lines import has_words
from coursepack.readers._office import Package, composed, tell_left_out
from coursepack.readers._word import Blocks, styles_of, with_headings
from coursepack.readers._word_transcript import transcript_of
from coursepack.readers._xml import attribute, children, first

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("docx", "docm")
SUMMARY = "Word: headings, lists, tables and footnotes, a line for each paragraph"

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read changes as accepted; comments, deleted and hidden text, heads and pictures are told as left out."""
    package = Package(data, source=source)
    main, root = package.main("w:document")
    left_out: Counter[str] = Counter()
    styles_part = package.related(main, "styles")
    styles = styles_of(package.root(styles_part) if styles_part else None)
    blocks = Blocks(package, main, styles, left_out=left_out)
    for kind in ("footnote", "endnote"):
        part = package.related(main, f"{kind}s")
        for each in children(package.root(part) if part else None, f"w:{kind}"):
            if attribute(each, "w:type") not in _SEPARATORS:
                blocks.notes[kind, attribute(each, "w:id")] = each
    body = first(root, "w:body")
    lines = list(blocks.read(body)) if body is not None else []
    lines += blocks.endnotes
    _count_around(package, main, left_out)
    said = [each for each in with_headings(lines) if has_words(each.words)]
    if package.related(main, "vbaProject"):
        log.tell("left_out", "its macros are neither read nor run", source=source)
    tell_left_out(+left_out, source=source, log=log)
    if not any(each.level for each in said[1:]):
        transcript = transcript_of(blocks.paragraphs, source=source, log=log)
        if transcript is not None:
            return transcript
    title = next((each.words for each in said if each.role == "heading" and each.level == 1), "")
    return composed(said, kind="document", title=title, source=source)


def _count_around(package: Package, main: str, left_out: Counter[str]) -> None:
    """Count comments, and what stands at the head or foot of pages."""
    for each in package.relations(main).values():
        if each.kind == "comments" and each.target:
            left_out["comment"] += len(children(package.root(each.target), "w:comment"))
        elif each.kind in ("header", "footer") and each.target:
            around = Blocks(package, each.target, {}, left_out=Counter())
            if any(has_words(line.said.words) for line in around.read(package.root(each.target))):
                left_out["head or foot of pages"] += 1
