"""The slides of a deck that look over the whole lecture: dates, positions and differences side by side, questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursepack.language.lexicons import values
from coursepack.model.claims import Question, Statement
from coursepack.model.outline import Item
from coursepack.model.wording import FIXED, Quoted, Wording, printed, words
from coursepack.writers._chronicle import Moment
from coursepack.writers._comparison import compared
from coursepack.writers._deck import Line, Run, Slide
from coursepack.writers._deck_fit import paired, parted
from coursepack.writers._deck_lines import Lines, capital
from coursepack.writers._deck_worth import alike
from coursepack.writers._ends import kind_of
from coursepack.writers._stance import Mark
from coursepack.writers._ties import Against, positions

__all__ = ["differences", "discussion", "opposed", "timeline"]

_FEWEST = 4
"""Dates from which on a timeline is worth a slide."""
_SAME = 0.5
"""The share of the shorter one's words from which two dates of one year tell the same."""
_SHORTEST, _CLEAR, _NEAR = 5, 9, 4
"""Words of a question to discuss; with a pronoun among its first words it has more."""
_ASKING = values("closed_words", "auxiliary") | {"how", "what", "when", "where", "which", "who", "whose", "why"}
_LEANING = frozenset({"person", "pointing", "thing"})
_LONGEST, _LONGEST_CELL = 130, 230
"""Characters of an event, and of one side."""
_PAIRS, _DIFFERENCES, _QUESTIONS, _OPPOSED = 6, 6, 6, 2


def timeline(lines: Lines, slides: int) -> list[Slide]:
    """Tell the weightiest events in order of time, each once."""
    fit = [moment for moment in lines.moments if _is_shown(moment)]
    taken: list[int] = []
    for at in sorted(range(len(fit)), key=lambda at: (-_weight(fit[at]), at)):
        if len(taken) < 6 * slides and not any(_is_same(fit[at], fit[other]) for other in taken):
            taken.append(at)
    if len(taken) < _FEWEST:
        return []
    shown = [fit[at] for at in sorted(taken)]
    told = [(lines.dated(moment), lines.quote(moment.event)) for moment in shown]
    return [
        Slide(layout="timeline", title=lines.fixed("timeline", at), lines=tuple(group), notes=_notes(group, told))
        for at, group in enumerate(parted([line for line, _ in told], "timeline"))
    ]


def _is_shown(moment: Moment) -> bool:
    """A caption of a picture has no verb."""
    text, statement = printed(moment.wording), moment.statement
    if statement is not None and not (statement.verb or moment.has_lead):
        return False
    return moment.first is not None and len(words(text)) >= 3 and len(text) <= _LONGEST


def _weight(moment: Moment) -> float:
    """Weigh what it says; a heading says as much as most; what is only asserted by others, or vaguely dated, less."""
    weight = moment.statement.salience if moment.statement is not None else 0.5
    # A date that counts from another is not told by these words alone.
    weight -= 0.2 if moment.event.when.text.casefold() in printed(moment.wording).casefold() else 0.0
    return weight - 0.1 * len(moment.doubts) - (0.15 if moment.mark is not None else 0.0)


def _is_same(one: Moment, other: Moment) -> bool:
    """Tell whether two say the same of one year."""
    is_year = one.first is not None and other.first is not None and one.first[0] == other.first[0]
    return is_year and alike(printed(one.wording), printed(other.wording), _SAME)


def _notes(group: Sequence[Line], told: Sequence[tuple[Line, Line]]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(note for line, note in told if line in group))


def opposed(lines: Lines) -> list[Slide]:
    """Set the positions of two holders side by side."""
    cells: list[tuple[Line, Line]] = []
    notes: list[Line] = []
    for row in positions(lines.pack):
        sides = (_side(lines, row, 0), _side(lines, row, 1))
        if sides[0] is None or sides[1] is None:
            continue
        cells.append((sides[0], sides[1]))
        notes.append(lines.quote(row.link))
    return _paired(lines, "positions", cells[:_PAIRS], notes[:_PAIRS])


def _side(lines: Lines, row: Against, at: int) -> Line | None:
    """Quote one end whole, its holder in bold where it names them, else before it."""
    link, holder = row.link, row.holders[at]
    spans = link.effect if at else link.cause
    statement = lines.statements[link.to if at else link.from_]
    wording: Wording = tuple(Quoted(span=lines.closed(span)) for span in spans) or statement.wording
    claims: tuple[str, ...] = (f"{link.id}/{'effect' if at else 'cause'}",) if spans else (statement.id,)
    text = printed(wording)
    if len(text) > _LONGEST_CELL:
        return None
    runs = lines.led(wording)
    if runs[0].kind != "lead":
        runs = (Run(printed(holder), "lead"), Run(f"{FIXED['colon']} {text}"))
        claims = (str(link.holders[at]), *claims)
    return _with_mark(Line(runs=runs, claims=claims), row.mark)


def _with_mark(line: Line, mark: Mark | None) -> Line:
    if mark is None or not mark.key:
        return line
    said = ", ".join((FIXED[mark.key], *((mark.name,) if mark.speaker else ())))
    claims = (*line.claims, *((mark.speaker,) if mark.speaker else ()))
    return Line(runs=(*line.runs, Run(f" ({said})", "mark")), claims=claims, fixed=(*line.fixed, mark.key))


def _paired(lines: Lines, key: str, cells: Sequence[tuple[Line, Line]], notes: Sequence[Line]) -> list[Slide]:
    slides = []
    for order, group in enumerate(paired(cells)):
        own = dict.fromkeys(notes[at] for at, each in enumerate(cells) if each in group)
        shown = tuple(line for each in group for line in each)
        slides.append(Slide(layout="pairs", title=lines.fixed(key, order), lines=shown, notes=tuple(own)))
    return slides


def differences(lines: Lines) -> list[Slide]:
    """Set side by side what two sources say otherwise, each under its title."""
    cells: list[tuple[Line, Line]] = []
    notes: dict[tuple[Line, Line], tuple[Line, Line]] = {}
    for row in compared(lines.pack, lines.moments).differing:
        if len(row.readings) != 2:
            continue
        pair = []
        for reading in row.readings:
            statement = reading.statement
            source = lines.source_of(statement)
            if reading.moment is not None:
                told = lines.dated(reading.moment)
            else:
                told = lines.bullet(Item(statement=statement, level=0, has_lead=False), dates=False)
            before = Run(f"{capital(source.title)}{FIXED['colon']} ", "mark")
            plain = tuple(Run(run.text, "mark" if run.kind == "mark" else "plain") for run in told.runs)
            pair.append(Line(runs=(before, *plain), claims=(source.id, *told.claims), fixed=told.fixed))
        if max(len("".join(run.text for run in line.runs)) for line in pair) <= 2 * _LONGEST_CELL:
            cells.append((pair[0], pair[1]))
            notes[cells[-1]] = (lines.quote(row.readings[0].statement), lines.quote(row.readings[1].statement))
    slides = []
    for order, group in enumerate(paired(cells[:_DIFFERENCES])):
        own = dict.fromkeys(note for each in group for note in notes[each])
        title = lines.fixed("deck.differ", order)
        shown = tuple(line for each in group for line in each)
        slides.append(Slide(layout="pairs", title=title, lines=shown, notes=tuple(own)))
    return slides


def discussion(lines: Lines, asked: Sequence[Item]) -> list[Slide]:
    """Give the questions to discuss: those that the sources ask, then some that were made of positions."""
    made = [each for each in lines.pack.questions if each.kind == "discussion" and len(each.prompt) <= _LONGEST_CELL]
    open_ = [item for item in asked if _is_open(item.statement)]
    own = [each for each in made if FIXED["versus"] not in each.prompt and not _is_asked(each, lines)]
    best = sorted(range(len(own)), key=lambda at: (-own[at].salience, at))[:_QUESTIONS]
    rows = list(_stated(lines, open_[:_QUESTIONS]))
    rows += [_asked(lines, own[at]) for at in sorted(best)][: _QUESTIONS - len(rows)]
    against = [each for each in made if FIXED["versus"] in each.prompt]
    rows += [_asked(lines, each) for each in against][: min(_OPPOSED, _QUESTIONS - len(rows))]
    return [
        Slide(
            layout="questions", title=lines.fixed("deck.discussion", at), lines=tuple(group), notes=_notes(group, rows)
        )
        for at, group in enumerate(parted([line for line, _ in rows], "questions"))
    ]


def _is_open(statement: Statement) -> bool:
    """Tell whether one can discuss it: a whole question, and it says what it is about."""
    said = [word.partition("'")[0] for word in words(statement.text.rsplit(":", 1)[-1])]
    if said[:1] and said[0] not in _ASKING:
        said = [word.partition("'")[0] for word in words(statement.text)]
    leans = any(kind_of(word) in _LEANING for word in said[:_NEAR])
    return len(said) >= _SHORTEST and said[0] in _ASKING and (not leans or len(said) >= _CLEAR)


def _is_asked(question: Question, lines: Lines) -> bool:
    """Tell whether a source asks it in these words."""
    return any(lines.statements[each].stance == "question" for each in question.claims if each in lines.statements)


def _asked(lines: Lines, question: Question) -> tuple[Line, Line]:
    prompt = printed(question.prompt_wording) or question.prompt
    return Line(runs=(Run(capital(prompt)),), claims=(f"{question.id}/prompt",)), lines.quote(question)


def _stated(lines: Lines, asked: Sequence[Item]) -> Iterator[tuple[Line, Line]]:
    """A question mark says that it is a question."""
    for item in asked:
        statement = item.statement
        line = Line(runs=(Run(capital(printed(statement.wording))),), claims=(statement.id,))
        yield line, lines.quote(statement)
