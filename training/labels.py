"""Write a trained pipeline's labels, so that the next training need not collect them from all its data."""

import argparse
from pathlib import Path

import registered  # noqa: F401  (the pipeline may name a component of ours)
import spacy
import srsly


def main() -> None:
    """Write OUT/COMPONENT.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.load(args.model)
    for name, component in nlp.pipeline:
        data = getattr(component, "label_data", None)
        if data:
            srsly.write_json(args.out / f"{name}.json", data)
            print(name, len(data))


if __name__ == "__main__":
    main()
