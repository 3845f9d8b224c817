"""Names of bare captions, shown with their capitals."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of, span_of, statement_of
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import Inserted, Quoted, printed
from coursepack.notices import Log
from coursepack.passes import capitals
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.repairs import insertion_faults

LINE = "mao of korea met stalin's league of nations"


def token(at: int, text: str) -> Token:
    pos = "ADP" if text == "of" else "PROPN"
    return Token(start=at, end=at + len(text), text=text, lemma=text, pos=pos, tag="", morph="", dep="root", head=0)


def said(line: str = LINE):
    """A statement with three names, whose words the network holds for capitals but for "of"."""
    pack = pack_of(line)
    words = [word for each in line.split() for word in each.replace("'s", " 's").split()]
    tokens, at = [], 0
    for word in words:
        at = line.index(word, at)
        tokens.append(token(at, word))
    cased = ("mao", "korea", "stalin", "league", "nations")
    likely = tuple((n, word.capitalize()) for n, word in enumerate(words) if word in cased)
    tree = Tree(sentence="S1.s1", source="S1", passages=("S1.p1",), tokens=tuple(tokens), capitals=likely)
    names = [entity_of(pack, name, key=f"E{n}") for n, name in enumerate(("mao", "stalin", "league of nations"))]
    pack = replace(pack, trees=(tree,), entities=tuple(names), statements=(statement_of(pack, line),))
    return capitals.run(pack, Log())


def test_names_are_shown_with_capitals_in_brackets():
    """Each is an insertion whose span is the word itself; what no entity is named by stays as it is."""
    (statement,) = said().statements
    assert statement.text == "[Mao] of korea met [Stalin]'s [League of Nations]"
    assert [part.span.quote for part in statement.wording if isinstance(part, Inserted)] == [
        *("mao", "stalin", "league of nations"),
    ]
    assert printed(statement.wording) == statement.text


def test_an_entity_keeps_its_name_and_has_one_to_show():
    """The name is the source's; brackets tell that its capitals are not."""
    assert [(each.name, each.cased) for each in said().entities] == [
        *(("mao", "Mao"), ("stalin", "Stalin"), ("league of nations", "League of Nations")),
    ]


def test_what_has_capitals_is_left_alone():
    """Where nobody had to guess a capital, nothing changes."""
    pack = pack_of("Mao left.")
    assert capitals.run(pack, Log()) is pack


def test_another_name_in_its_place_is_found():
    """A capital is no door for another word: what stood there is what is shown."""
    pack = said()
    (statement,) = pack.statements
    mao = span_of(pack, "mao")
    lie = tuple(
        Inserted(text="Mao", span=mao) if isinstance(part, Inserted) and part.text == "Stalin" else part
        for part in statement.wording
    )
    look = Lookup(pack)
    assert list(insertion_faults(statement.wording, statement.evidence, look)) == []
    assert list(insertion_faults(lie, statement.evidence, look)) == [
        "puts '[Mao]' in place of words that no repair says are it"
    ]


def test_an_insertion_of_a_pronoun_gets_its_capital_too():
    """It shows a name as well."""
    pack = pack_of("mao left he sang")
    shown = Inserted(text="mao", span=span_of(pack, "mao"))
    statement = statement_of(pack, "he sang", wording=(shown, Quoted(span=span_of(pack, "sang"))))
    tree = Tree(sentence="S1.s1", source="S1", passages=("S1.p1",), tokens=(token(0, "mao"),), capitals=((0, "Mao"),))
    pack = replace(pack, trees=(tree,), entities=(entity_of(pack, "mao"),), statements=(statement,))
    assert capitals.run(pack, Log()).statements[0].text == "[Mao] sang"
