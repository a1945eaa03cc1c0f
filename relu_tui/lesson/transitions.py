"""Every change of a lesson: pure functions from one `Lesson` to the next.

What is on a key gives a `Reply`: the next lesson and what is said of it. Where there is nothing to do, the
lesson is the same, and the words say why.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.expression_printing import to_text
from relu_tui.calculus.language.gallery import Named, find
from relu_tui.calculus.language.parsing import parse, parse_point
from relu_tui.calculus.language.syntax import Binary, Numeric, is_fraction
from relu_tui.calculus.language.tree_building import Maker, folded
from relu_tui.calculus.side import Side
from relu_tui.choices import RATIOS
from relu_tui.lesson import words
from relu_tui.lesson.lesson import (
    Active,
    Graph,
    Lesson,
    Prediction,
    Trail,
    examined,
    lacking,
    needs,
)
from relu_tui.lesson.reply import Reply
from relu_tui.number_formats import NUMBER_FORMATS

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


def choose(lesson: Lesson, entry: Named, at: str = "") -> Reply:
    """Start again on a function of the gallery, keeping the settings; that parameters are left is said."""
    fresh = _restarted(lesson, entry.expression, at or entry.points[0], entry.title)
    return Reply(fresh, "" if lesson.family is None else words.parameters_left(lesson.family))


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


def walk(lesson: Lesson, direction: int) -> Reply:
    """Move the point a by a quarter to the right (1) or to the left (−1)."""
    return Reply(move_to(lesson, _moved(parse_point(lesson.at).tree, direction * WALK)))


def _moved(point: Numeric, by: Fraction) -> str:
    """A point as it is typed, moved by a fraction: -3/4 by -1/4 is -1, and pi + 1/4 by 1/4 is pi + 1/2."""
    value = folded(point)
    if value is not None:
        return str(value + by)
    if isinstance(point, Binary) and point.operator in ("+", "-"):
        known = folded(point.right)
        if known is not None:
            by += known if point.operator == "+" else -known
            point = point.left
    return to_text(Binary("+" if by > 0 else "-", point, Maker().literal(abs(by))) if by else point)


def play(lesson: Lesson) -> Lesson:
    """Note that the duel over this lesson's limit was opened."""
    return replace(lesson, duelled=True)


def restart(lesson: Lesson) -> Reply:
    """Start this lesson again."""
    fresh = _restarted(lesson, lesson.function, lesson.at, lesson.title, course=lesson.course)
    return Reply(replace(fresh, family=lesson.family))


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


def closer(lesson: Lesson) -> Reply:
    """Shrink Δx on the active sides by the ratio; the first step places the probes at ±1."""
    moved = {side: lesson.trail(side).closer(lesson.ratio) for side in lesson.active.sides}
    return _with_trails(lesson, moved, words.AT_THE_FLOOR)


def back(lesson: Lesson) -> Reply:
    """Go one step back on the active sides; what was seen stays seen."""
    moved = {side: lesson.trail(side).back() for side in lesson.active.sides}
    return _with_trails(lesson, moved, words.AT_THE_START)


def _with_trails(lesson: Lesson, moved: dict[Side, Trail], otherwise: str) -> Reply:
    """The lesson with other trails, or with a word on why they are the same."""
    if all(trail is lesson.trail(side) for side, trail in moved.items()):
        return Reply(lesson, otherwise)
    left, right = moved.get(Side.LEFT, lesson.left), moved.get(Side.RIGHT, lesson.right)
    return Reply(replace(lesson, left=left, right=right))


def change_side(lesson: Lesson) -> Reply:
    """Go through the active sides: both, left, right."""
    sides = list(Active)
    active = sides[(sides.index(lesson.active) + 1) % len(sides)]
    return Reply(replace(lesson, active=active))


def change_ratio(lesson: Lesson) -> Reply:
    """Go through the ratios by which a step shrinks."""
    ratio = _next(tuple(RATIOS), lesson.ratio)
    chosen = RATIOS[ratio]
    said = "" if chosen.meets_reciprocals else words.UNFOOLED.format(ratio=chosen.shown)
    return Reply(replace(lesson, ratio=ratio), said)


# --- the conditions -------------------------------------------------------------------------------


def examine_condition(lesson: Lesson, condition: int) -> Reply:
    """Turn to a condition, from 0, and to the side it needs."""
    sides = needs(condition)
    active = Active[sides[0].name] if len(sides) == 1 else Active.BOTH
    return Reply(replace(lesson, condition=condition, active=active))


def next_condition(lesson: Lesson) -> Reply:
    """Turn to the condition below."""
    return examine_condition(lesson, min(lesson.condition + 1, 3))


def previous_condition(lesson: Lesson) -> Reply:
    """Turn to the condition above."""
    return examine_condition(lesson, max(lesson.condition - 1, 0))


def next_open(lesson: Lesson) -> Reply:
    """Turn to the next condition that is not concluded; the same lesson where there is none."""
    here = lesson.condition
    following = [i for i in (*range(here + 1, 4), *range(here)) if not lesson.concluded[i]]
    return examine_condition(lesson, following[0]) if following else Reply(lesson)


def conclude(lesson: Lesson) -> Reply:
    """Fill in the condition, once enough has been seen; else say what is missing."""
    condition = lesson.condition
    if lesson.concluded[condition]:
        return Reply(lesson, words.concluded_already(lesson))
    if lacking(lesson, condition):
        return Reply(lesson, words.missing(lesson, condition))
    concluded = list(lesson.concluded)
    concluded[condition] = True
    one, two, three, four = concluded
    return Reply(replace(lesson, concluded=(one, two, three, four)))


def turn_to_a_limit(lesson: Lesson) -> Lesson:
    """The condition whose limit can be predicted: the chosen one, else the first that is open."""
    if lesson.condition in (1, 2):
        return lesson
    return replace(lesson, condition=2 if lesson.concluded[1] else 1)


def predict(lesson: Lesson, text: str) -> Reply:
    """Note what the learner expects of the limit being examined.

    Raises:
        ExpressionError: The text is neither a number, nor `inf` or `-inf`, nor `none`.
    """
    lesson = turn_to_a_limit(lesson)
    if lesson.concluded[lesson.condition]:
        return Reply(lesson, words.PREDICTED_TOO_LATE)
    from relu_tui.lesson.quiz import read

    read(text)
    predictions = list(lesson.predictions)
    predictions[lesson.condition - 1] = Prediction(text.strip())
    predicted = replace(lesson, predictions=(predictions[0], predictions[1]))
    return Reply(predicted, words.noted(text.strip()))


# --- ways of looking ------------------------------------------------------------------------------


def change_graph(lesson: Lesson) -> Reply:
    """Go through the graphs: the function, the quotient against Δx, the rounding error against Δx."""
    return Reply(replace(lesson, graph=Graph(_next(tuple(Graph), lesson.graph))))


def zoom(lesson: Lesson) -> Reply:
    """Turn the microscope on or off: the plot then follows Δx."""
    return Reply(replace(lesson, zoomed=not lesson.zoomed, graph=Graph.FUNCTION))


def change_format(lesson: Lesson) -> Reply:
    """Go through the number formats in which the table is computed."""
    return Reply(replace(lesson, number_format=_next(NUMBER_FORMATS, lesson.number_format)))


def change_convention(lesson: Lesson) -> Reply:
    """Go through the conventions for the derivative at a kink, once the verdict stands."""
    if not lesson.done:
        return Reply(lesson, words.CONVENTION_AFTER_VERDICT)
    from relu_tui.lesson.conclusions import no_kink
    from relu_tui.lesson.conventions import following

    kink = lesson.examination.kink
    if kink is None:
        return Reply(lesson, no_kink(lesson))
    return Reply(replace(lesson, convention=following(lesson.convention, kink)))


def adopt(lesson: Lesson, value: Fraction) -> Reply:
    """Take an own value for the derivative at a kink."""
    changed = change_convention(lesson)
    if changed.words:
        return changed
    return Reply(replace(lesson, convention=value))


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
