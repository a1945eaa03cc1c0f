"""An examination with its certificates: which of the four conditions a second, independent proof confirms."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.decision.limit_values import Finite, Limit, Undefined
from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.exact.sign import UNPRINTABLE, decimal
from relu_tui.calculus.examination import Examination
from relu_tui.calculus.shareable import shareable
from relu_tui.calculus.status import Basis, Status
from relu_tui.certificate import record
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.interval import MOST_WORK
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate
from relu_tui.certificate.subject import is_near, value_of

QUICK = 400
"""Work for a certificate that somebody waits for: a hundredth of a second as a rule, a tenth at worst."""

DIGITS = 60
"""To which the limit of a certificate is compared with that of the engine."""


@dataclass(frozen=True)
class Certified:
    """An examination, and what was certified of it.

    Attributes:
        examination: What the engine proved.
        certificates: Those that say the same, by side and subject (`f` or `quotient`).
    """

    examination: Examination
    certificates: dict[tuple[str, str], Certificate]

    @property
    def quotients(self) -> dict[str, Certificate | None]:
        """The certificates of the quotient, by side."""
        return {side: self.quotient(side) for side in record.SIDES}

    def quotient(self, side: str) -> Certificate | None:
        """The certificate of the one-sided limit of the quotient, if there is one."""
        return self.certificates.get((side, "quotient"))

    @property
    def bases(self) -> tuple[Basis, Basis, Basis, Basis]:
        """What each of the four conditions rests on."""
        confirmed = (
            self._continuity(),
            *(self._holds(s, "quotient") for s in record.SIDES),
            self._equality(),
        )
        one, two, three, four = (
            Basis.EVIDENCE if status is Status.UNDECIDED else Basis.CERTIFIED if certain else Basis.PROVED
            for status, certain in zip(self.examination.statuses, confirmed, strict=True)
        )
        return one, two, three, four

    def _holds(self, side: str, subject: str) -> bool:
        """Whether there is a certificate, and it takes nothing for 0 unproved."""
        found = self.certificates.get((side, subject))
        return found is not None and not found.assumed

    def _kind(self, side: str, subject: str) -> str:
        return self.certificates[side, subject].kind if self._holds(side, subject) else ""

    def _continuity(self) -> bool:
        """Whether condition 1 is confirmed: by both quotients, by f on both sides, or by one break."""
        if isinstance(self.examination.value, Undefined):
            found = self.quotient("left")
            return found is not None and found.missing is not None and found.missing.where == record.AT_POINT
        if all(self._kind(side, "quotient") == record.FINITE for side in record.SIDES):
            return True
        if self.examination.statuses[0] is Status.HOLDS:
            return all(self._holds(side, "f") for side in record.SIDES)
        return any(
            self._kind(side, "f") not in ("", record.UNDEFINED) and self._breaks(side)
            for side in record.SIDES
        )

    def _breaks(self, side: str) -> bool:
        """Whether f tends to no number on a side, or to another than f(a)."""
        value = self.examination.value
        found = self.certificates[side, "f"]
        if found.limit is None or not isinstance(value, Finite):
            return found.limit is None
        return differ(found.limit, (self.examination.function.text, self.examination.at.text)) is True

    def _equality(self) -> bool:
        """Whether condition 4 is confirmed."""
        kinds = [self._kind(side, "quotient") for side in record.SIDES]
        if any(kind not in ("", record.FINITE) for kind in kinds):
            return True
        left, right = (self.quotient(side) for side in record.SIDES)
        if kinds != [record.FINITE] * 2 or left is None or right is None:
            return False
        return differ(left.limit or "", (right.limit or "", "0")) is not None


def differ(text: str, other: tuple[str, str]) -> bool | None:
    """Whether a constant differs from what an expression is at a point; None where that is not settled."""
    try:
        gap = value_of(text) - value_of(*other)
    except (ArithmeticError, ExpressionError):
        return None
    return False if gap.is_zero else True if gap.sign in (1, -1) else None


@shareable(64)
def quickly_certified(function: str, at: str) -> Certified:
    """What a quick look certifies of f at a; raises `ExpressionError` as `examine` does."""
    from relu_tui.lesson.lesson import examined  # the lesson, which a command does without

    return certified(examined(function, at), QUICK)


@shareable(256)  # the checklist, the argument and its pages ask for the same ones
def kept(function: str, at: str, side: str, subject: str, work: int) -> Certificate | None:
    """A certificate, as `certify` makes it, made once."""
    return certify(function, at, side, subject, work)


def certified(examination: Examination, work: int = MOST_WORK) -> Certified:
    """Look for certificates of what the engine proved.

    Args:
        examination: What it proved.
        work: For each certificate, as of `certify`.
    """
    found: dict[tuple[str, str], Certificate] = {}
    for side, proved in zip(record.SIDES, (examination.left, examination.right), strict=True):
        for subject, limit in (("quotient", proved.slope), ("f", proved.approach)):
            if limit.kind not in record.KINDS:
                continue
            made = kept(examination.function.text, examination.at.text, side, subject, work)
            if made is not None and agrees(made, limit):
                found[side, subject] = made
    return Certified(examination, found)


def agrees(certificate: Certificate, limit: Limit) -> bool:
    """Whether a certificate says what the engine says: the same kind, and the same number to 60 digits."""
    if certificate.kind != limit.kind:
        return False
    if not isinstance(limit, Finite) or certificate.limit is None:
        return True
    text = decimal(limit.number, DIGITS)
    try:
        return text != UNPRINTABLE and is_near(certificate.limit, text)
    except (Unproved, ExpressionError):
        return False
