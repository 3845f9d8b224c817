"""Settings of every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import coursepack.app.cli  # noqa: F401  (before numpy: it says how many threads linear algebra has)
from coursepack.pipeline import build_folder

# No deadline: a busy machine is no fault of the code. Derandomised: a failure in one place is a failure everywhere.
settings.register_profile("coursepack", deadline=None, derandomize=True, database=None)
settings.load_profile("coursepack")

ROOT = Path(__file__).parents[1]
EXAMPLES = {
    "split": ("examples/sino-soviet-split/lecture.vtt", "examples/sino-soviet-split/slides.md"),
    "plates": ("examples/plate-tectonics/lecture.srt", "examples/plate-tectonics/slides.txt"),
}


@pytest.fixture(scope="session", params=EXAMPLES)
def example(request, tmp_path_factory):
    """Each of our examples, built once: its pack as the pipeline gave it, and the folder."""
    folder = tmp_path_factory.mktemp("built") / request.param
    built = build_folder([ROOT / path for path in EXAMPLES[request.param]], folder)
    return built, folder
