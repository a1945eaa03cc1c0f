"""What can be chosen by name: ratios, themes, marks. Each stands here once.

Help, completion, settings and saved lessons ask for these names, so this module imports nothing, not even
what makes records (`typing` takes a tenth of the time of `--help`); what a name stands for is made where it
is used.
"""

from __future__ import annotations


class Ratio:
    """By how much a step shrinks.

    Attributes:
        name: As it is typed and saved.
        numerator: Of its exact value.
        denominator: Of its exact value.
        meets_reciprocals: Whether the steps meet a sequence 1/n again and again, so that what is
            periodic in 1/Δx can fool the table: x·sin(pi/x) is 0 at every 2⁻ᵏ and at every 10⁻ᵏ.
    """

    def __init__(
        self, name: str, numerator: int, denominator: int, *, meets_reciprocals: bool = True
    ) -> None:
        self.name = name
        self.numerator = numerator
        self.denominator = denominator
        self.meets_reciprocals = meets_reciprocals

    @property
    def shown(self) -> str:
        """As the screen shows it."""
        return f"×{self.name}"


class Choice:
    """A choice that needs no more than its name.

    Attributes:
        name: As it is typed and saved.
        words: As help says it.
    """

    def __init__(self, name: str, words: str) -> None:
        self.name = name
        self.words = words


RATIOS: dict[str, Ratio] = {
    ratio.name: ratio
    for ratio in (
        Ratio("1/2", 1, 2),
        Ratio("1/10", 1, 10),
        Ratio("0.618", 309, 500, meets_reciprocals=False),
    )
}
"""The ratios, by name, in the order in which they are gone through; the first is the usual one."""

THEMES = (
    Choice("dark", "dark"),
    Choice("light", "light"),
    Choice("contrast", "high contrast"),
    Choice("ansi", "ansi"),
)
"""The themes, in the order in which they are gone through."""

MARKS = (Choice("braille", "braille"), Choice("block", "blocks"), Choice("ascii", "ASCII"))
"""What curves are drawn with, the finest first."""


def names(choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """The names alone."""
    return tuple(choice.name for choice in choices)


def listed(choices: tuple[Choice, ...]) -> str:
    """The choices as help lists them."""
    return ", ".join(choice.words for choice in choices)


def listed_ratios() -> str:
    """The ratios as help lists them."""
    *first, last = (ratio.shown for ratio in RATIOS.values())
    return f"{', '.join(first)} or {last}"
