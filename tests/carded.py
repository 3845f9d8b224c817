"""A sound pack, made by hand, of whose claims each kind of card is made; the same with text put in before it."""

from __future__ import annotations

from msgspec.structs import replace

from builders import entity_of, pack_of, sentences_of, source_of, span_of, statement_of
from coursepack.model.claims import Event, Link, Question, Section, Term, Time, When
from coursepack.model.pack import Pack
from coursepack.model.wording import Fixed, Part, Quoted, Wording, printed

__all__ = ["carded"]

MADE = {"made_by": "test", "confidence": 0.9}
LINES = (
    "Mills & looms",
    "Anna Lind opened a cotton mill in Borås.",
    "Lars Holm bought 40 looms in 1856.",
    "In 1863 Eva Dahl sold the mill.",
    "Hot air rises because it is light.",
    "Loom: a machine that weaves cloth.",
)


def carded(*, before: str = "", mended: tuple[str, str] = ("", "")) -> Pack:
    """Put a line before the others, and change a word."""
    lines = [line.replace(*mended) if mended[0] else line for line in LINES]
    told = [before, *lines] if before else lines
    bare = pack_of("\n".join(told), times=[(10.0 * at, 10.0 * at + 9) for at in range(len(told))])
    pack = replace(bare, sources=(source_of("S1", "transcript", title="Mills & looms"),), sentences=())
    pack = replace(pack, sentences=sentences_of(pack, *told))
    return _claimed(pack, lines)


def _claimed(pack: Pack, lines: list[str]) -> Pack:
    def quoted(words: str) -> Quoted:
        return Quoted(span=span_of(pack, words))

    def question(key: str, kind: str, asks: str, line: int, prompt: Wording, answer: Part) -> Question:
        return Question(
            id=key,
            kind=kind,
            asks=asks,
            prompt=printed(prompt),
            answer=printed((answer,)),
            prompt_wording=prompt,
            answer_wording=(answer,),
            distractors=(),
            claims=(f"t{line}",),
            evidence=(span_of(pack, lines[line]),),
            **MADE,
        )

    who, mark, blank = Fixed(key="ask.who"), Fixed(key="question_mark"), Fixed(key="blank")
    first, second = lines[1].removeprefix("Anna Lind ").removesuffix("."), lines[2].partition(" 40 ")[2]
    questions = (
        question("q1", "short_answer", "person", 1, (who, quoted(first), mark), quoted("Anna Lind")),
        question(
            "q2", "cloze", "number", 2, (quoted(lines[2].partition(" 40 ")[0]), blank, quoted(second)), quoted("40")
        ),
    )
    statements = tuple(
        statement_of(pack, line, key=f"t{at}", subject=line.split(" ")[0], verb="do") for at, line in enumerate(lines)
    )
    [sold] = [each for each in statements if each.id == "t3"]
    event = Event(
        id="ev1",
        text=lines[3],
        wording=sold.wording,
        when=When(edtf="1863", text="1863"),
        participants=(),
        place=None,
        evidence=sold.evidence,
        statement="t3",
        **MADE,
    )
    link = Link(
        id="l1",
        kind="cause",
        from_="t4",
        to="t4",
        cue=span_of(pack, "because"),
        cause=(span_of(pack, "it is light"),),
        effect=(span_of(pack, "Hot air rises"),),
        evidence=(span_of(pack, lines[4]),),
        **MADE,
    )
    term = Term(
        id="tm1",
        name="Loom",
        text=lines[5].removeprefix("Loom: "),
        wording=(quoted(lines[5].removeprefix("Loom: ")),),
        evidence=(span_of(pack, "Loom"), span_of(pack, lines[5].removeprefix("Loom: "))),
        **MADE,
    )
    section = Section(
        id="sec1",
        title="Mills & looms",
        sentences=tuple(each.id for each in pack.sentences),
        evidence=(span_of(pack, "Mills & looms"),),
        **MADE,
    )
    return replace(
        pack,
        sentences=tuple(replace(each, section="sec1") for each in pack.sentences),
        sections=(section,),
        entities=(entity_of(pack, "Eva Dahl", key="e1"),),
        statements=statements,
        times=(Time(id="d1", text="1863", edtf="1863", evidence=(span_of(pack, "1863"),), **MADE),),
        events=(event,),
        links=(link,),
        terms=(term,),
        questions=questions,
    )
