"""Pages' own files: styles, scripts and templates, and the policy that lets nothing else run."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

__all__ = ["asset", "bytes_of", "policy", "template"]

_ASSETS = files("coursepack.writers") / "assets"


def asset(*names: str) -> str:
    """Join files of the folder."""
    return "".join(_ASSETS.joinpath(name).read_text("utf-8") for name in names)


def bytes_of(name: str) -> bytes:
    return _ASSETS.joinpath(name).read_bytes()


def template(name: str) -> Template:
    """Load a template that escapes what it prints, and fails at a name that it was not given."""
    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    ).get_template(name)


def policy(style: str, *scripts: str, fonts: bool = False) -> str:
    """Nothing may be fetched, and nothing runs but these, whatever a source's text holds.

    With `fonts`, the style may hold fonts as data.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(style)}",
            f"script-src {' '.join(map(_digest, scripts))}",
            *(("font-src data:",) if fonts else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    """Name an inline style or script as Content Security Policy level 3, section 2.3.1 does."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
