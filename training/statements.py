"""Make the vectors of words that add up to what a statement says: a bag of words learns a sentence encoder's vectors.

    python statements.py $MINILM ../src/coursepack/language/en_statements --shared $SHARED --cache $W/statements

Needs torch, safetensors and tokenizers. A word's vector is a linear map of its row in `en_meanings`, and what it has of
its own, times a weight; so a word that is seldom seen keeps what it means by itself. The method is that of distilled
static embeddings (Tulkens and van Dongen 2024, "Model2Vec"; "Tokenlearn"), with the vectors of whole clauses as what
is learned.
"""

import argparse
import csv
import json
import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from openstax import paragraphs
from teacher_model import Encoder
from tokenizers import Tokenizer
from torch.nn import functional

Array = Any
TABLE = Path(__file__).parent.parent / "src" / "coursepack" / "language" / "en_meanings"
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?=and |but |which |who |because |while |when )")
SHORTEST, LONGEST, CLAUSE = 4, 45, 20
"""Words of a sentence, and of a part of one at most."""
PIECES, CHUNK = 96, 4000
BATCH = 512
HELD = 2000
"""Texts that the fit is told by, and that it does not see."""
RATES = (3e-3, 2e-3, 5e-3)
"""Of the map, of a word's own part, and of its weight."""
OWN = 1e-4
"""What a word's own part costs."""
TOGETHER = 5.0
"""What the cosines of a batch's texts with each other weigh beside their vectors."""


def units(shared: Path, seed: int) -> list[str]:
    """List sentences and parts of them, in random order."""
    found: set[str] = set()
    texts = [text for _, text in paragraphs(shared)]
    with (shared / "training" / "coref" / "gap-development.tsv").open(encoding="utf-8") as file:
        texts += [row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for text in texts:
        for sentence in _SENTENCE.split(text):
            words = sentence.split()
            if SHORTEST <= len(words) <= LONGEST:
                found.add(" ".join(words))
            if len(words) > 2 * SHORTEST + 1:
                parts = (each.strip(" .") for each in _CLAUSE.split(" ".join(words)))
                found |= {each for each in parts if SHORTEST <= len(each.split()) <= CLAUSE}
    out = sorted(found)
    random.Random(seed).shuffle(out)
    return out


@torch.no_grad()
def encoded(folder: Path, texts: Sequence[str], cache: Path) -> Array:
    """Give the encoder's vectors, which it keeps chunk by chunk, so that what was stopped goes on."""
    cache.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = Encoder().eval()
    encoder.load(folder / "model.safetensors")
    encoder.mix.copy_(torch.tensor([-50.0] * (len(encoder.mix) - 1) + [50.0]))
    out = []
    for start in range(0, len(texts), CHUNK):
        kept = cache / f"{start:07d}.npy"
        if not kept.exists():
            part = texts[start : start + CHUNK]
            rows = np.zeros((len(part), 384), "float16")
            order = sorted(range(len(part)), key=lambda at: len(part[at]))
            for begin in range(0, len(order), 64):
                at = order[begin : begin + 64]
                ids = [each.ids[:PIECES] for each in tokenizer.encode_batch([part[each] for each in at])]
                width = max(map(len, ids))
                grid = torch.tensor([each + [0] * (width - len(each)) for each in ids])
                mask = torch.tensor([[True] * len(each) + [False] * (width - len(each)) for each in ids])
                found = (encoder(grid, mask) * mask[..., None]).sum(1)
                rows[at] = functional.normalize(found, dim=1).half().numpy()
            np.save(kept, rows)
            print(start + len(part), "texts", flush=True)
        out.append(np.load(kept))
    return np.concatenate(out).astype("float32")


class Bags(torch.nn.Module):
    """Words' vectors, and their sum over a text."""

    def __init__(self, alone: Array, weights: Array, width: int) -> None:
        super().__init__()
        self.alone = torch.tensor(alone)
        self.map = torch.nn.Parameter(torch.randn(alone.shape[1], width) * 0.1)
        self.own = torch.nn.Parameter(torch.zeros(len(alone), width))
        self.weight = torch.nn.Parameter(torch.tensor(weights, dtype=torch.float32))

    def table(self, words: torch.Tensor) -> torch.Tensor:
        return (self.alone[words] @ self.map + self.own[words]) * torch.exp(self.weight[words])[:, None]

    def forward(self, bags: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Give a row of length one for each text, and which words all of them have."""
        flat, places = torch.unique(torch.tensor([word for bag in bags for word in bag]), return_inverse=True)
        begins = torch.tensor(np.cumsum([0, *(len(bag) for bag in bags[:-1])]))
        rows = functional.embedding_bag(places, self.table(flat), begins, mode="sum")
        return functional.normalize(rows, dim=1), flat


def learned(bags: Sequence[Sequence[int]], wanted: Array, alone: Array, args: argparse.Namespace) -> Bags:
    """Fit the vectors; the rate rises for twenty steps and falls to zero."""
    counts = Counter(word for bag in bags for word in set(bag))
    rare = np.log((1 + len(bags)) / (1 + np.array([counts[at] for at in range(len(alone))])))
    model = Bags(alone, np.log(rare / rare.mean() + 0.05), args.width)
    _, values, axes = np.linalg.svd(wanted[::5], full_matrices=False)
    print("variance kept", float((values[: args.width] ** 2).sum() / (values**2).sum()))
    small = torch.nn.functional.normalize(torch.tensor(wanted @ axes[: args.width].T), dim=1)
    whole = torch.tensor(wanted)
    optimizer = torch.optim.Adam([{"params": [each]} for each in (model.map, model.own, model.weight)])
    chance = np.random.default_rng(args.seed)
    steps = int(args.passes * (len(bags) - HELD) / BATCH)
    order: Array = np.array([], dtype=int)
    for step in range(steps):
        if len(order) < BATCH:
            order = HELD + chance.permutation(len(bags) - HELD)
        at, order = order[:BATCH], order[BATCH:]
        share = min(1, step / 20) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
        for group, rate in zip(optimizer.param_groups, RATES, strict=True):
            group["lr"] = rate * share
        rows, words = model([bags[each] for each in at])
        near = whole[at] @ whole[at].T
        loss = (1 - (rows * small[at]).sum(1)).mean() + TOGETHER * ((rows @ rows.T - near) ** 2).mean()
        loss = loss + OWN * (model.own[words] ** 2).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0 or step + 1 == steps:
            print(
                step, "of", steps, "loss", round(float(loss.detach()), 4), "held", _held(model, bags, whole), flush=True
            )
    return model


@torch.no_grad()
def _held(model: Bags, bags: Sequence[Sequence[int]], whole: torch.Tensor) -> str:
    """Correlate the cosines of held texts with those of the encoder: of all pairs, and of those from 0.4 on."""
    rows, _ = model(bags[:HELD])
    above = np.triu_indices(HELD, 1)
    ours, theirs = (np.asarray(each @ each.T)[above] for each in (rows, whole[:HELD]))
    near = theirs > 0.4
    return f"{np.corrcoef(ours, theirs)[0, 1]:.3f} {np.corrcoef(ours[near], theirs[near])[0, 1]:.3f}"


def save(model: Bags, out: Path) -> None:
    """Write vectors.npy (int8) and weights.npy (uint8): whole numbers, so that a sum is exact in any order."""
    with torch.no_grad():
        table = model.table(torch.arange(len(model.alone))).numpy()
    largest = np.abs(table).max(axis=1)
    weights = np.clip(np.ceil(largest / np.quantile(largest, 0.999) * 255), 1, 255)
    unit = np.quantile(largest, 0.999) / 255 / 127
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "vectors.npy", np.clip(np.round(table / (weights[:, None] * unit)), -127, 127).astype("int8"))
    np.save(out / "weights.npy", weights.astype("uint8"))


def main() -> None:
    """Write vectors.npy and weights.npy, a row for each row of en_meanings/words.txt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of MiniLM")
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for the encoder's vectors")
    parser.add_argument("--most", type=int, default=64_000, help="texts that are learned from")
    parser.add_argument("--passes", type=float, default=8)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    texts = units(args.shared, args.seed)[: args.most]
    wanted = encoded(args.model, texts, args.cache)
    alone = np.load(TABLE / "vectors.npy").astype("float32")
    alone /= np.linalg.norm(alone, axis=1, keepdims=True)
    words = [each for each in (TABLE / "words.txt").read_text("utf-8").split("\n") if each]
    known = {word: at for at, word in enumerate(words)}
    bags = [[known[word] for word in WORD.findall(text.lower()) if word in known] for text in texts]
    kept = [at for at, bag in enumerate(bags) if len(bag) > 1]
    print(json.dumps({"texts": len(texts), "with two known words": len(kept), "words": len(words)}), flush=True)
    save(learned([bags[at] for at in kept], wanted[kept], alone, args), args.out)


if __name__ == "__main__":
    main()
