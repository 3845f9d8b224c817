r"""sources.bib: the pack's sources as BibTeX; no author and no date, which no file says for sure."""

from __future__ import annotations

from collections.abc import Iterator

from coursepack.model.anchors import Source
from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import plain
from coursepack.writers._sources import key_of

FILES = ("sources.bib",)
SUMMARY = "the sources for a bibliography in LaTeX: title, kind, file, language and the file's SHA-256"
PROGRAM = "pybtex"
TAKES = ()

# Braces of a field must be paired, whether escaped or not, so that they have names; the others are LaTeX's own.
_NAMED = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def write(pack: Pack) -> Output:
    text = "\n".join("\n".join(_entry(source)) + "\n" for source in pack.sources)
    trace = tuple(TraceLine(file=FILES[0], at=key_of(source), claims=(source.id,)) for source in pack.sources)
    return Output(files={FILES[0]: text.encode()}, trace=trace)


def _entry(source: Source) -> Iterator[str]:
    yield f"@misc{{{key_of(source)},"
    # Two braces, so that no style changes the case of names.
    yield f"  title = {{{{{_escaped(source.title)}}}}},"
    yield f"  type = {{{source.kind}}},"
    yield f"  howpublished = {{{_escaped(source.path)}}},"
    yield f"  language = {{{source.language}}},"
    yield f"  sha256 = {{{source.sha256}}},"
    yield "}"


def _escaped(text: str) -> str:
    return "".join(_NAMED.get(sign, sign) for sign in plain(text))
