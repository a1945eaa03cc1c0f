"""`python -m relu_tui.frameworks.live`: import one framework, ask it for derivatives, print them as JSON.

Its argument is what `probe.Probe` asks. Whatever the framework prints meanwhile goes nowhere.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.frameworks.live.backends import FRAMEWORKS
from relu_tui.frameworks.live.probe import AS_TYPED
from relu_tui.frameworks.live.translation import Framework, TensorFunction, asked

QUIET = {
    "CUDA_VISIBLE_DEVICES": "",
    "JAX_PLATFORMS": "cpu",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "KERAS_BACKEND": "tensorflow",
    "OMP_NUM_THREADS": "1",
}
"""The processor alone, as the values of the table were measured, and few words."""


def main() -> None:
    """Answer what the first argument asks."""
    request = json.loads(sys.argv[1])
    os.nice(10)
    signal.alarm(int(request["seconds"]) + 1)  # should whoever asked be gone
    answer = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, by its descriptor
        os.dup2(nowhere.fileno(), 1)
    os.environ.update(QUIET)
    print(json.dumps(answered(request, FRAMEWORKS)), file=answer, flush=True)
    os._exit(0)  # without what frameworks do, or forget to do, at the end


def answered(request: dict[str, Any], frameworks: dict[str, Callable[[], Framework]]) -> dict[str, Any]:
    """What to answer.

    Args:
        request: As `probe.Probe` makes it.
        frameworks: How each framework is imported.
    """
    name = request["framework"]
    try:
        framework = frameworks[name]()
    except ModuleNotFoundError as error:
        if error.name == name:
            return {"framework": name, "absent": True}
        return _failure(name, error)
    except Exception as error:
        return _failure(name, error)
    at = as_float(locate(parse_point(request["at"])))
    functions: dict[str, TensorFunction] = {AS_TYPED: asked(parse(request["function"]), framework)}
    functions |= {way: framework.operations[way] for way in request["ways"] if way in framework.operations}
    values, trouble = {}, ""
    for way, function in functions.items():
        try:
            value = framework.slope(function, at)
        except Exception as error:
            trouble = _said(error)
            continue
        if value is not None:
            values[way] = value
    return {
        "framework": name,
        "version": framework.version,
        "values": values,
        "trouble": "" if values else trouble or "returns no derivative: to it, f does not depend on x",
    }


def _failure(name: str, error: BaseException) -> dict[str, Any]:
    return {
        "framework": name,
        "version": "",
        "values": {},
        "trouble": f"can't be imported: {_said(error)}",
    }


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]


if __name__ == "__main__":
    main()
