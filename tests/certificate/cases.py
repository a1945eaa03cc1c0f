"""Functions with certificates of every kind, for tests."""

from __future__ import annotations

from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate

CASES: tuple[tuple[str, str, str, str], ...] = (
    ("max(0, x)", "0", "left", "finite"),
    ("max(0, x)", "0", "right", "finite"),
    ("x**2", "1", "right", "finite"),
    ("abs(x**2 - 2)", "sqrt(2)", "left", "finite"),
    ("sin(x)", "1/3", "left", "finite"),
    ("tan(x)", "1", "left", "finite"),
    ("(sin(x) - x + x**3/6)/x**5 if x != 0 else 0", "0", "right", "+inf"),
    ("x**2*sin(1/x) if x != 0 else 0", "0", "left", "finite"),
    ("exp(-1/x**2) if x != 0 else 0", "0", "right", "finite"),
    ("x**2*log(abs(x)) if x != 0 else 0", "0", "right", "finite"),
    ("x/log(abs(x)) if x != 0 else 0", "0", "left", "finite"),
    ("x*sqrt(abs(x))", "0", "left", "finite"),
    ("cbrt(x)", "0", "left", "+inf"),
    ("x*log(abs(x)) if x != 0 else 0", "0", "right", "-inf"),
    ("floor(x)", "0", "left", "+inf"),
    ("x*sin(1/x) if x != 0 else 0", "0", "right", "oscillates"),
    ("x*sin(log(abs(x))) if x != 0 else 0", "0", "left", "oscillates"),
    ("x*floor(1/x) if x != 0 else 1", "0", "right", "oscillates"),
    ("x*cos(exp(1/abs(x))) if x != 0 else 0", "0", "left", "oscillates"),
    ("x/sin(1/x) if x != 0 else 0", "0", "right", "oscillates"),
    ("x*sqrt(sin(1/x)) if x != 0 else 0", "0", "left", "oscillates"),
    ("x*log(abs(cos(1/x))) if x != 0 else 0", "0", "right", "oscillates"),
    ("x*tan(log(abs(x))) if x != 0 else 0", "0", "left", "oscillates"),
    ("sqrt(x)", "0", "left", "undefined"),
    ("1/x", "0", "right", "undefined"),
)


def certified(function: str, at: str, side: str, subject: str = "quotient") -> Certificate:
    """The certificate that must be there."""
    made = certify(function, at, side, subject)
    assert made is not None
    return made
