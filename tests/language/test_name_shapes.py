"""What stands where a tree has a name."""

from __future__ import annotations

import pytest

from coursepack.language.name_shapes import Run, is_title_case, quoted_titles, shaped
from coursepack.model.trees import Token, Tree


def tree_of(text: str) -> Tree:
    """Make a flat tree of "word/POS", with "word/PROPN/B-LABEL" for names; its root is its first verb, else word."""
    tokens, start = [], 0
    cells = [(*word.split("/"), "", "")[:3] for word in text.split()]
    root = next((at for at, cell in enumerate(cells) if cell[1] == "VERB"), 0)
    for at, (word, pos, name) in enumerate(cells):
        dep = "root" if at == root else "dep"
        tokens.append(
            Token(
                start=start,
                end=start + len(word),
                text=word,
                lemma=word,
                pos=pos,
                tag="",
                morph="",
                dep=dep,
                head=root,
                name=name,
                space=True,
            )
        )
        start += len(word) + 1
    return Tree(sentence="S1.s1", source="S1", passages=("S1.p1",), tokens=tuple(tokens))


def told(text: str) -> list[tuple[str, str]]:
    tree = tree_of(text)
    runs = [
        Run(first=at, last=at + sum(1 for _ in _more(tree, at)), label=token.name[2:])
        for at, token in enumerate(tree.tokens)
        if token.name.startswith("B-")
    ]
    return [
        (" ".join(token.text for token in tree.tokens[run.first : run.last + 1]), run.label)
        for run in shaped(tree, runs)
    ]


def _more(tree: Tree, at: int):
    for token in tree.tokens[at + 1 :]:
        if not token.name.startswith("I-"):
            return
        yield token


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Rowe/PROPN/B-PERSON and/CCONJ/I-PERSON Lind/PROPN/I-PERSON met/VERB",
            [("Rowe", "PERSON"), ("Lind", "PERSON")],
        ),
        ("Rowe/PROPN/B-ORG &/CCONJ/I-ORG Lind/PROPN/I-ORG sold/VERB ink/NOUN", [("Rowe & Lind", "ORG")]),
        (
            "roles/NOUN (/PUNCT Rowe/PROPN/B-ORG &/CCONJ/I-ORG Lind/PROPN/I-ORG ,/PUNCT 1999/NUM )/PUNCT",
            [("Rowe", "PERSON"), ("Lind", "PERSON")],
        ),
        ("roles/NOUN (/PUNCT Rowe/PROPN/B-PLACE 1999/NUM )/PUNCT", [("Rowe", "PERSON")]),
        ("Rowe/PROPN/B-PERSON v./ADP Lind/PROPN/B-PERSON stands/VERB", [("Rowe v. Lind", "WORK")]),
        ("Leeds/PROPN :/PUNCT Rowe/PROPN/B-PERSON ,/PUNCT 1999/NUM", [("Rowe", "ORG")]),
        ("Rowe/PROPN/B-PERSON et/X/I-PERSON al/X/I-PERSON measured/VERB it/PRON", [("Rowe", "PERSON")]),
        (
            "Anna/PROPN/B-PERSON ,/PUNCT Rowe/PROPN/B-PLACE and/CCONJ Karl/PROPN/B-PERSON met/VERB",
            [("Anna", "PERSON"), ("Rowe", "PERSON"), ("Karl", "PERSON")],
        ),
        ("Karl/PROPN D./PROPN/B-PERSON Rowe/PROPN/I-PERSON met/VERB", [("Karl D. Rowe", "PERSON")]),
        ("586/NUM BCE/PROPN/B-ORG", []),
        ("www.rowe.org/X/B-ORG told/VERB it/PRON", []),
    ],
)
def test_a_name_is_given_its_shape(text, names):
    """Two people are two; a company stays one; a case is one work; who is cited is a person; an era is no name."""
    assert told(text) == names


def test_a_line_with_capitals_on_common_words_is_a_title():
    """A list of names has capitals too, and is none; nor is one with commas."""
    assert not is_title_case(tree_of("Great/ADJ Rivers/NOUN ,/PUNCT Bold/ADJ Banks/NOUN ,/PUNCT Deep/ADJ Waters/NOUN"))
    assert is_title_case(tree_of("How/ADV Great/ADJ Rivers/NOUN Shape/VERB Their/PRON Banks/NOUN"))
    assert not is_title_case(
        tree_of("Moscow/PROPN/B-PLACE London/PROPN/B-PLACE Washington/PROPN/B-PLACE Peking/PROPN/B-PLACE")
    )


def test_a_title_in_quotation_marks_is_found():
    """An answer that somebody gave is not."""
    text = "in/ADP “/PUNCT How/ADV Great/ADJ Rivers/NOUN Shape/VERB Banks/NOUN ”/PUNCT"
    assert list(quoted_titles(tree_of(text))) == [range(2, 7)]
    assert list(quoted_titles(tree_of("“/PUNCT the/DET rivers/NOUN shape/VERB their/PRON banks/NOUN ”/PUNCT"))) == []
