"""Bytes to text: byte order marks, encodings and line ends; the only place where a source's characters are chosen."""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType
from typing import NamedTuple

from charset_normalizer import from_bytes

from coursepack.errors import BadFile, EmptySource, NotText
from coursepack.notices import Log
from coursepack.readers._lines import rows

__all__ = ["LARGEST", "LONGEST_LINE", "decode"]

LARGEST = 64 * 2**20
"""Bytes of a file of text: some thousand hours of captions, or a page with its pictures inside."""

LONGEST_LINE = 100_000
"""Characters; a longer line is read all the same, and told."""

# UTF-32's mark begins with UTF-16's, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without isolation charset-normalizer prefers rare code pages, and takes one English text in twelve for another.
_ISOLATED = (
    "utf_8 utf_16 utf_32 cp1252 mac_roman cp1251 koi8_r shift_jis euc_jp gb18030 big5".split()  # noqa: SIM905
)
_NAMES = MappingProxyType(
    {
        "cp1252": "Windows-1252",
        "cp1251": "Windows-1251",
        "mac_roman": "Mac Roman",
        "koi8_r": "KOI8-R",
        "shift_jis": "Shift JIS",
        "euc_jp": "EUC-JP",
        "gb18030": "GB 18030",
        "big5": "Big5",
        "utf-16-le": "UTF-16",
        "utf-16-be": "UTF-16",
        "utf-32-le": "UTF-32",
        "utf-32-be": "UTF-32",
    }
)
_BINARY = (
    (b"%PDF-", "the start of a PDF document"),
    (b"PK\x03\x04", "the start of a ZIP archive (a .docx or .pptx?)"),
    (b"\x89PNG\r\n\x1a\n", "the start of a PNG image"),
    (b"\xff\xd8\xff", "the start of a JPEG image"),
    (b"GIF87a", "the start of a GIF image"),
    (b"GIF89a", "the start of a GIF image"),
    (b"\x7fELF", "the start of a program (ELF)"),
    (b"\x1f\x8b\x08", "the start of a gzip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the start of an old Office file (a .doc or .ppt?)"),
    (b"\x1a\x45\xdf\xa3", "the start of a Matroska or WebM film"),
    (b"{\\rtf", "the start of an RTF document"),
)
# Characters that text files hold on purpose: tab, line ends, form feed, and escape in logs of terminals.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(r"[^\x00-\x7f]")
_LINE_END = re.compile(r"\r\n?")
_SAMPLE = 65_536


class _Read(NamedTuple):
    text: str
    encoding: str
    faults: int = 0
    first_fault: int = 0


def decode(data: bytes, *, source: str, log: Log) -> str:
    """Give the text without byte order mark and with line feeds as the only line ends.

    Raises EmptySource where nothing but white space is there, NotText where the bytes are no text, BadFile where they
    are too many.
    """
    if len(data) > LARGEST:
        raise BadFile(source, f"has more than {LARGEST >> 20} MiB", "divide it into several files")
    if not data.strip():
        raise EmptySource(source)
    read = _marked(data, source) or _unmarked(data, source)
    text = _LINE_END.sub("\n", read.text) if "\r" in read.text else read.text
    if not text.strip("\ufeff\u200b \t\n\r\f\v") or text.isspace():
        raise EmptySource(source)
    _refuse_controls(text, read.encoding, source)
    if read.faults:
        bytes_ = "byte that is" if read.faults == 1 else "bytes that are"
        log.tell(
            "decoded",
            f"UTF-8 with {read.faults:,} {bytes_} no part of it, first at byte {read.first_fault:,}; shown as \ufffd",
            source=source,
        )
    elif read.encoding != "utf-8":
        log.tell("decoded", f"read as {_NAMES[read.encoding]}; UTF-8 is safer", source=source)
    _tell_long_lines(text, source, log)
    return text


def _marked(data: bytes, source: str) -> _Read | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                return _utf8(body, len(mark))
            try:
                return _Read(body.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                found = f"no character of {_NAMES[encoding]}, which the byte order mark promises"
                raise NotText(source, len(mark) + error.start, found) from error
    return None


def _unmarked(data: bytes, source: str) -> _Read:
    for magic, found in _BINARY:
        if data.startswith(magic):
            raise NotText(source, 0, found)
    if b"\x00" in data:
        return _wide(data, source)
    return _nearly_utf8(data) or _western(data) or _guessed(data, source)


def _wide(data: bytes, source: str) -> _Read:
    """Read UTF-16 or UTF-32 without a mark: in Latin text most high bytes are NUL, and no low byte is."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    for encoding, width, low in (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1)):
        columns = [sample[at::width] for at in range(width)]
        highs = [column for at, column in enumerate(columns) if at != low]
        share = sum(column.count(0) for column in highs) / max(1, sum(map(len, highs)))
        if columns[low].count(0) == 0 and share >= (0.9 if width == 4 else 0.3):
            try:
                return _Read(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    raise NotText(source, data.index(0), "a NUL byte")


def _nearly_utf8(data: bytes) -> _Read | None:
    """Read UTF-8, with a few broken bytes among many good characters; None where it is another encoding."""
    read = _utf8(data, 0)
    good = len(_HIGH.findall(read.text)) - read.faults if read.faults else 0
    return None if read.faults * 4 > good else read


def _utf8(data: bytes, offset: int) -> _Read:
    try:
        return _Read(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd") - data.count("\ufffd".encode())
    return _Read(text, "utf-8", faults=faults, first_fault=first + offset)


def _western(data: bytes) -> _Read | None:
    """Read mostly-ASCII bytes as Windows-1252 or Mac Roman, whichever explains the others better.

    charset-normalizer takes one curly apostrophe in an English page for Mac Roman, and a lone "é" for Cyrillic.
    """
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high * 4 > len(data):
        return None
    scored = [(_plausible(data, encoding), order, encoding) for order, encoding in ((1, "cp1252"), (0, "mac_roman"))]
    share, _, encoding = max(scored)
    if share < 0.75:
        return None
    return _Read(data.decode(encoding), encoding)


# What stands on either side of each kind of character in western text; (?<=…) keeps the scan linear.
_EXPLAINED = re.compile(
    r"""(?<=[^\W\d_])’(?=[^\W\d_]|\W|$)      # an apostrophe or closing quote after a letter
    | (?<![^\W_])[“‘«¿¡](?=[\w“‘…–—])         # opening quotes before a word
    | (?<=[\w.,;:!?…)%])[”’»]                 # closing quotes after a word
    | (?<![^\W\d_])[•·†‡§©£€¥$±→]             # signs that stand before or between words
    | (?<=[\w\s)”’])[–—…](?=[\w\s“‘(”’]|$)    # dashes and dots between words
    | (?<=\d)[°ºª½¼¾²³%×®™]|(?<=[^\W_])[®™²³]
    | (?<=[a-z])[ß-öø-ÿœžš](?![À-ÖØ-ÞŒŽŠ])    # a small accented letter inside or at the end of a word
    | (?<![^\W\d_])[ß-öø-ÿœžšÀ-ÖØ-ÞŒŽŠ](?=[a-z])  # an accented letter that begins a word
    | (?<![^\W\d_])[àèéóò](?![^\W\d_])        # a word of one letter
    | (?<=[A-Z])[À-ÖØ-ÞŒŽŠ](?=[A-Z]|\b)
    | \u00a0""",
    re.VERBOSE,
)


def _plausible(data: bytes, encoding: str) -> float:
    """Give the share of the characters beyond ASCII that stand where such characters stand in western text."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    return len(_EXPLAINED.findall(text)) / max(1, len(_HIGH.findall(text)))


def _guessed(data: bytes, source: str) -> _Read:
    best = from_bytes(data, cp_isolation=list(_ISOLATED)).best()
    if best is not None and best.encoding in _NAMES:
        return _Read(str(best), best.encoding)
    offset = next(at for at, byte in enumerate(data) if byte > 127)
    raise NotText(source, offset, f"no character of a known encoding (0x{data[offset]:02X})")


def _refuse_controls(text: str, encoding: str, source: str) -> None:
    found = _CONTROL.search(text)
    if found is None:
        return
    # One stray control character in a hundred is dirt; more is no text at all.
    if found.group() == "\x00" or len(_CONTROL.findall(text)) * 100 > len(text):
        what = "a NUL character" if found.group() == "\x00" else f"a control character (0x{ord(found.group()):02X})"
        raise NotText(source, len(text[: found.start()].encode(encoding, "replace")), what)


def _tell_long_lines(text: str, source: str, log: Log) -> None:
    found = [(number, end - start) for number, (start, end) in enumerate(rows(text), 1) if end - start > LONGEST_LINE]
    if found:
        number, length = found[0]
        others = f", and {len(found) - 1} more such lines" if len(found) > 1 else ""
        log.tell("long_line", f"a line of {length:,} characters{others}", source=source, line=number)
