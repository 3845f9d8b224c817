"""Measure a pipeline on the test parts and their copies: trees, tags, sentences, names, speed, size, load time."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import gold_names
import registered  # noqa: F401  (the pipeline names a component of ours)
import spacy
from fast_gemm import use_fast_gemm
from openstax import paragraphs
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import DocBin
from spacy.training import Example

COPIES = ("plain", "nocase", "nopunct", "bare")
KEYS = {
    "las": "dep_las", "uas": "dep_uas", "tag": "tag_acc", "pos": "pos_acc", "morph": "morph_acc",
    "lemma": "lemma_acc", "sentences": "sents_f",
}  # fmt: skip


def trees(nlp: Language, corpora: Path, parts: list[str]) -> dict[str, dict[str, float]]:
    """PART.COPY to percents, on raw text in runs of at most ten sentences."""
    out = {}
    for part in parts:
        for copy in COPIES:
            path = corpora / f"{part}.{copy}.spacy"
            if not path.exists():
                print(f"{path} is absent: run treebank.py first")
                continue
            gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
            docs = nlp.pipe([nlp.make_doc(d.text) for d in gold])
            result = Scorer(nlp).score([Example(p, g) for p, g in zip(docs, gold, strict=True)])
            out[f"{part}.{copy}"] = {k: round(100 * result[v], 2) for k, v in KEYS.items() if result.get(v) is not None}
    return out


def speed(nlp: Language, shared: Path, words: int = 30_000) -> float:
    """Words a second of this process's CPU time, white space between words; best of three."""
    texts, n = [], 0
    for _, text in paragraphs(shared):
        texts.append(text)
        n += len(text.split())
        if n >= words:
            break
    best = 0.0
    for _ in range(4):
        begin = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        best = max(best, n / (time.process_time() - begin))
    return round(best)


def load_seconds(model: Path) -> float:
    """Time of spacy.load in a fresh process, import left out; best of three."""
    code = "import spacy,registered,sys,time;b=time.perf_counter();spacy.load(sys.argv[1]);print(time.perf_counter()-b)"
    command = [sys.executable, "-c", code, str(model)]
    here = Path(__file__).parent
    runs = [subprocess.run(command, capture_output=True, text=True, check=True, cwd=here) for _ in range(3)]
    return round(min(float(r.stdout) for r in runs), 2)


def megabytes(model: Path) -> float:
    """Size on disk."""
    return round(sum(p.stat().st_size for p in model.rglob("*") if p.is_file()) / 1e6, 1)


def main() -> None:
    """Print the scores as JSON, and write them where --out says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, help="folder that treebank.py wrote")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("COURSEPACK_SHARED", "../shared")))
    parser.add_argument("--parts", nargs="*", default=["ewt_test", "gum_test"])
    parser.add_argument("--beside", nargs="*", default=[], metavar="NAME=FOLDER", help="other pipelines, names only")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if not args.shared.exists():
        print(f"{args.shared} is absent: nothing to measure on; set COURSEPACK_SHARED")
        return
    result: dict[str, object] = {"size_mb": megabytes(args.model), "load_s": load_seconds(args.model.resolve())}
    nlp = spacy.load(args.model)
    result["words_per_second"] = speed(nlp, args.shared)
    use_fast_gemm()
    nlp = spacy.load(args.model)
    result["words_per_second_numpy_blas"] = speed(nlp, args.shared)
    if args.corpora:
        result["trees"] = trees(nlp, args.corpora, args.parts)
    names = args.shared / "eval" / "names"
    if "ner" in nlp.pipe_names:
        result["names"] = {"coursepack": gold_names.measure(nlp, names)}
        for pair in args.beside:
            name, _, folder = pair.partition("=")
            result["names"][name] = gold_names.measure(spacy.load(folder), names)
    text = json.dumps(result, indent=2)
    print(text)
    if args.out:
        args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
