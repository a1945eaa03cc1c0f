"""A screen that asks the frameworks on this machine while it is open, each in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

from textual.message import Message

from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import Overlay
from relu_tui.frameworks.live.probe import Measurement, Probe, installed


class AskingOverlay(Overlay[None]):
    """A screen that frameworks answer into. What has not answered is ended with the screen."""

    class Answered(Message):
        """Posted when a framework has answered, or was given up."""

        def __init__(self, measurement: Measurement) -> None:
            super().__init__()
            self.measurement = measurement
            """What it answered."""

    def __init__(self, look: Look) -> None:
        """Make the screen.

        Args:
            look: How things are drawn.
        """
        super().__init__(look)
        self.probes: dict[str, Probe] = {}
        self.measurements: list[Measurement] = []

    def ask(self, ways: Sequence[str], function: str, at: str) -> None:
        """Ask the frameworks that are there.

        Args:
            ways: Names of ways to write the function, besides the expression itself.
            function: The function's expression.
            at: The point.
        """
        for framework in installed():
            probe = Probe(framework, ways, function, at)
            self.probes[framework] = probe
            Thread(target=self._wait, args=(probe,), daemon=True).start()

    def _wait(self, probe: Probe) -> None:
        answer = probe.result()
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.post_message(self.Answered(answer))

    def on_asking_overlay_answered(self, message: Answered) -> None:
        """Show what came."""
        message.stop()
        self.probes.pop(message.measurement.framework, None)
        self.measurements.append(message.measurement)
        self.came()

    def came(self) -> None:
        """Show it; for a subclass to override."""
        self.draw()

    def on_unmount(self) -> None:
        """Ask no longer."""
        for probe in self.probes.values():
            probe.kill()
