"""Writes the running text that a build parses, as JSON: what the bare parse is given, so that both parse the same.

python bench/texts.py lecture.vtt texts.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coursepack.language.running import blocks
from coursepack.notices import Log
from coursepack.pipeline import read


def main(source: str, out: str) -> None:
    """Read as a build does."""
    pack = read([Path(source)], Log())
    Path(out).write_text(json.dumps([block.text for block in blocks(pack)]), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
