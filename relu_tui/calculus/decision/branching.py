"""On which side of a f is looked at, and the branches that are taken there."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.syntax import Node


@dataclass(frozen=True)
class Choice:
    """A branch that was taken, and the germ whose sign settled it.

    Attributes:
        node: The part of the expression that branches.
        taken: The part of the expression that it equals on this side, or None where it is a number
            or a sign (see `value`), or a comparison.
        subject: The part, or difference of parts, whose sign was looked at.
        germ: Its expansion.
        sign: Its sign.
        value: What sign, floor or ceil came to.
    """

    node: Node
    taken: Node | None
    subject: Node
    germ: Germ
    sign: int
    value: Germ | None = None
