"""Lies planted in quiz.moodle.xml."""

import pytest

from exported import lie_of
from quizzed import quizzed

RIGHT, WRONG = '<answer fraction="100" format="html">', '<answer fraction="0" format="html">'


def html(text):
    return f"<text>&lt;p&gt;{text}&lt;/p&gt;</text></answer>"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("opened the first", "closed the first", "words"),
        ("_____ opened the first", "_____ closed the first", "words"),
        (WRONG, RIGHT, "question"),
        (RIGHT, WRONG, "question"),
        (html("Eva Dahl"), html("Eva Holm"), "words"),
        (WRONG + html("Eva Dahl"), "", "gone"),
        (WRONG + html("Eva Dahl"), WRONG + html("Eva Dahl") + WRONG + html("Sven Berg"), "untraced"),
        (
            html("Eva Dahl"),
            html("Eva Dahl").replace("</answer>", "<feedback><text>A lie</text></feedback></answer>"),
            "untraced",
        ),
        ("<text>40</text>", "<text>12</text>", "words"),
        ("<text>40</text>", "<text>*</text>", "gone"),
        ("<text>40</text>", "<text>*40*</text>", "question"),
        ("<text>Eva Dahl</text>", "<text>*Eva Dahl</text>", "question"),
        (
            '<answer fraction="0" format="plain_text"><text>true',
            '<answer fraction="100" format="plain_text"><text>true',
            "question",
        ),
        ("<text>true</text>", "<text>maybe</text>", "untraced"),
        ("bought 40 looms&lt;/p&gt;</text></answer>", "bought 12 looms&lt;/p&gt;</text></answer>", "words"),
        ("<answer><text>bought 40 looms", "<answer><text>closed the mill", "question"),
        ("[L1 · 00", "[L2 · 00", "reference"),
        (" [L1 · 00:00]", "", "reference"),
        ("1851.” Mills", "1851.” Looms", "words"),
        ("top/Mills", "top/Wills", "words"),
        ("&lt;p&gt;R&amp;amp;D &amp;lt;was&amp;gt; cut&lt;/p&gt;", "", "words"),
        ("<defaultgrade>1<", "<defaultgrade>9<", "untraced"),
        ("<single>true", "<single>false", "untraced"),
        ("<usecase>0</usecase>", "<usecase>0</usecase><tags><tag><text>lies</text></tag></tags>", "untraced"),
        ("<quiz>", "<quiz><!-- a lie -->", "untraced"),
        ("&lt;p&gt;Per", '&lt;p title="a lie"&gt;Per', "words"),
        ("&lt;p&gt;Per", "&lt;!-- lie --&gt;&lt;p&gt;Per", "words"),
        ("&lt;p&gt;Per", "&lt;img src=lie.png&gt;&lt;p&gt;Per", "words"),
        ('type="shortanswer"', 'type="essay"', "question"),
        ("<quiz>", '<!DOCTYPE quiz [<!ENTITY lie "lie">]><quiz>', "unreadable"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, key, place, source, settings, and what no reader shows at once."""
    assert code in [each for _, each in lie_of(quizzed(), "moodle", tmp_path)(old, new)]
