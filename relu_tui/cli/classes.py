"""The commands that serve a lesson to others: to browsers, or to a class over SSH."""

from __future__ import annotations

from relu_tui.cli.opening import begun
from relu_tui.interface.arguments import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from argparse import Namespace

    from relu_tui.lesson.lesson import Lesson


def run_serve(options: Namespace) -> int:
    """Serve the lesson to browsers, or to a class over SSH."""
    lesson = begun(options)
    if options.ssh:
        return _hold_class(options, lesson)
    from relu_tui.console.serve import ServeError, serve

    try:
        serve(
            options.function,
            options.at,
            options.host or "127.0.0.1",
            _or(options.port, 8000),
            most=_or(options.most, 40),
            names=options.name,
        )
    except ServeError as error:
        fail(str(error))
    return 0


def _hold_class(options: Namespace, lesson: Lesson) -> int:
    from relu_tui.classroom.bounds import Bounds
    from relu_tui.classroom.serving import ClassError, Plan, serve
    from relu_tui.interface.configuration import state_folder

    most = _or(options.most, 100)
    plan = Plan(
        lesson,
        Bounds(most, from_one_address=most + 10, idle=60.0 * max(options.idle, 1)),
        options.host or "0.0.0.0",  # noqa: S104 - a class comes from elsewhere, and gets nothing but a lesson
        _or(options.port, 2222),
        state_folder(),
        options.teacher_key,
        options.password,
        options.keys,
        options.web,
    )
    try:
        serve(plan)
    except ClassError as error:
        fail(str(error))
    return 0


def _or(given: int | None, usual: int) -> int:
    return usual if given is None else given
