"""Fine-tunes the table of a static embedding model on training pairs beside running text.

The loss is InfoNCE (van den Oord et al. 2018, arXiv:1807.03748) over the batch, in both directions; the table is
changed with Adam (Kingma and Ba 2015, arXiv:1412.6980), counted for each row apart since most rows are rare.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

try:
    import numpy as np
    import torch
    from torch.nn import functional

    from batches import Batch, Shares, draw_batch
    from near import find_near
    from data import DataError
    from export import read_table
    from held_out import measure_held_out
    from sources import load_sources
except ModuleNotFoundError as missing:
    sys.exit(f"package {missing.name} is missing: pip install -r {HERE / 'requirements.txt'}")


class RowAdam:
    """Adam that touches, and counts the steps of, only the rows in a batch."""

    def __init__(self, table: torch.Tensor, beta1: float = 0.9, beta2: float = 0.99) -> None:
        self.table, self.beta1, self.beta2 = table, beta1, beta2
        self.mean, self.square = torch.zeros_like(table), torch.zeros_like(table)
        self.steps = torch.zeros(len(table), 1)

    def step(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Changes `rows`, each given once, against their `gradient`."""
        self.steps[rows] += 1
        steps = self.steps[rows]
        self.mean[rows] = mean = self.beta1 * self.mean[rows] + (1 - self.beta1) * gradient
        self.square[rows] = square = self.beta2 * self.square[rows] + (1 - self.beta2) * gradient**2
        mean, square = mean / (1 - self.beta1**steps), square / (1 - self.beta2**steps)
        self.table[rows] -= rate * mean / (square.sqrt() + 1e-10)


def train_step(table: torch.Tensor, adam: RowAdam, batch: Batch, temperature: float, rate: float) -> float:
    """One step; gives the loss before it."""
    texts = batch.questions + batch.passages
    rows, tokens = torch.unique(torch.from_numpy(np.concatenate(texts).astype(np.int64)), return_inverse=True)
    starts = torch.from_numpy(np.cumsum([0] + [len(text) for text in texts[:-1]]))
    values = table[rows].requires_grad_()
    vectors = functional.normalize(functional.embedding_bag(tokens, values, starts, mode="mean"), eps=1e-6)
    count = len(batch.questions)
    likeness = vectors[:count] @ vectors[count:].T / temperature
    right = torch.arange(count)
    likeness = likeness.masked_fill(_also_right(batch), -torch.inf)
    loss = (functional.cross_entropy(likeness, right) + functional.cross_entropy(likeness[:, :count].T, right)) / 2
    loss.backward()
    adam.step(rows, values.grad, rate)
    return loss.item()


def _also_right(batch: Batch) -> torch.Tensor:
    """Question by passage: true where a passage that is not the question's own answers it as well."""
    also = np.zeros((len(batch.questions), len(batch.passages)), bool)
    for place, rows in enumerate(batch.accepted):
        if rows:
            also[place] = np.isin(batch.articles, list(rows))
            also[place, place] = False
    return torch.from_numpy(also)


def read_start(path: Path) -> np.ndarray:
    """The table to begin with, out of a model folder or a file that this script wrote."""
    if not path.exists():
        raise DataError(f"{path} is missing: --start wants a model folder or a table that this script wrote")
    return read_table(path) if path.is_dir() else np.load(path).astype(np.float32)


WIDENED_SHARE = 0.5
"""Length of a row's new part, as a share of the row's length: enough to be told apart, not to drown what is known."""


def widen(table: np.ndarray, dimensions: int, rng: np.random.Generator) -> np.ndarray:
    """Adds random dimensions to each row; the table itself where it has as many already."""
    if table.shape[1] > dimensions:
        raise DataError(f"--dimensions {dimensions}: the table to begin with has {table.shape[1]} already")
    if table.shape[1] == dimensions:
        return table
    more = rng.standard_normal((len(table), dimensions - table.shape[1])).astype(np.float32)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    more *= WIDENED_SHARE * lengths / np.linalg.norm(more, axis=1, keepdims=True)
    return np.concatenate([table, more], axis=1)


def train(given: argparse.Namespace) -> np.ndarray:
    """Trains as the command line says; gives the table."""
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = np.random.default_rng(given.seed)
    start = read_start(given.start)
    if given.dimensions:
        start = widen(start, given.dimensions, np.random.default_rng(given.seed + 1))
    sources, held = load_sources(given, rng)
    if len(start) != given.tokenizer_size:
        raise DataError(f"{given.start} has {len(start)} rows, expected one for each of {given.tokenizer_size} tokens")
    table = torch.from_numpy(start.copy())
    adam = RowAdam(table)
    shares = Shares(given.statute_share, given.report_share, given.lexicon_share)

    def report(label: str) -> None:
        print(label, measure_held_out(table.numpy(), held) if held.questions else "", flush=True)

    report("start")
    began, recent, near = time.monotonic(), [], None
    for step in range(given.steps):
        rate = given.rate * (1.05 - step / given.steps)
        if given.near_every and step % given.near_every == 0:
            near = find_near(table.numpy(), sources)
        batch = draw_batch(sources, given.batch, shares, near, rng)
        recent.append(train_step(table, adam, batch, given.temperature, rate))
        if (step + 1) % given.report_every == 0 or step + 1 == given.steps:
            seconds = time.monotonic() - began
            report(f"step {step + 1}, {seconds:.0f} s, loss {np.mean(recent[-given.report_every :]):.3f}")
    return table.numpy()


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    shared = HERE.parent.parent.parent / "shared"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("out", type=Path, help="file for the table (.npy); export.py makes a model of it")
    add("--start", type=Path, default=shared / "embedder/model", help="model folder or .npy to begin with")
    add("--dimensions", type=int, default=0, help="widen the table to so many dimensions first; 0: as it is")
    add("--texts", type=Path, default=shared / "train", help="folder with laws.tsv.gz and news.txt.gz")
    add("--pairs", type=Path, default=HERE, help="folder with the three .tsv files")
    add("--tokenizer", type=Path, default=HERE.parent / "fawen-static-v3/tokenizer.json", help="tokenizer of the model")
    add("--steps", type=int, default=2400, help="how many batches")
    add("--batch", type=int, default=768, help="pairs in a batch")
    add("--rate", type=float, default=1e-3, help="learning rate of the first step; it falls to a twentieth")
    add("--temperature", type=float, default=0.05, help="of the softmax")
    add("--statute-share", type=float, default=0.4, help="of a batch, statute questions")
    add("--report-share", type=float, default=0.15, help="of a batch, report questions")
    add("--lexicon-share", type=float, default=0.13, help="of a batch, lexicon pairs")
    add("--near-every", type=int, default=100, help="look for wrong articles near to questions every n steps; 0: never")
    add("--news-every", type=int, default=2, help="take every n-th news article")
    add("--hold-out", type=int, default=0, metavar="N", help="keep back questions on every N-th article; 0: none")
    add("--report-every", type=int, default=50, metavar="N", help="measure every N steps")
    add("--threads", type=int, default=2, help="processor threads; the same number is needed for the same table")
    add("--seed", type=int, default=0, help="for every random choice")
    given = parser.parse_args()
    if min(given.steps, given.batch, given.news_every, given.report_every, given.threads) < 1 or given.hold_out < 0:
        parser.error("--steps, --batch, --news-every, --report-every and --threads begin at 1, --hold-out at 0")
    if given.statute_share + given.report_share + given.lexicon_share > 1:
        parser.error("the three shares of a batch add up to more than 1")
    return given


def main() -> None:
    """Trains and writes the table."""
    given = parse_arguments()
    try:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        np.save(given.out, train(given))
    except (DataError, OSError, ValueError) as error:
        sys.exit(str(error))
    print(f"{given.out} written")


if __name__ == "__main__":
    main()
