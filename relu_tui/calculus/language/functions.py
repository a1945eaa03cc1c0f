"""What is known of each function of the language, once: one record a function.

To add a function, add its record here and its germ in `germs.functions_of_germs`: that is all, where its
value at a constant is made of those there are; a new kind of constant (as erf(1) is) goes into
`exact.exponential`, `exact.balls` and `exact.sign`. Its derivative is in the record; its floats and balls
are those that Python, NumPy and FLINT have by the same name. What is not told of it is not claimed: without
a form in `decision.identities`, a range in `questions.enclosures`, a model in `certificate.evaluation` less
is decided; without a rule in `frameworks.function_rules` nothing is predicted of frameworks. A function
that is a formula of others goes into `functions_by_formula`. `tests/calculus/language/test_functions.py`
walks all of these and the claims made here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction


class Parity(StrEnum):
    """How f(−u) is had from f(u)."""

    EVEN = "even"
    ODD = "odd"
    NEITHER = "neither"


class Domain(StrEnum):
    """Where a function of one argument is defined."""

    REALS = "all numbers"
    NON_NEGATIVE = "0 or more"
    POSITIVE = "positive numbers"
    UNIT = "[−1, 1]"
    COSINE_NOT_ZERO = "where the cosine is not 0"
    NOT_ZERO = "all numbers but 0"
    FROM_BRANCH_OF_W = "−1/e or more"
    NO_POLE_OF_GAMMA = "all numbers but 0, −1, −2, …"


class Claim(Enum):
    """For which arguments the value is known to have a property."""

    NEVER = "for no arguments, as far as is known"
    ALL = "where all arguments have it"
    ANY = "where one of the arguments has it"
    ALWAYS = "for all arguments"

    def follows(self, arguments: list[bool]) -> bool:
        """Whether the value has the property, given which of the arguments have it."""
        if self is Claim.ALL:
            return all(arguments)
        return self is Claim.ALWAYS or (self is Claim.ANY and any(arguments))


@dataclass(frozen=True)
class Function:
    """A function of the language.

    Attributes:
        name: As it is typed.
        spoken: As it is read aloud, before "of".
        most: The greatest number of its arguments; None for any number, from two on.
        aliases: What else it may be called.
        parity: Even, odd, or neither.
        values: Bounds of its values, at all arguments: (low, high), infinite where there is none.
        non_negative_if: When its value is 0 or more by what its arguments are. Where `values` shows it
            of all arguments, that need not be told.
        whole: When its value is a whole number, wherever it has one.
        domain: Where it is defined.
        derivative: Its derivative, as an expression in x of the language, and of the function itself where
            that is shorter; where it branches, that of each branch. Empty for max and min, which have that
            of the argument that is ahead, and where the language has no name for it.
        analytic: Whether it is real-analytic in the inside of its domain. Of a function of which that is not
            told, nothing is claimed on an interval: where it may fail to be smooth is not settled.
        double: Its value in doubles where Python's `math` has none by its name: NaN where it has none,
            infinite where it is too large; it raises nothing.
        keeps_form: Whether an expansion at a point, once branches are picked, holds wherever the same
            branches do. A Taylor polynomial does not.
        readable: Its name in formulas for reading; its own where empty.
        latex: Its LaTeX, with `@` for the arguments; an operator of its name where empty.
    """

    name: str
    spoken: str
    derivative: str = field(kw_only=True)
    most: int | None = 1
    aliases: tuple[str, ...] = ()
    parity: Parity = Parity.NEITHER
    values: tuple[Fraction | float, Fraction | float] = (-math.inf, math.inf)
    non_negative_if: Claim = Claim.NEVER
    whole: Claim = Claim.NEVER
    domain: Domain = Domain.REALS
    analytic: bool = False
    double: Callable[[float], float] | None = None
    keeps_form: bool = False
    readable: str = ""
    latex: str = ""

    @property
    def least(self) -> int:
        """The least number of its arguments."""
        return 2 if self.most is None else 1

    @property
    def non_negative(self) -> Claim:
        """When its value is 0 or more, wherever it has one."""
        return Claim.ALWAYS if self.values[0] >= 0 else self.non_negative_if


def _sign(x: float) -> float:
    return math.nan if math.isnan(x) else float((x > 0) - (x < 0))


def _floor(x: float) -> float:
    return float(math.floor(x)) if math.isfinite(x) else x


def _ceil(x: float) -> float:
    return float(math.ceil(x)) if math.isfinite(x) else x


def _sinh(x: float) -> float:
    return math.copysign(math.inf, x) if abs(x) > 710 else math.sinh(x)


def _relu(x: float) -> float:
    return x if x != x or x > 0 else 0.0


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


_HALF_TURN = Fraction(22, 7)
"""More than π (Archimedes)."""

_QUARTER_TURN = _HALF_TURN / 2

_PARENTHESES = r"\left(@\right)"


def _by_ball(name: str) -> Callable[[float], float]:
    """The middle of a function's ball, by FLINT, which is imported where it is first asked for."""

    def value(x: float) -> float:
        from relu_tui.calculus.language import special_functions

        return special_functions.double(name, x)

    return value


def _latex(command: str) -> str:
    return f"\\{command}{_PARENTHESES}"


_RECORDS = (
    Function(
        "max",
        "the maximum",
        None,
        ("maximum", "amax"),
        derivative="",
        non_negative_if=Claim.ANY,
        whole=Claim.ALL,
        keeps_form=True,
        latex=_latex("max"),
    ),
    Function(
        "min",
        "the minimum",
        None,
        ("minimum", "amin"),
        derivative="",
        non_negative_if=Claim.ALL,
        whole=Claim.ALL,
        keeps_form=True,
        latex=_latex("min"),
    ),
    Function(
        "abs",
        "the absolute value",
        derivative="1 if x > 0 else -1",
        values=(0, math.inf),
        double=abs,
        aliases=("fabs", "absolute", "modulus"),
        parity=Parity.EVEN,
        whole=Claim.ALL,
        keeps_form=True,
        latex=r"\left|@\right|",
    ),
    Function(
        "sign",
        "the sign",
        derivative="0",
        values=(-1, 1),
        double=_sign,
        aliases=("sgn", "signum"),
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        whole=Claim.ALWAYS,
        keeps_form=True,
    ),
    Function(
        "floor",
        "the floor",
        derivative="0",
        double=_floor,
        non_negative_if=Claim.ALL,
        whole=Claim.ALWAYS,
        latex=r"\left\lfloor @\right\rfloor",
    ),
    Function(
        "ceil",
        "the ceiling",
        derivative="0",
        double=_ceil,
        aliases=("ceiling",),
        non_negative_if=Claim.ALL,
        whole=Claim.ALWAYS,
        latex=r"\left\lceil @\right\rceil",
    ),
    Function(
        "sqrt",
        "the square root",
        derivative="1/(2*sqrt(x))",
        values=(0, math.inf),
        analytic=True,
        domain=Domain.NON_NEGATIVE,
        readable="√",
        latex=r"\sqrt{@}",
    ),
    Function(
        "cbrt",
        "the cube root",
        derivative="1/(3*cbrt(x)**2)",
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        keeps_form=True,
        readable="∛",
        latex=r"\sqrt[3]{@}",
    ),
    Function(
        "exp",
        "the exponential",
        derivative="exp(x)",
        values=(0, math.inf),
        analytic=True,
        latex=_latex("exp"),
    ),
    Function(
        "log",
        "the natural logarithm",
        derivative="1/x",
        analytic=True,
        aliases=("ln",),
        domain=Domain.POSITIVE,
        readable="ln",
        latex=_latex("log"),
    ),
    Function(
        "sin",
        "the sine",
        derivative="cos(x)",
        values=(-1, 1),
        analytic=True,
        parity=Parity.ODD,
        keeps_form=True,
        latex=_latex("sin"),
    ),
    Function(
        "cos",
        "the cosine",
        derivative="-sin(x)",
        values=(-1, 1),
        analytic=True,
        parity=Parity.EVEN,
        keeps_form=True,
        latex=_latex("cos"),
    ),
    Function(
        "tan",
        "the tangent",
        derivative="1 + tan(x)**2",
        analytic=True,
        parity=Parity.ODD,
        domain=Domain.COSINE_NOT_ZERO,
        latex=_latex("tan"),
    ),
    Function(
        "asin",
        "the arcsine",
        derivative="1/sqrt(1 - x**2)",
        values=(-_QUARTER_TURN, _QUARTER_TURN),
        analytic=True,
        aliases=("arcsin",),
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        domain=Domain.UNIT,
        latex=_latex("arcsin"),
    ),
    Function(
        "acos",
        "the arccosine",
        derivative="-1/sqrt(1 - x**2)",
        values=(0, _HALF_TURN),
        analytic=True,
        aliases=("arccos",),
        domain=Domain.UNIT,
        latex=_latex("arccos"),
    ),
    Function(
        "atan",
        "the arctangent",
        derivative="1/(1 + x**2)",
        values=(-_QUARTER_TURN, _QUARTER_TURN),
        analytic=True,
        aliases=("arctan",),
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        latex=_latex("arctan"),
    ),
    Function(
        "sinh",
        "the hyperbolic sine",
        derivative="cosh(x)",
        analytic=True,
        double=_sinh,
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        latex=_latex("sinh"),
    ),
    Function(
        "cosh",
        "the hyperbolic cosine",
        derivative="sinh(x)",
        values=(1, math.inf),
        analytic=True,
        parity=Parity.EVEN,
        latex=_latex("cosh"),
    ),
    Function(
        "tanh",
        "the hyperbolic tangent",
        derivative="1 - tanh(x)**2",
        values=(-1, 1),
        analytic=True,
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        latex=_latex("tanh"),
    ),
    Function(
        "erf",
        "the error function",
        derivative="2/sqrt(pi)*exp(-x**2)",
        values=(-1, 1),
        analytic=True,
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
    ),
    Function(
        "relu",
        "ReLU",
        derivative="1 if x > 0 else 0",
        values=(0, math.inf),
        double=_relu,
        whole=Claim.ALL,
        keeps_form=True,
    ),
    Function(
        "sigmoid",
        "the sigmoid",
        derivative="sigmoid(x)*(1 - sigmoid(x))",
        values=(0, 1),
        analytic=True,
        double=_sigmoid,
        aliases=("logistic", "expit"),
    ),
    Function(
        "softplus",
        "softplus",
        derivative="sigmoid(x)",
        values=(0, math.inf),
        analytic=True,
        double=_softplus,
    ),
    Function(
        "gamma",
        "the gamma function",
        derivative="gamma(x)*digamma(x)",
        non_negative_if=Claim.ALL,
        whole=Claim.ALL,
        analytic=True,
        double=_by_ball("gamma"),
        domain=Domain.NO_POLE_OF_GAMMA,
        latex=_latex("Gamma"),
    ),
    Function(
        "digamma",
        "the digamma function",
        derivative="trigamma(x)",
        analytic=True,
        double=_by_ball("digamma"),
        aliases=("psi",),
        domain=Domain.NO_POLE_OF_GAMMA,
        latex=_latex("psi"),
    ),
    Function(
        "trigamma",
        "the trigamma function",
        derivative="",
        values=(0, math.inf),
        analytic=True,
        double=_by_ball("trigamma"),
        domain=Domain.NO_POLE_OF_GAMMA,
        latex=r"\psi'\left(@\right)",
    ),
    Function(
        "lambertw",
        "Lambert's W",
        derivative="1/(x + exp(lambertw(x)))",
        values=(-1, math.inf),
        non_negative_if=Claim.ALL,
        analytic=True,
        double=_by_ball("lambertw"),
        aliases=("productlog",),
        domain=Domain.FROM_BRANCH_OF_W,
        latex=_latex("operatorname{W}"),
    ),
    Function(
        "ei",
        "the exponential integral",
        derivative="exp(x)/x",
        analytic=True,
        double=_by_ball("ei"),
        aliases=("expi",),
        domain=Domain.NOT_ZERO,
        latex=_latex("operatorname{Ei}"),
    ),
    Function(
        "erfi",
        "the imaginary error function",
        derivative="2/sqrt(pi)*exp(x**2)",
        analytic=True,
        double=_by_ball("erfi"),
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
    ),
    Function(
        "besselj0",
        "the Bessel function J 0",
        derivative="-besselj1(x)",
        values=(Fraction(-403, 1000), 1),
        analytic=True,
        double=_by_ball("besselj0"),
        aliases=("j0",),
        parity=Parity.EVEN,
        latex=_latex("operatorname{J}_0"),
    ),
    Function(
        "besselj1",
        "the Bessel function J 1",
        derivative="besselj0(x) - besselj1(x)/x",
        values=(Fraction(-582, 1000), Fraction(582, 1000)),
        analytic=True,
        double=_by_ball("besselj1"),
        aliases=("j1",),
        parity=Parity.ODD,
        latex=_latex("operatorname{J}_1"),
    ),
    Function(
        "besseli0",
        "the Bessel function I 0",
        derivative="besseli1(x)",
        values=(1, math.inf),
        analytic=True,
        double=_by_ball("besseli0"),
        aliases=("i0",),
        parity=Parity.EVEN,
        latex=_latex("operatorname{I}_0"),
    ),
    Function(
        "besseli1",
        "the Bessel function I 1",
        derivative="besseli0(x) - besseli1(x)/x",
        analytic=True,
        double=_by_ball("besseli1"),
        aliases=("i1",),
        parity=Parity.ODD,
        non_negative_if=Claim.ALL,
        latex=_latex("operatorname{I}_1"),
    ),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in _RECORDS}
"""Every function of the language, by name, in the order that help tells them."""

UNARY: tuple[str, ...] = tuple(name for name, function in FUNCTIONS.items() if function.most == 1)
"""Every function of one argument."""

ALIASES: dict[str, str] = {alias: name for name, function in FUNCTIONS.items() for alias in function.aliases}
"""What else a function may be called, with its name."""


def latex_of(name: str, arguments: str) -> str:
    """A function of what is already LaTeX."""
    template = FUNCTIONS[name].latex or rf"\operatorname{{{name}}}{_PARENTHESES}"
    return template.replace("@", arguments)
