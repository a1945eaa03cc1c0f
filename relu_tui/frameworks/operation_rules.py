"""The rules of torch, jax and tensorflow: those of the language's functions and those of own operations.

An own operation has a rule of its own (PyTorch: `derivatives.yaml`, `Activation.cpp`; TensorFlow: the kernels
of its gradients), or it is composed of others in the framework's Python (`jax/_src/nn/functions.py`,
`keras/src/backend/tensorflow/nn.py`), or the framework lacks it, and whoever wants it writes out its formula.
What is set, such as the bounds of clamp, comes after the operands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from relu_tui.frameworks import gamma_rules, order_rules
from relu_tui.frameworks.float32_parts import composed
from relu_tui.frameworks.function_rules import (
    HALF,
    ONE,
    PLAIN_JAX,
    PLAIN_TENSORFLOW,
    PLAIN_TORCH,
    ZERO,
    Refusal,
    Rule,
    Rules,
    Single,
)
from relu_tui.frameworks.operations import OPERATIONS

_Inputs = tuple[Single, ...]


def _whole(plain: Rules, own: Mapping[str, Rule | str]) -> Rules:
    """Rules with those of own operations; one that is not given is composed as the language's formula."""
    of = dict(plain.of)
    found = replace(plain, of=of)
    of.update({name: rule for name, rule in own.items() if not isinstance(rule, str)})
    for name in OPERATIONS:
        given = own.get(name, name)
        of[name] = composed(given, found) if isinstance(given, str) else given
    return found


def _set(u: _Inputs, place: int, usual: float) -> Single:
    """What is set, or its usual value where nothing is."""
    return u[place] if place < len(u) else np.float32(usual)


def _only(first: Single | None, u: _Inputs) -> tuple[Single | None, ...]:
    """What is sent to the one operand; what is set gets nothing."""
    return (first, *(None,) * (len(u) - 1))


def _gate(opens: Callable[..., bool]) -> Rule:
    """The gradient where a condition on the inputs holds, and 0, selected, elsewhere."""
    return lambda g, u, _y: _only(g if opens(*u) else ZERO, u)


def _multiplied_gate(opens: Callable[..., bool]) -> Rule:
    """The same by multiplication, so that 0·∞ is NaN."""
    return lambda g, u, _y: _only(g * np.float32(opens(*u)), u)


def _nothing(_g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    return (None,) * len(u)


def _zero(_g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    return _only(ZERO, u)


def _past_nan(rule: Rule) -> Rule:
    """The rule of an extreme that passes NaN over: where one of two is NaN, the other has the gradient."""
    return lambda g, u, y: (g, ZERO) if u[1] != u[1] else (ZERO, g) if u[0] != u[0] else rule(g, u, y)


def _both_at_nan(rule: Rule) -> Rule:
    """The same, but for NaN itself, which has the gradient as well."""
    return lambda g, u, y: (g, g) if u[0] != u[0] or u[1] != u[1] else rule(g, u, y)


def _shared(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """A tie of several is shared in equal parts, by multiplication."""
    are = [np.float32(each == y) for each in u]
    count = np.float32(sum(are))
    return tuple(g * (each / count) for each in are)


def _shares(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """exp(u − y) of each: log-sum-exp is smooth."""
    return tuple(g * np.exp(each - y) for each in u)


def _norm_by_root(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """√(Σu²) as it is composed: at 0 it is ∞·0."""
    return tuple(g * (HALF / y) * np.float32(2) * each for each in u)


# --- PyTorch --------------------------------------------------------------------------------------


def _torch_norm(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    return tuple(g * (each / y if y else ZERO) for each in u)


def _torch_hypot(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    return g * (u[0] / y), g * (u[1] / y)


def _torch_angle(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    square = u[0] * u[0] + u[1] * u[1]
    return g * (u[1] / square if square else ZERO), g * (-u[0] / square if square else ZERO)


def _torch_leaky(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    return _only(g if u[0] > 0 else g * _set(u, 1, 0.01), u)


def _torch_xlogy(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """A gradient of 0 stays 0, for it is xlogy(g, v) that goes to u."""
    masked = (u[0] == 0 and u[1] <= 0) or (g == 0 and u[1] == u[1])
    return (ZERO if masked else g * np.log(u[1])), g * u[0] / u[1]


def _bent(inner: Callable[[Single, Single], Single], bound: Callable[[Single], Single]) -> Rule:
    """A loss of u − v that is bent at a distance: one slope within, the other without."""

    def rule(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
        apart = u[0] - _set(u, 1, 0.0)
        size = _set(u, 2, 1.0)
        slope = inner(apart, size) if abs(apart) < size else np.sign(apart) * bound(size)
        return ((slope * g), (-slope * g), None)[: len(u)]

    return rule


def _torch_gelu(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    share = np.float32(0.5 * (1 + math.erf(float(u[0]) / math.sqrt(2))))
    density = np.exp(-u[0] * u[0] / np.float32(2)) / np.float32(math.sqrt(2 * math.pi))
    return (g * (share + u[0] * density),)


def _silu(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    share = ONE / (ONE + np.exp(-u[0]))
    return (g * (share * (ONE + u[0] * (ONE - share))),)


def _torch_mish(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    share, bent = ONE / (ONE + np.exp(-u[0])), np.tanh(np.logaddexp(u[0], ZERO))
    return (g * (bent + u[0] * share * (ONE - bent * bent)),)


def _torch_softplus(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """Above a threshold it is u itself."""
    z = u[0] * u[1]
    if z > _set(u, 2, 20):
        return _only(g, u)
    return _only(g * np.exp(z) / (np.exp(z) + ONE), u)


_SELU_SCALE, _SELU_ALPHA = 1.0507009873554804, 1.6732632423543772

_TORCH: dict[str, Rule | str] = {
    "clamp": _gate(lambda u, low, high: low < u < high),
    "clamp_min": _gate(lambda u, low: u > low),
    "clamp_max": _gate(lambda u, high: u < high),
    "relu6": _gate(lambda u: 0 < u < 6),
    "hardtanh": _gate(lambda u, low=-1, high=1: low < u < high),
    "hardshrink": _gate(lambda u, size=HALF: not -size <= u <= size),
    "softshrink": _gate(lambda u, size=HALF: not -size <= u <= size),
    "threshold": _gate(lambda u, at=ONE, _value=0: u > at),
    "leaky_relu": _torch_leaky,
    "elu": lambda g, u, _y: _only(g if u[0] > 0 else g * (_set(u, 1, 1) * np.exp(u[0])), u),
    "celu": lambda g, u, _y: _only(g if u[0] > 0 else g * np.exp(u[0] / u[1]), u),
    "selu": lambda g, u, _y: (
        g * np.float32(_SELU_SCALE) * (ONE if u[0] > 0 else np.float32(_SELU_ALPHA) * np.exp(u[0])),
    ),
    "gelu": _torch_gelu,
    "silu": _silu,
    "mish": _torch_mish,
    "log_sigmoid": "-softplus(-u)",
    "softplus_beta": _torch_softplus,
    "softplus_from": _torch_softplus,
    "hardsigmoid": lambda g, u, _y: (g / np.float32(6) if -3 < u[0] < 3 else ZERO,),
    "hardswish": lambda g, u, _y: (
        ZERO if u[0] <= -3 else g if u[0] >= 3 else g * (u[0] / np.float32(3) + HALF),
    ),
    "huber": _bent(lambda apart, _size: apart, lambda size: size),
    "huber_loss": _bent(lambda apart, _size: apart, lambda size: size),
    "smooth_l1_loss": _bent(lambda apart, size: apart / size, lambda _size: ONE),
    "round": _zero,
    "trunc": _zero,
    "detach": _nothing,
    "sinc": lambda g, u, _y: (g * _sinc_slope(u[0]) if u[0] else ZERO,),
    "fmax": _past_nan(PLAIN_TORCH.of["max"]),
    "fmin": _past_nan(PLAIN_TORCH.of["min"]),
    "hypot": _torch_hypot,
    "atan2": _torch_angle,
    "xlogy": _torch_xlogy,
    "logaddexp": _shares,
    "logsumexp": _shares,
    "amax": _shared,
    "amin": _shared,
    "norm": _torch_norm,
    **order_rules.TORCH,
    **gamma_rules.TORCH,
}


def _sinc_slope(u: Single) -> Single:
    turned = np.float32(math.pi) * u
    return np.float32((turned * np.cos(turned) - np.sin(turned)) / (turned * u))


_REFUSED = {
    **gamma_rules.TORCH_LACKS,
    "hardtanh": Refusal(lambda _u, low=-1, high=1: low > high, "min_val is greater than max_val"),
    "softshrink": Refusal(lambda _u, size=HALF: size < 0, "lambd is negative"),
    "huber_loss": Refusal(lambda _u, _v, size: size <= 0, "delta is not positive"),
    "smooth_l1_loss": Refusal(lambda _u, _v, size: size < 0, "beta is negative"),
    "celu": Refusal(lambda _u, alpha: alpha == 0, "alpha is 0"),
}
"""What PyTorch raises an error for, in every version; JAX and Keras compute with it."""

_PYTORCH = replace(PLAIN_TORCH, refused=_REFUSED, values={**PLAIN_TORCH.values, **gamma_rules.TORCH_VALUES})
_OLDER_PYTORCH = replace(_PYTORCH, refused={**_REFUSED, **gamma_rules.OLDER_TORCH_LACKS})

TORCH = _whole(replace(_PYTORCH, versions=("2.15.0",)), _TORCH)
"""PyTorch's."""

TORCH_2_14 = _whole(
    replace(_OLDER_PYTORCH, versions=("2.14.1",)),
    {**_TORCH, "fmax": _both_at_nan(PLAIN_TORCH.of["max"]), "fmin": _both_at_nan(PLAIN_TORCH.of["min"])},
)
"""Those of an older PyTorch: where one of two is NaN, fmax sends the gradient to both."""

TORCH_2_13 = _whole(
    replace(_OLDER_PYTORCH, versions=("2.13.0",)),
    {
        **_TORCH,
        "clamp": _gate(lambda u, low, high: low <= u <= high),
        "clamp_min": _gate(lambda u, low: u >= low),
        "clamp_max": _gate(lambda u, high: u <= high),
        "fmax": _past_nan(lambda g, u, _y: (g, ZERO) if u[0] >= u[1] else (ZERO, g)),
        "fmin": _past_nan(lambda g, u, _y: (g, ZERO) if u[0] <= u[1] else (ZERO, g)),
        **order_rules.TORCH_2_13,
    },
)
"""Those of an older PyTorch: at the bounds of clamp the gradient passes; a tie of fmax goes to its first."""

# --- JAX ------------------------------------------------------------------------------------------


def _jax_angle(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    square = u[0] * u[0] + u[1] * u[1]
    return g * (u[1] / square), g * (-u[0] / square)


def _jax_hardtanh(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """Between −1 and 1 a choice by where; it has no bounds to set, and with others it is written as clip."""
    low, high = _set(u, 1, -1.0), _set(u, 2, 1.0)
    if (low, high) == (-ONE, ONE):
        return _only(g if low <= u[0] <= high else ZERO, u)
    ties = int(u[0] == low) + int(u[0] == high)
    return _only(g * (np.float32(low <= u[0] <= high) * HALF**ties), u)


def _jax_hypot(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """Of (0, 0) it is max(|u|, |v|), whose tie is halved."""
    if y == 0:
        return g * HALF, g * HALF
    return g * (u[0] / y), g * (u[1] / y)


def _jax_shares(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    """Shares of exp(u) in the sum, with 0 in the place of ∞."""
    finite = [ZERO if each == np.inf else each for each in (*u, y)]
    return tuple(g * np.exp(each - finite[-1]) for each in finite[:-1])


JAX = _whole(
    replace(
        PLAIN_JAX,
        values={**PLAIN_JAX.values, **gamma_rules.JAX_VALUES, "hardtanh": order_rules.jax_hardtanh},
        refused=gamma_rules.JAX_LACKS,
    ),
    {
        "relu6": _gate(lambda u: 0 < u < 6),
        "leaky_relu": lambda g, u, _y: _only(g if u[0] >= 0 else g * _set(u, 1, 0.01), u),
        "elu": _TORCH["elu"],
        "selu": _TORCH["selu"],
        "celu": "max(u, 0) + v*(exp(min(u, 0)/v) - 1)",
        "log_sigmoid": "-softplus(-u)",
        "softplus_beta": "softplus(v*u)/v",
        "softplus_from": "u if v*u > w else softplus(v*u)/v",
        "hardtanh": _jax_hardtanh,
        "hardsigmoid": "relu6(u + 3)/6",
        "hardswish": "u*(relu6(u + 3)/6)",
        "round": _nothing,
        "trunc": _nothing,
        "detach": _nothing,
        "sinc": _TORCH["sinc"],
        "fmax": _past_nan(lambda g, u, _y: (g, ZERO) if u[0] > u[1] else (ZERO, g)),
        "fmin": _past_nan(lambda g, u, _y: (g, ZERO) if u[0] < u[1] else (ZERO, g)),
        "hypot": _jax_hypot,
        "atan2": _jax_angle,
        "xlogy": lambda g, u, _y: (g * np.log(u[1]), g * u[0] / u[1]),
        "logaddexp": _jax_shares,
        "logsumexp": _shares,
        "amax": _shared,
        "amin": _shared,
        "norm": _norm_by_root,
        **order_rules.JAX,
        **gamma_rules.JAX,
    },
)
"""JAX's. Where nothing comes back, `jax.grad` returns 0."""

# --- TensorFlow -----------------------------------------------------------------------------------


def _tensorflow_angle(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    share = g / (u[0] * u[0] + u[1] * u[1])
    return u[1] * share, -u[0] * share


def _tensorflow_xlogy(g: Single, u: _Inputs, _y: Single) -> tuple[Single | None, ...]:
    """Where u is 0, so is its slope there, whatever log(v) is."""
    return (g * np.log(u[1]) if u[0] else ZERO), (g * (u[0] / u[1]) if u[0] else ZERO)


def _tensorflow_norm(g: Single, u: _Inputs, y: Single) -> tuple[Single | None, ...]:
    root = g * HALF / y if g else g
    return tuple(root * (np.float32(2) * each) for each in u)


TENSORFLOW = _whole(
    replace(
        PLAIN_TENSORFLOW,
        values={
            **PLAIN_TENSORFLOW.values,
            **gamma_rules.TENSORFLOW_VALUES,
            **dict.fromkeys(order_rules.CLAMPS, order_rules.tensorflow_clamped),
        },
        refused=gamma_rules.LACKS,
    ),
    {
        "clamp": _gate(lambda u, low, high: low <= u <= high),
        "clamp_min": _gate(lambda u, low: u >= low),
        "clamp_max": _gate(lambda u, high: u <= high),
        "relu6": _multiplied_gate(lambda u: 0 < u < 6),
        "hardtanh": _gate(lambda u, low=-1, high=1: low <= u <= high),
        "leaky_relu": _torch_leaky,
        "elu": _TORCH["elu"],
        "selu": lambda g, _u, y: (
            g * (y + np.float32(_SELU_SCALE * _SELU_ALPHA)) if y < 0 else g * np.float32(_SELU_SCALE),
        ),
        "celu": "max(u, 0) + v*(exp(min(u, 0)/v) - 1)",
        "silu": _silu,
        "softsign": lambda g, u, _y: (g / ((ONE + abs(u[0])) * (ONE + abs(u[0]))),),
        "log_sigmoid": "-softplus(-u)",
        "softplus_beta": "softplus(v*u)/v",
        "softplus_from": "u if v*u > w else softplus(v*u)/v",
        "hardsigmoid": "relu6(u + 3)/6",
        "hardswish": "u*(relu6(u + 3)/6)",
        "hardshrink": lambda g, u, _y: _only(g if abs(u[0]) > _set(u, 1, 0.5) else ZERO, u),
        "round": _nothing,
        "detach": _nothing,
        "atan2": _tensorflow_angle,
        "xlogy": _tensorflow_xlogy,
        "logaddexp": _shares,
        "logsumexp": _shares,
        "amax": _shared,
        "amin": _shared,
        "norm": _tensorflow_norm,
        **order_rules.TENSORFLOW,
        **gamma_rules.TENSORFLOW,
    },
)
"""TensorFlow's. A tie goes to the first whole; where nothing comes back, it returns None."""
