"""timeline.html: the timeline to click through, in one file that holds TimelineJS 3 and asks the network for nothing.

TimelineJS can fetch films and maps; the page's policy lets it fetch nothing, and gives it its icons in the style.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode

from markupsafe import Markup

from coursepack.model.pack import Pack
from coursepack.model.trace import Output, TraceLine
from coursepack.writers._assets import asset, bytes_of, policy, template
from coursepack.writers._sources import by_title
from coursepack.writers._timelinejs import timelinejs

FILES = ("timeline.html",)
SUMMARY = "a timeline to click through in a browser, one event a slide; holds TimelineJS, opens by double-click"
PROGRAM = "Chromium"
TAKES = ()

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def write(pack: Pack) -> Output:
    timeline, trace = timelinejs(pack, FILES[0])
    # Text in a script element ends at "</script": no "<" stands there as itself.
    data = json.dumps(timeline, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    icons = b64encode(bytes_of("timelinejs/icons.woff2")).decode()
    face = f'@font-face {{ font-family: "tl-icons"; src: url(data:font/woff2;base64,{icons}) format("woff2") }}'
    style = _FACE.sub(face, asset("timelinejs/timeline.css")) + asset("timeline.css")
    library, script = asset("timelinejs/timeline.js"), asset("timeline.js")
    title = by_title(pack)[0]
    page = template("timeline.html.j2").render(
        language=title.language,
        policy=policy(style, library, script, fonts=True),
        title=title.title,
        # Our own files and the library's, and JSON without a "<": none holds what would end its element.
        style=Markup(style),  # noqa: S704
        data=Markup(data),  # noqa: S704
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )
    head = TraceLine(file=FILES[0], at="head", claims=(title.id,))
    return Output(files={FILES[0]: page.encode()}, trace=(head, *trace))
