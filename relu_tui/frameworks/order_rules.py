"""What each framework does with what depends on the order of several numbers, on the way back.

Of a clamp between bounds that move PyTorch from 2.14 on halves a tie, where before x alone had it; JAX and
TensorFlow compose it of max and min. Those of the median and of quantiles:

All three send the gradient to the numbers that they read: to the two next to the rank, each by its weight,
also where that is 0. Equal numbers are in the order they are given, but in PyTorch from 2.14 on, which does
not put them in order (`selection`). PyTorch's median alone looks for the numbers that are equal to the
result, and shares.

Sources: PyTorch, `aten/src/ATen/native/Sorting.cpp` (quantile_compute) and `FunctionsManual.cpp`
(evenly_distribute_backward, clamp_backward, clamp_backward_min_max); JAX, `jax/_src/numpy/reductions.py`
(_quantile) and `lax_numpy.py` (clip); TensorFlow, `python/ops/clip_ops.py`; Keras,
`keras/src/backend/tensorflow/numpy.py` (_quantile).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from relu_tui.frameworks.function_rules import HALF, ONE, PLAIN_TORCH, ZERO, Rule, Single, greater, lesser
from relu_tui.frameworks.selection import places_at

_Inputs = tuple[Single, ...]

CLAMPS = ("clamp", "clamp_between")
"""What has a lower and an upper bound."""


def _sorted_places(u: Sequence[Single]) -> list[int]:
    """Which number stands at which place, NaN at the end."""
    return sorted(range(len(u)), key=lambda place: (u[place] != u[place], u[place]))


def _sent(u: Sequence[Single], reads: Sequence[tuple[int, Single]]) -> tuple[Single | None, ...]:
    """What comes to each number, for gradients that go to places among the sorted."""
    places = _sorted_places(u)
    return _added(u, ((places[rank], part) for rank, part in reads))


def _added(u: Sequence[Single], parts: Iterable[tuple[int, Single]]) -> tuple[Single, ...]:
    """What comes to each number, for gradients that go to some of them."""
    found = [ZERO] * len(u)
    for place, part in parts:
        found[place] = np.float32(found[place] + part)
    return tuple(found)


def _has_nan(u: Sequence[Single]) -> bool:
    return any(each != each for each in u)


def evenly(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """PyTorch's median: shared by all that are equal to it, selected."""
    are = [each != each if y != y else each == y for each in u]
    return tuple(np.float32(g / np.float32(sum(are))) if each else ZERO for each in are)


def _by_rank(g: Single, u: Sequence[Single], rank: Single) -> tuple[Single | None, ...]:
    low, high = int(np.floor(rank)), int(np.ceil(rank))
    weight = np.float32(rank - np.float32(low))
    return _sent(u, ((low, g * (ONE - weight)), (high, g * weight)))


def _torch_rank(u: _Inputs) -> Single:
    """The rank that PyTorch reads at: NaN among the numbers is what is read."""
    *numbers, share = u
    last = np.float32(len(numbers) - 1)
    return last if _has_nan(numbers) else np.float32(share * last)


def torch_quantile(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """PyTorch's, of numbers that are not put in order."""
    rank = _torch_rank(u)
    low, high = int(np.floor(rank)), int(np.ceil(rank))
    weight = np.float32(rank - np.float32(low))
    return (
        *_added(u[:-1], zip(places_at(u[:-1], low, high), (g * (ONE - weight), g * weight), strict=True)),
        None,
    )


def torch_2_13_quantile(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """An older one, of numbers in order."""
    return (*_by_rank(g, u[:-1], _torch_rank(u)), None)


def torch_median(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """PyTorch's median; of two in the middle, of which it takes the lesser, the quantile of 1/2."""
    return evenly(g, u, y) if len(u) % 2 else torch_quantile(g, (*u, HALF), y)[:-1]


def torch_2_13_median(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """An older one."""
    return evenly(g, u, y) if len(u) % 2 else torch_2_13_quantile(g, (*u, HALF), y)[:-1]


def jax_quantile(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """JAX's: where one of the numbers is NaN, nothing of them is used."""
    *numbers, share = u
    if _has_nan(numbers):
        return (*(ZERO,) * len(numbers), None)
    return (*_by_rank(g, numbers, np.float32(share * np.float32(len(numbers) - 1))), None)


def jax_median(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """JAX's: half of the sum of the two in the middle, which may be the same."""
    if _has_nan(u):
        return (ZERO,) * len(u)
    return _sent(u, [(rank, g * HALF) for rank in ((len(u) - 1) // 2, len(u) // 2)])


def jax_lower_median(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """JAX's and Keras's quantile by the method "lower"."""
    return (ZERO,) * len(u) if _has_nan(u) else _sent(u, [((len(u) - 1) // 2, g)])


def keras_quantile(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """That of Keras, with ranks in doubles: at a rank itself the number before it has the weight 0."""
    *numbers, share = u
    if _has_nan(numbers):
        return (*(ZERO,) * len(numbers), None)
    last = len(numbers) - 1
    rank = last * float(share)
    low = max(min(int(np.ceil(rank)), last) - 1, 0)
    high = min(low + 1, last)
    weight = np.float32(high - rank)
    return (*_sent(numbers, ((high, g * (ONE - weight)), (low, g * weight))), None)


def keras_median(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """That of Keras: the quantile of 1/2."""
    return keras_quantile(g, (*u, HALF), y)[:-1]


def bounds_cross(operation: str, u: _Inputs) -> bool:
    """Whether a clamp has its lower bound above its upper one: then TensorFlow alone takes the lower."""
    return (operation in CLAMPS or (operation == "hardtanh" and len(u) == 3)) and bool(u[1] > u[2])


def jax_hardtanh(u: Single, low: Single = -ONE, high: Single = ONE) -> Single:
    """JAX's, by its clip where bounds are set: of bounds that cross the upper one."""
    return high if low > high else greater(low, lesser(high, u))


def tensorflow_clamped(u: Single, low: Single, high: Single) -> Single:
    """TensorFlow's clamp: the lesser of u and the upper bound, and then the greater of that and the lower."""
    return greater(lesser(u, high), low)


def torch_between(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """PyTorch's clamp by bounds that move: a tie is halved; of three that are equal the first has it."""
    x, low, high = u
    if low > high:
        return g if x != x else ZERO, ZERO, g
    if x < low or x > high:
        is_ordered = low <= high  # neither is NaN
        return ZERO, g if x < low and is_ordered else ZERO, g if x > high and is_ordered else ZERO
    half = g * HALF
    if low < high and x == low:
        return half, half, ZERO
    if low < high and x == high:
        return half, ZERO, half
    return g, ZERO, ZERO


def torch_2_13_between(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """An older one: at a bound the gradient passes; where the bounds are equal, the lower gets none."""
    x, low, high = u
    return (
        g if low <= x <= high else ZERO,
        g if x < low < high else ZERO,
        g if x > high or high < low else ZERO,
    )


def _torch_2_13_bound(passes: Callable[[Single, Single], bool]) -> Rule:
    """An older clamp by one bound that moves: a tie goes to the first."""
    return lambda g, u, _y: (g if passes(*u) else ZERO, g if passes(u[1], u[0]) and u[0] != u[1] else ZERO)


TORCH: dict[str, Rule | str] = {
    "median": torch_median,
    "lower_median": evenly,
    "quantile": torch_quantile,
    "clamp_between": torch_between,
    "clamp_above": PLAIN_TORCH.of["max"],
    "clamp_below": PLAIN_TORCH.of["min"],
}
"""PyTorch's rules."""

TORCH_2_13: dict[str, Rule | str] = {
    **TORCH,
    "median": torch_2_13_median,
    "quantile": torch_2_13_quantile,
    "clamp_between": torch_2_13_between,
    "clamp_above": _torch_2_13_bound(operator.ge),
    "clamp_below": _torch_2_13_bound(operator.le),
}
"""Those of an older PyTorch."""

JAX: dict[str, Rule | str] = {
    "median": jax_median,
    "lower_median": jax_lower_median,
    "quantile": jax_quantile,
}
"""JAX's rules."""

TENSORFLOW: dict[str, Rule | str] = {
    "median": keras_median,
    "lower_median": jax_lower_median,
    "quantile": keras_quantile,
    "clamp_between": "max(min(u, w), v)",
    "clamp_above": "max(min(u, 1e39), v)",
    "clamp_below": "max(min(u, v), -1e39)",
}
"""TensorFlow's, with infinite bounds for those left out; the median and quantiles are Keras's."""
