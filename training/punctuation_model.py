"""The model of sentence ends as torch trains it; `language/punctuating.py` runs the same in numpy."""

import torch
from torch import nn

WIDTH = 128
HIDDEN = 96
WORD = 48
END = 16
MARKS, CASES = 4, 3


class Marker(nn.Module):
    """Words in, a score for each mark after them and each way to write them out.

    Read words in one window of three, add one more window, run both ways over the whole, and look at a window of
    that.
    """

    def __init__(self, vectors: torch.Tensor, known: int, ends: int, flags: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.words = nn.Embedding(known, WORD)
        self.firsts = nn.Embedding(ends, END)
        self.lasts = nn.Embedding(ends, END)
        for table in (self.words, self.firsts, self.lasts):
            nn.init.normal_(table.weight, std=0.3)
        self.read = nn.Linear(vectors.shape[1] + WORD + 2 * END + flags, 3 * WIDTH)
        self.window = nn.Linear(WIDTH, 3 * WIDTH)
        self.run = nn.GRU(WIDTH, HIDDEN, batch_first=True, bidirectional=True)
        self.join = nn.Linear(WIDTH + 2 * HIDDEN, 3 * WIDTH)
        self.marks = nn.Linear(WIDTH, MARKS)
        self.cases = nn.Linear(WIDTH, CASES)
        self.drop = nn.Dropout(0.2)

    def forward(
        self, ids: torch.Tensor, flags: torch.Tensor, places: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """`ids` (types, 4) and `flags` are of different words; `places` (rows, words) says which stands where."""
        table = torch.cat(
            [self.vectors(ids[:, 0]), self.words(ids[:, 1]), self.firsts(ids[:, 2]), self.lasts(ids[:, 3]), flags],
            dim=1,
        )
        first = torch.relu(_windowed(self.read(self.drop(table))[places]))
        second = self.drop(first + torch.relu(_windowed(self.window(first))))
        both = torch.cat([second, self.run(second)[0]], dim=2)
        last = self.drop(torch.relu(_windowed(self.join(self.drop(both)))))
        return self.marks(last), self.cases(last)


def _windowed(three: torch.Tensor) -> torch.Tensor:
    """Add up what each word gives to the word after it, to itself and to the word before it."""
    after, here, before = three.split(WIDTH, dim=2)
    nothing = torch.zeros_like(here[:, :1])
    return here + torch.cat([nothing, after[:, :-1]], dim=1) + torch.cat([before[:, 1:], nothing], dim=1)
