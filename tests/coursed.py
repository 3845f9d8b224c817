"""A course of three short lectures of our own, laid out as files."""

from __future__ import annotations

from pathlib import Path

__all__ = ["LECTURES", "lay_out"]

LECTURES = {
    "01-alliance/lecture.vtt": (
        "WEBVTT\n\n00:01.000 --> 00:05.000\nMao Zedong travelled to Moscow in December 1949.\n\n"
        "00:05.000 --> 00:09.000\nHe met Joseph Stalin, and they signed a treaty in February 1950.\n"
    ),
    "01-alliance/slides.md": (
        "# The Alliance\n\n- **Treaty**: a promise of help in war, signed in February 1950.\n"
        "- Stalin lent China money.\n"
    ),
    "02-leap/lecture.vtt": (
        "WEBVTT\n\n00:01.000 --> 00:05.000\nIn May 1958 Mao Zedong announced the Great Leap Forward.\n\n"
        "00:05.000 --> 00:09.000\nPeng Dehuai criticised Mao at Lushan in July 1959.\n"
    ),
    "03-split.txt": (
        "The Split\n\nNikita Khrushchev withdrew the experts in July 1960. Mao Zedong never forgave Khrushchev.\n"
    ),
}


def lay_out(folder: Path, **more: str) -> Path:
    for name, text in (LECTURES | more).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
