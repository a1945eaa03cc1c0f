"""Functions that are read as compositions of those of the language: log10(x) is log(x)/log(10).

Each is equal to its formula wherever one of the two has a value, and has none where the formula has
none; so the germ, the ball and the doubles of the formula are those of the function. Two functions of the
same name are told apart by the package in front (np.sinc is sin(πx)/(πx)); where nothing tells
them apart, one is read, and the other offered.

What is missing is missing because no formula of this language is equal to it: zeta, Airy functions,
Bessel functions but J and I of order 0 and 1, Si, Ci, elliptic integrals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS
from relu_tui.calculus.language.gallery import GALLERY


class Composition(NamedTuple):
    """A function by its formula.

    Attributes:
        parameters: Names of its arguments, in order; those with a default are given as `name=default`.
        formula: Its formula in them.
        other: Another formula for what is called the same, or empty.
        remark: What tells the two apart, to be said where the other is offered.
    """

    parameters: tuple[str, ...]
    formula: str
    other: str = ""
    remark: str = ""


_ROUND = "floor(u + 1/2) if floor(u/2 - 1/4) != u/2 - 1/4 else floor(u + 1/2) - 1"
_SINC = "sin(u)/u if u != 0 else 1"
_SINC_OF_PI = "sin(pi*u)/(pi*u) if u != 0 else 1"
_GELU_BY_TANH = "u*(1 + tanh(sqrt(2/pi)*(u + 0.044715*u**3)))/2"
_ELU = "u if u > 0 else alpha*(exp(u) - 1)"
_LEAKY = "u if u > 0 else slope*u"
_ATAN2 = (
    "atan(v/u) if u > 0 else atan(v/u) + pi if u < 0 and v >= 0 else atan(v/u) - pi if u < 0 "
    "else pi/2 if v > 0 else -pi/2 if v < 0 else 0"
)

_UNDER_ONE_NAME: tuple[tuple[str, str, str], ...] = (
    # logarithms and exponentials
    ("log10", "u", "log(u)/log(10)"),
    ("log2 lb ld", "u", "log(u)/log(2)"),
    ("log1p", "u", "log(1 + u)"),
    ("expm1", "u", "exp(u) - 1"),
    ("exp2", "u", "2**u"),
    ("exp10", "u", "10**u"),
    ("logit", "u", "log(u/(1 - u))"),
    ("logaddexp", "u v", "log(exp(u) + exp(v))"),
    ("logcosh", "u", "log(cosh(u))"),
    ("xlogy", "u v", "u*log(v) if u != 0 else 0"),
    # the gamma family: of the logarithm, the real one, as SciPy's gammaln and C's lgamma have it
    ("factorial", "u", "gamma(u + 1)"),
    ("loggamma lgamma gammaln lngamma", "u", "log(abs(gamma(u)))"),
    # trigonometric functions and their inverses
    ("sec", "u", "1/cos(u)"),
    ("csc cosec", "u", "1/sin(u)"),
    ("cot ctg cotan", "u", "cos(u)/sin(u)"),
    ("asec arcsec", "u", "acos(1/u)"),
    ("acsc arccsc arccosec", "u", "asin(1/u)"),
    ("sinpi", "u", "sin(pi*u)"),
    ("cospi", "u", "cos(pi*u)"),
    ("versin", "u", "1 - cos(u)"),
    ("haversin", "u", "(1 - cos(u))/2"),
    ("radians deg2rad", "u", "u*pi/180"),
    ("degrees rad2deg", "u", "u*180/pi"),
    # hyperbolic functions and their inverses
    ("sech", "u", "1/cosh(u)"),
    ("csch cosech", "u", "1/sinh(u)"),
    ("coth cth", "u", "cosh(u)/sinh(u)"),
    ("asinh arcsinh arsinh", "u", "log(u + sqrt(u**2 + 1))"),
    ("acosh arccosh arcosh", "u", "log(u + sqrt(u**2 - 1))"),
    ("atanh arctanh artanh", "u", "log((1 + u)/(1 - u))/2"),
    ("acoth arccoth arcoth", "u", "log((u + 1)/(u - 1))/2"),
    ("asech arcsech arsech", "u", "log(1/u + sqrt(1/u**2 - 1))"),
    ("acsch arccsch arcsch", "u", "log(1/u + sqrt(1/u**2 + 1))"),
    # whole numbers and what is left
    ("fractionalpart", "u", "u - sign(u)*floor(abs(u))"),
    ("mod remainder", "u v", "u - v*floor(u/v)"),
    ("fmod", "u v", "u - v*(sign(u/v)*floor(abs(u/v)))"),
    ("trunc fix", "u", "sign(u)*floor(abs(u))"),
    ("rint around", "u", _ROUND),
    ("floordivide", "u v", "floor(u/v)"),
    # powers, sizes, two arguments
    ("erfc", "u", "1 - erf(u)"),
    ("dawson dawsn", "u", "sqrt(pi)/2*exp(-u**2)*erfi(u)"),
    ("pow power floatpower powi powf", "u v", "u**v"),
    ("square sq", "u", "u**2"),
    ("reciprocal inv", "u", "1/u"),
    ("rsqrt", "u", "1/sqrt(u)"),
    ("negative neg", "u", "-u"),
    ("tensor array asarray astensor float float32 float64 constant item", "u", "u"),
    ("bool boole iverson", "u", "1 if u != 0 else 0"),
    ("stack hstack concatenate concat cat", "u", "u"),
    ("zeroslike zeros", "u", "0"),
    ("oneslike ones", "u", "1"),
    ("add", "u v", "u + v"),
    ("subtract sub", "u v", "u - v"),
    ("multiply mul", "u v", "u*v"),
    ("divide div truedivide rational", "u v", "u/v"),
    ("hypot", "u v", "sqrt(u**2 + v**2)"),
    ("atan2 arctan2", "v u", _ATAN2),
    ("copysign", "u v", "abs(u) if v >= 0 else -abs(u)"),
    ("fmax", "u v", "max(u, v)"),
    ("fmin", "u v", "min(u, v)"),
    ("pos positivepart ramp", "u", "max(0, u)"),
    # activations with what may be set
    ("leakyrelu", "u slope=0.01", _LEAKY),
    ("prelu", "u slope=0.25", _LEAKY),
    ("elu", "u alpha=1", _ELU),
    ("hardtanh", "u low=-1 high=1", "max(low, min(high, u))"),
    ("softplus", "u beta=1", "log(1 + exp(beta*u))/beta"),
    ("softplusfrom", "u beta=1 threshold=20", "u if beta*u > threshold else log(1 + exp(beta*u))/beta"),
    ("hardshrink", "u lambd=0.5", "u if u > lambd or u < -lambd else 0"),
    ("softshrink", "u lambd=0.5", "u - lambd if u > lambd else u + lambd if u < -lambd else 0"),
    ("tanhshrink", "u", "u - tanh(u)"),
    ("threshold", "u threshold value", "u if u > threshold else value"),
    ("logsigmoid", "u", "log(sigmoid(u))"),
    ("swish", "u beta=1", "u*sigmoid(beta*u)"),
    ("quickgelu", "u", "u*sigmoid(1.702*u)"),
    ("hardsilu", "u", "u*max(0, min(6, u + 3))/6"),
    ("squaredrelu relusquared", "u", "max(0, u)**2"),
    ("glu", "u v", "u*sigmoid(v)"),
    ("reglu", "u v", "u*max(0, v)"),
    ("geglu", "u v", "u*(v*(1 + erf(v/sqrt(2)))/2)"),
    ("swiglu", "u v", "u*(v*sigmoid(v))"),
    # losses, which take what was computed and what was to come out
    (
        "huberloss",
        "u v delta=1",
        "0.5*(u - v)**2 if abs(u - v) <= delta else delta*(abs(u - v) - 0.5*delta)",
    ),
    ("l1loss", "u v", "abs(u - v)"),
    ("mseloss", "u v", "(u - v)**2"),
    (
        "smoothl1 smoothl1loss",
        "u v=0 beta=1",
        "0.5*(u - v)**2/beta if abs(u - v) < beta else abs(u - v) - 0.5*beta",
    ),
    # what changes the way back alone
    ("detach stopgradient", "u", "u"),
    ("heaviside", "u v", "v if u == 0 else 1 if u > 0 else 0"),
)
"""(names, parameters, formula) of what every package means the same by."""

COMPOSITIONS: dict[str, Composition] = {
    name: Composition(tuple(parameters.split()), formula)
    for names, parameters, formula in _UNDER_ONE_NAME
    for name in names.split()
}
"""Every composition by its plain name: in small letters, without what joins words."""

_AMBIGUOUS = {
    "li logintegral": Composition(
        ("u",),
        "ei(log(u)) if u != 0 else 0",
        "ei(log(u)) - ei(log(2)) if u != 0 else -ei(log(2))",
        "it is taken from 0 here, and from 2 to some",
    ),
    "lg": Composition(("u",), "log(u)/log(10)", "log(u)/log(2)", "it is log10 here, and log2 to some"),
    "frac fract": Composition(
        ("u",), "u - floor(u)", "u - sign(u)*floor(abs(u))", "some keep the sign: of −1/2 it is −1/2"
    ),
    "int": Composition(
        ("u",),
        "sign(u)*floor(abs(u))",
        "floor(u)",
        "it cuts towards 0 here; in spreadsheets it is the floor",
    ),
    "round": Composition(("u",), _ROUND, "floor(u + 1/2)", "halves go to the even number, to some upwards"),
    "sinc": Composition(("u",), _SINC, _SINC_OF_PI, "it is sin(x)/x here, and in NumPy sin(πx)/(πx)"),
    "acot arccot arcctg actg": Composition(
        ("u",), "pi/2 - atan(u)", "atan(1/u)", "it is π/2 − arctan(x) here, and arctan(1/x) to some"
    ),
    "heaviside heavisidetheta unitstep": Composition(
        ("u",),
        "1 if u >= 0 else 0",
        "1/2 if u == 0 else 1 if u > 0 else 0",
        "it is 1 at 0 here, 1/2 to some",
    ),
    "celu": Composition(("u", "alpha=0.5"), _ELU.replace("(exp(u)", "(exp(u/alpha)")),
}
SINGLE: dict[str, Composition] = {
    name: composition for names, composition in _AMBIGUOUS.items() for name in names.split()
}
"""Those of one argument whose name means different things to different people."""

_TORCH = ("torch", "nn", "F", "functional")
_NUMPY = ("np", "numpy", "jnp", "torch")
BY_PACKAGE: dict[tuple[str, str], Composition] = {
    **{(package, "sinc"): Composition(("u",), _SINC_OF_PI) for package in _NUMPY},
    **{
        (package, "celu"): Composition(("u", "alpha=1"), SINGLE["celu"].formula)
        for package in (*_TORCH, "jax")
    },
    ("jax", "gelu"): Composition(("u",), _GELU_BY_TANH),
    **{(package, "leakyrelu"): Composition(("u", "slope=0.2"), _LEAKY) for package in ("tf", "keras")},
    ("math", "remainder"): Composition(("u", "v"), f"u - v*({_ROUND.replace('u', '(u/v)')})"),
    ("math", "heaviside"): SINGLE["heaviside"]._replace(formula=SINGLE["heaviside"].other),
    ("torch", "frac"): COMPOSITIONS["fractionalpart"],
    **{(package, "round"): SINGLE["round"] for package in (*_NUMPY, "math", "tf")},
    ("Math", "round"): Composition(("u",), "floor(u + 1/2)"),
    ("keras.layers", "leakyrelu"): Composition(("u", "slope=0.3"), _LEAKY),
}
"""What a package means by a name, where that is something else."""

PACKAGES: dict[str, str] = {
    **dict.fromkeys(("np", "numpy"), "np"),
    **dict.fromkeys(("jnp",), "jnp"),
    "jax": "jax",
    **dict.fromkeys(("torch", "nn", "F", "functional"), "torch"),
    **dict.fromkeys(("tf", "tensorflow"), "tf"),
    **dict.fromkeys(("keras", "K"), "keras"),
    **dict.fromkeys(("math", "cmath", "mpmath", "sp", "sympy", "scipy", "special"), "math"),
    "Math": "Math",
    "layers": "keras.layers",
    **dict.fromkeys(("activations", "losses", "lax", "linalg", "mp", "std", "ops"), ""),
}
"""Names that stand before a point, with the package they tell."""

INVERSES: dict[str, str] = {
    **{name: f"a{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{name: f"a{name}" for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
    "log": "exp",
    "exp": "log",
}
"""What f⁻¹ is."""

SHORT: dict[str, str] = {
    "sen": "sin",
    "tg": "tan",
    "arctg": "atan",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "cth": "coth",
    "cuberoot": "cbrt",
    "realabs": "abs",
    "realsign": "sign",
    "logisticsigmoid": "sigmoid",
    "pmax": "max",
    "pmin": "min",
}
"""Names of the schools of other countries, and of other programs."""

MISSING: tuple[str, ...] = (
    *("beta", "zeta", "binomial", "binom", "ci", "si", "shi", "chi", "expint", "polylog"),
    *("bessely", "besselk", "airy", "airyai", "airybi", "tetragamma"),
    *("y0", "y1", "yn", "k0", "k1"),
    *("erfinv", "erfcinv", "erfcx"),
    *("elliptick", "elliptice", "ellipk", "ellipe", "fresnels", "fresnelc"),
)
"""Functions that people type, and that this program has no proofs about."""

GALLERY_NAMES: dict[str, str] = {
    **{entry.name.replace("-", ""): entry.name for entry in GALLERY},
    "swish": "silu",
    "leakyrelu": "leaky-relu",
    "unitstep": "step",
}
"""Every function of the gallery by its plain name."""


def plain(name: str) -> str:
    """A name in small letters, without what joins its words: `Leaky_ReLU` is leakyrelu."""
    return re.sub(r"[-_ ]", "", name).lower()


KNOWN: dict[str, str] = {
    **{plain(name): name for name in FUNCTIONS},
    **ALIASES,
    **SHORT,
    **{name: name for name in (*COMPOSITIONS, *SINGLE)},
}
"""Every function that can be applied, by its plain name, with what it is called here."""

PIECEWISE = frozenset(
    [
        *("piecewise", "pw", "if", "where", "ifelse", "iif", "ifthen", "ifthenelse"),
        *("select", "cases", "case", "cond", "which", "switch"),
    ]
)
"""Functions that choose by conditions."""
