"""The three frameworks, as far as they are used. Each is imported here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from relu_tui.frameworks.live.translation import Framework, Tensor, TensorFunction


def torch() -> Framework:
    """PyTorch."""
    torch: Any = import_module("torch")
    functional: Any = import_module("torch.nn.functional")
    torch.set_num_threads(1)

    def slope(function: TensorFunction, at: float) -> float | None:
        x = torch.tensor(at, dtype=torch.float32, requires_grad=True)
        y = function(x)
        if not y.requires_grad:
            return None
        (found,) = torch.autograd.grad(y, x, allow_unused=True)
        return None if found is None else float(found)

    return Framework(
        version=str(torch.__version__),
        constant=lambda value: torch.tensor(value, dtype=torch.float32),
        unary={
            **_named(torch, "abs sign floor ceil sqrt exp log sin cos tan asin acos atan sinh cosh tanh"),
            **_named(torch, "erf sigmoid relu"),
            "cbrt": lambda x: torch.sign(x) * torch.abs(x) ** (1 / 3),
            **_named(functional, "softplus"),
            "gamma": lambda x: torch.exp(torch.lgamma(x)) * _sign_of_gamma(torch.floor(x)),
            **_named(torch, "digamma"),
            "trigamma": lambda x: torch.polygamma(1, x),
            **dict.fromkeys(("lambertw", "ei", "erfi"), _missing),
            **_of_bessel(getattr(torch, "special", None), "bessel_j0 bessel_j1 i0 i1"),
        },
        maximum=torch.maximum,
        minimum=torch.minimum,
        where=torch.where,
        both=torch.logical_and,
        either=torch.logical_or,
        negated=torch.logical_not,
        power=torch.pow,
        operations={
            "clamp": lambda x: torch.clamp(x, min=0),
            "clamp-both": lambda x: torch.clamp(x, 0.0, 6.0),
            "amax": lambda x: torch.amax(torch.stack([x, torch.tensor(0.0)])),
            "where": lambda x: torch.where(x > 0, x, torch.tensor(0.0)),
            "norm": lambda x: torch.linalg.vector_norm(x.reshape(1)),
            "root-of-square": lambda x: torch.sqrt(x**2),
            "huber": lambda x: functional.huber_loss(x, torch.tensor(0.0)),
            "smooth_l1": lambda x: functional.smooth_l1_loss(x, torch.tensor(0.0)),
            "threshold": lambda x: functional.threshold(x, 1.0, 0.0),
            "logaddexp": lambda x: torch.logaddexp(x, torch.tensor(0.0)),
            **_named(functional, "hardshrink softshrink"),
            **_named(functional, "relu relu6 leaky_relu elu selu gelu silu mish softplus softsign"),
            **_named(functional, "hardtanh hardsigmoid hardswish"),
            **_named(torch, "abs sigmoid tanh"),
            "elu2": lambda x: functional.elu(x, alpha=2.0),
            "celu": lambda x: functional.celu(x, alpha=0.5),
            **_composed(functional.relu, torch.abs, lambda x: torch.maximum(x, torch.tensor(0.0))),
        },
        own={
            "clamp": torch.clamp,
            "clamp_min": lambda x, low: torch.clamp(x, min=low),
            "clamp_max": lambda x, high: torch.clamp(x, max=high),
            "clamp_between": torch.clamp,
            "clamp_above": lambda x, low: torch.clamp(x, min=low),
            "clamp_below": lambda x, high: torch.clamp(x, max=high),
            **_named(functional, "relu6 leaky_relu elu celu selu gelu silu mish softsign hardtanh"),
            **_named(functional, "hardsigmoid hardswish hardshrink softshrink log_sigmoid=logsigmoid"),
            **_named(functional, "softplus_beta=softplus softplus_from=softplus"),
            **_named(torch, "lgamma"),
            "threshold": lambda x, at=1.0, value=0.0: functional.threshold(x, at, value),
            **_named(torch, "round trunc sinc fmax fmin hypot atan2 logaddexp"),
            "detach": lambda x: x.detach(),
            **_named(getattr(torch, "special", None), "xlogy"),
            "huber": lambda x: functional.huber_loss(x, torch.tensor(0.0)),
            "huber_loss": lambda x, y, delta: functional.huber_loss(x, y, delta=delta),
            "smooth_l1_loss": lambda x, y, beta: functional.smooth_l1_loss(x, y, beta=beta),
            "glu": lambda x, y: functional.glu(torch.stack([x, y]), 0).reshape(()),
            "amax": lambda *each: torch.amax(torch.stack(each)),
            "amin": lambda *each: torch.amin(torch.stack(each)),
            "logsumexp": lambda *each: torch.logsumexp(torch.stack(each), 0),
            "norm": lambda *each: torch.linalg.vector_norm(torch.stack(each)),
            "median": lambda *each: (
                torch.median(torch.stack(each)) if len(each) % 2 else torch.quantile(torch.stack(each), 0.5)
            ),
            "lower_median": lambda *each: torch.median(torch.stack(each)),
            "quantile": lambda *each: torch.quantile(torch.stack(each[:-1]), each[-1]),
        },
        slope=slope,
    )


def jax() -> Framework:
    """JAX."""
    jax: Any = import_module("jax")
    numpy: Any = import_module("jax.numpy")
    nn: Any = import_module("jax.nn")
    special: Any = import_module("jax.scipy.special")
    inverse = {"asin": numpy.arcsin, "acos": numpy.arccos, "atan": numpy.arctan}
    return Framework(
        version=str(jax.__version__),
        constant=numpy.float32,
        unary={
            **_named(numpy, "abs sign floor ceil sqrt cbrt exp log sin cos tan sinh cosh tanh"),
            **inverse,
            **_named(special, "erf gamma digamma"),
            "trigamma": lambda x: special.polygamma(1, x),
            "ei": special.expi,
            **dict.fromkeys(("lambertw", "erfi"), _missing),
            **_of_bessel(special, "j0 j1 i0 i1"),
            **_named(nn, "relu sigmoid softplus"),
        },
        maximum=numpy.maximum,
        minimum=numpy.minimum,
        where=numpy.where,
        both=numpy.logical_and,
        either=numpy.logical_or,
        negated=numpy.logical_not,
        power=numpy.power,
        operations={
            "clamp": lambda x: numpy.clip(x, 0),
            "clamp-both": lambda x: numpy.clip(x, 0.0, 6.0),
            "amax": lambda x: numpy.max(numpy.stack([x, 0.0])),
            "where": lambda x: numpy.where(x > 0, x, 0.0),
            "norm": lambda x: numpy.linalg.norm(x.reshape(1)),
            "root-of-square": lambda x: numpy.sqrt(x**2),
            "logaddexp": lambda x: numpy.logaddexp(x, 0.0),
            **_named(nn, "relu relu6 leaky_relu elu selu silu mish softplus sigmoid"),
            **_named(numpy, "abs tanh"),
            "gelu": lambda x: nn.gelu(x, approximate=False),
            "softsign": nn.soft_sign,
            "hardtanh": nn.hard_tanh,
            "hardsigmoid": nn.hard_sigmoid,
            "hardswish": nn.hard_swish,
            "elu2": lambda x: nn.elu(x, 2.0),
            "celu": lambda x: nn.celu(x, 0.5),
            **_composed(nn.relu, numpy.abs, lambda x: numpy.maximum(x, 0.0)),
        },
        own={
            "clamp": numpy.clip,
            "clamp_min": numpy.clip,
            "clamp_max": lambda x, high: numpy.clip(x, None, high),
            "clamp_between": numpy.clip,
            "clamp_above": numpy.clip,
            "clamp_below": lambda x, high: numpy.clip(x, None, high),
            **_named(nn, "relu6 leaky_relu elu celu selu silu mish log_sigmoid"),
            "gelu": lambda x: nn.gelu(x, approximate=False),
            "softsign": nn.soft_sign,
            "hardtanh": lambda x, low=-1.0, high=1.0: (
                nn.hard_tanh(x) if (low, high) == (-1, 1) else numpy.clip(x, low, high)
            ),
            **_softplus(nn.softplus, numpy.where),
            **_named(special, "lgamma=gammaln"),
            "hardsigmoid": nn.hard_sigmoid,
            "hardswish": nn.hard_swish,
            **_named(numpy, "round trunc sinc fmax fmin hypot logaddexp"),
            "detach": jax.lax.stop_gradient,
            "atan2": numpy.arctan2,
            **_named(special, "xlogy"),
            "glu": lambda x, y: nn.glu(numpy.stack([x, y])).reshape(()),
            "amax": lambda *each: numpy.max(numpy.stack(each)),
            "amin": lambda *each: numpy.min(numpy.stack(each)),
            "logsumexp": lambda *each: nn.logsumexp(numpy.stack(each)),
            "norm": lambda *each: numpy.linalg.norm(numpy.stack(each)),
            "median": lambda *each: numpy.median(numpy.stack(each)),
            "lower_median": lambda *each: numpy.quantile(numpy.stack(each), 0.5, method="lower"),
            "quantile": lambda *each: numpy.quantile(numpy.stack(each[:-1]), each[-1]),
        },
        slope=lambda function, at: float(jax.grad(function)(numpy.float32(at))),
    )


def tensorflow() -> Framework:
    """TensorFlow, with Keras for what it has no operation for."""
    tf: Any = import_module("tensorflow")
    keras: Any = import_module("keras")
    activations = keras.activations

    def slope(function: TensorFunction, at: float) -> float | None:
        x = tf.Variable(at, dtype=tf.float32)
        with tf.GradientTape() as tape:
            y = function(tf.convert_to_tensor(x))
        found = tape.gradient(y, x)
        return None if found is None else float(found)

    return Framework(
        version=f"{tf.__version__}, keras {keras.__version__}",
        constant=lambda value: tf.constant(value, dtype=tf.float32),
        unary={
            **_named(tf.math, "abs sign floor ceil sqrt exp log sin cos tan asin acos atan sinh cosh tanh"),
            **_named(tf.math, "erf sigmoid softplus"),
            **_named(tf.nn, "relu"),
            "cbrt": lambda x: tf.sign(x) * tf.abs(x) ** (1 / 3),
            "gamma": lambda x: tf.exp(tf.math.lgamma(x)) * _sign_of_gamma(tf.floor(x)),
            **_named(tf.math, "digamma"),
            "trigamma": lambda x: tf.math.polygamma(tf.ones_like(x), x),
            "ei": tf.math.special.expint,
            **dict.fromkeys(("lambertw", "erfi"), _missing),
            **_of_bessel(tf.math.special, "bessel_j0 bessel_j1 bessel_i0 bessel_i1"),
        },
        maximum=tf.maximum,
        minimum=tf.minimum,
        where=tf.where,
        both=tf.logical_and,
        either=tf.logical_or,
        negated=tf.logical_not,
        power=tf.pow,
        operations={
            "clamp": lambda x: tf.clip_by_value(x, 0.0, float("inf")),
            "clamp-both": lambda x: tf.clip_by_value(x, 0.0, 6.0),
            "amax": lambda x: tf.reduce_max(tf.stack([x, 0.0])),
            "where": lambda x: tf.where(x > 0, x, 0.0),
            "norm": lambda x: tf.norm(tf.reshape(x, [1])),
            "root-of-square": lambda x: tf.sqrt(x**2),
            "huber": lambda x: keras.losses.huber(tf.zeros([1]), tf.reshape(x, [1])),
            "hardshrink": activations.hard_shrink,
            "softshrink": activations.soft_shrink,
            "threshold": lambda x: activations.threshold(x, 1.0, 0.0),
            "logaddexp": lambda x: tf.reduce_logsumexp(tf.stack([x, 0.0])),
            **_named(tf.nn, "relu relu6 leaky_relu elu selu gelu silu softplus softsign sigmoid tanh"),
            **_named(tf, "abs"),
            **_named(activations, "mish"),
            "hardtanh": activations.hard_tanh,
            "hardsigmoid": activations.hard_sigmoid,
            "hardswish": activations.hard_silu,
            "elu2": lambda x: activations.elu(x, 2.0),
            "celu": lambda x: activations.celu(x, 0.5),
            **_composed(tf.nn.relu, tf.abs, lambda x: tf.maximum(x, 0.0)),
        },
        own={
            "clamp": tf.clip_by_value,
            "clamp_min": lambda x, low: tf.clip_by_value(x, low, float("inf")),
            "clamp_max": lambda x, high: tf.clip_by_value(x, -float("inf"), high),
            "clamp_between": tf.clip_by_value,
            "clamp_above": lambda x, low: tf.clip_by_value(x, low, float("inf")),
            "clamp_below": lambda x, high: tf.clip_by_value(x, -float("inf"), high),
            **_named(tf.nn, "relu6 selu gelu silu softsign"),
            "leaky_relu": lambda x, slope=0.01: tf.nn.leaky_relu(x, slope),
            **_named(activations, "elu celu mish"),
            "hardtanh": lambda x, low=-1.0, high=1.0: tf.clip_by_value(x, low, high),
            "hardsigmoid": activations.hard_sigmoid,
            "hardswish": activations.hard_silu,
            **_softplus(tf.math.softplus, tf.where),
            **_named(tf.math, "lgamma"),
            "hardshrink": activations.hard_shrink,
            "softshrink": activations.soft_shrink,
            "threshold": lambda x, at=1.0, value=0.0: activations.threshold(x, at, value),
            **_named(tf, "round atan2 detach=stop_gradient"),
            **_named(tf.math, "xlogy log_sigmoid"),
            "huber": lambda x: keras.losses.huber(tf.zeros([1]), tf.reshape(x, [1])),
            "huber_loss": lambda x, y, delta: keras.losses.huber(
                tf.reshape(y, [1]), tf.reshape(x, [1]), delta
            ),
            "glu": lambda x, y: tf.reshape(activations.glu(tf.stack([x, y])), []),
            "amax": lambda *each: tf.reduce_max(tf.stack(each)),
            "amin": lambda *each: tf.reduce_min(tf.stack(each)),
            "logaddexp": lambda x, y: tf.reduce_logsumexp(tf.stack([x, y])),
            "logsumexp": lambda *each: tf.reduce_logsumexp(tf.stack(each)),
            "norm": lambda *each: tf.norm(tf.stack(each)),
            "median": lambda *each: keras.ops.median(tf.stack(each)),
            "lower_median": lambda *each: keras.ops.quantile(tf.stack(each), 0.5, method="lower"),
            "quantile": lambda *each: keras.ops.quantile(tf.stack(each[:-1]), each[-1]),
        },
        slope=slope,
    )


FRAMEWORKS: dict[str, Callable[[], Framework]] = {"torch": torch, "jax": jax, "tensorflow": tensorflow}
"""How each is imported."""


def _named(module: Any, names: str) -> dict[str, TensorFunction]:
    """Those functions of a module that it has, by their names; `ours=theirs` where the two differ."""
    pairs = [(name.partition("=")[0], name.rpartition("=")[2]) for name in names.split()]
    return {ours: getattr(module, theirs) for ours, theirs in pairs if hasattr(module, theirs)}


def _missing(_: Tensor) -> Tensor:
    raise NotImplementedError("the framework has no such function")


def _of_bessel(module: Any, names: str) -> dict[str, TensorFunction]:
    """The Bessel functions by their names there; one that is missing raises when it is called."""
    ours = ("besselj0", "besselj1", "besseli0", "besseli1")
    return {name: getattr(module, there, _missing) for name, there in zip(ours, names.split(), strict=True)}


def _sign_of_gamma(floor: Tensor) -> float:
    """The sign of Γ(x), given the floor of x: (−1)^⌊x⌋ where x is negative."""
    return -1.0 if floor < 0 and floor % 2 else 1.0


def _softplus(softplus: TensorFunction, where: Callable[[Tensor, Tensor, Tensor], Tensor]) -> dict[str, Any]:
    """Softplus with what PyTorch's may have set, where there is only the plain one."""
    return {
        "softplus_beta": lambda x, beta: softplus(beta * x) / beta,
        "softplus_from": lambda x, beta, least: where(beta * x > least, x, softplus(beta * x) / beta),
    }


def _composed(
    relu: TensorFunction, absolute: TensorFunction, maximum: TensorFunction
) -> dict[str, TensorFunction]:
    """The ways that are written with other operations."""

    def half_sum(x: Tensor) -> Tensor:
        return (x + absolute(x)) / 2

    def pair(x: Tensor) -> Tensor:
        return relu(x) - relu(-x)

    return {"maximum": maximum, "half-sum": half_sum, "relu-pair": pair}
