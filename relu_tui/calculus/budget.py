"""A deterministic bound on work, counted in products of coefficients.

No clock is read: the same question gets the same answer on every machine. The count, and the
precision of the ball arithmetic, are global to the process (so is python-flint's context), hence
the lock: one decision at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from relu_tui.calculus.outcomes import Exhausted

LIMIT = 12_000
"""Products of coefficients that one decision may spend."""

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
    """Run one decision under a fresh bound; what is around it keeps its own."""
    global _remaining  # noqa: PLW0603
    with _lock:
        before, _remaining = _remaining, limit
        try:
            yield
        finally:
            _remaining = before
