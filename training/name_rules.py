"""Bring a teacher's labels to ours: kinds mapped, spans trimmed, word lists and patterns laid over them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).parent
POLITIES = HERE.parent / "src" / "coursepack" / "language" / "lexicons" / "en" / "polities.tsv"
KINDS = ("PERSON", "POLITY", "GROUP", "ORG", "PLACE", "EVENT", "WORK", "DATE")
ONTONOTES = {
    "PERSON": "PERSON", "NORP": "GROUP", "GPE": "GPE", "LOC": "PLACE", "FAC": "PLACE", "ORG": "ORG",
    "EVENT": "EVENT", "WORK_OF_ART": "WORK", "LAW": "WORK", "DATE": "DATE",
}  # fmt: skip

# States of the list that are, in most texts, a city, a region or another word.
NOT_POLITY = frozenset(
    "Rome Athens Thebes Troy Babylon Milan Venice Danzig Georgia Media Macau Transylvania Silesia Crimea Normandy "
    "Sardinia Tuscany Catalonia Kurdistan Piedmont Granada Songhai Shang Zhou Qin Tang Yuan Song Rus Palatinate "
    "Trinidad Annam Zanzibar Thrace Nubia Gaul Caribbean Judea".split()
)
# Demonyms that are as often a common word, a name or a language.
NOT_GROUP = frozenset("Media Median Lombard Norman Lao Champa Cham Inca Trojan Swazi Vandal Saxon Papal Punic".split())


@dataclass(frozen=True)
class Named:
    """A text in words with its names as (first, last + 1, kind); `unknown` are the words nothing is known of."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    spans: tuple[tuple[int, int, str], ...]
    unknown: frozenset[int] = field(default_factory=frozenset)


def _rows(kind: set[str]) -> set[str]:
    lines = POLITIES.read_text(encoding="utf-8").splitlines()[1:]
    return {cells[0] for cells in (line.split("\t") for line in lines) if cells[1] in kind}


def known_names() -> dict[str, list[str]]:
    """Kind to names, of known_names.txt."""
    table: dict[str, list[str]] = {}
    for line in (HERE / "known_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, names = line.partition(":")
            table[kind] = [n.strip() for n in names.split(";")]
    return table


STATES = _rows({"state"})
SURE_STATES = STATES - NOT_POLITY
PEOPLES = _rows({"demonym", "people"}) - NOT_GROUP
KNOWN = known_names()

_CAP = r"(?:(?:[A-Z]\.)+|[A-Z]\w*(?:['’]\w*)?(?:-\w+)*)"
_LINK = r"(?:\s(?:of|the|and|for|on|in|to|de|-)){0,2}"
_KEY = (
    "War|Wars|Revolution|Revolt|Rebellion|Uprising|Insurrection|Mutiny|Campaign|Crisis|Movement|Famine|Genocide|"
    "Massacre|Purge|Coup|Siege|Offensive|Invasion|Blockade|Airlift|Conference|Summit|Depression|Recession|Renaissance|Reformation|"
    "Crusade|Crusades|Incident|Affair|Scandal|Olympics|Referendum|Conquest|Armistice|Protests|Riots|Boycott|Purchase|"
    "Compromise|Doctrine|Pact|Accord|Accords|Agreement|Treaty|Convention|Leap Forward|Five-Year Plan|Restoration|"
    "Expedition|Protocol|Awakening|Migration|Exchange|Trials|Experiment"
)
_LAW = (
    "Act|Amendment|Proclamation|Manifesto|Declaration|Resolution|Speech|Address|Telegram|Edict|Constitution|Charter|"
    "Code|Bill"
)
_OF_EVENT = "Treaty|Treaties|Battle|Siege|Congress|Peace|War|Wars|Partition|Massacre|Conference|Fall|Edict"
_CAPS = rf"{_CAP}(?:\s{_CAP})*"
_HEAD = rf"\b(?:{_CAP}{_LINK}\s)*{_CAP}\s"
_END = r"(?![\w-])"
PATTERNS = (
    ("EVENT", re.compile(rf"{_HEAD}(?:{_KEY})(?:\s(?:I{{1,3}}|of\s(?:the\s)?(?:{_CAPS}|\d{{4}})))?{_END}")),
    ("EVENT", re.compile(rf"\b(?:{_OF_EVENT})\sof\s(?:the\s)?(?:{_CAPS}|\d{{4}}){_END}")),
    ("WORK", re.compile(rf"{_HEAD}(?:{_LAW})(?:\sof\s(?:\d{{4}}|{_CAPS}))?{_END}")),
    ("WORK", re.compile(rf"\b(?:Declaration|Edict|Code|Bill|Articles)\sof\s(?:the\s)?{_CAPS}{_END}")),
    ("WORK", re.compile(r"\bArticle (?:[IVX]+|\d+)(?: of the [A-Z]\w+)?\b")),
    ("EVENT", re.compile(r"\bWorld War (?:I{1,2}|One|Two|1|2)\b")),
)
_OPENERS = frozenset(
    "The This That These Those In A An When After Before During For By At On From With Under As While Since Although "
    "Because If And But Or So Yet To Of His Her Its Their Our My Your Some Many Most Each Every Another One Two Three "
    "Both All No Not How What Why Which Who Where It He She They We You I There Here Then Thus However Like Unlike "
    "Despite Through Between Critical Chapter Figure Link Would Did Was Is Are Were Does Do Can Could Should "
    "Following Until Upon Later Major".split()
)
_NO_TRIM = frozenset({"DATE"})
# No names: parts of a book, degrees, citations such as "Samuels 2011".
_JUNK = re.compile(
    r"(?i)^(?:chapter|figure|table|part|section)\b|^ph\.?d|https?:|www\.|^n\.d\.$"
    r"|^\S+(?: et al\.?| (?:and|&) \S+)? (?:19|20)\d\d\w?$"
)
# Words of an event's name that a society's name may end in as well: there the teacher's ORG stands.
_SOCIETY = re.compile(r"(?:Conference|Movement|Campaign|Congress|Convention|Exchange|Expedition)\b")


def surface(words: Iterable[str], spaces: Iterable[bool]) -> str:
    """The text of words."""
    return "".join(w + (" " if s else "") for w, s in zip(words, spaces, strict=True)).rstrip()


def span_text(text: Named, span: tuple[int, int, str]) -> str:
    """The text of a span."""
    return surface(text.words[span[0] : span[1]], text.spaces[span[0] : span[1]])


def trimmed(text: Named, span: tuple[int, int, str]) -> tuple[int, int, str] | None:
    """Without article, possessive and marks at its ends; None where nothing is left."""
    first, last, kind = span
    words = text.words
    lead = {"the", "The", "a", "an", "A", "An", "THE"}
    if kind == "WORK" and first and words[first] == "The":
        lead = lead - {"The"}
    while first < last and (
        not any(c.isalnum() for c in words[first]) or (kind not in _NO_TRIM and words[first] in lead)
    ):
        first += 1
    while kind == "PERSON" and last - first > 1 and words[last - 1] in {"al", "al.", "et"}:
        last -= 1
    while first < last and (
        words[last - 1] in {"'s", "’s", "'", "’"} or not any(c.isalnum() or c == "?" for c in words[last - 1])
    ):
        if words[last - 1] == ")" and "(" in words[first:last]:
            break
        last -= 1
    if first >= last or (kind != "DATE" and _JUNK.search(surface(words[first:last], text.spaces[first:last]))):
        return None
    return first, last, kind


def resolved(text: Named, span: tuple[int, int, str]) -> tuple[int, int, str]:
    """The kind that the word lists give, where they are sure."""
    first, last, kind = span
    name = span_text(text, span)
    if kind in ("GPE", "PLACE", "ORG", "PERSON", "GROUP", "EVENT") and name in SURE_STATES:
        return first, last, "POLITY"
    if kind != "DATE" and name in PEOPLES and name not in STATES:
        return first, last, "GROUP"
    for known in ("EVENT", "WORK", "GROUP"):
        if kind != "DATE" and len(name.split()) > 1 and name in KNOWN[known]:
            return first, last, known
    return first, last, "PLACE" if kind == "GPE" else kind


def laid_over(
    base: Iterable[tuple[int, int, str]], over: Iterable[tuple[int, int, str]]
) -> tuple[tuple[int, int, str], ...]:
    """Spans of `over`, and those of `base` that touch none of them."""
    strong: list[tuple[int, int, str]] = []
    for span in sorted(over, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= s[0] or span[0] >= s[1] for s in strong):
            strong.append(span)
    kept = [b for b in base if all(b[1] <= s[0] or b[0] >= s[1] for s in strong)]
    return tuple(sorted({*kept, *strong}))


def _offsets(text: Named) -> tuple[str, dict[int, int], dict[int, int]]:
    starts, ends, at, parts = {}, {}, 0, []
    for i, (word, space) in enumerate(zip(text.words, text.spaces, strict=True)):
        starts[at] = i
        at += len(word)
        ends[at] = i + 1
        parts.append(word)
        if space:
            parts.append(" ")
            at += 1
    return "".join(parts), starts, ends


def found_by_patterns(text: Named) -> list[tuple[int, int, str]]:
    """Events and works by their words, and the names of known_names.txt that no other word is like."""
    raw, starts, ends = _offsets(text)
    found = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(raw):
            begin, end = match.span()
            if begin not in starts or end not in ends:
                continue
            first, last = starts[begin], ends[end]
            while first < last and text.words[first] in _OPENERS:
                first += 1
            while first < last and text.words[first] in {
                "of",
                "the",
                "and",
                "for",
                "on",
                "in",
                "to",
                "de",
                "-",
                "'s",
                "’s",
            }:
                first += 1
            if last - first >= 2 and not any(w in {"Project", "Getting"} for w in text.words[first:last]):
                found.append((first, last, kind))
    for match in _KNOWN.finditer(raw):
        begin, end = match.span()
        if begin in starts and end in ends:
            found.append((starts[begin], ends[end], _KIND_OF[match.group()]))
    return found


_KIND_OF = {n: k for k in ("EVENT", "WORK") for n in KNOWN[k] if " " in n}
_KNOWN = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(_KIND_OF, key=len, reverse=True)) + r")(?!\w)")


def found_by_lists(text: Named) -> list[tuple[int, int, str]]:
    """Single capitalised words that the lists know as a people or a state."""
    found = []
    for i, word in enumerate(text.words):
        if word in PEOPLES and word[0].isupper():
            found.append((i, i + 1, "GROUP"))
        elif word in SURE_STATES and len(word) > 3:
            found.append((i, i + 1, "POLITY"))
    return found


def corrected(text: Named) -> Named:
    """All rules in order: trimmed, patterns over the teacher's, lists where nothing stands yet."""
    spans = [s for s in (trimmed(text, s) for s in text.spans) if s]
    spans = [resolved(text, s) for s in spans]
    societies = {s[:2] for s in spans if s[2] == "ORG" and _SOCIETY.search(span_text(text, s))}
    over = [s for s in found_by_patterns(text) if s[:2] not in societies or span_text(text, s) in _KIND_OF]
    spans = list(laid_over(spans, over))
    spans = list(laid_over(found_by_lists(text), spans))
    return replace(text, spans=tuple(sorted(spans)))


_NO_PERSON = _OPENERS | {"Homo", "Tiger", "MeToo", "Black", "Blacks", "White", "Whites", "Latinos", "Court", "State"}


class NameTable:
    """What kind a name mostly is, over a whole collection; a surname counts for the persons who bear it."""

    def __init__(self, texts: Iterable[Named]) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            for span in text.spans:
                if span[2] == "DATE":
                    continue
                words = text.words[span[0] : span[1]]
                self.counts[span_text(text, span)][span[2]] += 1
                if span[2] == "PERSON" and len(words) > 1 and words[-1][:1].isupper() and len(words[-1]) > 2:
                    self.counts[words[-1]]["PERSON"] += 1

    def kind(self, name: str, least: int = 4, share: float = 0.7) -> str | None:
        """The kind that `share` of at least `least` mentions have."""
        counts = self.counts.get(name)
        if not counts:
            return None
        kind, n = counts.most_common(1)[0]
        return kind if n >= least and n >= share * sum(counts.values()) else None

    def settle(self, text: Named) -> Named:
        """Give each span its name's usual kind, and mark single capitalised words whose kind is sure."""
        spans = []
        for first, last, kind in text.spans:
            usual = (
                None if kind in ("DATE", "WORK", "EVENT") else self.kind(span_text(text, (first, last, kind)), 3, 0.6)
            )
            if usual == "PERSON" and span_text(text, (first, last, kind)) in _NO_PERSON:
                usual = None
            spans.append((first, last, usual or kind))
        covered = {i for s in spans for i in range(s[0], s[1])}
        unknown = set(text.unknown)
        for i, word in enumerate(text.words):
            if i in covered or len(word) < 4 or not word[0].isupper() or word.isupper():
                continue
            if self.kind(word, 8, 0.85) == "PERSON" and word not in _NO_PERSON:
                spans.append((i, i + 1, "PERSON"))
        return replace(text, spans=tuple(sorted(spans)), unknown=frozenset(unknown))
