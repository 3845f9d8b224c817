"""A biaffine dependency parser and tagger over MiniLM, in plain torch; trained here, used here, never shipped."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS = 384, 6, 12
SHAPES = 8


class Block(nn.Module):
    """One transformer layer, named as BERT's weights are."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for t in self.qkv(x).chunk(3, -1))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = y.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM; word pieces in, a learnt mix of all layers out."""

    def __init__(self, vocab_size: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocab_size, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * (LAYERS - 1) + [1.0]))

    def forward(self, ids: Tensor, present: Tensor) -> Tensor:
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind
        x = self.norm(x)
        mask = torch.zeros(present.shape, dtype=x.dtype).masked_fill(~present, -1e4)[:, None, None]
        out, weights = 0, torch.softmax(self.mix * 2, 0)
        for weight, block in zip(weights, self.blocks, strict=True):
            x = block(x, mask)
            out = out + weight * x
        return out

    def load(self, path: Path) -> None:
        """Take the weights of a BERT-shaped safetensors file."""
        raw = load_file(path)
        raw = {k.removeprefix("bert."): v for k, v in raw.items()}
        state = self.state_dict()
        state["words.weight"] = raw["embeddings.word_embeddings.weight"]
        state["places.weight"] = raw["embeddings.position_embeddings.weight"]
        state["kind"] = raw["embeddings.token_type_embeddings.weight"][0]
        names = {"norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            base, to = f"encoder.layer.{i}.", f"blocks.{i}."
            names |= {
                to + "out": base + "attention.output.dense",
                to + "norm1": base + "attention.output.LayerNorm",
                to + "up": base + "intermediate.dense",
                to + "down": base + "output.dense",
                to + "norm2": base + "output.LayerNorm",
            }
            for end in ("weight", "bias"):
                parts = [raw[f"{base}attention.self.{n}.{end}"] for n in ("query", "key", "value")]
                state[f"{to}qkv.{end}"] = torch.cat(parts)
        for ours, theirs in names.items():
            for end in ("weight", "bias"):
                state[f"{ours}.{end}"] = raw[f"{theirs}.{end}"]
        self.load_state_dict(state)


class Biaffine(nn.Module):
    """Bilinear weights, for all pairs of words with one output."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, width + 1, width + 1))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        one = left.new_ones(*left.shape[:-1], 1)
        left, right = torch.cat([left, one], -1), torch.cat([right, one], -1)
        return (left @ self.weight[0]) @ right.transpose(1, 2)


class Teacher(nn.Module):
    """Heads, relations, tags and features of each word; the root hangs on itself."""

    def __init__(self, relations: int, tags: int, feats: int, arc: int = 255, rel: int = 95) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.shape = nn.Embedding(SHAPES, 32)
        wide = WIDTH + 32

        def mlp(width: int) -> nn.Module:
            return nn.Sequential(nn.Linear(wide, width), nn.GELU(), nn.Dropout(0.2))

        self.drop = nn.Dropout(0.2)
        self.arc_dep, self.arc_head = mlp(arc), mlp(arc)
        self.rel_dep, self.rel_head = mlp(rel), mlp(rel)
        self.arc = Biaffine(arc, 1)
        self.rel = Biaffine(rel, relations)
        self.tag = nn.Linear(wide, tags)
        self.feat = nn.Linear(wide, feats)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        pieces = self.encoder(batch["ids"], batch["present"])
        at = batch["first"].unsqueeze(-1).expand(-1, -1, WIDTH)
        words = torch.cat([pieces.gather(1, at), self.shape(batch["shape"])], -1)
        return self.drop(words)

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        x = self.words(batch)
        arcs = self.arc(self.arc_dep(x), self.arc_head(x)).float()
        arcs = arcs.masked_fill(~batch["word"][:, None, :], -1e4)
        return {
            "arcs": arcs,
            "rel_dep": self.rel_dep(x),
            "rel_head": self.rel_head(x),
            "tag": self.tag(x).float(),
            "feat": self.feat(x).float(),
        }

    def relations(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of each word's relation to the head given."""
        at = heads.unsqueeze(-1).expand(-1, -1, out["rel_head"].shape[-1])
        left, right = out["rel_dep"], out["rel_head"].gather(1, at)
        one = left.new_ones(*left.shape[:-1], 1)
        left, right = torch.cat([left, one], -1), torch.cat([right, one], -1)
        outputs, width, _ = self.rel.weight.shape
        flat = self.rel.weight.permute(1, 0, 2).reshape(width, outputs * width)
        mixed = (left.flatten(0, 1) @ flat).view(-1, outputs, width)
        scores = (mixed @ right.flatten(0, 1).unsqueeze(-1)).squeeze(-1)
        return scores.view(*left.shape[:2], outputs).float()
