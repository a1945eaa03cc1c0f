"""What the duel looks like: a pure function of the duel and a size.

The slope runs across, the steps run down. The band L ± ε stands in every row as [ ┊ ], and the broken line is
δ: below it the quotient has to stay inside the band, at every step, not only at those drawn.
"""

from __future__ import annotations

from fractions import Fraction
from textwrap import wrap
from typing import NamedTuple

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.overlay import key_line
from relu_tui.certificate.constants import Constant
from relu_tui.certificate.epsilon import is_outside
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel import Duel, Outcome, claimed, own_limit, quotient

KEYS = (
    "q back",
    "c claim",
    "← → δ",
    "Enter answer",
    "s side",
    "u swap roles",
    "d type δ",
    "w all",
)
KEYS_SWAPPED = ("q back", "↑ ↓ ε", "Enter ask for δ", "s side", "u swap roles", "d type ε", "w all")
"""The keys, the most needed first; as many are shown as fit."""

ROUNDS = 3
"""Rounds shown, the last ones."""

LEAST_CHART = 4
"""Rows of the plot that stay whatever is said."""

LEAST_WIDTH, LEAST_HEIGHT = 36, 10


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


def board(duel: Duel, title: str, width: int, height: int, look: Look) -> Frame | None:
    """The whole screen: the claim, the table as a plot, the rounds, the answer, the keys."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return None
    above = _claim(duel, width, look)
    keys = key_line(KEYS_SWAPPED if duel.swapped else KEYS, width)
    room = height - len(above) - 2
    below = _below(duel, width, max(room - LEAST_CHART, 1))
    chart = _chart(duel, width, room - len(below))
    heading = row((f" {title}", Role.HEADING)).fit(width, more="…")
    blank = [row("")] * (room - len(below) - len(chart))
    return look.finish(Frame.of([heading, *above, *chart, *blank, *below, keys], width, height))


def _claim(duel: Duel, width: int, look: Look) -> list[Row]:
    lines = [row(f" {line}") for line in words.challenge_lines(duel)]
    content = Frame.of([line.fit(width - 2, more="…") for line in lines], width - 2, len(lines))
    return list(look.box(content, words.claim_line(duel)).rows)


def _below(duel: Duel, width: int, most: int) -> list[Row]:
    """What was played and is said, as much of it as there is room for; w shows all of it."""
    rounds, said, at_last = _rounds(duel, width), _answers(duel, width), _sentence(duel, width)
    for parts in ((*rounds[-ROUNDS:], *said, *at_last), (*rounds[-1:], *said, *at_last), (*said, *at_last)):
        if len(parts) <= most:
            return list(parts)
    shown = [*said, *at_last][:most]
    shown[-1] = shown[-1].fit(max(width - 10, 1)).then(row((" … w: all", Role.KEY)))
    return shown


def page(duel: Duel, width: int) -> list[Row]:
    """All that was played and is said, to be read."""
    heading = row((words.claim_line(duel), Role.HEADING))
    said = [row(part) for line in words.challenge_lines(duel) for part in wrap(line, width)]
    played = _wrapped([words.round_line(played) for played in duel.rounds], width, Role.PLAIN)
    return [
        heading,
        *said,
        row(""),
        *played,
        row(""),
        *_answers(duel, width),
        row(""),
        *_sentence(duel, width),
    ]


def _wrapped(lines: list[str], width: int, role: Role) -> list[Row]:
    return [row((f" {part}", role)) for line in lines for part in wrap(line, max(width - 2, 8))]


def _rounds(duel: Duel, width: int) -> list[Row]:
    roles = {Outcome.PROVED: Role.HOLDS, Outcome.REFUTED: Role.FAILS, Outcome.OPEN: Role.UNDECIDED}
    glyphs = {Outcome.PROVED: "✓", Outcome.REFUTED: "✗", Outcome.OPEN: "?"}
    return [
        row((f" {glyphs[played.outcome]} {words.round_line(played)}", roles[played.outcome])).fit(
            width, more="…"
        )
        for played in duel.rounds
    ]


def _answers(duel: Duel, width: int) -> list[Row]:
    return _wrapped(words.answer_lines(duel), width, Role.PLAIN)


def _sentence(duel: Duel, width: int) -> list[Row]:
    return _wrapped(words.sentence(duel), width, Role.EMPHASIS)


# --- the plot of the quotient, as a table -----------------------------------------------------------


def _chart(duel: Duel, width: int, height: int) -> list[Row]:
    """A head, rows of steps, and the line at δ."""
    limit = _limit(duel)
    if limit is None or height < 3:
        return []
    threshold = _threshold(duel)
    seen = [_seen(duel, size) for size in _sizes(threshold, height - 2)]
    plot = _Plot(limit, duel.epsilon, seen, width)
    rows = [plot.head()]
    drawn = False
    for line in seen:
        if not drawn and line.size < threshold:
            rows.append(plot.rule(threshold))
            drawn = True
        rows.append(plot.line(line, duel.sides, inside=line.size < threshold))
    return rows


def _limit(duel: Duel) -> Constant | None:
    if duel.swapped:
        own = own_limit(duel)
        return None if own is None else claimed(own)
    return claimed(duel.claim) if duel.claim else None


def _threshold(duel: Duel) -> Fraction:
    """δ: that about to be named, or the program's last one."""
    played = duel.last
    if duel.swapped and played is not None and played.delta is not None:
        return played.delta
    return duel.delta


def _sizes(threshold: Fraction, count: int) -> list[Fraction]:
    """Powers of 1/2, as many as there is room for, about half of them below δ."""
    first = 0
    while Fraction(1, 2**first) >= threshold:
        first += 1
    start = max(first - count // 2, 0)
    return [Fraction(1, 2**n) for n in range(start, start + count)]


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
        self.words = 22 if width >= 70 else 4
        self.width = width - self.labels - self.words - 2
        gaps = [
            abs(_float(q) - _float(limit)) for line in seen for q in (line.left, line.right) if q is not None
        ]
        band = float(epsilon)
        self.reach = min(max([1.6 * band, *(1.1 * gap for gap in gaps)]), 4.6 * band)

    def column(self, value: Constant | None, offset: float = 0.0) -> int:
        """The cell of a number, or one outside the plot."""
        where = (_float(value) - _float(self.limit) if value is not None else 0.0) + offset
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
            judged.append(self._judged(value, inside=inside))
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

    def _judged(self, value: Constant | None, *, inside: bool) -> tuple[str, Role]:
        """Whether a quotient is in the band, and whether it has to be."""
        if value is None:
            return ("no value", Role.DIM)
        outside = is_outside(value, self.limit, self.epsilon)
        if outside is None:
            return ("?", Role.UNDECIDED)
        if not inside:
            return ("outside" if outside else "inside", Role.DIM)
        return ("✗ OUTSIDE", Role.FAILS) if outside else ("✓ inside", Role.HOLDS)


def _float(value: Constant) -> float:
    """About where a number is; one out of reach is put at the edge of what floats are."""
    mantissa, exponent = (int(part) for part in value.range.low.man_exp())
    if exponent + mantissa.bit_length() > 1000:  # before it is written out: it may have too many digits
        return 1e300 if mantissa > 0 else -1e300
    return mantissa * 2.0 ** max(exponent, -1000) if exponent > -1000 else 0.0
