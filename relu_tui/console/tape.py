"""`relu-tui check --tape`: what backward() returns, operation by operation, beside what is proved."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from relu_tui.calculus.decision.limit_values import Finite
from relu_tui.calculus.exact.constant import Number
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.parsing import understood
from relu_tui.console import output_terminal
from relu_tui.frameworks.backward import Backward, count_paths
from relu_tui.frameworks.choices_at_kinks import Dependence, chosen
from relu_tui.frameworks.scripts import script
from relu_tui.frameworks.tape import NoTapeError, Row
from relu_tui.frameworks.tape_phrases import blame, written_out
from relu_tui.frameworks.tape_report import lines
from relu_tui.frameworks.tape_view import RIGHT, TapeView, culprits, is_wrong, opened, title
from relu_tui.interface.arguments import NO_DERIVATIVE, fail
from relu_tui.lesson.words import readings


def run(examination: Examination, *, as_json: bool, language: str) -> int:
    """Print the tape, or a script; ends the program where there is none of the expression.

    Args:
        examination: What is proved.
        as_json: Whether to print it for scripts.
        language: `torch` or `jax` to print a script that reproduces it; else empty.

    Returns:
        The exit status: 3 where a framework returns what is not a derivative.
    """
    try:
        view = opened(examination)
    except NoTapeError as error:
        fail(str(error))
    if language:
        found = view.predictions.of(language)
        print(script(found), end="")
    else:
        print(to_json(view) if as_json else to_text(view, output_terminal.width()))
    return NO_DERIVATIVE if is_wrong(view) else 0


def to_text(view: TapeView, width: int) -> str:
    """The tape as a page."""
    proof = view.tape.examination
    notes = readings(proof.function, proof.at)
    return "\n".join([title(view), *notes, "", *(line.text for line in lines(view, width))])


def to_json(view: TapeView) -> str:
    """The tape for scripts."""
    proof = view.tape.examination
    found = {
        "function": proof.function.text,
        "at": proof.at.text,
        "written_out": list(written_out(proof.function.text)),
        "proved": {
            "differentiable": proof.differentiable,
            "derivative": _exact(proof.derivative),
            "left": proof.left.slope.to_dict(),
            "right": proof.right.slope.to_dict(),
        },
        "rows": [_row(view, row) for row in view.tape.operations],
        "paths": count_paths(view.tape),
        "returned": [_returned(view, back) for back in view.predictions.every],
        "as a formula": _as_formula(view),
        "choices": _dependence(view.predictions.dependence) if view.predictions.kinks else None,
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_formula(view: TapeView) -> dict[str, Any] | None:
    """What the same function gets with formulas in the places of a framework's own operations."""
    formula = view.predictions.formula
    if formula is None:
        return None
    return {
        "function": understood(view.tape.examination.function),
        "returned": {
            back.rules.framework: None if back.returned is None else _float(back.returned)
            for back in formula.backs
        },
    }


def _row(view: TapeView, row: Row) -> dict[str, Any]:
    slopes = [(operand.text, operand.slope) for operand in row.operands if operand.slope is not None]
    return {
        "name": row.name,
        "operation": row.operation,
        "written": row.written,
        "value": _exact(row.value.number),
        "float32": _float(float(row.single)),
        "boundary": None if row.boundary is None else to_readable(row.boundary),
        "slopes": [
            {"operand": text, "left": slope.left.to_dict(), "right": slope.right.to_dict()}
            for text, slope in slopes
        ],
        "taken": {back.rules.framework: _taken(back, row) for back in view.predictions.backs},
    }


def _taken(back: Backward, row: Row) -> dict[str, Any]:
    taken = back.taken(row)
    s = chosen(row, taken)
    return {
        "slopes": [
            None if value is None else _float(float(value))
            for value, operand in zip(taken, row.operands, strict=True)
            if operand.slope is not None
        ],
        "is": str(back.judged(row)),
        "s": None if s is None else str(s),
    }


def _returned(view: TapeView, back: Backward) -> dict[str, Any]:
    value = back.returned
    return {
        "framework": back.rules.framework,
        "versions": list(view.predictions.versions(back)),
        "basis": "predicted by the rules",
        "value": None if value is None else _float(value),
        "raises": None if back.refused is None else blame(back, back.refused),
        "standing": str(back.standing),
        "right": back.standing in RIGHT,
        "rows": [back.tape.rows[index].name for index in culprits(back)],
    }


def _dependence(found: Dependence | None) -> dict[str, Any] | None:
    if found is None:
        return None
    right = found.right
    return {
        "returned": found.text,
        "at": {str(s): _exact(found.at(s)) for s in (Fraction(0), Fraction(1, 2), Fraction(1))},
        "every s is right": found.always_right,
        "right": None if right is None else [str(s) for s in right],
        "right, irrational": None if found.irrational is None else list(found.irrational),
    }


def _exact(number: Number | None) -> dict[str, str | None] | None:
    return None if number is None else Finite(number).to_dict()


def _float(value: float) -> float | str:
    """A float, or the name of what JSON has no number for."""
    if value != value:
        return "nan"
    if abs(value) == float("inf"):
        return "inf" if value > 0 else "-inf"
    return value
