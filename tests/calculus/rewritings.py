"""Other spellings of a function, for which the verdict is the same or follows from it.

A rewriting turns (f, a) into (g, b), where the one-sided limits of the quotient of g at b are those of f
at a: the same, or times a factor, or those of the other side. So two verdicts that are both decided
must agree, and no knowledge of the truth is needed to hold them to it (metamorphic testing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mpmath import mpf

from relu_tui.calculus import Examination
from tests.calculus.trees import Draw

SMOOTH = ("sin(x)", "exp(x)", "x**2", "atan(x)", "log(x + 9)", "pi*x", "cosh(x)", "cbrt(x - 9)")
"""Functions that are differentiable, and defined, at every point that the searches use."""

EQUAL = (("sqrt(3 + 2*sqrt(2))", "(1 + sqrt(2))"), ("log(9)", "(2*log(3))"), ("sqrt(12)", "(2*sqrt(3))"))
"""Two spellings of one number that is not 0."""

CLOSE = mpf(10) ** -12
"""How far apart, relative to their size, limits that agree may be as they are printed."""

INFINITE = {"+inf": 1, "-inf": -1}

Side = tuple[str, str | None]
"""The kind of a limit, and where it is finite its value."""


@dataclass(frozen=True)
class Verdict:
    """What is compared of an examination.

    Attributes:
        continuous: `holds`, `fails` or `undecided`.
        left: The kind of the limit from the left, and where it is finite its value.
        right: The same from the right.
        differentiable: Whether f is, or None where that is undecided.
    """

    continuous: str
    left: tuple[str, str | None]
    right: tuple[str, str | None]
    differentiable: bool | None

    @classmethod
    def of(cls, examination: Examination) -> Verdict:
        """The verdict of an examination."""
        told = examination.to_dict()
        continuous, left, right, _ = told["conditions"]
        left_limit, right_limit = (
            (side["value"]["kind"], side["value"].get("decimal")) for side in (left, right)
        )
        return cls(continuous["status"], left_limit, right_limit, told["differentiable"])

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left open."""
        return self.continuous != "undecided" and "unknown" not in (self.left[0], self.right[0])


@dataclass(frozen=True)
class Rewritten:
    """A rewriting that was applied.

    Attributes:
        name: Its name.
        function: g.
        at: b.
        factor: What the limits of f's quotient are multiplied by.
        mirrored: Whether left and right change places.
    """

    name: str
    function: str
    at: str
    factor: int = 1
    mirrored: bool = False

    def disagreements(self, first: Verdict, second: Verdict) -> list[str]:
        """In what the verdict on f and that on g contradict each other."""
        sides = (first.right, first.left) if self.mirrored else (first.left, first.right)
        found = [
            f"{name}: {times(before, self.factor)} but {after}"
            for name, before, after in zip(("left", "right"), sides, (second.left, second.right), strict=True)
            if not agree(times(before, self.factor), after)
        ]
        if "undecided" not in (first.continuous, second.continuous) and first.continuous != second.continuous:
            found.append(f"continuity {first.continuous} but {second.continuous}")
        known = {first.differentiable, second.differentiable}
        if known == {True, False}:
            found.append(f"differentiable {first.differentiable} but {second.differentiable}")
        return found


def _number(text: str) -> mpf:
    return mpf(text.replace("−", "-"))


def times(limit: Side, factor: int) -> Side:
    """The limit of so many times f."""
    kind, value = limit
    if kind in INFINITE:
        return ("+inf" if INFINITE[kind] * factor > 0 else "-inf"), None
    return kind, None if value is None else str(_number(value) * factor)


def agree(one: Side, other: Side) -> bool:
    """Whether two limits may be the same; one that is unknown may be any."""
    if "unknown" in (one[0], other[0]):
        return True
    if one[0] != other[0]:
        return False
    if one[1] is None or other[1] is None:
        return True
    a, b = _number(one[1]), _number(other[1])
    return bool(abs(a - b) <= CLOSE * max(abs(a), abs(b), mpf(10) ** -300))


def substituted(function: str, inner: str) -> str:
    """F of something else than x."""
    return re.sub(r"\bx\b", f"({inner})", function)


def respelled(function: str, name: str, spelling: str) -> str:
    """F with every call of a function of one argument spelled otherwise.

    Args:
        function: F.
        name: The function's name.
        spelling: What stands for its call; `u` stands for its argument.
    """
    start = re.search(rf"\b{name}\(", function)
    if start is None:
        return function
    depth, end = 1, start.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(function[end], 0)
        end += 1
    argument = respelled(function[start.end() : end - 1], name, spelling)
    call = re.sub(r"\bu\b", lambda _: f"({argument})", spelling)
    return f"{function[: start.start()]}({call}){respelled(function[end:], name, spelling)}"


CALLS = {
    "abs by a condition": ("abs", "u if u >= 0 else -u"),
    "abs by max": ("abs", "max(u, -u)"),
    "abs by a root": ("abs", "sqrt(u**2)"),
    "abs by relu": ("abs", "relu(u) + relu(-u)"),
    "floor by ceil": ("floor", "-ceil(-u)"),
    "sign by conditions": ("sign", "1 if u > 0 else -1 if u < 0 else 0"),
    "relu by max": ("relu", "max(0, u)"),
    "relu by abs": ("relu", "(u + abs(u))/2"),
    "sqrt by a power": ("sqrt", "u**(1/2)"),
    "tan by sin and cos": ("tan", "sin(u)/cos(u)"),
    "cos by sin": ("cos", "sin(u + pi/2)"),
    "tanh by sigmoid": ("tanh", "2*sigmoid(2*u) - 1"),
    "sigmoid by exp": ("sigmoid", "1/(1 + exp(-u))"),
    "cosh by exp": ("cosh", "(exp(u) + exp(-u))/2"),
    "sinh by exp": ("sinh", "(exp(u) - exp(-u))/2"),
    "acos by asin": ("acos", "pi/2 - asin(u)"),
    "cbrt by a condition": ("cbrt", "abs(u)**(1/3) if u >= 0 else -abs(u)**(1/3)"),
    "exp by a power": ("exp", "e**u"),
}
"""Calls spelled otherwise: (function, spelling)."""

WHOLES = {
    "twice": ("2*({f})", 2),
    "negative": ("-({f})", -1),
    "largest of copies": ("max({f}, {f}, ({f}) - 1)", 1),
    "smallest of copies": ("min({f}, ({f}) + abs(x), {f})", 1),
    "mean of copies": ("(({f}) + ({f}))/2", 1),
    "copies by a condition": ("({f}) if x >= {a} else ({f})*1", 1),
    "copies by a condition on a wave": (
        "({f}) if x == {a} else ({f}) if sin(1/(x - ({a}))) > 1/2 else ({f})",
        1,
    ),
    "least and greatest": ("min({f}, 1) + max({f}, 1) - 1", 1),
    "two halves": ("relu({f}) - relu(-({f}))", 1),
    "cube root of the cube": ("cbrt(({f})**3)", 1),
    "a third and two": ("({f})/3 + ({f})*2/3", 1),
    "whole and fractional part": ("floor({f}) + (({f}) - floor({f}))", 1),
    "sign times size": ("sign({f})*abs({f})", 1),
    "clipped from both sides": ("max(min({f}, ({f}) + 1), ({f}) - 1)", 1),
}
"""The whole function spelled otherwise: (spelling, factor)."""


def rewritings(function: str, at: str, draw: Draw[str]) -> Iterator[Rewritten]:
    """All rewritings that change the text of f."""
    other = draw(SMOOTH)
    yield Rewritten("there and back", f"({function}) + {other} - {other}", at)
    yield Rewritten("mirrored", substituted(function, f"2*({at}) - x"), at, -1, mirrored=True)
    far = draw(("1", "pi", "1/7", "sqrt(3)", "1e-9"))
    yield Rewritten("shifted", substituted(function, f"x - {far}"), f"{at} + {far}")
    yield Rewritten("stretched", substituted(function, "2*x"), f"({at})/2", 2)
    yield Rewritten("bent", substituted(function, f"x + (x - ({at}))**{draw('23')}"), at)
    first, second = EQUAL[int(draw("012"))]
    yield Rewritten("times one", f"({function})*{first}/{second}", at)
    for name, (spelling, factor) in WHOLES.items():
        yield Rewritten(name, spelling.replace("{f}", f"{function}").replace("{a}", at), at, factor)
    for name, (called, spelling) in CALLS.items():
        text = respelled(function, called, spelling)
        if text != function:
            yield Rewritten(name, text, at)
