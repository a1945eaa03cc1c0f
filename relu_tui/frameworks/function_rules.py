"""What each framework does with a function of the language on the way back, in float32 with its NaN and ∞.

A rule takes the gradient g that arrives at an operation, the operation's inputs and its output, and
gives what is sent on to each input. It says how the framework computes, not only what: PyTorch *selects* 0
behind a ReLU that is off, so that an infinite g is gone, while TensorFlow multiplies by 0, and 0·∞ is NaN.
None stands for an input to which nothing is sent at all.

Sources: PyTorch, `tools/autograd/derivatives.yaml` and `FunctionsManual.cpp`; JAX, `jax/_src/lax/lax.py` and
`jax/_src/nn/functions.py`; TensorFlow, `python/ops/math_grad.py`, `core/kernels/relu_op_functor.h` and
`cwise_ops.h`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple, TypeAlias

import numpy as np

from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.numerics.format_arithmetic import of_numpy

Single: TypeAlias = np.float32
Rule: TypeAlias = Callable[[Single, tuple[Single, ...], Single], tuple[Single | None, ...]]
"""(g, inputs, output) to what is sent on to each input."""

Values: TypeAlias = Mapping[str, Callable[..., Single]]
"""Operations by name, with how their values are computed."""

NO_VALUES: Values = {}

SUMMED = ("gamma", "digamma", "trigamma")
"""Functions that each framework sums in its own way, so that even a value may be another number."""

ZERO, HALF, ONE, TWO = map(np.float32, (0, 0.5, 1, 2))
ROOT_EXPONENT = np.float32(1 / 3)


class Refusal(NamedTuple):
    """What may not be set for an operation.

    Attributes:
        applies: Whether that is set, of the operands and what is set.
        why: What it is, in a few words.
        lacks: Whether the framework has no such operation at all.
    """

    applies: Callable[..., bool]
    why: str
    lacks: bool = False


@dataclass(frozen=True)
class Rules:
    """The rules of a framework.

    Attributes:
        framework: As it is imported.
        versions: The versions that they are those of.
        of: A rule for each operation, by its name on a tape.
        nothing: What is returned where no gradient comes back at all; None where that is no number.
        values: Values that it has otherwise than `FORWARD`: of 0 and −0, which are equal, one is the greater.
        refused: What may not be set for an operation, by its name: asked so, the framework raises an error.
    """

    framework: str
    versions: tuple[str, ...]
    of: Mapping[str, Rule]
    nothing: float | None = None
    values: Values = field(default_factory=dict)
    refused: Mapping[str, Refusal] = field(default_factory=dict)

    def refusal(self, operation: str, inputs: tuple[Single, ...]) -> Refusal | None:
        """Why the framework raises an error for an operation with what is set for it; None if it does not."""
        refusal = self.refused.get(operation)
        return refusal if refusal is not None and refusal.applies(*inputs) else None


def forward(operation: str, inputs: tuple[Single, ...], values: Values = NO_VALUES) -> Single:
    """The value, in float32, of an operation of `FORWARD`; the first input of `where` is its truth.

    Args:
        operation: What is done.
        inputs: To what.
        values: What a framework has otherwise.
    """
    with np.errstate(all="ignore"):
        return np.float32((values.get(operation) or FORWARD[operation])(*inputs))


def greater(u: Single, v: Single) -> Single:
    """The first of two that are equal, 0 and −0 as well; numpy's depends on the processor."""
    return u if u >= v or u != u else v


def lesser(u: Single, v: Single) -> Single:
    """The first of two that are equal, likewise."""
    return u if u <= v or u != u else v


def signed_greater(u: Single, v: Single) -> Single:
    """The greater of two, 0 above −0."""
    return np.float32(u + v) if u == v == 0 else greater(u, v)


def signed_lesser(u: Single, v: Single) -> Single:
    """The lesser of two, −0 below 0."""
    return np.float32(-(-u - v)) if u == v == 0 else lesser(u, v)


def number_of(extreme: Callable[[Single, Single], Single]) -> Callable[[Single, Single], Single]:
    """An extreme of two of which one may be NaN, which is passed over."""
    return lambda u, v: v if u != u else u if v != v else extreme(u, v)


def last_greatest(*u: Single) -> Single:
    """The last of the greatest."""
    return reduce(greater, reversed(u))


def last_least(*u: Single) -> Single:
    """The last of the least."""
    return reduce(lesser, reversed(u))


def _softplus(u: Single) -> Single:
    return np.float32(np.logaddexp(u, ZERO))


def is_pole(u: Single) -> bool:
    """Whether the gamma function has a pole there: at 0, −1, −2 and so on."""
    return bool(u <= 0 and u == np.floor(u))


def log_of_gamma(u: Single) -> Single:
    """ln|Γ|, infinite at a pole and far out."""
    if u != u or abs(u) == np.inf or is_pole(u):
        return np.float32(u if u != u else np.inf)
    return np.float32(math.lgamma(float(u)))


def _sigmoid(u: Single) -> Single:
    return np.float32(ONE / (ONE + np.exp(-u)))


def _in_order(u: tuple[Single, ...]) -> list[Single]:
    """Equal ones as they are given: −0 may stand after 0."""
    return list(np.sort(np.array(u, np.float32), kind="stable"))


def _lower_median(*u: Single) -> Single:
    ordered = _in_order(u)
    return ordered[-1] if ordered[-1] != ordered[-1] else ordered[(len(u) - 1) // 2]


def _by_rank(u: tuple[Single, ...], share: Single) -> Single:
    rank, ordered = np.float32(share * np.float32(len(u) - 1)), _in_order(u)
    if ordered[-1] != ordered[-1]:
        return ordered[-1]
    low, high = ordered[int(np.floor(rank))], ordered[int(np.ceil(rank))]
    weight = rank - np.floor(rank)
    return np.float32(low * (ONE - weight) + high * weight) if weight else low


FORWARD: dict[str, Callable[..., Single]] = {
    "+": lambda u, v: u + v,
    "-": lambda u, v: u - v,
    "*": lambda u, v: u * v,
    "/": lambda u, v: u / v,
    "negative": lambda u: -u,
    "power": np.power,
    "whole power": np.power,
    "max": greater,
    "min": lesser,
    "where": lambda c, u, v: u if c else v,
    **{name: of_numpy(name) for name in UNARY},
    "relu": lambda u: u if u > 0 or u != u else ZERO,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    # what a formula would overflow in
    "logsumexp": lambda *u: np.logaddexp.reduce(np.array(u, np.float32)),
    "logaddexp": np.logaddexp,
    "log_sigmoid": lambda u: -_softplus(-u),
    "lgamma": log_of_gamma,
    "softplus_beta": lambda u, beta: _softplus(beta * u) / beta,
    "softplus_from": lambda u, beta, least: u if beta * u > least else _softplus(beta * u) / beta,
    "hypot": np.hypot,
    "atan2": np.arctan2,
    "median": lambda *u: _by_rank(u, HALF),
    "lower_median": _lower_median,
    "quantile": lambda *u: _by_rank(u[:-1], u[-1]),
}
"""Values in float32; a framework's own operation that is not here has the value of its formula."""

# --- what all three do alike ----------------------------------------------------------------------

_COMMON: dict[str, Rule] = {
    "+": lambda g, _u, _y: (g, g),
    "-": lambda g, _u, _y: (g, -g),
    "*": lambda g, u, _y: (g * u[1], g * u[0]),
    "negative": lambda g, _u, _y: (-g,),
    # a condition gets nothing: it has no slope
    "where": lambda g, u, _y: (None, g if u[0] else ZERO, ZERO if u[0] else g),
    "exp": lambda g, _u, y: (g * y,),
    "log": lambda g, u, _y: (g / u[0],),
    "sin": lambda g, u, _y: (g * np.cos(u[0]),),
    "cos": lambda g, u, _y: (g * -np.sin(u[0]),),
    "tan": lambda g, _u, y: (g * (ONE + y * y),),
    "asin": lambda g, u, _y: (g * (ONE / np.sqrt(ONE - u[0] * u[0])),),
    "acos": lambda g, u, _y: (g * -(ONE / np.sqrt(ONE - u[0] * u[0])),),
    "atan": lambda g, u, _y: (g / (ONE + u[0] * u[0]),),
    "sinh": lambda g, u, _y: (g * np.cosh(u[0]),),
    "cosh": lambda g, u, _y: (g * np.sinh(u[0]),),
    "tanh": lambda g, _u, y: (g * (ONE - y * y),),
    "erf": lambda g, u, _y: (np.float32(2 / math.sqrt(math.pi)) * np.exp(-(u[0] * u[0])) * g,),
    "sigmoid": lambda g, _u, y: (g * (ONE - y) * y,),
}


def _divided(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    return g / u[1], -g * ((u[0] / u[1]) / u[1])


def _times_sign(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single]:
    return (g * (np.sign(u[0]) if u[0] == u[0] else ZERO),)  # sign(NaN) is 0 there


def _zeros(_g: Single, _u: tuple[Single, ...], _y: Single) -> tuple[Single]:
    return (ZERO,)


def _nothing(_g: Single, _u: tuple[Single, ...], _y: Single) -> tuple[None]:
    return (None,)


def _times_power(g: Single, u: tuple[Single, ...]) -> Single:
    return np.float32(g * (u[1] * np.power(u[0], u[1] - ONE)))


def _whole_power(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, None]:
    return (_times_power(g, u) if u[1] else ZERO), None


# --- PyTorch --------------------------------------------------------------------------------------


def _torch_max(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    share = np.float32(g / TWO) if u[0] == u[1] else g
    return (ZERO if u[0] < u[1] else share), (ZERO if u[0] > u[1] else share)


def _torch_min(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    share = np.float32(g / TWO) if u[0] == u[1] else g
    return (ZERO if u[0] > u[1] else share), (ZERO if u[0] < u[1] else share)


def _torch_power(g: Single, u: tuple[Single, ...], y: Single) -> tuple[Single, Single]:
    base = _times_power(g, u) if u[1] else ZERO
    return base, g * (ZERO if u[0] == 0 and u[1] >= 0 else y * np.log(u[0]))


def _composed_root(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single]:
    """∛x as sign(x)·|x|^(1/3), for want of an operation."""
    sign = np.sign(u[0])
    slope = ROOT_EXPONENT * np.power(np.abs(u[0]), ROOT_EXPONENT - ONE)
    return (g * sign * slope * sign + ZERO,)


PLAIN_TORCH = Rules(
    "torch",
    ("2.13.0", "2.14.1", "2.15.0"),
    {
        **_COMMON,
        "/": _divided,
        "relu": lambda g, _u, y: (ZERO if y <= 0 else g,),
        "abs": _times_sign,
        "sign": _zeros,
        "floor": _zeros,
        "ceil": _zeros,
        "max": _torch_max,
        "min": _torch_min,
        "whole power": _whole_power,
        "power": _torch_power,
        "sqrt": lambda g, _u, y: (g / (TWO * y),),
        "cbrt": _composed_root,
        "softplus": lambda g, u, _y: (g if u[0] > 20 else g * np.exp(u[0]) / (np.exp(u[0]) + ONE),),
    },
    values={"fmax": number_of(greater), "fmin": number_of(lesser)},
)
"""PyTorch's: all these versions have the same."""

# --- JAX ------------------------------------------------------------------------------------------


def _jax_extreme(g: Single, u: tuple[Single, ...], y: Single) -> tuple[Single, Single]:
    """A tie is halved; the factor is multiplied with, so that 0·∞ is NaN."""
    first, second = (np.float32(part == y) for part in u)
    both = TWO if first and second else ONE
    return g * (first / both), g * (second / both)


def _jax_whole_power(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single | None, None]:
    """x ** 0 is 1 whatever x is, so nothing is sent to it."""
    return (_times_power(g, u) if u[1] else None), None


def _jax_power(g: Single, u: tuple[Single, ...], y: Single) -> tuple[Single, Single]:
    return _times_power(g, u), g * (np.log(u[0] or ONE) * y)


def _jax_divided(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    return g / u[1], -g * u[0] * (ONE / (u[1] * u[1]))


PLAIN_JAX = Rules(
    "jax",
    ("0.10.2",),
    {
        **_COMMON,
        "/": _jax_divided,
        "relu": lambda g, u, _y: (g if u[0] > 0 else ZERO,),
        "abs": lambda g, u, _y: (g if u[0] >= 0 else -g,),
        "sign": _nothing,
        "floor": _nothing,
        "ceil": _nothing,
        "max": _jax_extreme,
        "min": _jax_extreme,
        "whole power": _jax_whole_power,
        "power": _jax_power,
        "sqrt": lambda g, _u, y: (g * (HALF / y),),
        "cbrt": lambda g, _u, y: (g * (ROOT_EXPONENT * (ONE / (y * y))),),
        "tanh": lambda g, _u, y: ((g + g * y) * (ONE - y),),
        "softplus": lambda g, u, y: (g if y == np.inf else g * np.exp(u[0] - y),),
    },
    nothing=0.0,
    values={
        "max": signed_greater,
        "min": signed_lesser,
        "fmax": number_of(last_greatest),
        "fmin": number_of(last_least),
    },
)
"""JAX's. Where nothing comes back, `jax.grad` returns 0."""

# --- TensorFlow -----------------------------------------------------------------------------------


def _tensorflow_power(g: Single, u: tuple[Single, ...], y: Single) -> tuple[Single, Single]:
    base = g * u[1] * np.power(u[0], u[1] - ONE)
    return base, g * y * (np.log(u[0]) if u[0] > 0 else ZERO)


def _tensorflow_max(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    return (g, ZERO) if u[0] >= u[1] else (ZERO, g)


def _tensorflow_min(g: Single, u: tuple[Single, ...], _y: Single) -> tuple[Single, Single]:
    return (g, ZERO) if u[0] <= u[1] else (ZERO, g)


PLAIN_TENSORFLOW = Rules(
    "tensorflow",
    ("2.21.0",),
    {
        **_COMMON,
        "/": _divided,
        "relu": lambda g, u, _y: (g * np.float32(u[0] > 0),),
        "abs": _times_sign,
        "sign": _zeros,
        "floor": _nothing,
        "ceil": _nothing,
        "max": _tensorflow_max,
        "min": _tensorflow_min,
        "whole power": _tensorflow_power,
        "power": _tensorflow_power,
        "sqrt": lambda g, _u, y: (g * HALF / y if g else g,),  # a gradient of 0 stays 0, even there
        "cbrt": _composed_root,
        "softplus": lambda g, u, _y: (g / (np.exp(-u[0]) + ONE),),
    },
    values={"amax": last_greatest, "amin": last_least},
)
"""TensorFlow's. A tie goes to the first whole; where nothing comes back, it returns None."""


def sent(
    rules: Rules, operation: str, g: Single, inputs: tuple[Single, ...], output: Single
) -> tuple[Single | None, ...]:
    """What a framework sends on to each input of an operation, for a gradient g that arrives."""
    with np.errstate(all="ignore"):
        return tuple(
            None if part is None else np.float32(part) for part in rules.of[operation](g, inputs, output)
        )


def added(before: Single | None, coming: Single) -> Single:
    """A gradient with another one that comes to the same place; None is where none came before."""
    with np.errstate(all="ignore"):
        return coming if before is None else np.float32(before + coming)
