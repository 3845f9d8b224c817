"""sources.bib as pybtex reads it."""

import pybtex.database
from msgspec.structs import replace
from pybtex.richtext import Text

from coursepack.writers import bibtex
from dated import dated


def entries(pack):
    text = bibtex.write(pack).files["sources.bib"].decode()
    return pybtex.database.parse_string(text, "bibtex").entries


def test_a_source_is_an_entry_without_author_or_year():
    """No file says for sure who spoke, and when; whoever cites it adds them."""
    entry = entries(dated())["S2-00000000"]
    assert (entry.type, dict(entry.fields)) == (
        "misc",
        {
            "title": "{Letters, and more}",
            "type": "slides",
            "howpublished": "S2.txt",
            "language": "en",
            "sha256": "0" * 64,
        },
    )
    assert not entry.persons


def test_signs_of_latex_stay_signs():
    """A title may hold whatever it likes, unpaired braces too."""
    title = r"R&D_50% of {x}, a } and ~ \ #1 ^ $"
    pack = dated()
    titled = replace(pack, sources=tuple(replace(each, title=title) for each in pack.sources))
    found = entries(titled)["S1-00000000"].fields["title"]
    assert found == (
        r"{R\&D\_50\% of {\textbraceleft}x{\textbraceright}, a {\textbraceright} and {\textasciitilde}"
        r" {\textbackslash} \#1 {\textasciicircum} \$}"
    )
    assert "R&D_50% of" in str(Text.from_latex(found))
