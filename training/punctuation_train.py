"""Train the model of sentence ends by the clock, and write the weights that ship."""

import argparse
import importlib.util
import math
import random
import shutil
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import torch
from punctuation_corpus import LOWER, PERIOD, QUESTION, SPOKEN, UNKNOWN, Said, Text, passes, settle, texts
from punctuation_model import Marker
from spacy.strings import get_string_id
from spacy.vectors import Vectors
from torch.nn import functional

LANGUAGE = Path(__file__).parent.parent / "src" / "coursepack" / "language"
LICENCE = Path(__file__).parent / "model" / "LICENSE-punctuation"
ROW = 100
"""Words a row of a batch: some six sentences."""
ROWS = 48
WORDS_MIN = 5
"""How often a word is seen that gets a row of its own."""
RATE = 3e-3
MISHEARD = 0.01
"""Share of places where another word stands, as recognisers err."""
WITHOUT_WORD = 0.08
"""Share of places where a word's own row is hidden, so that the rest is learned from as well."""
CASE_WEIGHT = 0.5


def word_features() -> ModuleType:
    """Load the package's own reading of words, without importing the package."""
    spec = importlib.util.spec_from_file_location("word_features", LANGUAGE / "word_features.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


READ = word_features()


class Words:
    """Every different word by number, with its features."""

    def __init__(self, found: list[Text], vectors: Vectors) -> None:
        counts = Counter(READ.bare_word(each.word) for text in found for run in text.sentences for each in run)
        self.known = sorted(word for word, times in counts.items() if times >= WORDS_MIN and word)
        self._ranks = {word: at for at, word in enumerate(self.known, start=1)}
        self._rows = vectors.key2row
        self._numbers: dict[str, int] = {}
        self._features: list[tuple[int, int, int, int]] = []
        self._flags: list[tuple[bool, ...]] = []

    def number(self, word: str) -> int:
        """Number a word, and remember what is read of it."""
        if word not in self._numbers:
            *ids, flags = READ.features(READ.bare_word(word), self._ranks, self._vector_of)
            self._numbers[word] = len(self._features)
            self._features.append(tuple(ids))
            self._flags.append(flags)
        return self._numbers[word]

    def _vector_of(self, word: str) -> int:
        row = self._rows.get(get_string_id(word))
        return 0 if row is None else int(row) + 1

    def tables(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Features of all words so far, by number."""
        return torch.tensor(self._features), torch.tensor(self._flags, dtype=torch.float32)


def stream(runs: list[tuple[Said, ...]], words: Words) -> np.ndarray:
    """Lay the texts end to end: number, mark and case of each word."""
    rows = [(words.number(each.word), each.mark, each.cased) for run in runs for each in run]
    return np.array(rows, dtype=np.int64)


def batches(flow: np.ndarray, chance: random.Random) -> list[np.ndarray]:
    """Cut a stream into rows at a random offset, and the rows into batches in random order."""
    begin = chance.randrange(ROW)
    rows = [flow[at : at + ROW] for at in range(begin, len(flow) - ROW, ROW)]
    chance.shuffle(rows)
    return [np.stack(rows[at : at + ROWS]) for at in range(0, len(rows) - ROWS + 1, ROWS)]


def scores(model: Marker, words: Words, flow: np.ndarray) -> dict[str, float]:
    """F1 of commas, of sentence ends, of whole sentences, and of capitals, over one stream in rows with margins."""
    marks, cases = predict(model, words, flow[:, 0])
    told, gold = marks.argmax(1), flow[:, 1]
    ends, true_ends = told >= PERIOD, gold >= PERIOD
    known = flow[:, 2] != UNKNOWN
    return {
        "comma": _f1(told == 1, gold == 1),
        "end": _f1(ends, true_ends),
        "question": _f1(told == QUESTION, gold == QUESTION),
        "span": _spans(ends, true_ends),
        "capital": _f1((cases.argmax(1) != LOWER)[known], (flow[:, 2] != LOWER)[known]),
    }


def _spans(told: np.ndarray, gold: np.ndarray) -> float:
    ours, theirs = (set(zip([-1, *at], at, strict=False)) for at in (list(np.flatnonzero(x)) for x in (told, gold)))
    return 200 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _f1(told: np.ndarray, gold: np.ndarray) -> float:
    return float(200 * (told & gold).sum() / max(1, told.sum() + gold.sum()))


@torch.no_grad()
def predict(model: Marker, words: Words, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Score a stream in long rows."""
    model.eval()
    ids, flags = words.tables()
    marks, cases = [], []
    for at in range(0, len(numbers), 4000):
        types, places = torch.unique(torch.from_numpy(numbers[at : at + 4000]), return_inverse=True)
        mark, case = model(ids[types], flags[types], places[None])
        marks.append(mark[0].numpy())
        cases.append(case[0].numpy())
    model.train()
    return np.concatenate(marks), np.concatenate(cases)


def step(
    model: Marker, tables: tuple[torch.Tensor, torch.Tensor], batch: np.ndarray, chance: torch.Generator
) -> torch.Tensor:
    """Give the loss of a batch."""
    numbers = torch.from_numpy(batch)
    types, places = torch.unique(numbers[..., 0], return_inverse=True)
    others = torch.randint(len(types), places.shape, generator=chance)
    places = torch.where(torch.rand(places.shape, generator=chance) < MISHEARD, others, places)
    ids = tables[0][types].clone()
    ids[torch.rand(len(ids), generator=chance) < WITHOUT_WORD, 1] = 0
    with torch.autocast("cpu", torch.bfloat16):
        marks, cases = (each.float() for each in model(ids, tables[1][types], places))
    loss = functional.cross_entropy(marks.flatten(0, 1), numbers[..., 1].flatten(), label_smoothing=0.03)
    return loss + CASE_WEIGHT * functional.cross_entropy(
        cases.flatten(0, 1), numbers[..., 2].flatten(), ignore_index=UNKNOWN
    )


def average(model: Marker, kept: dict[str, torch.Tensor], share: float) -> None:
    """Move the running average of the weights towards the weights."""
    for name, value in model.state_dict().items():
        if name != "vectors.weight":
            kept[name].lerp_(value, share)


def train(
    model: Marker, words: Words, found: list[Text], dev: dict[str, np.ndarray], args: argparse.Namespace
) -> Marker:
    """Train for the minutes given; the rate rises for a twentieth of them and falls to zero."""
    chance, noise = random.Random(args.seed), torch.Generator().manual_seed(args.seed)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01)
    kept = {name: value.clone() for name, value in model.state_dict().items() if name != "vectors.weight"}
    began, steps, seen, share = time.monotonic(), 0, 0.0, 0.0
    while share < 1:
        flow = stream(passes(found, chance), words)
        tables = words.tables()
        for batch in batches(flow, chance):
            share = (time.monotonic() - began) / (60 * args.minutes)
            if share >= 1:
                break
            rate = RATE * min(share / 0.05, 1) * (0.5 + 0.5 * math.cos(math.pi * min(1, share)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = step(model, tables, batch, noise)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            steps += 1
            seen = 0.98 * seen + 0.02 * float(loss.detach())
            average(model, kept, max(0.005, 1 / steps))
            if steps % 500 == 0:
                print(f"{share:.2f} steps {steps} loss {seen:.4f}", flush=True)
        current = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(kept, strict=False)
        for name, each in dev.items():
            print(
                f"{share:.2f} {name:8}",
                {key: round(value, 1) for key, value in scores(model, words, each).items()},
                flush=True,
            )
        torch.save(model.state_dict(), args.out / "model.pt")
        if share < 1:
            model.load_state_dict(current)
    return model


def save(model: Marker, words: Words, out: Path) -> None:
    """Write weights.npz, tables as whole numbers with a scale a row, and the words that have a row."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in model.state_dict().items():
        if name == "vectors.weight":
            continue
        array = value.numpy()
        if name in ("words.weight", "firsts.weight", "lasts.weight"):
            scale = np.abs(array).max(axis=1, keepdims=True) / 127
            arrays[f"{name}.scale"] = scale.astype("float16")
            array = (
                np.round(array / np.maximum(scale.astype("float16").astype("float32"), 1e-8))
                .clip(-127, 127)
                .astype("int8")
            )
        else:
            array = array.astype("float16")
        arrays[name] = array
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "weights.npz", **arrays)
    (out / "words.txt").write_text("\n".join(words.known) + "\n", encoding="utf-8")
    shutil.copyfile(LICENCE, out / "LICENSE-model")


def main() -> None:
    """Write OUT/weights.npz and OUT/words.txt, and print the scores on the development parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    found = settle(list(texts(args.shared, "train")))
    vectors = Vectors().from_disk(LANGUAGE / "en" / "vocab")
    words = Words(found, vectors)
    dev: dict[str, np.ndarray] = {}
    for name, kinds in {"ewt": ("web",), "spoken": SPOKEN, "gum": ()}.items():
        of_kind = [
            t
            for t in settle(list(texts(args.shared, "dev")))
            if t.kind in kinds or (not kinds and t.kind not in (*SPOKEN, "web"))
        ]
        dev[name] = stream([run for text in of_kind for run in text.sentences], words)
    data = torch.from_numpy(np.concatenate([np.zeros((1, vectors.data.shape[1]), "float32"), vectors.data]))
    model = Marker(data, len(words.known) + 1, READ.END_ROWS, READ.FLAGS)
    print(
        len(words.known), "words;", sum(p.numel() for p in model.parameters() if p.requires_grad), "weights", flush=True
    )
    save(train(model, words, found, dev, args), words, args.out)


if __name__ == "__main__":
    main()
