"""Checks quiz.qti12.zip: reads QTI 1.2 as IMS defines it, by responses and conditions, and knows no other element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from coursepack.model.trace import TraceLine
from coursepack.verifier.anchors import Case
from coursepack.verifier.formats._packed import unpacked
from coursepack.verifier.formats._quiz import Read, check_quiz, shown_by_html
from coursepack.verifier.formats._xml import WORDS, Element, Rule, parsed, strays
from coursepack.verifier.report import excerpt
from coursepack.verifier.units import Unit

__all__ = ["FILES", "check"]

FILES = ("quiz.qti12.zip",)

_FORMS = {
    "essay_question": "open",
    "matching_question": "match",
    "multiple_choice_question": "choice",
    "short_answer_question": "typed",
    "true_false_question": "truth",
}
_META = r"assessment_meta\.xml"
_KEY = r"[amnq][0-9a-f]{16}"
_IDENT = r"[ap]\d{1,2}"
_RESPONSE = r"response\d{1,2}"
_MATERIAL = {"": Rule(), "/mattext": Rule(text=WORDS, attributes={"texttype": "text/(html|plain)"})}
_MANIFEST: Mapping[str, Rule] = {
    "manifest": Rule(attributes={"identifier": _KEY, "xmlns": r"http://www\.imsglobal\.org/xsd/imscp_v1p1"}),
    "manifest/metadata": Rule(),
    "manifest/metadata/schema": Rule(text="IMS Content"),
    "manifest/metadata/schemaversion": Rule(text=r"1\.1\.3"),
    "manifest/organizations": Rule(),
    "manifest/resources": Rule(),
    "manifest/resources/resource": Rule(
        attributes={
            "identifier": _KEY,
            "type": "imsqti_xmlv1p2|associatedcontent/imscc_xmlv1p1/learning-application-resource",
            "href": _META,
        }
    ),
    "manifest/resources/resource/file": Rule(attributes={"href": rf"quiz\.xml|{_META}"}),
    "manifest/resources/resource/dependency": Rule(attributes={"identifierref": _KEY}),
}
_CANVAS: Mapping[str, Rule] = {
    "quiz": Rule(attributes={"identifier": _KEY, "xmlns": r"http://canvas\.instructure\.com/xsd/cccv1p0"}),
    "quiz/title": Rule(text=WORDS),
    "quiz/description": Rule(),
    "quiz/shuffle_answers": Rule(text="false"),
    "quiz/quiz_type": Rule(text="practice_quiz"),
    "quiz/points_possible": Rule(text=r"\d+"),
    "quiz/show_correct_answers": Rule(text="true"),
    "quiz/available": Rule(text="false"),
}
_ITEM = "questestinterop/assessment/section/item"
_FIELD = f"{_ITEM}/itemmetadata/qtimetadata/qtimetadatafield"
_RULES: Mapping[str, Rule] = {
    "questestinterop": Rule(attributes={"xmlns": r"http://www\.imsglobal\.org/xsd/ims_qtiasiv1p2"}),
    "questestinterop/assessment": Rule(attributes={"ident": _KEY, "title": WORDS}),
    "questestinterop/assessment/section": Rule(attributes={"ident": "root_section"}),
    _ITEM: Rule(attributes={"ident": _KEY}),
    f"{_ITEM}/itemmetadata": Rule(),
    f"{_ITEM}/itemmetadata/qtimetadata": Rule(),
    _FIELD: Rule(),
    f"{_FIELD}/fieldlabel": Rule(text="question_type|points_possible"),
    f"{_FIELD}/fieldentry": Rule(text="|".join((*_FORMS, "1"))),
    f"{_ITEM}/presentation": Rule(),
    **{f"{_ITEM}/presentation/material{name}": rule for name, rule in _MATERIAL.items()},
    **{
        f"{_ITEM}/presentation/response_lid{name}": rule
        for name, rule in {
            "": Rule(attributes={"ident": _RESPONSE, "rcardinality": "Single"}),
            **{f"/material{name}": rule for name, rule in _MATERIAL.items()},
            "/render_choice": Rule(),
            "/render_choice/response_label": Rule(attributes={"ident": _IDENT}),
            **{f"/render_choice/response_label/material{name}": rule for name, rule in _MATERIAL.items()},
        }.items()
    },
    f"{_ITEM}/presentation/response_str": Rule(attributes={"ident": "response1", "rcardinality": "Single"}),
    f"{_ITEM}/presentation/response_str/render_fib": Rule(),
    f"{_ITEM}/presentation/response_str/render_fib/response_label": Rule(
        attributes={"ident": "answer1", "rshuffle": "No"}
    ),
    **{
        f"{_ITEM}/resprocessing{name}": rule
        for name, rule in {
            "": Rule(),
            "/outcomes": Rule(),
            "/outcomes/decvar": Rule(
                attributes={"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
            ),
            "/respcondition": Rule(attributes={"continue": "Yes|No"}),
            "/respcondition/conditionvar": Rule(),
            "/respcondition/conditionvar/other": Rule(),
            "/respcondition/conditionvar/varequal": Rule(text=WORDS, attributes={"respident": _RESPONSE, "case": "No"}),
            "/respcondition/setvar": Rule(text=r"100|\d\d\.\d\d", attributes={"action": "Set|Add", "varname": "SCORE"}),
            "/respcondition/displayfeedback": Rule(attributes={"feedbacktype": "Response", "linkrefid": "general_fb"}),
        }.items()
    },
    f"{_ITEM}/itemfeedback": Rule(attributes={"ident": "general_fb"}),
    f"{_ITEM}/itemfeedback/flow_mat": Rule(),
    **{f"{_ITEM}/itemfeedback/flow_mat/material{name}": rule for name, rule in _MATERIAL.items()},
}


def check(case: Case, file: str, data: bytes, traced: Sequence[TraceLine]) -> None:
    names = ("imsmanifest.xml", "quiz.xml", "assessment_meta.xml")
    parts = unpacked(data, partial(case.found.add, file, None), names)
    if parts is None:
        return
    try:
        manifest, quiz, canvas = (parsed(parts.get(name, b"")) for name in names)
    except ValueError as error:
        case.found.add(file, None, "unreadable", f"has a part that is no XML ({error})")
        return
    for line, place, text in (*strays(manifest, _MANIFEST), *strays(quiz, _RULES), *strays(canvas, _CANVAS)):
        case.found.add(file, line, "untraced", f"{place} says '{excerpt(text)}', which no claim stands behind")
    named = [each.attributes.get("href") for each in manifest.at("manifest/resources/resource/file")]
    if named != ["quiz.xml", "assessment_meta.xml"]:
        case.found.add(file, None, "question", "has a manifest that does not name its parts, each once")
    frame = [
        Unit(at="title", text=each.attributes.get("title", ""), line=each.line)
        for each in quiz.at("questestinterop/assessment")
    ]
    frame += [Unit(at="quiz title", text=each.text, line=each.line) for each in canvas.at("quiz/title")]
    reads = []
    for number, item in enumerate(quiz.at(_ITEM), start=1):
        read = Read(at=f"question {number}", line=item.line)
        reads.append(read)
        _item(read, item)
    check_quiz(case, file, reads, frame, traced)


def _item(read: Read, item: Element) -> None:
    kinds = [
        each.text for each in item.at("itemmetadata/qtimetadata/qtimetadatafield/fieldentry") if each.text in _FORMS
    ]
    read.form = _FORMS[kinds[0]] if len(kinds) == 1 else ""
    for each in item.at("presentation/material"):
        read.put("prompt", _material(each), each.line)
    for each in item.at("itemfeedback/flow_mat/material/mattext"):
        for order, line in enumerate(shown_by_html(each.text), start=1):
            read.put(f"feedback {order}", line, each.line)
    right = dict(_rights(item))
    lists = item.at("presentation/response_lid")
    if read.form == "match":
        _matched(read, lists, right)
    elif read.form in ("choice", "truth"):
        for each in lists:
            _options(read, each, right)
    elif read.form == "typed":
        for order, answer in enumerate(item.at("resprocessing/respcondition/conditionvar/varequal"), start=1):
            read.put(f"answer {order}", answer.text, answer.line)
        read.right += right.get("response1", [])
    if read.form in ("typed", "open") and lists:
        read.form = ""


def _rights(item: Element) -> Iterator[tuple[str, list[str]]]:
    """Yield the values that score in full, by response; of several responses each has its part of the score."""
    found: dict[str, list[str]] = {}
    count = len(item.at("presentation/response_lid"))
    score = ("Add", f"{100 / count:.2f}") if count > 1 else ("Set", "100")
    for condition in item.at("resprocessing/respcondition"):
        if [(each.attributes.get("action"), each.text) for each in condition.named("setvar")] == [score]:
            for each in condition.at("conditionvar/varequal"):
                found.setdefault(each.attributes.get("respident", ""), []).append(each.text)
    yield from found.items()


def _material(element: Element) -> str:
    texts = []
    for each in element.named("mattext"):
        is_html = each.attributes.get("texttype") == "text/html"
        texts.append(" ".join(shown_by_html(each.text)) if is_html else each.text)
    return " ".join(texts)


def _labels(response: Element) -> list[tuple[str, str, int]]:
    return [
        (each.attributes.get("ident", ""), " ".join(_material(one) for one in each.named("material")), each.line)
        for each in response.at("render_choice/response_label")
    ]


def _options(read: Read, response: Element, right: Mapping[str, Sequence[str]]) -> None:
    own = right.get(response.attributes.get("ident", ""), ())
    for order, (ident, text, line) in enumerate(_labels(response), start=1):
        read.put(f"option {order}", text, line)
        (read.right if ident in own else read.wrong).append(text)
    if read.form == "truth":
        read.truth = {"True": True, "False": False}.get("; ".join(read.right))


def _matched(read: Read, lists: Sequence[Element], right: Mapping[str, Sequence[str]]) -> None:
    """Read each list with what stands before it; where the partners are numbers, it is a series."""
    series: list[tuple[int, str]] = []
    for order, response in enumerate(lists, start=1):
        head = " ".join(_material(each) for each in response.named("material"))
        labels = _labels(response)
        own = right.get(response.attributes.get("ident", ""), ())
        texts = [text for ident, text, _ in labels if ident in own]
        if [text for _, text, _ in labels] == [str(each) for each in range(1, len(lists) + 1)]:
            series += [(int(each), head) for each in texts]
            read.put(f"item {texts[0] if texts else order}", head, response.line)
            continue
        read.put(f"item {order}", head, response.line)
        read.pairs += [(head, each) for each in texts]
        for place, (_, text, line) in enumerate(labels, start=1):
            read.put(f"item {order}, option {place}", text, line)
    if series:
        read.form = "order"
        read.series = [text for _, text in sorted(series)]
        if [number for number, _ in sorted(series)] != list(range(1, len(lists) + 1)):
            read.form = ""
