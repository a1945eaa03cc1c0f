"""Driving the app by keys, without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from textual.pilot import Pilot
from textual.screen import Screen

from relu_tui.app.app import LimitsApp
from relu_tui.app.panes.arrangement import Place
from relu_tui.app.panes.plot import plot
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.frame_view import FrameView
from relu_tui.app.widgets.panes import Pane, PlotPane
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin


class Driven(LimitsApp):
    """The app, which keeps hold of its frames when its screens are gone."""

    frames: list[FrameView]
    shown: set[Place]
    """The places that have a pane on the screen."""

    def remember(self) -> None:
        """Note what is on the lesson's screen now."""
        self.frames = list(self.main.query(FrameView))
        self.shown = {v.place for v in self.frames if isinstance(v, Pane) and v.display}

    def text_of(self, place: Place) -> str:
        """What a pane shows."""
        if self.is_running:
            self.remember()
        return next(v for v in self.frames if isinstance(v, Pane) and v.place is place).frame.text


Act: TypeAlias = Callable[[Driven, "Pilot[None]"], Awaitable[None]]


def drive(
    act: Act,
    lesson: Lesson | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
) -> Driven:
    """Run the app, wait until the lesson is ready, act, and return the app as it was left."""

    async def main() -> Driven:
        app = Driven(lesson or begin(), settings or Settings(theme="dark", marks="braille"))
        async with app.run_test(size=size) as pilot:
            while app.main.query_one(PlotPane).painter is not plot:
                await pilot.pause(0.01)
            await act(app, pilot)
            app.remember()
        return app

    return asyncio.run(main())


def keys(*pressed: str, **options: object) -> Driven:
    """The app after these keys."""

    async def act(_app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(*pressed)
        await pilot.pause()

    return drive(act, **options)  # type: ignore[arg-type]


def on_top(app: LimitsApp) -> Screen[object]:
    """The screen on top."""
    return app.screen


def screen_text(app: LimitsApp) -> str:
    """What the whole screen on top shows, while the app runs."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
