"""Make the table of word meanings: MiniLM's vectors of single words, reduced to few dimensions and whole numbers.

    python meanings.py $MINILM ../src/coursepack/language/en_meanings --shared $SHARED

Needs numpy, safetensors and tokenizers. The words are the model's own whole words and those that the textbooks use at
least three times; `openstax.py` refuses the book that is the test.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from openstax import paragraphs
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Array = Any
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
FEWEST = 3
BATCH = 256


class Encoder:
    """BERT (Devlin et al. 2018) as MiniLM-L6 has it, forward alone, with the mean over tokens at the end."""

    def __init__(self, folder: Path) -> None:
        self.weights = {
            name.removeprefix("bert."): each for name, each in load_file(folder / "model.safetensors").items()
        }
        config = json.loads((folder / "config.json").read_text())
        self.layers, self.heads = config["num_hidden_layers"], config["num_attention_heads"]
        self.epsilon = config["layer_norm_eps"]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def _linear(self, x: Array, name: str) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x**2).mean(-1, keepdims=True) + self.epsilon)
        return x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def encode(self, texts: Sequence[str]) -> Array:
        """Give one vector a text; those of one call are padded to the longest."""
        ids = [self.tokenizer.encode(text).ids for text in texts]
        width = max(map(len, ids))
        grid = np.array([each + [0] * (width - len(each)) for each in ids])
        mask = np.array([[1.0] * len(each) + [0.0] * (width - len(each)) for each in ids], dtype="float32")
        x = self.weights["embeddings.word_embeddings.weight"][grid]
        x = x + self.weights["embeddings.position_embeddings.weight"][:width]
        x = self._norm(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}"
            q, k, v = (
                self._linear(x, f"{at}.attention.self.{each}").reshape(*x.shape[:2], self.heads, -1).swapaxes(1, 2)
                for each in ("query", "key", "value")
            )
            scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[-1]) - 1e4 * (1 - mask[:, None, None, :])
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            seen = (scores @ v).swapaxes(1, 2).reshape(x.shape)
            x = self._norm(x + self._linear(seen, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            inner = self._linear(x, f"{at}.intermediate.dense")
            inner = inner * 0.5 * (1 + _erf(inner / np.sqrt(2.0)))
            x = self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)


def _erf(x: Array) -> Array:
    """Approximate the error function (Abramowitz and Stegun 7.1.26)."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - poly * np.exp(-x * x))


def wanted(folder: Path, shared: Path) -> list[str]:
    """List the words, the textbooks' commonest first."""
    counts: Counter[str] = Counter()
    for _, text in paragraphs(shared):
        counts.update(WORD.findall(text.lower()))
    own = [word for word, count in counts.most_common() if count >= FEWEST and len(word) > 1]
    pieces = (folder / "vocab.txt").read_text("utf-8").split("\n")
    return list(dict.fromkeys([*own, *(each for each in pieces if re.fullmatch(r"[a-z]{3,}", each))]))


def main() -> None:
    """Write words.txt and vectors.npy (int8, one row a word)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of MiniLM")
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--cache", type=Path, help="file of the full vectors, to try widths")
    args = parser.parse_args()
    words = wanted(args.model, args.shared)
    print(len(words), "words", flush=True)
    if args.cache and args.cache.exists():
        full = np.load(args.cache)
    else:
        encoder = Encoder(args.model)
        order = sorted(range(len(words)), key=lambda at: len(encoder.tokenizer.encode(words[at]).ids))
        full = np.zeros((len(words), 384), "float32")
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            full[rows] = encoder.encode([words[at] for at in rows])
        if args.cache:
            np.save(args.cache, full)
    unit = full / np.linalg.norm(full, axis=1, keepdims=True)
    unit -= unit.mean(axis=0)
    _, values, axes = np.linalg.svd(unit, full_matrices=False)
    small = unit @ axes[: args.width].T
    print("variance kept", float((values[: args.width] ** 2).sum() / (values**2).sum()))
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "vectors.npy", np.round(small * 127 / np.abs(small).max()).astype("int8"))
    (args.out / "words.txt").write_text("\n".join(words) + "\n", "utf-8")


if __name__ == "__main__":
    main()
