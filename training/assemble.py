"""Join the two trained pipelines to the one that ships: training's leavings stripped, papers beside it."""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import registered  # noqa: F401  (the pipelines name a component of ours)
import spacy
import srsly
from spacy.language import Language

HERE = Path(__file__).parent
META = {
    "lang": "en",
    "name": "coursepack_en",
    "version": "1.0.0",
    "description": "English for lectures: sentences, UD trees, lemmas and names, in edited text and bare captions.",
    "author": "",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "sources": [
        {"name": "UD English EWT 2.16", "license": "CC BY-SA 4.0"},
        {"name": "GUM 11, free documents", "license": "CC BY 4.0; texts CC BY, CC BY-SA or public domain"},
        {"name": "grobid-ner annotated articles", "license": "CC BY, CC BY-SA"},
        {"name": "Universal NER, EWT dev", "license": "CC BY-SA 4.0"},
        {"name": "OpenStax textbooks, US History left out", "license": "CC BY 4.0"},
        {"name": "LitBank texts", "license": "CC BY 4.0"},
        {"name": "GAP development texts", "license": "Apache-2.0"},
        {"name": "Causal News Corpus V2 train texts", "license": "CC0"},
        {"name": "SemEval-2010 task 8 train texts", "license": "CC BY 3.0"},
        {"name": "spaCy en_core_web_md 3.8 (labels for silver names; its vectors, reduced)", "license": "MIT"},
        {"name": "all-MiniLM-L6-v2 (base of the teacher of silver trees)", "license": "Apache-2.0"},
    ],
}


def needed_strings(nlp: Language) -> set[str]:
    """Strings that a model cannot do without: labels, and what its lemmas' edit trees put in."""
    strings = nlp.vocab.strings
    keep: set[str] = set()
    for name, component in nlp.pipeline:
        keep |= {str(label) for label in getattr(component, "labels", ())}
        for label in getattr(component, "labels", ()):
            keep |= set(str(label).replace("|", " ").replace("=", " ").split())
            keep |= set(str(label).split("-", 1))
        if name == "trainable_lemmatizer":
            for tree in srsly.msgpack_loads(component.trees.to_bytes())["trees"]:
                for key in ("orig", "subst"):
                    if tree.get(key):
                        keep.add(strings[tree[key]])
    return keep


def fixed_writing(nlp: Language) -> None:
    """Make the mark of how a text is written a constant, so that spaCy alone loads the pipeline."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None or not hasattr(model, "walk"):
            continue
        for node in model.walk():
            if node.name == "hashembed" and node.has_param("E") and node.get_param("E").shape[0] == 20:
                key = np.asarray([nlp.vocab.strings.add("writing:capitals+marks")], dtype="uint64")
                value = node.predict(key)[0]
                node.set_param("E", np.tile(value / 4, (20, 1)).astype("float32"))
    if "writing" in nlp.pipe_names:
        nlp.remove_pipe("writing")


def plain_config(nlp: Language) -> None:
    """Drop what only training needs, machine paths with it."""
    config = nlp.config
    config["paths"] = {}
    config["corpora"] = {}
    config["initialize"] = {"components": {}, "tokenizer": {}}
    config["training"] = {}
    config["pretraining"] = {}
    nlp.config = config


def prune_vocab(folder: Path, keep: set[str]) -> None:
    """Leave the needed strings; vectors are keyed by hash and need none."""
    srsly.write_json(folder / "vocab" / "strings.json", sorted(keep))


def main() -> None:
    """Write OUT, beside it first, then in its place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--spacy-only", action="store_true", help="no component of ours: a stopgap")
    parser.add_argument("--scores", type=Path, help="scores.json, kept in meta.json as performance")
    args = parser.parse_args()
    nlp, names = spacy.load(args.trees), spacy.load(args.names)
    # The names' vectors may know more words; the rows of those that both know are the same.
    nlp.vocab.vectors = names.vocab.vectors
    nlp.add_pipe("ner", source=names)
    for string in needed_strings(names):
        nlp.vocab.strings.add(string)
    if args.spacy_only:
        fixed_writing(nlp)
    plain_config(nlp)
    beside = args.out.with_name(args.out.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    nlp.to_disk(beside)
    prune_vocab(beside, needed_strings(nlp))
    meta = json.loads((beside / "meta.json").read_text(encoding="utf-8"))
    meta = {k: v for k, v in meta.items() if k in {"vectors", "labels", "pipeline", "components", "disabled"}} | META
    meta["performance"] = json.loads(args.scores.read_text())["trees"] if args.scores else {}
    srsly.write_json(beside / "meta.json", meta)
    for paper in ("LICENSE-model", "README.md"):
        if (HERE / "model" / paper).exists():
            shutil.copy(HERE / "model" / paper, beside / paper)
    spacy.load(beside)("The Soviet Union sent engineers to China in 1950.")
    old = args.out.with_name(args.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if args.out.exists():
        args.out.rename(old)
    beside.rename(args.out)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
