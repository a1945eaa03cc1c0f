"""Which part of f a bounded factor of its expansion is: |sin(1/x)|, 1/(2 + sin(1/x)), the rest of a floor.

The engine needs to know its bounds alone; a reader wants to know what it is. A name is given only where it
follows by algebra: where an expansion without remainder of something known is the factor itself, or its
negative.
"""

from __future__ import annotations

from flint import fmpq

from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.germs.scale import ONE
from relu_tui.calculus.germs.waves import Opaque, Tail
from relu_tui.calculus.language.syntax import LITERAL_1, Binary, Call, Negative, Numeric


def name(node: Numeric, germ: Germ, arguments: tuple[Germ, ...]) -> None:
    """Name what is bounded in the expansion of a part of f, where that is plain.

    Args:
        node: The part.
        germ: Its expansion.
        arguments: Those of what it is made of, in order.
    """
    _give(germ, node)
    match node, arguments:
        case Binary("/", _, right), (above, _) if _is_one_power(above):
            scale, coefficient = above.terms[0]
            _give(germ.scaled(1 / coefficient, scale**-1), Binary("/", LITERAL_1, right))
        case Call("floor", (argument,)), (inner,):
            _give(inner.minus(germ), Binary("-", argument, node))
        case Call("ceil", (argument,)), (inner,):
            _give(germ.minus(inner), Binary("-", node, argument))
        case Call("relu", (argument,)), (inner,):  # relu(u) = (u + |u|)/2
            _give(germ.scaled(fmpq(2)).minus(inner), Call("abs", (argument,)))
        case Call("max" | "min", (first, second)), (u, v):  # max(u, v) = (u + v + |v − u|)/2
            spread = germ.scaled(fmpq(2)).minus(u).minus(v)
            apart = Call("abs", (Binary("-", second, first),))
            _give(spread, apart if node.name == "max" else Negative(apart))


def _is_one_power(germ: Germ) -> bool:
    if not germ.is_exact or len(germ.terms) != 1:
        return False
    scale, coefficient = germ.terms[0]
    return scale.is_plain() and isinstance(coefficient, fmpq)


def _give(germ: Germ, node: Numeric) -> None:
    """Let the factor that a germ is, or is the negative of, have its name."""
    factor, sign = _alone(germ)
    if factor is not None and factor.source is None:
        factor.source = node if sign > 0 else Negative(node)


def _alone(germ: Germ) -> tuple[Opaque | None, int]:
    """(the bounded factor that a germ is up to its sign, the sign); (None, 0) for every other germ."""
    if not germ.is_exact or len(germ.terms) != 1:
        return None, 0
    scale, coefficient = germ.terms[0]
    wave = scale.wave
    if wave is None or wave.trig is not None or len(wave.opaque) != 1 or scale.growth() != ONE:
        return None, 0
    factor = wave.opaque[0]
    if isinstance(factor, Tail) or not isinstance(coefficient, fmpq) or abs(coefficient) != 1:
        return None, 0
    return factor, int(coefficient)
