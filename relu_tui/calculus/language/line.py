"""Lines of words and formulas, in which formulas are trees until they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from relu_tui.calculus.language.formula import Formula
from relu_tui.calculus.language.formula_printing import readable
from relu_tui.calculus.language.printing import shown

Line: TypeAlias = tuple[str | Formula, ...]
"""Words and formulas, to be read one after the other."""


def told(line: Line) -> str:
    """A line as text, its formulas as the reader reads them."""
    return "".join(part if isinstance(part, str) else shown(part) for part in line)


def plain(line: Line) -> str:
    """The same for every reader, to be compared, measured or kept."""
    return "".join(part if isinstance(part, str) else readable(part) for part in line)


def ended(line: Line) -> Line:
    """A sentence with its full stop, which `…` at its end stands for."""
    return line if plain(line).endswith("…") else (*line, ".")


def joined(lines: Iterable[Line], between: str = " ") -> Line:
    """Lines as one, with spaces or something else between them."""
    first, *rest = lines
    return (*first, *(part for line in rest for part in (between, *line)))
