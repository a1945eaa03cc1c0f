"""What hangs on an oscillation, and is settled by the form of a part."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.branch_reasons import branches
from relu_tui.calculus.language.line import plain

ANGLE = "1/x + x"
"""An angle with no exact waves: the sine and cosine of it are known by their leading terms alone."""


@pytest.mark.parametrize(
    "function",
    [
        f"x**2*sqrt(1 - cos({ANGLE})**2) if x != 0 else 0",
        f"x**2*(1 - cos({ANGLE})**2)**(2/7) if x != 0 else 0",
        f"x**2*asin(cos({ANGLE})) if x != 0 else 0",
        f"x**2*acos(cos({ANGLE})) if x != 0 else 0",
        f"x**2*sqrt(1 - sin(exp(1/x))**2*cos({ANGLE})**2) if x != 0 else 0",
        "x**2/(-1 + cos(1/x) - abs(cbrt(x))) if x != 0 else 0",
        f"x*max(2, 1 + cos({ANGLE})) if x != 0 else 0",
        f"x**2*relu(2 + sin({ANGLE})**3/2 - sin({ANGLE})/2) if x != 0 else 0",
        "(2 + sin(1/x))**2/(2 + sin(1/x))**2 if x != 0 else 1",
        f"(x if 1 - cos({ANGLE})**2 >= 0 else 5) if x != 0 else 0",
        "min(x**2 + 1, max(1 - x**2, cos(1/x))) if x != 0 else 1",
    ],
)
def test_it_is_differentiable(function: str) -> None:
    assert examine(function, "0").differentiable is True


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (f"x*sqrt(1 - cos({ANGLE})**2) if x != 0 else 0", "oscillates"),
        (f"x*asin(cos({ANGLE})) if x != 0 else 0", "oscillates"),
        # the two forms overlap: nothing is told, and nothing may be believed
        (f"x*max(1/2, cos({ANGLE})) if x != 0 else 0", "oscillates"),
        # only defined now and then: no bounds are claimed of it, and witnesses lie where it is
        (f"x*asin(2*cos({ANGLE})) if x != 0 else 0", "oscillates"),
        (f"x*sqrt(1/2 - cos({ANGLE})**2) if x != 0 else 0", "oscillates"),
        # equal parts have no quotient where they are 0
        ("x*(sin(1/x)/sin(1/x)) if x != 0 else 0", "unknown"),
    ],
)
def test_what_does_not_follow_is_not_claimed(function: str, kind: str) -> None:
    assert examine(function, "0").right.slope.kind == kind


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (f"max(2, 1 + cos({ANGLE}))", "max(2, 1 + cos(1/x + x)) = 2 since 1 + cos(1/x + x) ≤ 2."),
        (f"max(1 + cos({ANGLE}), 2)", "max(1 + cos(1/x + x), 2) = 2 since 2 ≥ 1 + cos(1/x + x)."),
        (
            f"max(2 + sin({ANGLE})**2, 1 + cos({ANGLE}))",
            "= 2 + sin(1/x + x)² since 1 + cos(1/x + x) ≤ 2 ≤ 2 + sin(1/x + x)².",
        ),
    ],
)
def test_the_reason_is_the_form(part: str, reason: str) -> None:
    lines = [plain(line) for line in branches(examine(f"x*{part} if x != 0 else 0", "0").right)]
    assert lines[-1].endswith(reason)
