"""How quickly a terminal answers."""

from __future__ import annotations

from relu_tui.app.terminal.round_trip import ANSWER, QUESTION, QUICK, Link


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_link_is_quick_once_it_answered_quickly() -> None:
    clock = Clock()
    link = Link(clock)
    link.hear(ANSWER)  # nobody asked
    assert not link.quick
    for seconds, quick in ((QUICK / 2, True), (QUICK * 2, False), (QUICK / 4, True)):
        assert link.question() == QUESTION
        assert not link.quick
        clock.time += seconds
        link.hear("l" + ANSWER + "\x1b[C")
        assert link.quick is quick


def test_a_terminal_that_does_not_answer_is_asked_once() -> None:
    link = Link(Clock())
    assert link.question() == QUESTION
    assert link.question() == ""
    link.hear("\x1b[C")
    assert not link.quick
