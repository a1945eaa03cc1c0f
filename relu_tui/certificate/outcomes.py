"""How an attempt to prove something on an interval can end other than with a proof."""

from __future__ import annotations


class Unproved(ArithmeticError):  # noqa: N818 - an outcome, not an error
    """Nothing was proved; the message says what stood in the way."""


class TooWide(Unproved):
    """The interval is too wide: a smaller one may do."""


class TooShort(Unproved):
    """The polynomials are too short: the terms kept cancel."""


class Exhausted(Unproved):
    """The bound on work was reached."""


class NoValue(ArithmeticError):  # noqa: N818 - an outcome, not an error
    """The expression has no value at any point of the interval; the message says which part and why."""
