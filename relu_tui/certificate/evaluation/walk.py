"""The walk over an expression: each part is enclosed once, and the branches taken are noted."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.syntax import (
    Binary,
    Call,
    Node,
    Numeric,
)
from relu_tui.certificate.analytic import Analytic
from relu_tui.certificate.constants import Constant, rational
from relu_tui.certificate.errors import TooShort
from relu_tui.certificate.functions import Functions
from relu_tui.certificate.functions.phases import Phase
from relu_tui.certificate.harmonics import Harmonics
from relu_tui.certificate.interval import Interval
from relu_tui.certificate.ranges import BITS, precision
from relu_tui.certificate.scales import STEP
from relu_tui.certificate.taylor_models import (
    Model,
    add,
    constant,
    enclosure,
    sign,
)
from relu_tui.certificate.whole_numbers import Wholes

AT = 0
"""The side of the point itself."""


@dataclass(frozen=True)
class Branch:
    """A sign on the whole interval, by which a branch was taken.

    Attributes:
        part: The part of the function that branches.
        compared: What has the sign.
        sign: Its sign at every h.
    """

    part: str
    compared: str
    sign: int


class Walk:
    """f(a ± h) for every h of an interval, or of a sequence in it; f(a) where the side is 0.

    Attributes:
        branches: The branches taken.
        functions: The functions on the interval.
    """

    def __init__(self, point: Constant, side: int, interval: Interval, phase: Phase | None = None) -> None:
        self.interval = interval
        self.functions = Functions(interval, phase)
        self.branches: dict[tuple[str, str], Branch] = {}
        x = constant(point)
        if side:
            x = add(interval, x, Model({STEP: rational(side)}))
        self.x = x
        self._known: dict[Node, Model] = {}
        self._bounds: dict[tuple[Node, bool], list[Model]] = {}
        self._harmonics = Harmonics(interval, self._model, self.functions)
        self._wholes = Wholes(interval, self._model)
        self._has_wholes = False
        self._is_whole_interval = bool(side) and phase is None and not interval.has_holes
        self._analytic = Analytic(
            interval, self._model, lambda node, phase: type(self)(point, side, interval, phase).model(node)
        )

    def model(self, tree: Numeric) -> Model:
        """The expression on the interval.

        Raises:
            NoValue: It has no value at any h.
            Unproved: It was not enclosed.
        """
        with precision(BITS):
            return self._model(tree)

    def _model(self, node: Numeric) -> Model:
        found = self._known.get(node)
        if found is None:
            self.interval.spend(1)
            found = self._known[node] = self._computed(node)
            if found.rest is not None and self._has_wholes and isinstance(node, Binary | Call):
                number = self._wholes.value(node)
                if number is not None:
                    found = self._known[node] = constant(rational(number))
        return found

    def _computed(self, node: Numeric) -> Model:
        """A part from its own parts; for a subclass to give."""
        raise NotImplementedError

    def _note(self, part: Node, compared: Numeric, u: Model) -> None:
        """Write down the sign by which a branch is taken, where there is one."""
        try:
            found = sign(self.interval, u)
        except TooShort:
            return
        self._noted(part, to_text(compared), found)

    def _noted(self, part: Node, compared: str, found: int) -> None:
        self.branches.setdefault((to_text(part), compared), Branch(to_text(part), compared, found))

    def _positive_part(self, node: Numeric) -> Model | None:
        """The v of a sum u + v, or v + u, with u ≥ 0 throughout and v > 0 throughout, or None."""
        if not (isinstance(node, Binary) and node.operator == "+"):
            return None
        models = (self._model(node.left), self._model(node.right))
        if any(part.is_zero for part in models):
            return None
        totals = [enclosure(self.interval, part)[1] for part in models]
        if any(total.low < 0 for total in totals):
            return None
        positive = [part for part, total in zip(models, totals, strict=True) if total.low > 0]
        return positive[0] if positive else None
