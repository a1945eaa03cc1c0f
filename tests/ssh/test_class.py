"""A class over SSH by real clients: walking together, leaving, coming back, voting; and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.ssh.class_server import ClassServer
from tests.terminal.terminal import READY, RELU_KEYS, Terminal

SIZES = ((80, 24), (120, 40), (60, 20), (200, 60))
CLIENTS = 30


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClassServer]:
    with ClassServer(tmp_path_factory.mktemp("class")) as server:
        yield server


def has_verdict(terminal: Terminal) -> bool:
    return "NOTDIFFERENTIABLEAT0" in terminal.text.replace(" ", "").upper()


def test_thirty_at_mixed_sizes_walk_together_leave_return_and_vote_twice(tmp_path: Path) -> None:
    with ClassServer(tmp_path) as server, ExitStack() as stack:
        teacher = stack.enter_context(server.learner("teacher", (100, 30)))
        teacher.wait_for(READY, "F2 opens the class")
        class_ = [
            stack.enter_context(server.learner(f"learner{n}", SIZES[n % len(SIZES)])) for n in range(CLIENTS)
        ]
        for learner in class_:
            learner.wait_for("f(x)")
        alone, *rest = class_

        teacher.press("right")
        alone.wait_for("step 1")
        alone.press("z")
        alone.wait_for("You are on your own; F2 goes back")
        teacher.press(*RELU_KEYS[1:])
        for learner in (teacher, *rest):
            learner.wait(lambda learner=learner: has_verdict(learner), "the verdict")  # type: ignore[misc]
        assert not has_verdict(alone)
        alone.press("f2")
        alone.wait(lambda: has_verdict(alone), "the verdict, back in the class")

        teacher.press("f2")
        teacher.wait_for(f"{CLIENTS} here · {CLIENTS} follow", "learner1")
        teacher.press("v")
        teacher.wait_for("ask the class", "is f differentiable")
        teacher.press("enter")
        for index, learner in enumerate(class_):
            learner.wait_for("first vote", "1 yes")
            learner.press("1" if index < 10 else "2")
        teacher.wait_for(f"first vote: {CLIENTS} of {CLIENTS} answered")
        assert "█" not in teacher.text + alone.text, "the answers are hidden until they are shown"
        teacher.press("s")
        for learner in (alone, rest[0], rest[2]):
            learner.wait_for("answers of the class", "10 █", "20 █")
        teacher.press("a")
        for learner in class_:
            learner.wait_for("second vote")
            learner.press("2")
        teacher.wait_for(f"second vote: {CLIENTS} of {CLIENTS} answered")
        teacher.press("s")
        teacher.wait(lambda: bool(re.search(r"2 no +20 █+ +30 █", teacher.text)), "both rounds side by side")
        for learner in class_:
            learner.wait_for("answers of the class")
        teacher.press("e", "q")
        for learner in class_:
            learner.wait_without("answers of the class")

        for learner in (*class_, teacher):
            learner.press("q")
        assert {learner.wait_end() for learner in (*class_, teacher)} == {0}
        alone.assert_restored()
        assert list(server.home.rglob("*.csv")) == []
