"""Named functions with their points of interest. To add a function, add one entry here."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A function of the gallery.

    Attributes:
        name: What to type.
        title: What it is called.
        expression: f, in the expression language.
        points: Points of interest, the most telling first.
        remark: What there is to see, in a few words.
        second: Another way to write it, shown beside the first; may be empty.
    """

    name: str
    title: str
    expression: str
    points: tuple[str, ...]
    remark: str
    second: str = ""


GALLERY: tuple[Named, ...] = (
    Named("relu", "ReLU", "max(0, x)", ("0", "1", "-1"), "a corner at 0", "x if x > 0 else 0"),
    Named(
        "leaky-relu",
        "leaky ReLU",
        "max(0.01*x, x)",
        ("0",),
        "a corner, slope 1/100 on the left",
        "x if x > 0 else 0.01*x",
    ),
    Named("prelu", "PReLU, slope 1/4", "x if x >= 0 else 0.25*x", ("0",), "a corner, slope 1/4 on the left"),
    Named("elu", "ELU, α = 1", "x if x > 0 else exp(x) - 1", ("0",), "no corner at 0: the slopes meet"),
    Named("elu2", "ELU, α = 2", "x if x > 0 else 2*(exp(x) - 1)", ("0",), "a corner: slopes 2 and 1"),
    Named(
        "selu",
        "SELU",
        "1.0507009873554805*x if x > 0 else 1.0507009873554805*1.6732632423543772*(exp(x) - 1)",
        ("0",),
        "a corner: the two constants do not cancel",
    ),
    Named(
        "celu",
        "CELU, α = 1/2",
        "x if x > 0 else 0.5*(exp(x/0.5) - 1)",
        ("0",),
        "no corner at 0, for every α",
    ),
    Named("gelu", "GELU", "x*(1 + erf(x/sqrt(2)))/2", ("0", "1"), "smooth; derivative 1/2 at 0"),
    Named("silu", "SiLU (swish)", "x*sigmoid(x)", ("0",), "smooth; derivative 1/2 at 0", "x/(1 + exp(-x))"),
    Named("mish", "Mish", "x*tanh(softplus(x))", ("0",), "smooth; derivative 3/5 at 0"),
    Named("softplus", "softplus", "log(1 + exp(x))", ("0",), "ReLU made smooth"),
    Named("sigmoid", "sigmoid", "1/(1 + exp(-x))", ("0",), "smooth; derivative 1/4 at 0"),
    Named("tanh", "tanh", "tanh(x)", ("0",), "smooth; derivative 1 at 0"),
    Named("softsign", "softsign", "x/(1 + abs(x))", ("0",), "has |x| in it, and no corner at 0"),
    Named("hard-tanh", "hard tanh", "max(-1, min(1, x))", ("1", "-1", "0"), "corners at −1 and 1"),
    Named("hard-sigmoid", "hard sigmoid", "max(0, min(1, x/6 + 1/2))", ("3", "-3"), "corners at −3 and 3"),
    Named("relu6", "ReLU6", "min(max(0, x), 6)", ("0", "6"), "corners at 0 and 6"),
    Named("hard-swish", "hard swish", "x*max(0, min(6, x + 3))/6", ("-3", "3", "0"), "corners at −3 and 3"),
    Named("abs", "absolute value", "abs(x)", ("0", "-2"), "the plainest corner, at 0", "x if x >= 0 else -x"),
    Named("step", "unit step", "1 if x >= 0 else 0", ("0",), "a jump"),
    Named("sign", "sign", "sign(x)", ("0",), "a jump on both sides of its value"),
    Named("floor", "floor", "floor(x)", ("1", "1/2"), "a jump at every whole number, flat between"),
    Named("square", "square", "x**2", ("1", "0"), "differentiable everywhere"),
    Named("sin", "sine", "sin(x)", ("0", "1"), "differentiable everywhere"),
    Named("cbrt", "cube root", "cbrt(x)", ("0", "1"), "a vertical tangent at 0: the limits are infinite"),
    Named("sqrt-abs", "square root of |x|", "sqrt(abs(x))", ("0",), "a cusp: −∞ and +∞"),
    Named("sqrt", "square root", "sqrt(x)", ("0", "1"), "no left side at 0"),
    Named("hinge", "hinge loss", "max(0, 1 - x)", ("1",), "a corner at 1"),
    Named("pinball", "pinball loss, τ = 0.9", "max(0.9*x, -0.1*x)", ("0",), "a lopsided corner"),
    Named(
        "huber",
        "Huber loss",
        "0.5*x**2 if abs(x) <= 1 else abs(x) - 0.5",
        ("1", "0"),
        "a parabola and two lines, joined smoothly",
    ),
    Named(
        "hard-shrink",
        "hard shrink, λ = 1/2",
        "x if abs(x) > 0.5 else 0",
        ("1/2", "-1/2", "0"),
        "a jump at ±1/2, flat between",
    ),
    Named(
        "soft-shrink",
        "soft shrink, λ = 1/2",
        "x - 0.5 if x > 0.5 else x + 0.5 if x < -0.5 else 0",
        ("1/2", "-1/2"),
        "corners at −1/2 and 1/2",
    ),
    Named("threshold", "threshold at 1", "x if x > 1 else 0", ("1",), "ReLU moved along its line: a jump"),
    Named(
        "relu-pair",
        "ReLU(x) − ReLU(−x)",
        "max(0, x) - max(0, -x)",
        ("0",),
        "two corners that cancel: it is x",
    ),
    Named(
        "joined",
        "x² joined to 2x − 1",
        "x**2 if x < 1 else 2*x - 1",
        ("1",),
        "two pieces that meet with one slope",
    ),
    Named(
        "jump", "equal slopes, a jump", "x if x < 0 else x + 1", ("0",), "slope 1 on both sides, and a jump"
    ),
    Named(
        "hole",
        "a wrong value",
        "(x**2 - 1)/(x - 1) if x != 1 else 5",
        ("1",),
        "the value at 1 is not the limit",
    ),
    Named(
        "wiggle",
        "x·sin(1/x)",
        "x*sin(1/x) if x != 0 else 0",
        ("0",),
        "continuous, but the quotient oscillates",
    ),
    Named("damped", "x²·sin(1/x)", "x**2*sin(1/x) if x != 0 else 0", ("0",), "squeezed: derivative 0 at 0"),
    Named(
        "fooled",
        "x·sin(π/x)",
        "x*sin(pi/x) if x != 0 else 0",
        ("0",),
        "the table prints 0 for 2⁻ᵏ and for 10⁻ᵏ",
    ),
    Named(
        "hair", "a corner of one billionth", "1e-9*abs(x) + x", ("0",), "no table shows it: slopes 1 ± 10⁻⁹"
    ),
    Named(
        "shifted",
        "a corner close by",
        "max(0, x - 1e-12)",
        ("0", "1e-12"),
        "flat at 0; the corner is 10⁻¹² away",
    ),
    Named(
        "bump", "flatter than every power", "exp(-1/x) if x > 0 else 0", ("0",), "every derivative at 0 is 0"
    ),
    Named("x-log", "x·ln|x|", "x*log(abs(x)) if x != 0 else 0", ("0",), "the quotient falls to −∞, slowly"),
)
"""Every function of the gallery, in the order shown."""

BY_NAME: dict[str, Named] = {entry.name: entry for entry in GALLERY}


def find(name: str) -> Named | None:
    """The entry of this name, however it is spelled: `Leaky ReLU`, `leaky_relu`, `leaky-relu`."""
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    return BY_NAME.get(plain)


def matching(words: str) -> tuple[Named, ...]:
    """The entries that have every word in their name, title, expression or remark; those so named first."""
    typed = words.lower().strip()
    found = [
        entry
        for entry in GALLERY
        if all(
            word in f"{entry.name} {entry.title} {entry.expression} {entry.remark}".lower()
            for word in typed.split()
        )
    ]
    return tuple(sorted(found, key=lambda entry: (entry.name != typed, not entry.name.startswith(typed))))
