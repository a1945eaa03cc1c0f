"""A step glides where it may, and never where a key waits, where it is dear, or where it is not wanted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.frame import Frame, Role
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.arrangement import Place, arrange
from relu_tui.app.panes.plot import plot
from relu_tui.app.settings import Settings
from relu_tui.app.terminal.round_trip import ANSWER, Link
from relu_tui.app.terminal.shadow_screen import Style
from relu_tui.app.widgets.glide import BETWEEN, MOST, cost, glide
from relu_tui.app.widgets.panes import PlotPane
from relu_tui.lesson.motion import on_the_way
from relu_tui.lesson.transitions import begin
from tests.app.pilots import Driven, drive
from tests.lesson.walks import press

LOOK = Look()


def shown_by_a_step(
    monkeypatch: pytest.MonkeyPatch, *, glides: bool = True, waits: bool = False
) -> tuple[list[Frame], Frame]:
    """What the plot shows in the third step of sin at 0, and what it should come to."""
    monkeypatch.setattr(LimitsApp, "glides", lambda _: glides)
    frames: list[Frame] = []
    lesson = press(begin("sin(x)"), "right", "right")
    final: list[Frame] = []

    async def act(app: Driven, pilot: Pilot[None]) -> None:
        pane = app.main.query_one(PlotPane)
        if waits:
            monkeypatch.setattr(pane, "_waits", lambda: True)
        show = pane.show

        def seen(frame: Frame) -> None:
            frames.append(frame)
            show(frame)

        monkeypatch.setattr(pane, "show", seen)
        final.append(plot(press(lesson, "right"), *pane.size, app.main.look))
        await pilot.press("right")
        for _ in range(200):
            if pane.frame == final[0]:
                break
            await pilot.pause(0.02)

    drive(act, lesson)
    return frames, final[0]


def test_a_step_glides_to_where_it_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    frames, final = shown_by_a_step(monkeypatch)
    assert len(frames) == BETWEEN + 1
    assert len({frame.text for frame in frames}) == len(frames)
    assert frames[-1] == final


@pytest.mark.parametrize("case", [{"glides": False}, {"waits": True}])
def test_it_does_not_glide(monkeypatch: pytest.MonkeyPatch, case: dict[str, bool]) -> None:
    frames, final = shown_by_a_step(monkeypatch, **case)
    assert frames == [final]


def test_a_step_that_would_be_dear_does_not_glide() -> None:
    def style(role: Role) -> Style:
        return Style(color=f"38;5;{100 + list(Role).index(role)}")

    glided = refused = 0
    for function, at in (("x**2", "1"), ("cbrt(x)", "0")):
        for size in ((80, 24), (200, 60)):
            box = arrange(*size)[Place.PLOT]
            for steps in range(1, 9):
                before = press(begin(function, at), *["right"] * steps)
                after = press(before, "right")
                shown, final = (plot(lesson, box.width, box.height, LOOK) for lesson in (before, after))
                frames = glide(on_the_way(before, after, BETWEEN), shown, final, LOOK, style)
                glided += bool(frames)
                refused += not frames
                assert not frames or cost([shown, *frames, final], style) <= MOST
    assert glided > 5
    assert refused > 5


@pytest.mark.parametrize(
    ("settings", "may"),
    [
        (Settings(), True),
        (Settings(motion=False), False),
        (Settings(kiosk=True), False),
        (Settings(full_repaint=True), False),
    ],
)
def test_it_may_glide_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, may: bool
) -> None:
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    written: list[str] = []
    driver: Any = SimpleNamespace(link=Link(lambda: 0.0), write=written.append)
    app = LimitsApp(begin(), settings)
    monkeypatch.setattr(LimitsApp, "driver", driver)
    assert not app.glides()  # it was not asked before
    driver.link.hear(ANSWER)
    assert app.glides() is may
    assert bool(written) is may
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    driver.link.hear(ANSWER)
    assert not app.glides()
