"""What commands tell that are a talk of their own: the whole argument, another function, a prediction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.line import Line, told
from relu_tui.calculus.side import Side
from relu_tui.console.plain.commands import ALSO, SCREEN_ONLY
from relu_tui.console.plain.questions import Asked, Talk
from relu_tui.console.plain.telling import Telling
from relu_tui.interface.key_commands import COMMANDS, GROUPS
from relu_tui.lesson import course, learner_questions, transitions, words
from relu_tui.lesson.argument_bounds import argument
from relu_tui.lesson.parameters import rewrite, typed


def commands(telling: Telling) -> None:
    """All commands, by what can be typed: a letter where there is one, and the name."""
    for group, heading in GROUPS.items():
        for command in COMMANDS:
            if command.group == group and command.name not in (*SCREEN_ONLY, "palette"):
                signs = [sign for sign, name in ALSO.items() if name == command.name and sign.isascii()]
                letters = [*signs, *(key for key in command.keys if len(key) == 1)]
                telling.say(f"{heading}: {' or '.join([*letters, command.name])}: {command.words}")


def why(telling: Telling) -> Talk:
    """The argument, as far as it is concluded, unless it is withheld; the rest on request."""
    lesson = telling.lesson
    if withheld := words.argument_withheld(lesson):
        telling.say(withheld)
        return
    sections = list(zip(argument(lesson.function, lesson.at), lesson.concluded, strict=True))
    for section, concluded in sections:
        _tell(telling, section.heading, section.lines if concluded else ((words.NOT_CONCLUDED,),))
    if lesson.done:
        return
    answer = yield Asked("Type w to hear the rest too; Enter alone goes on:")
    if answer is not None and answer.strip() == "w":
        for section, concluded in sections:
            if not concluded:
                _tell(telling, section.heading, section.lines)


def _tell(telling: Telling, heading: str, lines: Sequence[Line]) -> None:
    telling.say(heading)
    for line in lines:
        telling.say(f"  {told(line)}")


def undo(telling: Telling) -> None:
    """Back to the lesson before the last change."""
    if not telling.past:
        telling.say("There is nothing to undo.")
        return
    telling.lesson = telling.past.pop()
    telling.say("Undone.")
    telling.tell_list()


def function(telling: Telling) -> Talk:
    """A function of the gallery, by name."""
    answer = yield Asked("Name of a function (relu-tui functions lists them):", "function")
    if answer is not None:
        _begin(telling, answer, "")


def edit(telling: Telling) -> Talk:
    """A function and a point of one's own."""
    telling.say(words.PARAMETERS_TYPED)
    if telling.lesson.family is not None:
        telling.say(f"Now: {typed(telling.lesson)}")
    function = yield Asked("f(x) =")
    if function is None:
        return
    at = yield Asked("at x =", "function", function)
    if at is not None:
        _begin(telling, function, at.strip() or "0")


def _begin(telling: Telling, function: str, at: str) -> None:
    try:
        fresh = rewrite(telling.lesson, function, at)
    except ExpressionError as error:
        telling.say(f"{error}. The lesson is as it was.")
        return
    left = telling.lesson.family if fresh.family is None else None
    telling.go(fresh)
    telling.open()
    if left is not None:
        telling.say(words.parameters_left(left))


def predict(telling: Telling) -> Talk:
    """What limit the learner expects."""
    before = telling.lesson
    telling.go(transitions.turn_to_a_limit(before))
    if telling.lesson.concluded[telling.lesson.condition]:
        telling.say(words.PREDICTED_TOO_LATE)
        return
    if telling.lesson.condition != before.condition:
        telling.tell_state(before)
    side = Side.LEFT if telling.lesson.condition == 1 else Side.RIGHT
    answer = yield Asked(f"The {side}-hand limit will be (a number, inf, -inf or none):", "limit")
    try:
        if answer is not None:
            telling.take(transitions.predict(telling.lesson, answer))
    except ExpressionError as error:
        telling.say(str(error))


def vote(telling: Telling) -> Talk:
    """What the learner thinks before anything is seen."""
    yield from _ask(telling, learner_questions.Question.VOTE)


def conclude(telling: Telling) -> Talk:
    """Ask what is seen, once, and tell what is proved."""
    what = learner_questions.question(telling.lesson)
    if what in (learner_questions.Question.LIMIT, learner_questions.Question.GAP):
        yield from _ask(telling, what)
    else:
        telling.change("conclude")


def _ask(telling: Telling, what: learner_questions.Question) -> Talk:
    lesson = telling.lesson
    skippable = not (lesson.quiz and what is learner_questions.Question.LIMIT)
    words = learner_questions.asks(lesson, what)
    kind = "" if what is not learner_questions.Question.LIMIT else "guess" if skippable else "limit"
    answer = yield Asked(f"{words.capitalize()} ({learner_questions.how(what, skippable=skippable)})", kind)
    try:
        if answer is not None:
            telling.go(learner_questions.answered(lesson, what, answer).lesson)
    except ExpressionError as error:
        telling.say(str(error))
        return
    if what is learner_questions.Question.VOTE:
        telling.say(f"Your vote: {telling.lesson.vote}.")
    elif telling.lesson.concluded != lesson.concluded:
        telling.tell_conclusion()


def own(telling: Telling) -> Talk:
    """A convention of one's own."""
    blocked = transitions.change_convention(telling.lesson)
    if blocked.words:
        telling.say(blocked.words)
        return
    answer = yield Asked("Slope (a fraction or a decimal):", "slope")
    try:
        if answer is not None:
            before = telling.lesson
            telling.take(transitions.adopt(before, transitions.slope(answer)))
            telling.tell_state(before)
    except ExpressionError as error:
        telling.say(str(error))


def outline(telling: Telling) -> Talk:
    """The course, and a choice from it."""
    for number, entry in enumerate(course.COURSE, start=1):
        telling.say(f"{number}. {entry.title}")
    answer = yield Asked("Number of a lesson:")
    if answer is None:
        return
    numbered = {str(number): entry for number, entry in enumerate(course.COURSE, start=1)}
    chapter = numbered.get(answer.strip())
    if chapter is not None:
        telling.go(course.with_settings(course.open_part(chapter.key), telling.lesson))
        telling.say(chapter.words)
        telling.open()
    else:
        telling.say(f"There is no such lesson: 1 to {len(course.COURSE)}.")


def following(telling: Telling) -> None:
    """The next lesson of the course."""
    lesson = course.following(telling.lesson)
    if lesson is None:
        telling.say("That was the last lesson. o lists the course.")
        return
    telling.go(lesson)
    here = course.place(lesson)
    if here is not None:
        telling.say(here[0].words)
    telling.open()


TALKS: dict[str, Callable[[Telling], Talk | None]] = {
    "help": commands,
    "why": why,
    "undo": undo,
    "function": function,
    "edit": edit,
    "predict": predict,
    "vote": vote,
    "conclude": conclude,
    "own": own,
    "outline": outline,
    "following": following,
}
"""Commands that have a telling of their own, by name."""
