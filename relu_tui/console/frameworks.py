"""`relu-tui frameworks`: what frameworks return as derivatives at kinks."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from relu_tui.calculus.decision.kink import Bend, Kink
from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.examination import Examination, examine
from relu_tui.calculus.explanation.phrases import point_text
from relu_tui.calculus.language.gallery import BY_NAME
from relu_tui.calculus.language.printing import shown_node
from relu_tui.console import output_terminal
from relu_tui.frameworks import report
from relu_tui.frameworks.comparison import standing
from relu_tui.frameworks.live.probe import FRAMEWORKS, Measurement, Probe, installed
from relu_tui.frameworks.measured import CONDITIONS, LIBRARIES, RULE, STORY, WAYS, Subject, Way, subject
from relu_tui.interface.arguments import fail


def run(options: Namespace) -> int:
    """Print what was asked for; ends the program where the name can't be read."""
    if not options.name:
        print(as_json() if options.json else as_text(output_terminal.width()))
        return 0
    try:
        asked = subject(options.name, options.at)
    except ExpressionError as error:
        fail(str(error))
    try:
        examination = examine(asked.function, asked.at)
    except ExpressionError as error:
        fail(f"--at: {error}" if options.at else str(error))
    measurements = None
    if options.live:
        output_terminal.say("asking the frameworks that are installed here …")
        measurements = measure(asked)
        output_terminal.say("")
    if options.json:
        print(about_as_json(asked, examination, measurements))
    else:
        print(about_as_text(asked, examination, measurements, output_terminal.width()))
    return 0


def measure(asked: Subject) -> tuple[Measurement, ...]:
    """Ask the frameworks on this machine, all at once; waits for the slowest, and gives up in time."""
    names = [name for name, _ in asked.operations]
    probes = [Probe(framework, names, asked.function, asked.at) for framework in installed()]
    try:
        return tuple(probe.result() for probe in probes)
    finally:
        for probe in probes:
            probe.kill()


# --- for people -----------------------------------------------------------------------------------


def as_text(width: int) -> str:
    """All that was measured."""
    return _lines(report.general(), width)


def about_as_text(
    asked: Subject, examination: Examination, measurements: Sequence[Measurement] | None, width: int
) -> str:
    """What was measured of one function, and what is proved of it."""
    heading = f"f(x) = {shown_node(examination.function.tree)}   at x = {point_text(examination)}"
    sections = chain(report.about(asked, examination, measurements), report.general())
    return f"{heading}\n\n{_lines(sections, width)}"


def _lines(sections: Iterator[report.Section], width: int) -> str:
    return "\n".join(line for _, line in report.laid_out(sections, width))


# --- for scripts ----------------------------------------------------------------------------------


def as_json() -> str:
    """All that was measured, for scripts."""
    ways = [
        _way(way, point, examine(BY_NAME[way.function].expression, point))
        for way in WAYS
        for point, _ in way.returned
    ]
    return _json({"measured": CONDITIONS, "rule": RULE, "story": STORY, "ways": ways})


def about_as_json(
    asked: Subject, examination: Examination, measurements: Sequence[Measurement] | None
) -> str:
    """What was measured of one function, and what is proved of it, for scripts."""
    corner = examination.kink
    found: dict[str, Any] = {
        "function": examination.function.text,
        "at": examination.at.text,
        "proved": {
            "differentiable": examination.differentiable,
            "left": examination.left.slope.to_dict(),
            "right": examination.right.slope.to_dict(),
            "subdifferential": _subdifferential(corner),
        },
        "measured": CONDITIONS,
        "ways": [_way(way, asked.point, examination) for way in asked.known],
    }
    if measurements is not None:
        found["live"] = [_live(name, measurements, examination) for name in FRAMEWORKS]
    return _json(found)


def _subdifferential(corner: Kink | None) -> list[dict[str, str | None]] | None:
    """Clarke's, as far as it is known to be what lies between the two slopes."""
    if corner is None or corner.bend is Bend.UNSETTLED:
        return None
    return [Finite(corner.low).to_dict(), Finite(corner.high).to_dict()]


def _way(way: Way, point: str, examination: Examination) -> dict[str, Any]:
    values = way.at(point) or ()
    return {
        "way": way.name,
        "written": way.written,
        "function": way.function,
        "at": point,
        "returned": [
            {
                "library": library.name,
                "version": library.version,
                **({"with": library.companion} if library.companion else {}),
                "value": None if value in (None, "NaN") else float(value),
                "standing": None if value is None else str(standing(examination, value)),
                **({"remark": dict(way.remarks)[library.name]} if library.name in dict(way.remarks) else {}),
            }
            for library, value in zip(LIBRARIES, values, strict=True)
        ],
    }


def _live(name: str, measurements: Sequence[Measurement], examination: Examination) -> dict[str, Any]:
    absent = Measurement(name, installed=False, trouble="is not installed")
    found = next((found for found in measurements if found.framework == name), absent)
    return {
        "library": name,
        "installed": found.installed,
        "version": found.version or None,
        "trouble": found.trouble or None,
        "returned": [
            {
                "way": way,
                "value": value if abs(value) < float("inf") else None,
                "standing": str(standing(examination, value)),
            }
            for way, value in found.values
        ],
    }


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)
