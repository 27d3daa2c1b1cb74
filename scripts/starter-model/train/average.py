"""
The mean of the weights of several stages of one training (Wortsman et al., "Model soups", 2022): it errs less than each.

    python3 average.py OUT WEIGHTS WEIGHTS …
"""

import pathlib
import shutil
import sys

import numpy as np

out, *stages = map(pathlib.Path, sys.argv[1:])
out.mkdir(parents=True, exist_ok=True)
weights = [np.fromfile(stage / "weights.f32", dtype=np.float32) for stage in stages]
np.mean(weights, axis=0, dtype=np.float64).astype(np.float32).tofile(out / "weights.f32")
shutil.copy(stages[0] / "weights.json", out / "weights.json")
