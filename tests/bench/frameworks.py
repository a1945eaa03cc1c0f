"""Predictions of the tape, held against the frameworks that are installed beside this Python.

    python -m tests.bench.frameworks            compare; a difference is a line, and status 1
    python -m tests.bench.frameworks --keep     write what was measured to tests/frameworks/returned.json

Run it with a Python that has torch, jax or tensorflow, from the project's folder: the normal tests hold
predictions against the file, so that they need none of the three. What other versions returned stays in it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from relu_tui.calculus.decision.proof import locate
from relu_tui.calculus.exact.sign import as_float
from relu_tui.calculus.examination import examine
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.frameworks.backward import backward
from relu_tui.frameworks.every_framework import rules_of
from relu_tui.frameworks.live.__main__ import QUIET
from relu_tui.frameworks.live.backends import FRAMEWORKS
from relu_tui.frameworks.live.translation import Framework, asked
from relu_tui.frameworks.tape import record
from tests.frameworks.expressions import expressions
from tests.frameworks.returned import FILE, agree, release


def main() -> int:
    """Compare, and say what differs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keep", action="store_true", help="write what was measured")
    keep = options.parse_args().keep
    os.environ.update(QUIET)
    every = expressions()
    kept: dict[str, Any] = json.loads(FILE.read_text()) if keep and FILE.exists() else {}
    count = 0
    for name, importing in FRAMEWORKS.items():
        try:
            framework = importing()
        except ImportError:
            print(f"{name}: not installed here")
            continue
        found = [measured(framework, expression, at) for expression, at in every]
        differing = differences(name, framework, every, found)
        print(*differing, f"{name} {framework.version}: {len(every)} expressions", sep="\n")
        count += len(differing)
        kept[f"{name} {release(framework.version)}"] = {
            "version": framework.version,
            "date": datetime.now(UTC).date().isoformat(),
            "returned": {f"{e} at {at}": repr(v) for (e, at), v in zip(every, found, strict=True)},
        }
    if keep:
        FILE.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n")
    print(f"{count} differences")
    return 1 if count else 0


def differences(
    name: str, framework: Framework, every: Sequence[tuple[str, str]], found: Sequence[float | None]
) -> list[str]:
    """The expressions for which a framework returned something else than is predicted, a line for each."""
    rules, result = rules_of(name, release(framework.version)), []
    for (expression, at), returned in zip(every, found, strict=True):
        predicted = backward(record(examine(expression, at)), rules).returned
        if not agree(predicted, returned):
            result.append(f"{name}: {expression} at {at}: predicted {predicted}, returned {returned}")
    return result


def measured(framework: Framework, expression: str, at: str) -> float | None:
    """What a framework returns for an expression at a point; None where it raises an error instead."""
    function, point = asked(parse(expression), framework), as_float(locate(parse_point(at)))
    try:
        return framework.slope(function, point)
    except (ValueError, RuntimeError):
        return None


if __name__ == "__main__":
    sys.exit(main())
