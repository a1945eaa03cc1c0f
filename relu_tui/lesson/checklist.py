"""The checklist of the four conditions: what stands in each of its lines."""

from __future__ import annotations

from typing import NamedTuple

from relu_tui.calculus.status import Basis, Status
from relu_tui.lesson.lesson import Lesson
from relu_tui.lesson.words import CONDITIONS, GLYPHS, condition_name, progress


class Item(NamedTuple):
    """One line of the checklist.

    Attributes:
        glyph: ○ open, ◐ gathering, ✓ holds, ✗ fails, ? undecided.
        name: Number and name of the condition.
        value: The limit, or what is compared, once it is concluded; may be empty.
        state: `open`, `gathering 2 of 3`, `ready: Enter`, `holds`, `fails` or `undecided`.
        status: The status, once it is concluded.
        certified: Whether a certificate, a second proof, confirms it.
    """

    glyph: str
    name: str
    value: str
    state: str
    status: Status | None
    certified: bool = False

    @property
    def sentence(self) -> str:
        """The line as a sentence."""
        name = f"{self.name} {self.value}".rstrip()
        return f"Condition {name}: {self.state}{', certified' if self.certified else ''}."


def checklist(lesson: Lesson) -> tuple[Item, ...]:
    """The four lines of the checklist."""
    return tuple(_item(lesson, condition) for condition in range(len(CONDITIONS)))


def _item(lesson: Lesson, condition: int) -> Item:
    name = f"{condition + 1} {condition_name(lesson, condition)}"
    status = lesson.status(condition)
    if status is not None:
        from relu_tui.lesson.conclusions import found  # the engine, which the first frame need not wait for

        return Item(
            GLYPHS[status], name, found(lesson, condition), str(status), status, _certified(lesson, condition)
        )
    seen, wanted = progress(lesson, condition)
    if seen == 0:
        return Item(GLYPHS[None], name, "", "open", None)
    state = "ready: Enter" if seen >= wanted else f"gathering {seen} of {wanted}"
    return Item(GLYPHS["gathering"], name, "", state, None)


def _certified(lesson: Lesson, condition: int) -> bool:
    from relu_tui.lesson.certified import quickly_certified

    return quickly_certified(lesson.function, lesson.at).bases[condition] is Basis.CERTIFIED
