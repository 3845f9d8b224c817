"""Train one pipeline of a config, with numpy's matrix products; like `spacy train`, which it calls."""

import argparse
import contextlib
import sys
from pathlib import Path

import numpy as np
import registered
import spacy
from fast_gemm import use_fast_gemm
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config

MARK_ROWS = 20  # of the table for the writing mark, in the configs


def main() -> None:
    """Write OUT/model-best and OUT/model-last; --set takes dotted overrides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--labels", type=Path, help="folder that labels.py wrote: no pass over the data to collect them"
    )
    parser.add_argument(
        "--warm", type=Path, help="pipeline to take weights from, of the same shape or without the writing mark"
    )
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", dest="overrides")
    args = parser.parse_args()
    use_fast_gemm()
    overrides: dict[str, object] = {}
    for pair in args.overrides:
        key, _, value = pair.partition("=")
        overrides[key] = _value(value)
    config = load_config(args.config, overrides=overrides, interpolate=False)
    if args.labels:
        for path in sorted(args.labels.glob("*.json")):
            config["initialize"]["components"][path.stem] = {
                "labels": {"@readers": "spacy.read_labels.v1", "path": str(path), "require": True}
            }
    args.out.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    if args.warm:
        warm_start(nlp, spacy.load(args.warm))
    with contextlib.suppress(registered.TimeIsUp):
        train_loop(nlp, args.out, stdout=sys.stdout, stderr=sys.stderr)


def warm_start(nlp: Language, old: Language) -> None:
    """Copy all weights; where the old token vectors read no writing mark, its columns of the mixer start small."""
    for name, component in nlp.pipeline:
        if not hasattr(component, "model") or name not in old.pipe_names:
            continue
        theirs = [n for n in old.get_pipe(name).model.walk() if n.param_names]
        ours = [n for n in component.model.walk() if n.param_names]
        if len(ours) > len(theirs):
            ours = [n for n in ours if not (n.name == "hashembed" and n.get_param("E").shape[0] == MARK_ROWS)]
        for new, source in zip(ours, theirs, strict=True):
            for param in source.param_names:
                if source.has_param(param):
                    new.set_param(param, _fitted(source.get_param(param), new.get_param(param)))


def _fitted(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    if old.shape == new.shape:
        return old.copy()
    size, wide = old.shape[-1], new.shape[-1]
    added = wide - size
    vectors = size - added  # the vectors' columns are the last; the mark's stand before them
    fitted = new * 0.1
    fitted[..., :vectors] = old[..., :vectors]
    fitted[..., wide - added :] = old[..., vectors:]
    return fitted


def _value(text: str) -> object:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return {"true": True, "false": False, "null": None}.get(text, text)


if __name__ == "__main__":
    main()
