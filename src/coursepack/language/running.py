"""Running text: what a parser reads of a source, with the source offset of each of its characters.

Mark-up, timing lines and line ends are gone from it and character references are resolved, so that a sentence reads
as a sentence; the source's text itself is never altered.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.language.unpunctuated import is_unpunctuated
from coursepack.model.anchors import Passage
from coursepack.model.pack import Pack

__all__ = ["Block", "blocks"]

LONGEST_SILENCE_S = 12.0
"""Captions further apart than this belong to different runs of speech."""
LONGEST_BLOCK = 12_000
"""Characters; a longer run of speech is cut where a caption ends a sentence, which bounds the parser's memory."""

_BREAKS = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|\s+")
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
# "Term: explanation" and "Term – explanation": a lead has at most eight words and begins with a capital or a digit.
_LEAD = re.compile(r"^[\"“‘'(]?[A-Z0-9][^\s:]*(?: [^\s:]+){0,7}?(?=:(?: |$)| [–—] )")


class Block(Struct, frozen=True, kw_only=True):
    """A stretch of text that is parsed as one."""

    source: str
    passages: tuple[Passage, ...]
    text: str
    starts: Sequence[int]
    """For each character of `text`, where it begins in the source."""
    ends: Sequence[int]
    lead: tuple[int, int] | None = None
    """Source characters of a bullet's lead, which is not in `text`."""
    is_bare: bool = False
    """Whether it is speech of a source that has neither full stops nor capitals where a sentence begins."""

    @property
    def is_speech(self) -> bool:
        return self.passages[0].role == "speech"


def blocks(pack: Pack) -> Iterator[Block]:
    """Yield the blocks of all sources in order: runs of speech of one voice, and each other passage by itself.

    Notes (role "note") are left out; a bullet whose lead ends it ("First Crisis (1954):") is read whole.
    """
    speech: list[Passage] = []
    length = 0
    bare = _bare_sources(pack)
    for passage in pack.passages:
        if passage.role == "note":
            continue  # "[Music]" in the middle of a sentence does not end it
        if speech and (
            passage.role != "speech" or not _continues(speech, passage) or _is_full(pack, speech[-1], length)
        ):
            yield _block(pack, speech, is_bare=speech[0].source in bare)
            speech, length = [], 0
        if passage.role == "speech":
            speech.append(passage)
            length += passage.end - passage.start
        else:
            yield _block(pack, [passage])
    if speech:
        yield _block(pack, speech, is_bare=speech[0].source in bare)


def _bare_sources(pack: Pack) -> frozenset[str]:
    spoken: dict[str, list[str]] = {}
    for passage in pack.passages:
        if passage.role == "speech":
            quote = pack.texts[passage.source].text[passage.start : passage.end]
            spoken.setdefault(passage.source, []).append(_TAG.sub(" ", quote))
    return frozenset(source for source, lines in spoken.items() if is_unpunctuated(lines))


def _continues(speech: list[Passage], passage: Passage) -> bool:
    last = speech[-1]
    if passage.source != last.source:
        return False
    # A voice tag often stands only where the speaker changes; a caption without one goes on with the last voice.
    voice = next((each.voice for each in reversed(speech) if each.voice), "")
    if passage.voice and passage.voice != voice:
        return False
    here, there = passage.place, last.place
    if here is None or there is None or here.time is None or there.time is None:
        return True
    return here.time[0] - there.time[1] <= LONGEST_SILENCE_S


def _is_full(pack: Pack, last: Passage, length: int) -> bool:
    if length < LONGEST_BLOCK:
        return False
    quote = pack.texts[last.source].text[last.start : last.end]
    return length >= 2 * LONGEST_BLOCK or bool(_SENTENCE_END.search(quote))


def _block(pack: Pack, passages: list[Passage], *, is_bare: bool = False) -> Block:
    first = passages[0]
    text = pack.texts[first.source].text
    marks = pack.marks.get(first.source, ())
    out: list[str] = []
    starts, ends = array("q"), array("q")
    for passage in passages:
        if out:
            out.append(" ")
            starts.append(passage.start)
            ends.append(passage.start)
        _append(text, passage, marks, (out, starts, ends))
    running = "".join(out)
    lead = None
    if first.role == "bullet":
        found = _LEAD.match(running)
        if found and running[found.end() :].strip(" :–—"):
            lead = (starts[0], ends[found.end() - 1])
            begin = found.end() + (1 if running[found.end()] == ":" else 3)
            begin += len(running[begin:]) - len(running[begin:].lstrip())
            running, starts, ends = running[begin:], starts[begin:], ends[begin:]
    return Block(
        source=first.source,
        passages=tuple(passages),
        text=running,
        starts=starts,
        ends=ends,
        lead=lead,
        is_bare=is_bare,
    )


def _append(
    text: str,
    passage: Passage,
    marks: Sequence[tuple[int, int]],
    into: tuple[list[str], array[int], array[int]],
) -> None:
    """Append the passage's words, white space as single blanks, to the three sequences."""
    out, starts, ends = into
    for begin, end in _outside(passage, marks):
        at = begin
        for found in _BREAKS.finditer(text, begin, end):
            _copy(text, (at, found.start()), into)
            at = found.end()
            piece = html.unescape(found.group()) if found.group().startswith("&") else " "
            if piece.isspace():
                if out and not out[-1].endswith(" "):
                    _put(" ", found.span(), into)
            else:
                _put(piece, found.span(), into)
        _copy(text, (at, end), into)
    while out and out[-1] == " ":
        out.pop()
        starts.pop()
        ends.pop()


def _outside(passage: Passage, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = passage.start
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    for begin, end in marks[low:]:
        if begin >= passage.end:
            break
        if begin > at:
            yield at, begin
        at = max(at, end)
    if at < passage.end:
        yield at, passage.end


def _copy(text: str, span: tuple[int, int], into: tuple[list[str], array[int], array[int]]) -> None:
    begin, end = span
    if begin < end:
        into[0].append(text[begin:end])
        into[1].extend(range(begin, end))
        into[2].extend(range(begin + 1, end + 1))


def _put(piece: str, span: tuple[int, int], into: tuple[list[str], array[int], array[int]]) -> None:
    for _ in piece:
        into[0].append(_)
        into[1].append(span[0])
        into[2].append(span[1])
