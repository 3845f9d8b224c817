"""What names another work and tells nothing, in our own examples of the common styles."""

from __future__ import annotations

import pytest

from builders import pack_of
from coursepack.language import english
from coursepack.language.citing import citations, cited_years, heads_works
from coursepack.language.running import blocks


def cited(text: str, **options: bool) -> list[bool]:
    """Tell it of each sentence of one paragraph."""
    trees = [tree for _, found in english.parse(blocks(pack_of(text, "paragraph"))) for tree in found]
    return citations(trees, **options)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Miller, Steel and Grain (Oldtown: Upland University Press, 1987).",
        "Jane Miller, “What Steel Costs,” Upland Quarterly 75, no. 1 (Spring 2011): 115–124.",
        "Miller, “What Steel Costs,” Upland Herald, 31 October 1936.",
        "https://museum.upland.example/steel (February 17, 2016).",
        "Ibid., 22.",
        "Miller v. Harbour, 17 U.S. 316 (1819).",
        "See Miller, J., ed., Steel and Grain, 1987.",
    ],
)
def test_a_sentence_that_only_names_a_work_is_a_citation(text):
    """Whatever the style."""
    assert all(cited(f"The harvest failed. {text}")[1:])
    assert not cited(f"The harvest failed. {text}")[0]


@pytest.mark.parametrize(
    "text",
    [
        "In Steel and Grain (1987), Miller describes how the mills grew.",
        "Miller (1987) found that prices fell in 1936.",
        "“It was getting to be scary” (Miller & Harbour, 2013, p. 52).",
        "The treaty of 1842 opened five ports; see the map.",
        "The answer is no. 20 people died in 1936.",
        "She edited the Upland Review in London until 1936.",
        "The crisis began in October 1936.",
    ],
)
def test_what_tells_something_is_none(text):
    """A year, a title or a page does not make a citation of what has a verb of its own."""
    assert not any(cited(f"{text} The harvest failed."))


def test_pieces_beside_a_citation_belong_to_it():
    """A full stop behind each part of an entry ends a sentence for the parser."""
    found = cited("The mills closed. Miller, Jane. 1987. Steel and Grain. Upland Quarterly 12(3): 115–124.")
    assert not found[0]
    assert all(found[1:])


def test_a_list_of_works_needs_less():
    """Under a heading that heads one, what has no verb is a work, and the rest of its entry goes with it."""
    text = "Miller, J. Steel and Grain. How mills make nations. Harbour."
    assert not any(cited(text))
    assert all(cited(text, is_listed=True))
    assert heads_works("Works Cited:")
    assert not heads_works("Works of steel")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The mills grew (Miller 1922).", ["1922"]),
        ("The mills grew (Miller & Lind, 2013, p. 52).", ["2013"]),
        ("The mills grew (Miller et al. 2019; Holm 2001).", ["2019", "2001"]),
        ("The mills grew (Miller and Lind [1904] 1922, ch. 2).", ["1904", "1922"]),
        ("“The mills grew” (1892, 473d–e).", ["1892"]),
        ("The mills grew (1892, 1904).", []),
        ("J. Lind, “Mills,” Steel and Grain 9, no. 2 (Summer 1988): 189–204.", ["Summer", "1988"]),
        ("Holm, Mills and Grain (Oldtown: Harbour Press, 1995), 37, says so.", ["1995"]),
        ("The mills grew (March 1863).", []),
        ("The Harbour Act (1863) closed the mills.", []),
        ("The mills grew (they closed in Upland 1863).", []),
    ],
)
def test_the_years_of_cited_works(text, years):
    """Authors and a year in brackets, and no day of the text's own."""
    (tree,) = [tree for _, found in english.parse(blocks(pack_of(text, "paragraph"))) for tree in found]
    assert [tree.tokens[at].text for at in sorted(cited_years(tree.tokens))] == years
