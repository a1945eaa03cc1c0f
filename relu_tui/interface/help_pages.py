"""What help tells of a command beside its options: how it is used, and how it ends."""

from __future__ import annotations

from textwrap import fill
from typing import NamedTuple

from relu_tui.calculus.language.functions import FUNCTIONS

LANGUAGE = (
    "A function is an expression in x, or a name from the gallery (relu-tui functions).\n"
    + fill(
        "Expressions have numbers (0.1 is exactly 1/10), + - * / ** and ^, parentheses, pi and e, "
        f"comparisons in A if x > 0 else B, and, or, not, and the functions {' '.join(FUNCTIONS)}.",
        92,
    )
    + "\nA point is an expression without x: 0, 1/3, 0.1, pi/4, sqrt(2).\n"
    "Formulas may be written as in books, in LaTeX, or as programs write them: 2x sin x, |x| - ½,\n"
    "x² for x < 1, 2x - 1 otherwise, \\frac{1}{x}, np.maximum(0, x), F.gelu(2*x). What was\n"
    "understood is shown, and where a text has two readings, the other.\n"
)

BAD_INPUT = "what can't be used: one line on stderr says what it is, and what would do"


class Page(NamedTuple):
    """What there is to tell of a command.

    Attributes:
        text: What one has to know; may be empty.
        examples: Command lines, each with what it does.
        ends: What it means that it ends with 0.
        stopped: What it means that it ends with 130, if it means anything.
        refused: What it means that it ends with 1, if it means anything.
        differs: What it means that it ends with 3, if it means anything.
    """

    text: str
    examples: dict[str, str]
    ends: str = "done"
    stopped: str = ""
    refused: str = ""
    differs: str = ""


PAGES: dict[str, Page] = {
    "lesson": Page(
        LANGUAGE + "\nThe keys: ? in the lesson, or relu-tui help keys. Settings are read from the file\n"
        "that --config or RELU_TUI_CONFIG names, else from the user's own, and from RELU_TUI_THEME,\n"
        "RELU_TUI_MARKS and RELU_TUI_RATIO.\n",
        {
            "relu-tui": "ReLU at 0",
            "relu-tui gelu": "a function of the gallery",
            "relu-tui 'abs(x**2 - 2)' --at 'sqrt(2)'": "your own, at your own point",
            "relu-tui --resume": "go on where the last lesson stood",
        },
        "the lesson was left",
    ),
    "plain": Page(
        "Enter alone walks the lesson to its verdict; the keys of the screen work as commands.\n",
        {"relu-tui plain abs": "the lesson on |x|", "yes '' | relu-tui plain": "all of it at once"},
    ),
    "check": Page(
        LANGUAGE,
        {
            "relu-tui check relu": "the four conditions and the verdict",
            "relu-tui check 'x*abs(x)' --why": "the argument, line by line",
            "relu-tui check relu --at 1 --json": "for scripts",
            "relu-tui check 'relu(x) - relu(-x)' --tape": "what backward() returns, and by which row",
            "relu-tui check 'sqrt(x) if x > 0 else 0' --script jax": "a program that shows it",
            "relu-tui check 'x**2' --at 1 --epsilon 1/1000": "the δ that does, proved",
            "relu-tui check relu --certificate --json": "a second proof, as a file for verify",
        },
        "done, whatever the verdict",
        differs="with --tape or --script: torch, jax or tensorflow returns what is not a derivative",
    ),
    "limit": Page(
        LANGUAGE + "\nThe limit of f, not of its difference quotient: is f defined near the point, do the\n"
        "one-sided limits exist, are they equal, are they f(a)? inf and -inf are points too.\n",
        {
            "relu-tui limit 'sin(x)/x'": "a hole, and what would fill it",
            "relu-tui limit 'floor(x)' --at 1": "a jump",
            "relu-tui limit '(1 + 1/x)**x' --at inf": "as x → +∞",
            "relu-tui limit 'sin(x)/x' --certificate --json": "a second proof, as a file for verify",
        },
        "done, whatever the answer",
    ),
    "derivative": Page(
        LANGUAGE
        + "\nf″(a) is the derivative of f′ at a: f′ must be continuous there, and so on. It is told\n"
        "as well whether f′ is continuous. With --from and --to a point moves along the interval, and\n"
        "f′ is told at each step, with the slopes at each kink on the way.\n",
        {
            "relu-tui derivative relu --from -1 --to 1": "f′ of ReLU: a step with a hole",
            "relu-tui derivative 'x*abs(x)'": "f′ is |2x|: no f″(0)",
            "relu-tui derivative gelu --order 3": "the third",
        },
        "done, whatever the answer",
    ),
    "where": Page(
        LANGUAGE + "\nEvery point of the interval is found at which f is not differentiable, not continuous\n"
        "or not defined, exactly where it can be; what could not be covered is told.\n",
        {
            "relu-tui where 'abs(x**2 - 2)'": "two kinks, exactly",
            "relu-tui where 'floor(x**2)' --from 0 --to 2": "jumps",
            "relu-tui where 'relu(x) - relu(-x)'": "two kinks that cancel",
        },
        "done, whatever was found",
    ),
    "verify": Page(
        "A certificate says of an interval 0 < |Δx| ≤ δ₀ what the verdict says of the limit. It is\n"
        "checked from the expression alone: nothing of the engine that gave the verdict is loaded.\n",
        {
            "relu-tui check relu --certificate --json | relu-tui verify -": "make one, and check it",
            "relu-tui verify relu.json": "one that was kept in a file",
        },
        "every certificate in the file proves what it claims",
        refused="one of them does not: a line says why",
    ),
    "table": Page(
        LANGUAGE,
        {
            "relu-tui table relu --steps 5": "five steps from each side",
            "relu-tui table 'sin(x)' --at 1 --ratio 1/10 --csv": "for spreadsheets",
            "relu-tui table 'x**2' --at 1 --format float32 --steps 30": "with its rounding",
        },
    ),
    "functions": Page("", {"relu-tui functions": "names, formulas, points of interest"}),
    "lessons": Page(
        "Without a terminal the lessons are listed. On the screen, o shows them and n goes on.\n",
        {"relu-tui lessons": "choose one", "relu-tui lessons jump": "begin with that one"},
    ),
    "review": Page(
        "A part of the course in which an answer was wrong comes back until all that is answered is\n"
        "right; each limit has to be said before it is revealed. Without a terminal they are listed.\n",
        {"relu-tui review": "the first of them"},
    ),
    "frameworks": Page(
        "With a NAME, frameworks that are installed here are asked too.\n",
        {"relu-tui frameworks": "the whole table", "relu-tui frameworks relu": "one function, and live"},
    ),
    "practice": Page(
        "Ctrl-C stops it and prints the figures so far. Handwritten digits are used where\n"
        "scikit-learn is installed: pip install 'relu-tui[practice]'.\n",
        {
            "relu-tui practice": "three layers of 64 units, 200 draws",
            "relu-tui practice --units 128,64 --draws 50 --seed 7": "another network",
        },
        stopped="it was stopped, and told what it had found",
    ),
    "network": Page(
        "Weights are rational, and everything is exact. In W layers stand between ; and units\n"
        "between commas; each unit has its weights, and last its bias.\n",
        {
            "relu-tui network": "two layers of 4 units, drawn by seed 8",
            "relu-tui network --units 6,6 --seed 3": "another one",
            "relu-tui network --weights '1 0, -1 0; 1 -1 0'": "relu(x) - relu(-x)",
        },
    ),
    "descent": Page(
        "Computed exactly, and in float32 beside it.\n",
        {
            "relu-tui descent": "from 1 by 2/5: it swings for ever",
            "relu-tui descent --shrinking": "by 2/5, 1/5, 2/15 and so on: it converges",
            "relu-tui descent --rate 1/10": "it rests at 0, and in float32 it swings",
        },
    ),
    "serve": Page(
        "Browsers need the extra: pip install 'relu-tui[web]'. The rules of --kiosk apply. Add\n"
        "?fontsize=24 to the address for larger letters. A class over SSH needs the extra:\n"
        "pip install 'relu-tui[ssh]'. Learners come in by the line that --ssh prints, see what the\n"
        "teacher does, go on alone by any step of their own, and come back by F2. The teacher's F2\n"
        "opens the class: who is in, votes, calling everybody back.\n",
        {
            "relu-tui serve": "for browsers on this machine",
            "relu-tui serve abs --host 0.0.0.0 --port 80": "for all who reach this machine",
            "relu-tui serve --ssh": "a class over SSH, by one command",
            "relu-tui serve --ssh abs --web": "the same on |x|, and in browsers",
        },
        "Ctrl+C ended it",
    ),
    "completion": Page(
        "Put the line into the shell's start-up file to have it always.\n",
        {
            'eval "$(relu-tui completion bash)"': "in bash (~/.bashrc)",
            'eval "$(relu-tui completion zsh)"': "in zsh (~/.zshrc, after compinit)",
            "relu-tui completion fish | source": "in fish (~/.config/fish/config.fish)",
        },
    ),
    "help": Page("", {"relu-tui help check": "a command", "relu-tui help keys": "the keys of the lesson"}),
}


def page(command: str) -> str:
    """What follows the options in the help of a command."""
    about = PAGES[command]
    width = max(len(example) for example in about.examples)
    examples = "".join(f"  {example:<{width}}   {words}\n" for example, words in about.examples.items())
    text = f"{about.text}\n" if about.text else ""
    ends = {0: about.ends, 1: about.refused, 2: BAD_INPUT, 3: about.differs, 130: about.stopped}
    statuses = "".join(f"  {status:<3} {words}\n" for status, words in ends.items() if words)
    return f"{text}examples:\n{examples}\nexit status:\n{statuses}"
