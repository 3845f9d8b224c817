"""A page asks for nothing outside itself, by whatever tag, style or script."""

from __future__ import annotations

import pytest

from coursepack.verifier.requests import in_script, in_style, in_tag, style_words


@pytest.mark.parametrize(
    ("tag", "attributes", "found"),
    [
        ("a", {"href": "#l12"}, []),
        ("img", {"src": "data:image/png;base64,AA"}, []),
        ("a", {"href": "notes.md"}, ["<a href> asks for 'notes.md', outside the page"]),
        ("use", {"xlink:href": "x.svg#a"}, ["<use xlink:href> asks for 'x.svg#a', outside the page"]),
        ("p", {"style": "background: url('x.png')"}, ["the style asks for 'x.png', outside the page"]),
        ("p", {"onclick": "fetch('x')"}, ["the script asks for 'fetch(', outside the page"]),
        ("meta", {"http-equiv": "Refresh", "content": "0; x"}, ["<meta http-equiv=refresh> leads to '0; x'"]),
    ],
)
def test_tags(tag, attributes, found):
    """Only places in the page itself, and data that it holds, may be named."""
    assert list(in_tag(tag, attributes)) == found


def test_styles():
    """Style sheets import nothing, and take no picture or font from elsewhere."""
    style = "@import 'a.css';\np { background: url(data:image/png;base64,AA) }\n@font-face { src: url(\"b.woff\") }"
    assert [text for _, text in in_style(style)] == [
        "the style asks for 'a.css', outside the page",
        "the style asks for 'b.woff', outside the page",
    ]
    assert list(style_words('a::after { content: "see \\"x\\"" attr(id) } b { color: red }')) == [(11, 'see "x"')]


def test_scripts():
    """A script names no address, and none of the ways to ask for one; vocabularies' names are no addresses."""
    script = 'x.createElementNS("http://www.w3.org/2000/svg"); new WebSocket(y); // see https://example.org/z'
    assert [text for _, text in in_script(script)] == [
        "the script asks for 'WebSocket', outside the page",
        "the script asks for 'https://example.org/z', outside the page",
    ]
