"""course.toml: what is wrong is told with its line."""

from __future__ import annotations

import pytest

from coursepack.errors import BadSource
from coursepack.settings import settings_of


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "a.md").write_text("Words.")
    (tmp_path / "b.png").write_bytes(b"")

    def settled(text):
        path = tmp_path / "course.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return settings_of(path)

    return settled


def test_titles_and_files_are_read(settled):
    """Either title may be missing; a byte order mark, as some editors write it, is no part of the text."""
    found = settled(b'\xef\xbb\xbftitle = "War"\n[[lecture]]\nfiles = ["a.md"]\n')
    assert (found.title, found.lectures[0].title, found.lectures[0].files[0].name) == ("War", None, "a.md")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titel = 'War'\n", "1: unknown key 'titel'; want 'title' or 'lecture'"),
        ("\ntitle = 3\n", "2: a title that is no text; want words in quotes"),
        ("[lecture]\nfiles = ['a.md']\n", "1: 'lecture' that is no list of tables; want [[lecture]]"),
        ("[[lecture]]\ntitle = 'x'\n", "1: a lecture without files; want a list of names"),
        ("[[lecture]]\nfiles = []\n", "2: a lecture without files; want a list of names"),
        ("[[lecture]]\nfiles = 'a.md'\n", "2: a lecture without files; want a list of names"),
        ("[[lecture]]\nfile = ['a.md']\n", "2: unknown key 'file'; want 'title' or 'files'"),
        (
            "[[lecture]]\nfiles = ['a.md']\n\n[[lecture]]\nfiles = [\n  'a.md',\n  'c.md',\n]\n",
            "7: names 'c.md', which is not there; want a path from ",
        ),
        ("[[lecture]]\nfiles = ['b.png']\n", "2: names 'b.png', which nothing reads; want one of "),
        ("title = 'War'\nlecture = oops\n", "2: invalid value; want TOML 1.0"),
        ("title = 'War", '1: expected "\'"; want TOML 1.0'),
        (b"title = 'War'\n# caf\xe9\n", "2: a byte that is not UTF-8; want UTF-8 text"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(settled, text, told):
    """A key that means nothing is most often a key that was misspelt."""
    with pytest.raises(BadSource) as caught:
        settled(text)
    assert str(caught.value).partition("course.toml:")[2].startswith(told)
