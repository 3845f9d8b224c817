"""index.html: the notes on one side, their sources on the other, in one file that asks the network for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers import _site_view as view
from coursepack.writers._assets import asset, policy, template
from coursepack.writers._sources import by_title

__all__ = ["FILES", "PROGRAM", "SUMMARY", "TAKES", "write"]

PROGRAM = "Chromium"
TAKES = ()
FILES = ("index.html",)
SUMMARY = "one page to read: notes beside their sources, timeline, deeds, relations, causes, people and terms"

_STYLE = asset("page.css", "views.css", "print.css")
_SCRIPT = asset("source.js", "charts.js", "page.js")
_TEMPLATE = template("page.html.j2")
_POLICY = policy(_STYLE, _SCRIPT)


def _attribute(at: str) -> Markup:
    # `Markup.format` would do the same at ten times the cost, and a long lecture has tens of thousands of ids.
    return Markup(f'id="{escape(at)}"')  # noqa: S704


class _Ids:
    """Prints every id that has words under it, and keeps its trace: so page and trace cannot differ."""

    def __init__(self) -> None:
        self.trace: list[TraceLine] = []

    def claims(self, at: str, ids: Sequence[str], fixed: Sequence[str] = ()) -> Markup:
        self.trace.append(TraceLine(file=FILES[0], at=at, claims=tuple(ids), fixed=tuple(fixed)))
        return _attribute(at)

    def fixed(self, at: str, key: str) -> Markup:
        self.trace.append(TraceLine(file=FILES[0], at=at, fixed=(key,)))
        return _attribute(at)

    def label(self, key: str) -> Markup:
        """Print fixed words that stand once on the page, with their element."""
        at = f"w-{key.replace('.', '-')}"
        return Markup("<span {}>{}</span>").format(self.fixed(at, key), FIXED[key])


def write(pack: Pack) -> Output:
    """Print the page; `pack.texts` must hold the text of every source."""
    ids = _Ids()
    page = _TEMPLATE.render(
        ids=ids,
        fixed=FIXED,
        policy=_POLICY,
        # Both are our own files, and neither holds what would end its element.
        style=Markup(_STYLE),  # noqa: S704
        script=Markup(_SCRIPT),  # noqa: S704
        title=by_title(pack)[0].title,
        page=view.page_of(pack),
    )
    return Output(files={FILES[0]: page.encode()}, trace=tuple(ids.trace))
