"""Questions of lists: what stands below a question or a colon that heads it, or below a heading that is of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursepack.language.lexicons import values
from coursepack.model.anchors import Passage, Span
from coursepack.model.wording import Fixed, Part, Quoted, printed, words
from coursepack.passes._draft import Draft, is_sound
from coursepack.passes._lines import Line, Lines
from coursepack.passes._phrases import head_word

__all__ = ["listed"]

_FEWEST, _MOST = 2, 6
_LONGEST = 25
"""Words of one thing of a list."""
_SHORTEST = 3
"""Words of what a list is headed by."""
_LEANING = (
    values("leaning", "joining")
    | values("leaning", "pointing")
    | values("leaning", "talk")
    | {"it", "its", "they", "them", "their", "he", "she", "his", "her", "example", "examples", "e.g", "i.e"}
) - {"we", "our", "us", "you", "your"}
_ENDS = frozenset(
    {"to", "by", "for", "of", "in", "on", "with", "at", "from", "as", "than", "but", "and", "or", "that", "is"}
)
"""What a line does not end with that heads a list: "dedicated to:" goes on in it."""
_ASKING = frozenset({"what", "why", "how", "who", "which"})
_ORDINALS = values("leaning", "joining") | {"first", "second", "third", "last", "next", "example", "note", "source"}
_LONGEST_TERM = 6
_CUT = (":", "?", ".", "…", "&", ",", "-", "/", "(")
_LEADS = frozenset({"heading", "question", "bullet", "callout", "paragraph"})


def listed(lines: Lines) -> Iterator[Draft]:
    """Ask for what a list has, where the line that heads it stands alone and each thing is short."""
    passages = lines.pack.passages
    by_place = _by_place(lines)
    title: Passage | None = None
    for at, lead in enumerate(passages):
        if lead.role == "heading":
            title = lead
        if lead.role not in _LEADS:
            continue
        found = _below(passages, at)
        if not _FEWEST <= len(found) <= _MOST:
            continue
        draft = _draft(lines, by_place, (title, lead), found) or _titled(lines, by_place, lead, found)
        if draft is not None:
            yield draft


def _by_place(lines: Lines) -> dict[str, Line]:
    """Map each passage to the statement that it is."""
    out: dict[str, Line] = {}
    for line in lines.every:
        for passage in line.grown.tree.passages:
            out.setdefault(passage, line)
    return out


def _below(passages: Sequence[Passage], at: int) -> list[Passage]:
    """List the bullets of one level right below a line, as far as the list goes."""
    lead = passages[at]
    out: list[Passage] = []
    for each in passages[at + 1 :]:
        if each.source != lead.source or each.role != "bullet":
            break
        if each.level <= lead.level and lead.role == "bullet":
            break
        if out and each.level < out[0].level:
            break
        if not out or each.level == out[0].level:
            out.append(each)
    return out


def _draft(
    lines: Lines, by_place: dict[str, Line], above: tuple[Passage | None, Passage], found: Sequence[Passage]
) -> Draft | None:
    title, lead = above
    span = _span(lines, lead)
    is_asked = span.quote.rstrip().endswith("?")
    if not (is_asked or (span.quote.rstrip().endswith(":") and lead.role != "heading")) or not _stands(span.quote):
        return None
    items = [_span(lines, each) for each in found]
    said = [words(each.quote) for each in items]
    own = [by_place[each.id] for each in found if each.id in by_place]
    if not own or not all(0 < len(each) <= _LONGEST for each in said):
        return None
    # What answers a question may speak of what it asks about.
    if not is_asked and any(each[0] in _LEANING for each in said):
        return None
    if any(each.quote.rstrip().endswith(_CUT) or not is_sound(each.quote) for each in items):
        return None
    if len({tuple(each) for each in said}) < len(said) or any(each.statement.stance != "asserted" for each in own):
        return None
    prompt: tuple[Part, ...] = (Quoted(span=span),)
    if not is_asked:
        prompt = (Fixed(key="ask.list"), Quoted(span=span))
        if title is not None and title.source == lead.source and _titles(_span(lines, title).quote):
            prompt = (prompt[0], Quoted(span=_span(lines, title)), Fixed(key="colon"), prompt[1])
    answer: list[Part] = []
    for each in items:
        answer += [Fixed(key="semicolon"), Quoted(span=each)] if answer else [Quoted(span=each)]
    salience = max(each.statement.salience for each in own)
    spans = [part.span for part in (*prompt, *answer) if isinstance(part, Quoted)]
    return Draft(
        asks="list",
        prompt=prompt,
        answer=tuple(answer),
        evidence=tuple(dict.fromkeys(spans)),
        claims=tuple(dict.fromkeys(each.statement.id for each in own)),
        section=own[0].section,
        salience=salience,
        worth=0.6 + 0.4 * salience,
        kind="short_answer",
        keys=frozenset(words(printed(prompt))),
        answer_key=own[0].statement.id,
    )


def _titled(lines: Lines, by_place: dict[str, Line], lead: Passage, found: Sequence[Passage]) -> Draft | None:
    """Ask for the terms that bullets open with, below a heading that is of several: "Three Kinds of Boundary"."""
    span = _span(lines, lead)
    if lead.role != "heading" or not _is_of_several(span.quote) or not is_sound(span.quote):
        return None
    items = [_opening(lines, each) for each in found]
    own = [by_place[each.id] for each in found if each.id in by_place]
    spans = [each for each in items if each is not None]
    if not own or len(spans) < len(items) or any(each.statement.stance == "question" for each in own):
        return None
    said = [frozenset(word for word in words(each.quote) if len(word) > _SHORTEST) for each in spans]
    if any(one & other for at, one in enumerate(said) for other in said[:at]) or _tells(span, said):
        return None
    answer: list[Part] = []
    for each in spans:
        answer += [Fixed(key="semicolon"), Quoted(span=each)] if answer else [Quoted(span=each)]
    salience = max(each.statement.salience for each in own)
    return Draft(
        asks="list",
        prompt=(Fixed(key="ask.under"), Quoted(span=span)),
        answer=tuple(answer),
        evidence=(span, *spans),
        claims=tuple(dict.fromkeys(each.statement.id for each in own)),
        section=own[0].section,
        salience=salience,
        worth=0.5 + 0.4 * salience,
        kind="short_answer",
        keys=frozenset(words(span.quote)),
        answer_key=own[0].statement.id,
    )


def _is_of_several(text: str) -> bool:
    """Tell whether a heading names several things, or asks what they are: "Diverging Views", "What Drives a Plate"."""
    said = words(text)
    if not _FEWEST <= len(said) <= _SHORTEST * 3 or _LEANING & set(said):
        return False
    head = head_word(text)
    return said[0] in _ASKING or (head.endswith("s") and not head.endswith(("ss", "us", "is", "ics", "'s", "’s")))


def _opening(lines: Lines, passage: Passage) -> Span | None:
    """Give the term before a bullet's colon; None where it has none, or one that is only counted or dated."""
    span = _span(lines, passage)
    before, colon, after = span.quote.partition(":")
    said = words(before)
    if not colon or not after.strip() or not 1 <= len(said) <= _LONGEST_TERM or not before[:1].isupper():
        return None
    if said[0] in _ORDINALS or any(each.isdigit() for each in before) or not is_sound(before) or "**" in before:
        return None
    return lines.pack.texts[passage.source].span(passage.start, passage.start + len(before.rstrip()))


def _tells(heading: Span, items: Sequence[frozenset[str]]) -> bool:
    """Tell whether a heading has most of an item's own words."""
    own = set(words(heading.quote))
    return any(len(each & own) * 2 > len(each) for each in items if each)


def _span(lines: Lines, passage: Passage) -> Span:
    return lines.pack.texts[passage.source].span(passage.start, passage.end)


def _titles(text: str) -> bool:
    return bool(words(text)) and not _LEANING & set(words(text)) and not text.rstrip().endswith(_CUT)


def _stands(text: str) -> bool:
    """Tell whether what heads a list says what it lists: "Three kinds of mills:", no "Today:" and no "We have:"."""
    said = words(text)
    return _SHORTEST <= len(said) <= _LONGEST and not _LEANING & set(said) and said[-1] not in _ENDS and is_sound(text)
