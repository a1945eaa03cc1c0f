"""Ask a framework, in a process of its own, for the derivative of a function at a point.

Importing one takes seconds, may print, may fail, may crash; none of that reaches this process.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from relu_tui.child_process import Child, ChildError

FRAMEWORKS = ("torch", "jax", "tensorflow")
"""What can be asked, by the name it is imported by."""

PATIENCE = 60.0
"""Seconds until a framework is given up; importing one can take 20 where a disk is slow."""

AS_TYPED = "f"
"""The way that is the expression itself."""

PROGRAM = "relu_tui.frameworks.live"


@dataclass(frozen=True)
class Measurement:
    """What a framework on this machine returned.

    Attributes:
        framework: One of `FRAMEWORKS`.
        installed: Whether it is there.
        version: Its version.
        values: The derivative for each way, by name; a way it does not have is not in it.
        trouble: Why there are no values; empty if there are.
    """

    framework: str
    installed: bool = True
    version: str = ""
    values: tuple[tuple[str, float], ...] = ()
    trouble: str = ""

    def value(self, way: str) -> float | None:
        """The derivative for a way, or None where there is none."""
        return dict(self.values).get(way)


class Probe:
    """A framework that was asked, and has not answered yet."""

    def __init__(
        self,
        framework: str,
        ways: Sequence[str],
        function: str,
        at: str,
        *,
        patience: float = PATIENCE,
        program: str = PROGRAM,
    ) -> None:
        """Ask.

        Args:
            framework: One of `FRAMEWORKS`.
            ways: Names of ways to write the function, as `translation.OPERATIONS` has them.
            function: The function's expression.
            at: The point.
            patience: Seconds until it is given up.
            program: The module that answers.
        """
        self.framework = framework
        self._trouble = ""
        self._child: Child | None = None
        request = {
            "framework": framework,
            "ways": list(ways),
            "function": function,
            "at": at,
            "seconds": patience,
        }
        try:
            self._child = Child(program, json.dumps(request), patience)
        except ChildError as error:
            self._trouble = f"could not be started: {error}"

    def result(self) -> Measurement:
        """The answer; waits for it. It can be had once."""
        if self._child is None:
            return Measurement(self.framework, trouble=self._trouble)
        lines = self._child.lines()
        answer = next(lines, None)
        lines.close()  # type: ignore[attr-defined]
        if self._child.late:
            return Measurement(self.framework, trouble="gave no answer in time")
        if answer is None:
            return Measurement(
                self.framework, trouble=f"ended without an answer (status {self._child.status})"
            )
        try:
            return read(self.framework, answer)
        except ValueError:
            return Measurement(self.framework, trouble="gave an answer that can't be read")

    @property
    def ended(self) -> bool:
        """Whether no process is left."""
        return self._child is None or self._child.status is not None

    def kill(self) -> None:
        """Ask no longer."""
        if self._child is not None:
            self._child.kill()


def read(framework: str, answer: str) -> Measurement:
    """Read the line that the program printed.

    Raises:
        ValueError: It is no answer.
    """
    found = json.loads(answer)
    if not isinstance(found, dict) or found.get("framework") != framework:
        raise ValueError("no answer of this framework")
    if found.get("absent") is True:
        return Measurement(framework, installed=False, trouble="is not installed")
    version, values, trouble = found.get("version"), found.get("values"), found.get("trouble")
    if not (isinstance(version, str) and isinstance(values, dict) and isinstance(trouble, str)):
        raise ValueError("parts are missing")
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values.values()):
        raise ValueError("a value is no number")
    pairs = tuple((str(way), float(value)) for way, value in values.items())
    return Measurement(framework, version=version[:40], values=pairs, trouble=trouble[:200])


def installed() -> tuple[str, ...]:
    """The frameworks that seem to be there; none is imported for it."""
    return tuple(name for name in FRAMEWORKS if _is_there(name))


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
