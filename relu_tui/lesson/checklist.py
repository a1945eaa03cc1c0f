"""The checklist of the four conditions: what stands in each of its lines."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.calculus.status import Basis, Status
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.words import CONDITIONS, GLYPHS, SHORTER, condition_name, progress


class Item(NamedTuple):
    """One line of the checklist; what is too long for it has shorter forms, the longest first.

    Attributes:
        glyph: ○ not yet looked at, ◐ looked at, ✓ holds, ✗ fails, ? undecided.
        names: Number and name of the condition.
        values: The limit, or what is compared, once it is concluded; may be empty.
        states: `not yet`, `seen 2 of 3`, `ready: Enter`, `holds`, `fails` or `undecided`.
        status: The status, once it is concluded.
        certified: Whether a certificate, a second proof, confirms it.
    """

    glyph: str
    names: tuple[str, ...]
    values: tuple[str, ...]
    states: tuple[str, ...]
    status: Status | None
    certified: bool = False

    @property
    def sentence(self) -> str:
        """The line as a sentence."""
        words = " ".join(filter(None, (self.names[0], self.values[0])))
        return f"Condition {words}: {self.states[0]}{', certified' if self.certified else ''}."


def checklist(lesson: Lesson) -> tuple[Item, ...]:
    """The four lines of the checklist."""
    return tuple(_item(lesson, condition) for condition in range(len(CONDITIONS)))


def _item(lesson: Lesson, condition: int) -> Item:
    number = condition + 1
    names = tuple(f"{number} {name}" for name in (condition_name(lesson, condition), *SHORTER[condition]))
    status = lesson.status(condition)
    if status is not None:
        from relu_tui.lesson.conclusions import found  # the engine, which the first frame need not wait for

        values, certified = found(lesson, condition), _certified(lesson, condition)
        return Item(GLYPHS[status], names, values, (str(status),), status, certified)
    seen, wanted = progress(lesson, condition)
    if seen == 0:
        return Item(GLYPHS[None], names, ("",), ("not yet",), None)
    if seen >= wanted:
        return Item(GLYPHS["gathering"], names, ("",), ("ready: Enter", "ready"), None)
    states = (f"seen {seen} of {wanted}", f"seen {seen}/{wanted}")
    return Item(GLYPHS["gathering"], names, ("",), states, None)


def _certified(lesson: Lesson, condition: int) -> bool:
    from relu_tui.lesson.certificates import quickly_certified

    return quickly_certified(lesson.function, lesson.at).bases[condition] is Basis.CERTIFIED
