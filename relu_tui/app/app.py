"""The app: themes, the driver, the screens over the lesson."""

from __future__ import annotations

import os
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from relu_tui.app.canvas import load
from relu_tui.app.main_screen import MainScreen
from relu_tui.app.pane import PlotPane
from relu_tui.app.settings import Settings
from relu_tui.app.terminal import look_for, theme_for
from relu_tui.app.themes import THEMES
from relu_tui.lesson.lesson import Lesson


class LimitsApp(App[None]):
    """Stepping through limits."""

    TITLE = "relu-tui"
    COMMAND_PALETTE_BINDING = "colon"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, lesson: Lesson, settings: Settings | None = None) -> None:
        """Make the app.

        Args:
            lesson: The lesson to begin with.
            settings: Choices made on the command line and in the configuration.
        """
        self.settings = settings or Settings()
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme or theme_for(os.environ)
        self.animation_level = "none"
        look = look_for(os.environ, self.settings.marks)
        keeping = None if self.settings.kiosk else self.settings.keeping
        self.main = MainScreen(lesson, look, keeping, self.settings.exports, kiosk=self.settings.kiosk)

    def get_driver_class(self) -> type[Driver]:
        """The driver that sends only what differs, unless that is turned off."""
        driver = super().get_driver_class()
        if self.settings.full_repaint:
            return driver
        from relu_tui.app.diffing_driver import diffing

        return diffing(driver)

    def on_mount(self) -> None:
        """Show the lesson, and the plot as soon as what draws it is imported."""
        self.push_screen(self.main)
        if self.settings.keymap:
            self.set_keymap(self.settings.keymap)
        self.call_after_refresh(self._load_plot)

    def _load_plot(self) -> None:
        load()
        self.main.query_one(PlotPane).ready = True
        if self.settings.greeting:
            self.main.say(self.settings.greeting)
        elif self.main.keeper.trouble:
            self.main.say(self.main.keeper.trouble)
        if self.settings.demo:
            self.main.autoplay.toggle()

    def redraw(self) -> None:
        """Send the whole screen again."""
        invalidate = getattr(self._driver, "invalidate", None)
        if invalidate is not None:
            invalidate()
        self.screen.refresh(layout=False)
