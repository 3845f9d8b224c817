"""The lines of a deck: a statement or event as a bullet, its lead in bold, its marks; its quote for the notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from coursepack.model.anchors import Source, Span, Text, is_within
from coursepack.model.claims import Event, Link, Question, Section, Statement
from coursepack.model.outline import Item
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import FIXED, Inserted, Quoted, Wording, plain, printed, words
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._deck import Line, Run
from coursepack.writers._deck_leads import is_lead
from coursepack.writers._ends import kind_of
from coursepack.writers._stance import Mark, mark_of

__all__ = ["Lines", "capital", "tidy"]

_CLOSE = re.compile(r"[,.;!?]?\"")
_TAIL = re.compile(r"(?:\s+[&+/|•–—-])+\s*$")
_SUBJECT = 4
"""Words of the longest subject that is shown in bold."""
_ARTICLES = frozenset({"the ", "a ", "an "})


class Lines:
    """Makes lines; made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.entities = {entity.id: entity for entity in pack.entities}
        self.statements = {statement.id: statement for statement in pack.statements}
        self.moments = chronicle(pack)
        self._dated = self._by_statement()
        self._places = Places(pack)
        self._sources = {source.id: source for source in pack.sources}
        self._mentions = sorted(
            (span.source, span.start, span.end, each.id) for each in pack.entities for span in each.mentions
        )

    def _by_statement(self) -> dict[str, Moment]:
        """Give the dates that can stand before a statement's words, where they are all that it says."""
        found: dict[str, list[Moment]] = {}
        for moment in self.moments:
            if moment.statement is not None:
                found.setdefault(moment.statement.id, []).append(moment)
        return {
            ident: own[0]
            for ident, own in found.items()
            if len(own) == 1 and _leads(own[0]) and not _is_subject(own[0], self.statements[ident])
        }

    def is_named(self, statement: Statement) -> bool:
        """Tell whether it is of somebody or something that has a name, or has a date before it."""
        return statement.id in self._dated or statement.subject in self.entities

    def closed(self, span: Span) -> Span:
        """Lengthen a span to the quotation mark that closes what is quoted at its end."""
        text = self.pack.texts[span.source]
        found = _CLOSE.match(text.text, span.end) if span.quote.count('"') % 2 else None
        return text.span(span.start, found.end()) if found is not None else span

    def source_of(self, statement: Statement) -> Source:
        return self._sources[statement.evidence[0].source]

    def led(self, wording: Wording) -> tuple[Run, ...]:
        """Print a wording with the name that it begins with in bold."""
        return _joined(*self._lead(wording))

    def title(self, section: Section, order: int = 0) -> Line:
        """Give the title of a slide; each after the first of its kind says so."""
        return _continued(Line(runs=(Run(tidy(capital(section.title))),), claims=(section.id,)), order)

    def fixed(self, key: str, order: int = 0) -> Line:
        return _continued(Line(runs=(Run(FIXED[key]),), fixed=(key,)), order)

    def bullet(self, item: Item, *, dates: bool = True, heads: bool = False) -> Line:
        """Say a statement; its date comes first where `dates` allows and the source's words do.

        What `heads` the lines under it is bold as a whole.
        """
        statement = item.statement
        moment = self._dated.get(statement.id)
        if moment is not None and moment.event.when.text not in statement.text:
            # The line or the title above says when.
            moment = None
        if heads and not item.has_lead:
            runs: tuple[Run, ...] = (Run(capital(printed(statement.wording)), "lead"),)
        elif dates and moment is not None and not item.has_lead:
            return replace(self.dated(moment), level=item.level)
        elif item.has_lead:
            at = next(at for at, part in enumerate(statement.wording) if _is_colon(part))
            lead, rest = statement.wording[:at], statement.wording[at:]
            runs = (Run(capital(printed(lead)), "lead"), Run(printed(rest)))
        else:
            lead, rest = self._lead(statement.wording, statement)
            runs = _joined(lead, rest)
        return self._marked(runs, (statement.id,), (), mark_of(statement, self.entities), item.level)

    def passed(self, items: Sequence[Item]) -> Line:
        """Say statements one after the other, as one paragraph without leads."""
        said = [self.bullet(item, dates=False) for item in items]
        runs: list[Run] = []
        for line in said:
            runs += [Run(" ")] if runs else []
            runs += [run if run.kind == "mark" else Run(run.text) for run in line.runs]
        claims, fixed = (tuple(each for line in said for each in getattr(line, name)) for name in ("claims", "fixed"))
        return Line(runs=tuple(runs), claims=claims, fixed=fixed)

    def dated(self, moment: Moment) -> Line:
        """Say an event with its date before it."""
        when = capital(printed(moment.when) or moment.event.when.text)
        runs = (Run(when, "lead"), Run(f"{FIXED['colon']} {capital(printed(moment.wording))}"))
        return self._marked(runs, (moment.event.id,), moment.doubts, moment.mark, 0)

    def _marked(
        self, runs: tuple[Run, ...], claims: tuple[str, ...], doubts: Sequence[str], mark: Mark | None, level: int
    ) -> Line:
        keys = (*doubts, *((mark.key,) if mark is not None and mark.key else ()))
        said = [FIXED[key] for key in keys]
        runs = (*runs[:-1], Run(tidy(runs[-1].text), runs[-1].kind))
        if mark is not None and mark.speaker:
            said.append(mark.name)
            claims = (*claims, mark.speaker)
        if said:
            runs = (*runs, Run(f" ({', '.join(said)})", "mark"))
        return Line(runs=runs, claims=claims, fixed=keys, level=level)

    def _lead(self, wording: Wording, statement: Statement | None = None) -> tuple[Wording, Wording]:
        """Part a wording after the name or words of its subject that it begins with; else the first part is empty."""
        lead, rest = self._begun(wording, statement)
        if not lead or statement is None:
            return lead, rest
        is_name = isinstance(lead[0], Inserted) or statement.subject in self.entities
        after = printed((*lead, *rest))[len(printed(lead)) :]
        return (lead, rest) if is_lead(printed(lead), after, statement.verb, is_name=is_name) else ((), wording)

    def _begun(self, wording: Wording, statement: Statement | None) -> tuple[Wording, Wording]:
        first = wording[0]
        if isinstance(first, Inserted):
            return wording[:1], wording[1:]
        if not isinstance(first, Quoted):
            return (), wording
        span, text = first.span, self.pack.texts[first.span.source]
        end = self._named_from(span, statement.subject if statement is not None else None)
        if end is None:
            return (), wording
        return _parted(text, span, end, wording) if end < span.end else (wording[:1], wording[1:])

    def _named_from(self, span: Span, subject: str | None) -> int | None:
        """Give the end of what a span begins with: the words of its subject, or a name of it, with its article."""
        if subject is not None and subject not in self.entities:
            said = plain(span.quote)
            is_first = said.casefold().startswith(subject.casefold()) and span.quote.startswith(said[: len(subject)])
            is_name = subject[:1].isalpha() and 1 < len(words(subject)) <= _SUBJECT and not kind_of(words(subject)[0])
            return span.start + len(subject) if is_first and is_name else None
        article = next((len(each) for each in _ARTICLES if span.quote.casefold().startswith(each)), 0)
        ends = [self._longest(span, begin, subject) for begin in (span.start, span.start + article)]
        return next((end for end in ends if end is not None), None)

    def _longest(self, span: Span, start: int, entity: str | None) -> int | None:
        """Give the end of the longest name, of one entity or of any, that begins here and ends within the span."""
        found = None
        at = bisect_left(self._mentions, (span.source, start, 0, ""))
        while at < len(self._mentions) and self._mentions[at][:2] == (span.source, start):
            _, _, end, ident = self._mentions[at]
            found = end if end <= span.end and entity in (None, ident) else found
            at += 1
        return found

    def quote(self, claim: Statement | Event | Link | Question) -> Line:
        """Give the source's own sentence with its source and places, for the notes."""
        if isinstance(claim, Event) and claim.statement in self.statements:
            claim = self.statements[claim.statement]
        spans = claim.evidence[: _own(claim)]
        source = self._sources[spans[0].source]
        said = " ".join(plain(span.quote) for span in spans)
        cite = self._places.cite(claim.evidence)
        runs = (Run(f"{FIXED['quote.open']}{said}{FIXED['quote.close']} "), Run(f"{source.title} {cite}", "mark"))
        return Line(runs=runs, claims=(f"{claim.id}/quote", source.id), fixed=("quote.open", "quote.close"))


def _continued(title: Line, order: int) -> Line:
    if not order:
        return title
    runs = (*title.runs, Run(f" ({FIXED['deck.continued']})", "mark"))
    return replace(title, runs=runs, fixed=(*title.fixed, "deck.continued"))


def _own(claim: Statement | Event | Link | Question) -> int:
    """Count the spans of evidence that hold the claim's own words; those after them explain insertions."""
    if isinstance(claim, Link | Question):
        return len(claim.evidence)
    quoted = [part.span for part in claim.wording if isinstance(part, Quoted)]
    last = max(
        (at for at, span in enumerate(claim.evidence) if any(is_within(each, (span,)) for each in quoted)), default=0
    )
    return last + 1


def _leads(moment: Moment) -> bool:
    """Tell whether the date can stand before the event: it is no longer inside, and needs no other to be understood."""
    when = printed(moment.when) or moment.event.when.text
    is_inside = when.casefold() in printed(moment.wording).casefold()
    return (
        bool(moment.wording)
        and not is_inside
        and not any(isinstance(part, Inserted) for part in moment.when)
        and not moment.has_lead
    )


def _is_subject(moment: Moment, statement: Statement) -> bool:
    """Tell whether it is the date that does something: "The 1990s brought growth"."""
    subject = words(statement.subject or "")
    return bool(subject) and subject == words(moment.event.when.text)[-len(subject) :]


def _parted(text: Text, span: Span, end: int, wording: Wording) -> tuple[Wording, Wording]:
    rest = text.trimmed(end, span.end)
    after: Wording = (Quoted(span=rest),) if rest is not None else ()
    return (Quoted(span=text.span(span.start, end)),), (*after, *wording[1:])


def _joined(lead: Wording, rest: Wording) -> tuple[Run, ...]:
    """Print both as one text, the first part in bold."""
    if not lead:
        return (Run(capital(printed(rest))),)
    whole, said = printed((*lead, *rest)), printed(lead)
    return (Run(capital(said), "lead"), Run(whole[len(said) :]))


def _is_colon(part: object) -> bool:
    return not isinstance(part, Quoted) or part.span.quote == ":"


def tidy(text: str) -> str:
    """Cut off signs that end a line of a slide and join it to nothing: "What is a team? &"."""
    return _TAIL.sub("", text)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
