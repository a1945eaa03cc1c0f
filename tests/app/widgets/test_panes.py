"""The panes of the lesson, as they come to be shown."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from relu_tui.app.app import LimitsApp
from relu_tui.app.panes import plot
from relu_tui.app.panes.arrangement import Place
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.panes import PlotPane, Stage
from relu_tui.app.worker_thread import Worker
from relu_tui.lesson.graphs import Scene
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin


def test_keys_are_answered_while_the_first_plot_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on, really = Event(), plot.scenes

    def scenes(lesson: Lesson, width: int) -> list[Scene]:
        while not goes_on.is_set():
            sum(range(1000))
        return really(lesson, width)

    async def main() -> None:
        app = LimitsApp(begin(), Settings(theme="dark", marks="braille"))
        async with app.run_test(size=(80, 24)) as pilot:
            pane = app.main.query_one(PlotPane)
            while pane.stage is not Stage.FULL:
                await pilot.pause(0.01)
            assert Worker.busy()
            assert pane.painter is plot.outline
            assert app.main.turn is Place.PLOT
            await pilot.press("tab")
            assert app.main.turn is not Place.PLOT
            goes_on.set()
            while pane.painter is not plot.plot:
                await pilot.pause(0.01)

    monkeypatch.setattr(plot, "scenes", scenes)
    asyncio.run(main())
