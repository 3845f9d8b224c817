"""OpenDocument texts (OASIS ODF 1.3), as LibreOffice Writer keeps them; a line for each paragraph, as in Word's."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._lines import has_words
from coursepack.readers._odf import Flow, opened
from coursepack.readers._office import composed, tell_left_out

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("odt",)
SUMMARY = "OpenDocument text: headings, lists, tables and footnotes, a line for each paragraph"


def read(data: bytes, *, source: str, log: Log) -> Reading:
    """Read changes as accepted; comments, pictures and hidden text are told as left out."""
    archive, body, styles = opened(data, "office:text", source=source)
    left_out: Counter[str] = Counter()
    lines = [each for each in Flow(archive, styles, left_out, is_slides=False).read(body) if has_words(each.words)]
    # A title, of which there is no level in the format, stands above all headings.
    if any(each.role == "heading" and not each.level for each in lines):
        lines = [replace(each, level=each.level + 1) if each.role == "heading" else each for each in lines]
    for each in styles.around:
        found = Flow(archive, styles, Counter(), is_slides=False).read(each)
        left_out["head or foot of pages"] += any(has_words(said.words) for said in found)
    tell_left_out(+left_out, source=source, log=log)
    title = next((each.words for each in lines if each.role == "heading" and each.level == 1), "")
    return composed(lines, kind="document", title=title, source=source)
