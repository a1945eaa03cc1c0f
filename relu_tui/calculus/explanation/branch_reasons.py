"""Which branch of f holds on one side of a, and why: a line for each part of f that branches."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from relu_tui.calculus.decision.branching import Choice
from relu_tui.calculus.decision.one_side import OneSide
from relu_tui.calculus.exact.constant import Constant
from relu_tui.calculus.exact.printing import write
from relu_tui.calculus.explanation.phrases import Formula, Line, plain
from relu_tui.calculus.germs import printing as germ_text
from relu_tui.calculus.germs import scale as scales
from relu_tui.calculus.germs.germ import Germ
from relu_tui.calculus.language.printing import to_readable
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Junction,
    Literal,
    Negation,
    Node,
    children,
)
from relu_tui.calculus.outcomes import Undecided

_RELATIONS = {(1, True): "> 0", (-1, True): "< 0", (1, False): "≥ 0", (-1, False): "≤ 0"}


def branches(side: OneSide) -> Iterator[Line]:
    """Which branch holds on this side and why, once for each part of f that branches."""
    told: set[str] = set()
    asked: dict[str, Choice] = {}
    for choice in side.choices:
        if isinstance(choice.node, Comparison):
            asked[to_readable(choice.node)] = choice
    for choice in side.choices:
        line = _branch(choice, side, asked)
        if line and plain(line) not in told:
            told.add(plain(line))
            yield line


def _branch(choice: Choice, side: OneSide, asked: dict[str, Choice]) -> Line | None:
    node = to_readable(choice.node)
    if choice.value is not None:
        value = germ_text.write(choice.value, side.side)
        return (Formula(f"{node} = {value}"), " since ", *_cause_of_value(choice, side), ".")
    if choice.taken is None:
        return None
    taken = to_readable(choice.taken)
    if isinstance(choice.node, Conditional):
        verb = "holds" if choice.sign > 0 else "fails"
        causes = _comparisons(choice.subject, asked, side)
        return (
            *("Here ", Formula(to_readable(choice.subject)), f" {verb}", *causes),
            *(", so the branch is ", Formula(taken), "."),
        )
    return (Formula(f"{node} = {taken}"), " since ", *_sign_of(choice, side), ".")


def _cause_of_value(choice: Choice, side: OneSide) -> Line:
    """Why sign, floor, ceil or relu came to its value."""
    subject = to_readable(choice.subject)
    expanded = germ_text.write(choice.germ, side.side)
    shown = subject if subject == expanded else f"{subject} = {expanded}"
    name = choice.node.name if isinstance(choice.node, Call) else ""
    step = _whole(choice.value)
    if step is None or name not in ("sign", "floor", "ceil"):
        return _sign_of(choice, side) if choice.sign else (Formula(shown),)
    if name == "sign":
        return (Formula(f"{shown} {_RELATIONS[step, True]}" if step else shown),)
    if name == "floor":
        return (Formula(f"{write(fmpq(step))} ≤ {shown} < {write(fmpq(step + 1))}"),)
    return (Formula(f"{write(fmpq(step - 1))} < {shown} ≤ {write(fmpq(step))}"),)


def _whole(value: Germ | None) -> int | None:
    """The whole number that a germ is."""
    if value is None or not value.is_exact:
        return None
    if not value.terms:
        return 0
    (scale, coefficient), *others = value.terms
    if others or scale != scales.ONE or isinstance(coefficient, Constant) or coefficient.q != 1:
        return None
    return int(coefficient)


def _comparisons(condition: Node, asked: dict[str, Choice], side: OneSide) -> Line:
    """The comparisons that settled a condition, each by the sign of a difference."""
    causes: list[str] = []
    for comparison in _asked(condition):
        choice = asked.get(to_readable(comparison))
        if choice is not None:
            causes.append(plain(_sign_of(choice, side)))
    if not causes:
        return ()
    return (" since ", Formula(" and ".join(dict.fromkeys(causes))))


def _asked(condition: Node) -> Iterator[Comparison]:
    """The single comparisons of a condition, links of a chain one by one."""
    if isinstance(condition, Comparison):
        left = condition.first
        for operator, right in condition.links:
            yield Comparison(left, ((operator, right),))
            left = right
    elif isinstance(condition, Junction | Negation):
        for part in children(condition):
            yield from _asked(part)


def _sign_of(choice: Choice, side: OneSide) -> Line:
    """The part whose sign settled a branch, expanded: `x − 1/3 = Δx > 0`."""
    node, germ, sign_found = choice.subject, choice.germ, choice.sign
    if isinstance(node, Binary) and node.operator == "-":  # u − 0 is u, and 0 − u < 0 is u > 0
        if _is_zero(node.right):
            node = node.left
        elif _is_zero(node.left):
            node, germ, sign_found = node.right, germ.negated(), -sign_found
    subject = to_readable(node)
    if not sign_found:
        return (Formula(f"{subject} = 0"),)
    relation = _RELATIONS[sign_found, _never_zero(germ)]
    expanded = germ_text.write(germ, side.side)
    return (
        Formula(f"{subject} = {expanded} {relation}" if subject != expanded else f"{subject} {relation}"),
    )


def _never_zero(germ: Germ) -> bool:
    """Whether it is proved not to come back to 0 near the point."""
    try:
        return germ.weak_sign()[1]
    except Undecided:
        return False


def _is_zero(node: Node) -> bool:
    return isinstance(node, Literal) and not node.value
