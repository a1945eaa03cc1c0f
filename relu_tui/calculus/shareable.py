"""Results that are kept, and that another process can have worked out.

Who serves many from one process has what takes long done in another, notes there what was found, and is
supplied with that: the same question is then answered at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Key: TypeAlias = tuple[tuple[Any, ...], tuple[tuple[str, Any], ...]]
"""What a function was called with: by place, and by name."""


class Found(NamedTuple):
    """A result.

    Attributes:
        function: The name of what found it.
        key: What that was called with.
        result: What it gave.
    """

    function: str
    key: Key
    result: Any


_shareable: dict[str, Callable[..., Any]] = {}

_notes: list[list[Found]] = []
"""Where what is found is noted, the last of them."""

_supply: dict[tuple[str, Key], Any] = {}


def shareable(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Have a function remember what it gave, and take what another process found for it.

    Args:
        most: How many results are kept.
    """

    def sharing(function: Callable[P, T]) -> Callable[P, T]:
        name = f"{function.__module__}.{function.__qualname__}"

        @lru_cache(maxsize=most)
        @wraps(function)
        def worked_out(*args: P.args, **kwargs: P.kwargs) -> T:
            key = args, tuple(sorted(kwargs.items()))
            if _supply and (name, key) in _supply:
                return _supply[name, key]  # type: ignore[no-any-return]  # what this function gave
            result = function(*args, **kwargs)
            if _notes:
                _notes[-1].append(Found(name, key, result))
            return result

        _shareable[name] = worked_out
        return worked_out  # type: ignore[return-value]  # called alike

    return sharing


@contextmanager
def noted() -> Iterator[list[Found]]:
    """Note what is found within and was not known; for a process that does one thing at a time."""
    notes: list[Found] = []
    _notes.append(notes)
    try:
        yield notes
    finally:
        _notes.pop()


def take_in(found: Iterable[Found]) -> None:
    """Remember what was noted elsewhere as if it had been found here; for a process of one thread."""
    for name, (args, named), result in found:
        _supply[name, (args, named)] = result
        try:
            _shareable[name](*args, **dict(named))
        finally:
            _supply.clear()
