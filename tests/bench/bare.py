"""The least that an app of Textual's can be: a line of text, a footer, a key. What nothing can be below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static


class Bare(App[None]):
    """Counts."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("right", "closer", "closer")]
    steps = 0

    def compose(self) -> ComposeResult:
        """Make the line and the footer."""
        yield Static("step 0")
        yield Footer()

    def action_closer(self) -> None:
        """Count one more."""
        self.steps += 1
        self.query_one(Static).update(f"step {self.steps}")


if __name__ == "__main__":
    Bare().run()
