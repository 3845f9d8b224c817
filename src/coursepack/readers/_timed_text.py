"""Timed Text's tree, walked once: times add up from body to span, agents become voices, roles tell sounds."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from msgspec import Struct

from coursepack.errors import BadSource
from coursepack.readers._spoken import Utterance
from coursepack.readers._time_expressions import Rates, rates_of, seconds_of

__all__ = ["TimedText", "parsed"]

_WANT = "a Timed Text document: <tt>"
_DEEPEST = 100
_TIMED = frozenset(("body", "div", "p", "span"))
_TIMES = ("begin", "end", "dur")
# TTML 2, section 14.2.2: values of ttm:role for what is heard and not said.
_SOUNDS = frozenset(("sound", "music"))
_BLANKS = "\ufeff \t\n"
_LONGEST = 40


class TimedText(Struct, frozen=True, kw_only=True):
    cues: tuple[Utterance, ...]
    title: str
    faults: tuple[tuple[int, str], ...]
    """The file's line of each cue without a time, and what is wrong with it."""


class _Element(Struct, kw_only=True):
    """An element that is not yet closed; what stands in it has its times and voice."""

    name: str
    begin_s: float = 0.0
    end_s: float | None = None
    next_s: float = 0.0
    """Where the next child begins, if they follow each other."""
    is_timed: bool = False
    is_told: bool = False
    """Whether a paragraph or a span around it has times of its own."""
    is_sequence: bool = False
    is_cue: bool = False
    is_in_cue: bool = False
    is_sound: bool = False
    is_kept: bool = False
    """Whether white space stands for itself (xml:space)."""
    voice: str = ""
    agent: str = ""
    line: int = 0
    fault: str = ""


def parsed(text: str, source: str) -> TimedText:
    """Raise BadSource, with the file's line, where this is no XML, is no Timed Text, or holds what could harm."""
    body = text.lstrip(_BLANKS)
    if not body.startswith("<"):
        raise BadSource(source, 1, "no XML", _WANT)
    walk = _Walk(source)
    try:
        # What the declaration says of the encoding was true of the bytes, which are decoded already.
        walk.parser.Parse(body.encode("utf-8", "replace"), True)  # noqa: FBT003  (expat takes it by position alone)
    except expat.ExpatError as error:
        line = error.lineno + text[: len(text) - len(body)].count("\n")
        found = f"broken XML ({expat.ErrorString(error.code)} at column {error.offset + 1})"
        raise BadSource(source, line, found, "a whole Timed Text document") from error
    return TimedText(cues=tuple(walk.cues), title=" ".join("".join(walk.title).split()), faults=tuple(walk.faults))


class _Walk:
    """The state of one parse; expat calls its methods."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.cues: list[Utterance] = []
        self.faults: list[tuple[int, str]] = []
        self.title: list[str] = []
        self.rates = Rates()
        self.stack: list[_Element] = []
        self.words: list[str] = []
        self.agents: dict[str, str] = {}
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        raise BadSource(self.source, self.parser.CurrentLineNumber, "XML that declares entities", "XML without them")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, line = _local(tag), self.parser.CurrentLineNumber
        told = {_local(key): value for key, value in attributes.items()}
        if len(self.stack) == _DEEPEST:
            raise BadSource(self.source, line, f"XML nested deeper than {_DEEPEST} elements", _WANT)
        if not self.stack:
            if name != "tt":
                raise BadSource(self.source, line, f"XML that begins with <{_short(name)}>", _WANT)
            self.rates = rates_of(told)
        above = self.stack[-1] if self.stack else _Element(name="")
        here = self._element(name, told, above)
        if here.is_cue:
            self.flush()
        elif name == "br":
            self.words.append("\n")
        self.stack.append(here)

    def _element(self, name: str, told: Mapping[str, str], above: _Element) -> _Element:
        here = _Element(
            name=name,
            begin_s=above.begin_s,
            end_s=above.end_s,
            is_timed=above.is_timed,
            is_sequence=told.get("timeContainer") == "seq",
            is_in_cue=above.is_in_cue and name != "metadata",
            is_sound=above.is_sound or not _SOUNDS.isdisjoint(told.get("role", "").split()),
            is_kept=told["space"] == "preserve" if "space" in told else above.is_kept,
            line=self.parser.CurrentLineNumber,
            fault=above.fault,
        )
        if name in _TIMED:
            self._time(here, told, above)
            agents = told.get("agent", "").split()
            here.voice = " ".join(self.agents.get(agents[0], "").split()) if agents else above.voice
            # Where a paragraph has its time, its spans' times are those of single words.
            here.is_told = above.is_told or (name in ("p", "span") and not told.keys().isdisjoint(_TIMES))
            here.is_cue = name == "p" or (name == "span" and here.is_told and not above.is_told)
            here.is_in_cue = here.is_in_cue or here.is_cue
        elif name == "agent":
            here.agent = told.get("id", "")
        elif name == "name" and above.agent and (told.get("type") == "full" or above.agent not in self.agents):
            here.agent = above.agent
            self.agents[here.agent] = ""
        return here

    def _time(self, here: _Element, told: Mapping[str, str], above: _Element) -> None:
        """Set begin and end: they count from what stands above, or from the end of the neighbour before."""
        base = above.next_s if above.is_sequence else above.begin_s
        times = {key: seconds_of(told[key], self.rates) for key in _TIMES if key in told}
        bad = next((key for key, time in times.items() if time is None), None)
        if bad is not None:
            here.fault = f"bad time expression {bad}='{_short(told[bad])}'"
        elif times:
            here.is_timed = True
            here.begin_s = base + (times.get("begin") or 0.0)
            ends = [] if above.end_s is None else [above.end_s]
            ends += [base + time for key, time in times.items() if key == "end" and time is not None]
            ends += [here.begin_s + time for key, time in times.items() if key == "dur" and time is not None]
            here.end_s = min(ends, default=None)
        elif above.is_sequence:
            here.begin_s = base
        here.next_s = here.begin_s

    def end(self, _: str) -> None:
        if self.stack[-1].is_cue:
            self.flush()
        here = self.stack.pop()
        if self.stack and here.end_s is not None:
            self.stack[-1].next_s = here.end_s

    def say(self, words: str) -> None:
        here = self.stack[-1]
        if here.is_in_cue:
            self.words.append(words if here.is_kept else " ".join(words.split("\n")))
        elif here.name == "title" and not any(each.name == "body" for each in self.stack):
            self.title.append(words)
        elif here.name == "name" and here.agent:
            self.agents[here.agent] += words

    def flush(self) -> None:
        """Make a cue of the words since the last one, with the times of the element in which they stand."""
        words, self.words = "".join(self.words), []
        if not words.strip() or not self.stack or not self.stack[-1].is_in_cue:
            return
        here = self.stack[-1]
        if here.fault or not here.is_timed:
            self.faults.append((here.line, here.fault or "a paragraph without a time"))
            return
        end = here.begin_s if here.end_s is None else here.end_s
        self.cues.append(
            Utterance(begin_s=here.begin_s, end_s=end, words=words, voice=here.voice, is_sound=here.is_sound)
        )


def _local(name: str) -> str:
    """Drop the namespace: files of every draft of the standard have another one."""
    return name.rpartition(" ")[2]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
