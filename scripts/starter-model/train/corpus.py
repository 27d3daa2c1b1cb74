"""Reads the tokenized corpus that build-corpus.ts writes, and packs examples into rows."""

import json
import pathlib

import numpy as np
import torch


class Corpus:
    """
    tokens.u16 and trained.u8 (1 where the token is part of an answer) lie example by example; index.u32 has offset,
    length, family and level of each; families.json names the families.
    """

    def __init__(self, folder: pathlib.Path):
        self.tokens = np.fromfile(folder / "tokens.u16", dtype=np.uint16)
        self.trained = np.fromfile(folder / "trained.u8", dtype=np.uint8)
        self.index = np.fromfile(folder / "index.u32", dtype=np.uint32).reshape(-1, 4).astype(np.int64)
        self.families: list[str] = json.loads((folder / "families.json").read_text())
        # Those without a system message can go on with another conversation: their second token says whose turn it is.
        roles = self.tokens[self.index[:, 0] + 1]
        tokens = json.loads((folder.parent / "tokenizer.json").read_text())["tokens"]
        self.begins_with_user = roles == tokens.index("user")

    def groups(self) -> dict[tuple[int, int], np.ndarray]:
        """Examples by family and level."""
        keys = self.index[:, 2] * 4 + self.index[:, 3]
        return {(key // 4, key % 4): np.flatnonzero(keys == key) for key in np.unique(keys)}


class Row:
    """One row of a batch, filled with examples one after the other; each sees only itself."""

    def __init__(self, time: int):
        self.tokens = np.zeros(time, dtype=np.int64)
        self.first = np.arange(time, dtype=np.int32)
        self.targets = np.full(time, -1, dtype=np.int64)
        self.filled = 0
        self.examples: list[tuple[int, int, int]] = []

    def fits(self, length: int) -> bool:
        return self.filled + length <= len(self.tokens)

    def add(self, corpus: Corpus, example: int, is_joined: bool = False) -> None:
        """A joined one goes on with the conversation before it."""
        offset, length = corpus.index[example, :2]
        start, end = self.filled, self.filled + length
        tokens = corpus.tokens[offset : offset + length]
        self.tokens[start:end] = tokens
        self.first[start:end] = self.first[start - 1] if is_joined and start > 0 else start
        trained = corpus.trained[offset + 1 : offset + length] == 1
        self.targets[start : end - 1][trained] = tokens[1:][trained]
        self.filled = end
        self.examples.append((example, start, end))


class Batch:
    def __init__(self, rows: list[Row]):
        self.tokens = torch.from_numpy(np.stack([row.tokens for row in rows]))
        self.first = torch.from_numpy(np.stack([row.first for row in rows]))
        targets = np.concatenate([row.targets for row in rows])
        self.places = torch.from_numpy(np.flatnonzero(targets >= 0))
        self.targets = torch.from_numpy(targets[targets >= 0])
        self.rows = rows


class Sampler:
    """Draws examples by the weights of families and levels; each group is gone through before it begins anew."""

    def __init__(self, corpus: Corpus, seed: int):
        self.corpus, self.random = corpus, np.random.default_rng(seed)
        self.groups = corpus.groups()
        self.queues: dict[tuple[int, int], list[int]] = {key: [] for key in self.groups}

    def state(self) -> dict:
        """All that decides which examples come next."""
        return {"random": self.random.bit_generator.state, "queues": self.queues}

    def load(self, state: dict) -> None:
        self.random.bit_generator.state, self.queues = state["random"], state["queues"]

    def _next(self, key: tuple[int, int]) -> int:
        if not self.queues[key]:
            self.queues[key] = self.random.permutation(self.groups[key]).tolist()
        return self.queues[key].pop()

    def batch(
        self, rows: int, time: int, family_weights: dict[str, float], level_weights: list[float], joined: float
    ) -> Batch:
        """Weights are parts of the tokens, not of the examples; `joined` is the part that goes on with the one before."""
        keys, weights = [], []
        for family, family_weight in family_weights.items():
            number = self.corpus.families.index(family)
            levels = [key for key in self.groups if key[0] == number and level_weights[key[1]] > 0]
            total = sum(level_weights[key[1]] for key in levels)
            for key in levels:
                mean = self.corpus.index[self.groups[key], 1].mean()
                keys.append(key)
                weights.append(family_weight * level_weights[key[1]] / total / mean)
        parts = np.array(weights) / np.sum(weights)
        full, row = [], Row(time)
        while len(full) < rows:
            example = self._next(keys[self.random.choice(len(keys), p=parts)])
            length = self.corpus.index[example, 1]
            if length > time:
                continue
            if not row.fits(length):
                full.append(row)
                row = Row(time)
            is_joined = self.corpus.begins_with_user[example] and self.random.random() < joined
            row.add(self.corpus, example, is_joined)
        return Batch(full)


def all_in_order(corpus: Corpus, rows: int, time: int):
    """Batches of every example once, for an evaluation."""
    full, row = [], Row(time)
    for example in range(len(corpus.index)):
        length = corpus.index[example, 1]
        if length > time:
            continue
        if not row.fits(length):
            full.append(row)
            row = Row(time)
            if len(full) == rows:
                yield Batch(full)
                full = []
        row.add(corpus, example)
    full.append(row)
    yield Batch(full)
