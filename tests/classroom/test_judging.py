"""What is typed in a class is tried beside it: what takes long or ends a process never holds the class."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from relu_tui.app.entries import check_function, check_limit, check_slope
from relu_tui.app.screens.prompt import Check
from relu_tui.calculus.errors import ExpressionError
from relu_tui.classroom import judging
from relu_tui.classroom.judging import Bench

ENDLESS = "tanh(" * 18 + "x" + ")" * 18


def judged(*asked: tuple[Check, list[str]]) -> list[str]:
    async def main() -> list[str]:
        bench = Bench(1)
        said = []
        for check, typed in asked:
            try:
                said.append(await bench.judge(check, typed, whole=True))
            except ExpressionError as error:
                said.append(f"! {error}")
        await bench.close()
        return said

    return asyncio.run(main())


def test_what_will_do_is_told_as_it_is_without_a_class() -> None:
    assert judged(
        (check_function, ["x*sin(1/x) if x != 0 else 0", "0"]),
        (check_function, ["max(x", "0"]),
        (check_limit, ["1/2"]),
        (check_limit, ["perhaps"]),
        (check_slope, ["0.3"]),
    ) == [
        check_function(["x*sin(1/x) if x != 0 else 0", "0"]),
        f"! {failing(check_function, ['max(x', '0'])}",
        check_limit(["1/2"]),
        f"! {failing(check_limit, ['perhaps'])}",
        check_slope(["0.3"]),
    ]


def failing(check: Check, typed: list[str]) -> str:
    with pytest.raises(ExpressionError) as caught:
        check(typed)
    return str(caught.value)


def test_what_takes_too_long_is_refused_and_the_next_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.3)
    slow, well = judged((check_function, [f"{ENDLESS} + abs(x)**x", "pi/7"]), (check_slope, ["1"]))
    assert "without the class" in slow
    assert well == "f′ = 1"


def test_a_machine_busy_with_others_makes_nothing_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.5)

    async def main() -> str:
        bench = Bench(1)
        assert await bench.judge(check_slope, ["1"], whole=True) == "f′ = 1"
        (worker,) = bench._workers
        process = worker._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        asyncio.get_running_loop().call_later(1.5, os.kill, process.pid, signal.SIGCONT)
        said = await bench.judge(check_slope, ["2"], whole=True)
        assert worker._process is process
        await bench.close()
        return said

    assert asyncio.run(main()) == "f′ = 2"


def test_a_process_that_ends_in_the_midst_of_it_is_a_refusal_and_the_next_is_answered() -> None:
    async def main() -> list[str]:
        bench = Bench(1)
        said = [await bench.judge(check_slope, ["1"], whole=True)]
        (worker,) = bench._workers
        process = worker._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        asyncio.get_running_loop().call_later(0.2, os.kill, process.pid, signal.SIGKILL)
        with pytest.raises(ExpressionError, match="without the class"):
            await bench.judge(check_slope, ["2"], whole=True)
        said.append(await bench.judge(check_slope, ["3"], whole=True))
        await bench.close()
        return said

    assert asyncio.run(main()) == ["f′ = 1", "f′ = 3"]
