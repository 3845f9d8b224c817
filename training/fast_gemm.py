"""The package's fast matrix products, taken by path so that training needs no more than spaCy."""

import importlib.util
from pathlib import Path

_FILE = Path(__file__).parent.parent / "src" / "coursepack" / "language" / "fast_gemm.py"


def use_fast_gemm() -> None:
    """Patch thinc for this process; call before a pipeline is used."""
    spec = importlib.util.spec_from_file_location("coursepack_fast_gemm", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.use_fast_gemm()
