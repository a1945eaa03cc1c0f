"""What can be chosen by name is there under that name."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.app.drawing.marks import Marks
from relu_tui.app.themes import THEMES
from relu_tui.choices import MARKS, RATIOS, names
from relu_tui.choices import THEMES as THEME_CHOICES


def test_every_theme_that_can_be_chosen_is_made_and_no_other() -> None:
    assert sorted(names(THEME_CHOICES)) == sorted(theme.name for theme in THEMES)


def test_every_kind_of_marks_that_can_be_chosen_is_drawn_and_no_other() -> None:
    assert names(MARKS) == tuple(marks.value for marks in Marks)


def test_a_ratio_is_what_its_name_says() -> None:

    for name, ratio in RATIOS.items():
        assert Fraction(ratio.numerator, ratio.denominator) == Fraction(name)
