"""How an attempt to prove something on an interval can end other than with a proof."""

from __future__ import annotations

from relu_tui.certificate.record import THROUGHOUT, Missing


class Unproved(ArithmeticError):  # noqa: N818 - an outcome, not an error
    """Nothing was proved; the message says what stood in the way."""


class TooWide(Unproved):
    """The interval is too wide: a smaller one may do."""


class TooShort(Unproved):
    """The polynomials are too short: the terms kept cancel."""


class Exhausted(Unproved):
    """The bound on work was reached."""


class NoValue(ArithmeticError):  # noqa: N818 - an outcome, not an error
    """The expression has no value: on the whole interval, but at separate steps, or at the point itself.

    Args:
        part: The part that has none.
        reason: Why, one of `record.REASONS`.
        where: Where, one of `record.WHERE`.

    Attributes:
        missing: All three.
        assumed: Constants that were taken for 0 to find that out.
    """

    def __init__(self, part: str, reason: str, where: str = THROUGHOUT) -> None:
        super().__init__(f"{part}: {reason}")
        self.missing = Missing(part, reason, where)
        self.assumed: tuple[str, ...] = ()
