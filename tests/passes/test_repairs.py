"""Which of the likely repairs are told."""

from __future__ import annotations

from coursepack.language.mishearing import Guess, Weighed, Written
from coursepack.model.anchors import Span
from coursepack.model.trees import Token, Tree
from coursepack.passes.repairs import Heard, told


def tree_of(line: str, sentence: str = "S1.s1") -> Tree:
    tokens, at = [], 0
    for word in line.split():
        at = line.index(word, at)
        tokens.append(
            Token(start=at, end=at + len(word), text=word, lemma=word, pos="", tag="", morph="", dep="", head=0)
        )
        at += len(word)
    return Tree(sentence=sentence, source="S1", passages=("S1.p1",), tokens=tuple(tokens))


def heard(tree: Tree, words: str, name: str, chance: float, *, letters: str = "") -> Heard:
    said = [token.text for token in tree.tokens]
    own = words.split()
    first = next(at for at in range(len(said)) if said[at : at + len(own)] == own)
    weighed = Weighed(
        name=Written(text=name, place=0),
        words=frozenset(name.casefold().split()),
        traits=(),
        heard=letters or words,
        said=name,
    )
    span = Span(source="S2", start=0, end=len(name), quote=name, line=1)
    guess = Guess(first=first, last=first + len(own) - 1, weighed=weighed)
    return Heard(tree=tree, guess=guess, span=span, chance=chance, traits=())


def names(*found: Heard) -> list[str]:
    return [each.guess.name.text for each in told(found, 0.9)]


def test_of_two_that_share_a_word_the_likelier_is_told():
    """A name and the part of another that both begin with it."""
    tree = tree_of("then mousse olini spoke")
    assert names(heard(tree, "mousse", "Mousse", 0.91), heard(tree, "mousse olini", "Mussolini", 0.95)) == ["Mussolini"]


def test_a_usual_word_beside_a_misheard_name_is_no_part_of_it():
    """The inner one explains what is odd; "simple" is said often, and so is not "Example" misheard."""
    tree = tree_of("a simple bushy automaton")
    outer = heard(tree, "simple bushy automaton", "Example Büchi Automaton", 0.99)
    assert names(outer, heard(tree, "bushy automaton", "Büchi Automaton", 0.95)) == ["Büchi Automaton"]
    assert names(outer) == ["Example Büchi Automaton"]


def test_what_is_sure_in_one_place_is_told_where_it_is_likely():
    """The same letters for the same name; what is unlikely, or heard otherwise, is told by itself or not at all."""
    one, two = tree_of("george killing spoke"), tree_of("then killing went", "S1.s2")
    sure = heard(one, "george killing", "George Kelling", 0.95, letters="kiling")
    again_of = heard(two, "killing", "George Kelling", 0.6, letters="kiling")
    assert names(sure, again_of) == ["George Kelling", "George Kelling"]
    assert names(sure, heard(two, "killing", "George Kelling", 0.4, letters="kiling")) == ["George Kelling"]
