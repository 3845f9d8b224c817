"""Notices: odd things that a build survives, as values."""

from __future__ import annotations

import msgspec
import pytest

from coursepack.notices import Log, Notice, NoticePlace


def test_a_log_keeps_what_it_is_told_in_order():
    """A notice about a whole source has no line."""
    log = Log()
    log.tell("skipped_cue", "a cue without words", source="talk.vtt", line=7)
    log.tell("decoded", "read as windows-1252", source="talk.vtt")
    assert log.notices == [
        Notice(kind="skipped_cue", text="a cue without words", place=NoticePlace(source="talk.vtt", line=7)),
        Notice(kind="decoded", text="read as windows-1252", place=NoticePlace(source="talk.vtt", line=None)),
    ]


def test_nothing_is_printed(capsys):
    """The library collects; whoever called it prints."""
    Log().tell("format", "looks like SubRip", source="talk.vtt")
    assert capsys.readouterr() == ("", "")


def test_the_catalogue_is_closed():
    """A kind that is not in the catalogue cannot be loaded."""
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'odd'"):
        msgspec.json.decode(b'{"kind":"odd","text":"","place":{"source":"a"}}', type=Notice)
