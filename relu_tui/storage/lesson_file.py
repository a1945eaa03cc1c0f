"""A lesson as a file: written whole or not at all, and read back with suspicion."""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.numerics.step_sizes import SMALLEST_STEP
from relu_tui.calculus.side import BOTH_SIDES
from relu_tui.choices import RATIOS
from relu_tui.lesson.learner_questions import CLOSES, VOTES
from relu_tui.lesson.lesson import (
    Active,
    Family,
    Graph,
    Lesson,
    Prediction,
    Trail,
    examined,
    needs,
)
from relu_tui.number_formats import NUMBER_FORMATS

PROGRAM = "relu-tui"
LESSON = "lesson.json"
"""The file in which the lesson is kept."""

FORMAT = 4

SINCE: dict[int, dict[str, Any]] = {2: {"family": None, "duelled": False}, 3: {"duelled": False}}
"""What lessons of an older format lack, each with what it stood for there."""

NO_LONGER_KEPT = frozenset({"notice"})
"""Fields that a file may have, and that a lesson has not."""

LARGEST_FILE = 2_000_000
"""Bytes; a longer file is not one of ours."""

MOST_STEPS = 2000
"""On one side; more do not fit between 1 and the smallest step."""


FEWEST_KEPT = 2
"""Steps left of those seen when a condition was concluded: whoever then goes back to the first and on by
another ratio gives up the rest."""


_FRACTION = re.compile(r"-?\d{1,100}(/0*[1-9]\d{0,99})?")


class UnreadableError(ValueError):
    """A file that is not a saved lesson; the message says why, in one line."""


def to_text(lesson: Lesson) -> str:
    """The lesson as JSON."""
    return json.dumps({"program": PROGRAM, "format": FORMAT, "lesson": _encoded(lesson)}, ensure_ascii=False)


def from_text(text: str) -> Lesson:
    """The lesson that `to_text` wrote, now or in an older format.

    Raises:
        UnreadableError: It is something else, or a lesson that could not have come about.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("it is damaged") from None
    if not isinstance(data, dict) or data.get("program") != PROGRAM:
        raise UnreadableError("it was not written by this program")
    version = data.get("format")
    if version != FORMAT and not (isinstance(version, int) and version in SINCE):
        raise UnreadableError("it was written by another version")
    try:
        lesson = _decoded({**SINCE.get(version, {}), **data["lesson"]})
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        raise UnreadableError("it is damaged") from None
    trouble = inconsistency(lesson)
    if trouble:
        raise UnreadableError(trouble)
    return lesson


def write(path: Path, text: str) -> None:
    """Replace a file by this text, whole or not at all, however this program may end.

    Raises:
        OSError: The disk is full, the folder can't be written, and the like; the old file stands.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            draft.write_text(text, "utf-8")
        except FileNotFoundError:  # hardly ever: the folder is there from the first time on
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, "utf-8")
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def load(path: Path) -> Lesson:
    """The lesson saved in a file.

    Raises:
        OSError: There is no such file, or it can't be read.
        UnreadableError: It is not a saved lesson.
    """
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        raise UnreadableError("it is no file")
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableError("it is too long for a saved lesson")
    try:
        return from_text(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableError("it is damaged") from None


def inconsistency(lesson: Lesson) -> str:
    """Why a lesson could not have come about by pressing keys; an empty string for one that could."""
    try:
        examined(lesson.function, lesson.at)
    except ExpressionError as error:
        return f"its function or point can't be read: {error}"
    if lesson.family is not None and not _belongs(lesson, lesson.family):
        return "its parameters do not give its function"
    if any(not _adds_up(lesson.trail(side)) for side in BOTH_SIDES):
        return "its steps do not add up"
    for condition, concluded in enumerate(lesson.concluded):
        if concluded and any(lesson.trail(side).seen < FEWEST_KEPT for side in needs(condition)):
            return "a condition is concluded that was not seen"
    if lesson.concluded[3] and not all(lesson.concluded[1:3]):
        return "a condition is concluded that was not seen"
    if (
        lesson.ratio not in RATIOS
        or lesson.number_format not in NUMBER_FORMATS
        or not 0 <= lesson.condition <= 3
    ):
        return "it has settings that this program does not know"
    if lesson.vote not in ("", *VOTES) or lesson.closes not in ("", *CLOSES):
        return "an answer in it can't be read"
    return _bad_prediction(lesson)


def _belongs(lesson: Lesson, family: Family) -> bool:
    """Whether f is what its parameters make of it."""
    from relu_tui.lesson.parameters import function_of

    try:
        fits = function_of(family) == lesson.function
    except ExpressionError:
        return False
    return fits and 0 <= family.chosen < len(family.values) and family.step > 0


def _adds_up(trail: Trail) -> bool:
    """Whether a trail could have come about step by step."""
    if not trail.started:
        return trail == Trail()
    if any(ratio not in RATIOS or count < 1 for ratio, count in trail.runs) or trail.seen > MOST_STEPS:
        return False
    if any(before[0] == after[0] for before, after in pairwise(trail.runs)):
        return False
    return trail.index < trail.seen and trail.step(trail.seen - 1) >= SMALLEST_STEP


def _bad_prediction(lesson: Lesson) -> str:
    from relu_tui.lesson.quiz import read  # the engine, which saving does not need

    for prediction in lesson.predictions:
        try:
            if prediction is not None:
                read(prediction.text)
        except ExpressionError:
            return "a prediction in it can't be read"
    return ""


def _encoded(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value):
        return {name: _encoded(getattr(value, name)) for name in value.__dataclass_fields__}
    return [_encoded(part) for part in value] if isinstance(value, list | tuple) else value


def _decoded(data: dict[str, Any]) -> Lesson:
    data = {name: value for name, value in data.items() if name not in NO_LONGER_KEPT}
    if set(data) != {field.name for field in fields(Lesson)}:
        raise KeyError("fields")
    for name in ("function", "at", "title", "ratio", "number_format", "vote", "closes", "course"):
        _text(data[name])
    for name in ("zoomed", "quiz", "duelled"):
        if not isinstance(data[name], bool):
            raise TypeError(name)
    one, two, three, four = (_flag(value) for value in data["concluded"])
    first, second = (
        None if value is None else Prediction(_text(value["text"])) for value in data["predictions"]
    )
    convention = data["convention"]
    return Lesson(
        **{
            **data,
            "condition": _whole(data["condition"]),
            "left": _trail(data["left"]),
            "right": _trail(data["right"]),
            "active": Active(data["active"]),
            "graph": Graph(data["graph"]),
            "concluded": (one, two, three, four),
            "predictions": (first, second),
            "family": None if data["family"] is None else _family(data["family"]),
            "convention": None if convention is None else _fraction(_text(convention)),
        }
    )


def _fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):  # 1e-99999999 is a fraction too, and would take the day
        raise ValueError(text)
    return Fraction(text)


def _family(data: dict[str, Any]) -> Family:
    values = tuple((_text(name), _text(value)) for name, value in data["values"])
    return Family(_text(data["text"]), values, _whole(data["chosen"]), _fraction(_text(data["step"])))


def _trail(data: dict[str, Any]) -> Trail:
    runs = tuple((_text(ratio), _whole(count)) for ratio, count in data["runs"][: MOST_STEPS + 1])
    return Trail(runs, _whole(data["index"]))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MOST_STEPS:
        raise TypeError("number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 4000:
        raise TypeError("text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("flag")
    return value
