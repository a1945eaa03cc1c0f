"""The quotient while a duel is open: its graph with the band and the box, and a table of steps beside it.

Where there is no room for the graph, the table is the picture: the slope runs across, the steps run down. The
band L ± ε stands in every row as [ ┊ ], and the broken line is δ: below it the quotient has to stay inside
the band, at every step, not only at those drawn.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from relu_tui.app.drawing.frame import Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.plot import joined
from relu_tui.app.panes.view import view
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.epsilon import is_outside
from relu_tui.certificate.subject import value_of
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel import delta_shown, stake
from relu_tui.lesson.duel_state import Duel, Outcome, quotient
from relu_tui.lesson.graphs.duel import approximate, duel_scene, unclaimed_scene

WIDE, HIGH = 70, 6
"""The size from which the graph is drawn."""

TABLE = 36
"""Columns of the table beside it."""

LABELS = 11
"""Columns of |Δx| in it."""


class Seen(NamedTuple):
    """The quotients at one size of step.

    Attributes:
        size: |Δx|.
        left: The quotient at −size, or None where there is none.
        right: That at size.
    """

    size: Fraction
    left: Constant | None
    right: Constant | None


def chart(duel: Duel, width: int, height: int, look: Look) -> list[Row]:
    """The picture, in at most so many rows; none before there is an L, and where there is no room."""
    limit = stake(duel)
    if limit is None or height < 3:
        return []
    if width < WIDE or height < HIGH:
        return _rows(duel, limit, width, height)
    room = width - TABLE
    scene = duel_scene(duel, room - 2)
    if scene is None:
        return []
    graph = joined([view(scene, room - 2, height - 2, look)], height - 2, room - 2, look)
    table = _table(duel, limit, height)
    table += [row("")] * (height - len(table))
    return [left.then(right.fit(TABLE)) for left, right in zip(graph.rows, table, strict=True)]


def ask_for(duel: Duel, width: int, height: int) -> None:
    """Have worked out what is drawn of a duel in this size, and takes long: quotients and certificates."""
    if stake(duel) is not None:
        _sizes(duel, height)
    if width >= WIDE and stake(duel) is None:
        unclaimed_scene(duel, width - 2)
    elif width >= WIDE:
        duel_scene(duel, width - TABLE - 2)


def unclaimed(duel: Duel, width: int, height: int, look: Look) -> list[Row]:
    """The graph of the quotient before there is an L, in so many rows; none where there is no room."""
    if width < WIDE or height < HIGH:
        return []
    inner = width - 2
    shown = view(unclaimed_scene(duel, inner), inner, height - 2, look)
    return list(joined([shown], height - 2, inner, look).rows)


# --- the table beside the graph ---------------------------------------------------------------------


def _table(duel: Duel, limit: Constant, height: int) -> list[Row]:
    """Steps with their quotients, the one that refutes the last δ among them, and the line at δ."""
    delta = delta_shown(duel)
    refuting = _refuting(duel, limit)
    size = None if refuting is None else refuting[0]
    lines = [
        (seen.size, _row(seen, duel, limit, marked=seen.size == size)) for seen in _sizes(duel, height - 3)
    ]
    if refuting is not None and all(size != other for other, _ in lines):
        lines = sorted([*lines, refuting], key=lambda line: -line[0])
    heads = [name.ljust(_COLUMN) for name in ("left", "right")]
    rows, drawn = [row((" |Δx|".ljust(LABELS) + "".join(heads), Role.HEADING))], delta is None
    for size, line in lines:
        if delta is not None and not drawn and size < delta:
            rows.append(row((f"╌ δ = {words.number(delta)} ".ljust(TABLE, "╌")[:TABLE], Role.LIMIT)))
            drawn = True
        rows.append(line)
    return rows[:height]


_COLUMN = (TABLE - LABELS) // 2


def _row(seen: Seen, duel: Duel, limit: Constant, *, marked: bool) -> Row:
    inside = seen.size < (delta_shown(duel) or seen.size)
    cells: list[tuple[str, Role]] = []
    for side, value in (("left", seen.left), ("right", seen.right)):
        if side in duel.sides:
            said, role = _judged(value, limit, duel.epsilon, inside=inside)
            mark = said[0] if inside and value is not None else " "
            cells.append((f"{mark} {_digits(value, limit)}".ljust(_COLUMN), role))
        else:
            cells.append((" " * _COLUMN, Role.DIM))
    label = f"{'▸' if marked else ' '}{words.number(seen.size)}"[: LABELS - 1].ljust(LABELS)
    return row((label, Role.EMPHASIS if marked else Role.PLAIN if inside else Role.DIM), *cells)


def _digits(value: Constant | None, limit: Constant) -> str:
    """A quotient in a column: exact where that is short, else how far it is from L."""
    if value is None:
        return "no value"
    exact = words.number(value.name)
    if len(exact) <= _COLUMN - 3:
        return exact
    gap = approximate(value - limit)
    return f"L{'−' if gap < 0 else '+'}{abs(gap):.1e}".replace("e-0", "e-").replace("e+0", "e+")


def _refuting(duel: Duel, limit: Constant) -> tuple[Fraction, Row] | None:
    """The step that refutes the last δ, with how far it is from 0."""
    played = duel.last
    if played is None or played.outcome is not Outcome.REFUTED:
        return None
    step, value = value_of(played.step), value_of(played.quotient)
    exact = step.rational
    size = Fraction(str(exact)) if exact is not None else Fraction(approximate(step))
    label = f"▸{words.number(played.step)}"
    cell = f"✗ {_digits(value, limit)}".ljust(_COLUMN)
    outside = is_outside(value, limit, duel.epsilon)
    role = Role.FAILS if outside else Role.DIM  # ε may be another one by now
    before = "" if played.side == "left" else " " * _COLUMN
    if len(label) > LABELS - 1:
        label = label[: LABELS - 2] + "…"
    return abs(size), row((label.ljust(LABELS), Role.EMPHASIS), before, (cell, role))


# --- the table as a picture -------------------------------------------------------------------------


def _rows(duel: Duel, limit: Constant, width: int, height: int) -> list[Row]:
    """A head, rows of steps, and the line at δ."""
    delta = delta_shown(duel)
    seen = _sizes(duel, height - 2)
    plot = _Plot(limit, duel.epsilon, seen, width)
    rows, drawn = [plot.head()], delta is None
    for line in seen:
        if delta is not None and not drawn and line.size < delta:
            rows.append(plot.rule(delta))
            drawn = True
        rows.append(plot.line(line, duel.sides, inside=delta is not None and line.size < delta))
    return rows


def _sizes(duel: Duel, count: int) -> list[Seen]:
    """The quotients at powers of 1/2, as many as there is room for, about half of them below δ."""
    first, delta = 0, delta_shown(duel)
    while delta is not None and Fraction(1, 2**first) >= delta:
        first += 1
    start = max(first - count // 2, 0)
    return [_seen(duel, Fraction(1, 2**n)) for n in range(start, start + count)]


def _seen(duel: Duel, size: Fraction) -> Seen:
    left, right = (
        quotient(duel.function, duel.at, sign * size) if side in duel.sides else None
        for side, sign in (("left", -1), ("right", 1))
    )
    return Seen(size, left, right)


class _Plot:
    """The slope across: L in the middle, the band, and the quotients of each row."""

    def __init__(self, limit: Constant, epsilon: Fraction, seen: list[Seen], width: int) -> None:
        self.limit, self.epsilon = limit, epsilon
        self.labels = 9
        self.words = 22 if width >= WIDE else 4
        self.width = width - self.labels - self.words - 2
        gaps = [
            abs(approximate(q) - approximate(limit))
            for line in seen
            for q in (line.left, line.right)
            if q is not None
        ]
        band = float(epsilon)
        self.reach = min(max([1.6 * band, *(1.1 * gap for gap in gaps)]), 4.6 * band)

    def column(self, value: Constant | None, offset: float = 0.0) -> int:
        """The cell of a number, or one outside the plot."""
        where = (approximate(value) - approximate(self.limit) if value is not None else 0.0) + offset
        share = min(max(where / self.reach, -4.0), 4.0)  # out of the plot is out of the plot
        return round((share + 1) / 2 * (self.width - 1))

    def head(self) -> Row:
        """|Δx|, L − ε, L and L + ε."""
        text = [" "] * self.width
        band = float(self.epsilon)
        for offset, name in ((-band, "L−ε"), (0.0, "L"), (band, "L+ε")):
            start = max(min(self.column(None, offset) - len(name) // 2, self.width - len(name)), 0)
            text[start : start + len(name)] = name
        sides = "left       right" if self.words > 4 else "◁ ▷"
        return row(
            (" |Δx|".ljust(self.labels), Role.HEADING),
            ("".join(text), Role.DIM),
            ("  " + sides, Role.HEADING),
        )

    def rule(self, threshold: Fraction) -> Row:
        """The line at δ."""
        label = f"╌ δ = {words.number(threshold)} "
        return row((label.ljust(self.labels + self.width + self.words, "╌"), Role.LIMIT))

    def line(self, seen: Seen, sides: tuple[str, ...], *, inside: bool) -> Row:
        """One size of step."""
        cells: list[tuple[str, Role]] = [(" ", Role.PLAIN)] * self.width
        band = float(self.epsilon)
        for offset, sign in ((-band, "["), (0.0, "┊"), (band, "]")):
            cells[self.column(None, offset)] = (sign, Role.LIMIT)
        judged: list[tuple[str, Role]] = []
        for side, value, mark, role in (
            ("left", seen.left, "◁", Role.LEFT),
            ("right", seen.right, "▷", Role.RIGHT),
        ):
            if side not in sides:
                judged.append(("", Role.DIM))
                continue
            judged.append(_judged(value, self.limit, self.epsilon, inside=inside))
            if value is not None:
                place = self.column(value)
                sign = "«" if place < 0 else "»" if place >= self.width else mark
                place = min(max(place, 0), self.width - 1)
                if side == "right" and cells[place][0] == "◁":
                    sign = "◉"  # both
                cells[place] = (sign, role)
        label = f" {words.number(seen.size)}"[: self.labels - 1].ljust(self.labels)
        return row((label, Role.PLAIN if inside else Role.DIM), *cells, "  ", *self._columns(judged))

    def _columns(self, judged: list[tuple[str, Role]]) -> list[tuple[str, Role]]:
        if self.words > 4:
            return [(text.ljust(11), role) for text, role in judged]
        return [(f"{text[:1] or ' '} ", role) for text, role in judged]


def _judged(value: Constant | None, limit: Constant, epsilon: Fraction, *, inside: bool) -> tuple[str, Role]:
    """Whether a quotient is in the band, and whether it has to be."""
    if value is None:
        return ("no value", Role.DIM)
    outside = is_outside(value, limit, epsilon)
    if outside is None:
        return ("?", Role.UNDECIDED)
    if not inside:
        return ("outside" if outside else "inside", Role.DIM)
    return ("✗ OUTSIDE", Role.FAILS) if outside else ("✓ inside", Role.HOLDS)
