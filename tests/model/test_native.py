"""The readable form of a pack, in both directions."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import pack_of, statement_of
from coursepack.errors import BadPack
from coursepack.model.native import from_native, to_native
from coursepack.model.trees import Token, Tree
from strategies import packs

PRINTED = """\
pack
  generator "coursepack 0"
sources S1
  path "S1.txt"
  kind "document"
  title "S1"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  language "en"
  | Mao spoke.
  |
passages S1.p1
  source "S1"
  start 0
  end 10
  line 1
  role "speech"
  level 0
statements S1.t1
  text "Mao spoke."
  wording [{"type": "quoted", "span": "@S1[0:10] Mao spoke."}]
  stance "asserted"
  salience 0.5
  evidence ["@S1[0:10] Mao spoke."]
  made_by "statements"
  confidence 1.0
"""


def refused(native: str) -> str:
    with pytest.raises(BadPack) as caught:
        from_native(native, "case.md")
    return str(caught.value)


def test_a_pack_prints_as_a_person_would_write_it():
    """One head line a record, one line a field, spans by their offsets and quote, empty fields left out."""
    pack = pack_of("Mao spoke.\n")
    assert to_native(replace(pack, statements=(statement_of(pack, "Mao spoke."),))) == PRINTED


def test_what_was_printed_is_parsed():
    """Line and quote follow from the text; a field left out is empty."""
    pack = pack_of("Mao spoke.\n")
    assert from_native(PRINTED) == replace(pack, statements=(statement_of(pack, "Mao spoke."),))


@settings(max_examples=20)
@given(packs())
def test_printing_and_parsing_give_the_same_pack(pack):
    """Nothing is lost either way: working values, odd characters and strings that look like spans included."""
    native = to_native(pack)
    parsed = from_native(native)
    assert parsed == pack
    assert to_native(parsed) == native


def test_a_token_that_looks_like_a_span_is_a_word():
    """An "@" in the text is the text's own."""
    values = {"lemma": "", "pos": "X", "tag": "", "morph": "", "dep": "root", "head": 0}
    tokens = (Token(start=0, end=5, text="@mao ", **values),)
    pack = replace(pack_of("@mao "), trees=(Tree(sentence="s", source="S1", passages=("S1.p1",), tokens=tokens),))
    assert from_native(to_native(pack)) == pack


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '["@S1[0:10] Mao spoke."]',
            '["@S1[0:10] Mao spake."]',
            "case.md:18: 'Mao spake.' at S1[0:10]; the text there is 'Mao spoke.'",
        ),
        (
            '["@S1[0:10] Mao',
            '["@S2[0:10] Mao',
            "case.md:18: '@S2[0:10] Mao spoke.'; want '@source[start:end] quote' of a source above",
        ),
        (
            '["@S1[0:10] Mao',
            '["@S1[0:99] Mao',
            "case.md:18: span S1[0:99] ends after the text's 11 characters; see what 'coursepack native' prints",
        ),
        (
            '["@S1[0:10] Mao',
            '["@S1[9:9] Mao',
            "case.md:18: span S1[9:9] is empty or reversed; want start < end; see what 'coursepack native' prints",
        ),
        ("passages S1.p1", "passage S1.p1", None),
        ("  level 0", "  level zero", "case.md:17: 'level zero'; want a field and a JSON value"),
        ("  level 0", "  level", "case.md:17: 'level'; want a field and a JSON value"),
        (
            "statements S1.t1",
            "statements: S1.t1",
            "case.md:18: 'statements: S1.t1'; want 'collection id' or an indented field",
        ),
        (
            "  level 0",
            "  depth 0",
            "case.md:11: Object contains unknown field `depth`; see what 'coursepack native' prints",
        ),
        (
            "  start 0",
            '  start "0"',
            "case.md:11: Expected `int`, got `str` - at `$.start`; see what 'coursepack native' prints",
        ),
        (
            'passages S1.p1\n  source "S1"',
            'passages S1.p1\n  source "S2"',
            "case.md: S1.p1 names 'S2', which is not there; build the pack again",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, message):
    """A quote that is not the source's, a source that is not there, a word that is no JSON: each has its place."""
    got = refused(PRINTED.replace(old, new, 1))
    if message is None:
        message = "case.md:11: 'passage'; want one of sources, passages, sentences, sections,"
        got = got[: len(message)]
    assert got == message


@given(
    st.lists(
        st.sampled_from(
            [*PRINTED.split("\n"), "trees S1.s1", "  : []", "  : [1]", "  marks [[1]]", "  marks 3", "  | x", "trees"]
        )
    )
)
def test_lines_in_any_order_parse_or_are_refused(lines):
    """Whatever is wrong with a golden case is a BadPack, never another exception."""
    with suppress(BadPack):
        from_native("\n".join(lines))
