"""`python -m relu_tui.experiments`: the experiment as a program of its own, for a screen to start and stop.

Its argument is a setup as JSON. It prints a report as JSON in each line: the first draw's, then a few a
second, and the last.
"""

from __future__ import annotations

import json
import os
import sys

from relu_tui.experiments.setup import Setup


def main() -> None:
    """Run the setup that was given, out of the way of other programs."""
    os.nice(10)
    given = json.loads(sys.argv[1])
    setup = Setup(**{**given, "units": tuple(given["units"]), "formats": tuple(given["formats"])})
    from relu_tui.experiments.run import paced, run

    for report in paced(run(setup)):
        print(json.dumps(report.to_dict()), flush=True)


if __name__ == "__main__":
    main()
