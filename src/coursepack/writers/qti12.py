"""quiz.qti12.zip: the questions as an IMS content package of QTI 1.2, in the form that Canvas exports and imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.writers._quiz import Asked, Line, Paper, quiz_of
from coursepack.writers._quiz_xml import HEAD, attribute, inner_html, packed, xml

FILES = ("quiz.qti12.zip",)
SUMMARY = "the questions as a package of QTI 1.2, which Canvas imports, with their cited lines as feedback"
PROGRAM = "qti2latex"
TAKES = ()

_TYPES = {
    "choice": "multiple_choice_question",
    "typed": "short_answer_question",
    "open": "essay_question",
    "truth": "true_false_question",
    # Canvas has no series: each line is matched with its number.
    "order": "matching_question",
    "match": "matching_question",
}
_MANIFEST = """\
<manifest identifier="m{key}" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="a{key}" type="imsqti_xmlv1p2">\
<file href="quiz.xml"/><dependency identifierref="n{key}"/></resource>
<resource identifier="n{key}" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" \
href="assessment_meta.xml"><file href="assessment_meta.xml"/></resource>
</resources>
</manifest>
"""
_META = """\
<quiz identifier="a{key}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">
<title>{title}</title>
<description/>
<shuffle_answers>false</shuffle_answers>
<quiz_type>practice_quiz</quiz_type>
<points_possible>{count}</points_possible>
<show_correct_answers>true</show_correct_answers>
<available>false</available>
</quiz>
"""
"""What Canvas keeps beside the standard's own file; nobody sees the quiz before its teacher publishes it."""
_FIELD = "<qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>"
_SHOWN = """\
<respcondition continue="Yes"><conditionvar><other/></conditionvar>\
<displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>"""
_TYPED = """\
<response_str ident="response1" rcardinality="Single"><render_fib>\
<response_label ident="answer1" rshuffle="No"/></render_fib></response_str>"""
_OUTCOMES = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'


def write(pack: Pack) -> Output:
    """Write one assessment, titled as the first source, an item a question in the pack's order."""
    quiz = quiz_of(pack)
    paper = Paper(FILES[0])
    out = [
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">',
        f'<assessment ident="a{quiz.key}" title="{attribute(paper.put("title", quiz.title))}">',
        '<section ident="root_section">',
    ]
    for number, asked in enumerate(quiz.asked, start=1):
        out += _item(asked, f"question {number}", paper)
    out += ["</section>", "</assessment>", "</questestinterop>", ""]
    title = xml(paper.put("quiz title", quiz.title))
    files = {
        "imsmanifest.xml": HEAD + _MANIFEST.format(key=quiz.key),
        "quiz.xml": HEAD + "\n".join(out),
        "assessment_meta.xml": HEAD + _META.format(key=quiz.key, title=title, count=len(quiz.asked)),
    }
    return Output(files={FILES[0]: packed(files)}, trace=tuple(paper.trace))


def _item(asked: Asked, at: str, paper: Paper) -> Iterator[str]:
    fields = _FIELD.format("question_type", _TYPES[asked.form]) + _FIELD.format("points_possible", "1")
    yield f'<item ident="q{asked.key}">'
    yield f"<itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>"
    paper.put(f"{at}, prompt", asked.prompt)
    body, conditions = _ANSWERS[asked.form](asked, at, paper)
    yield f"<presentation>{_material(asked.paragraphs)}"
    yield from body
    yield "</presentation>"
    yield f"<resprocessing>{_OUTCOMES}{_SHOWN}"
    yield from conditions
    yield "</resprocessing>"
    lines = [paper.put(f"{at}, feedback {order}", line) for order, line in enumerate(asked.feedback, start=1)]
    yield f'<itemfeedback ident="general_fb"><flow_mat>{_material(lines)}</flow_mat></itemfeedback>'
    yield "</item>"


def _material(lines: Iterable[str]) -> str:
    return f'<material><mattext texttype="text/html">{inner_html(lines)}</mattext></material>'


def _plain(text: str) -> str:
    return f'<material><mattext texttype="text/plain">{xml(text)}</mattext></material>'


def _choices(response: str, labels: Sequence[tuple[str, str]], head: str = "") -> str:
    body = "".join(f'<response_label ident="{ident}">{_plain(text)}</response_label>' for ident, text in labels)
    single = f'<response_lid ident="{response}" rcardinality="Single">'
    return f"{single}{head}<render_choice>{body}</render_choice></response_lid>"


def _is(response: str, value: str, case: str = "") -> str:
    return f'<varequal respident="{response}"{case}>{xml(value)}</varequal>'


def _right(equal: str, action: str = "Set", score: str = "100", more: str = "No") -> str:
    condition = f'<respcondition continue="{more}"><conditionvar>{equal}</conditionvar>'
    return f'{condition}<setvar action="{action}" varname="SCORE">{score}</setvar></respcondition>'


Answers = tuple[list[str], list[str]]
"""What is presented, and how it is marked."""
Labels = Callable[[str], Sequence[tuple[str, str]]]
"""Give the partners that one item may have, by ident and text."""


def _choice(asked: Asked, at: str, paper: Paper) -> Answers:
    labels = [
        (f"a{order}", paper.put(f"{at}, option {order}", option.line))
        for order, option in enumerate(asked.options, start=1)
    ]
    right = next(order for order, option in enumerate(asked.options, start=1) if option.is_right)
    return [_choices("response1", labels)], [_right(_is("response1", f"a{right}"))]


def _typed(asked: Asked, at: str, paper: Paper) -> Answers:
    answers = [paper.put(f"{at}, answer {order}", line) for order, line in enumerate(asked.accepted, start=1)]
    return [_TYPED], [_right("".join(_is("response1", each, ' case="No"') for each in answers))]


def _open(_: Asked, __: str, ___: Paper) -> Answers:
    return [_TYPED], []


def _order(asked: Asked, at: str, paper: Paper) -> Answers:
    numbers = [(f"p{each}", str(each)) for each in range(1, len(asked.series) + 1)]
    items = [(f"p{each + 1}", f"item {each + 1}", asked.series[each]) for each in asked.mixed]
    return _matched(items, at, paper, lambda _: numbers)


def _match(asked: Asked, at: str, paper: Paper) -> Answers:
    """Each item has the list of all partners beside it."""
    places = {own: place for place, own in enumerate(asked.mixed, start=1)}
    items = [(f"p{places[own]}", f"item {own + 1}", line) for own, line in enumerate(asked.items)]

    def labels(item: str) -> list[tuple[str, str]]:
        return [
            (f"p{places[own]}", paper.put(f"{at}, {item}, option {place}", asked.partners[own]))
            for place, own in enumerate(asked.mixed, start=1)
        ]

    return _matched(items, at, paper, labels)


def _matched(items: Sequence[tuple[str, str, Line]], at: str, paper: Paper, labels: Labels) -> Answers:
    body, conditions = [], []
    for order, (right, name, line) in enumerate(items, start=1):
        response = f"response{order}"
        head = _plain(paper.put(f"{at}, {name}", line))
        body.append(_choices(response, labels(name), head))
        conditions.append(_right(_is(response, right), "Add", f"{100 / len(items):.2f}", "Yes"))
    return body, conditions


_ANSWERS = {
    "choice": _choice,
    "typed": _typed,
    "open": _open,
    "truth": _choice,
    "order": _order,
    "match": _match,
}
