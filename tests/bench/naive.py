"""The four panes as anyone would first write them: ready-made widgets, each told its whole content at a key.

python -m tests.bench.naive "abs(x)"
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import ClassVar

import numpy as np
import plotext  # type: ignore[import-untyped]
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Footer, Header, Static

FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda x: np.maximum(0, x),
    "abs(x)": np.abs,
    "x**2": np.square,
    "sin(x)": np.sin,
}


class Naive(App[None]):
    """Steps Δx towards 0 from both sides."""

    CSS = """
    Vertical { width: 1fr; }
    #plot { height: 3fr; border: round white; }
    #stepper { height: 2fr; border: round white; }
    DataTable { height: 1fr; border: round white; }
    #checklist { height: 1fr; border: round white; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("right", "closer", "closer", priority=True)]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.function = FUNCTIONS[name]
        self.name_of_it = name
        self.steps = 0
        plotext.terminal.limit(False, False)

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield Header()
        with Horizontal():
            with Vertical():
                yield Static(id="plot")
                yield Static(id="stepper")
            with Vertical():
                yield DataTable(zebra_stripes=False)
                yield Static(id="checklist")
        yield Footer()

    def on_mount(self) -> None:
        """Head the table."""
        self.query_one(DataTable).add_columns("side", "Δx", "f(0+Δx)", "quotient")
        self.call_after_refresh(self.show)

    def action_closer(self) -> None:
        """Take one step from both sides."""
        self.steps += 1
        table = self.query_one(DataTable)
        for side, sign in (("left", -1), ("right", 1)):
            step = sign * 2.0 ** (1 - self.steps)
            rise = self.value(step) - self.value(0)
            table.add_row(side, f"{step:.6g}", f"{self.value(step):.6g}", f"{rise / step:.6g}")
        table.move_cursor(row=table.row_count - 1)
        self.show()

    def value(self, x: float) -> float:
        """f there."""
        return float(self.function(np.asarray(x)))

    def show(self) -> None:
        """Tell every pane what to show."""
        step = 2.0 ** (1 - self.steps) if self.steps else 1.0
        self.query_one("#plot", Static).update(self.plot(step))
        self.query_one("#stepper", Static).update(
            f"left  ◁ Δx = {-step:.6g}\nright ▷ Δx = {step:.6g}\n{self.line(step)}"
        )
        words = ("continuous at 0", "left-hand limit", "right-hand limit", "equal")
        seen = f"gathering {self.steps}/3" if self.steps < 3 else "ready"
        lines = [f"○ {number} {text:20} {seen}" for number, text in enumerate(words, 1)]
        self.query_one("#checklist", Static).update("\n".join(lines))

    def plot(self, step: float) -> Text:
        """The curve with both secants."""
        pane = self.query_one("#plot", Static).content_size
        figure = plotext.figure
        figure.clear()
        figure.plot_size(max(pane.width, 10), max(pane.height, 5))
        xs = np.linspace(-1.25, 1.25, 200)
        for x, y in (
            (xs, self.function(xs)),
            *((np.array([0, end]), np.array([self.value(0), self.value(end)])) for end in (-step, step)),
        ):
            signal = figure.signal(x.tolist(), y.tolist(), marker="braille")
            for index in range(1, len(x)):
                signal.line(index)
            figure.draw(signal)
        return Text.from_ansi(figure.build().string())

    def line(self, step: float) -> str:
        """The number line with both probes."""
        width = max(self.query_one("#stepper", Static).content_size.width - 2, 10)
        cells = ["─"] * width
        middle = width // 2
        for place, glyph in ((-step, "◉"), (step, "◉"), (0, "●")):
            cells[min(width - 1, round(middle + place * (middle - 1)))] = glyph
        return "".join(cells)


if __name__ == "__main__":
    Naive(sys.argv[1] if len(sys.argv) > 1 else "relu").run()
