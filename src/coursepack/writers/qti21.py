"""quiz.qti21.zip: the questions as an IMS content package of QTI 2.1, an item a question and a test over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.model.wording import FIXED
from coursepack.writers._quiz import Asked, Paper, Quiz, quiz_of
from coursepack.writers._quiz_xml import HEAD, attribute, packed, paragraphs, xml

FILES = ("quiz.qti21.zip",)
SUMMARY = "the questions as a package of QTI 2.1, with their cited lines as feedback"
PROGRAM = "qti-components"
TAKES = ()

_QTI = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
_MANIFEST = """\
<manifest identifier="m{key}" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="t{key}" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>
{dependencies}</resource>
{items}
</resources>
</manifest>
"""
_ITEM = (
    '<resource identifier="{0}" type="imsqti_item_xmlv2p1" href="items/{0}.xml"><file href="items/{0}.xml"/></resource>'
)
_TEST = """\
<assessmentTest {qti} identifier="t{key}" title="{title}">
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<testPart identifier="part1" navigationMode="nonlinear" submissionMode="individual">
<itemSessionControl showFeedback="true"/>
<assessmentSection identifier="section1" title="{again}" visible="false">
{items}
</assessmentSection>
</testPart>
<outcomeProcessing><setOutcomeValue identifier="SCORE"><sum><testVariables variableIdentifier="SCORE"/></sum>\
</setOutcomeValue></outcomeProcessing>
</assessmentTest>
"""
_DECLARED = """\
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value>\
</defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>"""
_MATCHED = """\
<responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>\
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>\
</responseCondition>"""
_MAPPED = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
_SHOWN = """\
<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">line</baseValue></setOutcomeValue>"""
_GAP = FIXED["blank"]
_FIELD = '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="20"/>'


def write(pack: Pack) -> Output:
    """Write the test, titled as the first source, and the items in the pack's order."""
    quiz = quiz_of(pack)
    paper = Paper(FILES[0])
    files = {"imsmanifest.xml": HEAD + _manifest(quiz)}
    title = attribute(paper.put("title", quiz.title))
    again = attribute(paper.put("section title", quiz.title))
    refs = "\n".join(
        f'<assessmentItemRef identifier="{name}" href="items/{name}.xml"/>' for name in map(_name, quiz.asked)
    )
    files["test.xml"] = HEAD + _TEST.format(qti=_QTI, key=quiz.key, title=title, again=again, items=refs)
    for number, asked in enumerate(quiz.asked, start=1):
        files[f"items/{_name(asked)}.xml"] = HEAD + "\n".join(_item(asked, f"question {number}", paper))
    return Output(files={FILES[0]: packed(files)}, trace=tuple(paper.trace))


def _name(asked: Asked) -> str:
    return f"q{asked.key}"


def _manifest(quiz: Quiz) -> str:
    names = [_name(asked) for asked in quiz.asked]
    dependencies = "".join(f'<dependency identifierref="{name}"/>' for name in names)
    return _MANIFEST.format(key=quiz.key, dependencies=dependencies, items="\n".join(map(_ITEM.format, names)))


def _item(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    title = attribute(paper.put(f"{at}, title", asked.prompt))
    yield f'<assessmentItem {_QTI} identifier="{_name(asked)}" title="{title}" adaptive="false" timeDependent="false">'
    declared, body, processed = _ANSWERS[asked.form](asked, at, paper)
    yield declared
    yield _DECLARED
    paper.put(f"{at}, prompt", asked.prompt)
    yield f"<itemBody>{_body(asked, body)}</itemBody>"
    yield f"<responseProcessing>{processed}{_SHOWN}</responseProcessing>"
    lines = [paper.put(f"{at}, feedback {order}", line) for order, line in enumerate(asked.feedback, start=1)]
    yield '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="line" showHide="show">'
    yield f"{paragraphs(lines)}</modalFeedback>"
    yield "</assessmentItem>"
    yield ""


def _body(asked: Asked, interaction: str) -> str:
    """Put a field into the prompt's gap, everything else behind the prompt."""
    prompt = paragraphs(asked.paragraphs)
    if asked.form != "typed":
        return prompt + interaction
    if _GAP in prompt:
        return prompt.replace(_GAP, interaction, 1)
    return f"{prompt}<p>{interaction}</p>"


def _declared(cardinality: str, base: str, values: Iterable[str] = (), more: str = "") -> str:
    right = "".join(f"<value>{xml(value)}</value>" for value in values)
    correct = f"<correctResponse>{right}</correctResponse>" if right else ""
    head = f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
    return f"{head}{correct}{more}</responseDeclaration>"


def _choices(name: str, more: str, labels: Sequence[tuple[str, str]]) -> str:
    body = "".join(f'<simpleChoice identifier="{ident}">{xml(text)}</simpleChoice>' for ident, text in labels)
    return f'<{name} responseIdentifier="RESPONSE" shuffle="false"{more}>{body}</{name}>'


Parts = tuple[str, str, str]
"""What is declared, presented and processed."""


def _choice(asked: Asked, at: str, paper: Paper) -> Parts:
    labels = [
        (f"a{order}", paper.put(f"{at}, option {order}", option.line))
        for order, option in enumerate(asked.options, start=1)
    ]
    right = [f"a{order}" for order, option in enumerate(asked.options, start=1) if option.is_right]
    body = _choices("choiceInteraction", ' maxChoices="1"', labels)
    return _declared("single", "identifier", right), body, _MATCHED


def _typed(asked: Asked, at: str, paper: Paper) -> Parts:
    answers = [paper.put(f"{at}, answer {order}", line) for order, line in enumerate(asked.accepted, start=1)]
    entries = "".join(
        f'<mapEntry mapKey="{attribute(each)}" mappedValue="1" caseSensitive="false"/>' for each in answers
    )
    # The first answer stands there twice: as the right one to show, and among those that count.
    paper.put(f"{at}, right answer", asked.accepted[0])
    declared = _declared("single", "string", answers[:1], f'<mapping defaultValue="0">{entries}</mapping>')
    return declared, _FIELD, _MAPPED


def _open(_: Asked, __: str, ___: Paper) -> Parts:
    field = '<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="10"/>'
    return _declared("single", "string"), field, ""


def _order(asked: Asked, at: str, paper: Paper) -> Parts:
    places = {own: f"a{place}" for place, own in enumerate(asked.mixed, start=1)}
    labels = [(places[own], paper.put(f"{at}, item {own + 1}", asked.series[own])) for own in asked.mixed]
    right = [places[own] for own in range(len(asked.series))]
    return _declared("ordered", "identifier", right), _choices("orderInteraction", "", labels), _MATCHED


def _match(asked: Asked, at: str, paper: Paper) -> Parts:
    places = {own: f"p{place}" for place, own in enumerate(asked.mixed, start=1)}
    heads = [(f"a{own + 1}", paper.put(f"{at}, item {own + 1}", line)) for own, line in enumerate(asked.items)]
    tails = [(places[own], paper.put(f"{at}, partner {own + 1}", asked.partners[own])) for own in asked.mixed]
    right = [f"a{own + 1} {places[own]}" for own in range(len(asked.items))]
    sets = "".join(f"<simpleMatchSet>{_associable(each)}</simpleMatchSet>" for each in (heads, tails))
    head = f'<matchInteraction responseIdentifier="RESPONSE" shuffle="false" maxAssociations="{len(heads)}">'
    return _declared("multiple", "directedPair", right), f"{head}{sets}</matchInteraction>", _MATCHED


def _associable(labels: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<simpleAssociableChoice identifier="{ident}" matchMax="1">{xml(text)}</simpleAssociableChoice>'
        for ident, text in labels
    )


_ANSWERS = {
    "choice": _choice,
    "typed": _typed,
    "open": _open,
    "truth": _choice,
    "order": _order,
    "match": _match,
}
