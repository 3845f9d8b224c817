"""Packs office files from bare XML, for what no library writes, or should."""

from __future__ import annotations

import io
import zipfile

__all__ = ["docx_of", "odt_of", "pieces_of", "pptx_of", "unzipped", "zipped"]

_OOXML = "http://schemas.openxmlformats.org"
_NAMES = {
    "a": f"{_OOXML}/drawingml/2006/main",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "c": f"{_OOXML}/drawingml/2006/chart",
    "dgm": f"{_OOXML}/drawingml/2006/diagram",
    "m": f"{_OOXML}/officeDocument/2006/math",
    "mc": f"{_OOXML}/markup-compatibility/2006",
    "p": f"{_OOXML}/presentationml/2006/main",
    "r": f"{_OOXML}/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_KINDS = _NAMES["r"]
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_NAMES = {
    "office": f"{_ODF}:office:1.0",
    "text": f"{_ODF}:text:1.0",
    "table": f"{_ODF}:table:1.0",
    "draw": f"{_ODF}:drawing:1.0",
    "presentation": f"{_ODF}:presentation:1.0",
    "style": f"{_ODF}:style:1.0",
    "svg": f"{_ODF}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rooted(xml: str, names: dict[str, str]) -> str:
    """Declare the usual prefixes on the outermost element."""
    end = min(at for at in (xml.find(" "), xml.find(">"), xml.find("/>")) if at > 0)
    return xml[:end] + "".join(f' xmlns:{each}="{space}"' for each, space in names.items()) + xml[end:]


def related(*targets: tuple[str, str]) -> str:
    """Write relations rId1, rId2 … of a kind and target each; a kind with "!" leads out of the file."""
    outside = ' TargetMode="External"'
    each = "".join(
        f'<Relationship Id="rId{order}" Type="{_KINDS}/{kind.rstrip("!")}" Target="{target}"'
        f"{outside * kind.endswith('!')}/>"
        for order, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_OOXML}/package/2006/relationships">{each}</Relationships>'


def docx_of(body: str, *others: tuple[str, str, str]) -> bytes:
    """Pack a document with its body; `others` are kind, name and XML of what it is related to, from rId1 on."""
    parts = {
        "_rels/.rels": related(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": related(*((kind, name) for kind, name, _ in others)),
        "word/document.xml": rooted(f"<w:document><w:body>{body}</w:body></w:document>", _NAMES),
    }
    return zipped(parts | {f"word/{name}": rooted(xml, _NAMES) for _, name, xml in others if xml})


def pptx_of(shapes: str, *others: tuple[str, str, str]) -> bytes:
    """Pack one slide with its shapes; `others` are kind, name and XML of what it is related to, from rId1 on."""
    slide = f"<p:sld><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    parts = {
        "_rels/.rels": related(("officeDocument", "ppt/presentation.xml")),
        "ppt/_rels/presentation.xml.rels": related(("slide", "slides/slide1.xml")),
        "ppt/presentation.xml": rooted(
            '<p:presentation><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>', _NAMES
        ),
        "ppt/slides/_rels/slide1.xml.rels": related(*((kind, name) for kind, name, _ in others)),
        "ppt/slides/slide1.xml": rooted(slide, _NAMES),
    }
    return zipped(parts | {f"ppt/slides/{name}": rooted(xml, _NAMES) for _, name, xml in others if xml})


def odt_of(body: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": rooted(content, _OPEN_NAMES)})


def pieces_of(reading) -> list[tuple[str, int, str]]:
    """Give role, level and words of each piece."""
    return [(each.role, each.level, reading.text[each.start : each.end]) for each in reading.pieces]
