"""`python -m relu_tui.experiments`: the experiment as a program of its own, for a screen to start and stop.

Its argument is a setup as JSON. It prints a report as JSON in each line: the first draw's, then a few a
second, and the last.
"""

from __future__ import annotations

import json
import os
import sys
from time import monotonic

from relu_tui.experiments.settings import Setup

INTERVAL = 0.3
"""Seconds between two lines."""


def main() -> None:
    """Run the setup that was given, out of the way of other programs."""
    os.nice(10)
    given = json.loads(sys.argv[1])
    setup = Setup(**{**given, "units": tuple(given["units"]), "formats": tuple(given["formats"])})
    from relu_tui.experiments.run import run

    said = 0.0
    for report in run(setup):
        if report.done == 1 or report.complete or monotonic() - said >= INTERVAL:
            print(json.dumps(report.to_dict()), flush=True)
            said = monotonic()


if __name__ == "__main__":
    main()
