"""deck.html: the slide deck for a browser, in one file that holds reveal.js and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.model.wording import FIXED
from coursepack.writers._assets import asset, policy, template
from coursepack.writers._deck import Line, Run, Slide, placed, text_of
from coursepack.writers._deck_fit import callout_size, columns_of, scale_of, title_size
from coursepack.writers._deck_plan import deck_of

FILES = ("deck.html",)
SUMMARY = "the slide deck for a browser: holds reveal.js, opens by double-click, key S shows the quotes"
PROGRAM = "Chromium"
TAKES = ()

_LONG = ("", "long", "longest")
_SCALED = {1.0: "", 1.1: "roomy", 1.2: "large", 1.4: "larger"}
_KINDS = {"lead": "strong", "mark": "em", "plain": ""}


class _Shown(Struct, frozen=True, kw_only=True):
    """A slide as the template prints it."""

    look: str
    """Its layout, and how large its letters are."""
    is_pairs: bool
    title: Markup
    lines: tuple[Markup, ...]
    callout: Markup | None
    notes: tuple[Markup, ...]


def write(pack: Pack) -> Output:
    deck = deck_of(pack)
    style, library = asset("reveal/reveal.css", "deck/reveal.css"), asset("reveal/reveal.js")
    script = asset("deck/reveal.js")
    page = template("deck/reveal.html.j2").render(
        language=pack.sources[0].language,
        policy=policy(style, library, script),
        title=text_of(deck.title),
        # Our own files and the library's: none holds what would end its element.
        style=Markup(style),  # noqa: S704
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        slides=[_shown(slide, number) for number, slide in enumerate(deck.slides, start=1)],
    )
    title = TraceLine(file=FILES[0], at="title", claims=deck.title.claims)
    return Output(files={FILES[0]: page.encode()}, trace=(title, *placed(deck.slides, FILES[0])))


def _shown(slide: Slide, number: int) -> _Shown:
    at = f"s{number}-"
    is_title, is_timeline = slide.layout == "title", slide.layout == "timeline"
    tag = "p" if slide.layout == "pairs" else "li"
    look = "" if is_title else _LONG[(30.0, 24.0, 20.0).index(title_size(text_of(slide.title)))]
    callout = None
    if slide.callout is not None:
        longer = _LONG[min(2, (20.0, 18.0, 16.0, 14.0).index(callout_size(text_of(slide.callout))))]
        said = _element("span", f"{at}l{len(slide.lines) + 2}", _runs(slide.callout.runs))
        callout = Markup('<p class="{}">{}</p>').format(f"callout {longer}".strip(), said)
    return _Shown(
        look=" ".join(filter(None, (slide.layout, _SCALED[scale_of(slide)], _columns(slide)))),
        is_pairs=slide.layout == "pairs",
        title=_element("h1" if is_title else "h2", f"{at}l1", _runs(slide.title.runs), look),
        lines=tuple(
            _element(
                tag, f"{at}l{order}", _apart(line) if is_timeline else _runs(line.runs), "under" if line.level else ""
            )
            for order, line in enumerate(slide.lines, start=2)
        ),
        callout=callout,
        notes=tuple(
            _element("p", f"{at}n{order}", _runs(line.runs)) for order, line in enumerate(slide.notes, start=1)
        ),
    )


def _columns(slide: Slide) -> str:
    return "columns" if slide.layout == "overview" and columns_of(slide.lines) else ""


def _apart(line: Line) -> Markup:
    """A date stands in a column, so no colon parts it from its event."""
    first, then, *rest = line.runs
    then = Run(then.text.removeprefix(FIXED["colon"]).lstrip(), then.kind)
    return Markup("{} <span>{}</span>").format(_runs((first,)), _runs((then, *rest)))


def _element(tag: str, at: str, said: Markup, look: str = "") -> Markup:
    shown = Markup(' class="{}"').format(look) if look else Markup("")
    return Markup('<{0}{1} id="{2}">{3}</{0}>').format(tag, shown, at, said)


def _runs(runs: Sequence[Run]) -> Markup:
    return Markup("").join(
        Markup("<{0}>{1}</{0}>").format(tag, run.text) if (tag := _KINDS[run.kind]) else run.text for run in runs
    )
