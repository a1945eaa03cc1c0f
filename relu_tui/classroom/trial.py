"""`python -m relu_tui.classroom.trial`: tries what a member of a class typed, in a process of its own.

A class shares one process, and a proof that takes long would hold everybody. So what is typed is checked
here first, and a function goes through its whole lesson: examined, argued, drawn. What takes too long, too
much memory, or ends this process, was never seen by the class.

It reads requests and writes answers, each one line of JSON, and never an expression of Python's.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from relu_tui.app import entries
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.whole_screen import whole
from relu_tui.calculus.errors import ExpressionError
from relu_tui.lesson import answers, moving, transitions
from relu_tui.lesson.argument_bounds import argued
from relu_tui.lesson.lesson import Graph, Lesson
from relu_tui.lesson.parameters import begin_typed

MEMORY = 1 << 30
"""Bytes of address space beyond which the process is refused more."""

MOST_SECONDS = 0.5
"""Seconds of a processor that one thing in a lesson may take: each of the class may ask for it, and two wait
for no other."""

FAR = 30
"""Steps in the trial: further than a class goes."""

SIZE = (120, 40)

CHECKS: dict[str, Callable[[list[str]], str]] = {
    "function": entries.check_function,
    "guess": entries.check_guess,
    "limit": entries.check_limit,
    "slope": entries.check_slope,
}
"""What can be asked for."""


def answer(request: dict[str, object]) -> dict[str, str]:
    """Try what was typed.

    Args:
        request: `check`, a key of `CHECKS`; `typed`, the lines; `whole`, whether the lesson is gone through.

    Returns:
        `said`, what there is to say of it; or `problem`, why it will not do.
    """
    typed = [str(line) for line in request["typed"]] if isinstance(request["typed"], list) else []
    before = time.process_time()
    try:
        said = CHECKS[str(request["check"])](typed)
        through = request["check"] == "function" and request["whole"]
        for _ in go_through(begin_typed(typed[0], typed[1])) if through else ((),):
            before, began = time.process_time(), before
            if before - began > MOST_SECONDS:
                return {"problem": TOO_LONG}
    except ExpressionError as error:
        return {"problem": str(error)}
    return {"said": said}


TOO_LONG = "this takes too long to prove for a class that shares a machine: try it alone, without the class"


def go_through(lesson: Lesson) -> Iterator[object]:
    """Do what a lesson can come to: its proof, its argument, its graphs near and far, both ways to step.

    Yields:
        Something for each thing that a key does at once.
    """
    yield lesson.examination
    yield argued(lesson.examination)
    yield tape(lesson)
    yield answers.limits_of_f(lesson.function, lesson.at)
    yield answers.points_around(lesson.function, lesson.at)
    yield moving.walk(moving.begin(lesson.function, lesson.at), 1)
    for _ in range(3):
        lesson = transitions.closer(lesson).lesson
    lesson = replace(lesson, concluded=(True, True, True, True))
    for graph, zoomed in product(Graph, (False, True)):
        yield whole(replace(lesson, graph=graph, zoomed=zoomed), *SIZE, Look())
    for ratio in ("1/10", "0.618"):
        far = replace(lesson, ratio=ratio)
        for _ in range(FAR):
            far = transitions.closer(far).lesson
        for number_format in ("exact", "float32"):
            yield whole(replace(far, number_format=number_format, zoomed=True), *SIZE, Look())


def import_all() -> None:
    """Have imported whatever a lesson comes to: it takes a while, and happens once."""
    deque(go_through(transitions.begin("abs", "0")), maxlen=0)


def tape(lesson: Lesson) -> object:
    """What frameworks do with it, or why there is no tape."""
    from relu_tui.frameworks.tape import NoTapeError
    from relu_tui.interface.lesson_tape import tape_of

    try:
        return tape_of(lesson)
    except NoTapeError as error:
        return error


def main() -> None:
    """Answer until there are no more requests."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import_all()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(json.dumps({"said": "ready"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
