"""Random expressions of the whole grammar, leaning towards what is hard near the point.

Text is made, not trees: so the parser is on the way too. Every choice is drawn through one function,
which hypothesis or a seeded generator supplies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Draw = Callable[[Sequence[T]], T]

RATIONAL_POINTS = ("0", "0", "0", "1", "-1", "2", "1/2", "-1/3", "0.1", "3/4", "-2.5", "7")
IRRATIONAL_POINTS = (
    "pi",
    "pi/2",
    "pi/4",
    "-pi/3",
    "sqrt(2)",
    "e",
    "log(2)",
    "cbrt(3)",
    "1 + sqrt(2)",
    "exp(-1)",
)

SMALL = ("0", "1", "2", "3", "-1", "1/2", "0.3", "-2", "1/3", "5", "0.01", "pi", "e", "sqrt(2)")
EXPONENTS = ("2", "3", "4", "-1", "-2", "1/2", "1/3", "1.5", "0.2", "-1/2", "2/3", "0", "5", "sqrt(2)")
SMOOTH = ("sin", "cos", "exp", "atan", "tanh", "sinh", "cosh", "erf", "sigmoid", "softplus")
PARTIAL = ("sqrt", "cbrt", "log", "tan", "asin", "acos")
SPECIAL = (
    "gamma",
    "digamma",
    "trigamma",
    "lambertw",
    "ei",
    "erfi",
    "besselj0",
    "besselj1",
    "besseli0",
    "besseli1",
)
STEPS = ("abs", "sign", "floor", "ceil", "relu", "abs", "relu")
PARTS = (
    *("sum", "sum", "product", "product", "smooth", "smooth"),
    *("partial", "step", "power", "extreme", "quotient", "condition", "kink"),
)
FORMS = (*("plain",) * 5, "hole", "filled", "wrong value", "two sides", "singular", "singular")


class Writer:
    """Writes one random expression.

    Attributes:
        draw: Chooses one of a sequence.
        point: The point near which it should be interesting.
        wild: Whether singular parts may stand anywhere, within anything.
        special: Whether half of the smooth functions are of those that no formula is equal to.
    """

    def __init__(self, draw: Draw[str], point: str, *, wild: bool = False, special: bool = False) -> None:
        self.draw = draw
        self.smooth = (*SMOOTH, *SPECIAL) if special else SMOOTH
        self.point = point
        self.wild = wild
        self.near = "x" if point == "0" else f"(x - ({point}))"

    def function(self, depth: int) -> str:
        """The whole expression: a part of it, or something built to be singular at the point."""
        form = self.draw(FORMS)
        if form == "plain":
            return self.part(depth)
        if form == "hole":
            return f"{self.grouped(depth - 1)}/{self.near}"
        if form == "filled":
            return f"({self.part(depth - 1)})/{self.near} if x != {self.point} else {self.draw(SMALL)}"
        if form == "wrong value":
            return f"({self.part(depth - 1)}) if x != {self.point} else {self.draw(SMALL)}"
        if form == "two sides":
            op = self.draw(("<", "<=", ">", ">="))
            return f"({self.part(depth - 1)}) if x {op} {self.point} else ({self.part(depth - 1)})"
        return f"({self.singular(depth)}) if x != {self.point} else {self.draw(('0', '0', '0', '1', '2'))}"

    def part(self, depth: int) -> str:
        """Any expression."""
        if depth <= 0:
            return self.leaf()
        form = self.draw(PARTS)
        if form == "sum":
            return f"{self.grouped(depth - 1)} {self.draw('+-')} {self.grouped(depth - 1)}"
        if form == "product":
            return f"{self.grouped(depth - 1)}*{self.grouped(depth - 2)}"
        if form == "quotient":
            return f"{self.grouped(depth - 1)}/{self.grouped(depth - 2)}"
        if form == "smooth":
            return f"{self.draw(self.smooth)}({self.part(depth - 1)})"
        if form == "partial":
            return f"{self.draw(PARTIAL)}({self.part(depth - 1)})"
        if form == "step":
            return f"{self.draw(STEPS)}({self.part(depth - 1)})"
        if form == "power":
            return f"{self.grouped(depth - 1)}**({self.draw((*EXPONENTS, self.near))})"
        if form == "extreme":
            return f"{self.draw(('max', 'min'))}({self.part(depth - 1)}, {self.part(depth - 2)})"
        if form == "condition":
            return f"({self.part(depth - 1)} if {self.condition(depth - 2)} else {self.part(depth - 2)})"
        return f"abs({self.near})**({self.draw(('1', '1', '1/2', '3', '1.5', '1/3'))})"

    def leaf(self) -> str:
        """x, a number, or, in a wild expression, something singular."""
        form = self.draw(
            ("x", "x", "near", "near", "number", "core") if self.wild else ("x", "near", "number")
        )
        return {"x": "x", "near": self.near}.get(form) or (
            self.draw(SMALL) if form == "number" else self.core()
        )

    def grouped(self, depth: int) -> str:
        """An expression that anything may be put beside."""
        text = self.part(depth)
        return text if text.isalnum() else f"({text})"

    def condition(self, depth: int) -> str:
        """A comparison, or two joined."""
        form = self.draw(("order", "order", "order", "equal", "both", "either", "not"))
        if form == "order":
            return f"{self.grouped(depth)} {self.draw(('<', '<=', '>', '>='))} {self.draw(SMALL)}"
        if form == "equal":
            return f"{self.grouped(depth)} {self.draw(('==', '!='))} {self.draw((self.point, '0', '1'))}"
        if form == "not":
            return f"not {self.grouped(depth)} > {self.draw(SMALL)}"
        join = "and" if form == "both" else "or"
        return f"({self.condition(depth - 1)} {join} {self.condition(depth - 1)})"

    def singular(self, depth: int) -> str:
        """Something with a pole, a logarithm or an endless oscillation at the point."""
        near, size = self.near, f"abs({self.near})"
        core = self.core()
        factor = self.draw(("1", near, near, f"{near}**2", size, f"sqrt({size})", self.grouped(depth - 2)))
        tail = self.draw(("", "", "", f" + {self.grouped(depth - 2)}", f" - {self.grouped(depth - 2)}"))
        return f"{factor}*{core}{tail}"

    def core(self) -> str:
        """One function with its singularity at the point."""
        near, size = self.near, f"abs({self.near})"
        pole = self.draw(
            (
                f"1/{near}",
                f"1/{near}**2",
                f"pi/{near}",
                f"-2/{near}**3",
                f"1/{size}",
                f"1/sqrt({size})",
                f"sqrt(2)/{near}",
            )
        )
        return self.draw(
            (
                *(f"sin({pole})", f"cos({pole})", f"exp({pole})", f"exp(-1/{near}**2)", f"atan({pole})"),
                *(f"tanh({pole})", f"log({size})", f"log({size})", f"floor({pole})", f"erf({pole})"),
                *(f"sin(log({size}))", f"{size}**{near}", f"sigmoid({pole})", f"exp(-{pole}*log({size}))"),
                *(f"sin({pole} + {near})", f"abs(sin({pole}))", f"exp(sin({pole}))", f"log({size})**2"),
                *(f"1/log({size})", f"log(2 + cos({pole}))", f"softplus({pole})", f"sign(sin({pole}))"),
            )
        )


def expression(draw: Draw[str], *, special: bool = False) -> tuple[str, str]:
    """A random (expression, point); a third of the expressions are wild.

    Args:
        draw: Chooses one of a sequence.
        special: As of `Writer`.
    """
    rational = draw(("rational",) * 6 + ("irrational",)) == "rational"
    point = draw(RATIONAL_POINTS if rational else IRRATIONAL_POINTS)
    depth = int(draw(("2", "2", "3", "3", "4")))
    if draw(("tame", "tame", "wild")) == "tame":
        return Writer(draw, point, special=special).function(depth), point
    writer = Writer(draw, point, wild=True, special=special)
    return f"({writer.part(depth)}) if x != {point} else {draw(SMALL)}", point
