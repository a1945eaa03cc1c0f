"""Formulas in the dialect of whoever reads: the screen's, that of a terminal without Unicode, or words.

Text is made in many places, and all of it for one reader: the dialect is set where the reader is known
(`printing_in`), and asked for where a formula is printed to be read (`shown`, `line.told`). What is printed
to be compared, measured or kept is printed by `readable` and `to_readable`: the same for every reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.formula import Formula
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.output_dialects import UNICODE, Dialect
from relu_tui.calculus.language.syntax import Node

P = ParamSpec("P")
T = TypeVar("T")

_DIALECT: ContextVar[Dialect] = ContextVar("dialect", default=UNICODE)


def in_use() -> Dialect:
    """The dialect of whoever reads."""
    return _DIALECT.get()


@contextmanager
def printing_in(dialect: Dialect) -> Iterator[None]:
    """Have formulas printed in a dialect for as long as the block lasts."""
    token = _DIALECT.set(dialect)
    try:
        yield
    finally:
        _DIALECT.reset(token)


def shown(formula: Formula) -> str:
    """A formula as the reader reads it."""
    return readable(formula, in_use())


def shown_node(node: Node, variable: str = "x") -> str:
    """An expression as the reader reads it."""
    return to_readable(node, variable, in_use())


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Have a function that prints for the reader remember what it gave, for each dialect.

    Args:
        most: How many results are kept.
    """

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=most)
        def kept(dialect: Dialect, *args: P.args, **kwargs: P.kwargs) -> T:  # noqa: ARG001 - a part of the key
            return function(*args, **kwargs)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(in_use(), *args, **kwargs)  # type: ignore[arg-type]  # hashable, as for `lru_cache`

        return asked

    return remembering
