"""cards.apkg in Anki itself: what a student sees and keeps."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from msgspec.structs import replace

from carded import carded
from coursepack.model.extras import Earlier
from coursepack.writers import anki as writer

NAME = "cards.apkg"


def built(pack, earlier=None, before=b""):
    """Write the package, beside an earlier one where there is one."""
    beside = Earlier(pack=earlier, files={NAME: before}) if earlier is not None else None
    return writer.write(pack, earlier=beside).files[NAME]


@pytest.fixture
def collection(tmp_path):
    """An empty collection of Anki's."""
    library = pytest.importorskip("anki.collection", reason="the library 'anki' is not installed (make test brings it)")
    found = library.Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


@pytest.fixture
def taken_in(collection, tmp_path):
    """Import a package as Anki's window does, and give what came in: new, updated, as they were."""
    library = pytest.importorskip("anki.collection", reason="the library 'anki' is not installed (make test brings it)")

    def take(data):
        path = tmp_path / NAME
        path.write_bytes(data)
        request = library.ImportAnkiPackageRequest(package_path=str(path), options=library.ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        return len(log.new), len(log.updated), len(log.duplicate)

    return take


def test_the_same_cards_are_the_same_bytes():
    """No clock and no chance is in them."""
    assert built(carded()) == built(carded())
    with zipfile.ZipFile(io.BytesIO(built(carded()))) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]


def test_anki_takes_it_in(collection, taken_in):
    """Each card comes into the lecture's deck, with its section as a tag."""
    assert taken_in(built(carded())) == (5, 0, 0)
    [ident] = collection.find_notes("Lars")
    note = collection.get_note(ident)
    assert note.items() == [
        ("Sentence", "Lars Holm bought {{c1::40}} looms in 1856."),
        ("Quote", "Lars Holm bought 40 looms in 1856."),
        ("Place", "[L3 · 00:20]"),
    ]
    assert note.tags == ["Mills_&_looms"]
    assert collection.decks.name(note.cards()[0].did) == "Mills & looms"
    assert collection.fix_integrity()[1]


def test_what_is_answered_stands_on_the_back_alone(collection, taken_in):
    """So do the quoted line and its place."""
    taken_in(built(carded()))
    for ident in collection.find_cards(""):
        card = collection.get_card(ident)
        front, back = (
            re.sub(r"<style>.*?</style>", "", each, flags=re.DOTALL) for each in (card.question(), card.answer())
        )
        assert "[L" not in front
        assert "blockquote" not in front
        assert "[L" in back
    [ident] = collection.find_cards("Anna")
    assert "Anna Lind" not in re.sub(r"<style>.*?</style>", "", collection.get_card(ident).question(), flags=re.DOTALL)


def test_a_source_s_mark_up_is_only_text(collection, taken_in):
    """What looks like HTML or a gap in a source is shown as it is there."""
    taken_in(built(carded(mended=("cotton", "<b>{{c1::cotton}}</b>"))))
    [ident] = collection.find_cards("Anna")
    assert "&lt;b&gt;" in collection.get_card(ident).question()
    assert 'class="cloze"' not in collection.get_card(ident).question()


def test_a_student_s_reviews_survive_a_new_version_of_the_lecture(collection, taken_in):
    """Text put in before, and a word mended: the same notes with the same reviews, the changed text, none twice."""
    first = carded()
    data = built(first)
    taken_in(data)
    deck = collection.decks.id_for_name("Mills & looms")
    collection.decks.select(deck)
    reviews = {}
    while (card := collection.sched.getCard()) is not None and card.id not in reviews:
        collection.sched.answerCard(card, 4)
        reviews[card.id] = (card.nid, collection.get_card(card.id).reps)
    assert len(reviews) == 5
    second = carded(before="Weaving was dear.", mended=("cotton", "woollen"))
    assert taken_in(built(second, first, data)) == (0, 5, 0)
    assert {each: (card.nid, card.reps) for each in reviews for card in [collection.get_card(each)]} == reviews
    assert collection.card_count() == 5
    assert len(collection.find_cards("woollen")) == 1
    third = carded(mended=("cotton", "silk"))
    assert taken_in(built(third, second, built(second, first, data))) == (0, 5, 0)
    assert {each: (card.nid, card.reps) for each in reviews for card in [collection.get_card(each)]} == reviews


def test_without_the_earlier_package_only_the_edited_sentence_is_new(taken_in):
    """Built somewhere else, every other card is known again by its words."""
    taken_in(built(carded()))
    new, updated, duplicate = taken_in(built(carded(before="Weaving was dear.", mended=("cotton", "woollen"))))
    assert (new, updated + duplicate) == (1, 4)


@pytest.mark.parametrize("before", [b"", b"no package", built(carded())[:200]])
def test_what_lies_there_and_is_no_package_counts_as_nothing(before):
    """The build goes on."""
    assert built(carded(), carded(), before) == built(carded())


def test_what_a_student_has_changed_in_anki_stays(collection, taken_in):
    """Their words are newer than any build."""
    first = carded()
    data = built(first)
    taken_in(data)
    [ident] = collection.find_notes("Anna")
    note = collection.get_note(ident)
    note["Question"] = "Who opened it?"
    collection.update_note(note)
    taken_in(built(carded(mended=("cotton", "woollen")), first, data))
    assert collection.get_note(ident)["Question"] == "Who opened it?"
    assert collection.note_count() == 5


def test_another_title_makes_no_second_card(collection, taken_in):
    """Ids do not come from the deck's name."""
    pack = carded()
    taken_in(built(pack))
    taken_in(built(replace(pack, sources=(replace(pack.sources[0], title="Weaving"),))))
    assert collection.note_count() == 5
