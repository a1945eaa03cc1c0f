"""What frameworks do at a kink: a page to read, that goes on while frameworks on this machine are asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from threading import Thread

from textual.message import Message

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.reader import Reader
from relu_tui.calculus.examination import Examination
from relu_tui.frameworks import report
from relu_tui.frameworks.live.probe import Measurement, Probe, installed
from relu_tui.frameworks.measured import Subject
from relu_tui.frameworks.report import Kind

ROLES = {
    Kind.HEADING: Role.HEADING,
    Kind.TEXT: Role.PLAIN,
    Kind.HEAD: Role.DIM,
    Kind.ROW: Role.PLAIN,
    Kind.NOTE: Role.DIM,
}


class FrameworksPage(Reader):
    """The page. Each framework is asked in a process of its own, which ends with the page."""

    class Answered(Message):
        """Posted when a framework has answered, or was given up."""

        def __init__(self, measurement: Measurement) -> None:
            super().__init__()
            self.measurement = measurement
            """What it answered."""

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
        self.probes: dict[str, Probe] = {}
        self.measurements: list[Measurement] = []

    def on_mount(self) -> None:
        """Ask the frameworks that are there."""
        if not self.live:
            return
        names = [name for name, _ in self.subject.operations]
        for framework in installed():
            probe = Probe(framework, names, self.subject.function, self.subject.at)
            self.probes[framework] = probe
            Thread(target=self._wait, args=(probe,), daemon=True).start()

    def _wait(self, probe: Probe) -> None:
        answer = probe.result()
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.post_message(self.Answered(answer))

    def on_frameworks_page_answered(self, message: Answered) -> None:
        """Show what came."""
        message.stop()
        self.probes.pop(message.measurement.framework, None)
        self.measurements.append(message.measurement)
        self.draw()

    def on_unmount(self) -> None:
        """Ask no longer."""
        for probe in self.probes.values():
            probe.kill()

    def _rows(self, width: int) -> Sequence[Row]:
        measurements = self.measurements if self.live else None
        sections = chain(
            report.about(self.subject, self.examination, measurements, tuple(self.probes)),
            report.general(),
        )
        return [row((line, ROLES[kind])) for kind, line in report.laid_out(sections, width)]
