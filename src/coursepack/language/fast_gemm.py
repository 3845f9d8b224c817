"""Sends the model's matrix products through numpy's BLAS: twice the words a second on CPUs that thinc does not know.

thinc's own library (BLIS) picks a generic kernel on many new CPUs; numpy's knows them. The numbers differ in the last
bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps

__all__ = ["use_fast_gemm"]


def use_fast_gemm() -> None:
    """Patch thinc for this process; call it before a model is used."""
    NumpyOps.gemm = _gemm


def _gemm(self: Any, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: ARG001, FBT001, FBT002  (thinc's signature)
    return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)
