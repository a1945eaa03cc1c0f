"""Has what was typed tried in processes beside the class, and ends them where that takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Callable

from relu_tui.app.entries import check_function, check_guess, check_limit, check_slope
from relu_tui.app.screens.prompt import Answered, Check
from relu_tui.calculus.errors import ExpressionError

COMMAND = (sys.executable, "-P", "-m", "relu_tui.classroom.trial")
"""What tries things."""

PATIENCE = 2.5
"""Seconds of a processor for one answer: how busy the machine is with others makes nothing too long."""

LONGEST = 15.0
"""Seconds after which there is no answer, however little of a processor was had."""

STARTING = 20.0
"""Seconds for a process to start."""

SHORTEST = 0.05
"""Seconds between two looks at how much of it was had."""

WORKERS = 2

PAUSE = 0.15
"""Seconds without a key after which what stands there is tried."""

LONGEST_LINE = 1 << 16

NAMES: dict[Check, str] = {
    check_function: "function",
    check_limit: "limit",
    check_guess: "guess",
    check_slope: "slope",
}
"""What is tried elsewhere; what is not among these costs nothing to check."""

ENDED = "this can't be tried in a class that shares a machine: try it alone, without the class"


def processor_time(pid: int) -> float:
    """Seconds for which a process has had a processor.

    Args:
        pid: A process that has not been waited for.

    Raises:
        OSError: There is none.
    """
    if not sys.platform.startswith("linux"):
        return time.monotonic()
    return time.clock_gettime((~pid << 3) | 2)  # clock_getcpuclockid(3)


class Worker:
    """A process that tries things, started when it is first needed."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, request: dict[str, object]) -> dict[str, str]:
        """Have something tried.

        Raises:
            TimeoutError: It took too long, and the process was ended.
            OSError: The process ended by itself, or can't be started.
        """
        process = await self._started()
        try:
            return await self._exchange(process, request)
        except BaseException:
            await self.close()
            raise

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LONGEST_LINE,
                start_new_session=True,
            )
            try:
                await _line(self._process, STARTING)
            except BaseException:
                await self.close()
                raise
        return self._process

    async def _exchange(
        self, process: asyncio.subprocess.Process, request: dict[str, object]
    ) -> dict[str, str]:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        process.stdin.write(json.dumps(request).encode() + b"\n")
        answer = asyncio.create_task(_line(process, LONGEST))
        end, left = processor_time(process.pid) + PATIENCE, PATIENCE
        try:
            while left > 0 and not (await asyncio.wait((answer,), timeout=max(left, SHORTEST)))[0]:
                left = end - processor_time(process.pid)
            if not answer.done():
                raise TimeoutError
            return await answer
        finally:
            answer.cancel()

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _line(process: asyncio.subprocess.Process, seconds: float) -> dict[str, str]:
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    async with asyncio.timeout(seconds):
        line = await process.stdout.readline()
    if not line:
        raise OSError("the process has ended")
    found: dict[str, str] = json.loads(line)
    return found


class Bench:
    """The workers, each with one request at a time."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers = [Worker() for _ in range(workers)]
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def judge(self, check: Check, typed: list[str], *, whole: bool) -> str:
        """What there is to say of what was typed.

        Args:
            check: What to check it by.
            typed: The lines.
            whole: Whether a function is to go through its lesson, as it is about to do so here.

        Raises:
            ExpressionError: It will not do, or can't be tried in time.
        """
        name = NAMES.get(check)
        if name is None:
            return check(typed)
        worker = await self._idle.get()
        try:
            answer = await worker.ask({"check": name, "typed": typed, "whole": whole})
        except (TimeoutError, OSError, ValueError):
            raise ExpressionError(ENDED, None) from None
        finally:
            self._idle.put_nowait(worker)
        if "problem" in answer:
            raise ExpressionError(answer["problem"], None)
        return answer["said"]

    async def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            await worker.close()


class Judging:
    """One session's way to the workers: it has one thing tried at a time, the last that was typed."""

    def __init__(self, bench: Bench, soon: Callable[..., object]) -> None:
        """Make it.

        Args:
            bench: The workers.
            soon: Lets the session's app call something.
        """
        self._bench = bench
        self._soon = soon
        self._task: asyncio.Task[None] | None = None

    def __call__(self, check: Check, typed: list[str], answered: Answered, *, final: bool) -> None:
        """Have it tried; an answer to what was typed before comes no more.

        What costs nothing, such as to pass a question over, is answered at once.
        """
        self.close()
        if check not in NAMES or not "".join(typed).strip():
            try:
                answered(check(typed))
            except ExpressionError as error:
                answered(error)
            return
        self._task = asyncio.create_task(self._try(check, typed, answered, final=final))

    async def _try(self, check: Check, typed: list[str], answered: Answered, *, final: bool) -> None:
        if not final:
            await asyncio.sleep(PAUSE)
        answer: str | ExpressionError
        try:
            answer = await self._bench.judge(check, typed, whole=final)
        except ExpressionError as error:
            answer = error
        self._soon(answered, answer)

    def close(self) -> None:
        """Have nothing tried any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
