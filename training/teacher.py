"""Train the teacher on the treebanks and let it draw trees over the open textbooks."""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from conllu import Sentence, read
from copies import without_punctuation
from teacher_model import Teacher
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

Batch = dict[str, Tensor]


class Coder:
    """Words to ids, labels to numbers and back."""

    def __init__(self, tokenizer: Path, labels: dict[str, list[str]]) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.labels = labels
        self.numbers = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}

    def words(self, forms: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Word-piece ids, the place of each word's first piece, each word's shape."""
        coded = self.tokenizer.encode(forms, is_pretokenized=True)
        first = [-1] * len(forms)
        for place, word in enumerate(coded.word_ids):
            if word is not None and first[word] < 0:
                first[word] = place
        for i, place in enumerate(first):
            if place < 0:
                first[i] = first[i - 1] if i else 0
        return coded.ids, first, [shape(f) for f in forms]

    def batch(self, sentences: list[list[str]]) -> Batch:
        coded = [self.words(s) for s in sentences]
        n_pieces = round_up(max(len(c[0]) for c in coded))
        n_words = round_up(max(len(s) for s in sentences))

        def pad(rows: list[list[int]], size: int) -> Tensor:
            return torch.tensor([r + [0] * (size - len(r)) for r in rows])

        return {
            "ids": pad([c[0] for c in coded], n_pieces),
            "present": pad([[1] * len(c[0]) for c in coded], n_pieces).bool(),
            "first": pad([c[1] for c in coded], n_words),
            "shape": pad([c[2] for c in coded], n_words),
            "word": pad([[1] * len(s) for s in sentences], n_words).bool(),
        }


def round_up(size: int, step: int = 8) -> int:
    """Few distinct shapes: a kernel is built anew for each."""
    return -(-size // step) * step


def shape(form: str) -> int:
    """A number from 0 to 7 for how a word is written."""
    if not any(c.isalnum() for c in form):
        return 1
    if any(c.isdigit() for c in form):
        return 2
    if form.islower():
        return 3
    if form.isupper():
        return 4 if len(form) > 1 else 5
    return 6 if form[0].isupper() else 7


def batches(sizes: list[int], words: int, seed: int) -> list[list[int]]:
    """Indices of sentences of like length, some `words` to a batch, in random order."""
    rng = random.Random(seed)
    buckets: dict[int, list[int]] = {}
    for i in rng.sample(range(len(sizes)), len(sizes)):
        buckets.setdefault(round_up(sizes[i]), []).append(i)
    out = []
    for size, some in buckets.items():
        rows = max(1, words // size)
        out += [some[at : at + rows] for at in range(0, len(some), rows)]
    rng.shuffle(out)
    return out


def trees(scores: Tensor, sizes: list[int]) -> list[list[int]]:
    """Best head of each word; one root, no cycle."""
    return [tree(scores[i, :n, :n]) for i, n in enumerate(sizes)]


def tree(scores: Tensor) -> list[int]:
    """Greedy heads, then cycles opened where it costs least; a word that hangs on itself is the root."""
    logs = torch.log_softmax(scores, -1)
    n = len(logs)
    root = int(torch.diagonal(logs).argmax())
    logs.fill_diagonal_(-1e9)
    logs[root] = -1e9
    logs[root, root] = 0.0
    heads = logs.argmax(-1).tolist()
    for _ in range(n):
        cycle = _cycle(heads, root)
        if not cycle:
            break
        inside = set(cycle)
        downs = {i: _descendants(heads, i) for i in cycle}
        best, move = -1e18, (cycle[0], root)
        for i in cycle:
            row = logs[i].clone()
            row[list(inside | downs[i])] = -1e9
            value, head = row.max(-1)
            gain = float(value) - float(logs[i, heads[i]])
            if gain > best:
                best, move = gain, (i, int(head))
        heads[move[0]] = move[1]
    return heads


def _cycle(heads: list[int], root: int) -> list[int]:
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return []


def _descendants(heads: list[int], of: int) -> set[int]:
    found, grew = {of}, True
    while grew:
        more = {i for i, h in enumerate(heads) if h in found} - found
        found |= more
        grew = bool(more)
    return found


def feats_label(upos: str, feats: str) -> str:
    """UPOS and features as one label."""
    return f"{upos}|{feats}"


def targets(coder: Coder, sentences: list[Sentence], size: int) -> Batch:
    """Heads and label numbers, -100 where there is no word."""
    rows: dict[str, list[list[int]]] = {"head": [], "rel": [], "tag": [], "feat": []}
    for s in sentences:
        fill = [-100] * (size - len(s.words))
        rows["head"].append([w.head for w in s.words] + fill)
        for key, value in (
            ("rel", [w.deprel for w in s.words]),
            ("tag", [w.xpos for w in s.words]),
            ("feat", [feats_label(w.upos, w.feats) for w in s.words]),
        ):
            rows[key].append([coder.numbers[key].get(v, -100) for v in value] + fill)
    return {k: torch.tensor(v) for k, v in rows.items()}


def loss_of(model: Teacher, coder: Coder, sentences: list[Sentence]) -> Tensor:
    """Sum of the four cross entropies."""
    batch = coder.batch([[w.form for w in s.words] for s in sentences])
    gold = targets(coder, sentences, batch["word"].shape[1])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(batch)
        rel = model.relations(out, gold["head"].clamp(min=0))

    def ce(scores: Tensor, want: Tensor) -> Tensor:
        return F.cross_entropy(scores.flatten(0, 1), want.flatten(), ignore_index=-100)

    arcs = ce(out["arcs"], gold["head"])
    return arcs + ce(rel, gold["rel"]) + 0.3 * (ce(out["tag"], gold["tag"]) + ce(out["feat"], gold["feat"]))


@torch.inference_mode()
def parse(model: Teacher, coder: Coder, forms: list[list[str]]) -> list[list[tuple[int, str, str, str]]]:
    """(head, relation, tag, upos|feats) of each word of each sentence."""
    model.eval()
    batch = coder.batch(forms)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(batch)
    sizes = [len(f) for f in forms]
    heads = trees(out["arcs"], sizes)
    width = batch["word"].shape[1]
    padded = torch.tensor([h + [0] * (width - len(h)) for h in heads])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        rel_scores = model.relations(out, padded)
    rel_scores[..., coder.numbers["rel"]["ROOT"]] = -1e9
    rels, tags, feats = (t.argmax(-1).tolist() for t in (rel_scores, out["tag"], out["feat"]))
    parsed = []
    for i, n in enumerate(sizes):
        parsed.append(
            [
                (
                    heads[i][j],
                    "ROOT" if heads[i][j] == j else coder.labels["rel"][rels[i][j]],
                    coder.labels["tag"][tags[i][j]],
                    coder.labels["feat"][feats[i][j]],
                )
                for j in range(n)
            ]
        )
    return parsed


def evaluate(model: Teacher, coder: Coder, sentences: list[Sentence]) -> str:
    """LAS and UAS on gold words and sentences, punctuation left out, and tags."""
    counts = dict.fromkeys(("n", "uas", "las", "tag", "feat", "all"), 0)
    for run in batches([len(s.words) for s in sentences], 2000, 0):
        some = [sentences[i] for i in run]
        for s, got in zip(some, parse(model, coder, [[w.form for w in s.words] for s in some]), strict=True):
            for w, (head, rel, tag, feat) in zip(s.words, got, strict=True):
                counts["all"] += 1
                counts["tag"] += tag == w.xpos
                counts["feat"] += feat == feats_label(w.upos, w.feats)
                if w.deprel != "punct":
                    counts["n"] += 1
                    counts["uas"] += head == w.head
                    counts["las"] += head == w.head and rel == w.deprel
    model.train()
    n, total = counts["n"], counts["all"]
    return " ".join(
        [f"{k} {100 * counts[k] / n:.2f}" for k in ("uas", "las")]
        + [f"{k} {100 * counts[k] / total:.2f}" for k in ("tag", "feat")]
    )


def train(args: argparse.Namespace) -> None:
    """Fit, print dev scores each epoch, write the weights and labels."""
    base = args.shared / "training"
    torch.manual_seed(0)
    sentences = [s for p in ("ud_ewt/train.conllu", "gum/train.conllu") for s in read(base / p)]
    sentences = [s for s in sentences if len(s.words) <= 110]
    dev = {k: list(read(base / p)) for k, p in (("ewt", "ud_ewt/dev.conllu"), ("gum", "gum/dev.conllu"))}
    words = [w for s in sentences for w in s.words]
    labels = {
        "rel": sorted({w.deprel for w in words}),
        "tag": sorted({w.xpos for w in words}),
        "feat": sorted({feats_label(w.upos, w.feats) for w in words}),
    }
    coder = Coder(args.minilm / "tokenizer.json", labels)
    model = Teacher(*(len(labels[k]) for k in ("rel", "tag", "feat")))
    model.encoder.load(args.minilm / "model.safetensors")
    model.encoder.words.weight.requires_grad_(False)
    own = [*model.encoder.blocks.parameters(), model.encoder.places.weight]
    ids = {id(p) for p in own}
    rest = [p for p in model.parameters() if id(p) not in ids and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": 2e-4}, {"params": rest, "lr": 2e-3}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    sizes = [len(s.words) for s in sentences]
    plan = [b for e in range(args.epochs) for b in batches(sizes, 700, e)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 200, max(0.0, 1 - step / len(plan)) + 1e-3)
    )
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(labels))
    rng, begin, mean = random.Random(1), time.time(), 0.0
    if args.resume:
        model.load_state_dict(torch.load(args.out / "teacher.pt"))
    for step, run in enumerate(plan):
        if step < args.resume:
            schedule.step()
            continue
        some = [sentences[i] for i in run]
        if rng.random() < 0.2:
            some = [s for s in map(without_punctuation, some) if s.words]
            if not some:
                continue
        loss = loss_of(model, coder, some)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"{step}/{len(plan)} {mean:.3f} {time.time() - begin:.0f} s", flush=True)
        if (step + 1) % 700 == 0 or step + 1 == len(plan):
            torch.save(model.state_dict(), args.out / "teacher.pt")
            print({k: evaluate(model, coder, v[:700]) for k, v in dev.items()}, flush=True)


def main() -> None:
    """Train a teacher."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minilm", type=Path, help="folder with tokenizer.json and model.safetensors")
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--resume", type=int, default=0, metavar="STEP", help="go on from the weights saved at a step")
    args = parser.parse_args()
    torch.set_num_threads(1)
    train(args)


if __name__ == "__main__":
    main()
