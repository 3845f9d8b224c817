"""Makes docs/reference.md from the code: commands, formats, passes, errors, notices, findings and fixed words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import click

import coursepack
from coursepack import errors, notices, plugins
from coursepack.app import cli
from coursepack.model.codec import json_schema
from coursepack.model.wording import FIXED
from coursepack.verifier import report

HEAD = """# Reference

Everything here is made from the code; `make accept` writes it again, and a test compares. For a first try see the
[quickstart](quickstart.md), for tasks the [how-to guides](how-to/).
"""
_MEMBER = re.compile(r'^    "(\w+)",  # (.+)$', re.MULTILINE)


def reference() -> str:
    """Give the whole page."""
    parts = (commands, python, formats, passes, pack_json, exit_codes, notice_kinds, finding_codes, fixed_words)
    page = "\n".join([HEAD, *("\n".join(part()) + "\n" for part in parts)])
    return re.sub(r"\n{3,}", "\n\n", page).rstrip("\n") + "\n"


def commands() -> Iterator[str]:
    yield "## Commands\n"
    root = click.Context(cli.cli, info_name="coursepack", terminal_width=80, **cli.cli.context_settings)
    yield _fenced(cli.cli.get_help(root))
    for name in cli.COMMANDS:
        command = cli.cli.get_command(root, name)
        yield f"\n### coursepack {name}\n"
        yield _fenced(command.get_help(click.Context(command, info_name=name, parent=root, terminal_width=80)))


def python() -> Iterator[str]:
    yield "## From Python\n"
    for name in ("build", "build_course", "export", "load", "verify"):
        function = getattr(coursepack, name)
        signature = str(inspect.signature(function)).replace("'", "")
        yield f"`coursepack.{name}{signature}`\n"
        yield f"{_flowed(inspect.getdoc(function))}\n"


def formats() -> Iterator[str]:
    yield "## Formats\n"
    yield "| reads | what |\n| --- | --- |"
    suffixes: dict[str, list[str]] = {}
    for suffix, reader in sorted(plugins.readers().items()):
        suffixes.setdefault(reader.SUMMARY, []).append(f"`.{suffix}`")
    yield from (f"| {', '.join(names)} | {summary} |" for summary, names in suffixes.items())
    yield "\n| writes | what |\n| --- | --- |"
    yield from (f"| {_codes(writer.FILES)} | {writer.SUMMARY} |" for writer in plugins.writers())
    yield "| `pack.json` | everything that was found, for other programs |"
    yield "| `trace.json` | for each printed line, the claims whose words it prints; a hash of every file |"
    yield "| `sources/` | the text of each source, as it was decoded |"


def passes() -> Iterator[str]:
    yield "## Passes\n"
    yield "In the order in which they run; the order follows from what each needs and makes.\n"
    yield "| pass | needs | makes | what |\n| --- | --- | --- | --- |"
    for each in plugins.ordered_passes():
        name = each.__name__.rpartition(".")[2]
        yield f"| `{name}` | {', '.join(each.NEEDS)} | {', '.join(each.MAKES)} | {each.SUMMARY} |"


def pack_json() -> Iterator[str]:
    yield "## pack.json\n"
    schema = json_schema()
    types = schema["$defs"]
    yield "The JSON Schema is [pack.schema.json](pack.schema.json). The fields, and what each entry of a list holds:\n"
    yield "| field | holds |\n| --- | --- |"
    for field, kind in types["PackFile"]["properties"].items():
        entry = kind.get("items", {}).get("$ref", "").rpartition("/")[2]
        yield f"| `{field}` | {_codes(types[entry]['properties']) if entry else kind.get('const', kind.get('type'))} |"
    yield f"\nA span (in `evidence`, `mentions`, `cue`) holds {_codes(types['Span']['properties'])}: characters"
    yield "`[start, end)` of the source's text in `sources/`, `line` counted from 1, and `quote`, which is that text."


def exit_codes() -> Iterator[str]:
    yield "## Errors and exit codes\n"
    yield "0 done, 1 `coursepack verify` found something, 70 a fault in coursepack itself, 130 stopped by Ctrl-C. Each"
    yield "of these is an error with one line on stderr; capitals stand for what was found.\n"
    yield "| code | error | line |\n| --- | --- | --- |"
    for kind in _below(errors.CoursepackError):
        line = f"`{_example(kind)}`" if "__init__" in vars(kind) else "any of those that follow"
        yield f"| {kind.exit_code} | {kind.__name__} | {line} |"


def notice_kinds() -> Iterator[str]:
    yield "## Notices\n"
    yield "What a build survives and tells: after the summary, and in `pack.json`.\n"
    yield "| kind | when |\n| --- | --- |"
    yield from _members(notices)


def finding_codes() -> Iterator[str]:
    yield "## Findings\n"
    yield "What `coursepack verify` can find, by the code in its `--json`.\n"
    yield "| code | what was found |\n| --- | --- |"
    yield from _members(report)


def fixed_words() -> Iterator[str]:
    yield "## Fixed words\n"
    yield "All words that a pack may print and that stand in no source.\n"
    yield "| key | words |\n| --- | --- |"
    yield from (f"| `{key}` | {words} |" for key, words in FIXED.items())


def _members(module: ModuleType) -> Iterator[str]:
    """List the members of the module's Literal with the comment that stands beside each."""
    return (f"| `{name}` | {told} |" for name, told in _MEMBER.findall(inspect.getsource(module)))


def _below(kind: type[errors.CoursepackError]) -> Iterator[type[errors.CoursepackError]]:
    for child in sorted(kind.__subclasses__(), key=lambda each: each.exit_code):
        yield child
        yield from _below(child)


def _example(kind: type[errors.CoursepackError]) -> str:
    """Build the error's message with the names of its facts in their places."""
    facts = list(inspect.signature(kind).parameters.values())
    return str(kind(*((f.name.upper(),) if "Sequence" in f.annotation else f.name.upper() for f in facts)))


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def _flowed(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _codes(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)
