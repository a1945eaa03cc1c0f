"""Stands in for PyTorch: numbers that carry a derivative with them, and noise on stdout at import."""

from __future__ import annotations

import math
import sys

__version__ = "0.0+stand-in"
float32 = "float32"

print("this is not JSON")
print("neither is this", file=sys.stderr)


class Tensor:
    def __init__(self, value, slope=0.0, requires_grad=False):
        self.value, self.slope, self.requires_grad = float(value), float(slope), requires_grad

    def _with(self, value, slope, *others):
        grad = any(isinstance(part, Tensor) and part.requires_grad for part in (self, *others))
        return Tensor(value, slope, grad)

    def __float__(self):
        return self.value

    def __neg__(self):
        return self._with(-self.value, -self.slope)

    def __add__(self, other):
        other = _tensor(other)
        return self._with(self.value + other.value, self.slope + other.slope, other)

    def __sub__(self, other):
        return self + -_tensor(other)

    def __mul__(self, other):
        other = _tensor(other)
        slope = self.slope * other.value + self.value * other.slope
        return self._with(self.value * other.value, slope, other)

    def __truediv__(self, other):
        other = _tensor(other)
        slope = (self.slope * other.value - self.value * other.slope) / other.value**2
        return self._with(self.value / other.value, slope, other)

    def __pow__(self, power):
        return self._with(self.value**power, power * self.value ** (power - 1) * self.slope)

    def __lt__(self, other):
        return self.value < other.value

    def __le__(self, other):
        return self.value <= other.value

    def __gt__(self, other):
        return self.value > other.value

    def __ge__(self, other):
        return self.value >= other.value

    def __eq__(self, other):
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


def _tensor(value):
    return value if isinstance(value, Tensor) else Tensor(value)


def _unary(function, derivative):
    def apply(x):
        return x._with(function(x.value), derivative(x.value) * x.slope if x.slope else 0.0)

    return apply


def tensor(value, dtype=None, requires_grad=False):
    return Tensor(value, 1.0 if requires_grad else 0.0, requires_grad)


def set_num_threads(count):
    assert count == 1


def maximum(a, b):
    if a.value == b.value:
        return a._with(a.value, (a.slope + b.slope) / 2, b)
    return a._with(*((a.value, a.slope) if a.value > b.value else (b.value, b.slope)), b)


def minimum(a, b):
    return -maximum(-a, -b)


def where(condition, a, b):
    return a._with(*((a.value, a.slope) if condition else (b.value, b.slope)), b)


def logical_and(a, b):
    return a and b


def logical_or(a, b):
    return a or b


def logical_not(a):
    return not a


def pow(a, b):  # noqa: A001
    value = a.value**b.value
    slope = b.value * a.value ** (b.value - 1) * a.slope + value * math.log(a.value) * b.slope
    return a._with(value, slope, b)


def clamp(x, min):  # noqa: A002
    return x._with(max(x.value, min), x.slope if x.value >= min else 0.0)


def _sign(value):
    return (value > 0) - (value < 0)


abs = _unary(math.fabs, _sign)  # noqa: A001
sign = _unary(_sign, lambda _: 0.0)
floor = _unary(math.floor, lambda _: 0.0)
ceil = _unary(math.ceil, lambda _: 0.0)
sqrt = _unary(math.sqrt, lambda v: 0.5 / math.sqrt(v))
exp = _unary(math.exp, math.exp)
log = _unary(math.log, lambda v: 1 / v)
sin = _unary(math.sin, math.cos)
cos = _unary(math.cos, lambda v: -math.sin(v))
tan = _unary(math.tan, lambda v: 1 + math.tan(v) ** 2)
asin = _unary(math.asin, lambda v: (1 - v * v) ** -0.5)
acos = _unary(math.acos, lambda v: -((1 - v * v) ** -0.5))
atan = _unary(math.atan, lambda v: 1 / (1 + v * v))
sinh = _unary(math.sinh, math.cosh)
cosh = _unary(math.cosh, math.sinh)
tanh = _unary(math.tanh, lambda v: 1 - math.tanh(v) ** 2)
erf = _unary(math.erf, lambda v: 2 / math.sqrt(math.pi) * math.exp(-v * v))
sigmoid = _unary(lambda v: 1 / (1 + math.exp(-v)), lambda v: math.exp(-v) / (1 + math.exp(-v)) ** 2)
relu = _unary(lambda v: max(v, 0.0), lambda v: 1.0 if v > 0 else 0.0)


class autograd:  # noqa: N801
    @staticmethod
    def grad(y, _, allow_unused):
        assert allow_unused
        return (Tensor(y.slope),)
