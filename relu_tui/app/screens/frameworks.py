"""What frameworks do at a kink: a page to read, that goes on while frameworks on this machine are asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.live_frameworks import AskingOverlay
from relu_tui.app.screens.reader import Reader
from relu_tui.calculus.examination import Examination
from relu_tui.frameworks import report
from relu_tui.frameworks.measured import Subject
from relu_tui.frameworks.report import Kind

ROLES = {
    Kind.HEADING: Role.HEADING,
    Kind.TEXT: Role.PLAIN,
    Kind.HEAD: Role.DIM,
    Kind.ROW: Role.PLAIN,
    Kind.NOTE: Role.DIM,
    Kind.RIGHT: Role.HOLDS,
    Kind.WRONG: Role.FAILS,
}


class FrameworksPage(Reader, AskingOverlay):
    """The page. Each framework is asked in a process of its own, which ends with the page."""

    def __init__(
        self, title: str, subject: Subject, examination: Examination, look: Look, *, live: bool = True
    ) -> None:
        """Make the page.

        Args:
            title: What stands in the upper edge.
            subject: The function and the point.
            examination: What is proved there.
            look: How things are drawn.
            live: Whether frameworks on this machine are asked.
        """
        super().__init__(title, self._rows, look)
        self.subject = subject
        self.examination = examination
        self.live = live

    def on_mount(self) -> None:
        """Ask the frameworks that are there."""
        if self.live:
            names = [name for name, _ in self.subject.operations]
            self.ask(names, self.subject.function, self.subject.at)

    def _rows(self, width: int) -> Sequence[Row]:
        measurements = self.measurements if self.live else None
        sections = chain(
            report.about(self.subject, self.examination, measurements, tuple(self.probes)),
            report.general(),
        )
        return [row((line, ROLES[kind])) for kind, line in report.laid_out(sections, width)]
