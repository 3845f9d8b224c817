"""The documents are true: links lead somewhere, commands and programs run, excerpts are what a build prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursepack.plugins import BUILT, names, readers, writers
from reference import reference

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "examples/*.md", "eval/*.md", "training/*.md")
    for page in ROOT.glob(pattern)
)
EXAMPLE = ROOT / "examples/sino-soviet-split"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def named(page):
    return str(page.relative_to(ROOT))


def fences(page, *kinds):
    return [(kind, text) for kind, text in _FENCE.findall(page.read_text("utf-8")) if kind in kinds]


def run(arguments, folder):
    settings = os.environ | {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def folder(tmp_path):
    """A folder as a reader of the documents has it: the examples, and a lecture and slides of the names used there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for source in EXAMPLE.iterdir():
        shutil.copy(source, tmp_path / source.name)
    return tmp_path


@pytest.fixture(scope="module")
def built_notes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    sources = [str(EXAMPLE / name) for name in ("lecture.vtt", "slides.md")]
    run(["-m", "coursepack", "build", *sources, "-o", "pack", "--quiet"], folder)
    return (folder / "pack/notes.md").read_text("utf-8").split("\n")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    """Each relative link names a file or folder of the project."""
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if not link.startswith(("http:", "https:"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if fences(page, "shell", "python")], ids=named)
def test_examples_run(page, folder):
    """Each `coursepack` command of a shell example and each Python example ends well, in the order of the page."""
    for kind, text in fences(page, "shell", "python"):
        if kind == "python":
            run(["-c", text], folder)
        for line in text.split("\n") if kind == "shell" else ():
            if line.startswith("coursepack "):
                run(["-m", "coursepack", *shlex.split(line, comments=True)[1:]], folder)


@pytest.mark.parametrize("page", [page for page in PAGES if fences(page, "markdown")], ids=named)
def test_excerpts_of_notes_are_what_a_build_prints(page, built_notes):
    """Each line of notes that a page shows stands in the notes of the first example."""
    shown = [line for _, text in fences(page, "markdown") for line in text.split("\n") if line]
    assert [line for line in shown if line not in built_notes] == []


@pytest.mark.parametrize("page", [page for page in PAGES if fences(page, "vtt")], ids=named)
def test_excerpts_of_captions_are_the_examples(page):
    """Each piece of captions that a page shows stands in the first example's lecture."""
    captions = (EXAMPLE / "lecture.vtt").read_text("utf-8")
    assert [text for _, text in fences(page, "vtt") if text not in captions] == []


def test_the_readme_names_every_format():
    """What can be read and what is written stands in the README's table."""
    readme = (ROOT / "README.md").read_text("utf-8")
    wanted = [f"`.{suffix}`" for suffix in readers()] + [f"`{file}`" for each in writers() for file in each.FILES]
    assert [name for name in wanted if name not in readme] == []


def test_the_page_on_exports_names_every_format():
    """What `--to` takes stands in the table of docs/how-to/export-a-pack.md, by its name."""
    page = (ROOT / "docs/how-to/export-a-pack.md").read_text("utf-8")
    listed = {
        name for cell in re.findall(r"^\|[^|]*\|([^|]*)\|", page, re.MULTILINE) for name in re.findall(r"\w+", cell)
    }
    assert [name for name in names("writers") if name not in (*listed, *BUILT)] == []


def test_the_reference_is_made_from_the_code():
    """docs/reference.md is what the code says of itself; ACCEPT=1 writes it again."""
    page = ROOT / "docs/reference.md"
    if os.environ.get("ACCEPT"):
        page.write_text(reference(), "utf-8")
    assert page.read_text("utf-8") == reference(), "run `make accept`, and read the difference"
