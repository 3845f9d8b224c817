"""Rich Text Format (Microsoft, version 1.9.1): its groups and control words, as paragraphs with their words."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from types import MappingProxyType

from msgspec import Struct

from coursepack.errors import BadFile
from coursepack.readers._sheet import raised

__all__ = ["LARGEST", "Paragraph", "Text", "text_of"]

LARGEST = 64 * 2**20
"""Bytes of a file; pictures stand in it as digits."""
MOST_GROUPS = 10_000
"""Groups inside each other; programs write some ten."""
_LONGEST = 1_000_000
"""Characters of a paragraph, of a cell in a row: what is longer is cut there."""

_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z'])|(?P<brace>[{}])"
    rb"|(?P<words>[^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)
# What these hold is not the text; fonts, styles and the title are read for what they say.
_ASIDE = frozenset(
    (
        "annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnref", "atntime", "atrfend", "atrfstart",
        "bkmkend", "bkmkstart", "blipuid", "colorschememapping", "colortbl", "datafield", "datastore", "filetbl",
        "fldinst", "fonttbl", "footer", "footerf", "footerl", "footerr", "formfield", "generator", "header",
        "headerf", "headerl", "headerr", "info", "latentstyles", "listoverridetable", "listtable", "mmath",
        "nonshppict", "object", "objdata", "pgptbl", "pict", "revtbl", "rsidtbl", "stylesheet", "tc", "themedata",
        "userprops", "wgrffmtfilter", "xe", "xmlnstbl",
    )
)  # fmt: skip
_READ = frozenset(("shptxt", "ud"))
"""Of the destinations that a reader may pass over ("\\*"), those that hold text."""
_TOLD = MappingProxyType({"pict": "picture", "object": "object of another program", "annotation": "comment"})
_SIGNS = MappingProxyType(
    {
        "bullet": "•", "cell": "\t", "emdash": "—", "emspace": " ", "endash": "–", "enspace": " ", "ldblquote": "“",
        "line": " ", "lquote": "‘", "nestcell": "\t", "qmspace": " ", "rdblquote": "”", "rquote": "’", "tab": " ",
    }
)  # fmt: skip
_ENDS = frozenset(("nestrow", "page", "par", "row", "sect"))
_SETS = MappingProxyType(
    {
        77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
        163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    }
)  # fmt: skip
"""Encodings by a font's character set."""
_PAGES = MappingProxyType({"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"})


class Paragraph(Struct, kw_only=True):
    words: str
    style: str
    """The style's name in lower case."""
    outline: int
    """From 0; -1 for body text."""
    level: int
    """Of a list, from 1; 0 outside one."""
    is_bold: bool
    is_row: bool
    is_note: bool
    indent: int = 0
    """Of all lines but the first, in twentieths of a point."""
    is_hanging: bool = False
    """Whether its first line begins further left."""
    is_centred: bool = False
    is_typed: bool = False
    """Whether its letters are all as wide as each other."""


class Text(Struct, frozen=True, kw_only=True):
    paragraphs: tuple[Paragraph, ...]
    title: str
    left_out: Counter[str]


class _State(Struct):
    """What a group changes and gives back at its end."""

    where: str = "text"
    """ "text", "note", "sign" of a list, "fonts", "styles", "title" or "aside"."""
    fallback: int = 1
    """Characters after a `\\u` for readers that know none."""
    encoding: str = ""
    is_bold: bool = False
    is_hidden: bool = False
    style: int = 0
    outline: int = -1
    level: int = 0
    is_row: bool = False
    font: int = 0
    indent: int = 0
    first: int = 0
    is_centred: bool = False
    is_raised: bool = False


def text_of(data: bytes, *, source: str) -> Text:
    """Raise BadFile where it is none, is cut short, or is nested too deep."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise BadFile(source, "is no file of its format", "save it again, or copy it anew")
    if len(data) > LARGEST:
        raise BadFile(source, f"has more than {LARGEST >> 20} MiB", "save it without pictures, or as .docx")
    scan = _Scan(source)
    scan.run(data)
    paragraphs = tuple(each for each in scan.paragraphs if each.words)
    return Text(paragraphs=paragraphs, title=" ".join(scan.title.split()), left_out=scan.left_out)


class _Scan:
    """Goes through a file once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._groups: list[_State] = []
        self._now = _State()
        self._skip = 0
        self._is_optional = False
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._outlines: dict[int, int] = {}
        self._bytes = bytearray()
        self._encoding = ""
        self._words: dict[str, list[str]] = {"text": [], "note": []}
        self._has_sign = False
        self._plain = False
        self._set_letters = False
        self._typewriters: set[int] = set()
        self._begun: dict[str, _State] = {}
        """How the first words of each paragraph are set: some programs end it behind the group that says so."""
        self._waiting: list[Paragraph] = []
        self.paragraphs: list[Paragraph] = []
        self.title = ""
        self.left_out: Counter[str] = Counter()

    def run(self, data: bytes) -> None:
        at = 0
        while at < len(data) and (token := _TOKEN.match(data, at)) is not None:
            at = token.end()
            kind = token.lastgroup
            if kind in ("word", "number"):
                word, number = token["word"].decode(), token["number"]
                if word == "bin":
                    at += max(0, int(number or 0))
                self._word(word, None if number is None else int(number))
            elif kind == "brace":
                self._brace(is_open=token["brace"] == b"{")
                if not self._groups:
                    break
            elif kind == "hex":
                self._put_bytes(bytes.fromhex(token["hex"].decode()))
            elif kind == "words":
                self._put_bytes(token["words"])
            elif kind == "sign":
                self._sign(token["sign"])
        if self._groups:
            raise BadFile(self._source, "is cut short", "save it again, or copy it anew")
        self._end()

    def _brace(self, *, is_open: bool) -> None:
        self._flush()
        self._skip, self._is_optional = 0, False
        if is_open:
            if len(self._groups) >= MOST_GROUPS:
                raise BadFile(self._source, "is nested too deep", "no office program does that; find out who made it")
            self._groups.append(self._now)
            self._now = copy(self._now)
        elif self._groups:
            if self._now.where == "note" and self._groups[-1].where != "note":
                self._end_of("note")
            # A paragraph's properties hold on behind a group that only sets them in old files.
            self._now = self._groups.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_optional = True
        elif sign in b"\\{}":
            self._put_bytes(sign)
        elif sign in (b"\n", b"\r"):
            self._word("par", None)
        elif sign in (b"~", b"_"):
            self._put("\u00a0" if sign == b"~" else "-")

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        if self._is_optional:
            self._is_optional = False
            if word not in _READ and word not in ("footnote", "listtext", "pntext"):
                self._aside(word)
                return
        if word == "u" and number is not None:
            self._put(chr(number % 65536))
            self._skip = self._now.fallback
        elif word in _ASIDE:
            self._aside(word)
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in _ENDS:
            if word == "par" and self._now.is_row and self._now.where == "text":
                self._put(" ")  # a paragraph of a cell
            else:
                self._end()
        else:
            self._set(word, number)

    def _aside(self, word: str) -> None:
        told = _TOLD.get(word)
        if told and self._now.where in self._words:
            self.left_out[told] += 1
        self._now.where = {"fonttbl": "fonts", "stylesheet": "styles"}.get(word, "aside")

    def _set(self, word: str, number: int | None) -> None:
        now = self._now
        if word == "footnote":
            now.where = "note" if now.where == "text" else now.where
        elif word in ("listtext", "pntext"):
            self._has_sign = self._has_sign or now.where == "text"
            now.where = "aside"
        elif word == "title" and now.where == "aside":
            now.where = "title"
        elif word == "s":
            now.style = number or 0
        elif word == "f":
            now.font = number or 0
            now.encoding = self._fonts.get(now.font, "")
        elif word == "fmodern" and now.where == "fonts":
            self._typewriters.add(now.font)
        elif word == "fcharset" and now.where == "fonts":
            self._fonts[now.font] = _SETS.get(number or 0, "")
        elif word in _PAGES and len(self._groups) == 1:
            self._page = _PAGES[word]
        elif word == "ansicpg" and number:
            self._page = _known(f"cp{number}") or self._page
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        now = self._now
        if word == "uc":
            now.fallback = max(0, min(number if number is not None else 1, 10))
        elif word == "pard":
            now.style, now.outline, now.level, now.is_row = 0, -1, 0, False
            now.indent, now.first, now.is_centred = 0, 0, False
        elif word == "plain":
            now.is_bold = now.is_hidden = now.is_raised = False
        elif word in ("super", "up", "nosupersub", "sub", "dn"):
            now.is_raised = word in ("super", "up") and number != 0
        elif word in ("qc", "ql", "qr", "qj"):
            now.is_centred = word == "qc"
        elif word == "li":
            now.indent = number or 0
        elif word == "fi":
            now.first = number or 0
        elif word == "b":
            now.is_bold = number != 0
        elif word in ("v", "deleted"):
            now.is_hidden = number != 0
        elif word == "outlinelevel":
            now.outline = number if number is not None and 0 <= number < 9 else -1
        elif word == "ilvl":
            now.level = max(1, min((number or 0) + 1, 9))
        elif word == "ls":
            now.level = max(1, now.level) if number else 0
        elif word == "intbl":
            now.is_row = True

    def _put_bytes(self, data: bytes) -> None:
        if self._skip:
            gone = min(self._skip, len(data))
            self._skip -= gone
            data = data[gone:]
        encoding = self._now.encoding or self._page
        if encoding != self._encoding:
            self._flush()
            self._encoding = encoding
        # Only the end of a cell is a tab here.
        self._bytes += data.replace(b"\t", b" ")

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._encoding, "replace")
            self._bytes.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        self._flush()
        now = self._now
        if now.where in self._words and not now.is_hidden:
            if not text.isspace() and now.where not in self._begun:
                self._begun[now.where] = copy(now)
            # "10⁶" is no "106".
            is_power = now.is_raised and text.strip("+-−").isdecimal()
            self._words[now.where].append(raised(text) if is_power else text)
            self._set_letters = self._set_letters or not (now.font in self._typewriters or text.isspace())
            self._plain = self._plain or (not now.is_bold and now.where == "text" and not text.isspace())
        elif now.where in self._words:
            self.left_out["stretch of hidden text"] += bool(text.strip())
        elif now.where == "styles":
            self._styles[now.style] = (self._styles.get(now.style, "") + text).strip().rstrip(";").casefold()
            self._outlines[now.style] = now.outline
        elif now.where == "title":
            self.title += text

    def _end(self) -> None:
        """End what is being read; the paragraph's footnotes follow it."""
        if self._now.where == "note":
            self._end_of("note")
        elif self._now.where == "text":
            self._end_of("text")

    def _end_of(self, where: str) -> None:
        words = "".join(self._words[where])[:_LONGEST].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._words[where] = []
        now, is_note = self._now, where == "note"
        begun = self._begun.pop(where, now)
        style = now.style or begun.style
        cells = [" ".join(each.split()) for each in words.split("\t")]
        made = Paragraph(
            words=" | ".join(each for each in cells if each),
            style="" if is_note else self._styles.get(style, ""),
            outline=-1 if is_note else max(now.outline, begun.outline, self._outlines.get(style, -1)),
            level=max(now.level, begun.level, 1) if self._has_sign and not is_note else 0,
            is_bold=not self._plain,
            is_row=len(cells) > 1,
            is_note=is_note,
            indent=begun.indent,
            is_hanging=begun.first < 0 < begun.indent,
            is_centred=begun.is_centred,
            is_typed=not self._set_letters,
        )
        if is_note:
            self._waiting.append(made)
            return
        self.paragraphs += [made, *self._waiting]
        self._waiting, self._has_sign, self._plain, self._set_letters = [], False, False, False


def _known(encoding: str) -> str:
    try:
        return "" if not b"a".decode(encoding) else encoding
    except LookupError:
        return ""
