"""Turn the treebanks into spaCy's binary corpora: each part plain, without case, without punctuation, without both."""

import argparse
from pathlib import Path

import spacy
from conllu import Sentence, groups, read
from copies import COPIES
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

PARTS = {
    "ewt_train": "ud_ewt/train.conllu",
    "ewt_dev": "ud_ewt/dev.conllu",
    "ewt_test": "ud_ewt/test.conllu",
    "gum_train": "gum/train.conllu",
    "gum_dev": "gum/dev.conllu",
    "gum_test": "gum/test.conllu",
}


def to_doc(vocab: Vocab, sentences: tuple[Sentence, ...]) -> Doc:
    """Join trees to one Doc; the last word of each is followed by a space."""
    words, spaces, tags, poses, morphs, lemmas, heads, deps, starts = ([] for _ in range(9))
    for sentence in sentences:
        offset = len(words)
        for index, word in enumerate(sentence.words):
            words.append(word.form)
            spaces.append(word.space_after or index == len(sentence.words) - 1)
            tags.append(word.xpos)
            poses.append(word.upos)
            morphs.append(word.feats)
            lemmas.append(word.lemma)
            heads.append(word.head + offset)
            deps.append(word.deprel)
            starts.append(index == 0)
    spaces[-1] = False
    doc = Doc(
        vocab, words=words, spaces=spaces, tags=tags, pos=poses,
        morphs=morphs, lemmas=lemmas, heads=heads, deps=deps,
    )  # fmt: skip
    for token, start in zip(doc, starts, strict=True):
        if token.is_sent_start is not True and start:
            raise ValueError(f"a tree runs over a sentence start in {sentences[0].doc_id}")
    return doc


def main() -> None:
    """Write PART.COPY.spacy for all parts and copies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the corpora")
    parser.add_argument("--shared", type=Path, required=True, help="data folder")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for part, name in PARTS.items():
        runs = list(groups(read(args.shared / "training" / name)))
        for copy, change in COPIES.items():
            bin_ = DocBin(store_user_data=False)
            for run in runs:
                changed = tuple(s for s in map(change, run) if s.words)
                if changed:
                    bin_.add(to_doc(vocab, changed))
            bin_.to_disk(args.out / f"{part}.{copy}.spacy")
        print(part, len(runs), "runs", sum(len(s.words) for r in runs for s in r), "words")


if __name__ == "__main__":
    main()
