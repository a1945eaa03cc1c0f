"""The commands that open a lesson: on the screen, or in lines."""

from __future__ import annotations

import gc
import os
import sys

from relu_tui.cli.opening import begun, opening
from relu_tui.interface.arguments import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from argparse import Namespace
    from asyncio import AbstractEventLoop
    from selectors import SelectorKey

    from relu_tui.interface.configuration import Configuration
    from relu_tui.lesson.lesson import Lesson


def run_lesson(options: Namespace) -> int:
    """Open the lesson on the screen."""
    _require_terminal()
    # Nothing made on the way to the first frame is garbage: looking for it takes a tenth of the time.
    # The app turns the collector on again.
    gc.disable()
    configuration = _configuration(options)
    lesson, said, resumed = opening(options, configuration.ratio)
    return _open(options, configuration, lesson, greeting=said, resumed=resumed)


def run_lessons(options: Namespace) -> int:
    """The course: a lesson of it, or the choice on the screen; where there is no terminal, as text."""
    from relu_tui.lesson.course import BY_KEY, COURSE, open_part

    numbered = {str(number): chapter.key for number, chapter in enumerate(COURSE, start=1)}
    options.lesson = numbered.get(options.lesson, options.lesson)
    if options.lesson:
        if options.lesson not in BY_KEY:
            fail(f"{options.lesson!r} is not a lesson: 1 to {len(COURSE)}, or {', '.join(BY_KEY)}")
        _require_terminal()
    elif options.json or not _has_terminal():
        from relu_tui.console import lessons

        print(lessons.as_json() if options.json else lessons.as_text())
        return 0
    configuration = _configuration(options)
    chapter = BY_KEY.get(options.lesson, COURSE[0])
    return _open(
        options, configuration, open_part(chapter.key), greeting=chapter.words, outline=not options.lesson
    )


def _configuration(options: Namespace) -> Configuration:
    """The settings; of a shared account only those in a file that was named."""
    if options.kiosk:
        from relu_tui.interface.guard import stand_guard
        from relu_tui.kiosk import confine

        stand_guard()
        confine()
    from relu_tui.interface.configuration import Configuration, ConfigurationError, read

    if options.kiosk and not options.config:
        return Configuration()
    try:
        return read(options.config)
    except ConfigurationError as error:
        fail(str(error))


def run_review(options: Namespace) -> int:
    """The first part of the course that was missed, once more; where there is no terminal, all of them."""
    from relu_tui.interface.configuration import state_folder
    from relu_tui.lesson.course import BY_KEY
    from relu_tui.lesson.review import again, in_order, listed
    from relu_tui.storage.autosave import Progress

    missed = in_order(Progress(None if options.kiosk else state_folder()).missed)
    if not missed or not _has_terminal():
        print(listed(missed))
        return 0
    key, part = missed[0]
    more = f", 1 of {len(missed)}" if len(missed) > 1 else ""
    greeting = f"Missed before{more}: now say each limit yourself. {BY_KEY[key].words}"
    return _open(options, _configuration(options), again(key, part), greeting=greeting)


def _open(
    options: Namespace,
    configuration: Configuration,
    lesson: Lesson,
    *,
    greeting: str,
    outline: bool = False,
    resumed: bool = False,
) -> int:
    """Show a lesson on the screen until it is left."""
    from relu_tui.app.terminal import without_openssl
    from relu_tui.interface.textual_variables import forget_unusable

    forget_unusable(os.environ)
    without_openssl.spare()
    from relu_tui.app.app import LimitsApp
    from relu_tui.app.settings import Settings
    from relu_tui.interface.configuration import state_folder

    settings = Settings(
        marks=options.marks or configuration.marks,
        theme=options.theme or configuration.theme,
        full_repaint=options.full_repaint,
        motion=options.motion and configuration.motion,
        kiosk=options.kiosk,
        demo=options.demo,
        outline=outline,
        keymap=configuration.keys,
        keeping=None if options.kiosk else state_folder(),
        resumed=resumed,
        greeting=greeting,
    )
    app = LimitsApp(lesson, settings)
    app.run(mouse=options.mouse and configuration.mouse, loop=_loop() if options.kiosk else None)
    return app.return_code or 0


def _loop() -> AbstractEventLoop:
    """A loop for the app of a shared account: the system ends the program if it takes long to come back."""
    import asyncio
    from selectors import DefaultSelector

    from relu_tui.interface.guard import limit_work
    from relu_tui.kiosk import MOST_WORK

    class Selector(DefaultSelector):
        """Waits for what comes in, when all that came before is done with."""

        def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
            """Wait."""
            limit_work(MOST_WORK)
            return super().select(timeout)

    return asyncio.SelectorEventLoop(Selector())


def _has_terminal() -> bool:
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def _require_terminal() -> None:
    """End with one line where there is no terminal that a screen can be drawn on."""
    from relu_tui.interface.textual_variables import forget_unusable

    forget_unusable(os.environ)
    if "TEXTUAL_DRIVER" in os.environ:  # in a browser
        return
    plain = "use relu-tui plain, relu-tui check or relu-tui table"
    if not _has_terminal():
        fail(f"this is not a terminal: {plain}")
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        fail(f"this terminal can't place text on a screen: {plain}")


def run_plain(options: Namespace) -> int:
    """Tell the lesson in lines."""
    from dataclasses import replace

    from relu_tui.calculus.language.output_dialects import SPOKEN
    from relu_tui.calculus.language.printing import in_use, printing_in
    from relu_tui.console.plain.lesson import PlainLesson

    lesson = replace(begun(options), quiz=options.quiz)
    with printing_in(SPOKEN if options.spoken else in_use()):
        PlainLesson(lesson, sys.stdout).run(sys.stdin)
    return 0
