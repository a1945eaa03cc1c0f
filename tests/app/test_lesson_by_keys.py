"""The lesson on the screen, by keys alone; what is asserted is the lesson and the words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from relu_tui.app.actions import ACTIONS
from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.marks import Marks
from relu_tui.app.exporting import EXPORTS, Export
from relu_tui.app.panes.arrangement import Place
from relu_tui.app.screens.chooser import Chooser
from relu_tui.app.screens.main import WORKING
from relu_tui.app.screens.prompt import Prompt
from relu_tui.app.screens.reader import Reader
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.panes import PlotPane
from relu_tui.choices import THEMES, names
from relu_tui.interface.key_commands import COMMANDS
from relu_tui.lesson.course import COURSE
from relu_tui.lesson.lesson import Active, Graph, Lesson
from relu_tui.lesson.reply import Reply
from relu_tui.lesson.transitions import begin, closer
from tests.app.pilots import Driven, drive, keys, on_top, screen_text
from tests.lesson.walks import done

STEPS = ("right",) * 3
VERDICT = (*STEPS, "enter", *("down", "enter", "enter") * 3)


def test_every_command_does_something() -> None:
    assert {command.name for command in COMMANDS if command.transition is None or command.opens} == set(
        ACTIONS
    )


def test_relu_from_the_first_screen_to_the_verdict() -> None:
    app = keys(*VERDICT)
    assert [str(app.main.current.status(i)) for i in range(4)] == ["holds", "holds", "holds", "fails"]
    checklist = app.text_of(Place.CHECKLIST)
    assert "✓ 2 left limit = 0" in checklist
    assert "✗ 4 equal 0 ≠ 1" in checklist
    assert "NOT DIFFERENTIABLE AT 0     0 ≠ 1" in app.text_of(Place.REASON)


@pytest.mark.parametrize(
    ("function", "at", "said"),
    [
        ("abs", "0", "−1 ≠ 1"),
        ("relu", "1", "f′(1) = 1"),
        ("step", "0", "not continuous"),
        ("x*abs(x - 1)", "1", "−1 ≠ 1"),
        ("sin(x)/x if x != 0 else 1", "0", "f′(0) = 0"),
    ],
)
def test_other_functions_come_to_theirs(function: str, at: str, said: str) -> None:
    app = keys(*VERDICT, lesson=begin(function, at))
    assert app.main.current.done
    assert said in app.text_of(Place.REASON)


def test_the_first_screen_says_what_to_press_and_shows_the_definition() -> None:
    app = keys()
    reason = app.text_of(Place.REASON)
    assert "that is,   x if x > 0 else 0" in reason
    assert "f′(0) is what rise over run, (f(0+Δx) − f(0)) / Δx, tends to as Δx shrinks." in reason
    assert "→" not in reason.replace("Press →", "")
    assert "▶ Press → for a step" in reason
    assert "? help" in app.text_of(Place.FOOTER)
    assert "q quit" in app.text_of(Place.FOOTER)


def test_table_and_stepper_show_the_same_step() -> None:
    app = keys(*STEPS, "2", "right")
    assert "▸1/8      0 " in app.text_of(Place.TABLE)
    assert "the left · ×1/2 · step 4" in app.text_of(Place.STEPPER)
    assert "−1/8 ──" in app.text_of(Place.STEPPER)
    assert "── 1/4" in app.text_of(Place.STEPPER)


def test_nan_infinity_and_minus_zero_are_never_shown() -> None:
    for function in ("sqrt", "1/x", "cbrt", "-abs(x)", "log(x)"):
        app = keys(*["right"] * 12, "p", "p", "p", lesson=begin(function))
        words = app.text_of(Place.TABLE).lower().replace("│", " ").split()
        assert not {"nan", "inf", "-inf", "−inf", "-0", "−0", "−0.0"} & set(words)


# --- undo, side, scroll ---------------------------------------------------------------------------


def test_undo_goes_back_one_key_at_a_time() -> None:
    app = keys("right", "right", "s", "u", "u")
    assert (app.main.current.active, app.main.current.left.seen) == (Active.BOTH, 1)
    assert keys("u").main.current == begin()


def test_the_table_scrolls_back_and_a_step_brings_it_forth() -> None:
    app = keys(*["right"] * 12, "left_square_bracket", "left_square_bracket")
    assert " 1/128" in app.text_of(Place.TABLE)
    app = keys(*["right"] * 12, "left_square_bracket", "left_square_bracket", "right")
    assert "2⁻¹²" in app.text_of(Place.TABLE) or "1/4096" in app.text_of(Place.TABLE)


def test_a_burst_of_keys_ends_where_it_should() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        for _ in range(300):
            app.main.action_command("closer")
        await pilot.pause()

    app = drive(act)
    assert app.main.current.left.seen == 300
    assert "2⁻²⁹⁹" in app.text_of(Place.STEPPER)


# --- looking --------------------------------------------------------------------------------------


def test_graphs_microscope_formats_and_conventions() -> None:
    assert keys(*STEPS, "g").main.current.graph is Graph.QUOTIENT
    assert "quotient against Δx" in keys(*STEPS, "g").text_of(Place.PLOT)
    assert "the box, ×4" in keys(*STEPS, "z").text_of(Place.PLOT)
    assert "float32" in keys(*STEPS, "p", "p").text_of(Place.TABLE)
    assert "float64 error" in keys(*STEPS, "g", "g", lesson=begin("sin(x)", "1")).text_of(Place.PLOT)
    app = keys("c", "c", lesson=done("relu"))
    assert app.main.current.convention == Fraction(1, 2)
    assert "stays below the graph" in app.text_of(Place.REASON)


def test_marks_and_themes_go_round() -> None:
    assert keys("m").main.look.marks is Marks.BLOCK
    assert keys("m", "m", "m").main.look.marks is Marks.BRAILLE
    assert [keys(*["v"] * n).theme for n in range(3)] == list(names(THEMES)[:3])


@pytest.mark.parametrize("size", [(60, 20), (60, 18), (100, 20), (80, 18)])
def test_a_small_screen_shows_plot_table_and_checklist_together(size: tuple[int, int]) -> None:
    first = keys("right", "right", size=size)
    assert {Place.PLOT, Place.TABLE, Place.CHECKLIST} <= first.shown
    assert Place.STEPPER not in first.shown
    assert "1/2" in first.text_of(Place.TABLE)
    assert Place.PLOT not in keys("tab", size=size).shown


def test_the_smallest_screen_shows_one_pane_at_a_time() -> None:
    first = keys(size=(40, 12))
    assert Place.PLOT in first.shown
    assert Place.CHECKLIST in first.shown
    assert Place.TABLE not in first.shown
    assert Place.TABLE in keys("tab", size=(40, 12)).shown
    tiny = keys(size=(30, 8))
    assert tiny.shown == set()
    assert any("too small: make it 40×12" in view.frame.text for view in tiny.frames)


def test_it_follows_the_size_of_the_screen() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        for size in ((120, 40), (30, 8), (60, 20), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("right")
            await pilot.pause()

    app = drive(act)
    assert app.main.current.left.seen == 5
    assert app.shown == set(Place)


# --- screens over the lesson ----------------------------------------------------------------------


def test_why_and_help_open_scroll_and_close() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, Reader)
        assert "1  Is f continuous there?" in screen_text(app)
        await pilot.press("w")
        await pilot.press("end")
        await pilot.pause()
        assert "4  Are the two limits equal?" in screen_text(app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert on_top(app) is app.main
        await pilot.press("question_mark")
        await pilot.pause()
        assert "come closer: shrink Δx" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert on_top(app) is app.main

    app = drive(act)
    assert app.main.current == begin()


def test_a_function_is_found_by_its_words() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press(*"hinge")
        await pilot.pause()
        assert "hinge loss at 1" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()

    lesson = drive(act).main.current
    assert (lesson.function, lesson.at, lesson.title) == ("max(0, 1 - x)", "1", "hinge loss")


def test_nothing_found_is_said_and_escape_changes_nothing() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("f", *"qqq")
        await pilot.pause()
        assert "nothing found" in screen_text(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert on_top(app) is app.main

    assert drive(act).main.current == begin()


def test_an_own_function_is_checked_while_it_is_typed() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        await pilot.press("y")
        await pilot.pause()
        assert "the variable is x" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        await pilot.press("backspace", *["2", "x"], "down", "delete", "1", "slash", "3")
        await pilot.pause()
        assert "f(x) = 2·x  at x = 1/3" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()

    lesson = drive(act).main.current
    assert (lesson.function, lesson.at) == ("2x", "1/3")


@pytest.mark.parametrize(
    "typed", ["(" * 500, "9**9**9**9", "__import__('os').system('x')", "x\x00y", "х", ""]
)
def test_hostile_input_leaves_the_lesson_as_it_was(typed: str) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("right", "e")
        await pilot.pause()
        prompt = app.screen
        assert isinstance(prompt, Prompt)
        prompt.query("Input").first().value = typed  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is prompt
        await pilot.press("escape")
        await pilot.pause()

    app = drive(act)
    assert app.main.current == replace(begin(), left=app.main.current.left, right=app.main.current.right)
    assert app.main.current.left.seen == 1


@pytest.mark.parametrize("before", [("2",), ()], ids=["on condition 2", "on condition 1"])
def test_a_prediction_is_typed_and_answered(before: tuple[str, ...]) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(*STEPS, *before, "i")
        await pilot.pause()
        await pilot.press("1", "slash", "2", "enter", "enter")
        await pilot.pause()

    app = drive(act)
    assert app.main.current.concluded[1]
    assert "You said 1/2: not so." in app.text_of(Place.REASON)


def test_a_convention_of_ones_own_is_typed() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("C")
        await pilot.pause()
        await pilot.press(*"3", "enter")
        await pilot.pause()

    app = drive(act, done("abs"))
    assert app.main.current.convention == 3
    assert "not between −1 and 1" in app.text_of(Place.REASON)


def test_the_course_is_chosen_from_and_walked() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.main.current.course == f"{COURSE[2].key}/0"
        await pilot.press("n")
        await pilot.pause()

    lesson = drive(act).main.current
    assert lesson.course == f"{COURSE[2].key}/1"


def test_the_palette_has_the_commands_of_the_table_and_no_others() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("colon")
        await pilot.pause(0.3)
        await pilot.press(*"microscope")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)

    assert drive(act, begin()).main.current.zoomed


def test_auto_play_walks_and_any_key_takes_over() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        assert app.main.autoplay.running
        assert "tends to as Δx shrinks" in app.text_of(Place.REASON)
        await pilot.press("greater_than_sign")
        assert app.main.autoplay.running
        await pilot.press("s")
        assert not app.main.autoplay.running

    drive(act)


def test_auto_play_comes_to_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relu_tui.app.autoplay.SPEEDS", (1.0, 10_000.0))

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        app.main.autoplay.speed = 1
        await pilot.press("a")
        end = time.monotonic() + 30
        while app.main.autoplay.running and time.monotonic() < end:
            await pilot.pause(0.01)

    app = drive(act)
    assert app.main.current.done
    assert "That was the lesson" in app.text_of(Place.REASON)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", EXPORTS, ids=lambda entry: entry.key)
def test_an_export_says_where_it_wrote_and_overwrites_nothing(entry: Export, tmp_path: Path) -> None:
    index = EXPORTS.index(entry)

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        for _ in range(2):
            await pilot.press("x")
            await pilot.pause()
            await pilot.press(*["down"] * index, "enter")
            await pilot.pause(0.1)
            assert "Written: " in app.text_of(Place.REASON)

    drive(act, done("abs"), settings=Settings(exports=tmp_path, theme="dark"))
    names = sorted(path.name for path in tmp_path.iterdir())
    stem, _, suffix = EXPORTS[index].suffix.partition(".")
    assert names == [f"absolute-value-at-0-{stem}-2.{suffix}", f"absolute-value-at-0-{stem}.{suffix}"]
    assert all(path.stat().st_size > 50 for path in tmp_path.iterdir())


def test_a_paste_of_several_lines_is_one_and_a_long_one_is_said_to_be_too_long() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("e", "ctrl+u")
        app.post_message(events.Paste("x\n + 1\n"))
        await pilot.pause()
        assert "f(x) = x + 1" in screen_text(app)
        await pilot.press("ctrl+u")
        app.post_message(events.Paste("x" * 5000))
        await pilot.pause()
        assert "4,000 characters long" in screen_text(app)
        await pilot.press("escape")

    assert drive(act).main.current == begin()


def test_what_is_said_is_seen_though_a_key_comes_at_once() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        app.main.say("This is not saved.")
        app.main.take(closer(app.main.current))
        await pilot.pause()
        assert "This is not saved." in app.text_of(Place.REASON)
        await pilot.press("right")
        assert "This is not saved." not in app.text_of(Place.REASON)

    app = drive(act)
    assert app.main.current.left.index == 1


def test_what_is_told_once_is_seen_though_a_key_is_answered_at_once() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        app.main.warn("It can't be saved.")
        app.main.take(Reply(closer(app.main.current).lesson, "A step."))
        app.main.say("Another word.")
        await pilot.pause()
        assert "It can't be saved. Another word." in app.text_of(Place.REASON)
        await pilot.press("right")
        assert "saved" not in app.text_of(Place.REASON)

    drive(act)


def test_what_is_told_while_work_goes_on_outlasts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = threading.Event()

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(PlotPane, "painting", lambda *_: lambda: _until(drawn))
        app.main.take(closer(app.main.current))
        await pilot.pause()
        assert app.main.working is not None
        app.main.warn("It can't be saved.")
        drawn.set()
        end = time.monotonic() + 30
        while app.main.working is not None:
            assert time.monotonic() < end
            await pilot.pause(0.01)

    assert "It can't be saved." in drive(act).text_of(Place.REASON)


def test_an_export_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "can't be written: no such file or directory" in app.text_of(Place.REASON)

    drive(act, settings=Settings(exports=tmp_path / "nowhere", theme="dark"))


def test_the_clipboard_is_not_claimed() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("right", "x")
        await pilot.pause()
        await pilot.press(*"clip", "enter")
        await pilot.pause()
        assert "Sent to the terminal's clipboard" in app.text_of(Place.REASON)
        assert "| left | −1 |" in app.clipboard

    drive(act)


def test_the_lesson_is_kept_as_it_goes(tmp_path: Path) -> None:
    from relu_tui.storage.lesson_file import LESSON, load

    app = keys(*STEPS, "enter", settings=Settings(keeping=tmp_path, theme="dark"))
    assert load(tmp_path / LESSON) == app.main.current


def test_progress_is_kept(tmp_path: Path) -> None:
    from relu_tui.lesson.course import open_part

    settings = Settings(keeping=tmp_path, theme="dark")
    keys(*VERDICT, lesson=open_part("relu"), settings=settings)

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("o")
        await pilot.pause()
        assert "✓  1. ReLU at 0" in screen_text(app)

    drive(act, settings=settings)


def test_more_keys_for_a_command_leave_it_the_usual_ones() -> None:
    app = keys("y", "right", "plus", settings=Settings(keymap={"closer": "y, plus"}, theme="dark"))
    assert app.main.current.left.seen == 3


def test_what_is_typed_ahead_waits_for_the_screen_that_an_own_key_opens() -> None:
    app = LimitsApp(begin(), Settings(keymap={"edit": "y", "closer": "plus"}, theme="dark"))
    waits = {key: app.one_at_a_time(events.Key(key, None)) for key in ("y", "e", "plus", "right")}
    assert waits == {"y": True, "e": True, "plus": False, "right": False}


def test_a_pane_that_was_hidden_shows_the_lesson_of_the_moment_when_it_comes_back() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(*STEPS)
        await pilot.resize_terminal(60, 12)
        await pilot.press("f", "down", "enter")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "no row yet" in app.text_of(Place.TABLE)
        assert "no row yet" in app.text_of(Place.TABLE)
        assert "no row yet" in app.text_of(Place.TABLE)

    drive(act)


def test_steps_are_taken_while_a_step_before_them_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = threading.Event()

    def draw(_self: PlotPane, _lesson: Lesson) -> Callable[[], object]:
        return lambda: _until(drawn)

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(PlotPane, "painting", draw)
        await pilot.press("right")
        await pilot.pause()
        assert app.main.working is not None
        await pilot.press("right", "right")
        assert app.main.current.left.index == 2, "three were seen"
        drawn.set()
        end = time.monotonic() + 30
        while app.main.lesson != app.main.current:
            assert time.monotonic() < end
            await pilot.pause(0.01)

    assert "step 3" in drive(act).text_of(Place.STEPPER)


def test_what_was_said_outlasts_a_drawing_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = threading.Event()

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(PlotPane, "painting", lambda *_: lambda: _until(drawn))
        app.main.say("It can't be saved.")
        app.main.take(closer(app.main.current))
        await pilot.pause()
        assert app.main.working is not None
        assert app.main.speech.words == WORKING
        drawn.set()
        end = time.monotonic() + 30
        while app.main.working is not None:
            assert time.monotonic() < end
            await pilot.pause(0.01)

    assert "It can't be saved." in drive(act).text_of(Place.REASON)


def _until(event: threading.Event) -> None:
    """Work that takes a processor until the event is set."""
    end = time.monotonic() + 30
    while not event.is_set() and time.monotonic() < end:
        sum(range(1000))


def test_w_shows_what_is_concluded_and_again_what_gives_the_answers_away() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(*(["right"] * 3), "2", "enter", "enter", "w")
        await pilot.pause()
        assert "It is 0 at every step, and so is its limit." in screen_text(app)
        assert screen_text(app).count("not concluded yet") == 3
        assert "It is 1 at every step" not in screen_text(app)
        await pilot.press("w", "end")
        await pilot.pause()
        assert "It is 1 at every step, and so is its limit." in screen_text(app)
        await pilot.press("w")
        await pilot.pause()
        assert on_top(app) is app.main

    drive(act)


def test_in_a_quiz_w_waits_for_the_verdict() -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press("right", "w")
        await pilot.pause()
        assert app.screen is app.main
        assert "waits for the verdict" in app.text_of(Place.REASON)

    drive(act, replace(begin(), quiz=True))
