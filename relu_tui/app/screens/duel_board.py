"""What the duel looks like: a pure function of the duel and a size."""

from __future__ import annotations

from textwrap import wrap

from relu_tui.app.drawing.frame import Frame, Role, Row, row
from relu_tui.app.drawing.look import Look
from relu_tui.app.screens.duel_chart import chart, unclaimed
from relu_tui.app.screens.overlay import key_line
from relu_tui.lesson import duel_words as words
from relu_tui.lesson.duel_state import Duel, Outcome

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


def board(duel: Duel, title: str, width: int, height: int, look: Look) -> Frame | None:
    """The whole screen: the claim, the table as a plot, the rounds, the answer, the keys."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return None
    above = _claim(duel, width, look)
    keys = key_line(KEYS_SWAPPED if duel.swapped else KEYS, width)
    room = height - len(above) - 2
    below = _below(duel, width, max(room - LEAST_CHART, 1), look)
    drawn = chart(duel, width, room - len(below), look) or _opening(duel, width, room - len(below), look)
    heading = row((f" {title}", Role.HEADING)).fit(width, more="…")
    blank = [row("")] * (room - len(below) - len(drawn))
    return look.finish(Frame.of([heading, *above, *drawn, *blank, *below, keys], width, height))


def _claim(duel: Duel, width: int, look: Look) -> list[Row]:
    lines = [line for said in words.challenge_lines(duel) for line in wrap(look.spell(said), width - 4)]
    content = Frame.of([row(f" {line}") for line in lines], width - 2, len(lines))
    return list(look.box(content, look.spell(words.claim_line(duel))).rows)


def _opening(duel: Duel, width: int, room: int, look: Look) -> list[Row]:
    """Before there is a claim: the quotient, and how it is played, as far as there is room for them."""
    if duel.claim or duel.swapped:
        return []
    guides = ([row(""), *_wrapped(list(told), width, Role.PLAIN, look)] for told in words.GUIDES)
    guide = next((guide for guide in guides if len(guide) <= room), [])
    return [*unclaimed(duel, width, room - len(guide), look), *guide]


def _below(duel: Duel, width: int, most: int, look: Look) -> list[Row]:
    """What was played and is said, as much of it as there is room for; w shows all of it."""
    rounds, said = _rounds(duel, width, look), _answers(duel, width, look)
    at_last = _sentence(duel, width, look)
    for parts in ((*rounds[-ROUNDS:], *said, *at_last), (*rounds[-1:], *said, *at_last), (*said, *at_last)):
        if len(parts) <= most:
            return list(parts)
    shown = [*said, *at_last][:most]
    shown[-1] = shown[-1].fit(max(width - 10, 1)).then(row((" … w: all", Role.KEY)))
    return shown


def page(duel: Duel, width: int, look: Look) -> list[Row]:
    """All that was played and is said, to be read."""
    heading = row((look.spell(words.claim_line(duel)), Role.HEADING))
    said = [row(part) for line in words.challenge_lines(duel) for part in wrap(look.spell(line), width)]
    played = _wrapped([words.round_line(played) for played in duel.rounds], width, Role.PLAIN, look)
    return [
        heading,
        *said,
        row(""),
        *played,
        row(""),
        *_answers(duel, width, look),
        row(""),
        *_sentence(duel, width, look),
    ]


def _wrapped(lines: list[str], width: int, role: Role, look: Look) -> list[Row]:
    return [row((f" {part}", role)) for line in lines for part in wrap(look.spell(line), max(width - 2, 8))]


def _rounds(duel: Duel, width: int, look: Look) -> list[Row]:
    roles = {Outcome.PROVED: Role.HOLDS, Outcome.REFUTED: Role.FAILS, Outcome.OPEN: Role.UNDECIDED}
    glyphs = {Outcome.PROVED: "✓", Outcome.REFUTED: "✗", Outcome.OPEN: "?"}
    return [
        row((f" {glyphs[played.outcome]} {look.spell(words.round_line(played))}", roles[played.outcome])).fit(
            width, more="…"
        )
        for played in duel.rounds
    ]


def _answers(duel: Duel, width: int, look: Look) -> list[Row]:
    return _wrapped(words.answer_lines(duel), width, Role.PLAIN, look)


def _sentence(duel: Duel, width: int, look: Look) -> list[Row]:
    end = words.onward(duel)
    said = _wrapped(words.sentence(duel), width, Role.EMPHASIS, look)
    return said + _wrapped([end] if end else [], width, Role.KEY, look)
