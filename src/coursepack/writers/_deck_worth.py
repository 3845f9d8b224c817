"""What a bullet is worth on a slide: weight, a name or date to begin with, shortness, clearness; nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from coursepack.model.anchors import Passage
from coursepack.model.outline import Item
from coursepack.model.reference import Places
from coursepack.model.wording import Inserted, Quoted, words
from coursepack.writers._deck_lines import Lines
from coursepack.writers._deck_topics import Topic
from coursepack.writers._ends import kind_of, opening
from coursepack.writers._standing import stands_alone

__all__ = ["Chooser", "alike", "is_title"]

_LONG, _LONGEST = 90, {"transcript": 150, "slides": 210, "document": 170}
"""Characters of a bullet: from the first on it weighs less, beyond the second it is left out."""
_LONGER, _WHOLE = 50, 5
"""Characters more of one that fills a topic which has few others, and words that it has."""
_BRIEF, _LISTED = 2, 3
"""Words of a bullet that says nothing by itself: "Sept 2007", "Source:", "There is."; so many of them are a list."""
_SAME, _ALL = 0.6, 4
"""The share of the shorter one's words from which two bullets are taken to say the same; of fewer words, all."""
_TITLE = 6
"""Words of the longest bullet that heads those under it."""
_LETTERS = 4
"""Shorter words are mostly grammar."""
_WEIGHTY, _SUMMING = 0.8, 8
"""Salience from which a sentence of speech may sum its topic up, and words that a call-out has."""
_THEMES, _TOLD_OF = 2, 3
"""Words that such a sentence has of those which so many statements of its topic say."""
_UNFINISHED = frozenset({"before", "broken", "dangling", "joint"})
"""Kinds of words that nothing ends with."""
_VAGUE = frozenset({"person", "pointing", "talk", "thing"})
"""Kinds of words that need what stood before them, or speak to the class."""


class Chooser:
    """Chooses bullets over the whole deck, so that nothing is said twice."""

    def __init__(self, lines: Lines, found: Sequence[Topic], least: float | None) -> None:
        """`least` is what a bullet of speech must be worth; with None any will do, and so do those that need others."""
        self._lines, self._least = lines, least
        briefs = [[item for item in topic.own if _is_label(item)] for topic in found]
        self._listed = {item.statement.id for own in briefs for item in own if len(own) >= _LISTED or item.level}
        titles = [(words(topic.section.title), topic.own) for topic in found]
        self._titles = {
            item.statement.id for title, own in titles for item in own if words(item.statement.text) == title
        }
        self._own = {item.statement.id for topic in found for item in topic.own}
        self._places = Places(lines.pack)
        self._dated = {moment.statement.id for moment in lines.moments if moment.statement is not None}
        self._agreed: dict[str, set[str]] = {}
        for each in lines.pack.comparisons:
            if each.verdict == "agree":
                for ident in each.statements:
                    self._agreed.setdefault(ident, set()).update(each.statements)
        self._said: list[frozenset[str]] = []
        self._told: set[str] = set()

    def value(self, item: Item) -> float:
        """Weigh a bullet: short and told as fact is better."""
        statement = item.statement
        value = self.worth(item) - max(0, len(statement.text) - _LONG) / 200
        return value - (0.1 if statement.stance != "asserted" else 0.0)

    def worth(self, item: Item) -> float:
        """Weigh what it says: its salience, a name or date to begin with; less where it needs what stood before it."""
        statement = item.statement
        worth = statement.salience + (0.15 if self._lines.is_named(statement) else 0.0)
        if item.has_lead:
            return worth
        worth -= 0.0 if statement.verb else 0.3
        worth -= 0.35 if opening(statement.wording, statement) else 0.0
        vague = {kind for word in words(statement.text) if (kind := kind_of(word)) in _VAGUE}
        inserted = sum(isinstance(part, Inserted) for part in statement.wording)
        return worth - (0.3 if "talk" in vague else 0.1 if vague else 0.0) - 0.15 * max(0, inserted - 1)

    def fits(self, item: Item, *, fills: bool = False) -> bool:
        """Tell whether it can be a bullet; one that `fills` a topic of few may need what stood before."""
        statement = item.statement
        kind, said = self._lines.source_of(statement).kind, words(statement.text)
        is_brief = len(said) <= _BRIEF and not item.has_lead and statement.id not in self._listed
        longest = _LONGEST[kind] + (_LONGER if fills else 0)
        is_told = statement.stance != "question" and len(statement.text) <= longest and not is_brief
        is_told = is_told and statement.id not in self._titles
        if statement.id not in self._own:
            least = 0.0 if self._least is None else self._least
            is_clear = self._least is None or (fills and len(said) >= _WHOLE) or stands_alone(statement)
            return is_told and is_clear and ((kind != "transcript" and not fills) or self.worth(item) >= least)
        # Where a line of a page was taken for a bullet, it breaks off.
        is_open = not statement.text.endswith((".", "!", "?"))
        breaks = statement.text.endswith(",") or (is_open and bool(said) and kind_of(said[-1]) in _UNFINISHED)
        return is_told and (item.has_lead or not breaks)

    def repeats_title(self, item: Item) -> bool:
        return item.statement.id in self._titles

    def is_new(self, item: Item) -> bool:
        own = _content(item.statement.text)
        if self._agreed.get(item.statement.id, set()) & self._told:
            return False
        return not any(_overlap(own, other) >= _SAME for other in self._said)

    def take(self, items: Iterable[Item]) -> None:
        for item in items:
            self._told.add(item.statement.id)
            self._said.append(_content(item.statement.text))

    def marked(self, items: Iterable[Item]) -> list[Item]:
        """Find the weightiest call-out of the slides, whole."""
        found = [(passage, item) for item in items if (passage := self._callout_of(item)) is not None]
        if not found:
            return []
        best, _ = max(found, key=lambda each: each[1].statement.salience)
        whole = [item for passage, item in found if passage is best]
        text = " ".join(item.statement.text for item in whole)
        return whole if len(text) <= _LONGEST["slides"] and len(words(text)) >= _SUMMING else []

    def summing(self, items: Sequence[Item]) -> list[Item]:
        """Give the weightiest sentence that stands alone, is of what the topic is of, and tells no single event."""
        told = Counter(word for item in items for word in _content(item.statement.text))
        themes = {word for word, count in told.items() if count >= _TOLD_OF}
        found = [item for item in items if len(themes & _content(item.statement.text)) >= _THEMES]
        best = max(filter(self.fits, found), key=lambda item: item.statement.salience, default=None)
        return [best] if best is not None and self._sums_up(best) and self.is_new(best) else []

    def _callout_of(self, item: Item) -> Passage | None:
        passage = self._places.passage_at(item.statement.evidence[0])
        is_callout = passage is not None and passage.role == "callout" and item.statement.verb is not None
        return passage if is_callout and self.fits(item) else None

    def _sums_up(self, item: Item) -> bool:
        statement = item.statement
        said = words(statement.text)
        is_plain = statement.stance == "asserted" and all(isinstance(part, Quoted) for part in statement.wording)
        is_clear = len(said) >= _SUMMING and not any(kind_of(word) in _VAGUE for word in said)
        is_clear = is_clear and stands_alone(statement)
        return is_plain and is_clear and statement.salience >= _WEIGHTY and statement.id not in self._dated


def _is_label(item: Item) -> bool:
    """Tell whether a bullet is but a name for something, as a list has them."""
    said, text = words(item.statement.text), item.statement.text.rstrip()
    is_short = 0 < len(said) <= _BRIEF and (item.statement.verb is None or item.level > 0)
    is_short = is_short and item.statement.stance != "question"
    return is_short and not text.endswith(":") and any(word.isalpha() and len(word) >= _LETTERS for word in said)


def is_title(item: Item) -> bool:
    """Tell whether it can head others: a title rather than a sentence."""
    return len(words(item.statement.text)) <= _TITLE


def alike(one: str, other: str, share: float = _SAME) -> bool:
    """Tell whether two texts share so much of the shorter one's words."""
    return _overlap(_content(one), _content(other)) >= share


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) >= _LETTERS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    if fewer < 2:
        return 0.0
    return len(one & other) / fewer if fewer >= _ALL or one == other else 0.0
