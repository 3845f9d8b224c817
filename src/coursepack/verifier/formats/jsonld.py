"""Checks pack.jsonld: each node is a claim's, a source's or a pass's, and every value what the pack has there.

Quotes and positions are held against the sources' own text, not against the pack alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from coursepack.model.anchors import Source, Span
from coursepack.model.claims import Comparison, Entity, Event, Link, Relation, Statement, Term, When
from coursepack.model.pack import Claim
from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._json import lines_by, read_json
from coursepack.verifier.lookup import Lookup
from coursepack.verifier.report import Code, excerpt
from coursepack.verifier.units import Unit, check_units

__all__ = ["FILES", "check"]

FILES = ("pack.jsonld",)
_SCHEMA = (
    *("about", "actor", "agent", "alternateName", "description", "encodingFormat", "endDate", "genre", "inLanguage"),
    *("location", "name", "object", "sha256", "startDate", "text"),
)
_OWN = (
    *("category", "dateText", "field", "file", "kind", "line", "patient", "place", "polarity", "speaker", "stance"),
    *("verb", "verdict", "other"),
)
_TYPES = {
    "person": "Person",
    "polity": "Country",
    "organisation": "Organization",
    "place": "Place",
    "work": "CreativeWork",
}
_AROUND = 32
_CODES: Mapping[str, Code] = {
    "dateText": "date",
    "edtf": "date",
    "startDate": "date",
    "endDate": "date",
    "place": "reference",
    "stance": "mark",
    "wasDerivedFrom": "quote",
}
# A year, month or day; a season has a number above 12 where the month stands.
_CALENDAR = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_Told = tuple[Mapping[str, Any], str]


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    found = read_json(case, file, data)
    if found is None:
        return
    graph = found.get("@graph") if isinstance(found, dict) and set(found) == {"@context", "@graph"} else None
    if not isinstance(graph, list) or not all(isinstance(node, dict) for node in graph):
        case.found.add(file, None, "untraced", "is no context and list of nodes")
        return
    if found["@context"] != _context(case.look):
        case.found.add(file, 2, "untraced", "has another context, so that its words would mean something else")
    nodes = _Nodes(case.look)
    units, known = [], set()
    lines = lines_by(data, "id")
    for node in graph:
        ident = str(node.get("id")).removeprefix("pack:")
        line = lines.get(f"pack:{ident}")
        wanted, text = nodes.told(ident)
        if not wanted or ident in known:
            wrong = "again" if wanted else ", which the pack does not have"
            case.found.add(file, line, "trace", f"tells '{excerpt(ident)}'{wrong}")
        known.add(ident)
        for key in dict.fromkeys((*wanted, *node)) if wanted else ():
            if node.get(key) != wanted.get(key) and not (key == "wasDerivedFrom" and None in wanted.get(key, ())):
                told, right = excerpt(repr(node.get(key))), excerpt(repr(wanted.get(key)))
                case.found.add(file, line, _CODES.get(key, "name"), f"{ident} has {key} {told}, the pack {right}")
        if text:
            units.append(Unit(at=ident, text=" ".join(_words(node)), line=line))
    check_units(case, file, units, traced)


def _words(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that the node prints, in the order of its trace."""
    for key in ("dateText", "name", "text", "description", "alternateName"):
        value = node.get(key, ())
        if key != "alternateName" and isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from map(str, value)


def _context(look: Lookup) -> Mapping[str, Any]:
    made_of = " ".join((look.pack.generator, *(source.sha256 for source in look.pack.sources)))
    ids = ("from", "standsFor", "statement", "to")
    return {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "cp": "urn:coursepack:terms:",
        "pack": f"urn:coursepack:pack:{sha256(made_of.encode()).hexdigest()[:16]}:",
        "hasSelector": "oa:hasSelector",
        "wasDerivedFrom": "prov:wasDerivedFrom",
        "edtf": {"@id": "cp:edtf", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
        "confidence": {"@id": "cp:confidence", "@type": "xsd:double"},
        **{name: f"schema:{name}" for name in _SCHEMA},
        **{name: f"cp:{name}" for name in _OWN},
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
        **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
        **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in ("wasAttributedTo", "actedOnBehalfOf")},
        **{name: {"@id": f"cp:{name}", "@type": "@id"} for name in ids},
        "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    }


class _Nodes:
    """Works out what each node must hold."""

    def __init__(self, look: Lookup) -> None:
        self._look = look
        self._passes = {claim.made_by for claim in look.claims.values()}

    def told(self, ident: str) -> _Told:
        """Give the node, and its words where the trace must tell them; nothing where the pack has no such thing."""
        look = self._look
        if ident in look.claims:
            return self._claim(look.claims[ident])
        if ident in look.sources:
            return _source(look.sources[ident]), look.sources[ident].title
        key, _, name = ident.partition(".")
        if name == "txt" and key in look.sources:
            told = {"file": f"sources/{ident}", "encodingFormat": "text/plain", "wasDerivedFrom": {"id": f"pack:{key}"}}
            return {"id": f"pack:{ident}", "type": ["schema:DigitalDocument", "prov:Entity"], **told}, ""
        agent = {"id": f"pack:{ident}", "type": "prov:SoftwareAgent"}
        if ident == "generator":
            return {**agent, "name": look.pack.generator}, ""
        if key == "pass" and name in self._passes:
            return {**agent, "name": name, "actedOnBehalfOf": "pack:generator"}, ""
        return {}, ""

    def _claim(self, claim: Claim) -> _Told:
        own, text = self._own(claim)
        if not own:
            return {}, ""
        node = {
            "id": f"pack:{claim.id}",
            "place": self._look.cite(claim.evidence),
            "confidence": claim.confidence,
            "wasAttributedTo": f"pack:pass.{claim.made_by}",
            "wasDerivedFrom": [self._place(span) for span in claim.evidence],
            **own,
        }
        return {key: value for key, value in node.items() if value not in (None, [])}, text

    def _own(self, claim: Claim) -> _Told:
        if isinstance(claim, Entity):
            stands = f"pack:{claim.of}" if claim.of else None
            own = {"kind": claim.kind, "alternateName": list(claim.aliases), "standsFor": stands}
            return {**_typed(f"schema:{_TYPES.get(claim.kind, 'Thing')}"), "name": claim.name, **own}, claim.name
        if isinstance(claim, Statement):
            own = {"stance": claim.stance, "speaker": self._who(claim.speaker), "text": claim.text}
            return {**_typed("schema:Claim"), **own}, claim.text
        if isinstance(claim, Event):
            return self._event(claim), claim.text
        if isinstance(claim, Relation):
            ends = {"agent": self._who(claim.actor), "object": self._who(claim.target)}
            sort = {"verb": claim.verb, "category": claim.category, "polarity": claim.polarity}
            dates = _dates(claim.when) if claim.when else {}
            said = self._said(claim.statement)
            return {**_typed("schema:Action"), **ends, **sort, **dates, **said}, claim.when.text if claim.when else ""
        if isinstance(claim, Term):
            return {**_typed("schema:DefinedTerm"), "name": claim.name, "description": claim.text}, claim.name
        if isinstance(claim, Link):
            ends = {"from": f"pack:{claim.from_}", "to": f"pack:{claim.to}"}
            return {**_typed("cp:Link"), "kind": claim.kind, **ends}, ""
        if isinstance(claim, Comparison):
            about = [{"id": f"pack:{each}"} for each in claim.statements]
            return {**_typed("cp:Comparison"), "verdict": claim.verdict, "field": claim.field, "about": about}, ""
        return {}, ""

    def _event(self, event: Event) -> Mapping[str, Any]:
        who = {
            key: [{"id": f"pack:{each.entity}"} for each in event.participants if each.role == role]
            for key, role in (("actor", "agent"), ("patient", "patient"), ("other", "other"))
        }
        where = {"id": f"pack:{event.place}"} if event.place else None
        own = {"name": event.text, "location": where, **who, **_dates(event.when), **self._said(event.statement)}
        return {**_typed("schema:Event"), **own}

    def _said(self, statement: str | None) -> Mapping[str, Any]:
        said = self._look.statements.get(statement or "")
        if said is None:
            return {}
        return {"statement": f"pack:{said.id}", "stance": said.stance, "speaker": self._who(said.speaker)}

    def _who(self, value: str | None) -> Any:
        return {"id": f"pack:{value}"} if value in self._look.entities else value

    def _place(self, span: Span) -> Mapping[str, Any] | None:
        """Cut the quote, and what stands around it, from the source's own text; None where that is gone."""
        whole = self._look.texts.get(span.source)
        if whole is None:
            return None
        before = whole.text[max(0, span.start - _AROUND) : span.start]
        after = whole.text[span.end : span.end + _AROUND]
        around = {key: text for key, text in (("prefix", before), ("suffix", after)) if text}
        exact = whole.text[span.start : span.end]
        return {
            **_typed("oa:SpecificResource"),
            "hasSource": f"pack:{span.source}.txt",
            "line": whole.line(span.start),
            "hasSelector": [
                {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end},
                {"type": "oa:TextQuoteSelector", "exact": exact, **around},
            ],
        }


def _typed(name: str) -> Mapping[str, Any]:
    return {"type": [name, "prov:Entity"]}


def _source(source: Source) -> Mapping[str, Any]:
    return {
        "id": f"pack:{source.id}",
        **_typed("schema:DigitalDocument"),
        "name": source.title,
        "genre": source.kind,
        "inLanguage": source.language,
        "file": source.path,
        "sha256": source.sha256,
    }


def _dates(when: When) -> Mapping[str, Any]:
    first, is_span, last = (when.edtf or "").partition("/")
    is_sure = _CALENDAR.fullmatch(first) and (not is_span or _CALENDAR.fullmatch(last))
    sure = {"startDate": first, **({"endDate": last} if is_span else {})} if is_sure else {}
    return {"dateText": when.text, "edtf": when.edtf, **sure}
