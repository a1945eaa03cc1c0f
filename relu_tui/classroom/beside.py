"""The processes beside a class: those that try what was typed, and those that work out what takes long."""

from __future__ import annotations

from relu_tui.classroom.forked_work import Forks
from relu_tui.classroom.judging import Bench


class Beside:
    """What is done beside the class.

    Attributes:
        bench: Tries what was typed.
        forks: Works out what takes long.
    """

    def __init__(self) -> None:
        self.bench = Bench()
        self.forks = Forks()

    async def close(self) -> None:
        """End all of it."""
        await self.forks.close()
        await self.bench.close()
