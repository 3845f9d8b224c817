"""Damaged files of every format for programs: a finding each time, and never a crash."""

import pytest

from coursepack.pipeline import Wanted, written
from coursepack.verifier import verify
from dated import dated

FORMATS = ("bibtex", "csl", "graphml", "ics", "jsonld", "tables", "timeline_csv", "timeline_html", "timelinejs")


@pytest.fixture(params=FORMATS)
def damaged(request, tmp_path):
    """Write the pack in one format; give its folder and its files of that format."""
    files = written(dated(), Wanted(to=(request.param,)))
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    own = [name for name in files if not name.startswith("sources/") and name not in ("pack.json", "trace.json")]
    return tmp_path, own


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[len(data) // 2 :],
        lambda data: b"\xff" + data,
        lambda _: b"null\n",
        lambda _: b"[1]\n",
        lambda _: b"{}\n",
        lambda _: b"<x/>\n",
        lambda data: data + data,
    ],
    ids=["empty", "begin", "end", "bytes", "null", "list", "object", "element", "twice"],
)
def test_a_damaged_file_is_found(damaged, damage):
    """Half a download, or another file of the same name."""
    folder, own = damaged
    for name in own:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(damage(data))
        assert name in {each.file for each in verify(folder).findings}
        (folder / name).write_bytes(data)


def test_a_source_that_is_gone_is_a_finding_of_its_own(damaged):
    """What can't be checked without it is passed over."""
    folder, _ = damaged
    (folder / "sources/S1.txt").unlink()
    assert ("sources/S1.txt", "missing") in {(each.file, each.code) for each in verify(folder).findings}
