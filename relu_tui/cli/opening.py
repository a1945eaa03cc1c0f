"""The lesson that a command begins with."""

from __future__ import annotations

from relu_tui.interface.arguments import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from argparse import Namespace

    from relu_tui.lesson.lesson import Lesson


def opening(options: Namespace, ratio: str) -> tuple[Lesson, str, bool]:
    """The lesson to begin with, what to say of it, and whether it is the saved one."""
    from dataclasses import replace

    said = ""
    if options.resume and not options.kiosk:
        from relu_tui.interface.configuration import state_folder
        from relu_tui.storage.lesson_file import LESSON, UnreadableError, load

        try:
            return load(state_folder() / LESSON), "Here the lesson goes on where it stood.", True
        except FileNotFoundError:
            said = "There is no lesson to resume: this is a fresh one."
        except OSError as error:
            said = (
                f"The saved lesson can't be read ({(error.strerror or 'unreadable').lower()}): a fresh one."
            )
        except UnreadableError as error:
            said = f"The saved lesson can't be used ({error}): this is a fresh one."
    return replace(begun(options), ratio=ratio, quiz=options.quiz), said, False


def begun(options: Namespace) -> Lesson:
    """The lesson on the function and the point that were given; the first of the course where none was."""
    from relu_tui.calculus import ExpressionError
    from relu_tui.lesson.course import COURSE, open_part
    from relu_tui.lesson.transitions import begin

    try:
        if options.let:
            from relu_tui.calculus.language.gallery import find
            from relu_tui.console.function_arguments import given_values
            from relu_tui.lesson.parameters import begin_with

            entry = find(options.function)
            text = entry.expression if entry else options.function
            return begin_with(text, given_values(options), options.at)
        lesson = begin(options.function, options.at)
        return open_part(COURSE[0].key) if lesson == begin() else lesson
    except ExpressionError as error:
        fail(str(error))
