"""PyTorch functions over the fused kernels of kernels.c, which are compiled at the first import."""

import ctypes
import hashlib
import pathlib
import subprocess
import tempfile

import torch

SOURCE = pathlib.Path(__file__).with_name("kernels.c")


def _build() -> ctypes.CDLL:
    name = f"heddle-kernels-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"
    library = pathlib.Path(tempfile.gettempdir()) / name
    if not library.exists():
        flags = ["-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp", "-shared", "-fPIC"]
        subprocess.run(["gcc", *flags, str(SOURCE), "-o", str(library), "-lm"], check=True)
    return ctypes.CDLL(str(library))


_c = _build()
_f = ctypes.c_float
_long = ctypes.c_long


def _p(tensor: torch.Tensor) -> ctypes.c_void_p:
    assert tensor.is_contiguous()
    return ctypes.c_void_p(tensor.data_ptr())


class RmsNorm(torch.autograd.Function):
    """x [rows, n] bfloat16, w [n] float32."""

    @staticmethod
    def forward(ctx, x, w):
        y = torch.empty_like(x)
        scale = torch.empty(x.shape[0])
        _c.rmsnorm(_p(x), _p(w), _p(y), _p(scale), _long(x.shape[0]), x.shape[1], _f(1e-5))
        ctx.save_for_backward(x, w, scale)
        return y

    @staticmethod
    def backward(ctx, dy):
        x, w, scale = ctx.saved_tensors
        dx, dw = torch.empty_like(x), torch.zeros_like(w)
        dy = dy.contiguous()
        _c.rmsnorm_back(_p(dy), _p(x), _p(w), _p(scale), _p(dx), _p(dw), _long(x.shape[0]), x.shape[1])
        return dx, dw


class SplitHeads(torch.autograd.Function):
    """qkv [batch * time, 3 * heads * size] to three of [batch * heads, time, size], turned by their place."""

    @staticmethod
    def forward(ctx, qkv, turn, batch, heads):
        time, size = qkv.shape[0] // batch, qkv.shape[1] // heads // 3
        q, k, v = (torch.empty(batch * heads, time, size, dtype=qkv.dtype) for _ in range(3))
        _c.split_heads(_p(qkv), _p(turn), _p(q), _p(k), _p(v), batch, time, heads, size)
        ctx.turn, ctx.sizes = turn, (batch, time, heads, size)
        return q, k, v

    @staticmethod
    def backward(ctx, dq, dk, dv):
        batch, time, heads, size = ctx.sizes
        dqkv = torch.empty(batch * time, 3 * heads * size, dtype=dq.dtype)
        dq, dk, dv = dq.contiguous(), dk.contiguous(), dv.contiguous()
        _c.split_heads_back(_p(dq), _p(dk), _p(dv), _p(ctx.turn), _p(dqkv), batch, time, heads, size)
        return dqkv, None, None, None


class Attention(torch.autograd.Function):
    """q, k, v [batch * heads, time, size]; first [batch, time] int32 says where each place's example begins."""

    @staticmethod
    def forward(ctx, q, k, v, first):
        batch, time = first.shape
        heads, factor = q.shape[0] // batch, q.shape[2] ** -0.5
        parts = torch.bmm(q, k.transpose(1, 2))
        _c.masked_softmax(_p(parts), _p(first), _f(factor), batch, heads, time)
        ctx.save_for_backward(q, k, v, parts, first)
        return torch.bmm(parts, v)

    @staticmethod
    def backward(ctx, dy):
        q, k, v, parts, first = ctx.saved_tensors
        batch, time = first.shape
        heads, factor = q.shape[0] // batch, q.shape[2] ** -0.5
        dv = torch.bmm(parts.transpose(1, 2), dy)
        grad = torch.bmm(dy, v.transpose(1, 2))
        _c.masked_softmax_back(_p(grad), _p(parts), _p(first), _f(factor), batch, heads, time)
        return torch.bmm(grad, k), torch.bmm(grad.transpose(1, 2), q), dv, None


class SwiGlu(torch.autograd.Function):
    """both [rows, 2 * n]: the gate, then the value."""

    @staticmethod
    def forward(ctx, both):
        y = torch.empty(both.shape[0], both.shape[1] // 2, dtype=both.dtype)
        _c.swiglu(_p(both), _p(y), _long(y.shape[0]), y.shape[1])
        ctx.save_for_backward(both)
        return y

    @staticmethod
    def backward(ctx, dy):
        (both,) = ctx.saved_tensors
        dboth = torch.empty_like(both)
        dy = dy.contiguous()
        _c.swiglu_back(_p(dy), _p(both), _p(dboth), _long(dy.shape[0]), dy.shape[1])
        return dboth


class CrossEntropy(torch.autograd.Function):
    """Sum of the losses of logits [rows, n] (which are overwritten) against target [rows] int64, over `divisor`."""

    @staticmethod
    def forward(ctx, logits, target, divisor):
        loss = torch.empty(logits.shape[0])
        _c.cross_entropy(_p(logits), _p(target), _p(loss), _long(logits.shape[0]), logits.shape[1], _f(1 / divisor))
        ctx.mark_dirty(logits)
        ctx.grad = logits
        return loss.sum() / divisor, logits

    @staticmethod
    def backward(ctx, _, __):
        return ctx.grad, None, None
