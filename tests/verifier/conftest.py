"""A small pack that verifies, made by hand: captions that break a sentence, an insertion, an event, two sources."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from coursepack.model.anchors import Passage, Place, Source, Span, Text
from coursepack.model.claims import (
    Alignment,
    Entity,
    Event,
    Link,
    Participant,
    Relation,
    Section,
    Statement,
    Term,
    Time,
    When,
)
from coursepack.model.codec import to_json
from coursepack.model.pack import Pack, Sentence
from coursepack.model.reference import Places
from coursepack.model.trace import TraceFile, TraceLine, trace_to_json
from coursepack.model.wording import FIXED, Inserted, Quoted, Wording, printed
from coursepack.verifier import Report, verify

LECTURE = """WEBVTT

1
00:00:02.000 --> 00:00:06.500
<v Dr. Ames>In 1846 Urbain Le Verrier worked out where a new

2
00:00:06.500 --> 00:00:11.000
<v Dr. Ames>planet must be. He did not look for it
himself.

3
00:03:41.000 --> 00:03:45.250
<v Dr. Ames>Johann Galle found Neptune in <i>Berlin</i> on 23 September 1846.
"""
SLIDES = """# Finding Neptune

- Perturbation: a pull that bends an orbit
- The map & the [new] telescope of Berlin may have helped
"""
MADE = {"made_by": "hand", "confidence": 1.0}
TEXTS = {"S1": Text("S1", LECTURE), "S2": Text("S2", SLIDES)}


def at(source: str, quote: str, after: str = "") -> Span:
    """The span of the quote's first occurrence after another."""
    text = TEXTS[source]
    start = text.text.index(quote, text.text.index(after))
    return text.span(start, start + len(quote))


FIRST = at("S1", "In 1846 Urbain Le Verrier worked out where a new")
SECOND = at("S1", "planet must be.")
THIRD = at("S1", "He did not look for it\nhimself.")
FOURTH = at("S1", "Johann Galle found Neptune in <i>Berlin</i> on 23 September 1846.")
VERRIER = at("S1", "Urbain Le Verrier")
PULL = at("S2", "Perturbation: a pull that bends an orbit")
MAP = at("S2", "The map & the [new] telescope of Berlin may have helped")
DAY = at("S1", "23 September 1846")


def quoted(*quotes: str, source: str = "S1", after: str = "") -> Wording:
    return tuple(Quoted(span=at(source, quote, after)) for quote in quotes)


def passage(number: str, span: Span, role: str, place: Place | None = None, **more: object) -> Passage:
    ends = {"start": span.start, "end": span.end, "line": span.line}
    return Passage(
        id=f"{span.source}.p{number}", source=span.source, role=role, place=place, **{"level": 0, **ends, **more}
    )


def sentence(ident: str, first: Span, last: Span, section: str) -> Sentence:
    ends = {"start": first.start, "end": last.end, "line": first.line}
    return Sentence(id=ident, source=first.source, section=section, salience=0.5, **ends)


def statement(ident: str, wording: Wording, evidence: tuple[Span, ...], **more: object) -> Statement:
    parts = {"subject": None, "verb": None, "object": None, "when": None, "stance": "asserted", "speaker": None}
    return Statement(
        id=ident, text=printed(wording), wording=wording, salience=0.5, evidence=evidence, **{**parts, **more}, **MADE
    )


def entity(ident: str, kind: str, *mentions: Span) -> Entity:
    name = mentions[0].quote
    return Entity(id=ident, kind=kind, name=name, aliases=(), mentions=mentions, evidence=mentions[:1], **MADE)


def section(ident: str, title: Span, sentences: tuple[str, ...]) -> Section:
    return Section(id=ident, title=title.quote, sentences=sentences, evidence=(title,), **MADE)


def make_pack() -> Pack:
    speech = [
        at("S1", "In 1846 Urbain Le Verrier worked out where a new"),
        at("S1", "planet must be. He did not look for it\nhimself."),
    ]
    times = (Place(time=(2.0, 6.5)), Place(time=(6.5, 11.0)), Place(time=(221.0, 225.25)))
    spoken = zip("123", (*speech, FOURTH), times, strict=True)
    when = When(edtf="1846-09-23", text="23 September 1846")
    found = (*quoted("Johann Galle found Neptune in"), *quoted("Berlin", "on 23 September 1846.", after="Neptune in"))
    return Pack(
        generator="coursepack 0.0.0",
        sources=(
            Source(
                id="S1", path="talks/lecture.vtt", kind="transcript", title="lecture", sha256="0" * 64, language="en"
            ),
            Source(id="S2", path="slides.md", kind="slides", title="Finding Neptune", sha256="1" * 64, language="en"),
        ),
        passages=(
            *(passage(number, span, "speech", place, voice="Dr. Ames") for number, span, place in spoken),
            passage("1", at("S2", "# Finding Neptune"), "heading", Place(slide=1), level=1),
            passage("2", PULL, "bullet", Place(slide=1), level=1),
            passage("3", MAP, "bullet", Place(slide=1), level=1),
        ),
        sentences=(
            sentence("S1.s1", FIRST, SECOND, "S1.h1"),
            sentence("S1.s2", THIRD, THIRD, "S1.h1"),
            sentence("S1.s3", FOURTH, FOURTH, "S1.h1"),
            sentence("S2.s1", PULL, PULL, "S2.h1"),
            sentence("S2.s2", MAP, MAP, "S2.h1"),
        ),
        sections=(
            section("S1.h1", at("S1", "a new"), ("S1.s1", "S1.s2", "S1.s3")),
            section("S2.h1", at("S2", "Finding Neptune"), ("S2.s1", "S2.s2")),
        ),
        entities=(
            entity("E1", "person", VERRIER),
            entity("E2", "person", at("S1", "Johann Galle")),
            entity("E3", "place", at("S1", "Berlin"), at("S2", "Berlin")),
        ),
        statements=(
            statement(
                "S1.c1",
                quoted(FIRST.quote, SECOND.quote),
                (FIRST, SECOND),
                subject="E1",
                when=When(edtf="1846", text="1846"),
            ),
            statement(
                "S1.c2",
                (Inserted(text="Urbain Le Verrier", span=VERRIER), *quoted("did not look for it\nhimself.")),
                (THIRD, VERRIER),
                subject="E1",
                stance="denied",
            ),
            statement("S1.c3", found, (FOURTH,), subject="E2", object="Neptune", when=when, speaker="Dr. Ames"),
            statement("S2.c1", quoted(PULL.quote, source="S2"), (PULL,)),
            statement("S2.c2", quoted(MAP.quote, source="S2"), (MAP,), stance="hedged"),
        ),
        times=(
            Time(id="T1", text="1846", edtf="1846", evidence=(at("S1", "1846"),), **MADE),
            Time(id="T2", text="23 September 1846", edtf="1846-09-23", evidence=(DAY,), **MADE),
        ),
        events=(
            Event(
                id="V1",
                text=printed(found),
                wording=found,
                when=when,
                participants=(Participant(role="agent", entity="E2"),),
                place="E3",
                evidence=(FOURTH,),
                **MADE,
            ),
        ),
        relations=(
            Relation(
                id="R1",
                actor="E2",
                target="Neptune",
                verb="find",
                category=None,
                polarity=0,
                when=when,
                statement="S1.c3",
                evidence=(FOURTH,),
                **MADE,
            ),
        ),
        links=(
            Link(
                id="L1",
                kind="contrast",
                from_="S2.c2",
                to="S2.c2",
                cue=at("S2", "&"),
                evidence=(MAP,),
                cause=(at("S2", "The map"),),
                effect=(at("S2", "the [new] telescope"),),
                **MADE,
            ),
        ),
        terms=(
            Term(
                id="X1",
                name="Perturbation",
                text="a pull that bends an orbit",
                wording=quoted("a pull that bends an orbit", source="S2"),
                evidence=(at("S2", "Perturbation"), PULL),
                **MADE,
            ),
        ),
        alignments=(
            Alignment(sentence="S1.s1", passage="S2.p1", confidence=0.5),
            Alignment(sentence="S1.s3", passage="S2.p1", confidence=0.9),
        ),
        texts=TEXTS,
    )


def in_markdown(text: str, inserted: bool) -> str:  # noqa: FBT001
    text = re.sub(r"([\\*_`\[\]&<>])", r"\\\1", text)
    return re.sub(r"^\\\[(.*?)\\\]", r"[\1]", text) if inserted else text


def make_notes(pack: Pack) -> tuple[bytes, list[TraceLine]]:
    places = Places(pack)
    lines: list[str] = []
    trace: list[TraceLine] = []

    def add(line: str, *claims: str, fixed: tuple[str, ...] = ()) -> None:
        lines.extend((line, ""))
        trace.append(TraceLine(file="notes.md", at=str(len(lines) - 1), claims=claims, fixed=fixed))

    for source in pack.sources:
        add(f"# {source.title}", source.id)
        for each in pack.sections:
            if each.id.startswith(source.id):
                add(f"## {each.title}", each.id)
                for claim in (one for one in pack.statements if one.id.startswith(source.id)):
                    stance = "" if claim.stance == "asserted" else f"*({FIXED[f'stance.{claim.stance}']})* "
                    text = in_markdown(claim.text, isinstance(claim.wording[0], Inserted)).replace(
                        "Perturbation", "**Perturbation**"
                    )
                    fixed = (f"stance.{claim.stance}",) if stance else ()
                    add(f"- {text} {stance}{places.cite(claim.evidence)}", claim.id, fixed=fixed)
    add(f"## {FIXED['timeline']}", fixed=("timeline",))
    for event in pack.events:
        add(f"- {event.when.text}: {event.text} {places.cite(event.evidence)}", event.id)
    return "\n".join(lines).encode(), trace


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="coursepack 0.0.0">
<title>lecture, Finding Neptune</title>
<style>body {{ color: CanvasText }} a.ref::before {{ content: "→ " }}</style></head>
<body><header><h1 id="title">lecture · Finding Neptune</h1><button id="theme" title="Light or dark">◐</button></header>
<main><h2 id="h-notes">Notes</h2><ul>
{notes}
</ul></main><aside aria-label="Sources"><h2 id="h-sources">Sources</h2>
{passages}
</aside><script>document.body.addEventListener("click", (event) => event.target.classList.toggle("lit"));</script>
</body></html>
"""


def make_page(pack: Pack) -> tuple[bytes, list[TraceLine]]:
    places = Places(pack)
    trace = [
        TraceLine(file="index.html", at="title", claims=("S1", "S2")),
        TraceLine(file="index.html", at="theme", fixed=("theme",)),
        TraceLine(file="index.html", at="h-notes", fixed=("notes",)),
        TraceLine(file="index.html", at="h-sources", fixed=("sources",)),
    ]
    notes, passages = [], []
    for claim in pack.statements:
        text = html.escape(claim.text)
        if isinstance(claim.wording[0], Inserted):
            text = re.sub(r"^(\[.*?\])", r'<ins title="Urbain Le Verrier">\1</ins>', text)
        reference = places.cite(claim.evidence)
        href = places.passage_at(claim.evidence[0]).id
        stance = "" if claim.stance == "asserted" else f'<i id="{claim.id}-s">{FIXED[f"stance.{claim.stance}"]}</i>'
        notes.append(f'<li id="{claim.id}">{text} <a class="ref" href="#{href}">{reference}</a>{stance}</li>')
        trace.append(TraceLine(file="index.html", at=claim.id, claims=(claim.id,)))
        if stance:
            trace.append(TraceLine(file="index.html", at=f"{claim.id}-s", fixed=(f"stance.{claim.stance}",)))
    for each in pack.passages:
        raw = re.sub(r"</?[a-z]+>|^#+", "", TEXTS[each.source].text[each.start : each.end])
        margin = f'<span class="ref">L{each.line}</span>'
        passages.append(f'<p id="{each.id}">{margin} {html.escape(raw, quote=False)}</p>')
        trace.append(TraceLine(file="index.html", at=each.id, claims=(each.id,)))
    return PAGE.format(notes="\n".join(notes), passages="\n".join(passages)).encode(), trace


def make_files(pack: Pack) -> dict[str, bytes]:
    notes, note_lines = make_notes(pack)
    page, page_lines = make_page(pack)
    files = {"index.html": page, "notes.md": notes, "pack.json": to_json(pack)}
    files.update((f"sources/{source}.txt", text.text.encode()) for source, text in TEXTS.items())
    return with_trace(files, (*note_lines, *page_lines))


def with_trace(files: dict[str, bytes], lines: tuple[TraceLine, ...]) -> dict[str, bytes]:
    hashes = {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
    return {**files, "trace.json": trace_to_json(TraceFile(files=hashes, lines=lines))}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The small pack as values."""
    return make_pack()


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the small pack, by path."""
    return make_files(make_pack())


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """The small pack on the disk."""
    return write(tmp_path / "pack", files)


@pytest.fixture
def lie(folder: Path) -> Callable[[str, str, str], list[tuple[str, int | None, str, str]]]:
    """Change the first occurrence of some words in one file, and tell what is found, without touching its hash."""

    def plant(name: str, old: str, new: str) -> list[tuple[str, int | None, str, str]]:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return told(verify(folder))

    return plant


@pytest.fixture
def claim_lie(tmp_path: Path, files: dict[str, bytes]) -> Callable[..., list[tuple[str, int | None, str, str]]]:
    """Change a field of one record of pack.json, with a hash to match, and tell what is found there."""

    def plant(table: str, index: int, **fields: object) -> list[tuple[str, int | None, str, str]]:
        pack = make_pack()
        records = list(getattr(pack, table))
        records[index] = replace(records[index], **fields)
        changed = dict(files)
        changed["pack.json"] = to_json(replace(pack, **{table: tuple(records)}))
        trace = make_notes(pack)[1] + make_page(pack)[1]
        changed.pop("trace.json")
        found = told(verify(write(tmp_path / "lie", with_trace(changed, tuple(trace)))))
        return [each for each in found if each[0] == "pack.json"]

    return plant


def told(report: Report) -> list[tuple[str, int | None, str, str]]:
    return [(each.file, each.line, each.code, each.text) for each in report.findings]


@pytest.fixture
def verified(tmp_path: Path) -> Callable[..., list[tuple[str, int | None, str, str]]]:
    """Write a pack with files of further formats and their trace, hashes to match, and tell what is found."""

    def run(
        pack: Pack, more: dict[str, bytes] | None = None, lines: Sequence[TraceLine] = ()
    ) -> list[tuple[str, int | None, str, str]]:
        made = make_files(pack)
        made.pop("trace.json")
        trace = (*make_notes(pack)[1], *make_page(pack)[1], *lines)
        return told(verify(write(tmp_path / "more", with_trace({**made, **(more or {})}, trace))))

    return run
