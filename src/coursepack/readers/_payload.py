"""The words of one cue: its visible lines, their voices, and what in them is mark-up (WebVTT, section 4.2.2)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from coursepack.readers._lines import has_words, trimmed
from coursepack.readers._marks import joined, visible

__all__ = ["Caption", "captions", "is_sound"]

# A name outside this list is no tag but words: "if x <y and y> z". An unclosed "<" is a word's sign too.
_MARKUP = re.compile(
    r"""(?P<voice><v(?:\.[^\s<>]*)?(?:\s(?P<name>[^<>]*))?>)
    | (?P<break>\n|<br\s*/?>|\\N|\[br\])
    | </?(?:c|i|b|u|v|s|em|strong|ruby|lang|font|span|p|div|small|sub|sup)(?=[\s.>/])[^<>]*>
    | <\d{1,4}(?::\d{1,2}){1,2}[.,]\d{1,3}>      # the time of a word
    | <rt>[^<>]*</rt>                              # how a word is read, set above it
    | <!--[^<>]*-->
    | \{\\[^{}\n]*\}                             # {\an8}: a position, left over from another format
    | [\u200b\u200e\u200f\u2060\ufeff]""",
    re.VERBOSE | re.IGNORECASE,
)
# A change of speaker. A dash before a digit is a minus.
_SPEAKER = re.compile(r"\s*(?:(?:>|&gt;){2,3}\s*|[-–—]{1,2}\s*(?=[^\W\d_]|[\"“‘'\[(¿¡…]))")
_MUSIC = re.compile(r"^[♩♪♫♬].*[♩♪♫♬]$|^[♩♪♫♬\s]+$", re.DOTALL)
_BRACKETED = re.compile(r"^(?:\[[^\[\]]{1,80}\][.!?…\s]*)+$")
# A sentence in parentheses is an aside of the speaker; a sound is told in a few words, without a full stop.
_PARENTHESES = re.compile(r"^\((?:[^().!?]){1,40}\)$")
_SOUND = re.compile(
    r"[\[(](?:(?:audience|soft|loud|student|students|class)\s+)?"
    r"(?:laughter|laughs|laughing|chuckles|chuckling|applause|clapping|cheering|music|music playing|coughs|coughing"
    r"|sighs|clears throat|silence|pause)[\])]",
    re.IGNORECASE,
)


class Caption(Struct, frozen=True, kw_only=True):
    """One visible line of a cue, or the part of one that one voice says."""

    start: int
    end: int
    voice: str
    marks: tuple[tuple[int, int], ...]
    words: str
    """Without mark-up, character references resolved, white space single."""
    is_note: bool = False
    is_signed: bool = False
    """Whether a sign stands before it that tells a change of speaker: ">>", or a dash."""
    head: int = 0
    """Where its first visible word begins, behind mark-up and sign."""


def captions(text: str, start: int, end: int) -> list[Caption]:
    """Divide a cue's payload at line ends, line breaks and voices; what has no words and no music is left out."""
    found = [each for each in _divided(text, start, end) if has_words(each.words) or _MUSIC.match(each.words)]
    if is_sound(" ".join(each.words for each in found)):
        return [_noted(each) for each in found]
    return [_noted(each) if is_sound(each.words) else each for each in found]


def _divided(text: str, start: int, end: int) -> Iterator[Caption]:
    at, voice = start, ""
    marks: list[tuple[int, int]] = []
    for found in _MARKUP.finditer(text, start, end):
        if found["voice"] is not None:
            yield from _caption(text, (at, found.start()), voice, marks)
            voice = " ".join(html.unescape(found["name"] or "").split())
            at, marks = found.start(), [found.span()]
        elif found["break"] is not None:
            yield from _caption(text, (at, found.start()), voice, marks)
            at, marks = found.end(), []
        else:
            marks.append(found.span())
            if found.group().lower().startswith("</v"):
                yield from _caption(text, (at, found.end()), voice, marks)
                at, marks, voice = found.end(), [], ""
    yield from _caption(text, (at, end), voice, marks)


def _caption(text: str, span: tuple[int, int], voice: str, marks: list[tuple[int, int]]) -> Iterator[Caption]:
    start, end = trimmed(text, *span)
    if start == end:
        return
    all_marks = tuple(sorted([*marks, *_sounds(text, start, end, marks)]))
    first = start
    for begin, stop in all_marks:
        if text[first:begin].strip():
            break
        first = stop
    speaker = _SPEAKER.match(text, first, end)
    is_signed = speaker is not None
    # What is cut off here is still a line of its own where nothing else stands on it.
    if speaker and speaker.end() < end and speaker.end() <= min((b for b, _ in all_marks if b >= first), default=end):
        lead = speaker.end() - len(speaker.group().lstrip())
        all_marks = tuple(sorted([*all_marks, (lead, speaker.end())]))
    words = visible(text, start, end, all_marks)
    marks_ = tuple(joined(all_marks))
    head = _head(text, (start, end), marks_)
    yield Caption(start=start, end=end, voice=voice, marks=marks_, words=words, is_signed=is_signed, head=head)


def _head(text: str, span: tuple[int, int], marks: tuple[tuple[int, int], ...]) -> int:
    start, end = span
    for begin, stop in marks:
        if text[start:begin].strip():
            break
        start = stop
    return trimmed(text, start, end)[0]


def _sounds(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find sounds told inside speech: "… back. [laughter]". A line that is nothing else keeps its words, as a note."""
    found = [each.span() for each in _SOUND.finditer(text, start, end)]
    return found if found and has_words(visible(text, start, end, tuple(sorted([*marks, *found])))) else []


def is_sound(words: str) -> bool:
    """Tell what is heard and not said: "[Music]", "(applause)", "♪ … ♪"."""
    return any(each.match(words) for each in (_MUSIC, _BRACKETED, _PARENTHESES))


def _noted(caption: Caption) -> Caption:
    return replace(caption, is_note=True)
