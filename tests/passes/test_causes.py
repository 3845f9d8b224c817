"""Links: the examples of the cue table, what is no cause, and how links sit on their statements."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builders import pack_of
from coursepack.language.lexicons import rows
from coursepack.model.wording import plain
from coursepack.notices import Log
from coursepack.passes import causes, sentences, statements


def pack_with_links(text, role="paragraph", **fields):
    log = Log()
    return causes.run(statements.run(sentences.run(pack_of(text, role, **fields), log), log), log)


def told(text, **fields):
    """Give each link's kind, cue, and the words of both ends."""
    return [
        (
            link.kind,
            plain(link.cue.quote),
            " ".join(plain(span.quote) for span in link.cause),
            " ".join(plain(span.quote) for span in link.effect),
        )
        for link in pack_with_links(text, **fields).links
    ]


def has_example(row):
    wanted = row["cue"].split()
    for link in pack_with_links(row["example"]).links:
        said = link.cue.quote.casefold().split()
        # A verb's cue is inflected, and that of a reproach is its preposition.
        if link.kind == row["kind"] and (
            said == wanted or said[-1] == wanted[-1] or row["shape"] in ("participle", "degree")
        ):
            return True
    return False


def test_nearly_every_cue_is_found_in_its_example():
    """A few may fail with a model that reads a verb of a short sentence as a noun."""
    missing = [row["cue"] for row in rows("cues") if not has_example(row)]
    assert len(missing) <= 0.05 * len(rows("cues")), missing


def test_nearly_every_change_is_found_in_its_example():
    """The participle is the cue and the first word of the effect."""
    missing = []
    for row in rows("changes"):
        links = pack_with_links(row["example"]).links
        if [link.effect[0].quote.split()[0] for link in links] != [row["word"]] or links[0].cue.quote != row["word"]:
            missing.append(row["word"])
    assert len(missing) <= 0.05 * len(rows("changes")), missing


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The tax led to a revolt.", ("cause", "led to", "The tax", "a revolt")),
        ("The revolt was caused by the tax.", ("cause", "caused by", "the tax", "The revolt")),
        ("They blocked the port, provoking a war.", ("cause", "provoking", "They blocked the port", "a war")),
        (
            "The town was empty because the mine had closed.",
            ("cause", "because", "the mine had closed", "The town was empty"),
        ),
        ("Because of the flood, the bridge was closed.", ("cause", "Because of", "the flood", "the bridge was closed")),
        (
            "The king wanted peace, but the army wanted war.",
            ("contrast", "but", "The king wanted peace", "the army wanted war"),
        ),
    ],
)
def test_the_direction_is_the_cues(text, link):
    """Which end is the cause does not hang on which is said first."""
    assert told(text) == [link]


@pytest.mark.parametrize(
    "text",
    [
        "The tax did not lead to a revolt.",
        "The tax led to no change.",
        "The tax failed to provoke a revolt.",
        "If the tax leads to a revolt, the king will leave.",
        "Did the tax lead to a revolt?",
        "The king was asked to leave the town.",
        "The decision to leave was hard.",
        "The tower was built in June and closed in July.",
        "Two months since the strike began, they said that the mills stood still.",
        "He was due to take the post in May.",
        "Chanting slogans, the children led the printers through the town.",
        "The children led the printers to the gate.",
        "They were accused of inciting the printers, destroying the harvest.",
    ],
)
def test_what_is_denied_or_asked_is_no_cause(text):
    """Nor is what is a condition, or an infinitive that completes a verb or noun."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "She could see, in spite of the fog, that the ship had gone.",
            ("contrast", "in spite of", "the fog", "that the ship had gone"),
        ),
        (
            "Some said that the chest was full; the chest was heavy, but it held stones.",
            ("contrast", "but", "the chest was heavy", "it held stones"),
        ),
        (
            "They hoped to find the judge, and they found his clerk instead.",
            ("contrast", "instead", "They hoped to find the judge", "they found his clerk"),
        ),
        (
            "He blamed the weather rather than the pump.",
            ("contrast", "rather than", "He blamed the weather", "the pump"),
        ),
        (
            "The rain stopped. Even so, the bridge stayed closed.",
            ("contrast", "Even so", "", "the bridge stayed closed"),
        ),
        (
            "While the king wanted peace, the army wanted war.",
            ("contrast", "While", "the king wanted peace", "the army wanted war"),
        ),
    ],
    ids=["content of a verb", "after a semicolon", "instead", "rather than", "even so", "while"],
)
def test_the_sides_of_a_contrast_stand_as_in_the_text(text, link):
    """The nearest clause is the side, and of an interrupted one what the verb says; none where it is a sentence."""
    assert told(text) == [link]


@pytest.mark.parametrize(
    "text",
    [
        "While he was in Rome, the king wrote letters.",
        "While he still ruled, the queen wrote letters.",
        "The town has many shops, but it also has a market.",
        "The walls were high. The queen, on the other hand, wanted war.",
        "The walls were high. However, unlike the queen, the king left.",
    ],
    ids=["while he was there", "while still", "but also", "far before", "in itself"],
)
def test_what_sets_nothing_against_the_words_before_is_no_contrast_with_them(text):
    """Time, an addition, what may answer an earlier sentence, and a clause that holds its other side itself."""
    assert [link for link in told(text) if not link[2] or link[1].casefold() in ("while", "but")] == []


def test_both_ends_can_be_one_statement():
    """Then the words of each end tell them apart, inside the evidence."""
    (link,) = pack_with_links("The tax led to a revolt.").links
    assert (link.from_, link.to) == ("st1", "st1")
    assert [span.quote for span in (*link.cause, link.cue, *link.effect)] == ["The tax", "led to", "a revolt"]
    assert [span.quote for span in link.evidence] == ["The tax led to a revolt"]


def test_an_adverb_reaches_back_to_the_sentence_before():
    """The cause is that whole statement, and the evidence quotes both."""
    (link,) = pack_with_links("The dam broke in May. As a result, the valley was flooded.").links
    assert (link.from_, link.to, link.cause) == ("st1", "st2", ())
    assert [span.quote for span in link.evidence] == ["The dam broke in May.", "As a result, the valley was flooded"]


def test_nothing_reaches_back_over_a_paragraph():
    """What a paragraph begins with can answer all of the one before."""
    assert told("The dam broke in May.\nAs a result, the valley was flooded.") == []


def test_a_link_runs_over_captions():
    """Each end quotes its words without what stands between the captions."""
    pack = pack_with_links("The tax led to\na revolt in May.", "speech")
    (link,) = pack.links
    assert [span.quote for span in link.evidence] == ["The tax led to", "a revolt in May"]
    assert not causes.run(replace(pack, statements=()), Log()).links


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("The town was shaken by floods that led to a famine.", "floods", "a famine"),
        ("He wrote that the mill closed because the river froze.", "the river froze", "the mill closed"),
        (
            "The miners hoped to leave the valley because the wells were dry.",
            "the wells were dry",
            "The miners hoped to leave the valley",
        ),
    ],
)
def test_an_end_stands_alone(text, cause, effect):
    """No preposition or "that" before it, and no infinitive without the clause that it stands in."""
    (found,) = [each for each in told(text) if each[0] == "cause"]
    assert found[2:] == (cause, effect)


@pytest.mark.parametrize(
    "text",
    [
        "The government allows towns to tax bread.",
        "Prices grew in a way that led to hunger.",
        "The members vote on which mill to close.",
    ],
)
def test_what_names_no_cause(text):
    """Leave that somebody gives, a bare "way", and a choice."""
    assert told(text) == []
