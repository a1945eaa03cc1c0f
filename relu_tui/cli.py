"""The command line: calls the floor that answers what was asked.

Nothing is imported before it is needed: `--help` and `--version` load no mathematics, `check` and
`table` load no screen.
"""

from __future__ import annotations

import codecs
import gc
import os
import sys
from io import TextIOWrapper

from relu_tui.interface.arguments import (
    COMMANDS,
    KEYS_TOPIC,
    TYPE_CHECKING,
    fail,
    normalized,
    parser,
    spelled_out,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence
    from selectors import SelectorKey
    from typing import TextIO, TypeVar

    from relu_tui.interface.configuration import Configuration
    from relu_tui.lesson.lesson import Lesson

    _Answer = TypeVar("_Answer")

OF_UNIX = ("termios", "fcntl", "resource", "pty", "tty")
"""Modules of Python that a system without Unix terminals, such as Windows, lacks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: What follows the program's name; the process's own where None.

    Returns:
        The exit status: 0, 2 for input that can't be used, or 3 where `check --tape` finds what is no
        derivative.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_what_is_closed()
    _make_printable()
    try:
        if "_ARGCOMPLETE" in os.environ and "--kiosk" not in given:
            _complete()
        words = normalized(given)
        _refuse_misspelt(given, words)
        known = parser(words[:1] if words[0] in COMMANDS else ())
        options = known.parse_args(words)
        status = _told_in_its_dialect(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of stdout went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        fail(f"stopped by the system: {(error.strerror or str(error)).lower()}")
    except ModuleNotFoundError as error:
        if error.name not in OF_UNIX:
            raise
        fail("this needs Linux, macOS or WSL: here use relu-tui plain, relu-tui check or relu-tui table")
    except KeyboardInterrupt:
        return 130


def _open_what_is_closed() -> None:
    """Read and write nothing where whoever began the program closed a standard stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - for as long as the program runs


def _refuse_misspelt(given: Sequence[str], words: Sequence[str]) -> None:
    """Tell a misspelt command from an expression: something that is no option follows it."""
    if words[:1] == given[:1] or len(given) < 2 or given[1].startswith("-"):
        return
    from difflib import get_close_matches

    near = get_close_matches(given[0], COMMANDS, 1)
    if near:
        fail(f"{given[0]!r} is not a command; did you mean {near[0]}?")


def _told_in_its_dialect(options: Namespace) -> int:
    """Carry a command out, with formulas printed as stdout takes them; what is for programs is as ever."""
    run = RUN[options.command]
    if _takes_unicode(sys.stdout):
        return run(options)
    if getattr(options, "json", False):
        if isinstance(sys.stdout, TextIOWrapper):
            codecs.register_error("escaped", _escaped)
            sys.stdout.reconfigure(errors="escaped")
        return run(options)
    from relu_tui.calculus.language.dialects import ASCII
    from relu_tui.calculus.language.printing import printing_in

    with printing_in(ASCII):
        return run(options)


def _takes_unicode(stream: TextIO) -> bool:
    """Whether a stream takes every character."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "") == "utf8"


def _make_printable() -> None:
    """Let what stdout's encoding lacks be spelled another way, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if not _takes_unicode(stream) and hasattr(stream, "reconfigure"):
            codecs.register_error("spelled", _spelled)
            stream.reconfigure(errors="spelled")


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """What resembles a character that can't be encoded, as `codecs.register_error` asks."""
    from relu_tui.app.drawing.cells import spelled

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end]), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """A character that can't be encoded as JSON writes it, as `codecs.register_error` asks."""
    import json

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


# --- the lesson -----------------------------------------------------------------------------------


def run_lesson(options: Namespace) -> int:
    """Open the lesson on the screen."""
    _require_terminal()
    # Nothing made on the way to the first frame is garbage: looking for it takes a tenth of the time.
    # The app turns the collector on again.
    gc.disable()
    configuration = _configuration(options)
    lesson, said, resumed = _opening(options, configuration.ratio)
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


def _opening(options: Namespace, ratio: str) -> tuple[Lesson, str, bool]:
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
    return replace(_begun(options), ratio=ratio, quiz=options.quiz), said, False


def _begun(options: Namespace) -> Lesson:
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

    from relu_tui.calculus.language.dialects import SPOKEN
    from relu_tui.calculus.language.printing import in_use, printing_in
    from relu_tui.console.plain import PlainLesson

    lesson = replace(_begun(options), quiz=options.quiz)
    with printing_in(SPOKEN if options.spoken else in_use()):
        PlainLesson(lesson, sys.stdout).run(sys.stdin)
    return 0


def run_serve(options: Namespace) -> int:
    """Serve the lesson to browsers, or to a class over SSH."""
    lesson = _begun(options)
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


# --- for scripts ----------------------------------------------------------------------------------


def run_check(options: Namespace) -> int:
    """The four conditions; or the tape."""
    if options.solve:
        return _solve(options)
    from relu_tui.console.function_arguments import examined

    asked = options.certificate or options.epsilon is not None
    if options.tape or options.script:
        from relu_tui.console import tape

        if options.why or asked:
            fail("--tape and --script tell of something else than the four conditions: leave them out")
        return tape.run(examined(options), as_json=options.json, language=options.script)
    from relu_tui.console import check

    examination = examined(options)
    if options.why:
        if asked:
            fail("--why is the engine's own argument: leave it out for a certificate or a δ")
        print(check.as_argument(examination))
        return 0
    from relu_tui.console import certificate
    from relu_tui.lesson.certificates import QUICK, certified

    found = certified(examination) if asked else certified(examination, QUICK)
    if options.certificate:
        write = certificate.as_json if options.json else certificate.as_text
        print(write(list(found.certificates.values())))
    elif options.json:
        more = certificate.deltas_as_data(found.quotients, options.epsilon) if asked else None
        print(check.as_json(found, more))
    else:
        print(check.as_text(found))
        if asked:
            print("\n".join(["", *certificate.deltas(found.quotients, options.epsilon)]))
    return 0


def _solve(options: Namespace) -> int:
    """All values of parameters for which f is continuous, and differentiable."""
    from relu_tui.calculus import ExpressionError
    from relu_tui.calculus.questions.parameters import fit
    from relu_tui.console import parameters
    from relu_tui.console.function_arguments import given_parameters

    names = tuple(name.strip() for name in options.solve.split(","))
    try:
        found = fit(options.function, names, options.at or "0", given_parameters(options))
    except ExpressionError as error:
        fail(str(error))
    print(parameters.as_json(found) if options.json else parameters.as_text(found))
    return 0


def run_limit(options: Namespace) -> int:
    """The limit of f itself."""
    from relu_tui.calculus.questions.function_limit import examine_limit
    from relu_tui.console import limit
    from relu_tui.console.function_arguments import asked
    from relu_tui.lesson.certificates import QUICK
    from relu_tui.lesson.certified_limits import certified_limit

    found = asked(options, examine_limit)
    if options.certificate:
        from relu_tui.console import certificate

        made = list(certified_limit(found).certificates.values())
        print(certificate.as_json(made) if options.json else certificate.limits_as_text(found, made))
        return 0
    print((limit.as_json if options.json else limit.as_text)(certified_limit(found, QUICK)))
    return 0


def run_derivative(options: Namespace) -> int:
    """A derivative of a higher order at a point, or f′ along an interval."""
    from functools import partial

    from relu_tui.calculus.questions.higher_derivatives import examine_higher
    from relu_tui.console import derivative
    from relu_tui.console.function_arguments import asked

    if options.start is not None or options.end is not None:
        return _along(options)
    found = asked(options, partial(examine_higher, order=options.order))
    print(derivative.as_json(found) if options.json else derivative.as_text(found))
    return 0


def _along(options: Namespace) -> int:
    """f′ along an interval."""
    from fractions import Fraction

    from relu_tui.calculus import ExpressionError
    from relu_tui.console import derivative
    from relu_tui.console.function_arguments import named_function
    from relu_tui.interface.arguments import MOST_STEPS
    from relu_tui.lesson.moving import along

    if options.start is None or options.end is None:
        fail("--from and --to go together")
    start, end, step = Fraction(options.start), Fraction(options.end), options.step
    if start >= end:
        fail(f"--from must be less than --to, and {start} is not less than {end}")
    if (end - start) / step > MOST_STEPS:
        fail(f"--step {step} makes more than {MOST_STEPS} steps")
    try:
        function = named_function(options).text
        found = along(function, start, end, step)
    except ExpressionError as error:
        fail(str(error))
    print((derivative.along_as_json if options.json else derivative.along_as_text)(function, found))
    return 0


def run_where(options: Namespace) -> int:
    """All points of an interval at which f is not differentiable."""
    from fractions import Fraction

    from relu_tui.calculus.questions.points import rough_points
    from relu_tui.console import where
    from relu_tui.console.function_arguments import named_function

    start, end = Fraction(options.start), Fraction(options.end)
    if start >= end:
        fail(f"--from must be less than --to, and {start} is not less than {end}")
    found = rough_points(named_function(options), start, end)
    print(where.as_json(found) if options.json else where.as_text(found))
    return 0


def run_verify(options: Namespace) -> int:
    """Whether certificates prove what they claim; none of the engine is loaded."""
    from relu_tui.certificate.record import RecordError
    from relu_tui.console import certificate

    try:
        status, text = certificate.run_verify(options.file)
    except RecordError as error:
        fail(str(error))
    print(text)
    return status


def run_table(options: Namespace) -> int:
    """Rows of difference quotients."""
    from fractions import Fraction

    from relu_tui.calculus.numerics.step_sizes import steps
    from relu_tui.console import table
    from relu_tui.console.function_arguments import examined

    examination = examined(options)
    sides = ("left", "right") if options.side == "both" else (options.side,)
    lines = table.lines(examination, sides, steps(Fraction(options.ratio), options.steps), options.format)
    if options.csv:
        print(table.as_csv(lines, examination.point))
    elif options.json:
        print(table.as_json(lines, examination, options.format))
    else:
        print(table.as_text(lines))
    return 0


def run_functions(options: Namespace) -> int:
    """The gallery."""
    from relu_tui.console import functions

    print(functions.as_json() if options.json else functions.as_text())
    return 0


def run_frameworks(options: Namespace) -> int:
    """What frameworks return."""
    from relu_tui.console import frameworks

    return frameworks.run(options)


def run_practice(options: Namespace) -> int:
    """How rare x = 0 is."""
    from relu_tui.console import practice

    return practice.run(options)


def run_network(options: Namespace) -> int:
    """The kinks of a network."""
    from relu_tui.console import network

    return network.run(options)


def run_descent(options: Namespace) -> int:
    """Subgradient descent."""
    from relu_tui.console import descent

    return descent.run(options)


# --- the shell ------------------------------------------------------------------------------------


def run_completion(options: Namespace) -> int:
    """The script that teaches a shell to complete."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["relu-tui"], shell=options.shell))
    return 0


def _complete() -> None:
    """Answer a shell that completes a command line, and end."""
    import argcomplete

    line = os.environ["COMP_LINE"]
    told = spelled_out(line)
    os.environ["COMP_LINE"] = told
    os.environ["COMP_POINT"] = str(int(os.environ["COMP_POINT"]) + len(told) - len(line))
    argcomplete.autocomplete(parser(COMMANDS), always_complete_options="long")


def run_help(options: Namespace) -> int:
    """Help for a command, for the keys of the lesson, or for all."""
    if options.topic == KEYS_TOPIC:
        from relu_tui.console import keys

        print(keys.as_text())
        return 0
    topic = [options.topic] if options.topic else []
    parser(topic).parse_args([*topic, "--help"])
    return 0


RUN: dict[str, Callable[[Namespace], int]] = {
    "lesson": run_lesson,
    "plain": run_plain,
    "check": run_check,
    "limit": run_limit,
    "derivative": run_derivative,
    "where": run_where,
    "verify": run_verify,
    "table": run_table,
    "functions": run_functions,
    "lessons": run_lessons,
    "review": run_review,
    "frameworks": run_frameworks,
    "practice": run_practice,
    "network": run_network,
    "descent": run_descent,
    "serve": run_serve,
    "completion": run_completion,
    "help": run_help,
}
"""What each command of the command line does."""
