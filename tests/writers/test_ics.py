"""timeline.ics as another program reads it, and which events are in it."""

from datetime import date

import icalendar
import pytest
from msgspec.structs import replace

from coursepack.model.claims import When
from coursepack.writers import ics
from dated import dated


def entries(pack):
    return icalendar.Calendar.from_ical(ics.write(pack).files["timeline.ics"]).walk("VEVENT")


def test_icalendar_reads_the_words_and_days():
    """An entry lasts to the day after its last, and its texts are unescaped and unfolded."""
    first, second = entries(dated())
    assert (first["SUMMARY"], first["DTSTART"].dt) == ("Galle thanked Le Verrier; R&D <was> cut.", date(1858, 8, 23))
    assert (second["DTSTART"].dt, second["DTEND"].dt) == (date(1861, 5, 5), date(1861, 5, 9))
    assert second["DESCRIPTION"] == "5 to 8 May 1861\n[S2 L2]\nLetters, and more"


@pytest.mark.parametrize("edtf", [None, "1858", "1858-08", "1858-08-23~", "../1858-08-23", "-0043-03-15", "185X"])
def test_what_is_no_known_day_is_left_out(edtf):
    """A calendar can't say "about", so it does not say it."""
    pack = dated()
    event = replace(pack.events[0], when=When(edtf=edtf, text="23 August 1858"))
    assert entries(replace(pack, events=(event,))) == []


def test_an_id_lasts():
    """Lines that are put in before an event, and a shorter pack, leave its id as it is."""
    pack = dated()
    alone = replace(pack, events=pack.events[4:5])
    assert entries(alone)[0]["UID"] == entries(pack)[1]["UID"]


def test_no_line_is_longer_than_75_octets():
    """RFC 5545, section 3.1; characters of several octets stay whole."""
    pack = dated()
    title = "Brief – Übersicht " * 12
    long = replace(pack, sources=tuple(replace(each, title=title) for each in pack.sources))
    data = ics.write(long).files["timeline.ics"]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert str(entries(long)[0]["DESCRIPTION"]).endswith(title)
