"""The experiment while it runs for a screen: in a process beside this one, or within it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from time import sleep
from typing import Protocol

from relu_tui.child_process import Child
from relu_tui.experiments.results import Report
from relu_tui.experiments.setup import Setup

PROGRAM = "relu_tui.experiments"

BREATH = 0.002
"""Seconds between two draws in which the rest of the program has the interpreter to itself."""


class Run(Protocol):
    """An experiment that was begun."""

    def reports(self) -> Iterator[Report]:
        """The figures so far, a few times a second, until it ends or is stopped; waits for them.

        Raises:
            ValueError: What came was no report.
        """

    def stop(self) -> None:
        """End it now; may be said from another thread."""


class Beside:
    """In a process of its own, which takes nothing from this one."""

    def __init__(self, setup: Setup, program: str = PROGRAM) -> None:
        """Begin.

        Args:
            setup: The experiment.
            program: The module that carries it out.

        Raises:
            ChildError: The process can't be started.
        """
        self._child = Child(program, json.dumps(asdict(setup)))

    def reports(self) -> Iterator[Report]:
        """The figures so far, as `Run` says."""
        for line in self._child.lines():
            yield Report.from_dict(json.loads(line))

    def stop(self) -> None:
        """End it now."""
        self._child.kill()


class Within:
    """In this process, for an account that starts no other."""

    def __init__(self, setup: Setup) -> None:
        """Begin when the first report is asked for."""
        self._setup = setup
        self._stopped = False

    def reports(self) -> Iterator[Report]:
        """The figures so far, as `Run` says."""
        from relu_tui.experiments.run import paced, run

        def breathing() -> Iterator[Report]:
            for report in run(self._setup):
                if self._stopped:
                    return
                yield report
                sleep(BREATH)

        yield from paced(breathing())

    def stop(self) -> None:
        """End it after the draw of the moment."""
        self._stopped = True
