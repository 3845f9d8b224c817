"""Questions of terms: what an explanation is called, or what a term means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from coursepack.language.grammar import is_finite
from coursepack.language.lexicons import rows, values
from coursepack.language.numerals import begins_number
from coursepack.model.anchors import is_within
from coursepack.model.claims import Term
from coursepack.model.wording import Fixed, Part, Quoted, Wording, printed, words
from coursepack.passes._draft import Draft, trimmed
from coursepack.passes._lines import Line, Lines
from coursepack.passes._phrases import concept_key
from coursepack.passes._values import Values

__all__ = ["EMPTY", "WEIGHING", "says_what", "terms"]

SURE = 0.45
"""The confidence from which a term is asked for."""
LEAD = 0.3
"""The confidence of what only stands before a colon."""
_FEWEST, _MOST = 2, 3
_TITLE = 0.6
"""The share of words in capitals, from which on they are a title."""
_SHORT, _LONG = 5, 40
"""Words of an explanation."""
_TELLING = 4
"""Letters of a word by which a name is like what it would be a wrong answer to."""
_PLENTY = 8
"""Words of one that has nothing behind its noun."""
_LABELS = frozenset({"word", "term", "phrase", "name"})
"""What is "a Greek word for" something is explained as a word, and not as a thing."""
_VERBS = frozenset(row["verb"] for row in rows("verbs"))
_LEANING = values("leaning", "joining") | values("leaning", "pointing")
EMPTY, WEIGHING = values("asking", "empty"), values("asking", "weighing")


def terms(lines: Lines, table: Values) -> Iterator[Draft]:
    """Ask what an explanation is called where other terms can stand beside the right one, else what the term means."""
    pack = lines.pack
    known = [term for term in pack.terms if term.is_explained and term.confidence >= SURE]
    names = _offered(lines, table)
    for term in known:
        line = lines.loose(term.wording)
        if line is None or not _SHORT <= len(words(term.text)) <= _LONG:
            continue
        name = _name(term)
        if _commands(term) or name is None or not _explains(lines, line, term):
            continue
        told = [each for each in lines.told if is_within(term.evidence[0], each.statement.evidence)]
        salience = max((each.statement.salience for each in told), default=0.5)
        section = next((each.section for each in told), line.section)
        body = trimmed(line, line.slots)
        explanation = lines.wording(line, body)
        wrong = _other_names(term, names, printed(explanation), table) if _is_noun(lines, term) else ()
        asked = Draft(
            asks="meaning",
            prompt=(Fixed(key="ask.meaning"), name, Fixed(key="question_mark")),
            answer=explanation,
            evidence=term.evidence,
            claims=(term.id,),
            section=section,
            salience=salience,
            worth=(0.6 + 0.4 * salience) * min(1.0, 0.4 + term.confidence),
            kind="short_answer",
            keys=line.keys | frozenset(words(term.name)),
            answer_key=term.id,
        )
        is_deed = _is_deed(line)
        if wrong:
            prompt = (Fixed(key="ask.term"), *explanation, *_stop(explanation))
            if is_deed:
                prompt = (Fixed(key="ask.what"), *explanation, Fixed(key="question_mark"))
            yield replace(asked, asks="term", prompt=prompt, answer=(name,), wrong=wrong, nearness=0.5)
        elif not is_deed:
            yield asked


def _is_deed(line: Line) -> bool:
    """Tell whether an explanation begins with what the thing does: "states that all rock was molten"."""
    return line.grown.tokens[line.indexes[0]].tag == "VBZ"


def says_what(line: Line, head: int) -> bool:
    """Tell whether a noun and its adjectives say what a thing is, not only how much it counts."""
    tokens = line.grown.tokens
    if tokens[head].lemma.casefold() in EMPTY:
        return False
    return not any(
        tokens[each].dep == "amod" and tokens[each].lemma.casefold() in WEIGHING for each in line.grown.children[head]
    )


def _name(term: Term) -> Quoted | None:
    return Quoted(span=term.evidence[0]) if words(term.name) else None


def _commands(term: Term) -> bool:
    """Tell whether what stands before a colon is no name: "Seek robust policies", "Also lost"."""
    parts = term.name.split()
    first = parts[0].casefold()
    if first in _LEANING or first == "other" or first in ("first", "last") or begins_number(first):
        return True
    return len(parts) > 1 and parts[0].casefold() in _VERBS and all(part[:1].islower() for part in parts[1:])


def _explains(lines: Lines, line: Line, term: Term) -> bool:
    tokens = line.grown.tokens
    first, head = tokens[line.indexes[0]], tokens[line.head]
    is_bare = first.tag == "NN" and first.text[:1].islower()
    if first.tag in ("WP", "WRB", "WDT", "PRP") or first.pos in ("NUM", "PART") or is_bare or first.text == "not":
        return False
    if first.pos == "ADP" or head.text.casefold() in _LABELS or not says_what(line, line.head):
        return False
    if not _says_which(line, len(words(term.text))) or _is_halved(line):
        return False
    # "The beliefs and feelings" of "… that someone holds of others" is cut short.
    last = max(line.indexes)
    if last + 1 < len(tokens) and tokens[last + 1].pos != "PUNCT" and tokens[last].pos != "PUNCT":
        return False
    # "safeguard the economy against …" is no thing's name, and is no question either.
    subject = line.grown.subject(line.head)
    has_subject = subject is not None and subject in line.indexes
    if head.pos in ("VERB", "AUX") and not (_is_deed(line) or first.tag == "VBG" or has_subject):
        return False
    said = words(term.text)
    if sum(each[:1].isupper() for each in term.text.split()) > _TITLE * len(said):
        return False  # a title of a book
    own = [word for word in words(term.name) if len(word) > 3]
    if any(each[:5] == word[:5] for each in said for word in own):
        return False
    return lines.is_clear(line, line.slots)


def _is_halved(line: Line) -> bool:
    """Tell whether a relative clause has lost its verb: "a condition in which cells, which are round"."""
    kept = [line.grown.tokens[index] for index in line.indexes]
    finite = sum(is_finite(line.grown, index) for index in line.indexes)
    return sum(token.tag in ("WDT", "WP", "WP$", "WRB") for token in kept) > finite


def _says_which(line: Line, said: int) -> bool:
    """Tell whether a noun has behind it what sets it apart, or many words before: "a nasty old gas" is any."""
    tokens = line.grown.tokens
    if tokens[max(line.indexes)].pos in ("ADP", "DET", "SCONJ", "CCONJ"):
        return False
    # "A belief, and atheism is a stance" tells of two.
    joined = [each for each in line.grown.children[line.head] if tokens[each].dep == "conj"]
    if tokens[line.head].pos == "NOUN" and any(line.grown.subject(each) is not None for each in joined):
        return False
    if tokens[line.head].pos not in ("NOUN", "PROPN") or said >= _PLENTY:
        return True
    inside = set(line.indexes)
    return any(
        each > line.head and each in inside and tokens[each].pos != "PUNCT" for each in line.grown.children[line.head]
    )


def _is_noun(lines: Lines, term: Term) -> bool:
    """Tell whether a term is a thing's name: "polytheistic" is none."""
    grown, indexes = lines.grove.find((Quoted(span=term.evidence[0]),))
    return not indexes or grown.tokens[indexes[-1]].pos not in ("ADJ", "ADV", "VERB")


def _offered(lines: Lines, table: Values) -> list[Term]:
    """List the terms that can be offered as another's name: explained ones, and technical ones."""
    return [
        term
        for term in lines.pack.terms
        if (term.is_explained and term.confidence >= SURE and not _commands(term) and _is_noun(lines, term))
        or (term.confidence != LEAD and concept_key(words(term.name) or ("",)) in table.concepts)
    ]


def _is_like(one: Term, other: Term, table: Values) -> bool:
    """Tell whether two names look alike: both in capitals or neither, of many or of one, of people or of things."""
    first, second = words(one.name), words(other.name)
    is_many = [table.nouns.is_many(each.evidence[0]) for each in (one, other)]
    sorts = [table.nouns.sort(each.name) for each in (one, other)]
    told = [table.nouns.tells_of_people(each.text) for each in (one, other)]
    if (told[0] or sorts[0][0]) != (told[1] or sorts[1][0]) or sorts[0][1] != sorts[1][1]:
        return False
    has_capitals = [all(part[:1].isupper() for part in each.name.split() if len(part) > 3) for each in (one, other)]
    return is_many[0] == is_many[1] and (has_capitals[0] == has_capitals[1] or len(first) == len(second) == 1)


def _other_names(term: Term, names: Sequence[Term], explanation: str, table: Values) -> tuple[Wording, ...]:
    own, said = set(words(term.name)), set(words(explanation))
    out: list[Wording] = []
    taken = [own]
    ranked = sorted(
        (each for each in names if each is not term),
        key=lambda each: (
            not each.is_explained,
            not table.are_related(term.name, each.name),
            abs(len(words(each.name)) - len(own)),
            -each.confidence,
            each.id,
        ),
    )
    for each in ranked:
        mine = set(words(each.name))
        # What the explanation speaks of may be what it explains.
        is_in = mine <= said or any(word in said for word in mine if len(word) >= _TELLING)
        if is_in or any(mine <= other or other <= mine for other in taken) or _is_about(each, own):
            continue
        if not _is_like(term, each, table) or table.are_synonyms(term.name.casefold(), each.name.casefold()):
            continue
        if max(len(each.name), len(term.name)) > 3 * min(len(each.name), len(term.name)) + 4:
            continue
        taken.append(mine)
        out.append((Quoted(span=each.evidence[0]),))
        if len(out) == _MOST:
            break
    return tuple(out) if len(out) >= _FEWEST else ()


def _is_about(other: Term, own: set[str]) -> bool:
    """Tell whether the other term is explained by this one: then both may fit."""
    return own <= set(words(other.text))


def _stop(wording: Wording) -> tuple[Part, ...]:
    text = printed(wording)
    return () if text.endswith((".", "!", "?", '."', ".”")) else (Fixed(key="full_stop"),)
