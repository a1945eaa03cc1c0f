"""Whether a condition holds, and what that rests on."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a condition holds."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Basis(StrEnum):
    """What a status rests on: a proof that was checked by a second, independent one; a proof; or numbers."""

    CERTIFIED = "certified"
    PROVED = "proved"
    EVIDENCE = "evidence"
