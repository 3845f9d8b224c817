"""graph.graphml: who dealt with whom, as a graph of names and relations (GraphML 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from coursepack.model.claims import Relation
from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._rows import Rows

FILES = ("graph.graphml",)
SUMMARY = "a graph of names and relations, each edge with its verb, category, sign, date, stance, quote and confidence"
PROGRAM = "NetworkX"
TAKES = ()

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_NODE = {
    "label": ("name", "string"),
    "kind": ("kind", "string"),
    "aliases": ("aliases", "string"),
    "state_id": ("state_id", "string"),
    "state": ("state", "string"),
    "mentions": ("mentions", "int"),
    "confidence": ("confidence", "double"),
    "place": ("place", "string"),
    "source": ("source", "string"),
}
_EDGE = {
    "label": ("verb", "string"),
    "category": ("category", "string"),
    "polarity": ("polarity", "int"),
    "date": ("date", "string"),
    "edtf": ("edtf", "string"),
    "quote": ("quote", "string"),
    "stance": ("stance", "string"),
    "speaker": ("speaker", "string"),
    "statement": ("statement", "string"),
    "salience": ("salience", "double"),
    "confidence": ("confidence", "double"),
    "place": ("place", "string"),
    "source": ("source", "string"),
}
"""By the attribute's name the row's column, and the type."""


_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write(pack: Pack) -> Output:
    """Write every name, and every relation that has both ends; words that name nothing known are a node each time."""
    rows = Rows(pack)
    lines = list(_keys())
    trace: list[TraceLine] = []
    lines.append(' <graph id="relations" edgedefault="directed">')
    for entity in pack.entities:
        row = rows.entity(entity)
        lines += ["  " + line for line in _element("node", {"id": entity.id}, _data("node", _NODE, row.cells))]
        trace.append(TraceLine(file=FILES[0], at=f"node {entity.id}", claims=row.claims))
    told = [each for each in pack.relations if each.actor and each.target]
    for relation in told:
        for role, (ident, words) in _parties(relation, rows).items():
            if not ident:
                data = _data("node", _NODE, {"name": words, "kind": "words"})
                lines += ["  " + line for line in _element("node", {"id": f"{relation.id}.{role}"}, data)]
    for relation in told:
        row = rows.relation(relation)
        ends = {role: ident or f"{relation.id}.{role}" for role, (ident, _) in _parties(relation, rows).items()}
        named = {"id": relation.id, "source": ends["actor"], "target": ends["target"]}
        lines += ["  " + line for line in _element("edge", named, _data("edge", _EDGE, row.cells))]
        trace.append(TraceLine(file=FILES[0], at=f"edge {relation.id}", claims=row.claims))
    lines += [" </graph>", "</graphml>"]
    return Output(files={FILES[0]: (_HEAD + "\n".join(lines) + "\n").encode()}, trace=tuple(trace))


def _keys() -> Iterator[str]:
    for kind, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, (_, of_type) in keys.items():
            yield f' <key id="{kind}.{name}" for="{kind}" attr.name="{name}" attr.type="{of_type}"/>'


def _parties(relation: Relation, rows: Rows) -> Mapping[str, tuple[str, str]]:
    return {"actor": rows.party(relation.actor), "target": rows.party(relation.target)}


def _data(kind: str, keys: Mapping[str, tuple[str, str]], cells: Mapping[str, str]) -> Iterator[str]:
    """Yield what is known; a number that is not known can't be empty."""
    for name, (column, _) in keys.items():
        if cells.get(column):
            yield f' <data key="{kind}.{name}">{_escaped(cells[column])}</data>'


def _element(name: str, attributes: Mapping[str, str], data: Iterator[str]) -> Iterator[str]:
    told = " ".join(f"{key}={quoteattr(_escaped(value, is_text=False))}" for key, value in attributes.items())
    yield f"<{name} {told}>"
    yield from data
    yield f"</{name}>"


def _escaped(text: str, *, is_text: bool = True) -> str:
    """Put a blank for what no XML document can hold (XML 1.0, section 2.2)."""
    kept = _IMPOSSIBLE.sub(" ", text)
    return escape(kept) if is_text else kept
