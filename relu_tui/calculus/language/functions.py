"""What is known of each function of the language, once: one record a function.

To add a function, add its record here, its derivative in `differentiation`, its germ in
`germs.functions_of_germs`, and what frameworks make of it. Its doubles, floats and balls are those that
Python, NumPy and FLINT have by the same name; one that they lack is told in `numerics.evaluation`. Where it
has a form in which it cancels with others, that goes into `decision.identities`, its range into
`questions.enclosures`, its model into `certificate.evaluation`; a function that is not there has none, and
nothing is claimed of it. `tests/calculus/language/test_functions.py` walks all of these and the claims made
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


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
        non_negative: When its value is 0 or more, wherever it has one.
        whole: When its value is a whole number, wherever it has one.
        domain: Where it is defined.
        keeps_form: Whether an expansion at a point, once branches are picked, holds wherever the same
            branches do. A Taylor polynomial does not.
        readable: Its name in formulas for reading; its own where empty.
        latex: Its LaTeX, with `@` for the arguments; an operator of its name where empty.
    """

    name: str
    spoken: str
    most: int | None = 1
    aliases: tuple[str, ...] = ()
    parity: Parity = Parity.NEITHER
    non_negative: Claim = Claim.NEVER
    whole: Claim = Claim.NEVER
    domain: Domain = Domain.REALS
    keeps_form: bool = False
    readable: str = ""
    latex: str = ""

    @property
    def least(self) -> int:
        """The least number of its arguments."""
        return 2 if self.most is None else 1


_PARENTHESES = r"\left(@\right)"


def _latex(command: str) -> str:
    return f"\\{command}{_PARENTHESES}"


_RECORDS = (
    Function(
        "max",
        "the maximum",
        None,
        ("maximum", "amax"),
        non_negative=Claim.ANY,
        whole=Claim.ALL,
        keeps_form=True,
        latex=_latex("max"),
    ),
    Function(
        "min",
        "the minimum",
        None,
        ("minimum", "amin"),
        non_negative=Claim.ALL,
        whole=Claim.ALL,
        keeps_form=True,
        latex=_latex("min"),
    ),
    Function(
        "abs",
        "the absolute value",
        aliases=("fabs", "absolute"),
        parity=Parity.EVEN,
        non_negative=Claim.ALWAYS,
        whole=Claim.ALL,
        keeps_form=True,
        latex=r"\left|@\right|",
    ),
    Function(
        "sign",
        "the sign",
        aliases=("sgn", "signum"),
        parity=Parity.ODD,
        non_negative=Claim.ALL,
        whole=Claim.ALWAYS,
        keeps_form=True,
    ),
    Function(
        "floor",
        "the floor",
        non_negative=Claim.ALL,
        whole=Claim.ALWAYS,
        latex=r"\left\lfloor @\right\rfloor",
    ),
    Function(
        "ceil",
        "the ceiling",
        aliases=("ceiling",),
        non_negative=Claim.ALL,
        whole=Claim.ALWAYS,
        latex=r"\left\lceil @\right\rceil",
    ),
    Function(
        "sqrt",
        "the square root",
        non_negative=Claim.ALWAYS,
        domain=Domain.NON_NEGATIVE,
        readable="√",
        latex=r"\sqrt{@}",
    ),
    Function(
        "cbrt",
        "the cube root",
        parity=Parity.ODD,
        non_negative=Claim.ALL,
        keeps_form=True,
        readable="∛",
        latex=r"\sqrt[3]{@}",
    ),
    Function("exp", "the exponential", non_negative=Claim.ALWAYS, latex=_latex("exp")),
    Function(
        "log",
        "the natural logarithm",
        aliases=("ln",),
        domain=Domain.POSITIVE,
        readable="ln",
        latex=_latex("log"),
    ),
    Function("sin", "the sine", parity=Parity.ODD, keeps_form=True, latex=_latex("sin")),
    Function("cos", "the cosine", parity=Parity.EVEN, keeps_form=True, latex=_latex("cos")),
    Function("tan", "the tangent", parity=Parity.ODD, domain=Domain.COSINE_NOT_ZERO, latex=_latex("tan")),
    Function(
        "asin",
        "the arcsine",
        aliases=("arcsin",),
        parity=Parity.ODD,
        non_negative=Claim.ALL,
        domain=Domain.UNIT,
        latex=_latex("arcsin"),
    ),
    Function(
        "acos",
        "the arccosine",
        aliases=("arccos",),
        non_negative=Claim.ALWAYS,
        domain=Domain.UNIT,
        latex=_latex("arccos"),
    ),
    Function(
        "atan",
        "the arctangent",
        aliases=("arctan",),
        parity=Parity.ODD,
        non_negative=Claim.ALL,
        latex=_latex("arctan"),
    ),
    Function("sinh", "the hyperbolic sine", parity=Parity.ODD, non_negative=Claim.ALL, latex=_latex("sinh")),
    Function(
        "cosh", "the hyperbolic cosine", parity=Parity.EVEN, non_negative=Claim.ALWAYS, latex=_latex("cosh")
    ),
    Function(
        "tanh", "the hyperbolic tangent", parity=Parity.ODD, non_negative=Claim.ALL, latex=_latex("tanh")
    ),
    Function("erf", "the error function", parity=Parity.ODD, non_negative=Claim.ALL),
    Function("relu", "ReLU", non_negative=Claim.ALWAYS, whole=Claim.ALL, keeps_form=True),
    Function("sigmoid", "the sigmoid", aliases=("logistic", "expit"), non_negative=Claim.ALWAYS),
    Function("softplus", "softplus", non_negative=Claim.ALWAYS),
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
