"""The grammar: rules of `dates.tsv` over classes of words, in layers, each of which works on what the last has made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from coursepack.language.dates.meaning import made
from coursepack.language.dates.patterns import literals, translated
from coursepack.language.dates.words import Alphabet, Item, alphabet, tokens
from coursepack.language.lexicons import rows

__all__ = ["Grammar", "grammar"]


class Rule(Struct, frozen=True, kw_only=True):
    name: str
    prefix: str
    """Of the names of its groups."""
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
                name: items[slice(*found.span(f"{rule.prefix}_{name}"))]
                for name in rule.captures
                if found.start(f"{rule.prefix}_{name}") >= 0
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
                    rules=(rule.name, *(name for item in items[begin:end] for name in item.rules)),
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
            yield from (item for item in items if item.rules)

    def _item(self, code: str, token: str, end: int) -> Item:
        word = token.lstrip()
        return Item(code=code, start=end - len(word), end=end, values=self.alphabet.read(word or "\n")[1])


@cache
def grammar() -> Grammar:
    """Compile the table; done once a process."""
    table = rows("dates")
    found = alphabet(tuple(sorted(set().union(*(literals(row["pattern"]) for row in table)))))
    for row in table:
        found.code(frozenset(row["makes"].split()))
    layers: dict[str, list[Rule]] = {}
    for order, row in enumerate(table):
        layers.setdefault(row["layer"], []).append(_rule(row, order, found))
    inner = re.escape(found.inner() + found.having("."))
    core = "".join(re.escape(found.having(name)) for name in _CORE)
    return Grammar(
        alphabet=found,
        layers=tuple(_layer(layers[number]) for number in sorted(layers)),
        chunk=re.compile(f"[{inner}]*[{core}][{inner}]*"),
    )


def _rule(row: Mapping[str, str], order: int, found: Alphabet) -> Rule:
    pattern = translated(row["pattern"], f"r{order}", found)
    return Rule(
        name=row["rule"],
        prefix=f"r{order}",
        pattern=pattern.regex,
        captures=pattern.captures,
        meaning=tuple(row["meaning"].split()),
        makes=frozenset(row["makes"].split()),
        needs=pattern.needs,
    )


def _layer(rules: list[Rule]) -> Layer:
    needs = "".join(dict.fromkeys("".join(rule.needs for rule in rules)))
    return Layer(
        rules={rule.prefix: rule for rule in rules},
        pattern=re.compile("|".join(f"(?P<{rule.prefix}>{rule.pattern})" for rule in rules)),
        needs=re.compile(f"[{re.escape(needs)}]"),
    )


_CORE = (
    *("MONTH", "SOFTMONTH", "WEAKMONTH", "SHORTMONTH", "SEASON", "WEAKSEASON", "season", "WEEKDAY", "UNIT", "HOURS"),
    *("TEEN", "TIES", "thousand", "YEAR", "FULL", "DECADE", "HUNDREDS", "SMALLDECADE", "SHORTDECADE", "SMALL", "BC"),
    *("AD", "DAYPART", "NOWISH", "ADJECTIVAL", "PERIOD", "REPEATED"),
)
"""Every expression has a word of one of these classes."""
