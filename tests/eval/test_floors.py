"""The floors of eval/: nothing falls unseen, and `--raise` never lowers."""

from __future__ import annotations

import pytest
from floors import compare, hashes, load, raised, save
from measured import Measured


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gold.txt").write_text("gold")
    return tmp_path


def measured(value, peer=None):
    return Measured(name="parse/ewt/las", files=("gold.txt",), measure="LAS", value=value, peer=peer)


def floors_at(value, folder):
    return raised([measured(value)], {}, [folder])


def test_a_value_at_its_floor_is_no_problem(folder):
    """What was measured once, measured again, is silent."""
    assert compare([measured(80.0)], floors_at(80.0, folder), [folder], scripts=["parse"]) == []


def test_a_value_below_its_floor_is_told(folder):
    """A fall is said with both numbers."""
    assert compare([measured(79.0)], floors_at(80.0, folder), [folder], scripts=["parse"]) == [
        "parse/ewt/las: 79.00 is below its floor 80.00"
    ]


def test_another_machines_arithmetic_is_no_fall(folder):
    """A hundredth of a point may differ from machine to machine."""
    assert compare([measured(79.97)], floors_at(80.0, folder), [folder], scripts=["parse"]) == []


def test_other_data_is_told(folder):
    """A floor is pinned to the bytes that it was measured on."""
    held = floors_at(80.0, folder)
    (folder / "gold.txt").write_text("other")
    assert compare([measured(90.0)], held, [folder], scripts=["parse"]) == [
        "parse/ewt/las: measured on other data than its floor (gold.txt)"
    ]


def test_a_measure_that_vanished_is_told(folder):
    """A floor whose data is there must be measured."""
    assert compare([], floors_at(80.0, folder), [folder], scripts=["parse"]) == [
        "parse/ewt/las: has a floor, and was not measured"
    ]


def test_a_measure_without_its_data_is_no_problem(folder):
    """Who does not have the data is not asked for the number."""
    held = floors_at(80.0, folder)
    (folder / "gold.txt").unlink()
    assert compare([], held, [folder], scripts=["parse"]) == []


def test_raising_keeps_a_higher_floor(folder):
    """A lower value never replaces a floor; it stands beside it as the last one."""
    (floor,) = raised([measured(79.0)], floors_at(80.0, folder), [folder]).values()
    assert (floor["value"], floor["last"]) == (80.0, 79.0)


def test_raising_writes_a_higher_value(folder):
    """A higher one does."""
    (floor,) = raised([measured(81.0)], floors_at(80.0, folder), [folder]).values()
    assert (floor["value"], floor["last"]) == (81.0, 81.0)


def test_raising_without_the_peer_keeps_its_value(folder):
    """Who has not installed it loses nothing: the data is the same."""
    held = raised([measured(80.0, {"other": 70.0})], {}, [folder])
    assert raised([measured(81.0)], held, [folder])["parse/ewt/las"]["peer"] == {"other": 70.0}
    assert raised([measured(81.0, {"other": 71.0})], held, [folder])["parse/ewt/las"]["peer"] == {"other": 71.0}


def test_raising_never_moves_a_floor_to_other_data(folder):
    """Other data needs a floor of its own, set by hand."""
    held = floors_at(80.0, folder)
    (folder / "gold.txt").write_text("other")
    assert raised([measured(99.0)], held, [folder]) == held


def test_floors_are_read_as_they_were_written(folder):
    """Saving and loading loses nothing."""
    held = floors_at(80.0, folder)
    save(held, folder / "floors.json")
    assert load(folder / "floors.json") == held
    assert hashes(["gold.txt", "absent.txt"], [folder]).keys() == {"gold.txt"}


def test_a_folder_is_known_by_all_that_lies_in_it(folder):
    """One changed file of a folder of data is other data."""
    (folder / "articles").mkdir()
    (folder / "articles/one.json").write_text("1")
    before = hashes(["articles"], [folder])
    (folder / "articles/one.json").write_text("2")
    assert before.keys() == {"articles"}
    assert hashes(["articles"], [folder]) != before


def test_our_own_data_is_found_in_the_project(folder, tmp_path_factory):
    """The first of the folders that has it."""
    project = tmp_path_factory.mktemp("project")
    (project / "own.txt").write_text("own")
    assert hashes(["own.txt", "gold.txt"], [folder, project]).keys() == {"own.txt", "gold.txt"}
