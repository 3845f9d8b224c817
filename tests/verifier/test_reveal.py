"""deck.html is proven, and each planted lie in it is found."""

from __future__ import annotations

from hashlib import sha256

import pytest

from coursepack.model.codec import to_json
from coursepack.model.trace import TraceFile, trace_to_json
from coursepack.verifier import verify
from coursepack.writers import reveal
from quarrel import quarrel

PACK = quarrel()
OUTPUT = reveal.write(PACK)
DECK = OUTPUT.files["deck.html"].decode()


def found(tmp_path, deck):
    """Give what is found in a pack's folder with this deck, whose hash is right."""
    files = {"pack.json": to_json(PACK), "sources/S1.txt": PACK.texts["S1"].text.encode(), "deck.html": deck}
    hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
    files["trace.json"] = trace_to_json(TraceFile(files=hashes, lines=OUTPUT.trace))
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return [(each.code, each.line, each.text) for each in verify(tmp_path).findings if each.file == "deck.html"]


def line_of(text):
    return DECK[: DECK.index(text)].count("\n") + 1


def test_a_deck_is_proven(tmp_path):
    """Nothing is found where nothing is wrong."""
    assert found(tmp_path, DECK.encode()) == []


SLIDES = '<div class="slides">\n'
LIES = [
    ("a word", "Galle thanked Le Verrier.</li>", "Galle cursed Le Verrier.</li>", "words", "prints 'cursed'"),
    ("a date", "<strong>1847</strong>", "<strong>1848</strong>", "words", "prints '1848'"),
    ("a mark", "promised, Airy", "Airy", "words", ""),
    ("a title", '"s2-l1">Galle', '"s2-l1">Airy', "words", "prints 'Airy'"),
    ("a side", "haste</p>", "caution</p>", "words", "prints 'caution'"),
    ("a quote", "“In 1846 Galle", "“In 1846 Airy", "words", "prints 'Airy'"),
    ("a place", "[L1]", "[L2]", "reference", "refers to '[L2]'"),
    ("no place", " [L1]", "", "reference", "has no reference"),
    ("the page's title", "<title>S1", "<title>Airy lied", "words", "prints 'Airy'"),
    ("a line more", "<ul>", "<ul><li>Airy lied.</li>", "untraced", "prints 'Airy lied.'"),
    ("a line twice", "<ul>", '<ul><li id="s2-l2">Airy lied.</li>', "untraced", "slide 2, line 2 "),
    ("a line on another slide", "</h1>", '</h1><p id="s2-l2">Galle</p>', "moved", "has the line 's2-l2' in slide 1"),
    ("a line within a line", "Galle thanked", '<em id="s2-l9">Galle</em> thanked', "moved", "has the line 's2-l9'"),
    ("a picture", SLIDES, f'{SLIDES}<img alt="Airy lied">', "untraced", "has '<img alt="),
    ("a comment", SLIDES, f"{SLIDES}<!-- Airy lied -->", "untraced", "has '<!-- Airy lied -->"),
    ("a tip", "<ul>", '<ul title="Airy lied">', "untraced", "has '<ul title="),
    ("a script", "const deck", "fetch('x'); const deck", "untraced", "is not the page that is known here"),
    ("a style", ".reveal h2 {", ".reveal h2::after { content: 'lied' } .reveal h2 {", "untraced", "is not the page"),
    ("a policy", "default-src 'none'", "default-src *", "untraced", "is not the page that is known here"),
    ("a language", 'lang="en"', 'lang="airy"', "untraced", "is in 'airy'"),
    ("an end too early", "</ul>", "</ul></section>", "untraced", "closes <section> where it is not open"),
    ("an open end", "</section>\n</div></div>", "</div></div>", "untraced", "leaves <section> open"),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie[0])
def test_a_lie_is_found(tmp_path, lie):
    """Each by what it is."""
    _, old, new, code, text = lie
    assert old in DECK or old.replace("'", "&#39;") in DECK
    old = old if old in DECK else old.replace("'", "&#39;")
    assert any(each == code and text in said for each, _, said in found(tmp_path, DECK.replace(old, new, 1).encode()))


def test_a_lie_has_its_line(tmp_path):
    """That of the file."""
    lies = found(tmp_path, DECK.replace("thanked", "cursed", 1).encode())
    assert [line for _, line, _ in lies] == [line_of('id="s2-l2"')]


def test_a_slide_taken_out_is_missed(tmp_path):
    """Each traced line is printed."""
    begin = DECK.index('<section class="pairs')
    cut = DECK[:begin] + DECK[DECK.index("</section>\n", begin) + len("</section>\n") :]
    assert ("gone", None, "slide 3, line 2, traced to L2/cause, is not printed") in found(tmp_path, cut.encode())


def test_what_is_no_text(tmp_path):
    """One finding for the file."""
    assert [(code, text.partition(" (")[0]) for code, _, text in found(tmp_path, b"\xff")] == [
        ("unreadable", "is no UTF-8 text")
    ]
