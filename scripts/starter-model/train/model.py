"""The starter model: a llama (RMSNorm, rotary places, SwiGLU, no biases, output tied to the embedding)."""

import dataclasses

import torch
import torch.nn.functional as F

from kernels import Attention, CrossEntropy, RmsNorm, SplitHeads, SwiGlu


@dataclasses.dataclass
class Size:
    vocabulary: int
    width: int = 256
    layers: int = 6
    heads: int = 4
    feed_forward: int = 768
    rope_base: float = 500_000.0


class Llama:
    """
    Weights in two forms: `master` in float32, which the optimizer changes, and what the passes use: bfloat16 for
    matrices. Norm weights stay float32. Names are those of GGUF, but for `attn_qkv` and `ffn_both`, which are stacked.
    """

    def __init__(self, size: Size, seed: int):
        self.size = size
        generator = torch.Generator().manual_seed(seed)

        def matrix(rows: int, columns: int, scale: float) -> torch.Tensor:
            return torch.randn(rows, columns, generator=generator) * scale

        n, ff = size.width, size.feed_forward
        out = (2 * size.layers) ** -0.5
        self.master: dict[str, torch.Tensor] = {"token_embd": matrix(size.vocabulary, n, 0.02)}
        for i in range(size.layers):
            self.master[f"blk.{i}.attn_norm"] = torch.ones(n)
            self.master[f"blk.{i}.attn_qkv"] = matrix(3 * n, n, n**-0.5)
            self.master[f"blk.{i}.attn_output"] = matrix(n, n, n**-0.5 * out)
            self.master[f"blk.{i}.ffn_norm"] = torch.ones(n)
            self.master[f"blk.{i}.ffn_both"] = matrix(2 * ff, n, n**-0.5)
            self.master[f"blk.{i}.ffn_down"] = matrix(n, ff, ff**-0.5 * out)
        self.master["output_norm"] = torch.ones(n)
        self.weights: dict[str, torch.Tensor] = {}
        self.refresh()
        self._turns: dict[int, torch.Tensor] = {}

    @torch.no_grad()
    def refresh(self) -> None:
        """Takes over what the optimizer did to the master weights."""
        for name, master in self.master.items():
            if name in self.weights and master.dim() == 2:
                self.weights[name].data.copy_(master)
            elif name not in self.weights:
                kept = master if master.dim() == 1 else master.to(torch.bfloat16)
                self.weights[name] = kept.requires_grad_(True)

    def _turn(self, time: int) -> torch.Tensor:
        if time not in self._turns:
            half = self.size.width // self.size.heads // 2
            speed = self.size.rope_base ** (-torch.arange(half) / half)
            angle = torch.arange(time)[:, None] * speed[None]
            self._turns[time] = torch.stack((angle.cos(), angle.sin()), -1).reshape(time, 2 * half).contiguous()
        return self._turns[time]

    def hidden(self, tokens: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
        """tokens, first [batch, time] to [batch * time, width] before the last norm."""
        w, size = self.weights, self.size
        batch, time = tokens.shape
        x = F.embedding(tokens, w["token_embd"]).view(batch * time, size.width)
        for i in range(size.layers):
            qkv = F.linear(RmsNorm.apply(x, w[f"blk.{i}.attn_norm"]), w[f"blk.{i}.attn_qkv"])
            q, k, v = SplitHeads.apply(qkv, self._turn(time), batch, size.heads)
            y = Attention.apply(q, k, v, first).view(batch, size.heads, time, -1).transpose(1, 2)
            x = x + F.linear(y.reshape(batch * time, size.width), w[f"blk.{i}.attn_output"])
            both = F.linear(RmsNorm.apply(x, w[f"blk.{i}.ffn_norm"]), w[f"blk.{i}.ffn_both"])
            x = x + F.linear(SwiGlu.apply(both), w[f"blk.{i}.ffn_down"])
        return x

    def loss(self, tokens, first, places, targets, divisor):
        """Mean loss at `places` (indices into batch * time) whose next tokens are `targets`; and the logits' argmax."""
        x = self.hidden(tokens, first)[places]
        logits = F.linear(RmsNorm.apply(x, self.weights["output_norm"]), self.weights["token_embd"])
        best = logits.detach().argmax(-1) if not torch.is_grad_enabled() else None
        loss, _ = CrossEntropy.apply(logits, targets, divisor)
        return loss, best
