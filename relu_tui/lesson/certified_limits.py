"""The limit of f itself with its certificates: which of its conditions a second proof confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relu_tui.calculus.decision.limit_proof import EndLimit
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.questions.function_limit import FunctionLimit
from relu_tui.calculus.status import Basis, Status
from relu_tui.certificate import record
from relu_tui.certificate.interval import MOST_WORK
from relu_tui.certificate.record import Certificate
from relu_tui.lesson.certificates import agrees, differ, kept


@dataclass(frozen=True)
class CertifiedLimit:
    """A limit of f, and what was certified of it.

    Attributes:
        limit: What the engine proved.
        certificates: Those that say the same, by side; as x → ±∞ of f(1/x), or f(−1/x), right of 0.
    """

    limit: FunctionLimit
    certificates: dict[str, Certificate]

    @property
    def sides(self) -> dict[str, Certificate | None]:
        """The certificate of each condition that is a limit, by the condition's name."""
        if isinstance(self.limit.proof, EndLimit):
            return {"limit": self.certificates.get("right")}
        return {f"{side}_limit": self.certificates.get(side) for side in record.SIDES}

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What each of the conditions rests on."""
        confirmed = self._confirmed()
        return tuple(
            Basis.CERTIFIED
            if condition.status is not Status.UNDECIDED and confirmed.get(condition.id)
            else condition.basis
            for condition in self.limit.conditions
        )

    def _confirmed(self) -> dict[str, bool]:
        sure = {name: made is not None and not made.assumed for name, made in self.sides.items()}
        # what has a limit, or swings, has values near the point; what has none at any step has none
        confirmed = {"defined": all(sure.values()), **sure}
        if not all(sure.values()) or isinstance(self.limit.proof, EndLimit):
            return confirmed
        left, right = (self.certificates[side].limit for side in record.SIDES)
        if left is None or right is None:
            return confirmed | {"equal": True, "value": True}
        apart = differ(left, (right, "0"))
        return confirmed | {"equal": apart is not None, "value": self._settles_value(left, apart)}

    def _settles_value(self, limit: str, apart: bool | None) -> bool:
        """Whether it is settled that f tends to f(a), or to something else, by the limits on both sides."""
        proof = self.limit.proof
        if apart is None or isinstance(proof, EndLimit):
            return False
        return apart or differ(limit, (proof.function.text, proof.at.text)) is not None

    def to_dict(self) -> dict[str, Any]:
        """The answer as `limit --json` prints it."""
        data = self.limit.to_dict()
        for condition, basis in zip(data["conditions"], self.bases, strict=True):
            condition["basis"] = str(basis)
        return data


def certified_limit(found: FunctionLimit, work: int = MOST_WORK) -> CertifiedLimit:
    """Look for certificates of what the engine proved of the limit of f itself.

    As x → ±∞ they are of f(1/x), or f(−1/x), right of 0: x = ±1/t takes the one onto the other.

    Args:
        found: What it proved.
        work: For each certificate, as of `certify`.
    """
    proof = found.proof
    if isinstance(proof, EndLimit):
        function, at = to_text(proof.inverted), "0"
        approaches = {"right": proof.side.approach}
    else:
        function, at = proof.function.text, proof.at.text
        approaches = {"left": proof.left.approach, "right": proof.right.approach}
    certificates: dict[str, Certificate] = {}
    for side, approach in approaches.items():
        made = kept(function, at, side, "f", work) if approach.kind in record.KINDS else None
        if made is not None and agrees(made, approach):
            certificates[side] = made
    return CertifiedLimit(found, certificates)
