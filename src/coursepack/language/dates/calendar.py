"""The civil calendar, Gregorian throughout, with astronomical years: 0 is 1 BC, so that dates BC need no exception."""

from __future__ import annotations

__all__ = ["Day", "add_days", "add_months", "from_ordinal", "month_length", "to_ordinal"]

Day = tuple[int, int, int]
"""Year, month, day; sorts as time does."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_ERA = 146_097
"""Days in 400 Gregorian years, after which the calendar repeats."""


def month_length(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _LENGTHS[month - 1]


def to_ordinal(day: Day) -> int:
    """Count days from 0000-03-01: with the leap day last in its year, months follow one formula."""
    year, month, date = day
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + date - 1
    return era * _DAYS_IN_ERA + of_era * 365 + of_era // 4 - of_era // 100 + of_year


def from_ordinal(ordinal: int) -> Day:
    era, of_era = divmod(ordinal, _DAYS_IN_ERA)
    years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    shifted = (5 * of_year + 2) // 153
    date = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + years + (month <= 2), month, date


def add_days(day: Day, count: int) -> Day:
    return from_ordinal(to_ordinal(day) + count)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    years, index = divmod(year * 12 + month - 1 + count, 12)
    return years, index + 1
