"""The grammar: rules of `dates.tsv` over classes of words, in layers, each of which works on what the last has made.

A pattern is a sequence of classes (upper case) and words (lower case); `(A|B)` chooses, `?` makes optional, `!X` and
`<!X` look ahead and behind for what must not stand there, `>X` and `<X` for what must; `name:CLASS` hands a value on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from coursepack.language.dates.meaning import made
from coursepack.language.dates.words import Alphabet, Item, tokens
from coursepack.language.dates.words import alphabet as words
from coursepack.language.lexicons import rows

__all__ = ["Grammar", "grammar"]

_ATOM = re.compile(r"(?P<look><!|<|!|>)|(?P<name>[a-z]\w*):(?=\S)|(?P<sign>[()|?])|(?P<word>[^\s()|?]+)")
_LOOKS = {"<!": "(?<!", "<": "(?<=", "!": "(?!", ">": "(?="}


class Rule(Struct, frozen=True, kw_only=True):
    name: str
    pattern: str
    """A regular expression over codes; each capture is a group named "<rule>_<name>"."""
    captures: Mapping[str, tuple[str, ...]]
    """By name: the classes that its value may come from."""
    meaning: tuple[str, ...]
    """A maker's name and its arguments, "unit=day"; an argument that names a capture gets the capture's value."""
    makes: frozenset[str]
    needs: str
    """Codes of which every match contains one."""


class Layer(Struct, frozen=True, kw_only=True):
    rules: Mapping[str, Rule]
    pattern: re.Pattern[str]
    needs: re.Pattern[str]
    """One code that every rule's match contains; most runs of tokens have none, and skip the layer."""

    def apply(self, codes: str, items: list[Item], alphabet: Alphabet) -> tuple[str, list[Item]]:
        """Replace what the rules match by one item each; the first rule of the table that fits a place wins."""
        out: list[Item] = []
        at = 0
        for found in self.pattern.finditer(codes):
            rule = self.rules[found.lastgroup or ""]
            begin, end = found.span()
            captured = {
                name: items[slice(*found.span(f"{rule.name}_{name}"))]
                for name in rule.captures
                if found.start(f"{rule.name}_{name}") >= 0
            }
            value, parts = made(rule.meaning, rule.captures, captured)
            if value is None:
                continue
            out += items[at:begin]
            out.append(
                Item(
                    code=alphabet.code(rule.makes),
                    start=items[begin].start,
                    end=items[end - 1].end,
                    values=dict.fromkeys(rule.makes, value),
                    rule=rule.name,
                    parts=parts,
                )
            )
            at = end
        if not at:
            return codes, items
        out += items[at:]
        return "".join([item.code for item in out]), out


class Grammar(Struct, frozen=True, kw_only=True):
    alphabet: Alphabet
    layers: tuple[Layer, ...]
    chunk: re.Pattern[str]
    """Runs of tokens that may hold an expression."""

    def read(self, text: str) -> Iterator[Item]:
        """Yield what the last layer leaves of expressions, in text order."""
        codes, words, ends = tokens(text, self.alphabet)
        for found in self.chunk.finditer(codes):
            # One token more on each side, for the rules that look there.
            begin, end = max(0, found.start() - 1), min(len(codes), found.end() + 1)
            piece = codes[begin:end]
            items = [self._item(*each) for each in zip(piece, words[begin:end], ends[begin:end], strict=True)]
            for layer in self.layers:
                if layer.needs.search(piece):
                    piece, items = layer.apply(piece, items, self.alphabet)
            yield from (item for item in items if item.rule)

    def _item(self, code: str, token: str, end: int) -> Item:
        word = token.lstrip()
        return Item(code=code, start=end - len(word), end=end, values=self.alphabet.read(word or "\n")[1])


@cache
def grammar() -> Grammar:
    """Compile the table; done once a process."""
    table = rows("dates")
    split = [_atoms(row["pattern"]) for row in table]
    literals = sorted({word for atoms in split for kind, word in atoms if kind == "word" and not _is_class(word)})
    alphabet = words(tuple(literals))
    for row in table:
        alphabet.code(frozenset(row["makes"].split()))
    rules = [_rule(row, order, atoms, alphabet) for order, (row, atoms) in enumerate(zip(table, split, strict=True))]
    layers = []
    for number in sorted({row["layer"] for row in table}):
        here = {rule.name: rule for rule, row in zip(rules, table, strict=True) if row["layer"] == number}
        whole = "|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in here.values())
        needs = "".join(dict.fromkeys("".join(rule.needs for rule in here.values())))
        layers.append(Layer(rules=here, pattern=re.compile(whole), needs=re.compile(f"[{re.escape(needs)}]")))
    inner = re.escape(alphabet.inner())
    core = "".join(re.escape(alphabet.having(name)) for name in _CORE)
    stop = re.escape(alphabet.having("."))
    chunk = re.compile(f"[{inner}{stop}]*[{core}][{inner}{stop}]*")
    return Grammar(alphabet=alphabet, layers=tuple(layers), chunk=chunk)


_CORE = (
    "MONTH", "WEAKMONTH", "SHORTMONTH", "SEASON", "WEAKSEASON", "WEEKDAY", "TEEN", "TIES", "UNIT", "HOURS", "YEAR", "FULL",
    "DECADE", "HUNDREDS", "SMALLDECADE", "SHORTDECADE", "SMALL", "BC", "AD", "DAYPART", "NOWISH", "ADJECTIVAL", "PERIOD",
    "REPEATED", "CORE",
)  # fmt: skip


def _is_class(word: str) -> bool:
    return word.isupper() and word.isalpha()


def _atoms(pattern: str) -> list[tuple[str, str]]:
    return [(found.lastgroup or "", found.group(found.lastgroup or 0)) for found in _ATOM.finditer(pattern)]


def _rule(row: Mapping[str, str], order: int, atoms: list[tuple[str, str]], alphabet: Alphabet) -> Rule:
    name = f"r{order}_{row['rule'].replace(' ', '_').replace('-', '_')}"
    out: list[str] = []
    captures: dict[str, tuple[str, ...]] = {}
    # Groups that wait for their closing: their name, if any, and how many ")" close them.
    open_groups: list[tuple[str, str]] = []
    classes: list[str] = []
    pending, closing = "", ""
    needs = ""
    for order, (kind, word) in enumerate(atoms):
        if kind == "look":
            out.append(_LOOKS[word])
            closing += ")"
        elif kind == "name":
            out.append(f"(?P<{name}_{word}>")
            pending, closing = word, closing + ")"
        elif word == "(":
            out.append("(?:")
            open_groups.append((pending, closing))
            if pending:
                classes = []
            pending, closing = "", ""
        elif word == ")":
            owner, after = open_groups.pop()
            out.append(")" + after)
            if owner:
                captures[owner] = tuple(classes)
        elif word in "|?":
            out.append(word)
        else:
            codes = alphabet.having(word)
            out.append(f"[{re.escape(codes)}]{closing}")
            is_sure = not open_groups and "(?" not in "".join(out[-2:-1])[:0] and atoms[order + 1 : order + 2] != [("sign", "?")]
            classes.append(word)
            if pending:
                captures[pending] = (word,)
            pending, closing = "", ""
    return Rule(
        name=name,
        pattern="".join(out),
        captures=captures,
        meaning=tuple(row["meaning"].split()),
        makes=frozenset(row["makes"].split()),
    )
