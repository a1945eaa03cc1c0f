"""The words that the learner reads before anything is found, in one place."""

from __future__ import annotations

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.formula import (
    STEP,
    Applied,
    Expressed,
    Formula,
    Moved,
    Symbol,
    difference,
    equal,
)
from relu_tui.calculus.language.gallery import GALLERY
from relu_tui.calculus.language.printing import in_use, remembered, shown, shown_node
from relu_tui.calculus.language.syntax import Expression, Numeric
from relu_tui.calculus.status import Status
from relu_tui.choices import RATIOS
from relu_tui.lesson.lesson import ENOUGH, Family, Lacking, Lesson, lacking, needs, parsed

AT_THE_FLOOR = (
    "Δx is as small as it gets here: 10⁻³⁰⁰. It is never 0, or there would be nothing to divide by."
)
NO_PARAMETERS = "f has no parameters here. Press e and type, for instance, a*x^2 with a = 1."
PARAMETERS_TYPED = "Parameters come after the function: a*x^2 + b with a = 1, b = 0."
AT_THE_START = "Δx = 1 is the first step. Press → to come closer."
UNFOOLED = "{ratio}: these steps meet no sequence 1/n, so nothing periodic in 1/Δx can fool the table."
PREDICTED_TOO_LATE = "This limit is concluded already. Press u to undo, or R to start again."
CONVENTION_AFTER_VERDICT = "First the verdict: conclude all four conditions, then c names the conventions."

NOT_CONCLUDED = "not concluded yet"
ARGUMENT_TO_COME = "Each part comes when its condition is concluded. Press w again to read on all the same."

GLYPHS = {None: "○", "gathering": "◐", Status.HOLDS: "✓", Status.FAILS: "✗", Status.UNDECIDED: "?"}
"""The sign of a status; before it is concluded, of what was seen."""

CONDITIONS = ("continuous at {a}", "left-hand limit", "right-hand limit", "equal limits")
"""The four conditions, in a few words."""

SHORTER = (("continuous", "cont."), ("left limit", "left"), ("right limit", "right"), ("equal",))
"""The same in fewer, where there is no room."""


def formula(lesson: Lesson) -> str:
    """f, for reading."""
    return _readable(lesson.function)


def second_form(lesson: Lesson) -> str:
    """f in its other form, where the gallery has one; else an empty string."""
    for entry in GALLERY:
        if entry.second and entry.expression == lesson.function:
            return _readable(entry.second)
    return ""


def argument_withheld(lesson: Lesson) -> str:
    """Why the argument is not shown yet; empty where it may be."""
    if not lesson.quiz or lesson.done:
        return ""
    return "In a quiz the argument waits for the verdict: it would give the answers away."


def point(lesson: Lesson) -> str:
    """The point a, for reading."""
    return _readable(lesson.at)


@remembered(64)  # every pane names the point
def _readable(expression: str) -> str:
    return shown_node(parsed(expression).tree)


def parameter(name: str, value: str, step: str) -> str:
    """What a parameter is, and how to nudge it."""
    return f"{name} = {_readable(value)}.  K and J move it by {step}; * and / change the step; S solves."


def parameters(family: Family, *, marked: bool = False) -> str:
    """The parameters with their values; where they are marked, ▸ stands before the one that keys nudge."""
    return ", ".join(
        f"{'▸' if marked and index == family.chosen else ''}{name} = {_readable(value)}"
        for index, (name, value) in enumerate(family.values)
    )


def with_values(lesson: Lesson, family: Family) -> str:
    """What f is for the values that its parameters have."""
    return f"With {parameters(family)} that is {equation(lesson)}."


def parameters_left(family: Family) -> str:
    """What is said where another function takes the place of one with parameters."""
    names = " and ".join(name for name, _ in family.values)
    return f"This function has no {names}. u goes back to the one that has."


def parameter_stays(name: str, value: str) -> str:
    """Why a parameter is not nudged."""
    return f"{name} = {value} can't be nudged: it is no fraction of a few digits. P turns to another."


def solved(equations: list[str], found: str, lesson: Lesson, *, possible: bool) -> str:
    """Which equations make f continuous, the last of them differentiable as well; and for what they hold."""
    *closing, smooth = equations
    first = f"Continuous: {' and '.join(closing)}. " if closing else ""
    answer = f"For {found} f is" if possible else "For no values is f"
    return f"{first}Equal slopes: {smooth}. {answer} differentiable {where(lesson)}."


def heading(lesson: Lesson) -> str:
    """The function and the point."""
    return f"{equation(lesson)}  {where(lesson)}"


def readings(*texts: Expression) -> list[str]:
    """What was not plain in texts: how each was read, and what else it may mean."""
    return [
        f"{note.said}." + (f" It may also mean {_readable(note.other)}." if note.other else "")
        for text in texts
        for note in text.notes
    ]


def without_value(part: Numeric, why: str) -> str:
    """What is said of a part of f that is no number whatever x is, such as 1/0."""
    return f"{shown_node(part)} has no value ({why}), so neither has f where it needs it."


def other_reading(text: str) -> str:
    """What else a text may mean, as text that means nothing else; empty where it is plain."""
    try:
        notes = parsed(text).notes
    except ExpressionError:
        return ""
    return next((note.other for note in notes if note.other), "")


def equation(lesson: Lesson) -> str:
    """What f is."""
    return _equal(Applied("f", Symbol("x")), lesson.function)


@remembered(64)  # at every step
def _equal(name: Formula, expression: str) -> str:
    return shown(equal(name, Expressed(parsed(expression).tree)))


def where(lesson: Lesson) -> str:
    """The point, as a place."""
    return f"at {_equal(Symbol('x'), lesson.at)}"


def quotient(lesson: Lesson) -> str:
    """The difference quotient, as rise over run."""
    a = Expressed(parsed(lesson.at).tree)
    rise = difference(Applied("f", Moved(a)), Applied("f", a))
    return f"{in_use().grouped(shown(rise))} {in_use().over.strip()} {shown(STEP)}"


def _of_point(name: str, lesson: Lesson) -> str:
    """A function of the point a: f(0), f′(0)."""
    return shown(Applied(name, Expressed(parsed(lesson.at).tree)))


def step_told(step: str) -> str:
    """What Δx is: Δx = 1/4."""
    return in_use().chain(shown(STEP), [("=", step)])


def image_told(lesson: Lesson, value: str) -> str:
    """What f is beside the point: f(0+Δx) = 1/4."""
    image = Applied("f", Moved(Expressed(parsed(lesson.at).tree)))
    return in_use().chain(shown(image), [("=", value)])


def quotient_in_words(lesson: Lesson) -> str:
    """What a difference quotient is, for whoever never heard of one."""
    beside = f"one at {point(lesson)} and one {shown(STEP)} beside it"
    return (
        f"The slope of the line through two points of the graph, {beside}, is "
        f"{quotient(lesson)}: the difference quotient."
    )


def definition(lesson: Lesson) -> str:
    """The definition of the derivative at the point, as rise over run."""
    slope = in_use().limit(shown(STEP), "0", quotient(lesson))
    return f"{in_use().chain(_of_point('f′', lesson), [('=', slope)])}   (rise over run)"


def definition_in_words(lesson: Lesson) -> tuple[str, str]:
    """The same for whoever never saw a limit, in two forms, the longer first."""
    slope, step = _of_point("f′", lesson), shown(STEP)
    return (
        f"{slope} is what rise over run, {quotient(lesson)}, tends to as {step} shrinks.",
        f"{slope} is what {quotient(lesson)} tends to as {step} shrinks.",
    )


def condition_name(lesson: Lesson, condition: int) -> str:
    """What a condition says, in a few words."""
    return CONDITIONS[condition].format(a=point(lesson))


def condition_statement(lesson: Lesson, condition: int) -> str:
    """What a condition says, in full: with *what* has the limit."""
    a, step, image = point(lesson), shown(STEP), shown(Applied("f", Symbol("x")))
    slope = "the slope of the line through both points, the difference quotient, has a limit as"
    left, right = (in_use().limit(step, f"0{in_use().side(side)}", quotient(lesson)) for side in (-1, 1))
    return (
        f"f is continuous at {a}: {image} tends to {_of_point('f', lesson)} as x tends to {a}.",
        f"on the left, {slope} {step} tends to 0: {left}",
        f"on the right, {slope} {step} tends to 0: {right}",
        "the two limits, from the left and from the right, are equal: the gap between the slopes closes",
    )[condition]


def progress(lesson: Lesson, condition: int) -> tuple[int, int]:
    """(seen, wanted): steps on the side that lacks most, or limits concluded for the fourth."""
    sides = needs(condition)
    if not sides:
        return sum(lesson.concluded[1:3]), 2
    return min(ENOUGH, *(lesson.trail(side).seen for side in sides)), ENOUGH


def missing(lesson: Lesson, condition: int) -> str:
    """What must still be seen or done before a condition can be concluded, in words; empty if nothing."""
    match lacking(lesson, condition):
        case Lacking.STEPS:
            return f"Not yet: press → for {steps_to_see(lesson, condition)}."
        case Lacking.LIMITS:
            open_limits = [str(i + 1) for i in (1, 2) if not lesson.concluded[i]]
            both = " and ".join(open_limits)
            return f"Not yet: to compare the two limits, conclude {both} first (press {open_limits[0]})."
        case Lacking.PREDICTION:
            return "First say what you expect: press i, and type a number, inf or none."
    return ""


def steps_to_see(lesson: Lesson, condition: int) -> str:
    """The steps that a condition still lacks."""
    counts = {side: ENOUGH - lesson.trail(side).seen for side in needs(condition)}
    counts = {side: count for side, count in counts.items() if count > 0}
    if len(counts) == 2 and len(set(counts.values())) == 1:
        return f"{_steps(next(iter(counts.values())))} each side"
    (side, first), *others = counts.items()
    return " and ".join([f"{_steps(first)} {side}", *(f"{count} {side}" for side, count in others)])


def no_rough_point(direction: int) -> str:
    """The answer to going on where there is nowhere to go."""
    side = "right" if direction > 0 else "left"
    return f"Nearby on the {side}, no point was found at which f is not differentiable."


def rough_in_digits(place: str, *, settled: bool) -> str:
    """What is said of a point without an exact form; settled: f is proved not differentiable there."""
    what = "not differentiable" if settled else "not proved differentiable"
    return f"f is {what} at {place}, a number without a simple form"


def rough_point_in_digits(place: str, *, settled: bool) -> str:
    """The answer to going to such a point."""
    return f"{rough_in_digits(place, settled=settled)}: W tells what is known."


def passed(places: list[str], *, settled: bool) -> str:
    """What is said of points without an exact form; settled: f is proved not to be differentiable there."""
    what = "not differentiable" if settled else "not proved differentiable"
    return f"On the way f is {what} at {', '.join(places)}, known in digits only."


def uncovered(start: str, end: str) -> str:
    """What is said of an interval in which there may be more points."""
    return f"Not covered: between {start} and {end} f may break at more points."


FAR_ENOUGH = "That is as far as the point walks."


def slope_there(sentence: str, choice: str) -> str:
    """What is proved where the moving point is, and what fills the holes of f′."""
    if not choice:
        return sentence
    return f"{sentence.rstrip('.')}. Holes are filled with the {choice}: a convention, no derivative."


def noted(prediction: str) -> str:
    """The answer to a prediction, before the limit is concluded."""
    return f"You expect {prediction}: noted. Conclude the condition with Enter to hear what becomes of it."


def _steps(count: int) -> str:
    return f"{count} more step{'s' if count > 1 else ''}"


def ratio_name(lesson: Lesson) -> str:
    """The ratio, as it is shown."""
    return RATIOS[lesson.ratio].shown


def concluded_already(lesson: Lesson) -> str:
    """The answer to concluding a condition twice."""
    for condition in range(4):
        if not lesson.concluded[condition]:
            return f"Condition {lesson.condition + 1} is concluded. Press {condition + 1} for the next one."
    return "All four are concluded. Press f for another function, e for your own, o for the course."
