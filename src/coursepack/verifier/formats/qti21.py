"""Checks quiz.qti21.zip: reads QTI 2.1 as IMS defines it, by declared responses, and knows no other element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.formats._quiz import Read, check_quiz
from coursepack.verifier.formats._xml import WORDS, Element, Rule, parsed, strays
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("quiz.qti21.zip",)

_KEY = r"[mqt][0-9a-f]{16}"
_IDENT = r"[ap]\d{1,2}"
_ITEM_FILE = r"items/q[0-9a-f]{16}\.xml"
_QTI = {"xmlns": r"http://www\.imsglobal\.org/xsd/imsqti_v2p1"}
_RESPONSE = {"responseIdentifier": "RESPONSE"}
_VARIABLE = {"identifier": "RESPONSE"}
_MANIFEST: Mapping[str, Rule] = {
    "manifest": Rule(attributes={"identifier": _KEY, "xmlns": r"http://www\.imsglobal\.org/xsd/imscp_v1p1"}),
    "manifest/metadata": Rule(),
    "manifest/metadata/schema": Rule(text=r"QTIv2\.1 Package"),
    "manifest/metadata/schemaversion": Rule(text=r"1\.0\.0"),
    "manifest/organizations": Rule(),
    "manifest/resources": Rule(),
    "manifest/resources/resource": Rule(
        attributes={
            "identifier": _KEY,
            "type": "imsqti_(test|item)_xmlv2p1",
            "href": rf"test\.xml|{_ITEM_FILE}",
        }
    ),
    "manifest/resources/resource/file": Rule(attributes={"href": rf"test\.xml|{_ITEM_FILE}"}),
    "manifest/resources/resource/dependency": Rule(attributes={"identifierref": _KEY}),
}
_PART = "assessmentTest/testPart"
_SUM = "assessmentTest/outcomeProcessing/setOutcomeValue"
_TEST: Mapping[str, Rule] = {
    "assessmentTest": Rule(attributes={**_QTI, "identifier": _KEY, "title": WORDS}),
    "assessmentTest/outcomeDeclaration": Rule(
        attributes={"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    ),
    _PART: Rule(attributes={"identifier": "part1", "navigationMode": "nonlinear", "submissionMode": "individual"}),
    f"{_PART}/itemSessionControl": Rule(attributes={"showFeedback": "true"}),
    f"{_PART}/assessmentSection": Rule(attributes={"identifier": "section1", "title": WORDS, "visible": "false"}),
    f"{_PART}/assessmentSection/assessmentItemRef": Rule(attributes={"identifier": _KEY, "href": _ITEM_FILE}),
    "assessmentTest/outcomeProcessing": Rule(),
    _SUM: Rule(attributes={"identifier": "SCORE"}),
    f"{_SUM}/sum": Rule(),
    f"{_SUM}/sum/testVariables": Rule(attributes={"variableIdentifier": "SCORE"}),
}
_DONE = "assessmentItem/responseProcessing"
_IF = f"{_DONE}/responseCondition/responseIf"
_CHOICES = {
    "choiceInteraction": Rule(attributes={**_RESPONSE, "shuffle": "false", "maxChoices": "1"}),
    "orderInteraction": Rule(attributes={**_RESPONSE, "shuffle": "false"}),
}
_BODY = "assessmentItem/itemBody"
_RULES: Mapping[str, Rule] = {
    "assessmentItem": Rule(
        attributes={**_QTI, "identifier": _KEY, "title": WORDS, "adaptive": "false", "timeDependent": "false"}
    ),
    "assessmentItem/responseDeclaration": Rule(
        attributes={
            **_VARIABLE,
            "cardinality": "single|ordered|multiple",
            "baseType": "identifier|string|directedPair",
        }
    ),
    "assessmentItem/responseDeclaration/correctResponse": Rule(),
    "assessmentItem/responseDeclaration/correctResponse/value": Rule(text=WORDS),
    "assessmentItem/responseDeclaration/mapping": Rule(attributes={"defaultValue": "0"}),
    "assessmentItem/responseDeclaration/mapping/mapEntry": Rule(
        attributes={"mapKey": WORDS, "mappedValue": "1", "caseSensitive": "false"}
    ),
    "assessmentItem/outcomeDeclaration": Rule(
        attributes={"identifier": "SCORE|FEEDBACK", "cardinality": "single", "baseType": "float|identifier"}
    ),
    "assessmentItem/outcomeDeclaration/defaultValue": Rule(),
    "assessmentItem/outcomeDeclaration/defaultValue/value": Rule(text="0"),
    _BODY: Rule(),
    f"{_BODY}/p": Rule(text=WORDS),
    f"{_BODY}/p/textEntryInteraction": Rule(attributes={**_RESPONSE, "expectedLength": "20"}),
    f"{_BODY}/extendedTextInteraction": Rule(attributes={**_RESPONSE, "expectedLines": "10"}),
    **{f"{_BODY}/{name}": rule for name, rule in _CHOICES.items()},
    **{f"{_BODY}/{name}/simpleChoice": Rule(text=WORDS, attributes={"identifier": _IDENT}) for name in _CHOICES},
    f"{_BODY}/matchInteraction": Rule(attributes={**_RESPONSE, "shuffle": "false", "maxAssociations": r"\d{1,2}"}),
    f"{_BODY}/matchInteraction/simpleMatchSet": Rule(),
    f"{_BODY}/matchInteraction/simpleMatchSet/simpleAssociableChoice": Rule(
        text=WORDS, attributes={"identifier": _IDENT, "matchMax": "1"}
    ),
    _DONE: Rule(),
    f"{_DONE}/responseCondition": Rule(),
    _IF: Rule(),
    f"{_IF}/match": Rule(),
    f"{_IF}/match/variable": Rule(attributes=_VARIABLE),
    f"{_IF}/match/correct": Rule(attributes=_VARIABLE),
    f"{_IF}/setOutcomeValue": Rule(attributes={"identifier": "SCORE"}),
    f"{_IF}/setOutcomeValue/baseValue": Rule(text="1", attributes={"baseType": "float"}),
    f"{_DONE}/setOutcomeValue": Rule(attributes={"identifier": "SCORE|FEEDBACK"}),
    f"{_DONE}/setOutcomeValue/mapResponse": Rule(attributes=_VARIABLE),
    f"{_DONE}/setOutcomeValue/baseValue": Rule(text="line", attributes={"baseType": "identifier"}),
    "assessmentItem/modalFeedback": Rule(
        attributes={"outcomeIdentifier": "FEEDBACK", "identifier": "line", "showHide": "show"}
    ),
    "assessmentItem/modalFeedback/p": Rule(text=WORDS),
}


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    files = unpacked(data, partial(case.found.add, file, None))
    if files is None:
        return
    try:
        parts = {name: parsed(part) for name, part in files.items()}
    except ValueError as error:
        case.found.add(file, None, "unreadable", f"has a part that is no XML ({error})")
        return
    empty = Element("", 1)
    manifest, test = parts.pop("imsmanifest.xml", empty), parts.pop("test.xml", empty)
    _check_parts(case, file, (manifest, test), tuple(parts))
    found = [*strays(manifest, _MANIFEST), *strays(test, _TEST)]
    frame = [_title("title", each) for each in test.named("assessmentTest")]
    frame += [_title("section title", each) for each in test.at(f"{_PART}/assessmentSection")]
    reads = []
    for number, ref in enumerate(test.at(f"{_PART}/assessmentSection/assessmentItemRef"), start=1):
        item = parts.get(ref.attributes.get("href", ""), empty)
        found += strays(item, _RULES)
        for each in item.named("assessmentItem")[:1]:
            read = Read(at=f"question {number}", line=each.line)
            reads.append(read)
            _item(read, each)
    for line, place, text in found:
        case.found.add(file, line, "untraced", f"{place} says '{excerpt(text)}', which no claim stands behind")
    check_quiz(case, file, reads, frame, traced)


def _check_parts(case: Case, file: str, heads: tuple[Element, Element], items: Sequence[str]) -> None:
    """See that manifest and test name the same parts, which are there, each once."""
    manifest, test = heads
    refs = [each.attributes.get("href", "") for each in test.at(f"{_PART}/assessmentSection/assessmentItemRef")]
    named = [each.attributes.get("href", "") for each in manifest.at("manifest/resources/resource/file")]
    if sorted(refs) != sorted(items) or sorted(named) != sorted(("test.xml", *items)):
        case.found.add(file, None, "untraced", "has a manifest or a test that does not name its parts, each once")


def _title(at: str, element: Element) -> Unit:
    return Unit(at=at, text=element.attributes.get("title", ""), line=element.line)


def _item(read: Read, item: Element) -> None:
    read.units.append(_title(f"{read.at}, title", item))
    read.put("prompt", " ".join(each.said() for each in item.at("itemBody/p")))
    for order, each in enumerate(item.at("modalFeedback/p"), start=1):
        read.put(f"feedback {order}", each.said(), each.line)
    right = [each.text for each in item.at("responseDeclaration/correctResponse/value")]
    for body in item.named("itemBody"):
        found = [each for each in (*body.children, *body.at("p/textEntryInteraction")) if each.name in _READERS]
        if len(found) == 1:
            read.form, reader = _READERS[found[0].name]
            reader(read, found[0], right)
    if read.form == "typed":
        _typed(read, item, right)
    _processed(read, item)


def _processed(read: Read, item: Element) -> None:
    """See that what is declared right is what scores."""
    scores = len(item.at("responseProcessing/responseCondition/responseIf/match/correct"))
    maps = [
        each.attributes.get("identifier")
        for each in item.at("responseProcessing/setOutcomeValue")
        if each.named("mapResponse")
    ]
    wanted = {"typed": (0, ["SCORE"]), "open": (0, [])}.get(read.form, (1, []))
    if (scores, maps) != wanted:
        read.form = ""


def _labels(element: Element, name: str) -> list[tuple[str, str, int]]:
    return [(each.attributes.get("identifier", ""), each.said(), each.line) for each in element.named(name)]


def _choice(read: Read, element: Element, right: Sequence[str]) -> None:
    for order, (ident, text, line) in enumerate(_labels(element, "simpleChoice"), start=1):
        read.put(f"option {order}", text, line)
        (read.right if ident in right else read.wrong).append(text)
    # Both are printed, and nothing else is an option of these two words.
    if sorted((*read.right, *read.wrong)) == ["False", "True"]:
        read.form, read.truth = "truth", {"True": True, "False": False}.get("; ".join(read.right))


def _order(read: Read, element: Element, right: Sequence[str]) -> None:
    labels = {ident: text for ident, text, _ in _labels(element, "simpleChoice")}
    read.series = [labels.get(ident, "") for ident in right]
    for order, (ident, text, line) in enumerate(_labels(element, "simpleChoice"), start=1):
        read.put(f"item {right.index(ident) + 1 if ident in right else f'{order} of none'}", text, line)


def _match(read: Read, element: Element, right: Sequence[str]) -> None:
    sets = [_labels(each, "simpleAssociableChoice") for each in element.named("simpleMatchSet")]
    heads, tails = (sets[0], sets[1]) if len(sets) == 2 else ([], [])
    pairs = dict(each.split(" ", 1) for each in right if " " in each)
    texts = {ident: text for ident, text, _ in tails}
    for order, (ident, text, line) in enumerate(heads, start=1):
        read.put(f"item {order}", text, line)
        read.pairs.append((text, texts.get(pairs.get(ident, ""), "")))
    owners = {tail: order for order, (ident, _, _) in enumerate(heads, start=1) if (tail := pairs.get(ident))}
    for order, (ident, text, line) in enumerate(tails, start=1):
        read.put(f"partner {owners.get(ident, f'{order} of none')}", text, line)


def _nothing(_: Read, __: Element, ___: Sequence[str]) -> None:
    pass


def _typed(read: Read, item: Element, right: Sequence[str]) -> None:
    for each in right:
        read.put("right answer", each)
    for order, entry in enumerate(item.at("responseDeclaration/mapping/mapEntry"), start=1):
        text = entry.attributes.get("mapKey", "")
        read.put(f"answer {order}", text, entry.line)
        read.right.append(text)


_READERS = {
    "choiceInteraction": ("choice", _choice),
    "extendedTextInteraction": ("open", _nothing),
    "matchInteraction": ("match", _match),
    "orderInteraction": ("order", _order),
    "textEntryInteraction": ("typed", _nothing),
}
