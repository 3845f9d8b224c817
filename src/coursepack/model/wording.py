"""The only text that a writer may print: source words, bracketed insertions and a short catalogue of fixed words."""

from __future__ import annotations

import html
import re
from types import MappingProxyType

from msgspec import Struct

from coursepack.model.anchors import Span

__all__ = ["FIXED", "Fixed", "Inserted", "Part", "Quoted", "Wording", "plain", "printed", "words"]


class Quoted(Struct, frozen=True, kw_only=True, tag_field="type", tag="quoted", forbid_unknown_fields=True):
    """Words of a source, printed with white space as single blanks and character references resolved."""

    span: Span


class Inserted(Struct, frozen=True, kw_only=True, tag_field="type", tag="inserted", forbid_unknown_fields=True):
    """Printed as `[text]`; the words of `text` are words of the span's quote, but for the case of letters."""

    text: str
    span: Span


class Fixed(Struct, frozen=True, kw_only=True, tag_field="type", tag="fixed", forbid_unknown_fields=True):
    """A key of `FIXED`."""

    key: str


Part = Quoted | Inserted | Fixed
Wording = tuple[Part, ...]

FIXED: MappingProxyType[str, str] = MappingProxyType(
    {
        "answer.false": "False",
        "answer.true": "True",
        "arrow": "→",
        "arrow.back": "←",
        "ask.date": "True or false: is the date in brackets the right one?",
        "ask.differ": "The sources differ here. Which would you trust, and why?",
        "ask.discuss": "Discuss:",
        "ask.list": "What is listed here?",
        "ask.match": "Which belongs to which?",
        "ask.meaning": "What is meant by",
        "ask.name": "True or false: is the name in brackets the right one?",
        "ask.number": "True or false: is the number in brackets the right one?",
        "ask.order": "Put these in order, earliest first.",
        "ask.positions": "What speaks for each of these?",
        "ask.term": "What is this called?",
        "ask.under": "What is listed under this heading?",
        "ask.what": "What",
        "ask.when": "When was this?",
        "ask.which_state": "Which state",
        "ask.which_state_inside": "which state",
        "ask.who": "Who",
        "ask.who_inside": "who",
        "ask.who_was": "Who was it?",
        "ask.why": "Why?",
        "because.document": "because the text says",
        "because.slides": "because the slides say",
        "because.transcript": "because the lecture says",
        "blank": "____",
        "cards.answer": "Answer",
        "cards.gap_type": "Coursepack gap",
        "cards.question_type": "Coursepack question",
        "cards.sentence": "Sentence",
        "category.agree": "agreement",
        "category.aid": "aid",
        "category.assault": "assault",
        "category.coerce": "coercion",
        "category.concede": "concession",
        "category.consult": "visit or meeting",
        "category.cooperate": "cooperation",
        "category.demand": "demand",
        "category.disapprove": "disapproval",
        "category.fight": "fighting",
        "category.investigate": "inquiry",
        "category.mobilize": "mobilisation",
        "category.protest": "protest",
        "category.reject": "refusal",
        "category.retreat": "withdrawal",
        "category.sanction": "sanction",
        "category.support": "support",
        "category.threaten": "threat",
        "causes": "Causes",
        "close": "Close",
        "colon": ":",
        "column.actor": "Actor",
        "column.actor_id": "Actor ID",
        "column.aliases": "Aliases",
        "column.category": "Category",
        "column.confidence": "Confidence",
        "column.date": "Date",
        "column.edtf": "EDTF",
        "column.event": "Event",
        "column.explains": "Explained",
        "column.id": "ID",
        "column.kind": "Kind",
        "column.mark": "Mark",
        "column.mentions": "Mentions",
        "column.name": "Name",
        "column.place": "Place",
        "column.polarity": "Polarity",
        "column.quote": "Quote",
        "column.salience": "Salience",
        "column.section": "Section",
        "column.source": "Source",
        "column.speaker": "Speaker",
        "column.stance": "Stance",
        "column.state": "State",
        "column.state_id": "State ID",
        "column.statement": "Statement ID",
        "column.target": "Target",
        "column.target_id": "Target ID",
        "column.term": "Term",
        "column.text": "Text",
        "column.verb": "Verb",
        "column.where": "Where",
        "column.who": "Who",
        "comma": ",",
        "comparison": "What the sources agree on, what they differ on, what one has alone",
        "comparison.agree": "They agree",
        "comparison.differ": "They differ",
        "comparison.differ_here": "the sources differ",
        "comparison.lectures": "Lectures compared",
        "comparison.name": "names",
        "comparison.negation": "said and denied",
        "comparison.number": "numbers",
        "comparison.only": "No counterpart found",
        "comparison.short": "Sources compared",
        "comparison.time": "dates",
        "date.approximate": "approximate date",
        "date.by_then": "or before",
        "date.from_then": "from then on",
        "date.one_of": "one of these dates",
        "date.uncertain": "uncertain date",
        "date.unknown": "date not known",
        "date.unspecified": "within these years",
        "dates": "Dates",
        "deck.continued": "continued",
        "deck.differ": "Where the sources differ",
        "deck.discussion": "For discussion",
        "deck.lessons": "Lessons",
        "deck.overview": "Overview",
        "ellipsis": "…",
        "entities.campaign": "Movements, treaties and campaigns",
        "entities.concept": "Ideas",
        "entities.group": "Peoples and groups",
        "entities.organisation": "Organisations",
        "entities.person": "People",
        "entities.place": "Places",
        "entities.polity": "States",
        "entities.work": "Works",
        "entity.campaign": "campaign",
        "entity.concept": "concept",
        "entity.group": "group",
        "entity.organisation": "organisation",
        "entity.person": "person",
        "entity.place": "place",
        "entity.polity": "state",
        "entity.work": "work",
        "era.bc": "BC",
        "evidence": "Evidence",
        "full_stop": ".",
        "handout.answers": "Answers",
        "handout.questions": "Questions",
        "handout.shapeless": "□: a letter that the fonts of this file do not have",
        "handout.summary": "Summary",
        "help": "Select a line of the notes to see its source.",
        "keys": "Keys: j and k move, Enter shows the source, t changes the theme",
        "lectures": "Lectures",
        "left.aside": "aside",
        "left.citation": "names another work",
        "left.fragment": "no full sentence",
        "left.low_weight": "weighs less",
        "left.organisation": "about the course",
        "left.question": "question",
        "left.repeated": "said elsewhere",
        "left.unclear": "not clear by itself",
        "left_out": "Left out",
        "legend.break": "years left out",
        "legend.dated": "date",
        "legend.not_asserted": "not told as fact",
        "legend.open": "open beginning or end",
        "legend.span": "span of time",
        "legend.uncertain": "uncertain date",
        "month.01": "Jan",
        "month.02": "Feb",
        "month.03": "Mar",
        "month.04": "Apr",
        "month.05": "May",
        "month.06": "Jun",
        "month.07": "Jul",
        "month.08": "Aug",
        "month.09": "Sep",
        "month.10": "Oct",
        "month.11": "Nov",
        "month.12": "Dec",
        "more": "More",
        "notes": "Notes",
        "nothing_found": "Nothing found",
        "notices": "Notices",
        "people_and_terms": "People and terms",
        "positions": "Positions set against each other",
        "purposes": "Purposes",
        "question": "Question",
        "question.put_in": "the number in brackets stands elsewhere",
        "question_mark": "?",
        "quote.close": "”",
        "quote.open": "“",
        "relations": "Relations",
        "relations.by_person": "by person",
        "relations.by_state": "by state",
        "relations.conflict": "Conflict",
        "relations.cooperation": "Cooperation",
        "relations.other": "Other dealings",
        "relations.undated": "Without a date, in the order of the text",
        "relations.wanted": "only wanted",
        "repairs": "Names that were misheard",
        "repeated": "Repeated",
        "search": "Search",
        "sections": "Sections",
        "semicolon": ";",
        "source": "Source",
        "sources": "Sources",
        "stance.denied": "denied",
        "stance.hedged": "uncertain",
        "stance.promised": "promised",
        "stance.question": "question",
        "stance.reported": "reported",
        "terms": "Terms",
        "theme": "Light or dark",
        "timeline": "Timeline",
        "told.document": "as the text says",
        "told.slides": "as the slides say",
        "told.transcript": "as the lecture says",
        "versus": "↔",
        "who": "Who and what",
        "who_did_what": "Who did what",
    }
)
"""Every word that a pack prints and no source says. Writers name the key; the verifier knows no others."""

# A word is a run of letters or digits; inside it may stand what joins numbers, names and short forms.
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-–][^\W_]+)*%?")
_BLANKS = re.compile(r"\s+")
# No blank is printed before these, nor after an opening bracket.
_CLOSING = re.compile(r"^(?:[,.;:!?%)\]”»…]|['’](?:(?:s|re|ve|ll|d|m|t)\b|(?!\w))|n['’]t\b)")
_OPENING = ("(", "“", "«")
# Nor after these, where none stands before them: "1958–" joins, "the plan –" parts.
_JOINING = ("-", "–", "/")


def plain(quote: str) -> str:
    """Give a quote as it is printed: character references resolved (HTML, section 13.5), white space single."""
    return _BLANKS.sub(" ", html.unescape(quote) if "&" in quote else quote).strip()


def words(text: str) -> list[str]:
    """List the words of a text, in order, in lower case, with "’" as "'"."""
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def printed(wording: Wording) -> str:
    """Join the parts as they stand on a page: one blank between them, none before closing punctuation.

    Quotes that are neighbours in the source are joined as they are there.
    """
    out = ""
    last: Part | None = None
    for part in wording:
        if isinstance(part, Quoted):
            piece = plain(part.span.quote)
        elif isinstance(part, Inserted):
            piece = f"[{part.text}]"
        else:
            piece = FIXED[part.key]
        if not out or not piece or _CLOSING.match(piece) or _joins(out) or _is_next(last, part):
            out += piece
        else:
            out += " " + piece
        last = part
    return out


def _joins(out: str) -> bool:
    return out.endswith(_OPENING) or (out.endswith(_JOINING) and not out[:-1].endswith(" "))


def _is_next(last: Part | None, part: Part) -> bool:
    """Tell whether two quotes touch in their source, without white space."""
    if not isinstance(last, Quoted) or not isinstance(part, Quoted):
        return False
    here, there = part.span, last.span
    if (here.source, here.start) != (there.source, there.end):
        return False
    return not there.quote[-1].isspace() and not here.quote[0].isspace()
