"""`relu-tui check --certificate`, `--epsilon`, and `relu-tui verify`: the second proof."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relu_tui.certificate import record
from relu_tui.certificate.checker import Refused, verify
from relu_tui.certificate.epsilon import delta
from relu_tui.certificate.interval import MOST_WORK, Budget
from relu_tui.certificate.record import Certificate, RecordError, from_json, to_json
from relu_tui.lesson.certificate_words import claim, delta_line, proof, readable

if TYPE_CHECKING:
    from relu_tui.calculus.questions.function_limit import FunctionLimit

NONE = "no certificate was found: the verdict rests on the engine's proof alone"
DECLINED = 1
"""The exit status of `verify` for a certificate that proves its claim not at all, or under an assumption."""

WORK_FOR_A_FILE = 4 * MOST_WORK
"""Of all certificates in it: `check` writes four at most."""

LONGEST_LINE = 300
"""Characters of a refusal."""


def as_text(certificates: list[Certificate]) -> str:
    """Certificates for reading."""
    if not certificates:
        return NONE
    return "\n\n".join("\n".join([claim(c), *(f"    {line}" for line in proof(c))]) for c in certificates)


def limits_as_text(found: FunctionLimit, certificates: list[Certificate]) -> str:
    """Certificates of limits of f for reading, with the function that they are of."""
    from relu_tui.calculus.decision.limit_proof import EndLimit  # the engine, which verify does without
    from relu_tui.calculus.explanation.limit_reasons import ENDS
    from relu_tui.calculus.language.printing import shown

    if not certificates:
        return NONE
    lines = [f"f(x) = {readable(certificates[0].function)}", "", as_text(certificates)]
    if isinstance(found.proof, EndLimit):
        target, inverse = map(shown, ENDS[found.proof.horizon])
        lines.insert(0, f"As x → {target}, put x = {inverse}. With t → 0⁺, written x from here on:")
    return "\n".join(lines)


def as_json(certificates: list[Certificate]) -> str:
    """Certificates as `verify` reads them."""
    return to_json(certificates)


def deltas(quotients: dict[str, Certificate | None], epsilon: Fraction) -> list[str]:
    """What answers an ε on each side."""
    lines: list[str] = []
    for side, certificate in quotients.items():
        if certificate is None:
            lines.append(f"{side}: {NONE}")
        else:
            lines.append(f"{side}: {delta_line(certificate, epsilon, delta(certificate, epsilon))}")
    return lines


def deltas_as_data(quotients: dict[str, Certificate | None], epsilon: Fraction) -> dict[str, Any]:
    """The same for scripts: δ is null where none does, or none is proved."""
    found = {
        side: delta(c, epsilon) if c is not None and c.kind == record.FINITE else None
        for side, c in quotients.items()
    }
    return {
        "epsilon": str(epsilon),
        "delta": {side: None if d is None else str(d) for side, d in found.items()},
    }


def run_verify(path: str) -> tuple[int, str]:
    """Check the certificates in a file: the exit status, and a line for each.

    Raises:
        RecordError: The file can't be read, or holds no certificates.
    """
    lines: list[str] = []
    status = 0
    left = WORK_FOR_A_FILE
    for certificate in from_json(_read(path)):
        allowed = min(MOST_WORK, left)
        budget = Budget(allowed)
        try:
            assumed = verify(certificate, budget)
        except Refused as reason:
            lines.append(f"refused: {certificate.side}, {certificate.subject}: {reason}"[:LONGEST_LINE])
            status = DECLINED
            continue
        finally:
            left -= allowed - budget.left
        said = f"f(x) = {readable(certificate.function)}: {claim(certificate)}"
        if assumed:
            taken = " and ".join(f"{text} = 0" for text in assumed)
            lines.append(f"not verified, but for {taken}, which is taken for so and not proved: {said}")
            status = DECLINED
        else:
            lines.append(f"verified: {said}")
    return status, "\n".join(lines)


def _read(path: str) -> str:
    try:
        if path == "-":
            data = sys.stdin.buffer.read(record.LARGEST_FILE + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(record.LARGEST_FILE + 1)
    except OSError as error:
        raise RecordError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        raise RecordError("the file name can't be used") from None
    if len(data) > record.LARGEST_FILE:
        raise RecordError("the file is too large to be a certificate")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise RecordError("the file is not text") from None
