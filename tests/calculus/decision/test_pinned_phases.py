"""Points at which an angle that drifts along with another stands at a quarter turn exactly."""

from __future__ import annotations

import pytest

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.limit_lines import sequence
from relu_tui.calculus.language.line import plain


@pytest.mark.parametrize(
    "angle", ["1/x + x", "1/sin(x)", "1/x + log(abs(sin(x)))", "2/x + 1 + x**2", "1/(x + x**3) - 1/x**2"]
)
def test_what_differs_at_single_points_of_a_drifting_angle_has_no_limit(angle: str) -> None:
    found = examine(f"x*floor(abs(cos({angle}))) if x != 0 else 0", "0")
    for side in (found.left, found.right):
        assert side.slope.to_dict()["kind"] == "oscillates"
        assert {witness.limit.to_dict()["decimal"] for witness in side.witnesses} == {"0", "1"}


def test_a_second_part_has_no_exact_phase_of_its_own_there() -> None:
    """Where sin(1/x + x) is 0, sin(1/x + x + x²) is near 0 and is not 0: nothing may say that both are."""
    found = examine("x*sign(sin(1/x + x)**2 + sin(1/x + x + x**2)**2) if x != 0 else 0", "0")
    assert found.right.slope.kind == "unknown"


@pytest.mark.parametrize("angle", ["1/x + x*floor(1/x**2)/10", "1/x + x*(1 if sin(1/x) > 0 else 2)"])
def test_a_part_with_jumps_is_not_pinned(angle: str) -> None:
    """It may pass an angle without standing there."""
    found = examine(f"x*floor(abs(cos({angle}))) if x != 0 else 0", "0")
    assert found.right.slope.kind in ("unknown", "oscillates")
    assert all(witness.phase.pinned is None for witness in found.right.witnesses)


@pytest.mark.parametrize(
    ("angle", "left", "right"),
    [
        ("1/x + x", "1/x + x = −2πn", "1/x + x = 2πn"),
        ("2/x + x**2 + 1", "2/x + x² + 1 = −2πn", "2/x + x² + 1 = 2πn"),
        ("x - 1/x", "x − 1/x = 2πn", "x − 1/x = −2πn"),
    ],
)
def test_the_sequence_is_told_by_the_part(angle: str, left: str, right: str) -> None:
    """With n = 1, 2, 3, …, on the side on which the points lie."""
    found = examine(f"x*floor(abs(cos({angle}))) if x != 0 else 0", "0")
    for side, where in ((found.left, left), (found.right, right)):
        told = plain(sequence(side, side.witnesses[1], "the quotient"))
        assert told.startswith(f"Along the x near the point with {where}, n = 1, 2, 3, …, the quotient is 1")


def test_a_part_that_is_a_multiple_of_the_angle_stands_there_at_every_second_turn() -> None:
    found = examine("x*floor(abs(cos(2/x + x))) + x**2*sin(1/x) if x != 0 else 0", "0")
    assert "with 2/x + x = 4πn" in plain(sequence(found.right, found.right.witnesses[1], "the quotient"))
