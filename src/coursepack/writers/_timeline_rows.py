"""Rows of a timeline in plain text: what timelines print beside notes and page, each with its trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursepack.model.anchors import Source, Span
from coursepack.model.pack import Pack
from coursepack.model.reference import Places
from coursepack.model.wording import FIXED, printed
from coursepack.writers._chronicle import Moment, chronicle
from coursepack.writers._comparison import contested

__all__ = ["Row", "sources_of", "timeline_rows", "titles"]


class Row(Struct, frozen=True, kw_only=True):
    moment: Moment
    when: str
    """The words of the date; in brackets what they count from."""
    text: str
    """The event without its date, from a capital on."""
    doubts: str
    """How far the date is to be trusted: "approximate date"; empty where it is exact."""
    stance: str
    """How the source says it, and who: "promised, Mao"; empty where it is asserted."""
    place: str
    sources: tuple[Source, ...]
    """Those that the place cites, in its order."""
    claims: tuple[str, ...]
    """Ids behind the words of date, text, marks and the sources' titles, in this order."""
    fixed: tuple[str, ...]

    @property
    def marks(self) -> str:
        return ", ".join(each for each in (self.doubts, self.stance) if each)

    @property
    def dated(self) -> str:
        """The words of the date with its doubts behind them: "around 1958 (approximate date)"."""
        return _beside(self.when, self.doubts)

    @property
    def headline(self) -> str:
        """The event with its stance behind it, so that it may stand alone."""
        return _beside(self.text, self.stance)


def timeline_rows(pack: Pack) -> Iterator[Row]:
    """Yield the events in order of time, those without a date last."""
    places, disputed = Places(pack), contested(pack)
    for moment in chronicle(pack):
        mark, event = moment.mark, moment.event
        doubts = (*moment.doubts, *(("comparison.differ_here",) if event.id in disputed else ()))
        speaker = mark.speaker if mark is not None else ""
        cited = sources_of(pack, event.evidence)
        yield Row(
            moment=moment,
            when=printed(moment.when) or event.when.text,
            text=_capital(printed(moment.wording)),
            doubts=", ".join(FIXED[key] for key in doubts),
            stance=", ".join(each for each in (FIXED[mark.key], mark.name) if each) if mark is not None else "",
            place=places.cite(event.evidence),
            sources=cited,
            claims=(event.id, *((speaker,) if speaker else ()), *(source.id for source in cited)),
            fixed=(*doubts, *((mark.key,) if mark is not None else ())),
        )


def sources_of(pack: Pack, spans: Sequence[Span]) -> tuple[Source, ...]:
    """Give the sources of the spans, each once, in the order in which a reference cites them."""
    known = {source.id: source for source in pack.sources}
    return tuple(known[key] for key in dict.fromkeys(span.source for span in spans))


def _beside(text: str, marks: str) -> str:
    return f"{text} ({marks})" if marks else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def titles(sources: Sequence[Source]) -> str:
    return "; ".join(source.title for source in sources)
