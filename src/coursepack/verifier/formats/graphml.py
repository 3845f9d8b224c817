"""Checks graph.graphml: each node is a name's, each edge a relation's, and every value what the claim has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from coursepack.model.claims import Entity, Relation
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._rows import party_of, row_of
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("graph.graphml",)
_NS = "{http://graphml.graphdrawing.org/xmlns}"
_FIRST = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NUMBERS = {"polarity": "int", "mentions": "int", "confidence": "double", "salience": "double"}
_REFUSED = ("<!", "<?", "&#")
"""What hides words from some programs: comments, instructions, entities of its own, characters as numbers."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Characters that XML can't hold, for which a blank stands (XML 1.0, section 2.2)."""
_NODE = ("label", "kind", "aliases", "state_id", "state", "mentions", "confidence", "place", "source")
_EDGE = (
    *("label", "category", "polarity", "date", "edtf", "quote", "stance", "speaker", "statement", "salience"),
    *("confidence", "place", "source"),
)
_CODES: Mapping[str, Code] = {
    "edtf": "date",
    "date": "date",
    "stance": "mark",
    "place": "reference",
    "source": "reference",
}


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    root = _root(case, file, data)
    if root is None:
        return
    keys, graphs = root.findall(f"{_NS}key"), root.findall(f"{_NS}graph")
    found = [dict(each.attrib) for each in (root, *keys, *graphs)]
    if found != _frame() or len(found) != len(root) + 1 or any(len(key) for key in keys):
        case.found.add(file, None, "untraced", "is no graph of the keys that are known here")
        return
    for text in _strays(root):
        case.found.add(file, None, "untraced", f"has '{excerpt(text)}' outside the data of a node or edge")
    known: set[str] = set()
    units = []
    for element in graphs[0]:
        name, ident = element.tag.removeprefix(_NS), element.get("id", "")
        if ident in known:
            case.found.add(file, None, "untraced", f"has the {name} '{ident}' twice")
        known.add(ident)
        values = {each.get("key", "").partition(".")[2]: each.text or "" for each in element}
        if len(values) < len(element):
            case.found.add(file, None, "untraced", f"gives {name} '{ident}' one value twice")
        for code, text in _faults(element, values, case):
            case.found.add(file, None, code, f"{name} '{ident}' {text}")
        first = ("label", "aliases") if name == "node" else ("date", "quote")
        if name != "node" or "." not in ident:
            said = (values[key] for key in (*first, "place", "source") if key in values)
            units.append(Unit(at=f"{name} {ident}", text=" ".join(said)))
    check_units(case, file, units, traced, lambda trace: bool(trace.claims))


def _frame() -> list[dict[str, str]]:
    """Give the attributes of root, keys and graph."""
    schema = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
    keys = [
        {"id": f"{kind}.{name}", "for": kind, "attr.name": name, "attr.type": _NUMBERS.get(name, "string")}
        for kind, names in (("node", _NODE), ("edge", _EDGE))
        for name in names
    ]
    graph = {"id": "relations", "edgedefault": "directed"}
    return [{"{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": schema}, *keys, graph]


def _root(case: Case, file: str, data: bytes) -> ET.Element | None:
    try:
        text = data.decode()
        refused = next((each for each in _REFUSED if each in text.removeprefix(_FIRST)), None)
        if refused is not None:
            case.found.add(file, None, "untraced", f"has '{refused}', behind which words can hide")
            return None
        return ET.fromstring(text)  # noqa: S314  (nothing that declares an entity comes so far)
    except (UnicodeDecodeError, ET.ParseError) as error:
        case.found.add(file, None, "unreadable", f"is no XML in UTF-8 ({error})")
        return None


def _strays(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(_NS)
        if name != "data" and (element.text or "").strip():
            yield element.text or ""
        if (element.tail or "").strip():
            yield element.tail or ""
        known = {"node": {"id"}, "edge": {"id", "source", "target"}, "data": {"key"}}
        yield from (key for key in element.attrib if name in known and key not in known[name])


def _faults(element: ET.Element, values: Mapping[str, str], case: Case) -> Iterator[tuple[Code, str]]:
    look, ident = case.look, element.get("id", "")
    claim = look.claims.get(ident)
    if any(each.tag != f"{_NS}data" or len(each) for each in element):
        yield "untraced", "holds more than data"
    if element.tag == f"{_NS}node" and isinstance(claim, Entity):
        row = dict(row_of(claim, look))
        yield from _differing(values, {key: row["name" if key == "label" else key] for key in _NODE})
    elif element.tag == f"{_NS}edge" and isinstance(claim, Relation):
        row = dict(row_of(claim, look))
        wanted = {key: row["verb" if key == "label" else key] for key in _EDGE if key != "quote"}
        yield from _differing({key: value for key, value in values.items() if key != "quote"}, wanted)
        for attribute, role, value in (("source", "actor", claim.actor), ("target", "target", claim.target)):
            end = party_of(value, look)[0] or f"{ident}.{role}"
            if element.get(attribute) != end:
                yield "name", f"leads {attribute} '{element.get(attribute)}', its {role} is '{end}'"
    elif element.tag == f"{_NS}node" and (words := _words_of(ident, case)):
        yield from _differing(values, {"label": words, "kind": "words"})
    else:
        yield "trace", "is none of the pack"


def _words_of(ident: str, case: Case) -> str:
    """Give the words of a party that is no entity: "r5.target"."""
    key, _, role = ident.rpartition(".")
    relation = case.look.claims.get(key)
    if not isinstance(relation, Relation) or role not in ("actor", "target"):
        return ""
    found, words = party_of(relation.actor if role == "actor" else relation.target, case.look)
    return "" if found else words


def _differing(values: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[tuple[Code, str]]:
    for key in dict.fromkeys((*values, *wanted)):
        if values.get(key, "") != _CONTROLS.sub(" ", wanted.get(key, "")):
            yield _CODES.get(key, "name"), f"has '{excerpt(values.get(key, ''))}' as {key}, not '{wanted.get(key, '')}'"
