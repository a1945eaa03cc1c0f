"""A deterministic bound on work, counted in products of coefficients.

No clock is read: the same question gets the same answer on every machine. The count, and the
precision of the ball arithmetic, are global to the process (so is python-flint's context), hence
the lock: one decision at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from relu_tui.calculus.errors import Exhausted

LIMIT = 48_000
"""Products of coefficients that one decision may spend."""

BITS = 1_024
"""Bits of a coefficient by which a product costs one more."""

_lock = RLock()
_remaining: int | None = None
"""What is left; None where nobody counts."""


def spend(products: int) -> None:
    """Count work against the current bound.

    Raises:
        Exhausted: The bound is reached.
    """
    global _remaining  # noqa: PLW0603 - one counter a process, as for python-flint's precision
    if _remaining is None:
        return
    _remaining -= products
    if _remaining < 0:
        raise Exhausted("this takes more work than the program allows itself")


@contextmanager
def bounded(limit: int = LIMIT) -> Iterator[None]:
    """Run one decision under a bound of its own; what is around it pays for what was spent.

    Where less than the limit is left of the bound around it, that is the limit.
    """
    global _remaining  # noqa: PLW0603
    with _lock:
        around = _remaining
        allowed = limit if around is None else min(limit, max(around, 0))
        _remaining = allowed
        try:
            yield
        finally:
            left, _remaining = _remaining, around
            if around is not None:
                _remaining = around - allowed + max(left or 0, 0)


def count_no_more() -> None:
    """Have nobody count, as between two questions, after one was left before it could see to that itself."""
    global _remaining  # noqa: PLW0603
    _remaining = None


@contextmanager
def counted(limit: int = LIMIT) -> Iterator[None]:
    """Run something under the bound that is set, or, where there is none, under one of its own."""
    if _remaining is not None:
        yield
        return
    with bounded(limit):
        yield
