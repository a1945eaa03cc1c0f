"""Which comparisons settle a condition: those up to the first that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.syntax import COMPARISONS, Comparison, Junction, Negation, Node


def settling(condition: Node, asked: Mapping[str, Choice]) -> tuple[tuple[Comparison, ...], bool | None]:
    """The comparisons up to the one that settles a condition, links of a chain one by one; and its truth.

    A comparison that was asked for in another part of f may stand behind the one that settles this.

    Returns:
        The comparisons; whether the condition holds, or None where no sign tells.
    """
    match condition:
        case Negation(operand):
            found, truth = settling(operand, asked)
            return found, None if truth is None else not truth
        case Junction(operator, parts):
            return _up_to(operator == "or", parts, asked)
        case Comparison(_, links) if len(links) > 1:
            return _up_to(False, tuple(_single_links(condition)), asked)
        case Comparison(_, ((operator, _),)):
            choice = asked.get(to_readable(condition))
            return (condition,), None if choice is None else bool(COMPARISONS[operator](choice.sign, 0))
    return (), None


def _up_to(
    decisive: bool, parts: tuple[Node, ...], asked: Mapping[str, Choice]
) -> tuple[tuple[Comparison, ...], bool | None]:
    """The same of parts of which the first with the decisive truth settles the whole."""
    made: tuple[Comparison, ...] = ()
    whole: bool | None = not decisive
    for part in parts:
        found, truth = settling(part, asked)
        made += found
        if truth is decisive:
            return made, decisive
        whole = whole if truth is not None else None
    return made, whole


def _single_links(chain: Comparison) -> Iterator[Comparison]:
    left = chain.first
    for operator, right in chain.links:
        yield Comparison(left, ((operator, right),))
        left = right
