"""Makes docs/quality.md of the floors: what was measured on what, ours, the peers', what is wanted, and the floor.

ACCEPT=1 pytest tests/eval/test_page.py        writes it anew, as eval/run.py --raise does
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measured import ROOT

if TYPE_CHECKING:
    from floors import Floors

__all__ = ["PAGE", "page", "wanted"]

PAGE = ROOT / "docs" / "quality.md"
WANTED = Path(__file__).with_name("wanted.tsv")
SUBJECTS = {
    "dates": ("Dates", "Temporal expressions: where they are, and which date they mean."),
    "relations": ("Relations", "Who did what to whom: both parties, whether it helps or harms, and the kind of act."),
    "stance": (
        "Stance",
        "Whether a sentence asserts, reports, promises, hedges, denies or asks, and whose words it has.",
    ),
    "linked": (
        "Stated causes and contrasts",
        "What led to what, and what is set against what, where the text says so: the told links, and the stated ones.",
    ),
    "compression": (
        "Shortening",
        "The words that the wordings keep of sentences, against sentences that people shortened; what must stay.",
    ),
    "terms": (
        "Terms",
        "The key terms that a textbook's authors list for a section, and how near its explanations are to theirs.",
    ),
    "repairs": ("Misheard names", "Names in captions that a recogniser misheard, put right by the slides beside them."),
    "causes": ("Causes in the news", "Which sentences state a cause, and which words are its ends."),
    "compare": (
        "Two accounts of the same",
        "What two sources say alike, what they say otherwise, and what one of them says alone.",
    ),
    "contradiction": ("Claims with a number", "Whether a sentence of Wikipedia refutes a claim, told as a difference."),
    "names": ("Names", "Persons, places with states, and organisations, by exact spans."),
    "pronouns": ("Pronouns", "Which of two names a pronoun means."),
    "parse": ("Trees", "The English model on raw text: words, sentences, and what hangs on what."),
    "punctuation": ("Sentence ends", "Where sentences end in talks that are written down without marks, and commas."),
    "alignment": ("Slides and speech", "Which page of the slides is shown while a caption is said, from words alone."),
    "asides": ("Asides", "What a student would not note of a lecture: greetings, organisation, asides, repetitions."),
    "questions": (
        "Questions",
        "Whether prompts stand alone and keep their answers back, whether wrong answers are wrong; how many there are.",
    ),
    "notes": ("What matters", "Which sentences stand for a text at the length of its authors' own summary."),
    "segments": ("Sections", "Where the topic changes in a lecture, when nobody says how many topics there are."),
    "titles": ("Titles", "The phrase that a textbook's section is titled by, against the author's heading."),
    "cards": ("Cards that last", "Whether a card has the same id when its lecture was changed, so that reviews stay."),
    "seeds": ("Whole packs", "Two real documents: whether the pack verifies, and which lines it cites."),
}
DATA = {
    "bnc": "written news and texts, shortened",
    "broadcast": "spoken news, shortened",
    "cnc": "Causal News Corpus, development part",
    "crossner_politics_dev": "CrossNER politics, development part",
    "crossner_politics_test": "CrossNER politics, test part",
    "ewt": "UD English EWT, test part",
    "gap": "GAP, test part",
    "google": "sentences of web news, shortened to headlines",
    "gum": "UD English GUM, test part",
    "held_back": "sections and names that nothing was tuned on",
    "lecture": "a lecture",
    "lectures": "nine real lectures",
    "mit": "six lectures of MIT",
    "own": "our own texts",
    "pairs": "pairs of accounts of our own",
    "plover": "PLOVER gold records, development part",
    "pud": "UD English PUD",
    "slides": "a deck",
    "test2011": "IWSLT 2011, true words",
    "test2011asr": "IWSLT 2011, recognised words",
    "textbooks": "six textbooks",
    "uner_ewt_test": "Universal NER's EWT, test part",
    "us_history": "a textbook that was held back",
    "verified": "both",
    "vitaminc": "VitaminC, claims with a number",
    "wikigold": "WikiGold",
    "wikiwars": "11 articles of WikiWars",
}
HEAD = """# Quality

<!-- Made by eval/page.py from eval/floors.json; do not edit. -->

What was measured, on what, and beside whom; [eval/](../eval/README.md) tells of the scripts, the data and how to read
the numbers. All are per cent, and higher is better. "Ours" was measured last, "floor" is what no change may fall below,
"wanted" is what was asked for before it was built. A peer was measured in the same run, on the same data and by the
same measure, unless it says "published".
"""
SPEECH = """## Speech: the same without capitals and punctuation

Captions that a machine made have neither. Each measure that reads text was taken again on a copy of its data without
them ("bare").
"""
Name = tuple[str, ...]


def page(floors: Floors) -> str:
    """Give the whole page; the order is that of SUBJECTS, then of the floors' names."""
    goals = wanted()
    parts = [HEAD]
    for subject, (title, told) in SUBJECTS.items():
        own = {name: floor for name, floor in floors.items() if name.startswith(f"{subject}/") and not _is_bare(name)}
        if own:
            rows = [_row(name, floor, goals.get(name, "")) for name, floor in sorted(own.items(), key=_order)]
            parts.append(
                f"## {title}\n\n{told}\n\n{_table(('measured', 'on', 'ours', 'peer', 'wanted', 'floor'), rows)}"
            )
    rows = list(_losses(floors))
    if rows:
        parts.append(f"{SPEECH}\n{_table(('subject', 'measured', 'on', 'plain', 'bare', 'loss'), rows)}")
    return "\n".join(parts)


def wanted() -> dict[str, str]:
    """Give what was asked for, by the floor's name."""
    rows = [line.split("\t") for line in WANTED.read_text("utf-8").split("\n")[1:] if line]
    return {name: f"{float(value):g}" for name, value in rows}


def _is_bare(name: str) -> bool:
    return "bare" in name.split("/")


def _order(entry: tuple[str, Mapping[str, Any]]) -> Name:
    return tuple(entry[0].split("/"))


def _row(name: str, floor: Mapping[str, Any], goal: str) -> Sequence[str]:
    peers = ", ".join(f"{peer} {value:.1f}" for peer, value in sorted(floor.get("peer", {}).items()))
    return _told(floor), _data(name), f"{_last(floor):.1f}", peers, goal, f"{floor['value']:.1f}"


def _told(floor: Mapping[str, Any]) -> str:
    """Give what was measured; that it is per cent is said once, above."""
    return str(floor["measure"]).removesuffix(", per cent")


def _last(floor: Mapping[str, Any]) -> float:
    return float(floor.get("last", floor["value"]))


def _data(name: str) -> str:
    """Name the data, with the half of it where only one was taken."""
    _, first, *more = name.split("/")
    halved = "pairs" if first == "pairs" else "records"
    half = next((f", {part} {halved}" for part in more if part in ("odd", "even")), "")
    return DATA.get(first, first) + half


def _losses(floors: Floors) -> Iterator[Sequence[str]]:
    for name, floor in sorted(
        floors.items(), key=lambda entry: (list(SUBJECTS).index(_order(entry)[0]), _order(entry))
    ):
        beside = floors.get(name.replace("/plain/", "/bare/"))
        if "/plain/" in name and beside is not None:
            plain, bare = _last(floor), _last(beside)
            subject = SUBJECTS[_order((name, floor))[0]][0]
            yield subject, _told(floor), _data(name), f"{plain:.1f}", f"{bare:.1f}", f"{plain - bare:.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    words = head.index("on") + 1
    lines = [head, ["---"] * words + ["---:"] * (len(head) - words), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
