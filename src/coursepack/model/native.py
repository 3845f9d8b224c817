"""A pack as readable text that parses back: the language of golden cases.

A record is a head line, its collection and id, and one indented line a field with a JSON value; fields that hold
nothing are left out. A span is written `@S1[12:40] its quote`: line and quote follow from the text when it is parsed,
and a quote that differs is refused. A source's text stands under it behind "|". Trees have one line a token.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import msgspec

from coursepack.errors import BadPack
from coursepack.model.anchors import Text
from coursepack.model.codec import PackFile
from coursepack.model.pack import Pack, checked
from coursepack.model.trees import Reference, Token, Tree

__all__ = ["from_native", "to_native"]

_SPAN = re.compile(r"@(\S+)\[(\d+):(\d+)\] (.*)", re.DOTALL)
_HEAD = re.compile(r"^(\w+)(?: (\S+))?$")
_SPAN_FIELDS = {"source", "start", "end", "line", "quote"}
_COLLECTIONS = tuple(name for name in PackFile.__struct_fields__ if name not in ("schema", "generator", "references"))
_TOKEN_FIELDS = Token.__struct_fields__
_KINDS: dict[str, Any] = {
    **{field.name: field.type.__args__[0] for field in msgspec.structs.fields(PackFile) if field.name in _COLLECTIONS},
    "trees": Tree,
    "references": Reference,
}


def to_native(pack: Pack) -> str:
    """Print the pack, working values included where it has them."""
    out = [f"pack\n  generator {json.dumps(pack.generator)}"]
    for name in _COLLECTIONS:
        for record in getattr(pack, name):
            out.extend(_record(name, msgspec.to_builtins(record)))
            if name == "sources":
                text = pack.texts.get(record.id)
                out.extend(f"  | {line}" if line else "  |" for line in (text.text.split("\n") if text else ()))
                if pack.marks.get(record.id):
                    out.append(f"  marks {json.dumps(pack.marks[record.id])}")
    for tree in pack.trees:
        out.append(f"trees {tree.sentence}")
        out.append(f"  source {json.dumps(tree.source)}")
        out.append(f"  passages {json.dumps(list(tree.passages))}")
        if tree.lead:
            out.append(f"  lead {json.dumps(list(tree.lead))}")
        if tree.asked:
            out.append("  asked true")
        if tree.capitals:
            out.append(f"  capitals {json.dumps(tree.capitals, ensure_ascii=False)}")
        out.extend(
            f"  : {json.dumps([_outward(getattr(token, each)) for each in _TOKEN_FIELDS], ensure_ascii=False)}"
            for token in tree.tokens
        )
    for reference in pack.references:
        out.extend(_record("references", msgspec.to_builtins(reference)))
    return "\n".join(out) + "\n"


def _record(name: str, fields: dict[str, Any]) -> list[str]:
    key = fields.pop("id", None)
    blanks = _blanks(name)
    lines = [f"{name} {key}" if key else name]
    lines += [
        f"  {field} {json.dumps(_outward(value), ensure_ascii=False)}"
        for field, value in fields.items()
        if field not in blanks or value != blanks[field]
    ]
    return lines


def _outward(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == _SPAN_FIELDS:
            return f"@{value['source']}[{value['start']}:{value['end']}] {value['quote']}"
        return {key: _outward(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_outward(each) for each in value]
    return f"@{value}" if isinstance(value, str) and value.startswith("@") else value


def from_native(native: str, where: str = "native") -> Pack:
    """Parse what `to_native` prints; BadPack, with the line, on anything else. Fields left out are empty."""
    texts: dict[str, Text] = {}
    marks: dict[str, tuple[tuple[int, int], ...]] = {}
    values: dict[str, Any] = {"generator": "", **dict.fromkeys(_KINDS, ())}
    for number, head, lines in _split(native, where):
        name, _, key = head.partition(" ")
        at = f"{where}:{number}"
        if name not in _KINDS and name != "pack":
            raise BadPack(at, f"'{name}'", f"want one of {', '.join(_KINDS)}")
        fields, body, tokens = _fields(lines, where)
        if key:
            fields["sentence" if name == "trees" else "id"] = key
        try:
            if name == "pack":
                values["generator"] = msgspec.convert(fields.get("generator", ""), str)
                continue
            if name == "sources":
                texts[key] = Text(key, "\n".join(body))
                if "marks" in fields:
                    marks[key] = msgspec.convert(fields.pop("marks"), tuple[tuple[int, int], ...])
            if name == "trees":
                fields["tokens"] = [dict(zip(_TOKEN_FIELDS, token, strict=True)) for token in tokens]
            inward = _filled(name, _inward(fields, texts, at))
            values[name] += (msgspec.convert(inward, _KINDS[name]),)
        except (TypeError, ValueError) as error:
            raise BadPack(at, str(error), "see what 'coursepack native' prints") from error
    return checked(Pack(texts=texts, marks=marks, **values), where)


def _split(native: str, where: str) -> list[tuple[int, str, list[tuple[int, str]]]]:
    """Give each record's line number, head, and numbered lines."""
    records: list[tuple[int, str, list[tuple[int, str]]]] = []
    for number, line in enumerate(native.split("\n"), start=1):
        if line.startswith("  ") and records:
            records[-1][2].append((number, line[2:]))
        elif _HEAD.match(line):
            records.append((number, line, []))
        elif line:
            raise BadPack(f"{where}:{number}", f"'{line}'", "want 'collection id' or an indented field")
    return records


def _fields(lines: list[tuple[int, str]], where: str) -> tuple[dict[str, Any], list[str], list[Any]]:
    """Read a record's lines: fields, lines of text, and tokens."""
    fields: dict[str, Any] = {}
    body: list[str] = []
    tokens: list[Any] = []
    for number, line in lines:
        field, _, value = line.partition(" ")
        if field == "|":
            body.append(value)
            continue
        try:
            decoded = json.loads(value)
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadPack(f"{where}:{number}", f"'{line}'", "want a field and a JSON value") from error
        if field == ":":
            tokens.append(decoded)
        else:
            fields[field] = decoded
    return fields, body, tokens


def _inward(value: Any, texts: dict[str, Text], at: str) -> Any:
    if isinstance(value, dict):
        return {key: _inward(each, texts, at) for key, each in value.items()}
    if isinstance(value, list):
        return [_inward(each, texts, at) for each in value]
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    if value.startswith("@@"):
        return value[1:]
    found = _SPAN.fullmatch(value)
    if not found or found[1] not in texts:
        raise BadPack(at, f"'{value}'", "want '@source[start:end] quote' of a source above")
    span = texts[found[1]].span(int(found[2]), int(found[3]))
    if span.quote != found[4]:
        raise BadPack(at, f"'{found[4]}' at {found[1]}[{found[2]}:{found[3]}]", f"the text there is '{span.quote}'")
    return msgspec.to_builtins(span)


def _filled(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Give back the empty fields that printing leaves out."""
    return {**_blanks(name), **fields}


@cache
def _blanks(name: str) -> dict[str, Any]:
    """Map the fields that can hold nothing to the value that says so; these are left out in print."""
    blanks: dict[str, Any] = {}
    for field in msgspec.structs.fields(_KINDS[name]):
        kind = str(field.type)
        if not field.required:
            blanks[field.encode_name] = field.default
        elif "None" in kind:
            blanks[field.encode_name] = None
        elif "tuple" in kind:
            blanks[field.encode_name] = ()
        elif field.type is str:
            blanks[field.encode_name] = ""
    return blanks
