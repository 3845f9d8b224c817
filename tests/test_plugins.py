"""Readers, passes and writers are found by listing their folders."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import coursepack
from coursepack import plugins
from coursepack.errors import PassOrder, UnknownFormat
from coursepack.model.pack import Pack
from coursepack.plugins import in_order, names, ordered_passes, reader_for, readers, writers

PACKAGE = Path(coursepack.__file__).parent
# Made and needed beside the fields of a pack: changes to statements and sentences that later passes rest on.
CHANGES = {"capitals", "wordings", "stances", "salience"}


def made(name, needs="", makes=""):
    return SimpleNamespace(__name__=f"passes.{name}", NEEDS=tuple(needs.split()), MAKES=tuple(makes.split()))


def order(*passes):
    return [each.__name__.removeprefix("passes.") for each in in_order(list(passes))]


def test_the_modules_of_a_folder_are_its_plugins():
    """A file more is a plugin more; a name that begins with "_" is none."""
    for folder in ("readers", "passes", "writers"):
        files = {path.stem for path in (PACKAGE / folder).glob("*.py")}
        assert names(folder) == tuple(sorted(name for name in files if name[0] != "_"))


def test_a_pass_follows_the_makers_of_what_it_needs():
    """Equals stand by name, so the order is the same everywhere."""
    assert order(made("b", "", "x"), made("c", "x y", "z"), made("a", "", "y")) == ["a", "b", "c"]
    assert order(made("z"), made("y", "passages", "x"), made("a", "x")) == ["y", "a", "z"]


def test_all_makers_of_a_thing_come_first():
    """Whoever needs statements needs them as the last of their makers leaves them."""
    assert order(made("a", "x", "y"), made("c", "", "x"), made("d", "", "x")) == ["c", "d", "a"]


def test_a_pass_may_need_what_it_changes_itself():
    """It then follows the other makers."""
    assert order(made("a", "x", "x"), made("b", "", "x")) == ["b", "a"]


def test_a_need_that_nothing_meets_is_told():
    """The message names the pass, the need and what there is."""
    message = "pass 'a' needs 'hats', which no pass makes; the passes make passages, sources, x"
    with pytest.raises(PassOrder, match=f"^{message}$"):
        order(made("a", "hats", "x"))


def test_a_circle_is_told():
    """The message names all that wait for one another."""
    with pytest.raises(PassOrder, match=r"^pass 'a' is in a circle with a, b; the passes make .*$"):
        order(made("a", "x", "y"), made("b", "y", "x"), made("c"))


def test_a_reader_is_found_by_suffix_in_any_case():
    """Old cameras and editors write ".SRT"."""
    assert reader_for("talks/A.b.SRT") is readers()["srt"]


@pytest.mark.parametrize(("path", "found"), [("a.doc", "no reader for '.doc'"), ("a", "a name without an extension")])
def test_another_suffix_is_refused(path, found):
    """The message lists what can be read."""
    with pytest.raises(UnknownFormat, match=f"^{path}: {found}; known are .*\\.md.*\\.srt.*\\.txt.*\\.vtt"):
        reader_for(path)


def test_no_two_readers_claim_a_suffix():
    """Which one would read it would follow from their names."""
    suffixes = [suffix for reader in set(readers().values()) for suffix in reader.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))
    assert all(re.fullmatch("[a-z0-9]+", suffix) for suffix in suffixes)


def test_no_two_writers_write_a_file():
    """One would overwrite the other's work."""
    files = [name for writer in writers() for name in writer.FILES]
    assert len(files) == len(set(files))


def test_passes_make_what_a_pack_holds():
    """What a pass says that it makes is a field of the pack, or one of the known changes to one."""
    found = {name for each in ordered_passes() for name in (*each.NEEDS, *each.MAKES)}
    assert found <= set(Pack.__struct_fields__) | CHANGES


@pytest.mark.parametrize("each", [*readers().values(), *ordered_passes(), *writers()], ids=lambda each: each.__name__)
def test_every_plugin_says_what_it_does(each):
    """`coursepack formats` and `coursepack passes` print one line each."""
    assert re.fullmatch(r"[^\n]{10,110}[^.\n]", each.SUMMARY)


def test_all_names_are_public():
    """Whoever writes a plugin reads the protocols first."""
    assert {"ReaderModule", "PassModule", "WriterModule"} <= set(plugins.__all__)
