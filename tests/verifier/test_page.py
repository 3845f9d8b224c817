"""Each lie in index.html is found on its own line; whatever prints is traced, and nothing is fetched."""

from __future__ import annotations

import pytest

from coursepack.verifier import verify


def test_a_sentence_added_to_the_page(lie):
    """A text outside every traced element is a finding on its own line."""
    text = "prints 'It was cold.', which no claim stands behind"
    assert lie("index.html", "</ul></main>", "<li>It was cold.</li>\n</ul></main>") == [
        ("index.html", 12, "untraced", text)
    ]


def test_a_word_changed_in_the_page(lie):
    """The line is that of the word, and the element's claim is what it is held against."""
    assert lie("index.html", "Le Verrier worked", "Le Verrier guessed") == [
        ("index.html", 7, "words", "prints 'guessed', its evidence says 'worked'")
    ]


def test_a_source_passage_changed_in_the_page(lie):
    """The source pane prints the source, mark-up aside."""
    assert lie("index.html", "planet must be. He", "planet might be. He") == [
        ("index.html", 14, "words", "prints 'might', its evidence says 'must'")
    ]


def test_a_bracketed_name_swapped_in_the_page(lie):
    """An `<ins>` must print the claim's insertion."""
    text = "inserts '[Johann Galle]', its claim inserts '[Urbain Le Verrier]'"
    assert lie("index.html", ">[Urbain Le Verrier]<", ">[Johann Galle]<") == [("index.html", 8, "insertion", text)]


def test_a_reference_changed_in_the_page(lie):
    """A reference in the page is held against the evidence as in the notes."""
    text = "refers to '[L14 · 03:21]', its evidence stands at '[L14 · 03:41]'"
    assert lie("index.html", "[L14 · 03:41]", "[L14 · 03:21]") == [("index.html", 9, "reference", text)]


def test_an_element_taken_from_the_page(lie, files):
    """A traced element that is gone is named with its claim."""
    line = files["index.html"].decode().split("\n")[8]
    text = "the element 'S1.c3', traced to S1.c3, is not there"
    assert lie("index.html", line, "") == [("index.html", None, "gone", text)]


def test_an_external_script_added(lie):
    """Whatever asks for something outside the page is named with its address."""
    text = "<script src> asks for 'https://example.org/a.js', outside the page"
    assert lie("index.html", "<style>", '<script src="https://example.org/a.js"></script>\n<style>') == [
        ("index.html", 4, "external", text)
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        ("</ul>", '<iframe srcdoc="x"></iframe></ul>', "external", "<iframe> shows what lies outside the page"),
        ("color:", "background: url(b.png); color:", "external", "the style asks for 'b.png', outside the page"),
        ("→", "Mao → ", "untraced", "the style prints 'Mao', which no claim stands behind"),
        ("Light or", "Light and", "words", "<button title> says 'Light', which is neither fixed nor its claims' word"),
        (
            'title="Urbain',
            'title="Jean',
            "words",
            "<ins title> says 'Jean', which is neither fixed nor its claims' word",
        ),
        ("<ul>", "<ul><!-- --!>lie -->", "untraced", "hides '--!>lie' in a comment that ends early"),
        ("<ul>", "<ul><![CDATA[ > lie ]]>", "untraced", "hides 'CDATA[ > lie' in a marked section"),
        (
            "<ul>",
            '<ul><input value="lie">',
            "words",
            "<input value> says 'lie', which is neither fixed nor its claims' word",
        ),
        (
            "<ul>",
            "<ul><textarea></textarea>",
            "untraced",
            "<textarea> prints its content unread, so nobody can check it",
        ),
        ("<title>lecture", "<title>Lessing", "words", "the page's title says 'Lessing', which no source's title does"),
    ],
)
def test_what_else_a_page_could_print(lie, old, new, code, text):
    """Attributes, styles, comments, frames and the title are no way around the trace."""
    assert (code, text) in [each[2:] for each in lie("index.html", old, new)]


def test_a_word_cut_by_a_tag_is_one_word(lie):
    """Inline elements part no words, so a page may light up half of one."""
    assert [each[2] for each in lie("index.html", "planet must be. <", "pla<b>net</b> must be. <")] == ["bytes"]


def test_an_insertion_without_its_element(lie):
    """Brackets alone make no insertion in the page."""
    found = lie("index.html", '<ins title="Urbain Le Verrier">[Urbain Le Verrier]</ins>', "[Urbain Le Verrier]")
    assert found == [("index.html", 8, "words", "prints 'Urbain', its evidence says an insertion")]


def test_an_id_that_stands_twice(lie):
    """A second element of the same id is told, and its words count too."""
    found = lie("index.html", "</ul>", '<li id="S1.c1"></li></ul>')
    assert found == [("index.html", 12, "trace", "has the id 'S1.c1', which stands on line 7 too")]


def test_words_between_traced_elements(lie):
    """An element that closes early leaves its words without a claim."""
    text = "prints 'Johann Galle found Neptune in Berlin on 23 September 1846.', which no claim stands behind"
    assert ("index.html", 9, "untraced", text) in lie("index.html", "Johann Galle found", "</li>Johann Galle found")


@pytest.mark.parametrize(
    ("element", "value", "is_right"),
    [
        ("<p", "03:41", True),
        ("<p", "14", True),
        ("<p", "03:42", False),
        ("<p", "Dr. Eames", False),
        ('<i data-at="{}"></i><p', "Dr. Ames", True),
        ('<i data-at="{}"></i><p', "Dr. Eames", False),
        ('<a href="#S2.p3" data-at="{}"></a><p', "L4", True),
        ('<a href="#S2.p3" data-at="{}"></a><p', "L5", False),
    ],
)
def test_what_a_style_prints_of_an_attribute(lie, element, value, is_right):
    """A place, year, voice or count that a style prints is that of the element, of its link, or of what follows."""
    lie("index.html", "body {", "p::before, i::before, a::after { content: attr(data-at) } body {")
    new = element.format(value) + (f' data-at="{value}"' if element == "<p" else "")
    found = lie("index.html", '<p id="S1.p3"', f'{new} id="S1.p3"')
    text = f"the style prints data-at '{value}', which is not what its claims say"
    assert ([each[3] for each in found] != [text]) == is_right


def test_a_speaker_who_is_not_the_claims(folder):
    """A name beside a statement is its speaker's, or is mentioned in its evidence."""
    for name, old, new in (
        ("index.html", "may have helped <", 'may have helped <b id="by">Johann Galle</b> <'),
        ("trace.json", '"at": "S2.c2"', '"at": "by", "claims": ["E2"], "file": "index.html"}, {"at": "S2.c2"'),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert [(each.line, each.code, each.text) for each in verify(folder).findings] == [
        (11, "mark", "names 'Johann Galle', whom its claim's evidence does not mention")
    ]
