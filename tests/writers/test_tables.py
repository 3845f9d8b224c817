"""What a program reads in the tables."""

import csv
import io
import shutil
import subprocess

import pytest
from msgspec.structs import replace

from coursepack.model.claims import When
from coursepack.writers import tables
from dated import dated
from quarrel import quarrel


def rows(name, pack):
    text = tables.write(pack).files[f"tables/{name}.csv"].decode()
    return {row["ID"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_an_event_has_its_words_its_date_and_who_says_it_how():
    """A promise is no fact in a table either."""
    row = rows("events", dated())["VS12"]
    said = {key: row[key] for key in ("Date", "EDTF", "Event", "Stance", "Speaker", "Place", "Source")}
    assert said == {
        "Date": "Around 1860",
        "EDTF": "1860~",
        "Event": "Around 1860 Airy promised to help Le Verrier.",
        "Stance": "promised",
        "Speaker": "Airy",
        "Place": "[L3 · 00:20]",
        "Source": "S1",
    }


def test_an_event_names_who_and_where():
    """Participants and place are told by their names."""
    row = rows("events", dated())["VS21"]
    assert (row["Who"], row["Where"], row["EDTF"]) == ("Airy", "Berlin", "1861-05-05/1861-05-08")


def test_relations_join_with_names_and_statements():
    """Ids lead from one table to another; a verb that was only wanted says so."""
    pack = dated()
    row, people = rows("relations", pack)["R3"], rows("people", pack)
    assert (people[row["Actor ID"]]["Name"], row["Verb"], people[row["Target ID"]]["Name"]) == (
        "Airy",
        "to help",
        "Le Verrier",
    )
    assert (row["Category"], row["Polarity"], row["Stance"], row["Statement ID"]) == ("AID", "1", "promised", "S1.t2")


def test_a_tie_of_unknown_kind_is_told_with_its_confidence():
    """Notes leave it out; whoever counts ties may want it, and sees how sure it is."""
    row = rows("relations", dated())["R4"]
    assert (row["Category"], row["Polarity"], row["Confidence"], row["Quote"]) == ("", "0", "0.3", "Airy met Galle.")


def test_terms_say_whether_they_are_explained():
    """The other terms have the sentence that tells most of them."""
    row = rows("terms", dated())["K1"]
    assert (row["Term"], row["Text"], row["Explained"]) == ("Orbit", "the path of a planet.", "1")


def test_people_have_the_state_that_they_stand_for():
    """By id and by name."""
    row = rows("people", quarrel())["E1"]
    assert (row["Kind"], row["State ID"], row["State"], row["Mentions"]) == ("person", "E4", "Prussia", "4")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["events", "relations"])
def test_libreoffice_shows_every_cell(tmp_path, name):
    """Told to take quoted cells as text, it makes no date of "June 1963"; a number may be shown with fewer places."""
    pack = dated()
    month = replace(pack.events[1], when=When(edtf="1859-06", text="June 1859"))
    data = tables.write(replace(pack, events=(month, *pack.events))).files[f"tables/{name}.csv"]
    (tmp_path / "in.csv").write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/home",
        "--headless",
        "--infilter=CSV:44,34,76,1,,0,true",
    ]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "in.csv")], check=True, capture_output=True, timeout=120)
    if not (tmp_path / "out/in.csv").exists():
        pytest.skip("LibreOffice has no Calc")
    shown = list(csv.reader(io.StringIO((tmp_path / "out/in.csv").read_text("utf-8"), newline="")))
    wanted = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert [[_number(cell) for cell in row] for row in shown] == [[_number(cell) for cell in row] for row in wanted]


def _number(cell):
    return cell.removesuffix(".0")
