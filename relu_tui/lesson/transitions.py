"""Every change of a lesson: pure functions from one `Lesson` to the next.

A transition that has nothing to do returns the lesson with a `notice` that says why.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from relu_tui.calculus.language.gallery import Named, find
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import is_fraction
from relu_tui.calculus.outcomes import ExpressionError
from relu_tui.choices import NUMBER_FORMATS, RATIOS
from relu_tui.lesson import words
from relu_tui.lesson.lesson import (
    Active,
    Graph,
    Lesson,
    Prediction,
    Side,
    Trail,
    examined,
    lacking,
    needs,
)

# --- beginning ------------------------------------------------------------------------------------


def begin(function: str = "relu", at: str = "") -> Lesson:
    """A fresh lesson on a function of the gallery, or on one's own.

    Args:
        function: A name of the gallery, or an expression in x.
        at: The point; where it is empty, the function's first point of interest, or 0.

    Raises:
        ExpressionError: The function or the point can't be read, or the point is not a number.
    """
    entry = find(function)
    if entry is not None and not at:
        return Lesson(entry.expression, entry.points[0], entry.title)
    text, title = (entry.expression, entry.title) if entry else (parse(function).text, "")
    point = parse_point(at or "0")
    if not is_fraction(point.tree):  # whether it is a number is for the engine to say: 0.1 s
        examined(text, point.text)
    return Lesson(text, point.text, title)


def choose(lesson: Lesson, entry: Named, at: str = "") -> Lesson:
    """Start again on a function of the gallery, keeping the settings; that parameters are left is said."""
    fresh = _restarted(lesson, entry.expression, at or entry.points[0], entry.title)
    return fresh if lesson.family is None else replace(fresh, notice=words.parameters_left(lesson.family))


def rewrite(lesson: Lesson, function: str, at: str) -> Lesson:
    """Start again on a typed function and point, keeping the settings.

    Raises:
        ExpressionError: As `begin`; the lesson is then as it was.
    """
    fresh = begin(function, at)
    return _restarted(lesson, fresh.function, fresh.at, fresh.title)


def move_to(lesson: Lesson, at: str) -> Lesson:
    """The same function at another point, with the steps that were taken and nothing concluded.

    Raises:
        ExpressionError: The point can't be read, or is not a number.
    """
    moved = rewrite(lesson, lesson.function, at)
    return replace(
        moved,
        title=lesson.title,
        family=lesson.family,
        active=lesson.active,
        left=lesson.left,
        right=lesson.right,
    )


WALK = Fraction(1, 4)
"""How far the point moves at a step."""


def walk(lesson: Lesson, direction: int) -> Lesson:
    """Move the point a by a quarter to the right (1) or to the left (−1)."""
    point = parse_point(lesson.at).tree
    if is_fraction(point):
        value = examined(lesson.function, lesson.at).point
        return move_to(lesson, str(Fraction(str(value)) + direction * WALK))
    sign = "+" if direction > 0 else "-"
    return move_to(lesson, f"{lesson.at} {sign} 1/4")


def restart(lesson: Lesson) -> Lesson:
    """Start this lesson again."""
    fresh = _restarted(lesson, lesson.function, lesson.at, lesson.title, course=lesson.course)
    return replace(fresh, family=lesson.family)


def _restarted(lesson: Lesson, function: str, at: str, title: str, course: str = "") -> Lesson:
    return Lesson(
        function,
        at,
        title,
        active=Active.BOTH,
        ratio=lesson.ratio,
        number_format=lesson.number_format,
        quiz=lesson.quiz,
        course=course,
    )


# --- stepping -------------------------------------------------------------------------------------


def closer(lesson: Lesson) -> Lesson:
    """Shrink Δx on the active sides by the ratio; the first step places the probes at ±1."""
    moved = {side: lesson.trail(side).closer(lesson.ratio) for side in lesson.active.sides}
    return _with_trails(lesson, moved, words.AT_THE_FLOOR)


def back(lesson: Lesson) -> Lesson:
    """Go one step back on the active sides; what was seen stays seen."""
    moved = {side: lesson.trail(side).back() for side in lesson.active.sides}
    return _with_trails(lesson, moved, words.AT_THE_START)


def _with_trails(lesson: Lesson, moved: dict[Side, Trail], otherwise: str) -> Lesson:
    """The lesson with other trails, or with a word on why they are the same."""
    if all(trail is lesson.trail(side) for side, trail in moved.items()):
        return replace(lesson, notice=otherwise)
    return replace(
        lesson,
        left=moved.get(Side.LEFT, lesson.left),
        right=moved.get(Side.RIGHT, lesson.right),
        notice="",
    )


def change_side(lesson: Lesson) -> Lesson:
    """Go through the active sides: both, left, right."""
    sides = list(Active)
    active = sides[(sides.index(lesson.active) + 1) % len(sides)]
    return replace(lesson, active=active, notice="")


def change_ratio(lesson: Lesson) -> Lesson:
    """Go through the ratios by which a step shrinks."""
    ratio = _next(tuple(RATIOS), lesson.ratio)
    chosen = RATIOS[ratio]
    notice = "" if chosen.meets_reciprocals else words.UNFOOLED.format(ratio=chosen.shown)
    return replace(lesson, ratio=ratio, notice=notice)


# --- the conditions -------------------------------------------------------------------------------


def examine_condition(lesson: Lesson, condition: int) -> Lesson:
    """Turn to a condition, from 0, and to the side it needs."""
    sides = needs(condition)
    active = Active(sides[0].value) if len(sides) == 1 else Active.BOTH
    return replace(lesson, condition=condition, active=active, notice="")


def next_condition(lesson: Lesson) -> Lesson:
    """Turn to the condition below."""
    return examine_condition(lesson, min(lesson.condition + 1, 3))


def previous_condition(lesson: Lesson) -> Lesson:
    """Turn to the condition above."""
    return examine_condition(lesson, max(lesson.condition - 1, 0))


def next_open(lesson: Lesson) -> Lesson:
    """Turn to the next condition that is not concluded; the same lesson where there is none."""
    here = lesson.condition
    following = [i for i in (*range(here + 1, 4), *range(here)) if not lesson.concluded[i]]
    return examine_condition(lesson, following[0]) if following else lesson


def conclude(lesson: Lesson) -> Lesson:
    """Fill in the condition, once enough has been seen; else say what is missing."""
    condition = lesson.condition
    if lesson.concluded[condition]:
        return replace(lesson, notice=words.concluded_already(lesson))
    if lacking(lesson, condition):
        return replace(lesson, notice=words.missing(lesson, condition))
    concluded = list(lesson.concluded)
    concluded[condition] = True
    one, two, three, four = concluded
    return replace(lesson, concluded=(one, two, three, four), notice="")


def turn_to_a_limit(lesson: Lesson) -> Lesson:
    """The condition whose limit can be predicted: the chosen one, else the first that is open."""
    if lesson.condition in (1, 2):
        return lesson
    return replace(lesson, condition=2 if lesson.concluded[1] else 1, notice="")


def predict(lesson: Lesson, text: str) -> Lesson:
    """Note what the learner expects of the limit being examined.

    Raises:
        ExpressionError: The text is neither a number, nor `inf` or `-inf`, nor `none`.
    """
    lesson = turn_to_a_limit(lesson)
    if lesson.concluded[lesson.condition]:
        return replace(lesson, notice=words.PREDICTED_TOO_LATE)
    from relu_tui.lesson.quiz import read

    read(text)
    predictions = list(lesson.predictions)
    predictions[lesson.condition - 1] = Prediction(text.strip())
    return replace(lesson, predictions=(predictions[0], predictions[1]), notice=words.noted(text.strip()))


# --- ways of looking ------------------------------------------------------------------------------


def change_graph(lesson: Lesson) -> Lesson:
    """Go through the graphs: the function, the quotient against Δx, the rounding error against Δx."""
    return replace(lesson, graph=Graph(_next(tuple(Graph), lesson.graph)), notice="")


def zoom(lesson: Lesson) -> Lesson:
    """Turn the microscope on or off: the plot then follows Δx."""
    return replace(lesson, zoomed=not lesson.zoomed, graph=Graph.FUNCTION, notice="")


def change_format(lesson: Lesson) -> Lesson:
    """Go through the number formats in which the table is computed."""
    return replace(lesson, number_format=_next(NUMBER_FORMATS, lesson.number_format), notice="")


def change_convention(lesson: Lesson) -> Lesson:
    """Go through the conventions for the derivative at a kink, once the verdict stands."""
    if not lesson.done:
        return replace(lesson, notice=words.CONVENTION_AFTER_VERDICT)
    from relu_tui.lesson.conclusions import no_kink
    from relu_tui.lesson.conventions import following

    kink = lesson.examination.kink
    if kink is None:
        return replace(lesson, notice=no_kink(lesson))
    return replace(lesson, convention=following(lesson.convention, kink), notice="")


def adopt(lesson: Lesson, value: Fraction) -> Lesson:
    """Take an own value for the derivative at a kink."""
    changed = change_convention(lesson)
    if changed.notice:
        return changed
    return replace(lesson, convention=value, notice="")


def slope(text: str) -> Fraction:
    """The slope that a typed convention means.

    Raises:
        ExpressionError: It can't be read, or is not rational.
    """
    from relu_tui.calculus.decision.proof import locate
    from relu_tui.calculus.exact.constant import rational

    value = rational(locate(parse_point(text)))
    if value is None:
        raise ExpressionError("the slope must be a fraction or a decimal", None, "for instance 1/2 or 0.3")
    return Fraction(int(value.p), int(value.q))


def _next(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def is_change(before: Lesson, after: Lesson) -> bool:
    """Whether the two differ in more than what was said: only that is there for undo to take back."""
    return replace(after, notice=before.notice) != before
