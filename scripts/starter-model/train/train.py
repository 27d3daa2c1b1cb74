"""
Trains the starter model. See ../README.md for the recipe.

    python3 train.py --corpus DIR --out DIR --tokens 60e6 [--threads 2]

One that was stopped goes on where it stood when it is called again in the same way: what comes out is the same.
"""

import argparse
import json
import pathlib
import signal
import time

import numpy as np
import torch

from corpus import Corpus, Sampler, all_in_order
from model import Llama, Size
from optimizer import Optimizer

FAMILIES = {"facts": 0.22, "copy": 0.40, "form": 0.18, "tools": 0.14, "limits": 0.06}
# Part of the training that is over, length of rows, weights of the levels 0 to 3, part of joined conversations.
STAGES = [
    (0.08, 256, [0.75, 0.25, 0.0, 0.0], 0.0),
    (0.45, 256, [0.30, 0.45, 0.20, 0.05], 0.0),
    (0.70, 512, [0.15, 0.35, 0.35, 0.15], 0.1),
    (0.985, 512, [0.15, 0.30, 0.35, 0.20], 0.2),
    (1.01, 1024, [0.15, 0.30, 0.35, 0.20], 0.4),
]


def stage_at(done: float) -> tuple[int, list[float], float]:
    return next(stage[1:] for stage in STAGES if done < stage[0])


def rate_at(done: float, step: int) -> float:
    """Warms up, stays, and falls to a fiftieth over the last third."""
    warm = min(1.0, (step + 1) / 150)
    fall = min(1.0, max(0.02, (1 - done) / 0.33))
    return warm * fall


@torch.no_grad()
def evaluate(model: Llama, corpus: Corpus) -> dict[str, float]:
    """Part of the held-out examples whose answers are all right, token by token, by family and level."""
    right: dict[str, list[bool]] = {}
    for batch in all_in_order(corpus, 8, 1024):
        _, best = model.loss(batch.tokens, batch.first, batch.places, batch.targets, 1)
        hits = np.ones(batch.tokens.numel(), dtype=bool)
        hits[batch.places.numpy()] = (best == batch.targets).numpy()
        hits = hits.reshape(batch.tokens.shape)
        for number, row in enumerate(batch.rows):
            for example, start, end in row.examples:
                family, level = corpus.index[example, 2:4]
                name = corpus.families[family]
                all_right = bool(hits[number, start:end].all())
                right.setdefault(name, []).append(all_right)
                right.setdefault(f"{name}-{level}", []).append(all_right)
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(right.items())}


def save_weights(model: Llama, folder: pathlib.Path) -> None:
    """All weights as float32 one after the other, and where each lies: what export-gguf.ts reads."""
    parts, offset = [], 0
    tensors = {}
    for name, master in model.master.items():
        tensors[name] = {"shape": list(master.shape), "offset": offset}
        offset += master.numel()
        parts.append(master.detach().numpy().ravel())
    np.concatenate(parts).astype(np.float32).tofile(folder / "weights.f32")
    (folder / "weights.json").write_text(json.dumps({"size": vars(model.size), "tensors": tensors}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--tokens", type=float, required=True, help="tokens of the whole training")
    parser.add_argument("--batch", type=int, default=8192, help="tokens in a step")
    parser.add_argument("--hidden-rate", type=float, default=0.008)
    parser.add_argument("--other-rate", type=float, default=0.002)
    parser.add_argument("--families", type=json.loads, default=FAMILIES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--feed-forward", type=int, default=768)
    parser.add_argument("--rope-base", type=float, default=500_000.0)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    vocabulary = len(json.loads((options.corpus / "tokenizer.json").read_text())["tokens"])
    size = Size(vocabulary, options.width, options.layers, options.heads, options.feed_forward, options.rope_base)
    model = Llama(size, options.seed)
    optimizer = Optimizer(model)
    train = Sampler(Corpus(options.corpus / "train"), options.seed)
    tokens_done = 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        for name, values in state["master"].items():
            model.master[name].data.copy_(values)
        model.refresh()
        optimizer.load(state["optimizer"])
        train.load(state["sampler"])
        tokens_done = state["tokens"]
    held_out = Corpus(options.corpus / "held-out")
    options.out.mkdir(parents=True, exist_ok=True)
    log = (options.out / "log.jsonl").open("a")
    is_over = False

    def stop(*_):
        nonlocal is_over
        is_over = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    def save() -> None:
        state = {
            "master": model.master,
            "optimizer": optimizer.state(),
            "sampler": train.state(),
            "tokens": tokens_done,
        }
        torch.save(state, options.out / "part.pt")
        (options.out / "part.pt").rename(checkpoint)
        save_weights(model, options.out)

    losses, began = [], time.time()
    new_tokens = 0
    while tokens_done < options.tokens and not is_over:
        done = tokens_done / options.tokens
        length, levels, joined = stage_at(done)
        batch = train.batch(options.batch // length, length, options.families, levels, joined)
        loss, _ = model.loss(batch.tokens, batch.first, batch.places, batch.targets, len(batch.places))
        loss.backward()
        rate = rate_at(done, optimizer.steps)
        norm = optimizer.step(options.hidden_rate * rate, options.other_rate * rate)
        losses.append(loss.item())
        filled = sum(row.filled for row in batch.rows)
        tokens_done += filled
        new_tokens += filled
        if optimizer.steps % 50 == 0:
            line = {
                "step": optimizer.steps,
                "tokens": int(tokens_done),
                "loss": round(float(np.mean(losses)), 4),
                "norm": round(norm, 2),
                "tokens_per_second": int(new_tokens / (time.time() - began)),
            }
            losses = []
            if optimizer.steps % 200 == 0:
                line["right"] = evaluate(model, held_out)
                save()
            print(json.dumps(line), flush=True)
            log.write(json.dumps(line) + "\n")
            log.flush()
    save()
    print(json.dumps({"tokens": int(tokens_done), "right": evaluate(model, held_out)}), flush=True)


if __name__ == "__main__":
    main()
