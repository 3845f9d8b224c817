"""Which earlier card a card is, so that a rebuild beside an earlier pack keeps what a student has learnt of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from coursepack.model.lasting import Lasting, hashed
from coursepack.model.pack import Pack
from coursepack.model.wording import words
from coursepack.writers._cards import Card, cards_of

__all__ = ["lasting_ids"]

_NEAR = 0.6
"""How much of a sentence must have stayed, where it asks for the same words."""
_MENDED = 0.75
"""How much where the words that are asked for have changed: then they are what was mended."""


def lasting_ids(cards: Sequence[Card], pack: Pack, earlier: Pack | None, ids: Mapping[str, str]) -> dict[str, str]:
    """Give each card's id by its key: the one that it has in an earlier file, else its key itself.

    `ids` has the ids of the earlier file by their keys. A card whose key is not there takes the id of the earlier card
    that asks nearly the same sentence for the same, then for what was mended, the most alike first. None goes twice.
    """
    found = {card.key: ids[card.key] for card in cards if card.key in ids}
    if earlier is not None:
        found |= _carried([card for card in cards if card.key not in ids], pack, earlier, ids, set(found))
    taken = set(found.values())
    for card in cards:
        ident, turn = card.key, 1
        while card.key not in found and ident in taken:
            # Its own id went to the card of a mended sentence: it needs another.
            ident, turn = hashed(card.key, str(turn)), turn + 1
        found.setdefault(card.key, ident)
        taken.add(found[card.key])
    return found


def _carried(
    cards: Sequence[Card], pack: Pack, earlier: Pack, ids: Mapping[str, str], kept: set[str]
) -> dict[str, str]:
    now, then = Lasting(pack), Lasting(earlier)
    gone: dict[str, list[Card]] = {}
    for card in cards_of(earlier) if cards else ():
        if card.key in ids and card.key not in kept:
            gone.setdefault(then.kind_of(card.claim), []).append(card)
    pairs = []
    for at, card in enumerate(cards):
        said, asked = now.sentence(card.claim), now.asked(card.claim)
        for order, old in enumerate(gone.get(now.kind_of(card.claim), ())):
            before = then.sentence(old.claim)
            is_same = then.asked(old.claim) == asked or words(old.back.text) == words(card.back.text)
            least = _NEAR if is_same else _MENDED
            if 2 * len(set(said) & set(before)) < least * (len(set(said)) + len(set(before))) * 0.9:
                continue
            alike = SequenceMatcher(None, before, said, autojunk=False).ratio()
            if alike >= least:
                pairs.append((not is_same, -alike, at, order, old.key))
    found: dict[str, str] = {}
    used: set[str] = set()
    for _, _, at, _, key in sorted(pairs):
        if cards[at].key not in found and key not in used:
            found[cards[at].key] = ids[key]
            used.add(key)
    return found
