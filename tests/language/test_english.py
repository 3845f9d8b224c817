"""The shipped model on running text: what the passes may rely on."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.errors import ModelMissing
from coursepack.language import english
from coursepack.language.running import blocks


def trees_of(text: str, role="speech"):
    return [tree for _, trees in english.parse(blocks(pack_of(text, role))) for tree in trees]


def test_sentences_run_across_caption_lines():
    """A line's end ends no sentence."""
    (tree,) = trees_of("Mao travelled to\nMoscow in the winter.")
    assert len(tree.passages) == 2
    assert tree.tokens[-1].text == "."


def test_punctuated_text_ends_sentences_at_punctuation():
    """No sentence begins in lower case, and a bullet without a full stop is one sentence."""
    trees = trees_of("He praised the people who would do as their government demanded. They worked hard.")
    assert [tree.tokens[0].text for tree in trees] == ["He", "They"]
    assert len(trees_of("Mao bombarded the islands of Quemoy provoking a response", "bullet")) == 1


def test_unpunctuated_speech_is_divided_by_the_model():
    """Bare captions have no full stops to go by."""
    text = "stalin met mao in moscow he was not friendly they signed a treaty in february it gave china a loan"
    assert len(trees_of(text)) > 1


def test_tokens_are_the_sources_words():
    """Each token's offsets give its text."""
    pack = pack_of("Food would be free. Doctors wouldn't be needed.")
    for _, trees in english.parse(blocks(pack)):
        for token in (token for tree in trees for token in tree.tokens):
            assert pack.texts["S1"].text[token.start : token.end] == token.text


def test_equal_strings_of_tokens_are_one():
    """A word that is said a thousand times takes the memory of one."""
    (tree,) = trees_of("The plan failed, as the last plan failed.")
    one, other = (token for token in tree.tokens if token.text == "plan")
    assert one.text is other.text
    assert one.morph is other.morph


def test_heads_stay_in_their_sentence():
    """The root governs itself, and every head is an index of the same tree."""
    for tree in trees_of("Khrushchev denounced Stalin. Mao was furious, and he said so."):
        assert sum(token.head == at for at, token in enumerate(tree.tokens)) >= 1
        assert all(0 <= token.head < len(tree.tokens) for token in tree.tokens)


def test_a_missing_model_is_told(monkeypatch, tmp_path):
    """The whole message of ModelMissing."""
    monkeypatch.setattr(english, "MODEL", tmp_path / "en")
    english.load.cache_clear()
    with pytest.raises(ModelMissing, match="the English model is not there; install coursepack again"):
        english.load()
    english.load.cache_clear()


def test_a_number_that_is_counted_begins_no_sentence():
    """In "no. 3" and "vol. 20" the full stop shortens a word; "The answer is no." ends."""
    assert len(trees_of("Jane Miller, Upland Quarterly, vol. 20, no. 3 (1957), pp. 12–15.", "paragraph")) == 1
    assert len(trees_of("The answer is no. 20 people died in the mine.", "paragraph")) == 2
