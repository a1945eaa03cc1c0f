"""The words that the learner reads, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from relu_tui.calculus.argument import limit_text, point_text
from relu_tui.calculus.constants.exact import Constant, Number, rational
from relu_tui.calculus.constants.sign import as_float, decimal
from relu_tui.calculus.constants.text import DIGITS, digits, write
from relu_tui.calculus.examination import Status
from relu_tui.calculus.gallery import GALLERY
from relu_tui.calculus.printing import to_readable
from relu_tui.calculus.quotients import RATIOS
from relu_tui.calculus.values import Finite, Infinite, Limit, Oscillating, Undefined
from relu_tui.lesson.lesson import ENOUGH, Lesson, Side, examined, needs
from relu_tui.lesson.quiz import judge

LOOK = "Not yet: look at "
AT_THE_FLOOR = (
    "Δx is as small as it gets here: 10⁻³⁰⁰. It is never 0, or there would be nothing to divide by."
)
AT_THE_START = "Δx = 1 is the first step. Press → to come closer."
UNFOOLED = "×0.618: these steps meet no sequence 1/n, so nothing periodic in 1/Δx can fool the table."
PREDICT_A_LIMIT = "Only a limit is predicted: choose condition 2 or 3 first (press 2 or 3)."
PREDICTED_TOO_LATE = "This limit is concluded already. Press u to undo, or R to start again."
CONVENTION_AFTER_VERDICT = "First the verdict: conclude all four conditions, then c names the conventions."

GLYPHS = {None: "○", "gathering": "◐", Status.HOLDS: "✓", Status.FAILS: "✗", Status.UNDECIDED: "?"}

RATIO_NAMES = {"1/2": "×½", "1/10": "×⅒", "0.618": "×0.618"}


@dataclass(frozen=True)
class Item:
    """One line of the checklist.

    Attributes:
        glyph: ○ open, ◐ gathering, ✓ holds, ✗ fails, ? undecided.
        name: Number and name of the condition.
        value: The limit, or what is compared, once it is concluded; may be empty.
        state: `open`, `gathering 2/3`, `ready: Enter`, `holds`, `fails` or `undecided`.
        status: The status, once it is concluded.
    """

    glyph: str
    name: str
    value: str
    state: str
    status: Status | None


@dataclass(frozen=True)
class Verdict:
    """What the four conditions come to.

    Attributes:
        headline: In capitals.
        detail: The one fact that decides it.
        status: `holds` for differentiable.
    """

    headline: str
    detail: str
    status: Status


def formula(lesson: Lesson) -> str:
    """F, for reading."""
    return to_readable(lesson.examination.function.tree)


def second_form(lesson: Lesson) -> str:
    """F in its other form, where the gallery has one; else an empty string."""
    for entry in GALLERY:
        if entry.second and entry.expression == lesson.function:
            return to_readable(examined(entry.second, lesson.at).function.tree)
    return ""


def point(lesson: Lesson) -> str:
    """The point a, for reading."""
    return point_text(lesson.examination)


def heading(lesson: Lesson) -> str:
    """The function and the point."""
    return f"f(x) = {formula(lesson)}  at x = {point(lesson)}"


def definition(lesson: Lesson) -> str:
    """The definition of the derivative at the point, as rise over run."""
    a = point(lesson)
    return f"f′({a}) = lim Δx→0 (f({a}+Δx) − f({a})) / Δx   (rise over run)"


def value(limit: Limit) -> str:
    """A limit, for the checklist."""
    if isinstance(limit, Oscillating):
        return "oscillates"
    return f"= {limit_text(limit)}" if isinstance(limit, Finite | Infinite) else limit_text(limit)


def checklist(lesson: Lesson) -> tuple[Item, ...]:
    """The four lines of the checklist."""
    return tuple(_item(lesson, condition) for condition in range(4))


def _item(lesson: Lesson, condition: int) -> Item:
    name = f"{condition + 1} {condition_name(lesson, condition)}"
    status = lesson.status(condition)
    if status is not None:
        return Item(GLYPHS[status], name, _found(lesson, condition), str(status), status)
    seen, wanted = progress(lesson, condition)
    if seen == 0:
        return Item(GLYPHS[None], name, "", "open", None)
    state = "ready: Enter" if seen >= wanted else f"gathering {seen}/{wanted}"
    return Item(GLYPHS["gathering"], name, "", state, None)


def condition_name(lesson: Lesson, condition: int) -> str:
    """What a condition says, in a few words."""
    return (f"continuous at {point(lesson)}", "left-hand limit", "right-hand limit", "equal limits")[
        condition
    ]


def condition_statement(lesson: Lesson, condition: int) -> str:
    """What a condition says, in full: with *what* has the limit."""
    a = point(lesson)
    quotient = f"(f({a}+Δx) − f({a})) / Δx"
    return (
        f"f is continuous at {a}: f(x) → f({a}) as x → {a}. (Conditions 2 and 3 together imply it.)",
        f"the left-hand limit of the difference quotient exists: lim Δx→0⁻ {quotient}",
        f"the right-hand limit of the difference quotient exists: lim Δx→0⁺ {quotient}",
        "the left-hand and the right-hand limit of the difference quotient are equal",
    )[condition]


def _found(lesson: Lesson, condition: int) -> str:
    examination = lesson.examination
    if condition == 1:
        return value(examination.left.slope)
    if condition == 2:
        return value(examination.right.slope)
    if condition == 3 and all(isinstance(s.slope, Finite) for s in (examination.left, examination.right)):
        return _compared(examination.left.slope, examination.right.slope, examination.statuses[3])
    return ""


def _compared(left: Limit, right: Limit, status: Status) -> str:
    a, b = limit_text(left), limit_text(right)
    if status is Status.UNDECIDED:
        return f"{a} ≟ {b}"
    if a == b and status is Status.FAILS:
        return "differ"
    return f"{a} {'=' if status is Status.HOLDS else '≠'} {b}"


def progress(lesson: Lesson, condition: int) -> tuple[int, int]:
    """(seen, wanted): steps on the side that lacks most, or limits concluded for the fourth."""
    sides = needs(condition)
    if not sides:
        return sum(lesson.concluded[1:3]), 2
    return min(ENOUGH, *(lesson.trail(side).seen for side in sides)), ENOUGH


def missing(lesson: Lesson, condition: int) -> str:
    """What must still be seen or done before a condition can be concluded; empty if nothing."""
    if condition == 3:
        open_limits = [str(i + 1) for i in (1, 2) if not lesson.concluded[i]]
        if not open_limits:
            return ""
        both = " and ".join(open_limits)
        return f"Not yet: to compare the two limits, conclude {both} first (press {open_limits[0]})."
    lacking = {side: ENOUGH - lesson.trail(side).seen for side in needs(condition)}
    lacking = {side: count for side, count in lacking.items() if count > 0}
    if lacking:
        parts = " and ".join(f"{_steps(count)} from the {side}" for side, count in lacking.items())
        if len(lacking) == 2 and len(set(lacking.values())) == 1:
            parts = f"{_steps(next(iter(lacking.values())))} from each side"
        return f"{LOOK}{parts}: press →"
    if lesson.quiz and condition in (1, 2) and lesson.predictions[condition - 1] is None:
        return "First say what you expect: press i, and type a number, ∞ or none."
    return ""


def _steps(count: int) -> str:
    return f"{count} more step{'s' if count > 1 else ''}"


def concluded_already(lesson: Lesson) -> str:
    """The answer to concluding a condition twice."""
    for condition in range(4):
        if not lesson.concluded[condition]:
            return f"Condition {lesson.condition + 1} is concluded. Press {condition + 1} for the next one."
    return "All four are concluded. Press f for another function, e for your own, n for the next lesson."


def no_kink(lesson: Lesson) -> str:
    """Why there is no convention to choose."""
    if lesson.examination.differentiable:
        return "f is differentiable here: the derivative needs no convention."
    return "There is no pair of different one-sided slopes here, so no line is allowed and none is drawn."


def reason(lesson: Lesson) -> str:
    """Why the chosen condition has its status, once it is concluded; before, an empty string.

    Where its limit was predicted, the answer to the prediction comes first.
    """
    condition = lesson.condition
    if not lesson.concluded[condition]:
        return ""
    answer = judge(lesson, needs(condition)[0]) if condition in (1, 2) else None
    sentence = lesson.examination.conditions[condition].reason
    return f"{answer.words} {sentence}" if answer else sentence


def verdict(lesson: Lesson) -> Verdict | None:
    """What the four conditions come to, once all are concluded."""
    if not lesson.done:
        return None
    a = point(lesson)
    examination = lesson.examination
    if examination.differentiable and examination.derivative is not None:
        return Verdict(f"DIFFERENTIABLE AT {a}", f"f′({a}) = {write(examination.derivative)}", Status.HOLDS)
    if examination.differentiable is None:
        return Verdict(f"NOT SETTLED AT {a}", "the program found no proof either way", Status.UNDECIDED)
    return Verdict(f"NOT DIFFERENTIABLE AT {a}", _obstacle(lesson), Status.FAILS)


def _obstacle(lesson: Lesson) -> str:
    """The one fact that keeps f from being differentiable."""
    examination = lesson.examination
    left, right = examination.left.slope, examination.right.slope
    if isinstance(examination.value, Undefined):
        return f"f({point(lesson)}) has no value"
    if isinstance(left, Finite) and isinstance(right, Finite):
        return _compared(left, right, examination.statuses[3])
    if examination.statuses[0] is Status.FAILS:
        return "f is not continuous there"
    for slope, side in ((left, Side.LEFT), (right, Side.RIGHT)):
        if isinstance(slope, Undefined):
            return f"f has no values on the {side}"
    if isinstance(left, Oscillating) or isinstance(right, Oscillating):
        return "the quotient oscillates"
    texts = dict.fromkeys(limit_text(slope) for slope in (left, right) if isinstance(slope, Infinite))
    return f"the quotient tends to {' and '.join(texts)}"


def number(value: Number, longest: int = 12) -> str:
    """A number of the table, exactly if it is short, else its first digits."""
    return write(value, longest)


def fitted(value: Number | str, width: int) -> str:
    """A number or a word in at most `width` characters: exactly if that fits, else fewer digits."""
    if isinstance(value, str):
        return value if len(value) <= width else f"{value[: width - 1]}…"
    text = digits(value, DIGITS) if isinstance(value, Constant) else write(value, width)
    count = DIGITS
    while len(text) > width and count > 1:
        count -= 1
        text = digits(value, count)
        if "·10" in text:  # too long a way to write it: 7.45e−9 for 7.45…·10⁻⁹
            text = f"{as_float(value):.{count}g}".replace("e-0", "e-").replace("e+0", "e").replace("-", "−")
    return text if len(text) <= width else "…"


def plain_number(value: Number | None) -> str:
    """A number for other programs: in ASCII, a rational exactly."""
    if value is None:
        return ""
    exact = rational(value)
    return decimal(value) if exact is None else str(exact)


def ratio_name(lesson: Lesson) -> str:
    """The ratio, as it is shown."""
    return RATIO_NAMES[lesson.ratio]


def fooled(lesson: Lesson) -> str:
    """A warning where the table shows one number and the truth is another; else an empty string."""
    if lesson.ratio not in RATIOS or lesson.ratio == "0.618":
        return ""
    for side in Side:
        slope = (lesson.examination.left if side is Side.LEFT else lesson.examination.right).slope
        if isinstance(slope, Oscillating) and lesson.trail(side).seen >= ENOUGH and _constant(lesson, side):
            return (
                f"Every row from the {side} shows the same quotient, yet it oscillates: these steps all "
                "meet the wave at one height. Press r for another ratio."
            )
    return ""


def _constant(lesson: Lesson, side: Side) -> bool:
    """Whether the last quotients seen on a side are all the same."""
    seen = lesson.trail(side).seen
    return len({str(lesson.row(side, index).quotient) for index in range(max(0, seen - 6), seen)}) == 1
