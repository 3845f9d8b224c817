"""Plans the deck of a pack: a title, its topics in reading order, the views over the whole, and what closes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace

from coursepack.language.lexicons import rows
from coursepack.model.outline import Item, outline
from coursepack.model.pack import Pack
from coursepack.model.wording import words
from coursepack.writers._deck import Deck, Line, Run, Slide
from coursepack.writers._deck_choice import Choice, budget, chosen
from coursepack.writers._deck_fit import ABOVE, BODY, fits_with_callout, listed, parted
from coursepack.writers._deck_lines import Lines, capital, tidy
from coursepack.writers._deck_topics import Topic, spine_of, topics
from coursepack.writers._deck_views import differences, discussion, opposed, timeline
from coursepack.writers._deck_worth import is_title
from coursepack.writers._sources import by_title

__all__ = ["deck_of"]

_CLOSING = frozenset(row["word"] for row in rows("closing_headings"))
_LISTED = range(5, 17)
"""Topics of a deck that begins with a list of them."""
_MANY = 10
"""Slides of a deck from which on a timeline has a second, and twice as many a third."""
_APART = 3
"""Bullets of slides from which on they stand apart from those of speech."""


def deck_of(pack: Pack) -> Deck:
    """Plan some 15 slides for a quarter of an hour, some 30 for an hour."""
    lines = Lines(pack)
    volumes = outline(pack)
    spine = spine_of(volumes)
    source = by_title(pack)[0]
    if spine is not None and PurePath(spine.source.path).stem != spine.source.title:
        source = spine.source
    title = Line(runs=(Run(tidy(capital(source.title))),), claims=(source.id,))
    found = topics(volumes, pack)
    asked = [item for topic in found for item in topic.own if _asks(item)]
    front = next((topic for topic in found if topic.own), None)
    if front is not None and words(front.section.title) == words(source.title):
        # What stands on the slides' own title slide is who speaks and when.
        front.own.clear()
    learnt = [] if any(_closes(topic) for topic in found) else _learnt(found)
    slides = budget(sum(len(topic.items) for topic in found))
    body = [(choice, _topic(lines, choice)) for choice in chosen(found, slides, lines)]
    closing = next((at for at in range(len(body)) if all(_closes(each.topic) for each, _ in body[at:])), len(body))
    return Deck(
        title=title,
        slides=(
            Slide(layout="title", title=title),
            *_overview(lines, [choice.topic for choice, _ in body]),
            *(slide for _, own in body[:closing] for slide in own),
            *timeline(lines, 1 + (slides >= _MANY) + (slides >= 2 * _MANY)),
            *opposed(lines),
            *differences(lines),
            *discussion(lines, asked),
            *(slide for _, own in body[closing:] for slide in own),
            *_lessons(lines, learnt),
        ),
    )


def _asks(item: Item) -> bool:
    return item.statement.stance == "question" and item.statement.text.rstrip().endswith("?")


def _learnt(found: Sequence[Topic]) -> list[Item]:
    """Take from the last slides what follows their question, where it calls itself what is to be learnt."""
    last = next((topic for topic in reversed(found) if topic.own), None)
    asked = [at for at, item in enumerate(last.own) if _asks(item)] if last is not None else []
    if last is None or not asked:
        return []
    after = last.own[asked[-1] + 1 :]
    leads = {word for item in after if item.has_lead for word in words(item.statement.text.partition(":")[0])}
    if not _CLOSING & leads:
        return []
    last.own = last.own[: asked[-1]]
    return after


def _lessons(lines: Lines, learnt: Sequence[Item]) -> list[Slide]:
    groups = _parted(_bullets(lines, learnt), BODY.height)
    return [_slide(lines, lines.fixed("deck.lessons", at), group, []) for at, group in enumerate(groups)]


def _closes(topic: Topic) -> bool:
    return bool(_CLOSING.intersection(words(topic.section.title)))


def _overview(lines: Lines, told: Sequence[Topic]) -> list[Slide]:
    titles = tuple(lines.title(topic.section) for topic in told)
    if len(titles) not in _LISTED or not listed(titles):
        return []
    return [Slide(layout="overview", title=lines.fixed("deck.overview"), lines=titles)]


def _topic(lines: Lines, choice: Choice) -> list[Slide]:
    """What slides say and what speech says stand apart, where one slide does not hold both."""
    own, said = _bullets(lines, choice.own), _bullets(lines, choice.said)
    groups = _groups(own, said, BODY.height)
    callout = choice.callout if groups else []
    if callout and not any(map(_has_room, groups)):
        groups = _groups(own, said, ABOVE)
    rooms = [at for at, group in enumerate(groups) if _has_room(group)] if callout else []
    # A call-out of the slides goes with what the slides say.
    beside = [at for at in rooms if any(item in choice.own for _, item in groups[at])]
    summed = (beside or rooms)[-1] if rooms else None
    return [
        _slide(lines, lines.title(choice.topic.section, at), group, callout if at == summed else [])
        for at, group in enumerate(groups or [_bullets(lines, choice.callout)])
    ]


Bullet = tuple[Line, Item]


def _groups(own: Sequence[Bullet], said: Sequence[Bullet], holds: float) -> list[list[Bullet]]:
    whole = _parted([*own, *said], holds)
    is_apart = len(own) >= _APART and said and len(whole) > 1
    return [*_parted(own, holds), *_parted(said, holds)] if is_apart else whole


def _parted(bullets: Sequence[Bullet], holds: float) -> list[list[Bullet]]:
    """Part bullets into slides, each with the statement behind it."""
    left = iter(bullets)
    return [[next(left) for _ in group] for group in parted([line for line, _ in bullets], "bullets", holds)]


def _has_room(group: Sequence[Bullet]) -> bool:
    return fits_with_callout([line for line, _ in group])


def _slide(lines: Lines, title: Line, group: Sequence[Bullet], summed: Sequence[Item]) -> Slide:
    told = [*(item for _, item in group), *summed]
    return Slide(
        layout="bullets",
        title=title,
        lines=tuple(line for line, _ in group),
        callout=lines.passed(summed) if summed else None,
        notes=tuple(dict.fromkeys(lines.quote(item.statement) for item in told)),
    )


def _bullets(lines: Lines, items: Sequence[Item]) -> list[Bullet]:
    """Say each; what stands under nothing stands at the first level, and a title over others is bold as a whole."""
    out: list[Bullet] = []
    tops = [at for at, item in enumerate(items) if not item.level]
    for at, item in enumerate(items):
        level = item.level if tops and at > tops[0] else 0
        heads = not level and at + 1 < len(items) and items[at + 1].level > 0 and is_title(item)
        out.append((lines.bullet(replace(item, level=level), heads=heads), item))
    return out
