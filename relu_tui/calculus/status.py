"""Whether a condition holds, and what that rests on."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a condition holds."""

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"


class Basis(StrEnum):
    """What a status rests on."""

    PROVED = "proved"
    EVIDENCE = "evidence"
