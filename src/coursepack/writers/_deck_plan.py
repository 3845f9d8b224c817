"""Plans the deck of a pack: a title, its topics in reading order, the views over the whole, and what closes it."""

from __future__ import annotations

from collections.abc import Sequence

from coursepack.language.lexicons import rows
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.wording import words
from coursepack.writers._deck import Deck, Line, Run, Slide
from coursepack.writers._deck_choice import Chooser, Topic, budget, chosen, shares, spine_of, topics
from coursepack.writers._deck_fit import fits_with_callout, parted
from coursepack.writers._deck_lines import Lines, capital
from coursepack.writers._deck_views import differences, discussion, opposed, timeline

__all__ = ["deck_of"]

_CLOSING = frozenset(row["word"] for row in rows("closing_headings"))
_SUMMED = 4
"""Bullets of a topic from which on a sentence sums it up."""


def deck_of(pack: Pack) -> Deck:
    """Plan some 15 slides for a quarter of an hour, some 30 for an hour."""
    lines = Lines(pack)
    found = topics(pack)
    spine = spine_of(outline(pack))
    source = spine.source if spine is not None else pack.sources[0]
    title = Line(runs=(Run(capital(source.title)),), claims=(source.id,))
    asked = [item for topic in found for item in topic.own if _asks(item)]
    if found and tuple(words(found[0].section.title)) == tuple(words(source.title)):
        # What stands on the slides' own title slide is who speaks and when.
        found[0].own.clear()
    found = [topic for topic in found if topic.items]
    told = sum(len(topic.items) for topic in found)
    slides = budget(told)
    chooser = Chooser(lines)
    given = shares(found, slides, chooser)
    body = [(topic, _topic(lines, topic, count, chooser)) for topic, count in zip(found, given, strict=True) if count]
    closing = next((at for at in range(len(body)) if all(_closes(topic) for topic, _ in body[at:])), len(body))
    views = [*timeline(lines, 1 + slides // 12), *opposed(lines), *differences(lines)]
    return Deck(
        title=title,
        slides=(
            Slide(layout="title", title=title),
            *(slide for _, own in body[:closing] for slide in own),
            *views,
            *discussion(lines, asked),
            *(slide for _, own in body[closing:] for slide in own),
        ),
    )


def _asks(item: Item) -> bool:
    return item.statement.stance == "question" and item.statement.text.rstrip().endswith("?")


def _closes(topic: Topic) -> bool:
    return bool(_CLOSING.intersection(words(topic.section.title)))


def _topic(lines: Lines, topic: Topic, count: int, chooser: Chooser) -> list[Slide]:
    callout = chooser.callout(topic)
    chooser.take(callout)
    taken = chosen(topic, count, chooser, callout)
    is_said = any(item in topic.said for item in callout)
    if not taken or (is_said and len(taken) < _SUMMED):
        taken, callout = sorted([*taken, *callout], key=topic.items.index), []
    told = [(_bullet(lines, taken, at), taken[at]) for at in range(len(taken))]
    groups = parted([line for line, _ in told], "bullets")
    at = next((at for at in reversed(range(len(groups))) if callout and fits_with_callout(groups[at])), None)
    slides = []
    for order, group in enumerate(groups):
        summed = callout if order == at else []
        items = [item for line, item in told if line in group] + summed
        slides.append(
            Slide(
                layout="bullets",
                title=lines.title(topic.section),
                lines=tuple(group),
                callout=lines.passed(summed) if summed else None,
                notes=tuple(dict.fromkeys(lines.quote(item.statement) for item in items)),
            )
        )
    return slides


def _bullet(lines: Lines, items: Sequence[Item], at: int) -> Line:
    """Say one of the bullets; what stands under nothing stands at the first level."""
    item = items[at]
    if item.level and not at:
        item = Item(statement=item.statement, level=0, has_lead=item.has_lead)
    heads = not item.level and at + 1 < len(items) and items[at + 1].level > 0 and lines.is_short(item.statement)
    return lines.bullet(item, heads=heads)
