"""pack.jsonld: what was found as linked data (JSON-LD 1.1), each claim derived from the words that say it.

Things are schema.org's, provenance is PROV-O's, and a place in a source the Web Annotation model's: by position and by
quote. What those have no word for is the pack's own (`cp:`). The context is inside, so nothing need be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from coursepack.model.anchors import Source, Span
from coursepack.model.claims import Comparison, Entity, Event, Link, Relation, Statement, Term, When
from coursepack.model.pack import Claim, Pack
from coursepack.model.reference import Places
from coursepack.model.trace import Output, TraceLine

FILES = ("pack.jsonld",)
SUMMARY = "linked data (schema.org, PROV-O, Web Annotation): each claim with its quotes, their places and who made it"
PROGRAM = "PyLD"
TAKES = ()

_CONTEXT: Mapping[str, object] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "cp": "urn:coursepack:terms:",
    "id": "@id",
    "type": "@type",
    **{
        name: f"schema:{name}" for name in ("about", "actor", "agent", "alternateName", "description", "encodingFormat")
    },
    **{name: f"schema:{name}" for name in ("endDate", "genre", "inLanguage", "location", "name", "object", "sha256")},
    **{name: f"schema:{name}" for name in ("startDate", "text")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": "oa:hasSelector",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "actedOnBehalfOf": {"@id": "prov:actedOnBehalfOf", "@type": "@id"},
    "edtf": {"@id": "cp:edtf", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "confidence": {"@id": "cp:confidence", "@type": "xsd:double"},
    **{name: f"cp:{name}" for name in ("category", "dateText", "field", "file", "kind", "line", "patient", "place")},
    **{name: f"cp:{name}" for name in ("polarity", "speaker", "stance", "verb", "verdict", "other")},
    **{name: {"@id": f"cp:{name}", "@type": "@id"} for name in ("from", "standsFor", "statement", "to")},
}
_KINDS = {
    "person": "schema:Person",
    "polity": "schema:Country",
    "organisation": "schema:Organization",
    "place": "schema:Place",
    "work": "schema:CreativeWork",
}
"""A people, a campaign or an idea is no more than a thing to schema.org; `kind` tells what it is."""
_ROLES = {"agent": "actor", "patient": "patient", "other": "other"}
_AROUND = 32
"""Characters before and after a quote, by which it is found again where the text has changed."""

_Node = dict[str, Any]


def write(pack: Pack) -> Output:
    nodes = _Nodes(pack)
    graph = [*nodes.sources(), *nodes.agents()]
    trace = [TraceLine(file=FILES[0], at=source.id, claims=(source.id,)) for source in pack.sources]
    for claims in (
        pack.entities,
        pack.statements,
        pack.events,
        pack.relations,
        pack.terms,
        pack.links,
        pack.comparisons,
    ):
        for claim in claims:
            node, parts = nodes.node(claim)
            graph.append(node)
            if parts:
                trace.append(TraceLine(file=FILES[0], at=claim.id, claims=parts))
    context = {**_CONTEXT, "pack": nodes.prefix}
    data = msgspec.json.format(msgspec.json.encode({"@context": context, "@graph": graph}), indent=1) + b"\n"
    return Output(files={FILES[0]: data}, trace=tuple(trace))


def _claims(pack: Pack) -> Iterator[Claim]:
    yield from pack.entities
    yield from pack.statements
    yield from pack.events
    yield from pack.relations
    yield from pack.terms
    yield from pack.links
    yield from pack.comparisons


class _Nodes:
    """Makes the nodes of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._places = Places(pack)
        self._entities = {entity.id for entity in pack.entities}
        self._statements = {statement.id: statement for statement in pack.statements}
        made_of = " ".join((pack.generator, *(source.sha256 for source in pack.sources)))
        # Another version may find other claims in the same files, and give them the same ids.
        self.prefix = f"urn:coursepack:pack:{sha256(made_of.encode()).hexdigest()[:16]}:"

    def sources(self) -> Iterator[_Node]:
        for source in self._pack.sources:
            yield self._source(source)
            yield {
                "id": f"pack:{source.id}.txt",
                "type": ["schema:DigitalDocument", "prov:Entity"],
                "file": f"sources/{source.id}.txt",
                "encodingFormat": "text/plain",
                "wasDerivedFrom": {"id": f"pack:{source.id}"},
            }

    def _source(self, source: Source) -> _Node:
        return {
            "id": f"pack:{source.id}",
            "type": ["schema:DigitalDocument", "prov:Entity"],
            "name": source.title,
            "genre": source.kind,
            "inLanguage": source.language,
            "file": source.path,
            "sha256": source.sha256,
        }

    def agents(self) -> Iterator[_Node]:
        """Tell the program, and its passes that made a claim."""
        pack = self._pack
        yield {"id": "pack:generator", "type": "prov:SoftwareAgent", "name": pack.generator}
        for name in sorted({claim.made_by for claim in _claims(pack)}):
            yield {
                "id": f"pack:pass.{name}",
                "type": "prov:SoftwareAgent",
                "name": name,
                "actedOnBehalfOf": "pack:generator",
            }

    def node(self, claim: Claim) -> tuple[_Node, tuple[str, ...]]:
        """Give a claim's node, and what stands behind its words."""
        told, parts = self._told(claim)
        node = {
            "id": f"pack:{claim.id}",
            **told,
            "wasDerivedFrom": [self._evidence(span) for span in claim.evidence],
            "wasAttributedTo": f"pack:pass.{claim.made_by}",
            "confidence": claim.confidence,
            "place": self._places.cite(claim.evidence),
        }
        return {key: value for key, value in node.items() if value is not None}, parts

    def _told(self, claim: Claim) -> tuple[_Node, tuple[str, ...]]:
        if isinstance(claim, Entity):
            return self._entity(claim), (claim.id,)
        if isinstance(claim, Statement):
            return self._statement(claim), (f"{claim.id}/text",)
        if isinstance(claim, Event):
            return self._event(claim), (f"{claim.id}/when", f"{claim.id}/text")
        if isinstance(claim, Relation):
            return self._relation(claim), (f"{claim.id}/when",) if claim.when is not None else ()
        if isinstance(claim, Term):
            told = {"type": ["schema:DefinedTerm", "prov:Entity"], "name": claim.name, "description": claim.text}
            return told, (f"{claim.id}/name", f"{claim.id}/text")
        if isinstance(claim, Link):
            ends = {"from": f"pack:{claim.from_}", "to": f"pack:{claim.to}"}
            return {"type": ["cp:Link", "prov:Entity"], "kind": claim.kind, **ends}, ()
        assert isinstance(claim, Comparison), "nothing else is written"
        return self._comparison(claim), ()

    def _entity(self, entity: Entity) -> _Node:
        return {
            "type": [_KINDS.get(entity.kind, "schema:Thing"), "prov:Entity"],
            "name": entity.name,
            "alternateName": list(entity.aliases) or None,
            "kind": entity.kind,
            "standsFor": f"pack:{entity.of}" if entity.of is not None else None,
        }

    def _statement(self, statement: Statement) -> _Node:
        return {
            "type": ["schema:Claim", "prov:Entity"],
            "text": statement.text,
            "stance": statement.stance,
            "speaker": self._party(statement.speaker),
        }

    def _event(self, event: Event) -> _Node:
        roles: dict[str, list[object]] = {}
        for each in event.participants:
            roles.setdefault(_ROLES[each.role], []).append({"id": f"pack:{each.entity}"})
        return {
            "type": ["schema:Event", "prov:Entity"],
            "name": event.text,
            **_dated(event.when),
            **self._said(event.statement),
            **roles,
            "location": {"id": f"pack:{event.place}"} if event.place is not None else None,
        }

    def _relation(self, relation: Relation) -> _Node:
        return {
            "type": ["schema:Action", "prov:Entity"],
            "agent": self._party(relation.actor),
            "verb": relation.verb,
            "object": self._party(relation.target),
            "category": relation.category,
            "polarity": relation.polarity,
            **(_dated(relation.when) if relation.when is not None else {}),
            **self._said(relation.statement),
        }

    def _comparison(self, comparison: Comparison) -> _Node:
        return {
            "type": ["cp:Comparison", "prov:Entity"],
            "verdict": comparison.verdict,
            "field": comparison.field,
            "about": [{"id": f"pack:{each}"} for each in comparison.statements],
        }

    def _said(self, ident: str | None) -> _Node:
        """Repeat how it is said, and by whom, so that nobody takes a promise for a fact."""
        statement = self._statements.get(ident or "")
        if statement is None:
            return {}
        told = {"statement": f"pack:{statement.id}", "stance": statement.stance}
        return {**told, "speaker": self._party(statement.speaker)}

    def _party(self, value: str | None) -> object:
        return {"id": f"pack:{value}"} if value in self._entities else value

    def _evidence(self, span: Span) -> _Node:
        text = self._pack.texts[span.source].text
        around: Sequence[tuple[str, str]] = (
            ("prefix", text[max(0, span.start - _AROUND) : span.start]),
            ("suffix", text[span.end : span.end + _AROUND]),
        )
        quote = {"type": "oa:TextQuoteSelector", "exact": span.quote, **{key: each for key, each in around if each}}
        return {
            "type": ["oa:SpecificResource", "prov:Entity"],
            "hasSource": f"pack:{span.source}.txt",
            "line": span.line,
            "hasSelector": [{"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}, quote],
        }


def _dated(when: When) -> _Node:
    """Give the words and the EDTF; dates of schema.org, which know no doubt, only where there is none."""
    ends = (when.edtf or "").split("/")
    is_plain = all(each.replace("-", "").isdigit() and each[4:5] in ("", "-") and _is_calendar(each) for each in ends)
    return {
        "dateText": when.text,
        "edtf": when.edtf,
        "startDate": ends[0] if is_plain else None,
        "endDate": ends[-1] if is_plain and len(ends) > 1 else None,
    }


def _is_calendar(date: str) -> bool:
    """Tell a year, month or day from a season, whose number stands where a month's does."""
    return date[:1] != "-" and date[5:7] <= "12"
