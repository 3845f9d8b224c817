"""Train one pipeline of a config, with numpy's matrix products; like `spacy train`, which it calls."""

import argparse
import contextlib
import sys
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config

import registered
from fast_gemm import use_fast_gemm


def main() -> None:
    """Write OUT/model-best and OUT/model-last; --set takes dotted overrides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--labels", type=Path, help="folder that labels.py wrote: no pass over the data to collect them")
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
    with contextlib.suppress(registered.TimeIsUp):
        train_loop(nlp, args.out, stdout=sys.stdout, stderr=sys.stderr)


def _value(text: str) -> object:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return {"true": True, "false": False, "null": None}.get(text, text)


if __name__ == "__main__":
    main()
