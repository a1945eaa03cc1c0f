"""Which certificates stand beside a proof."""

from __future__ import annotations

from relu_tui.calculus import examine
from relu_tui.lesson.certified import certified


def test_a_limit_that_is_too_long_to_be_read_again_has_no_certificate() -> None:
    function = " + ".join(f"cbrt({n} + sqrt({n} + x**2))" for n in range(2, 24))
    found = certified(examine(function, "171")).certificates
    assert ("left", "quotient") not in found
