"""timeline.json: the timeline as TimelineJS 3 reads it."""

from __future__ import annotations

import json

from coursepack.model.pack import Pack
from coursepack.model.trace import Output
from coursepack.writers._timelinejs import timelinejs

FILES = ("timeline.json",)
SUMMARY = "the timeline for TimelineJS: each event with its dates, the words that say them, its place and source"
PROGRAM = "TimelineJS 3"
TAKES = ()


def write(pack: Pack) -> Output:
    timeline, trace = timelinejs(pack, FILES[0])
    data = json.dumps(timeline, ensure_ascii=False, indent=1) + "\n"
    return Output(files={FILES[0]: data.encode()}, trace=trace)
