"""Lies planted in quiz.gift.txt."""

import pytest

from exported import lie_of
from quizzed import quizzed


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("opened the first", "closed the first", "words"),
        ("=Anna Lind\n~Eva Dahl", "~Anna Lind\n=Eva Dahl", "question"),
        ("~Eva Dahl", "~Eva Holm", "words"),
        ("~Eva Dahl\n", "~Eva Dahl\n~Sven Berg\n", "untraced"),
        ("~Eva Dahl\n", "", "gone"),
        ("~Eva Dahl\n", "~Eva Dahl#that was a lie\n", "words"),
        ("=40", "=12", "words"),
        ("=Dahl", "=Dahl\n=Holm", "untraced"),
        ("FALSE", "TRUE", "question"),
        ("looms -> 2", "looms -> 3", "question"),
        ("=Anna Lind -> opened the first \\{mill\\}\n=Per Holm -> bought 40 looms", "", "gone"),
        ("=Anna Lind -> opened", "=Per Holm -> opened", "question"),
        ("[L1 · 00", "[L2 · 00", "reference"),
        ("[L1 · 00\\:00]}", "}", "reference"),
        ("1851.” Mills", "1851.” Looms", "words"),
        ("top/Mills", "top/Wills", "words"),
        ("####R&D <was> cut\\n", "####", "gone"),
        ("[plain]Per", "// a lie\n[plain]Per", "words"),
        ("[plain]Per", "::A lie::[plain]Per", "words"),
        ("[plain]Per", "[html]Per", "words"),
        ("00]}\n", "00]} and more\n", "untraced"),
        ("\n\n[plain]Why", "\n\nno question at all\n\n[plain]Why", "untraced"),
        ("{\n=40", "{\n~40", "question"),
    ],
)
def test_a_planted_lie_is_found(tmp_path, old, new, code):
    """Words, key, place, source, and what no reader shows at once."""
    assert code in [each for _, each in lie_of(quizzed(), "gift", tmp_path)(old, new)]


def test_a_question_that_is_taken_out_is_found(tmp_path):
    """Its lines are traced, and are not there; those behind it are not what the trace has of their number."""
    lie = lie_of(quizzed(), "gift", tmp_path)
    text = (tmp_path / "quiz.gift.txt").read_text("utf-8")
    block = text.split("\n\n")[2]
    assert {"gone", "question"} <= {each for _, each in lie(f"{block}\n\n", "")}


def test_feedback_of_another_question_is_found_even_where_the_trace_says_so(tmp_path):
    """Words and place are true, and still they are not the line that holds this answer."""
    lie = lie_of(quizzed(), "gift", tmp_path)
    first, second = (
        text.split("####")[1] for text in (tmp_path / "quiz.gift.txt").read_text("utf-8").split("\n\n")[1:3]
    )
    trace = tmp_path / "trace.json"
    trace.write_text(trace.read_text("utf-8").replace('"q1/quote/1"', '"q2/quote/1"'), "utf-8")
    assert [each for _, each in lie(first, second)] == ["question", "question"]
