"""Opens a presentation to fill, bared of its slides and of its author's name, and packs it the same way each time."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from markupsafe import escape

from coursepack.errors import UsageError

__all__ = ["opened", "packed"]

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
# What a template or a show calls the same thing; PowerPoint's macros stay behind.
_KIN = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: a build has no clock."""
_LIMIT = 60_000_000
"""Bytes that a template may unpack to."""
_KEPT = ("officeDocument", "core-properties")
"""Relations of the package that stay; properties, thumbnails and labels say things of their own."""
_LOOK = ("slideMaster", "theme", "presProps", "viewProps", "tableStyles", "font")
"""Relations of the presentation that stay: not slides, comments' authors, macros, a printer's settings."""


def opened(data: bytes, *, is_ours: bool) -> Any:
    """Open with python-pptx; UsageError where nothing can be made of it."""
    from pptx import Presentation  # noqa: PLC0415  (a library of its own is imported where it is used)

    if is_ours:
        return Presentation(io.BytesIO(data))
    try:
        presentation: Any = Presentation(io.BytesIO(_as_presentation(data)))
        _bare(presentation)
    except Exception as error:
        raise UsageError(
            f"the template can't be opened as a presentation ({error or type(error).__name__})",
            "give a .pptx that PowerPoint or LibreOffice saved",
        ) from error
    return presentation


def _as_presentation(data: bytes) -> bytes:
    """Call a template (.potx) what the library calls a presentation."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        if sum(each.file_size for each in archive.infolist()) > _LIMIT:
            raise ValueError("it is too large")
        for each in archive.infolist():
            content = archive.read(each)
            if each.filename == _TYPES:
                for kin in _KIN:
                    content = content.replace(kin, _MAIN)
            copy.writestr(each.filename, content)
    return out.getvalue()


def _bare(presentation: Any) -> None:
    """Take out slides, comments' authors, macros and whatever names slides that are gone."""
    part, element = presentation.part, presentation.part._element  # noqa: SLF001  (the library has no other way)
    for kind in ("sldIdLst", "custShowLst", "extLst", "notesMasterIdLst", "handoutMasterIdLst", "custDataLst"):
        for found in element.findall(f"{{{element.nsmap['p']}}}{kind}"):
            element.remove(found)
    for ident, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _LOOK:
            part.rels.pop(ident)
    for master in presentation.slide_masters:
        for each in (master, *master.slide_layouts):
            _silence(each)
            _unlink(each)


def _silence(each: Any) -> None:
    """Empty what a master or layout itself prints on slides: no source says it. Placeholders show prompts alone."""
    for element in each._element.iter():  # noqa: SLF001  (shapes in groups, tables and fields alike)
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "t" and not _is_prompt(element):
            element.text = ""
        elif name == "cNvPr":
            for said in ("descr", "title"):
                element.attrib.pop(said, None)


def _unlink(each: Any) -> None:
    """Take out links that lead out of the file."""
    for element in list(each._element.iter()):  # noqa: SLF001  (shapes in groups, tables and runs alike)
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in ("hlinkClick", "hlinkHover", "hlinkMouseOver"):
            element.getparent().remove(element)
    for ident, relation in list(each.part.rels.items()):
        if relation.is_external:
            each.part.rels.pop(ident)


def _is_prompt(element: Any) -> bool:
    shape = next((each for each in element.iterancestors() if each.tag.endswith("}sp")), None)
    return shape is not None and any(each.tag.endswith("}ph") for each in shape.iter() if isinstance(each.tag, str))


def packed(presentation: Any, title: str) -> bytes:
    """Give the file's bytes: fixed dates, and of properties the title alone."""
    package = presentation.part.package
    rels = package._rels  # noqa: SLF001  (the library has no other way to drop what it did not make)
    for ident, relation in list(rels.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT:
            rels.pop(ident)
    presentation.core_properties.title = ""  # makes the part where the file has none
    raw = io.BytesIO()
    presentation.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = _properties(title) if name == "docProps/core.xml" else archive.read(name)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            copy.writestr(entry, content)
    return out.getvalue()


def _properties(title: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()
