"""What a one-sided limit can be: a value of one of five kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from relu_tui.calculus.errors import Undecided, without_frames
from relu_tui.calculus.exact.constant import ZERO, Number, rational
from relu_tui.calculus.exact.sign import as_float, compare, decimal


@dataclass(frozen=True)
class Finite:
    """The limit exists and is this number."""

    number: Number
    kind = "finite"

    def to_dict(self) -> dict[str, str | None]:
        """`exact` is a rational or None; `decimal` has 17 significant digits where it is not exact."""
        value = rational(self.number)
        return {
            "kind": self.kind,
            "exact": None if value is None else str(value),
            "decimal": decimal(self.number),
        }


@dataclass(frozen=True)
class Infinite:
    """The values grow past every bound, with one sign: 1 for +∞, −1 for −∞."""

    sign: int

    @property
    def kind(self) -> str:
        """`+inf` or `-inf`."""
        return "+inf" if self.sign > 0 else "-inf"

    def to_dict(self) -> dict[str, str | None]:
        """The kind alone."""
        return _bare(self.kind)


@dataclass(frozen=True)
class Oscillating:
    """The values come close to two different numbers (or ±∞) again and again, and so to none.

    Attributes:
        low: The least value they were proved to come back to, or None where none was found.
        high: The greatest.
    """

    low: Finite | Infinite | None
    high: Finite | Infinite | None
    kind = "oscillates"

    def to_dict(self) -> dict[str, str | None]:
        """The kind alone."""
        return _bare(self.kind)


@dataclass(frozen=True)
class Undefined:
    """There is nothing to take the limit of: f has no value there."""

    why: str
    kind = "undefined"

    def to_dict(self) -> dict[str, str | None]:
        """The kind alone."""
        return _bare(self.kind)


@dataclass(frozen=True)
class Unknown:
    """The program could not settle it.

    Attributes:
        trouble: What stood in the way, and in which part of the function.
    """

    trouble: Undecided
    kind = "unknown"

    def __post_init__(self) -> None:
        """What stood in the way is kept, and not what was at work when it came."""
        without_frames(self.trouble)

    def to_dict(self) -> dict[str, str | None]:
        """The kind alone."""
        return _bare(self.kind)


Limit: TypeAlias = Finite | Infinite | Oscillating | Undefined | Unknown

NOUGHT = Finite(ZERO)


def differ(a: Finite | Infinite, b: Finite | Infinite) -> bool:
    """Whether the two are proved different; raises as `sign` does."""
    if isinstance(a, Finite) and isinstance(b, Finite):
        return compare(a.number, b.number) != 0
    return a.kind != b.kind


def order(value: Finite | Infinite) -> float:
    """The place of a value on the line, to sort by."""
    return as_float(value.number) if isinstance(value, Finite) else value.sign * float("inf")


def _bare(kind: str) -> dict[str, str | None]:
    return {"kind": kind, "exact": None, "decimal": None}
