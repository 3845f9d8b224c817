"""The disk: a pack's folder is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from builders import pack_of
from coursepack.errors import BadFile, BadPack, CannotWrite, MissingFile, NotAFile, OutputExists, UnreadableFile
from coursepack.model.codec import to_json
from coursepack.model.trace import TRACE
from coursepack.store import LARGEST, PACK, read_pack, read_source, source_file, writing

FILES = {PACK: b"{}", TRACE: b"{}", "sources/S1.txt": b"Mao spoke."}
needs_a_user = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write where nobody else may"
)


def write(folder, files=FILES):
    with writing(folder, files):
        pass


def found(folder):
    """Give every file and folder below, hidden ones included."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


WHOLE = ["out", "out/pack.json", "out/sources", "out/sources/S1.txt", "out/trace.json"]


def test_a_folder_is_written_whole(tmp_path):
    """All files are there under their paths, and nothing beside the folder."""
    write(tmp_path / "out")
    assert found(tmp_path) == WHOLE
    assert (tmp_path / "out/sources/S1.txt").read_bytes() == b"Mao spoke."


def test_folders_above_are_made(tmp_path):
    """A path of folders that are not there yet is no error."""
    write(tmp_path / "a" / "b" / "out")
    assert (tmp_path / "a/b/out" / PACK).exists()


def test_the_files_can_be_checked_before_they_are_moved(tmp_path):
    """What is yielded holds every file; the place itself holds nothing yet."""
    with writing(tmp_path / "out", FILES) as fresh:
        assert found(fresh) == sorted([*FILES, "sources"])
        assert not (tmp_path / "out").exists()


def test_a_pack_is_replaced_whole(tmp_path):
    """A file that the new pack lacks is gone."""
    write(tmp_path / "out", {**FILES, "old.md": b"old"})
    write(tmp_path / "out")
    assert found(tmp_path) == WHOLE


def test_a_pack_behind_a_link_is_replaced_there(tmp_path):
    """The link stays one, and leads to the new pack."""
    write(tmp_path / "real", {**FILES, "old.md": b"old"})
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write(tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert not (tmp_path / "real/old.md").exists()


def test_an_empty_folder_is_filled(tmp_path):
    """Somebody who made the folder first meant this."""
    (tmp_path / "out").mkdir()
    write(tmp_path / "out")
    assert found(tmp_path) == WHOLE


@pytest.mark.parametrize("name", ["notes.txt", PACK, TRACE])
def test_another_folder_is_refused(tmp_path, name):
    """A folder with anything in it that is not a pack, or half of one, is somebody's; it stays as it is."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(b"mine")
    with pytest.raises(OutputExists):
        write(tmp_path / "out")
    assert found(tmp_path) == ["out", f"out/{name}"]


def test_a_file_in_the_place_is_refused(tmp_path):
    """It stays as it is."""
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(OutputExists):
        write(tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"mine"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
@pytest.mark.parametrize("folder", ["out", "a/b/out"])
def test_whatever_is_raised_inside_leaves_nothing(tmp_path, error, folder):
    """The caller's exception and Ctrl-C go on; folders that were made on the way are taken away again."""
    with pytest.raises(error), writing(tmp_path / folder, FILES):
        raise error
    assert found(tmp_path) == []


def test_an_earlier_pack_survives_what_is_raised_inside(tmp_path):
    """Until the new pack is proven, the old one is the pack."""
    write(tmp_path / "out")
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "out", {**FILES, PACK: b"new"}):
        raise KeyboardInterrupt
    assert found(tmp_path) == WHOLE
    assert (tmp_path / "out" / PACK).read_bytes() == b"{}"


@pytest.mark.parametrize("folder", ["out", "a/out"])
def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch, folder):
    """The reason is told in words, and what was half written is taken away."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(CannotWrite, match=r"out: cannot be written \(no space left\); nothing was left behind$"):
            write(tmp_path / folder)
    assert found(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", [1, 2])
def test_a_failure_while_moving_in_leaves_the_earlier_pack(tmp_path, monkeypatch, error, step):
    """Whether the old pack could not be moved out or the new one not in: the old one stands in its place."""
    write(tmp_path / "out", {**FILES, "old.md": b"old"})
    rename, calls = Path.rename, []

    def failing(path, target):
        calls.append(target)
        if len(calls) == step:
            raise error
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        with pytest.raises((CannotWrite, KeyboardInterrupt)):
            write(tmp_path / "out")
    assert found(tmp_path) == sorted([*WHOLE, "out/old.md"])


@pytest.mark.parametrize("folder", ["file/out", "x" * 300, "a/" + "x" * 300])
def test_an_impossible_place_is_refused(tmp_path, folder):
    """Under a file, or of a name that no disk takes: one clear error, and nothing made."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(CannotWrite):
        write(tmp_path / folder)
    assert found(tmp_path) == ["file"]


def test_a_loop_of_links_is_refused(tmp_path):
    """A link that leads to itself is no folder and can't become one."""
    (tmp_path / "out").symlink_to("out")
    with pytest.raises((CannotWrite, OutputExists)):
        write(tmp_path / "out")
    assert found(tmp_path) == ["out"]


@needs_a_user
def test_no_permission_is_told(tmp_path):
    """The folder above may not be written."""
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="Permission denied"):
        write(tmp_path / "out")
    tmp_path.chmod(0o700)
    assert found(tmp_path) == []


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o755), (0o077, 0o700), (0o002, 0o775)])
def test_permissions_follow_the_umask(tmp_path, umask, mode):
    """A pack can be shared as any other folder that the user makes."""
    before = os.umask(umask)
    try:
        write(tmp_path / "out")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == mode
    assert stat.S_IMODE((tmp_path / "out" / PACK).stat().st_mode) == mode & 0o666


def test_somebody_elses_leftover_is_not_touched(tmp_path):
    """A hidden folder that another run left behind is in nobody's way."""
    leftover = tmp_path / f".out.{os.getpid()}.new"
    leftover.mkdir()
    (leftover / "x").write_bytes(b"x")
    write(tmp_path / "out")
    assert found(tmp_path) == sorted([leftover.name, f"{leftover.name}/x", *WHOLE])


def test_a_source_is_read_as_bytes(tmp_path):
    """Nothing is decoded here."""
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n")
    assert read_source(tmp_path / "a.txt") == b"\xff\r\n"


def test_a_source_that_cannot_be_read_is_told(tmp_path):
    """Not there, a folder, or refused by the system: each is another error."""
    (tmp_path / "loop").symlink_to("loop")
    for name, error in (
        ("none.txt", MissingFile),
        ("", NotAFile),
        ("loop", UnreadableFile),
        ("x" * 300, UnreadableFile),
    ):
        with pytest.raises(error):
            read_source(tmp_path / name)


def saved(folder, pack):
    write(folder, {PACK: to_json(pack), TRACE: b"{}", source_file("S1"): pack.texts["S1"].text.encode()})
    return folder


def test_a_pack_is_read_with_its_texts(tmp_path):
    """Line feeds, carriage returns and odd separators of a text come back as they were."""
    pack = pack_of("Mao\r spoke.\u2028\n\n")
    assert read_pack(saved(tmp_path / "out", pack)) == pack


@pytest.mark.parametrize("name", [PACK, "sources/S1.txt"])
def test_a_pack_that_lacks_a_file_is_refused(tmp_path, name):
    """The message names the file."""
    folder = saved(tmp_path / "out", pack_of("Mao spoke."))
    (folder / name).unlink()
    with pytest.raises(BadPack, match=f"^{folder / name}: No such file or directory; "):
        read_pack(folder)


def test_a_text_that_is_not_utf_8_is_refused(tmp_path):
    """A source's text was written by us, so another encoding means damage."""
    folder = saved(tmp_path / "out", pack_of("Mao spoke."))
    (folder / "sources/S1.txt").write_bytes(b"\xff")
    with pytest.raises(BadPack, match=r"sources/S1\.txt: 'utf-8' codec can't decode .*; build the pack again$"):
        read_pack(folder)


def test_a_file_of_any_size_is_not_read(tmp_path):
    """What is larger than any deck is refused before it takes memory."""
    path = tmp_path / "a.pptx"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BadFile) as caught:
        read_source(path)
    assert str(caught.value) == f"{path}: has more than 1,024 MiB; save it without films, or divide it"
