"""Let the teacher draw trees over open texts and write them as corpora, with the copies."""

import argparse
import json
import random
import time
from pathlib import Path

import spacy
import torch
from conllu import Sentence, Word
from copies import COPIES
from fast_gemm import use_fast_gemm
from open_texts import Words, all_texts
from spacy.tokens import DocBin
from teacher import Coder, batches, parse
from teacher_model import Teacher
from treebank import to_doc


def _sentence(words: Words, rows: list[tuple[int, str, str, str]]) -> Sentence:
    made = []
    for (form, space), (head, relation, tag, feat) in zip(words, rows, strict=True):
        upos, _, feats = feat.partition("|")
        made.append(
            Word(form=form, space_after=space, lemma="", upos=upos, xpos=tag, feats=feats, head=head, deprel=relation)
        )
    return Sentence(doc_id="silver", words=tuple(made))


def main() -> None:
    """Write OUT/silver.COPY.spacy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("teacher", type=Path, help="folder that teacher.py wrote")
    parser.add_argument("splitter", type=Path, help="pipeline that cuts running text into sentences")
    parser.add_argument("labelled", type=Path, help="DocBin of label_silver.py")
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    use_fast_gemm()
    torch.set_num_threads(1)
    labels = json.loads((args.teacher / "labels.json").read_text())
    coder = Coder(args.minilm / "tokenizer.json", labels)
    model = Teacher(*(len(labels[k]) for k in ("rel", "tag", "feat")))
    model.load_state_dict(torch.load(args.teacher / "teacher.pt"))
    nlp = spacy.load(args.splitter)
    runs = [
        run[at : at + 10]
        for run in all_texts(nlp, args.labelled, args.shared)
        for at in range(0, len(run), 10)
        if all(len(s) <= 100 for s in run)
    ]
    random.Random(3).shuffle(runs)
    flat = [s for run in runs for s in run]
    print(len(runs), "runs", len(flat), "sentences", sum(map(len, flat)), "words", flush=True)
    parsed: list[Sentence | None] = [None] * len(flat)
    begin = time.time()
    plan = batches([len(s) for s in flat], 2000, 0)
    for n, some in enumerate(plan):
        rows = parse(model, coder, [[w for w, _ in flat[i]] for i in some])
        for i, row in zip(some, rows, strict=True):
            parsed[i] = _sentence(flat[i], row)
        if n % 100 == 0:
            print(f"{n}/{len(plan)} {time.time() - begin:.0f} s", flush=True)
    bins = {copy: DocBin(store_user_data=False) for copy in COPIES}
    at = 0
    for run in runs:
        sentences = [s for s in parsed[at : at + len(run)] if s]
        at += len(run)
        made = {}
        for copy, change in COPIES.items():
            changed = tuple(s for s in map(change, sentences) if s.words)
            if changed:
                made[copy] = changed
        if len(made) == len(COPIES):
            for copy, changed in made.items():
                bins[copy].add(to_doc(nlp.vocab, changed))
    args.out.mkdir(parents=True, exist_ok=True)
    for copy, bin_ in bins.items():
        bin_.to_disk(args.out / f"silver.{copy}.spacy")
    print(len(bins["plain"]), "docs", f"{time.time() - begin:.0f} s")


if __name__ == "__main__":
    main()
