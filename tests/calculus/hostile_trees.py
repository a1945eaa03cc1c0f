"""Random expressions of another kind than those of `trees`: written to deceive.

Where `trees` walks the whole grammar, this leans on a few weak places: numbers that are 0 or equal in
value and not in form, numbers that are nearly so, margins of a thousandth, waves within powers and
steps, conditions within conditions, terms that cancel, and what is flatter or larger than any power.

An expression is filled in from templates. In a template `{z}` stands for something that is 0 at the
point, `{k}` for a plain number, `{c}` for a number that may be 0 or nearly so, `{p}` for an exponent,
`{m}` for a margin, `{a}` for an angle that grows endlessly, `{s}` for a sine or cosine of one, `{w}` for
something made of waves, `{b}` for a condition and `{e}` for any expression. With a digit behind it
(`{z1}`), what stands there stands in each place with the same digit.
"""

from __future__ import annotations

import re

from tests.calculus.trees import Draw

ZEROS = {
    "0": ("x", "2*x", "sin(x)", "x**3", "exp(x) - 1", "x*abs(x)", "tan(x)", "log(1 + x)", "cbrt(x)", "-x"),
    "1/3": ("x - 1/3", "3*x - 1", "x**2 - 1/9", "1/x - 3", "log(3*x)", "0.3*x - 0.1"),
    "sqrt(2)": ("x - sqrt(2)", "x**2 - 2", "x*sqrt(2) - 2", "2/x - x", "x**4 - 4", "x - 2**0.5"),
    "pi/6": ("x - pi/6", "6*x - pi", "sin(x) - 1/2", "cos(x) - sqrt(3)/2", "tan(x) - 1/sqrt(3)", "sin(6*x)"),
    "log(2)": ("x - log(2)", "exp(x) - 2", "exp(-x) - 1/2", "2*x - log(4)", "sinh(x) - 3/4"),
    "-1": ("x + 1", "x**2 - 1", "x**3 + 1", "log(-x)", "1/x + 1", "cbrt(x) + 1"),
    "sqrt(2) + sqrt(3)": ("x - sqrt(5 + 2*sqrt(6))", "x**2 - 5 - 2*sqrt(6)", "x**4 - 10*x**2 + 1"),
    "2": ("x - 2", "x**2 - 4", "sqrt(x + 2) - 2", "log(x/2)", "x**x - 4"),
}
"""Spellings of something that is 0 at a point, by the point; the first is the plainest."""

HIDDEN_ZEROS = (
    "sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))",
    "exp(log(2)) - 2",
    "cbrt(2 + sqrt(5)) - cbrt(sqrt(5) - 2) - 1",
    "4*sin(pi/5) - sqrt(10 - 2*sqrt(5))",
    "4*atan(1/5) - atan(1/239) - pi/4",
    "sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)",
    "cos(pi/7) - cos(2*pi/7) + cos(3*pi/7) - 1/2",
    "tan(pi/8) - sqrt(2) + 1",
    "asin(1/3) + acos(1/3) - pi/2",
    "log(2 + sqrt(3)) + log(2 - sqrt(3))",
    "log(6) - log(2) - log(3)",
    "sin(1)**2 + cos(1)**2 - 1",
    "2*sin(1)*cos(1) - sin(2)",
    "sqrt(0)",
    "max(0, -1)**0.5",
    "cosh(1) + sinh(1) - e",
)

NEARLY_ZERO = (
    "pi - 355/113",
    "exp(pi*sqrt(163)) - 262537412640768744",
    "sqrt(2) - 1.41421356237309504880168872420969807857",
    "log(2) - 0.693147180559945309417232121458176568",
    "1e-40",
    "-1e-30",
    "exp(-100)",
    "exp(pi) - pi - 20",
    "erf(6) - 1",
)

EQUALS = (
    ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(2)"),
    ("sqrt(cbrt(5) - cbrt(4))", "(cbrt(2) + cbrt(20) - cbrt(25))/3"),
    ("sqrt(8)", "2*sqrt(2)"),
    ("log(8)", "3*log(2)"),
    ("4*atan(1)", "pi"),
    ("sqrt(2)*sqrt(3)", "sqrt(6)"),
    ("355/113", "pi"),
    ("exp(1/2)", "sqrt(e)"),
    ("1.4142135623730950488", "sqrt(2)"),
    ("2*cos(pi/5)", "(1 + sqrt(5))/2"),
)
"""Two spellings of one number, or of two that lie near each other."""

NUMBERS = ("1", "2", "1/2", "-1", "3", "1/3", "pi", "e", "sqrt(2)", "0.1", "-2", "5", "10", "3/2", "-1/2")
MARGINS = ("1.0005", "1.001", "1.002", "1.0001", "0.9995", "1", "2", "3/2", "1.5", "0.5", "-1.0005", "-1")
EXPONENTS = ("2", "3", "4", "1/2", "1/3", "3/2", "2/3", "-1", "-2", "-1/2", "-3/2", "0", "sqrt(2)", "pi")

ANGLES = (
    *("1/{z}", "1/{z}", "1/{z}", "1/{z}**2", "2/{z}", "pi/{z}", "1/abs({z})", "1/sqrt(abs({z}))"),
    *("log(abs({z}))", "1/{z} + {z}", "1/{z} + 1", "sqrt(2)/{z}", "abs({z})**(-{q})", "{q}/{z}"),
    *("1/{z} + log(abs({z}))", "exp(1/abs({z}))", "1/{z1} + 1/{z1}**2", "log(abs(log(abs({z}))))"),
)

WAVES = (
    *("{s}", "{s}", "{s}", "abs({s})", "sign({s})", "max({s}, {c})", "min({s}, {s})", "{s}**2", "{s}**3"),
    *("{s}*{s}", "{s} + {s}", "{s} - {s}", "exp({s})", "atan({a})", "floor({a})", "ceil({s})"),
    *("({a1} - floor({a1}))", "(ceil({a1}) - {a1})", "sin(pi*floor({a}))", "cos(pi*floor({a}))"),
    *("1/({m} + {s})", "1/({m} + {s} + {z})", "1/({m} + {s} - {z})", "1/({m} - {s} + abs({z}))"),
    *("({m} + {s} - {z})**({p})", "({m} + {s} + {z}**2)**({p})", "({m} + {s} - abs({z}))**({p})"),
    *("log({m} + {s} + {z}**2)", "sqrt({m} + {s})", "sqrt(1 - {s}**2)", "asin({s})", "acos({s}**2)"),
    *("floor({m} + {s}/2)", "floor({m}*{s})", "sign({s} - {m})", "sign({m} + {s} + {z})"),
    *("tanh({a}*{s})", "({s} if {b} else {c})", "(2 + {s})**{z}", "sin({s})", "cos({a} + {s})"),
    *("sin({a} + {z})", "cos({a})*sin({a})", "relu({s})", "(sin({a1})**2 + cos({a1})**2)"),
    *("(sin({a1}) + cos({a1}))", "(sin({a1})*cos({a1}) - sin(2*({a1}))/2)", "{s}/({m} + {s})"),
    *("abs({s})**({p})", "(({m} + {s})/2)**(1/{z})", "cbrt({s})", "floor(abs({s}))"),
    # a wave that tends to infinity, within what has a limit there
    *("atan(({m} + {s})/{z})", "tanh(({m} + {s} + {z}**2)/{z}**3)", "sigmoid(({m} + {s})/{z})"),
    *("erf(({m} + {s})*log(abs({z})))", "atan(({m} - {s} + abs({z}))/{z}**2)", "softplus(({m} + {s})/{z})"),
    # one function of one argument in two places
    *("(asin({s1}) + acos({s1}))", "(atan({s1}) + atan(-{s1}))", "(floor({a1} + {k}) - floor({a1}))"),
    *("(floor(-({a1})) + ceil({a1}))", "(1/({m1} + {s1}) - 1/({s1} + {m1}))", "(erf({s1}) - erf({s1}))"),
    *("sin(2*pi*floor({a}) + {z})", "cos({a1} + 2*pi*ceil({a1})) - cos({a1})", "asin(sin({a}))"),
)

CANCELLATIONS = (
    *("(sin({z1}) - {z1})", "(exp({z1}) - 1 - {z1})", "(tan({z1}) - {z1} - {z1}**3/3)"),
    *("(sqrt(1 + {z1}) - 1 - {z1}/2)", "(log(1 + {z1}) - {z1})", "(cos({z1}) - 1 + {z1}**2/2)"),
    *("(atan({z1}) - sin({z1}))", "(cosh({z1}) - 1 - {z1}**2/2)", "(tanh({z1}) - atan({z1}))"),
    *("(sinh({z1}) - asin({z1}))", "(exp(-{z1}) - 1/(1 + {z1}))", "(erf({z1})*sqrt(pi)/2 - sin({z1}))"),
    *(
        "(sin({z1})**2 + cos({z1})**2 - 1)",
        "(sigmoid({z1}) - 1/2 - {z1}/4)",
        "(sin(tan({z1})) - tan(sin({z1})))",
    ),
    *("(softplus({z1}) - softplus(-{z1}) - {z1})", "((1 + {z1})**(1/{z1}) - e)", "(exp({e}) - exp({e}))"),
    *("(abs({z1})**({q1}) - abs({z1})**({q1}))", "(sqrt(max(0, {z1})) + sin({z1})**2 + cos({z1})**2 - 1)"),
    *(
        "asin(sin({z} + {c}))",
        "acos(cos({z} + {c}))",
        "atan(tan({z} + {c}))",
        "(acos(cos({z1})) - abs({z1}))",
    ),
    *("(max({z1}, -{z1}) - abs({z1}))", "({z1} - floor({z1}) - 1/2)", "(1/{z1} - 1/sin({z1}))"),
)

FLAT = (
    *("exp(-1/{z}**2)", "exp(-1/abs({z}))", "exp(1/{z})", "sigmoid(1/{z})", "erf(1/{z})", "tanh(1/{z})"),
    *(
        "abs({z})**(1/abs({z}))",
        "softplus(1/{z})",
        "exp(-exp(1/abs({z})))",
        "abs({z1})**{z1}",
        "exp({c}/{z})",
    ),
    *("exp({q}/{z1})*exp(-({q})/{z1})", "(1 + {z1})**({c}/{z1})", "cosh(1/{z1})*exp(-1/abs({z1}))"),
)

POWERS = (
    *("abs({z})**({p})", "cbrt({z})", "sqrt(abs({z}))", "{z}**2", "{z}**3", "{z}**(-1)", "sqrt({z}**2)"),
    *("abs({z1})**{z1}", "(1 + {z})**({p})", "{z}**({p})", "abs({z1})*log(abs({z1}))", "(-8 + {z})**(1/3)"),
    *("({c} + {z})**({c} + {z})", "(-1/2)**floor({a})", "(-2)**ceil({z})", "{z}**{c}", "log(abs({z}))**2"),
    *("abs({z1})**({q1})/abs({z1})**({q1})", "(-{k} + {z})**({c} + 2)"),
)

STEPS = (
    *(
        "floor({e})",
        "ceil({e})",
        "sign({e})",
        "abs({e})",
        "relu({e})",
        "floor({c} + {e})",
        "ceil({z}**2*{w})",
    ),
    *("floor({k} - abs({e}))", "sign({c} + {z})", "floor({c}*{k} + {k})", "floor(1 - {z}**2)", "sign({g})"),
)

CONDITIONS = (
    *("{z} < 0", "{z} <= 0", "{z} > 0", "{z} >= {c}", "{z} == {c}", "{z} != 0", "{e} < {e}", "{e} >= {e}"),
    *("0 < {z} < {k}", "0 <= {z} != {c}", "x == {o}", "x < {o}", "x != {o}", "not {b}", "{w} > {c}"),
    *("{s} >= {m}", "({b} and {b})", "({b} or {b})", "({b1} and not {b1})", "({b1} or not {b1})"),
    *("{c} < {w} <= {k}", "({c}) == ({c})", "{q1} < {q1}", "floor({a})/2 == floor(floor({a})/2)"),
)

ANY = (
    *("({e} + {e})", "({e} - {e})", "({e}*{e})", "({e}*{e})", "({e}/{e})", "({e1} - {e1})", "({e1}/{e1})"),
    *("max({e}, {e})", "min({e}, {e})", "max({e}, {e}, {e})", "abs({e})", "{d}", "{d}", "{g}", "{h}", "{f}"),
    *("({e} if {b} else {e})", "({e} if {b} else {e} if {b} else {e})", "({z}*{w})", "({z}**2*{w})"),
    *("(abs({z})*{w})", "(sqrt(abs({z}))*{w})", "({w})", "(({z} + {g})/{z})", "({z}*max({k}, {w}))"),
    *("sin({e})", "cos({e})", "exp({e})", "atan({e})", "tanh({e})", "sqrt({e})", "cbrt({e})", "log({e})"),
    *("asin({e})", "acos({e})", "erf({e})", "tan({e})", "({z}*({w})*({w}))", "({e}*({q1} - ({q1})))"),
)

LEAVES = ("{z}", "{z}", "{c}", "{h}", "{g}", "{f}")

WHOLES = (
    *(
        "{e}",
        "{e}",
        "{e}",
        "({e}) if {z0} != 0 else 0",
        "({e}) if {z0} != 0 else {c}",
        "({w}) if x != {o} else {k}",
    ),
    *("{z0}*({e}) if {z0} != 0 else 0", "{z0}*({w}) if {z0} != 0 else 0", "{z0}*({w}) if {z0} > 0 else 0"),
    *("({e}) if x > {o} else ({e})", "{z0}**2*({e})/({e}) if x != {o} else 0"),
)

TEMPLATES = {
    "a": ANGLES,
    "b": CONDITIONS,
    "d": STEPS,
    "e": ANY,
    "f": FLAT,
    "g": CANCELLATIONS,
    "h": POWERS,
    "k": NUMBERS,
    "m": MARGINS,
    "p": (*EXPONENTS, "{q}"),
    "s": ("sin({a})", "cos({a})"),
    "w": WAVES,
}

SHALLOW = {"a": ANGLES[:3], "b": CONDITIONS[:6], "e": LEAVES, "w": ("{s}",)}
"""What stands where nothing deep may."""

DEEPEST = 12
"""Templates within templates; below that stand leaves."""

LONGEST = 400
"""Characters of a whole expression."""

_PLACE = re.compile(r"\{([a-z])(\d?)\}")


class Deceiver:
    """Writes one expression.

    Attributes:
        draw: Chooses one of a sequence.
        point: The point near which it should be interesting.
    """

    def __init__(self, draw: Draw[str], point: str) -> None:
        self.draw = draw
        self.point = point

    def filled(self, template: str, depth: int, level: int = 0) -> str:
        """A template with all its places filled.

        Args:
            template: The text.
            depth: How many expressions may still stand within one another in it.
            level: In how many templates it stands itself.
        """
        kept: dict[str, str] = {}

        def fill(place: re.Match[str]) -> str:
            kind, number = place.groups()
            if number and place[0] in kept:
                return kept.pop(place[0]) if kind == "q" else kept[place[0]]
            if kind == "q":
                text, kept[place[0]] = self._two_spellings()
                return text
            kept[place[0]] = self._part(place[0], depth, level)
            return kept[place[0]]

        return _PLACE.sub(fill, template)

    def _two_spellings(self) -> tuple[str, str]:
        """One number, spelled in two ways, in either order."""
        first, second = EQUALS[int(self.draw([str(index) for index in range(len(EQUALS))]))]
        return (first, second) if self.draw("<>") == "<" else (second, first)

    def _part(self, place: str, depth: int, level: int) -> str:
        """What stands in a place."""
        kind = place[1]
        zeros = ZEROS[self.point]
        if place == "{z0}":
            return f"({zeros[0]})"
        if kind == "z":
            return f"({self.draw((*zeros, *zeros[:1] * 3))})"
        if kind == "o":
            return f"({self.point})"
        if kind == "c":
            return f"({self.draw((*NUMBERS, *NUMBERS, *HIDDEN_ZEROS, *NEARLY_ZERO))})"
        depth -= kind == "e"
        options = TEMPLATES[kind]
        if depth <= 0 or level > DEEPEST:
            options = SHALLOW.get(kind, options)
        return self.filled(self.draw(options), depth, level + 1)


def hostile_expression(draw: Draw[str]) -> tuple[str, str]:
    """A random (expression, point); more than a third of the points are 0."""
    point = draw(("0",) * 5 + tuple(ZEROS))
    depth = int(draw("12233"))
    for _ in range(20):
        text = Deceiver(draw, point).filled(draw(WHOLES), depth)
        if len(text) <= LONGEST:
            break
        depth = 1
    return text, point
