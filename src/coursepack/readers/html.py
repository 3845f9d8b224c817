"""Web pages: the article without its frame."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from coursepack.errors import BadFile
from coursepack.model.anchors import Place
from coursepack.model.reading import Reading
from coursepack.notices import Log
from coursepack.readers._decode import decode
from coursepack.readers._html import lines_of, parse_html
from coursepack.readers._office import Said, composed, tell_left_out

__all__ = ["SUFFIXES", "SUMMARY", "read"]

SUFFIXES = ("html", "htm", "xhtml")
SUMMARY = "HTML: a web page's article, without menus, heads and feet"

# WHATWG HTML, section 13.2.3.2: the declaration stands in the first 1024 bytes.
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 1024
_TAG = re.compile(r"</?[A-Za-z!]")
# WHATWG Encoding, section 4.2: browsers read these labels as Windows-1252.
_WINDOWS = frozenset(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"))


def read(data: bytes, *, source: str, log: Log) -> Reading:
    text = decode(_recoded(data), source=source, log=log)
    if _TAG.search(text) is None:
        raise BadFile(source, "is no web page, whatever its name says", "name it as what it is")
    page = lines_of(parse_html(text, source=source), is_article=True)
    tell_left_out(Counter(dict(page.left_out)), source=source, log=log)
    if page.frame:
        what = "1 word" if page.frame == 1 else f"{page.frame:,} words"
        log.tell("left_out", f"{what} of menus, heads and feet are not read", source=source)
    said = list(page.said)
    title = next((each.words for each in said if each.role == "heading" and each.level == 1), "")
    if not title and page.heading:
        title = page.heading
        place = Place(slide=1) if page.is_slides else None
        said.insert(0, Said(words=title, role="heading", level=1, place=place))
    return composed(said, kind="slides" if page.is_slides else "document", title=title, source=source)


def _recoded(data: bytes) -> bytes:
    """Give a page that names its encoding as UTF-8; others as they are, for `decode` to find out."""
    found = _CHARSET.search(data[:_HEAD])
    if found is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    label = (found[1] or found[2]).decode("ascii").lower()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            # What a declaration promises and the bytes break is for `decode` to find out as well.
            return data.decode("cp1252" if label in _WINDOWS else codecs.lookup(label).name).encode()
        except (LookupError, UnicodeError):
            return data
    return data
