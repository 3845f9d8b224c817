"""References are worked out a second time, and in another way than the writers do it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursepack.model.anchors import Passage, Place, Source, Text
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.verifier.lookup import Lookup, follows, runs

TEXT = "one\ntwo\nthree\nfour\nfive\nsix\n"
ANYWHERE = st.tuples(st.sampled_from(["S1", "S2"]), st.integers(0, 26), st.integers(1, 20))
PLACES = (None, Place(time=(59.9, 61.0)), Place(time=(3725.0, 3726.0)), Place(page=3), Place(slide=2))


@pytest.fixture(scope="module")
def pack():
    """Two sources of the same text, whose first passages have places of every kind."""
    texts = {each: Text(each, TEXT) for each in ("S1", "S2")}
    sources = [Source(id=each, path=each, kind="document", title="one", sha256="", language="en") for each in texts]
    passages = []
    for text in texts.values():
        start = 0
        for order, place in enumerate(PLACES):
            end = TEXT.index("\n", start)
            ends = {"start": start, "end": end, "line": order + 1}
            ident = f"{text.source}.p{order}"
            passages.append(Passage(id=ident, source=text.source, role="speech", level=0, place=place, **ends))
            start = end + 1
    return Pack(generator="", sources=tuple(sources), passages=tuple(passages), texts=texts)


@given(st.lists(ANYWHERE, min_size=1, max_size=5))
def test_the_reference_is_the_writers(pack, places):
    """For any spans of any sources, the verifier wants what the writers print."""
    spans = [pack.texts[source].span(start, min(start + length, len(TEXT))) for source, start, length in places]
    assert Lookup(pack).cite(spans) == Places(pack).cite(spans)


def test_words_follow_one_another():
    """The first word that does not stand after those before it is given."""
    assert follows(runs("the Soviet split"), runs("The Sino-Soviet Split")) is None
    assert follows(runs("split Soviet"), runs("The Sino-Soviet split")) == "soviet"
