"""The course: lessons in order, each of them data. To add a lesson, add one entry here."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from relu_tui.calculus.language.gallery import BY_NAME as GALLERY
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.transitions import begin


class Part(NamedTuple):
    """One function at one point.

    Attributes:
        function: A name of the gallery, or an expression.
        at: The point.
        values: Parameters of the function, each with the value to begin with.
    """

    function: str
    at: str
    values: tuple[tuple[str, str], ...] = ()


class Chapter(NamedTuple):
    """A lesson of the course.

    Attributes:
        key: What to type.
        title: What it is about.
        words: What is said at the beginning.
        notice: What to notice, said at the end.
        parts: The functions it goes through, in order.
        duel: Whether ε is played against δ, after the verdict, before the way goes on.
    """

    key: str
    title: str
    words: str
    notice: str
    parts: tuple[Part, ...]
    duel: bool = False


ENGINEERS: tuple[Chapter, ...] = (
    Chapter(
        "pair",
        "For engineers, ReLU(x) − ReLU(−x): two corners that cancel",
        "Each part has a corner at 0. What about the difference?",
        "It is x: f′(0) = 1. backward() adds conventions, s + s, so it needs s = 1/2 for 1. Press t.",
        (Part("relu-pair", "0"),),
    ),
    Chapter(
        "nested",
        "For engineers, relu(−relu(−x)): a kink inside a kink",
        "It is 0 for every x. What would ReLU′(0) have to be for backward() to say so?",
        "backward() returns s·s: only s = 0 is right here, and the pair before needs s = 1/2. Press t.",
        (Part("relu(-relu(-x))", "0"),),
    ),
    Chapter(
        "no-choice",
        "For engineers: a network for which no choice is right",
        "It is x, for what is subtracted is 0. Is there a ReLU′(0) with which backward() says f′(0) = 1?",
        "backward() returns 2s − 2s², which is 1/2 at most: no s gives 1. In t, ← → move each s.",
        (Part("relu(x) - relu(-x) - 2*relu(-relu(-x))", "0"),),
    ),
    Chapter(
        "where",
        "For engineers, where(x > 0, sqrt(x), 0): where NaN comes from",
        "The branch with the root is not taken at 0. Does its slope matter there?",
        "It is multiplied by 0 all the same: 0·∞ is NaN in torch and jax. Press t: it is a row.",
        (Part("sqrt(x) if x > 0 else 0", "0"),),
    ),
    Chapter(
        "sin-abs",
        "For engineers, sin(|x|): three frameworks, two answers",
        "The slopes are −1 and 1. torch returns 0 here, jax returns 1: which of them is right?",
        "Neither: there is no derivative. Each framework chose |x|′(0), and the chain rule passes it on.",
        (Part("sin(abs(x))", "0"),),
    ),
)
"""What backward() returns where there is no slope: t on each of them shows the tape."""

QUESTIONS: tuple[Chapter, ...] = (
    Chapter(
        "limit-of-f",
        "More questions: the limit of f itself",
        "There f has no value, so it has no derivative. Does f(x) come near to a number?",
        "It does: that number is the one value that fills the hole. L tells it, and far out too.",
        (Part("sin(x)/x", "0"), Part("(x**2 - 1)/(x - 1)", "1")),
    ),
    Chapter(
        "every-corner",
        "More questions: all the corners of a function",
        "This one has three corners, and you stand at none of them. Where are they?",
        "W finds them all, each with its slopes, and proves that there are no more; . and , go there.",
        (Part("abs(x**2 - 2) + abs(x - 3)", "0"),),
    ),
    Chapter(
        "moving",
        "More questions: f′ as the point moves",
        "Two ReLUs, one after the other. Press M and walk: what does f′ look like, below the graph?",
        "f′ is a staircase: 0, 1, 2, with a hole at each kink. In M, c fills the holes: a convention.",
        (Part("relu(x) + relu(x - 1)", "-1/2"),),
    ),
    Chapter(
        "second",
        "More questions: f′ exists, does f″?",
        "x·|x| is smooth at 0: its two halves meet without a corner. Is its slope smooth as well?",
        "f′ is 2·|x|, and has a corner at 0: no f″(0). H asks the four conditions of f′, and so on.",
        (Part("x*abs(x)", "0"),),
    ),
    Chapter(
        "glue",
        "More questions: gluing two pieces",
        "a·x² + b up to 1, then 3·x. For which a and b is f differentiable? K and J try; P turns to b.",
        "Two equations: a + b = 3 closes the jump, 2a = 3 the corner. S solves them: a = b = 3/2.",
        (Part("a*x**2 + b if x < 1 else 3*x", "1", (("a", "1"), ("b", "0"))),),
    ),
)
"""What else may be asked of a function: L, W, M, H and S tell it."""

COURSE: tuple[Chapter, ...] = (
    Chapter(
        "relu",
        "ReLU at 0: a corner",
        "Two straight lines meet at 0. Is there one slope there, a derivative?",
        "However close, two lines meet, of slopes 0 and 1: the gap stays 1. It never gets smaller than 1/2, "
        "say, so it does not close.",
        (Part("relu", "0"),),
        duel=True,
    ),
    Chapter(
        "square",
        "x² at 1: a limit that arrives",
        "From the left the slopes are too small, from the right too large. Is there one between them?",
        "Closer, the graph is ever more like one line; the gap is 2·|Δx|. It gets smaller than any size: it "
        "closes, though it is never 0.",
        (Part("square", "1"),),
        duel=True,
    ),
    Chapter(
        "relu-beside-0",
        "ReLU beside its corner",
        "The same ReLU, at another point. Does the corner at 0 still matter?",
        "Once Δx is so small that the corner is out of reach, both quotients are the same number.",
        (Part("relu", "1/2"), Part("relu", "-1/2")),
    ),
    Chapter(
        "abs",
        "|x|: the plainest corner",
        "A corner that is as steep on both sides. Is the tangent flat?",
        "0 is the average of the slopes −1 and 1: what the symmetric quotient gives. It is no derivative.",
        (Part("abs", "0"),),
    ),
    Chapter(
        "elu",
        "Leaky ReLU and ELU: which has a corner?",
        "Three cousins of ReLU. Look at the left-hand limit of each.",
        "The slope from the right is 1. Only where that from the left is 1 too, the corner is gone.",
        (Part("leaky-relu", "0"), Part("elu", "0"), Part("elu2", "0")),
    ),
    Chapter(
        "jump",
        "A jump with equal slopes",
        "On both sides the graph has slope 1. Is that enough?",
        "On the left each secant must cross the jump: the slope grows without end.",
        (Part("jump", "0"),),
    ),
    Chapter(
        "cbrt",
        "∛x: a vertical tangent",
        "No corner, no jump. What do the secants do?",
        "Both quotients grow to +∞: no number is their limit.",
        (Part("cbrt", "0"),),
        duel=True,
    ),
    Chapter(
        "wiggle",
        "x·sin(1/x): no end to it",
        "It wiggles without end near 0, ever less high. Do its secants come to rest?",
        "The quotient is sin(1/Δx): it oscillates between −1 and 1, however near to 0.",
        (Part("wiggle", "0"),),
        duel=True,
    ),
    Chapter(
        "squeeze",
        "x²·sin(1/x): squeezed",
        "One more factor x. Do its secants come to rest?",
        "The quotient is Δx·sin(1/Δx): it oscillates, but between −|Δx| and |Δx|, and these go to 0.",
        (Part("damped", "0"),),
    ),
    Chapter(
        "lhopital",
        "A trap of L’Hôpital’s",
        "The rule of L’Hôpital finds no limit of this quotient. Is there none?",
        "The rule says nothing where the quotient of derivatives oscillates. The squeeze does: it is 0.",
        (Part("x**3*sin(1/x)/sin(x) if x != 0 else 0", "0"),),
    ),
    Chapter(
        "hair",
        "1e-9·|x| + x: the table lies",
        "Look at the table, in exact numbers and then, with p, in float32. Would you see this corner?",
        "The slopes are 1 − 10⁻⁹ and 1 + 10⁻⁹. No table in float32 shows it; the argument does.",
        (Part("hair", "0"),),
    ),
    Chapter(
        "fooled",
        "x·sin(π/x): an adversary picks the steps",
        "Every step here is 1/n, picked by somebody who wants you to believe. Do you?",
        "At Δx = 1/n the wave is at 0 each time. Press r for ×0.618: those steps show the oscillation.",
        (Part("fooled", "0"),),
    ),
    *QUESTIONS,
    *ENGINEERS,
)
"""Every lesson, in order."""

BY_KEY: dict[str, Chapter] = {chapter.key: chapter for chapter in COURSE}


def _expression(part: Part) -> str:
    entry = GALLERY.get(part.function)
    return part.function if entry is None else entry.expression


def open_part(key: str, part: int = 0) -> Lesson:
    """A fresh lesson on a part of a chapter."""
    place = BY_KEY[key].parts[part]
    if place.values:
        from relu_tui.lesson.parameters import begin_with  # the engine, which other lessons need not wait for

        fresh = begin_with(place.function, place.values, place.at)
    else:
        fresh = begin(place.function, place.at)
    return replace(fresh, course=f"{key}/{part}")


def place(lesson: Lesson) -> tuple[Chapter, int] | None:
    """The chapter and the part that a lesson belongs to, or None for one outside the course."""
    key, _, part = lesson.course.partition("/")
    chapter = BY_KEY.get(key)
    if chapter is None:
        return None
    return next(((chapter, index) for index in range(len(chapter.parts)) if part == str(index)), None)


def duel_is_next(lesson: Lesson) -> bool:
    """Whether the way through the course has come to the duel of a lesson."""
    here = place(lesson)
    return here is not None and here[0].duel and lesson.done and not lesson.duelled


def counterpart(lesson: Lesson) -> tuple[Chapter, int] | None:
    """The chapter and the part that a lesson amounts to: its own, or one with its function and point."""
    own = place(lesson)
    if own is not None or lesson.course:
        return own
    return next(
        (
            (chapter, index)
            for chapter in COURSE
            for index, part in enumerate(chapter.parts)
            if (_expression(part), part.at) == (_text(lesson), lesson.at)
        ),
        None,
    )


def _text(lesson: Lesson) -> str:
    """f with its parameters, where it has some."""
    return lesson.function if lesson.family is None else lesson.family.text


def next_place(lesson: Lesson) -> tuple[Chapter, int] | None:
    """The chapter and the part that come after a lesson; None after the last.

    From outside the course it goes on after what the lesson amounts to, or to the beginning.
    """
    places = [(chapter, part) for chapter in COURSE for part in range(len(chapter.parts))]
    here = counterpart(lesson)
    index = 0 if here is None else places.index(here) + 1
    return places[index] if index < len(places) else None


def following(lesson: Lesson) -> Lesson | None:
    """The next part of the course, with the lesson's settings; None after the last."""
    there = next_place(lesson)
    return None if there is None else with_settings(open_part(there[0].key, there[1]), lesson)


def with_settings(fresh: Lesson, lesson: Lesson) -> Lesson:
    """A fresh lesson with the ratio, the number format and the quiz of another."""
    return replace(fresh, ratio=lesson.ratio, number_format=lesson.number_format, quiz=lesson.quiz)


def finished(lesson: Lesson) -> str:
    """The key of the chapter that this lesson completes, or an empty string.

    With parameters it is complete for values for which f is differentiable.
    """
    here = counterpart(lesson) if lesson.done else None
    if here is None or (lesson.family is not None and lesson.examination.derivative is None):
        return ""
    chapter, part = here
    return chapter.key if part + 1 == len(chapter.parts) else ""
