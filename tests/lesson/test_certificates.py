"""Which certificates stand beside a proof."""

from __future__ import annotations

from relu_tui.calculus import examine
from relu_tui.calculus.explanation.argument import argue
from relu_tui.calculus.explanation.phrases import plain
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.certificate_words import proof
from relu_tui.lesson.certificates import certified


def test_a_limit_that_is_too_long_to_be_read_again_has_no_certificate() -> None:
    function = " + ".join(f"cbrt({n} + sqrt({n} + x**2))" for n in range(2, 24))
    found = certified(examine(function, "171")).certificates
    assert ("left", "quotient") not in found


def test_two_sequences_give_the_argument_no_interval() -> None:
    poles = "x/sin(1/x) if x != 0 else 0"
    certificate = certified(examine(poles, "0")).quotient("right")
    assert certificate is not None
    assert proof(certificate)[0].startswith("Within ")
    lines = [[plain(line) for line in section.lines] for section in argued(examine(poles, "0"))]
    assert lines == [[plain(line) for line in section.lines] for section in argue(examine(poles, "0"))]
