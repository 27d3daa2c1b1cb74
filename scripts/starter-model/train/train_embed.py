"""
Trains the embedding model: two layers, the mean of all places, and the contrast of each pair with the other pairs of a
batch (van den Oord et al., 2018). See ../README.md.

    python3 train_embed.py --pairs DIR --out DIR --steps 3000 [--threads 2]
"""

import argparse
import json
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

from kernels import RmsNorm
from model import Llama, Size
from optimizer import Optimizer
from train import save_weights

TEMPERATURE = 0.06
# The token that llama.cpp's bindings put at the end of what is embedded.
END = 2


def pack(texts: list[np.ndarray]):
    """Texts in one row of places, each seeing only itself: tokens and first [1, time], and the text of each place."""
    ended = [np.append(text, END) for text in texts]
    tokens = np.concatenate(ended).astype(np.int64)
    lengths = np.array([len(text) for text in ended])
    starts = np.cumsum(lengths) - lengths
    return tokens, np.repeat(starts, lengths).astype(np.int32), np.repeat(np.arange(len(texts)), lengths)


def embed(model: Llama, texts: list[np.ndarray], time_limit: int = 256) -> torch.Tensor:
    """[texts, width] of length 1. Texts are packed into rows, so that little is computed for nothing."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    rows: list[list[int]] = []
    filled: list[int] = []
    for i in order:
        length = len(texts[i]) + 1
        row = next((r for r in range(len(rows)) if filled[r] + length <= time_limit), None)
        if row is None:
            rows.append([])
            filled.append(0)
            row = len(rows) - 1
        rows[row].append(i)
        filled[row] += length
    tokens = np.zeros((len(rows), time_limit), dtype=np.int64)
    first = np.tile(np.arange(time_limit, dtype=np.int32), (len(rows), 1))
    owner = np.full((len(rows), time_limit), -1, dtype=np.int64)
    for r, members in enumerate(rows):
        row_tokens, row_first, row_owner = pack([texts[i] for i in members])
        tokens[r, : len(row_tokens)] = row_tokens
        first[r, : len(row_tokens)] = row_first
        owner[r, : len(row_tokens)] = np.array(members)[row_owner]
    hidden = model.hidden(torch.from_numpy(tokens), torch.from_numpy(first))
    places = torch.from_numpy(np.flatnonzero(owner.ravel() >= 0))
    normed = RmsNorm.apply(hidden[places], model.weights["output_norm"]).float()
    owners = torch.from_numpy(owner.ravel()[places.numpy()])
    sums = torch.zeros(len(texts), normed.shape[1]).index_add(0, owners, normed)
    return F.normalize(sums, dim=1)


@torch.no_grad()
def recall(model: Llama, evaluation: dict) -> list[float]:
    """Part of the held-out questions whose passage is the first, and among the first three."""
    passages = embed(model, [np.array(tokens) for tokens in evaluation["passages"]])
    questions = embed(model, [np.array(question["tokens"]) for question in evaluation["questions"]])
    right = torch.tensor([question["passage"] for question in evaluation["questions"]])
    scores = questions @ passages.t()
    ranks = (scores > scores.gather(1, right[:, None])).sum(1)
    return [round((ranks < most).float().mean().item(), 3) for most in (1, 3)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=128, help="pairs in a step")
    parser.add_argument("--vocabulary", type=int, default=4096)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--feed-forward", type=int, default=512)
    parser.add_argument("--hidden-rate", type=float, default=0.004)
    parser.add_argument("--other-rate", type=float, default=0.002)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    tokens = np.fromfile(options.pairs / "tokens.u16", dtype=np.uint16)
    pairs = np.fromfile(options.pairs / "pairs.u32", dtype=np.uint32).reshape(-1, 5).astype(np.int64)
    evaluation = json.loads((options.pairs / "evaluation.json").read_text())
    size = Size(options.vocabulary, options.width, options.layers, options.width // 64, options.feed_forward)
    model = Llama(size, options.seed)
    # Words begin far apart, so that also those that training never saw find themselves again.
    model.master["token_embd"] *= 50
    model.refresh()
    optimizer = Optimizer(model)
    random = np.random.default_rng(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    losses, began = [], time.time()
    for step in range(options.steps):
        chosen = pairs[random.integers(len(pairs), size=options.batch)]
        texts = [tokens[start : start + length] for start, length in chosen[:, :2]]
        others = [tokens[start : start + length] for start, length in chosen[:, 2:4]]
        vectors = embed(model, texts + others)
        scores = vectors[: len(texts)] @ vectors[len(texts) :].t() / TEMPERATURE
        same = torch.from_numpy(chosen[:, 4][:, None] == chosen[:, 4][None])
        scores = scores.masked_fill(same & ~torch.eye(len(texts), dtype=torch.bool), -1e4)
        target = torch.arange(len(texts))
        loss = (F.cross_entropy(scores, target) + F.cross_entropy(scores.t(), target)) / 2
        loss.backward()
        rate = min(1.0, (step + 1) / 100) * min(1.0, (options.steps - step) / (0.5 * options.steps))
        optimizer.step(options.hidden_rate * rate, options.other_rate * rate)
        losses.append(loss.item())
        if (step + 1) % 100 == 0:
            line = {"step": step + 1, "loss": round(float(np.mean(losses)), 4), "seconds": int(time.time() - began)}
            if (step + 1) % 300 == 0:
                line["recall"] = recall(model, evaluation)
            print(json.dumps(line), flush=True)
            losses = []
    save_weights(model, options.out)
    print(json.dumps({"recall": recall(model, evaluation)}), flush=True)


if __name__ == "__main__":
    main()
