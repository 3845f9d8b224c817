"""Turn what a course leaves behind into study material in which every word has its source.

`build(["lecture.vtt", "slides.md"], "pack")` writes a pack's folder, `load("pack")` reads it back, and
`verify("pack")` proves it from its files alone. `export("pack", ["anki"], "out")` writes it in other formats, and
`build_course("course", "out")` does what `build` does for a folder of lectures.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coursepack.version import __version__

if TYPE_CHECKING:
    from coursepack.course import build_course
    from coursepack.model.pack import Pack
    from coursepack.pipeline import build, export, load, verify

__all__ = ["Pack", "__version__", "build", "build_course", "export", "load", "verify"]

# Loaded at first use (PEP 562), so that the command line can answer `--help` without the rest.
_HOMES = {
    "Pack": "coursepack.model.pack",
    "build": "coursepack.pipeline",
    "build_course": "coursepack.course",
    "export": "coursepack.pipeline",
    "load": "coursepack.pipeline",
    "verify": "coursepack.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'coursepack' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
