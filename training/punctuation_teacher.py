"""Train MiniLM to put marks and capitals into bare words; the small model learns from what it holds likely."""

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from punctuation_corpus import SPOKEN, UNKNOWN, Said, Text, passes, settle, texts
from punctuation_scores import scores
from teacher_model import WIDTH, Encoder
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

PIECES = 160
"""Word pieces of a row: some 120 words."""
MARGIN = 32
"""Pieces at each end of a row whose words are taken from the row beside it, where one is."""
ROWS = 28
RATE = 2e-4
MISHEARD = 0.01
CASE_WEIGHT = 0.3
MARKS, CASES = 4, 3


class Reader(nn.Module):
    """A score for each mark after each piece, and each way to write it."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.encoder.words.weight.requires_grad = False
        for block in self.encoder.blocks:
            block.drop.p = 0.0  # there is more text than time
        self.drop = nn.Dropout(0.1)
        self.marks = nn.Linear(WIDTH, MARKS)
        self.cases = nn.Linear(WIDTH, CASES)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Read rows of pieces, all of one length."""
        read = self.drop(self.encoder(ids, torch.ones_like(ids, dtype=torch.bool)))
        return self.marks(read), self.cases(read)


class Pieces:
    """The pieces of words, each looked up once."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._seen: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """Give a word's pieces in lower case; one at the least."""
        if word not in self._seen:
            bare = word.lower().replace("’", "'").strip(".,")
            self._seen[word] = self._tokenizer.encode(bare, add_special_tokens=False).ids[:8] or [100]
        return self._seen[word]

    def stream(self, words: list[Said]) -> np.ndarray:
        """Lay pieces end to end with mark and case; a word's last piece alone has them, the others -1."""
        rows = []
        for each in words:
            *others, last = self.of(each.word)
            rows += [(piece, -1, UNKNOWN) for piece in others]
            rows.append((last, each.mark, each.cased))
        return np.array(rows, dtype=np.int64)


@torch.no_grad()
def predict(model: Reader, stream: np.ndarray) -> np.ndarray:
    """Give the shares of marks and of ways to write for each word of a stream, seven a row."""
    model.eval()
    step = PIECES - 2 * MARGIN
    ids = stream[:, 0]
    begins = list(range(0, max(1, len(ids) - PIECES + step), step))
    begins = [max(0, min(at, len(ids) - PIECES)) for at in begins]
    out = np.zeros((len(ids), MARKS + CASES), np.float32)
    for at in range(0, len(begins), ROWS):
        rows = np.stack([ids[begin : begin + PIECES] for begin in begins[at : at + ROWS]])
        with torch.autocast("cpu", torch.bfloat16):
            marks, cases = model(torch.from_numpy(rows))
        both = torch.cat([marks.float().softmax(2), cases.float().softmax(2)], dim=2).numpy()
        for begin, row in zip(begins[at : at + ROWS], both, strict=True):
            skip = MARGIN if begin else 0
            out[begin + skip : begin + PIECES] = row[skip:]
    model.train()
    return out[stream[:, 1] >= 0]


def train(
    model: Reader, pieces: Pieces, found: list[Text], dev: dict[str, list[Said]], args: argparse.Namespace
) -> None:
    """Train for the minutes given."""
    chance, noise = random.Random(args.seed), torch.Generator().manual_seed(args.seed)
    optimizer = torch.optim.AdamW(
        [each for each in model.parameters() if each.requires_grad], lr=args.rate, weight_decay=0.01
    )
    began, steps, seen, share = time.monotonic(), 0, 0.0, 0.0
    while share < 1:
        flow = pieces.stream([each for run in passes(found, chance) for each in run])
        rows = [flow[at : at + PIECES] for at in range(chance.randrange(PIECES), len(flow) - PIECES, PIECES)]
        chance.shuffle(rows)
        for at in range(0, len(rows) - ROWS + 1, ROWS):
            share = (time.monotonic() - began) / (60 * args.minutes)
            if share >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = args.rate * min(share / 0.05, 1) * (0.5 + 0.5 * math.cos(math.pi * min(1, share)))
            loss = _loss(model, torch.from_numpy(np.stack(rows[at : at + ROWS])), noise)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            steps += 1
            seen = 0.98 * seen + 0.02 * float(loss.detach())
            if steps % 50 == 0:
                print(f"{share:.2f} steps {steps} of {len(rows) // ROWS} a pass, loss {seen:.4f}", flush=True)
        torch.save(model.state_dict(), args.out / "teacher.pt")
        for name, words in dev.items():
            print(f"{share:.2f} {name:8}", scores(predict(model, pieces.stream(words)), words), flush=True)


def _loss(model: Reader, batch: torch.Tensor, noise: torch.Generator) -> torch.Tensor:
    ids, marks, cases = batch.unbind(2)
    others = ids.flatten()[torch.randint(ids.numel(), ids.shape, generator=noise)]
    ids = torch.where(torch.rand(ids.shape, generator=noise) < MISHEARD, others, ids)
    with torch.autocast("cpu", torch.bfloat16):
        told_marks, told_cases = (each.float().flatten(0, 1) for each in model(ids))
    loss = functional.cross_entropy(told_marks, marks.flatten(), ignore_index=-1)
    return loss + CASE_WEIGHT * functional.cross_entropy(told_cases, cases.flatten(), ignore_index=UNKNOWN)


def main() -> None:
    """Write OUT/teacher.pt, and print the scores on the development parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--warm", type=Path, help="the weights of an earlier run to go on from")
    parser.add_argument("--minutes", type=float, default=18.0)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    model = Reader()
    if args.warm:
        model.load_state_dict(torch.load(args.warm))
    else:
        model.encoder.load(args.minilm / "model.safetensors")
    dev = {
        name: [each for text in found for run in text.sentences for each in run]
        for name, found in development(settle(list(texts(args.shared, "dev")))).items()
    }
    train(model, Pieces(args.minilm), settle(list(texts(args.shared, "train"))), dev, args)


def development(found: list[Text]) -> dict[str, list[Text]]:
    """Sort the development texts by what they are."""
    return {
        "ewt": [text for text in found if text.kind == "web"],
        "spoken": [text for text in found if text.kind in SPOKEN],
        "gum": [text for text in found if text.kind not in (*SPOKEN, "web")],
    }


if __name__ == "__main__":
    main()
