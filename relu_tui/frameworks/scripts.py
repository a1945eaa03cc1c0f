"""The few lines of torch or jax that do what a tape predicts: for whoever wants to see it for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import isfinite

from relu_tui.calculus.exact.constant_printing import write
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Condition,
    Conditional,
    Junction,
    Literal,
    Named,
    Negation,
    Negative,
    Numeric,
    Variable,
)
from relu_tui.calculus.numerics.evaluation import nearest
from relu_tui.frameworks.backward import Backward
from relu_tui.frameworks.float32_parts import Singles, is_whole_number
from relu_tui.frameworks.operations import OPERATIONS, formula
from relu_tui.frameworks.tape import Operand, Row

LANGUAGES = ("torch", "jax")
"""What a script can be written for."""

_TORCH_OWN = {
    "clamp": "torch.clamp({}, {}, {})",
    "clamp_min": "torch.clamp({}, min={})",
    "clamp_max": "torch.clamp({}, max={})",
    "clamp_between": "torch.clamp({}, {}, {})",
    "clamp_above": "torch.clamp({}, min={})",
    "clamp_below": "torch.clamp({}, max={})",
    **{
        name: f"torch.nn.functional.{name}"
        for name in ("relu6", "leaky_relu", "elu", "celu", "selu", "gelu", "silu", "mish", "softsign")
    },
    **{
        name: f"torch.nn.functional.{name}"
        for name in ("hardtanh", "hardsigmoid", "hardswish", "hardshrink", "softshrink")
    },
    "log_sigmoid": "torch.nn.functional.logsigmoid",
    "lgamma": "torch.lgamma",
    "softplus_beta": "torch.nn.functional.softplus",
    "softplus_from": "torch.nn.functional.softplus",
    "threshold": "torch.nn.functional.threshold({}, {}, {})",
    "huber_loss": "torch.nn.functional.huber_loss({}, {}, delta={})",
    "huber": "torch.nn.functional.huber_loss({}, torch.tensor(0.0))",
    "smooth_l1_loss": "torch.nn.functional.smooth_l1_loss({}, {}, beta={})",
    **{name: f"torch.{name}" for name in ("round", "trunc", "sinc", "fmax", "fmin", "hypot", "atan2")},
    "logaddexp": "torch.logaddexp",
    "xlogy": "torch.special.xlogy",
    "detach": "{}.detach()",
    "glu": "torch.nn.functional.glu(torch.stack([{}, {}]), 0).reshape(())",
    "amax": "torch.amax(torch.stack([*]))",
    "amin": "torch.amin(torch.stack([*]))",
    "logsumexp": "torch.logsumexp(torch.stack([*]), 0)",
    "norm": "torch.linalg.vector_norm(torch.stack([*]))",
    "lower_median": "torch.median(torch.stack([*]))",
    "quantile": "torch.quantile(torch.stack([*]), {})",
}
"""Own operations as PyTorch is asked for them: a name, or a call with places for operands, `*` for all."""

_HALF = Literal(Fraction(1, 2), "0.5")

_USUAL = {"threshold": ("1.0", "0.0")}
"""What has to be set, where it is left out."""

_JAX_OWN = {
    "clamp": "jnp.clip({}, {}, {})",
    "clamp_min": "jnp.clip({}, {})",
    "clamp_max": "jnp.clip({}, None, {})",
    "clamp_between": "jnp.clip({}, {}, {})",
    "clamp_above": "jnp.clip({}, {})",
    "clamp_below": "jnp.clip({}, None, {})",
    **{
        name: f"jax.nn.{name}"
        for name in ("relu6", "leaky_relu", "elu", "celu", "selu", "silu", "mish", "log_sigmoid")
    },
    "gelu": "jax.nn.gelu({}, approximate=False)",
    "softsign": "jax.nn.soft_sign",
    "lgamma": "jax.scipy.special.gammaln",
    "softplus_beta": "jax.nn.softplus({1} * {0}) / {1}",
    "softplus_from": "jnp.where({1} * {0} > {2}, {0}, jax.nn.softplus({1} * {0}) / {1})",
    "hardtanh": "jax.nn.hard_tanh",
    "hardsigmoid": "jax.nn.hard_sigmoid",
    "hardswish": "jax.nn.hard_swish",
    **{name: f"jnp.{name}" for name in ("round", "trunc", "sinc", "fmax", "fmin", "hypot", "logaddexp")},
    "atan2": "jnp.arctan2",
    "xlogy": "jax.scipy.special.xlogy",
    "detach": "jax.lax.stop_gradient",
    "glu": "jax.nn.glu(jnp.stack([{}, {}])).reshape(())",
    "amax": "jnp.max(jnp.stack([*]))",
    "amin": "jnp.min(jnp.stack([*]))",
    "logsumexp": "jax.nn.logsumexp(jnp.stack([*]))",
    "norm": "jnp.linalg.norm(jnp.stack([*]))",
    "median": "jnp.median(jnp.stack([*]))",
    "lower_median": "jnp.quantile(jnp.stack([*]), 0.5, method='lower')",
    "quantile": "jnp.quantile(jnp.stack([*]), {})",
}

_ALIKE = ("abs", "sign", "floor", "ceil", "sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh")
_TORCH = {
    **{name: f"torch.{name}" for name in (*_ALIKE, "where", "asin", "acos", "atan", "erf", "relu")},
    "sigmoid": "torch.sigmoid",
    "softplus": "torch.nn.functional.softplus",
    "digamma": "torch.digamma",
    "besseli0": "torch.special.i0",
    "besseli1": "torch.special.i1",
    "besselj0": "torch.special.bessel_j0",
    "besselj1": "torch.special.bessel_j1",
    "max": "torch.maximum",
    "min": "torch.minimum",
    "power": "torch.pow",
    "and": "torch.logical_and",
    "or": "torch.logical_or",
    "not": "torch.logical_not",
}
_JAX = {
    **{name: f"jnp.{name}" for name in (*_ALIKE, "where", "cbrt")},
    **{name: f"jnp.arc{name[1:]}" for name in ("asin", "acos", "atan")},
    "erf": "jax.scipy.special.erf",
    "gamma": "jax.scipy.special.gamma",
    "digamma": "jax.scipy.special.digamma",
    "ei": "jax.scipy.special.expi",
    "besseli0": "jax.scipy.special.i0",
    "besseli1": "jax.scipy.special.i1",
    "relu": "jax.nn.relu",
    "sigmoid": "jax.nn.sigmoid",
    "softplus": "jax.nn.softplus",
    "max": "jnp.maximum",
    "min": "jnp.minimum",
    "power": "jnp.power",
    "and": "jnp.logical_and",
    "or": "jnp.logical_or",
    "not": "jnp.logical_not",
}


def script(found: Backward) -> str:
    """A program that prints what the framework returns, one line for each operation of the tape.

    Args:
        found: What is predicted, for torch or jax.
    """
    return _Torch(found).text() if found.rules.framework == "torch" else _Jax(found).text()


class _Writer:
    """A script on its way to text."""

    names: dict[str, str]
    own: dict[str, str]
    tensor: str
    special: str

    def __init__(self, found: Backward) -> None:
        self.found = found
        self.rows = found.tape.rows
        self.singles = Singles({})

    @property
    def at(self) -> str:
        """The point, as a float32 is read."""
        return f"{self.rows[0].single!s}"

    def ends(self) -> str:
        """What is expected, as a comment."""
        derivative = self.found.tape.examination.derivative
        if self.found.refusal is not None:
            return f"# predicted: an error, {self.found.refusal.why}"
        if self.found.returned is None:
            return "# predicted: an error, for f does not depend on x here"
        proved = "" if derivative is None else f"; the derivative is {write(derivative)}"
        return f"# predicted: {self.found.returned}{proved}"

    def result(self) -> str:
        """The name of f."""
        root = self.found.tape.root
        return self.constant(0.0) if root is None else self.rows[root].name

    def lines(self) -> list[str]:
        """One assignment for each operation."""
        return [f"{row.name} = {self.operation(row)}" for row in self.found.tape.operations]

    # --- operations ---

    def operation(self, row: Row) -> str:
        """An operation on named operands."""
        node = row.node
        if isinstance(node, Conditional):
            chosen = ", ".join(map(self.held, row.operands[1:]))
            return f"{self.names['where']}({self.truth(node.condition)}, {chosen})"
        if row.operation in OPERATIONS:
            return self.own_operation(row.operation, [self.operand(row, i) for i in range(len(row.operands))])
        parts = list(map(self.held, row.operands))
        if row.operation == "whole power" and isinstance(node, Binary):
            return f"{parts[0]} ** {_whole(node.right)}"
        return self.applied(row.operation, parts)

    def operand(self, row: Row, place: int) -> Numeric:
        """An operand of an own operation, as a part of an expression."""
        operand = row.operands[place]
        if operand.source is not None:
            return Named(operand.text)
        value = float(operand.single)
        return Literal(Fraction(value), "") if isfinite(value) else Named(self.constant(value))

    def own_operation(self, name: str, arguments: Sequence[Numeric]) -> str:
        """An operation of the framework's own; where it lacks it, its formula."""
        if name == "hardtanh" and len(arguments) > 1 and self.own is _JAX_OWN:
            name = "clamp"  # jax.nn.hard_tanh has no bounds to set
        if name == "median" and self.own is _TORCH_OWN:  # torch.median is the lesser of two in the middle
            even = len(arguments) % 2 == 0
            name, arguments = ("quantile", [*arguments, _HALF]) if even else ("lower_median", arguments)
        asked = self.own.get(name)
        if asked is None:
            return self.number(formula(name, tuple(arguments)))
        count = OPERATIONS[name].count(len(arguments))
        parts = list(map(self.number, arguments[:count]))
        parts += [
            self.number(part) if isinstance(part, Named) else repr(float(self.singles.number(part)))
            for part in arguments[count:]
        ]
        parts += _USUAL.get(name, ())[len(parts) - count :]
        if "[*]" in asked:
            return asked.replace("[*]", f"[{', '.join(parts[:count])}]").format(*parts[count:])
        return asked.format(*parts) if "{" in asked else f"{asked}({', '.join(parts)})"

    def applied(self, operation: str, parts: list[str]) -> str:
        """An operation on operands that are written already."""
        if operation == "negative":
            return f"-{parts[0]}"
        if operation in ("+", "-", "*", "/"):
            return f" {operation} ".join(parts)
        if operation == "cbrt" and "cbrt" not in self.names:
            return f"{self.names['sign']}({parts[0]}) * {self.names['abs']}({parts[0]}) ** (1 / 3)"
        if operation == "trigamma":
            return f"{self.special}.polygamma(1, {parts[0]})"
        if operation == "gamma" and "gamma" not in self.names:
            odd = f"({parts[0]} < 0) & (torch.floor({parts[0]}) % 2 == 1)"
            return f"torch.exp(torch.lgamma({parts[0]})) * torch.where({odd}, -1.0, 1.0)"
        name = self.names.get(operation, f"{self.special}.{operation}")  # there is none, which is predicted
        return f"{name}({', '.join(parts)})"

    def held(self, operand: Operand) -> str:
        """An operand: a name, or a constant."""
        return self.constant(float(str(operand.single))) if operand.source is None else operand.text

    def constant(self, value: float) -> str:
        """A number of the framework."""
        text = repr(value) if abs(value) < float("inf") and value == value else f"float('{value}')"
        return f"{self.tensor}({text})"

    # --- conditions ---

    def truth(self, condition: Condition) -> str:
        """A condition on tensors."""
        match condition:
            case Negation(operand):
                return f"{self.names['not']}({self.truth(operand)})"
            case Junction(word, parts):
                text = self.truth(parts[0])
                for part in parts[1:]:
                    text = f"{self.names[word]}({text}, {self.truth(part)})"
                return text
            case Comparison(first, links):
                operands = [first, *(operand for _, operand in links)]
                pairs = zip(links, pairwise(map(self.number, operands)), strict=True)
                text, *others = [f"{left} {symbol} {right}" for (symbol, _), (left, right) in pairs]
                for other in others:
                    text = f"{self.names['and']}({text}, {other})"
                return text

    def number(self, node: Numeric) -> str:
        """A part within a condition, written out."""
        match node:
            case Variable():
                return "x"
            case Literal(value):
                return self.constant(nearest(value.numerator, value.denominator))
            case Named("pi" | "e" as name):
                return self.constant(3.141592653589793 if name == "pi" else 2.718281828459045)
            case Named(name):
                return name
            case Negative(operand):
                return f"(-{self.number(operand)})"
            case Binary():
                return self._chained(node)
            case Call("max" | "min" as name, (first, *others)):
                text = self.number(first)
                for other in others:
                    text = self.applied(name, [text, self.number(other)])
                return text
            case Call(name, arguments) if name in OPERATIONS:
                return self.own_operation(name, arguments)
            case Call(name, arguments):
                return f"({self.applied(name, list(map(self.number, arguments)))})"
            case Conditional(condition, body, otherwise):
                return self.applied("where", [self.truth(condition), *map(self.number, (body, otherwise))])
        raise AssertionError(node)

    def _chained(self, node: Binary) -> str:
        """An operation, its left operand first: a long sum is as deep, and none of its parts waits."""
        chain = [node]
        while isinstance(left := chain[-1].left, Binary):
            chain.append(left)
        text = self.number(chain[-1].left)
        for link in reversed(chain):
            if link.operator == "**" and is_whole_number(link.right):
                text = f"{text} ** {_whole(link.right)}"
            else:
                name = "power" if link.operator == "**" else link.operator
                text = f"({self.applied(name, [text, self.number(link.right)])})"
        return text


class _Torch(_Writer):
    names, own = _TORCH, _TORCH_OWN
    tensor = "torch.tensor"
    special = "torch.special"

    def text(self) -> str:
        """The whole script."""
        lines = ["import torch", f"x = torch.tensor({self.at}, requires_grad=True)", *self.lines()]
        return "\n".join([*lines, f"{self.result()}.backward()", f"print(x.grad)  {self.ends()}"]) + "\n"


class _Jax(_Writer):
    names, own = _JAX, _JAX_OWN
    tensor = "jnp.float32"
    special = "jax.scipy.special"

    def text(self) -> str:
        """The whole script."""
        inner = [f"    {line}" for line in self.lines()]
        lines = ["import jax, jax.numpy as jnp", "def f(x):", *inner, f"    return {self.result()}"]
        return "\n".join([*lines, f"print(jax.grad(f)({self.at}))  {self.ends()}"]) + "\n"


def _whole(exponent: Numeric) -> str:
    """A whole exponent, which stays a number of Python."""
    match exponent:
        case Negative(Literal(value)):
            return f"-{value.numerator}"
        case Literal(value):
            return str(value.numerator)
    raise AssertionError(exponent)
