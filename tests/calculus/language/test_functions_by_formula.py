"""Every function that is read as a composition, against mpmath: its values, and where it has none."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from relu_tui.calculus.decision.side_decision import value_at
from relu_tui.calculus.errors import ExpressionError, NotDefined
from relu_tui.calculus.exact.constant import ZERO
from relu_tui.calculus.exact.sign import decimal
from relu_tui.calculus.language.functions_by_formula import (
    BY_PACKAGE,
    COMPOSITIONS,
    INVERSES,
    KNOWN,
    MISSING,
    SINGLE,
    plain,
)
from relu_tui.calculus.language.parsing import parse

mp = mpmath.mp.clone()
mp.dps = 40

_generator = random.Random(5)
POINTS = [Fraction(_generator.randint(-900, 900), 211) for _ in range(6)]
POINTS += [Fraction(n, 2) for n in range(-6, 7)]
SECOND = ("2", "-3/2", "1/3", "0")


def _sign(u: Any) -> Any:
    return mp.sign(u)


def _trunc(u: Any) -> Any:
    return mp.sign(u) * mp.floor(abs(u))


def _shrunk(u: Any) -> Any:
    return _sign(u) * max(abs(u) - mp.mpf("0.5"), 0)


def _over(above: Any, below: Any) -> Any:
    if below == 0:
        raise ZeroDivisionError
    return above / below


def _heaviside(u: Any, at_zero: Any) -> Any:
    return at_zero if u == 0 else mp.mpf(int(u > 0))


def _sinc(u: Any) -> Any:
    return mp.sin(u) / u if u else mp.one


def _elu(u: Any, alpha: Any = 1) -> Any:
    return u if u > 0 else alpha * mp.expm1(u)


REFERENCES: dict[str, Callable[..., Any]] = {
    "log10": mp.log10,
    "lg": mp.log10,
    "log2 lb ld": lambda u: mp.log(u, 2),
    "log1p": mp.log1p,
    "expm1": mp.expm1,
    "exp2": lambda u: mp.power(2, u),
    "exp10": lambda u: mp.power(10, u),
    "factorial": mp.factorial,
    "loggamma lgamma gammaln lngamma": lambda u: mp.log(abs(mp.gamma(u))),
    "li logintegral": mp.li,
    "dawson dawsn": lambda u: mp.sqrt(mp.pi) / 2 * mp.exp(-u * u) * mp.erfi(u),
    "logit": lambda u: mp.log(_over(u, 1 - u)),
    "logaddexp": lambda u, v: mp.log(mp.exp(u) + mp.exp(v)),
    "logcosh": lambda u: mp.log(mp.cosh(u)),
    "xlogy": lambda u, v: u * mp.log(v) if u else mp.zero,
    "sec": mp.sec,
    "csc cosec": lambda u: _over(1, mp.sin(u)),
    "cot ctg cotan": lambda u: _over(mp.cos(u), mp.sin(u)),
    "asec arcsec": lambda u: mp.acos(_over(1, u)),
    "acsc arccsc arccosec": lambda u: mp.asin(_over(1, u)),
    "sinpi": mp.sinpi,
    "cospi": mp.cospi,
    "versin": lambda u: 1 - mp.cos(u),
    "haversin": lambda u: mp.sin(u / 2) ** 2,
    "radians deg2rad": mp.radians,
    "degrees rad2deg": mp.degrees,
    "sech": mp.sech,
    "csch cosech": lambda u: _over(1, mp.sinh(u)),
    "coth cth": lambda u: _over(mp.cosh(u), mp.sinh(u)),
    "asinh arcsinh arsinh": mp.asinh,
    "acosh arccosh arcosh": mp.acosh,
    "atanh arctanh artanh": lambda u: mp.atanh(u) if abs(u) != 1 else mp.nan,
    "acoth arccoth arcoth": lambda u: mp.acoth(u) if abs(u) > 1 else mp.nan,
    "asech arcsech arsech": lambda u: mp.acosh(_over(1, u)),
    "acsch arccsch arcsch": lambda u: mp.asinh(_over(1, u)),
    "frac fract": lambda u: u - mp.floor(u),
    "fractionalpart": lambda u: u - _trunc(u),
    "mod remainder": lambda u, v: u - v * mp.floor(_over(u, v)),
    "fmod": lambda u, v: u - v * _trunc(_over(u, v)),
    "trunc fix int": _trunc,
    "round": mp.nint,
    "rint around": mp.nint,
    "floordivide": lambda u, v: mp.floor(_over(u, v)),
    "erfc": mp.erfc,
    "pow power floatpower powi powf": lambda u, v: mp.power(u, v) if u or v >= 0 else mp.nan,
    "square sq": lambda u: u * u,
    "reciprocal inv": lambda u: _over(1, u),
    "rsqrt": lambda u: _over(1, mp.sqrt(u)),
    "negative neg": lambda u: -u,
    "stack hstack concatenate concat cat": lambda u: u,
    "tensor array asarray astensor float float32 float64 constant item": lambda u: u,
    "bool boole iverson": lambda u: mp.one if u else mp.zero,
    "zeroslike zeros": lambda _: mp.zero,
    "oneslike ones": lambda _: mp.one,
    "add": lambda u, v: u + v,
    "subtract sub": lambda u, v: u - v,
    "multiply mul": lambda u, v: u * v,
    "divide div truedivide rational": _over,
    "hypot": mp.hypot,
    "atan2 arctan2": lambda v, u: mp.atan2(v, u) if u or v else mp.zero,
    "copysign": lambda u, v: abs(u) if v >= 0 else -abs(u),
    "fmax": max,
    "fmin": min,
    "pos positivepart ramp": lambda u: max(u, mp.zero),
    "leakyrelu": lambda u: u if u > 0 else u / 100,
    "prelu": lambda u: u if u > 0 else u / 4,
    "elu": _elu,
    "celu": lambda u: u if u > 0 else mp.expm1(2 * u) / 2,
    "hardtanh": lambda u: max(-mp.one, min(mp.one, u)),
    "softplus": lambda u: mp.log1p(mp.exp(u)),
    "softplusfrom": lambda u: u if u > 20 else mp.log1p(mp.exp(u)),
    "hardshrink": lambda u: u if abs(u) > mp.mpf("0.5") else mp.zero,
    "softshrink": _shrunk,
    "tanhshrink": lambda u: u - mp.tanh(u),
    "threshold": None,  # type: ignore[dict-item]
    "logsigmoid": lambda u: -mp.log1p(mp.exp(-u)),
    "swish": lambda u: u / (1 + mp.exp(-u)),
    "quickgelu": lambda u: u / (1 + mp.exp(-mp.mpf("1.702") * u)),
    "hardsilu": lambda u: u * max(mp.zero, min(mp.mpf(6), u + 3)) / 6,
    "squaredrelu relusquared": lambda u: max(u, mp.zero) ** 2,
    "glu": lambda u, v: u / (1 + mp.exp(-v)),
    "reglu": lambda u, v: u * max(v, mp.zero),
    "geglu": lambda u, v: u * v * mp.ncdf(v),
    "swiglu": lambda u, v: u * v / (1 + mp.exp(-v)),
    "huberloss": lambda u, v: (u - v) ** 2 / 2 if abs(u - v) <= 1 else abs(u - v) - mp.mpf("0.5"),
    "l1loss": lambda u, v: abs(u - v),
    "mseloss": lambda u, v: (u - v) ** 2,
    "smoothl1 smoothl1loss": lambda u: u**2 / 2 if abs(u) <= 1 else abs(u) - mp.mpf("0.5"),
    "detach stopgradient": lambda u: u,
    "heaviside": _heaviside,
    "unitstep heavisidetheta": lambda u: mp.mpf(int(u >= 0)),
    "sinc": _sinc,
    "acot arccot arcctg actg": lambda u: mp.pi / 2 - mp.atan(u),
}
"""Each composition by mpmath; what is not real, nan, or divides by 0 stands for no value."""

BY_NAME = {name: reference for names, reference in REFERENCES.items() for name in names.split()}


def expected(reference: Callable[..., Any], *arguments: Fraction) -> Any:
    """The value, or None where there is none."""
    try:
        value = reference(*(mp.mpf(a.numerator) / a.denominator for a in arguments))
    except (ZeroDivisionError, ValueError):
        return None
    return None if mp.im(value) or not mp.isfinite(value) else mp.re(value)


def found(text: str) -> Any:
    try:
        return mp.mpf(decimal(value_at(parse(text).tree, ZERO), 36))
    except NotDefined:
        return None


def assert_agrees(text: str, true: Any) -> None:
    mine = found(text)
    assert (mine is None) == (true is None), (text, mine, true)
    assert true is None or abs(mine - true) <= mp.mpf(10) ** -26 * (1 + abs(true)), (text, mine, true)


@pytest.mark.parametrize("name", [name for name in BY_NAME if name not in ("threshold", "heaviside")])
def test_it_has_the_values_of_the_function_and_no_others(name: str) -> None:
    composition = SINGLE.get(name) or COMPOSITIONS.get(name)
    assert composition is not None
    needed = [parameter for parameter in composition.parameters if "=" not in parameter]
    if len(needed) == 1:
        for x in POINTS:
            assert_agrees(f"{name}({x})", expected(BY_NAME[name], x))
    else:
        for x in POINTS[::2]:
            for second in SECOND:
                assert_agrees(f"{name}({x}, {second})", expected(BY_NAME[name], x, Fraction(second)))


def test_every_composition_has_a_reference() -> None:
    assert set(COMPOSITIONS) | set(SINGLE) == set(BY_NAME)
    for (package, name), composition in BY_PACKAGE.items():
        prefix = "jax.nn" if package == "jax" else package
        arguments = ", ".join(["x", "2"][: sum("=" not in each for each in composition.parameters)])
        assert parse(f"{prefix}.{name}({arguments})").tree is not None


@pytest.mark.parametrize("at_zero", ["0", "1/2", "1"])
def test_a_step_takes_the_value_at_0_that_it_is_given(at_zero: str) -> None:
    for x in POINTS:
        assert_agrees(f"heaviside({x}, {at_zero})", expected(_heaviside, x, Fraction(at_zero)))
        assert_agrees(
            f"threshold({x}, 1/2, {at_zero})", expected(lambda u: u, x if 2 * x > 1 else Fraction(at_zero))
        )


@pytest.mark.parametrize("name", INVERSES)
def test_an_inverse_undoes_its_function(name: str) -> None:
    value = "4/3" if name in ("sec", "csc", "cosh", "coth") else "1/3"
    assert_agrees(f"{name}({INVERSES[name]}({value}))", found(value))


@pytest.mark.parametrize("name", MISSING)
def test_what_has_no_formula_is_named_as_missing(name: str) -> None:
    assert plain(name) not in KNOWN
    with pytest.raises(ExpressionError, match="is known, but nothing can be proved of it yet"):
        parse(f"{name}(x)")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("math.remainder(7, 2)", -1),
        ("math.remainder(5, 2)", 1),
        ("np.remainder(-7, 2)", 1),
        ("np.fmod(-7, 2)", -1),
        ("torch.frac(-3/2)", -0.5),
        ("sympy.Heaviside(0)", 0.5),
        ("np.round(5/2)", 2),
        ("F.leaky_relu(-100)", -1),
        ("tf.nn.leaky_relu(-10)", -2),
        ("keras.layers.LeakyReLU()(-10)", -3),
        ("jax.nn.leaky_relu(-100)", -1),
        ("F.celu(-100)", -1),
        ("np.sinc(1)", 0),
        ("log(8, 2)", 3),
        ("log_2(8)", 3),
        ("log₁₀ 1000", 3),
        ("root(-32, 5)", -2),
        ("5!", 120),
        ("norm(3, 4)", 5),
        ("torch.amax([3, -4, 1])", 3),
        ("np.amin([3, -4, 1])", -4),
        ("logsumexp([0, log(3), log(4)]) - log(8)", 0),
        ("F.smooth_l1_loss(3, 0, beta=2)", 2),
        ("F.huber_loss(3, 0, delta=2)", 4),
        ("F.glu([4, 0])", 2),
        ("clip(7, 0, 6)", 6),
        ("(-7) mod 3", 2),
        ("-7 // 2", -4),
        ("sin(30°)", 0.5),
    ],
)
def test_a_value(text: str, value: float) -> None:
    assert_agrees(text, mp.mpf(value))
