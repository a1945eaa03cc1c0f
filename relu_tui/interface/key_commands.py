"""Every command of the user, once: its keys, its words, what it does.

Key bindings, the footer, the help screen, the command palette, the plain lesson and the table of
keys in the README are all made from this table.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from relu_tui.choices import MARKS, THEMES, listed, listed_ratios
from relu_tui.lesson import transitions
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.reply import Reply
from relu_tui.number_formats import NUMBER_FORMATS

Transition = Callable[[Lesson], Reply]


class Command(NamedTuple):
    """Something the user can do.

    Attributes:
        name: Its identifier.
        keys: Keys in Textual's names, the one shown first.
        words: What it does, for help and palette.
        short: The same in one word, for the footer; empty where it is not shown there.
        group: Under which heading help shows it.
        transition: What it makes of the lesson and says of it, or None where it is a matter of the screen.
        opens: Whether the screen may ask something before the transition.
        host: Whether it reaches the machine the program runs on, and so is not for a shared account.
    """

    name: str
    keys: tuple[str, ...]
    words: str
    short: str = ""
    group: str = "step"
    transition: Transition | None = None
    host: bool = False
    opens: bool = False

    @property
    def key_text(self) -> str:
        """The keys as they are read."""
        return " ".join(key_name(key) for key in self.keys)


_NAMES = {
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "colon": ":",
    "tab": "Tab",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "asterisk": "*",
    "slash": "/",
    "f1": "F1",
}


def key_name(key: str) -> str:
    """A key as it is read: `→`, `Enter`, `R`."""
    return _NAMES.get(key, key)


def key_sign(key: str, *, in_ascii: bool = False) -> str:
    """A key in as few characters as there are, for the footer; in ASCII arrows are words."""
    if in_ascii and key in ("right", "left", "up", "down", "enter"):
        return key.capitalize()
    return "⏎" if key == "enter" else key_name(key)


def _condition(index: int) -> Transition:
    return partial(transitions.examine_condition, condition=index)


COMMANDS: tuple[Command, ...] = (
    Command(
        "closer",
        ("right", "l", "space", "pagedown"),
        "come closer: shrink Δx",
        "closer",
        "step",
        transitions.closer,
    ),
    Command("back", ("left", "h", "pageup"), "go one step back", "back", "step", transitions.back),
    Command(
        "side",
        ("s",),
        "move both probes, the left one, the right one",
        "side",
        "step",
        transitions.change_side,
    ),
    Command("ratio", ("r",), f"shrink by {listed_ratios()}", "", "step", transitions.change_ratio),
    Command("older", ("left_square_bracket",), "scroll the table to older rows", "", "step"),
    Command("newer", ("right_square_bracket",), "scroll the table to newer rows", "", "step"),
    Command(
        "conclude",
        ("enter",),
        "go on: say what you see, then hear what is proved",
        "go on",
        "decide",
        transitions.conclude,
        opens=True,
    ),
    Command(
        "next",
        ("down", "j"),
        "turn to the condition below",
        "next",
        "decide",
        transitions.next_condition,
    ),
    Command(
        "previous", ("up", "k"), "turn to the condition above", "", "decide", transitions.previous_condition
    ),
    Command("first", ("1",), "condition 1: continuity", "", "decide", _condition(0)),
    Command("second", ("2",), "condition 2: the left-hand limit", "", "decide", _condition(1)),
    Command("third", ("3",), "condition 3: the right-hand limit", "", "decide", _condition(2)),
    Command("fourth", ("4",), "condition 4: are the limits equal?", "", "decide", _condition(3)),
    Command("vote", ("V",), "your vote: is f differentiable there?", "vote", "decide"),
    Command("predict", ("i",), "say what limit you expect, before concluding it", "", "decide"),
    Command("duel", ("E",), "the duel: you claim a limit, ε against δ", "", "decide"),
    Command("why", ("w",), "why: the whole argument, line by line", "why", "decide"),
    Command("function", ("f",), "choose a function from the gallery", "function", "choose"),
    Command("edit", ("e",), "type a function and a point", "edit", "choose"),
    Command("next_point", ("full_stop",), "go to the next point where f is not differentiable", "", "choose"),
    Command("last_point", ("comma",), "go to the one before", "", "choose"),
    Command("walk_right", ("right_parenthesis",), "move the point a to the right by 1/4", "", "choose"),
    Command("walk_left", ("left_parenthesis",), "move it to the left", "", "choose"),
    Command("outline", ("o",), "the course: choose a lesson", "course", "choose"),
    Command("following", ("n",), "go on to the next lesson of the course", "lesson", "choose"),
    Command("undo", ("u",), "undo", "", "choose"),
    Command("restart", ("R",), "start this lesson again", "", "choose", transitions.restart),
    Command("auto", ("a",), "auto-play: the lesson walks by itself; any key takes over", "", "choose"),
    Command("slower", ("less_than_sign",), "auto-play slower", "", "choose"),
    Command("faster", ("greater_than_sign",), "auto-play faster", "", "choose"),
    Command("raise", ("K",), "the parameter up by its step", "up", "vary"),
    Command("lower", ("J",), "the parameter down", "down", "vary"),
    Command("parameter", ("P",), "turn to the next parameter", "parameter", "vary"),
    Command("coarser", ("asterisk",), "the step of a parameter twice as large", "", "vary"),
    Command("finer", ("slash",), "half as large", "", "vary"),
    Command("solve", ("S",), "for which parameters is f differentiable here?", "solve", "vary"),
    Command("zoom", ("z",), "microscope: the plot follows Δx", "zoom", "look", transitions.zoom),
    Command(
        "graph",
        ("g",),
        "graph of f, of the quotient, of the rounding error",
        "graph",
        "look",
        transitions.change_graph,
    ),
    Command(
        "format",
        ("p",),
        f"numbers {NUMBER_FORMATS[0]}, or in {NUMBER_FORMATS[1]} down to {NUMBER_FORMATS[-1]}",
        "",
        "look",
        transitions.change_format,
    ),
    Command(
        "convention",
        ("c",),
        "lines through a kink: none, left slope, middle, right slope",
        "lines",
        "look",
        transitions.change_convention,
    ),
    Command("own", ("C",), "a convention of your own: type a slope", "", "look"),
    Command("limit", ("L",), "the limit of f itself, here and as x goes to ±∞", "", "look"),
    Command("higher", ("H",), "do f″ and f‴ exist here, and is f′ continuous?", "", "look"),
    Command("where", ("W",), "where else f is not differentiable", "", "look"),
    Command("moving", ("M",), "the point moves, and f′ is drawn as it is met", "", "look"),
    Command("frameworks", ("t",), "the tape: what backward() returns here, and why", "tape", "look"),
    Command("practice", ("b",), "how rare is x = 0 in practice?", "", "look"),
    Command("network", ("N",), "a ReLU network of one variable: its kinks, one by one", "", "look"),
    Command("descent", ("D",), "subgradient descent on |x|, a step a key", "", "look"),
    Command("turn", ("tab",), "on a small screen: show the next pane", "pane", "screen"),
    Command("marks", ("m",), f"marks: {listed(MARKS)}", "", "screen"),
    Command("theme", ("v",), f"theme: {listed(THEMES)}", "", "screen"),
    Command("redraw", ("d",), "draw the whole screen again", "", "screen"),
    Command("export", ("x",), "export the table, the screen, the argument", "", "screen", host=True),
    Command("palette", ("colon",), "find a command by its words", "", "screen"),
    Command("help", ("question_mark", "f1"), "help: all keys", "help", "screen"),
    Command("quit", ("q",), "quit", "quit", "screen"),
)
"""Every command, in the order help shows them."""

FOOTER = (
    *("closer", "turn", "back", "side", "conclude", "next", "function", "why", "help", "quit"),
    *("edit", "zoom", "graph", "outline"),
)
"""Commands shown at the foot of the screen, the most needed first, as many as fit; `turn` on a small one."""

VARYING = (
    *("closer", "turn", "raise", "lower", "parameter", "solve", "conclude", "help", "quit"),
    *("back", "side", "next", "edit", "why", "zoom", "graph", "function"),
)
"""The same where f has parameters, before the verdict and after it."""

AFTER = (
    *("conclude", "turn", "convention", "frameworks", "graph", "zoom", "why", "following"),
    *("help", "quit", "function", "closer", "edit", "outline"),
)
"""The same once the verdict stands."""

GROUPS = {
    "step": "Step",
    "decide": "Decide",
    "choose": "Choose",
    "vary": "Vary, where f has parameters",
    "look": "Look",
    "screen": "Screen",
}
"""Headings of the help screen."""

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}
BY_KEY: dict[str, Command] = {key: command for command in COMMANDS for key in command.keys}
