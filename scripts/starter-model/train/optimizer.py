"""
Muon for the matrices inside the layers (Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024:
the momentum is made orthogonal before it is applied), AdamW (Loshchilov and Hutter, 2019) for the rest.
"""

import torch


def orthogonal(stack: torch.Tensor) -> torch.Tensor:
    """[count, rows, columns] with rows <= columns: five Newton-Schulz steps bring all singular values near 1."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = (stack / (stack.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(torch.bfloat16)
    for _ in range(5):
        gram = torch.bmm(x, x.transpose(1, 2))
        x = a * x + torch.bmm(b * gram + c * torch.bmm(gram, gram), x)
    return x.float()


class Optimizer:
    """Changes the model's master weights by the gradients of the weights that the passes use."""

    def __init__(self, model, decay: float = 0.02):
        self.model, self.decay, self.steps = model, decay, 0
        self.momentum = {name: torch.zeros_like(w) for name, w in model.master.items()}
        self.variance = {name: torch.zeros_like(w) for name, w in model.master.items() if not self._is_hidden(name)}

    def _is_hidden(self, name: str) -> bool:
        return name.startswith("blk.") and self.model.master[name].dim() == 2

    @torch.no_grad()
    def step(self, hidden_rate: float, other_rate: float, most_norm: float = 1.0) -> float:
        """Returns the norm of the gradient, which is cut to `most_norm`."""
        self.steps += 1
        grads = {name: w.grad.float() for name, w in self.model.weights.items()}
        norm = torch.stack([g.norm() for g in grads.values()]).norm().item()
        cut = min(1.0, most_norm / (norm + 1e-6))
        stacks: dict[tuple[int, int], list] = {}
        for name, grad in grads.items():
            master, momentum = self.model.master[name], self.momentum[name]
            if self._is_hidden(name):
                momentum.lerp_(grad, 0.05)
                parts = {"attn_qkv": 3, "ffn_both": 2}.get(name.split(".")[-1], 1)
                for place, part in enumerate(grad.lerp(momentum, 0.95).chunk(parts)):
                    is_tall = part.shape[0] > part.shape[1]
                    wide = part.t() if is_tall else part
                    target = master.chunk(parts)[place]
                    stacks.setdefault(tuple(wide.shape), []).append((wide, target, is_tall))
                continue
            variance = self.variance[name]
            grad = grad * cut
            momentum.lerp_(grad, 0.1)
            variance.lerp_(grad * grad, 0.02)
            step = momentum / (1 - 0.9**self.steps)
            scale = (variance / (1 - 0.98**self.steps)).sqrt_().add_(1e-8)
            if master.dim() == 2:
                master.mul_(1 - other_rate * self.decay)
            master.sub_(other_rate * step / scale)
        for members in stacks.values():
            for (_, target, is_tall), update in zip(members, orthogonal(torch.stack([m[0] for m in members]))):
                update = update.t() if is_tall else update
                scale = max(1, target.shape[0] / target.shape[1]) ** 0.5
                target.mul_(1 - hidden_rate * self.decay)
                target.sub_(hidden_rate * scale * update)
        for w in self.model.weights.values():
            w.grad = None
        self.model.refresh()
        return norm

    def state(self) -> dict:
        return {"steps": self.steps, "momentum": self.momentum, "variance": self.variance}

    def load(self, state: dict) -> None:
        self.steps, self.momentum, self.variance = state["steps"], state["momentum"], state["variance"]
