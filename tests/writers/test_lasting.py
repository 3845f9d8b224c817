"""A card keeps its id where it asks the same, and only there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import span_of
from carded import carded
from coursepack.model.wording import Fixed, Quoted
from coursepack.writers._cards import cards_of
from coursepack.writers._lasting import lasting_ids


def ids_of(pack, earlier=None, known=None):
    cards = cards_of(pack)
    ids = lasting_ids(cards, pack, earlier, known or {})
    return {card.claim.id: ids[card.key] for card in cards}


def known_of(pack, earlier=None, known=None):
    cards = cards_of(pack)
    return {card.key: ident for card in cards for ident in [lasting_ids(cards, pack, earlier, known or {})[card.key]]}


def test_text_before_it_changes_no_id():
    """Ids come from the words that are quoted, not from where they stand."""
    assert ids_of(carded(before="Weaving was dear.")) == ids_of(carded())


def test_another_wording_changes_no_id():
    """A better question about the same words is the same card."""
    pack = carded()
    better = replace(pack.questions[0], prompt_wording=pack.questions[0].prompt_wording[:-1])
    assert ids_of(replace(pack, questions=(better, pack.questions[1]))) == ids_of(pack)


def test_which_occurrence_of_the_words_it_is_makes_another_id():
    """Two equal sentences are two sentences."""
    said = "Anna Lind opened a cotton mill in Borås."
    pack = carded(before=said)
    text = pack.texts["S1"]
    start = text.text.rindex(said)
    again = replace(pack.sentences[2], start=start, end=start + len(said))
    pack = replace(pack, sentences=(*pack.sentences[:2], again, *pack.sentences[3:]))
    later = replace(pack.questions[0], evidence=(text.span(start, start + len(said)),))
    first, second = ids_of(pack)["q1"], ids_of(replace(pack, questions=(later,)))["q1"]
    assert first == ids_of(carded())["q1"] != second


@pytest.mark.parametrize("mended", [("cotton", "woollen"), ("cotton", "great cotton"), ("a cotton mill", "a mill")])
def test_an_edited_sentence_keeps_its_id_beside_the_earlier_pack(mended):
    """So do the edits after it: an earlier file's own ids are handed on."""
    first = carded()
    second, third = carded(mended=mended, before="Weaving was dear."), carded(mended=("cotton", "silk"))
    known = known_of(first)
    again = known_of(second, first, known)
    assert ids_of(second)["q1"] != ids_of(first)["q1"] == ids_of(second, first, known)["q1"]
    assert ids_of(third, second, again)["q1"] == ids_of(first)["q1"]


def test_an_id_that_was_handed_on_is_not_given_again():
    """Where the old sentence comes back beside its mended form, it is a new card."""
    first, second = carded(), carded(mended=("cotton", "woollen"))
    known = known_of(second, first, known_of(first))
    both = replace(first, questions=(first.questions[0],))
    known = {key: ident for key, ident in known.items() if ident == ids_of(first)["q1"]}
    ids = lasting_ids(cards_of(both), both, None, known)
    assert len(set(ids.values())) == len(ids)


def test_another_sentence_gets_an_id_of_its_own():
    """Ids are handed on to a sentence that was edited, not to whatever asks for the same name."""
    other = carded(mended=("opened a cotton mill in Borås", "died at home"))
    assert ids_of(other, carded(), known_of(carded()))["q1"] != ids_of(carded())["q1"]


def test_of_two_cards_of_one_sentence_each_keeps_its_own_id():
    """What is asked for tells them apart when the sentence is edited."""
    more = " from a merchant who had come to Gothenburg with his brothers"

    def both(mended):
        pack = carded(mended=("Lars Holm bought 40 looms in 1856", mended))
        [bought] = [each for each in pack.questions if each.id == "q2"]
        asked = replace(
            bought,
            id="q3",
            prompt_wording=(
                Quoted(span=span_of(pack, more.partition("Gothenburg")[0].strip())),
                Fixed(key="blank"),
                Quoted(span=span_of(pack, more.partition("Gothenburg")[2].strip())),
            ),
            answer_wording=(Quoted(span=span_of(pack, "Gothenburg")),),
            answer="Gothenburg",
        )
        shorter = replace(bought, prompt_wording=bought.prompt_wording[:2])
        return replace(pack, questions=(asked, shorter))

    first, second = both(f"Lars Holm bought 40 looms in 1856{more}"), both(f"Lars Holm got 40 looms in 1856{more}")
    then, now = ids_of(first), ids_of(second, first, known_of(first))
    assert len({then["q2"], then["q3"]}) == 2
    assert (now["q2"], now["q3"]) == (then["q2"], then["q3"])
