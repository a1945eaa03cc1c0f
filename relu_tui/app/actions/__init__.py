"""The commands that are a matter of the screen: what each opens, chooses, says."""

from __future__ import annotations

from functools import partial

from relu_tui.app.actions import choosing, files, looking, reading
from relu_tui.app.onward import ONWARD, Action
from relu_tui.lesson.parameters import (
    change_step,
    choose_next,
    nudge,
)

ACTIONS: dict[str, Action] = {
    **ONWARD,
    "why": reading.why,
    "limit": reading.limit,
    "higher": reading.higher,
    "where": reading.where,
    "next_point": reading.next_point,
    "last_point": partial(reading.next_point, direction=-1),
    "moving": reading.moving,
    "walk_right": partial(reading.walk, direction=1),
    "walk_left": partial(reading.walk, direction=-1),
    "raise": partial(reading.turn_parameter, turned=partial(nudge, direction=1)),
    "lower": partial(reading.turn_parameter, turned=partial(nudge, direction=-1)),
    "parameter": partial(reading.turn_parameter, turned=choose_next),
    "coarser": partial(reading.turn_parameter, turned=partial(change_step, direction=1)),
    "finer": partial(reading.turn_parameter, turned=partial(change_step, direction=-1)),
    "solve": reading.solve,
    "frameworks": reading.frameworks,
    "practice": reading.practice,
    "network": reading.network,
    "descent": reading.descent,
    "duel": reading.duel,
    "help": reading.show_help,
    "function": choosing.choose_function,
    "outline": choosing.choose_lesson,
    "export": files.export,
    "undo": looking.undo,
    "older": looking.older,
    "newer": looking.newer,
    "turn": looking.turn,
    "marks": looking.marks,
    "theme": looking.theme,
    "redraw": looking.redraw,
    "auto": looking.auto,
    "slower": looking.slower,
    "faster": looking.faster,
    "palette": looking.palette,
    "quit": looking.leave,
}
"""What each command without a transition does."""
