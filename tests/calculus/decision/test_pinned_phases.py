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


def test_the_sequence_is_told_by_the_part() -> None:
    side = examine("x*floor(abs(cos(1/x + x))) if x != 0 else 0", "0").right
    told = [plain(sequence(side, witness, "the quotient", throughout=True)) for witness in side.witnesses]
    assert told[1] == "Along the points x with 1/x + x = 2πn, n = 1, 2, 3, …, the quotient is 1 at each."
